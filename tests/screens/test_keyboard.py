"""The touch keyboard: every key types what it shows, in both layers and languages, at any size."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtQml import QQmlEngine, QQmlExpression
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QAbstractItemModelTester, QTest

from kiosk import thai
from kiosk.compose import CONSONANTS, MARKS
from ui.catalogue import Catalogue
from ui.hands import Hands, Seen, look
from ui.shell import Scene
from ui.viewmodels.keyboard import KeyboardModel
from ui.viewmodels.keyboard_layout import DOTTED_CIRCLE, LAYOUTS, Key, face, name_of

WINDOW = Path(__file__).parent / "KeyboardWindow.qml"
PORTRAIT, LANDSCAPE, SMALL = (1080, 1920), (1920, 1080), (1280, 800)
SIZES = (PORTRAIT, LANDSCAPE, SMALL)
LEAST_MM, MAIN_MM = 12.2, 20.0
WORKING = ["kb.shift", "kb.language", "kb.space", "kb.erase"]


class Typist:
    """Fingers on the keyboard in a window of its own."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.keyboard = KeyboardModel()
        texts = Catalogue()
        sizes = {"width": size[0], "height": size[1]}
        self.scene = Scene(str(WINDOW), {"keyboard": self.keyboard} | sizes, texts)
        self.window = self.scene.window
        self.hands = Hands(self.window)
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            QCoreApplication.processEvents()

    def show(self, language: str, shift: int = 0) -> None:
        self.keyboard.setLanguage(language)
        for _ in range(shift):
            self.keyboard.shifted.emit()
        self.settle()

    def tap(self, *names: str, after_ms: int = 60) -> str:
        for name in names:
            self.hands.tap(f"kb.{name}", after_ms=after_ms)
        self.settle()
        return self.keyboard.typed

    def keys(self) -> dict[str, Seen]:
        return {s.name: s for s in look(self.window) if s.name.startswith("kb.")}

    def point(self, name: str) -> QPoint:
        return self.hands.find(f"kb.{name}").middle.toPoint()

    def ask(self, name: str, question: str) -> object:
        """What QML says about `it`, the item of that name (see `ui.hands` for why QML looks)."""
        search = f"""(function() {{
            const found = item => item.objectName === "{name}" ? item
                : Array.from(item.children).reduce((one, child) => one || found(child), null);
            const it = found(root.contentItem);
            return {question};
        }})()"""
        context = QQmlEngine.contextForObject(self.window)
        expression = QQmlExpression(context, self.window, search)
        answer = expression.evaluate()
        assert not expression.hasError(), expression.error().toString()
        return answer[0] if isinstance(answer, tuple) else answer

    def troubles(self) -> list[str]:
        """What is wrong with the size and the place of keys and words."""
        unit, keys = pixels_per_mm(self.window), list(self.keys().values())
        board = rect(self.hands.find("keyboard")).adjusted(-1, -1, 1, 1)
        wrong = [f"small: {k}" for k in keys if min(k.width, k.height) / unit < MAIN_MM]
        wrong += [f"outside: {k}" for k in keys if not board.contains(rect(k))]
        for one, other in combinations(keys, 2):
            common = rect(one).intersected(rect(other))
            if common.width() > 1 and common.height() > 1:
                wrong.append(f"overlap: {one.name} {other.name}")
        return wrong + self.cut_words()

    def cut_words(self) -> list[str]:
        return [
            f"cut: {word}"
            for word in look(self.window)
            if word.text
            and (
                word.truncated
                or word.painted_height > word.own_height + 1
                or word.painted_width > word.own_width + 1
            )
        ]


def rect(seen: Seen) -> QRectF:
    return QRectF(seen.x, seen.y, seen.width, seen.height)


def pixels_per_mm(window: QQuickWindow) -> float:
    return math.hypot(window.width(), window.height()) / (23.8 * 25.4)


class Spy:
    """Keeps what a signal told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def __call__(self, text: str) -> None:
        self.told.append(text)


@pytest.fixture
def make_typist(qapp: QGuiApplication) -> Iterator[Callable[..., Typist]]:
    made: list[Typist] = []

    def make(size: tuple[int, int] = PORTRAIT) -> Typist:
        made.append(Typist(size))
        return made[-1]

    yield make
    for typist in made:
        warnings = list(typist.scene.warnings)
        typist.scene.close()
        assert warnings == []


@pytest.fixture
def typist(make_typist: Callable[..., Typist]) -> Typist:
    return make_typist()


# -- keys ------------------------------------------------------------------------------------------


def test_thai_keys_are_where_kedmanee_has_them() -> None:
    rows = ("1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./")
    shifted = ("!@#$%^&*()_+", "QWERTYUIOP{}", 'ASDFGHJKL:"', "ZXCVBNM<>?")
    keys = LAYOUTS["th"].keys
    for row in range(4):
        own = [key for key in keys if key.row == row]
        assert thai.from_kedmanee("".join(key.lower for key in own)) == rows[row]
        assert thai.from_kedmanee("".join(key.upper for key in own)) == shifted[row]
    typed = {c for key in keys for c in (key.lower, key.upper)}
    assert typed >= (CONSONANTS - {"ฃ", "ฅ"}) | (MARKS - {"๎"}) | set("ฤฦะาำๅเแโใไๆฯ")
    assert not typed & {"ฃ", "ฅ"}


def test_what_has_no_shape_of_its_own_has_a_name() -> None:
    keys = [key for layout in LAYOUTS.values() for key in layout.keys]
    for character in MARKS | CONSONANTS - {"ฃ", "ฅ"}:
        assert len(name_of(character)) > 1 or character == "๎"
    assert name_of("้") == "ไม้โท"
    assert name_of("ิ") == "สระอิ"
    assert name_of("ส") == "ส เสือ"
    assert all(name_of(key.lower) for key in keys)
    assert face("้") == DOTTED_CIRCLE + "้"


@pytest.mark.parametrize("language", LAYOUTS)
@pytest.mark.parametrize("shift", [0, 2])
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_every_key_types_what_it_shows(
    make_typist: Callable[..., Typist], size: tuple[int, int], language: str, shift: int
) -> None:
    typist = make_typist(size)
    typist.keyboard.pressed.connect(pressed := Spy())
    typist.show(language)
    typist.keyboard.type_in("a")
    typist.show(language, shift)

    def shown(key: Key) -> str:
        return key.upper if shift else key.lower

    wanted = [shown(key) for key in LAYOUTS[language].keys]
    for character in wanted:
        where = typist.hands.find(f"kb.{character}")
        words = [s.text for s in look(typist.window) if s.text and inside(where, s)]
        assert face(character) in words
        typist.hands.tap_at(where.middle)
    assert pressed.told == wanted


def inside(outer: Seen, inner: Seen) -> bool:
    return rect(outer).contains(rect(inner).center())


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("percent", [100, 200])
def test_keys_are_large_and_apart(
    make_typist: Callable[..., Typist], size: tuple[int, int], percent: int
) -> None:
    typist = make_typist(size)
    typist.window.setProperty("percent", percent)
    looked = 0
    wrong: list[str] = []
    for language in LAYOUTS:
        for shift in (0, 1, 1):
            typist.show(language, shift)
            assert len(typist.keys()) == len(LAYOUTS[language].keys) + len(WORKING)
            looked += len(typist.keys())
            wrong += typist.troubles()
    assert looked > 250
    assert wrong == []


def test_a_small_panel_keeps_keys_a_finger_can_hit(make_typist: Callable[..., Typist]) -> None:
    typist = make_typist(SMALL)
    unit = pixels_per_mm(typist.window)
    for side, keys in (("width", 12), ("height", 5)):
        typist.ask("keyboard", f"it.{side} = {keys * (LEAST_MM + 0.1) * unit}")
    typist.settle()
    sides = [min(key.width, key.height) / unit for key in typist.keys().values()]
    assert LEAST_MM <= min(sides) < MAIN_MM
    assert typist.cut_words() == []


# -- typing ----------------------------------------------------------------------------------------


def test_a_nickname_with_marks(typist: Typist) -> None:
    assert typist.tap("ก", "้", "ุ", "ง") == "กุ้ง"
    assert typist.tap("erase", "erase") == "กุ"
    assert typist.tap("space", "space", "น") == "กุ น"
    assert "กุ น" in [s.text for s in look(typist.window)]


def test_fast_taps_on_one_key_all_count(typist: Typist) -> None:
    assert typist.tap(*"นนนนน", after_ms=30) == "นนนนน"
    assert typist.tap(*["erase"] * 4, after_ms=30) == "น"


def test_shift_is_for_one_character(typist: Typist) -> None:
    assert typist.tap("shift", "ณ", "ร") == "ณร"


def test_a_second_touch_keeps_shift_and_says_so(typist: Typist) -> None:
    def words() -> list[str | None]:
        return [s.text for s in look(typist.window)]

    assert "ตัวบน" in words()
    typist.tap("shift", "shift")
    assert "ค้างไว้" in words()
    assert typist.tap("ณ", "ฐ") == "ณฐ"
    assert typist.tap("shift", "น") == "ณฐน"
    assert "ค้างไว้" not in words()


def test_english_begins_with_a_capital(typist: Typist) -> None:
    typist.tap("language")
    assert typist.keyboard.language == "en"
    assert typist.tap("M", "a", "r", "y", "space", "A", "n", "n") == "Mary Ann"
    typist.tap(*["erase"] * 8)
    assert typist.tap("shift", "b") == "b"
    assert typist.tap("shift", "B", "language", "บ") == "bBบ"


def test_between_two_keys_there_is_no_dead_place(typist: Typist) -> None:
    keys = typist.keys()
    one, other = keys["kb.ก"], keys["kb.ด"]
    assert one.x + one.width == pytest.approx(other.x, abs=0.5)
    typist.hands.tap_at(QRectF(one.x + one.width - 1, one.y + 1, 0, 0).topLeft())
    typist.hands.tap_at(QRectF(other.x + 1, other.y + other.height - 1, 0, 0).topLeft())
    assert typist.keyboard.typed == "กด"


def test_two_fingers_at_once(typist: Typist) -> None:
    finger, window = QTest.createTouchDevice(), typist.window
    one, other = typist.point("น"), typist.point("า")
    QTest.touchEvent(window, finger).press(0, one, window).commit()
    assert typist.ask("kb.น", "it.down")
    QTest.touchEvent(window, finger).stationary(0).press(1, other, window).commit()
    assert typist.keyboard.typed == ""
    QTest.touchEvent(window, finger).release(0, one, window).stationary(1).commit()
    QTest.touchEvent(window, finger).release(1, other, window).commit()
    assert typist.keyboard.typed == "นา"
    for _ in range(3):
        QTest.touchEvent(window, finger).press(0, other, window).commit()
        QTest.touchEvent(window, finger).release(0, other, window).commit()
    assert typist.keyboard.typed == "นาาาา"


def test_keys_sink_under_the_finger(typist: Typist) -> None:
    QTest.mousePress(
        typist.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, typist.point("น")
    )
    assert typist.ask("kb.น", "it.topPadding") > typist.ask("kb.ร", "it.topPadding")
    QTest.mouseRelease(
        typist.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, typist.point("น")
    )
    assert typist.keyboard.typed == "น"


def test_tab_shows_where_it_stands(typist: Typist) -> None:
    first = next(iter(LAYOUTS["th"].keys)).lower
    assert not typist.ask(f"kb.{first}", "it.visualFocus")
    typist.window.requestActivate()
    press = QKeyEvent(
        QKeyEvent.Type.KeyPress, Qt.Key.Key_Tab.value, Qt.KeyboardModifier.NoModifier, "\t"
    )
    QCoreApplication.sendEvent(typist.window, press)
    assert typist.ask(f"kb.{first}", "it.visualFocus")


def test_every_key_has_a_name_for_who_listens(typist: Typist) -> None:
    names = {name: typist.ask(name, "it.Accessible.name") for name in list(typist.keys())}
    assert names["kb.้"] == "ไม้โท"
    assert names["kb.ิ"] == "สระอิ"
    assert names["kb.space"] == "เว้นวรรค"
    assert names["kb.language"] == "แป้นภาษาอังกฤษ"
    assert all(names.values())
    assert len(set(names.values())) == len(names)


# -- the model -------------------------------------------------------------------------------------


@pytest.fixture
def keyboard(qapp: QGuiApplication) -> KeyboardModel:
    return KeyboardModel()


def test_the_model_is_a_proper_list(keyboard: KeyboardModel) -> None:
    tester = QAbstractItemModelTester(
        keyboard, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    keyboard.touch_shift()
    keyboard.setLanguage("en")
    keyboard.type_in("a")
    keyboard.clear()
    assert isinstance(tester, QObject)


def test_shift_only_changes_faces(keyboard: KeyboardModel) -> None:
    resets: list[bool] = []
    keyboard.modelReset.connect(lambda: resets.append(True))
    keyboard.touch_shift()
    keyboard.press("ณ")
    assert resets == []
    keyboard.languageAsked.emit("en")
    assert resets == [True]


def test_a_real_keyboard_types_too(keyboard: KeyboardModel) -> None:
    keyboard.type_in("  น\t\u200b")
    keyboard.type_in("ำ")
    keyboard.type_in("้  A\r")
    assert keyboard.typed == "น้ำ A"
    keyboard.erase()
    assert keyboard.take() == "น้ำ"
    assert keyboard.typed == ""


def test_nothing_is_left_for_the_next_visitor(keyboard: KeyboardModel) -> None:
    keyboard.type_in("มะลิ")
    keyboard.languageAsked.emit("en")
    keyboard.touch_shift()
    keyboard.touch_shift()
    keyboard.clear()
    assert keyboard.typed == ""
    assert keyboard.language == "th"
    assert not keyboard.upper
    assert "มะลิ" not in str(vars(keyboard))
    keyboard.erase()
    assert keyboard.typed == ""


def test_clear_comes_back_to_the_visitors_language(keyboard: KeyboardModel) -> None:
    keyboard.setLanguage("en")
    keyboard.languageAsked.emit("th")
    assert keyboard.language == "th"
    keyboard.cleared.emit()
    assert keyboard.language == "th"
    keyboard.clear()
    assert keyboard.language == "en"
    assert keyboard.upper
    keyboard.setLanguage("xx")
    assert keyboard.language == "en"


def test_changed_is_told_once_and_only_for_another_text(keyboard: KeyboardModel) -> None:
    told: list[str] = []
    keyboard.changed.connect(lambda: told.append(keyboard.typed))
    keyboard.type_in("้")
    keyboard.pressed.emit("น")
    keyboard.shifted.emit()
    keyboard.erased.emit()
    keyboard.erased.emit()
    assert told == ["น", ""]


@given(st.lists(st.sampled_from("กขaแ ิี้่ำ์"), max_size=60), st.integers(3, 12))
def test_a_long_name_is_never_cut_inside_a_cluster(letters: list[str], longest: int) -> None:
    keyboard, free = KeyboardModel(longest), KeyboardModel(1000)
    for letter in letters:
        before = keyboard.typed
        keyboard.press(letter)
        free.press(letter)
        assert len(keyboard.typed) <= longest
        if letter in "ิี้่์" and before and before[-1] in CONSONANTS:
            assert keyboard.typed == before + letter
    for letter in "ก" * longest:
        keyboard.press(letter)
    assert longest - 2 <= len(keyboard.typed) <= longest


def test_a_long_english_name_fills_it(keyboard: KeyboardModel) -> None:
    keyboard.type_in("a" * 50)
    assert keyboard.typed == "a" * 30
    keyboard.cleared.emit()
    keyboard.type_in("กี้" * 50)
    assert keyboard.typed == "กี้" * 10
