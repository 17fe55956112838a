"""Staff come in by a corner that no visitor finds by chance, and by a PIN of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest

from kiosk import demo, pins
from kiosk.entry import PinTried
from kiosk.ports import StoreTrouble
from kiosk.record import Role
from tests.screens.conftest import Visitor
from tests.screens.test_keys import use
from tests.screens.test_taps import glass
from tests.screens.ways import DIGITS, PINS, staff, tap
from tests.storage.centre import Centre

CORNER = QPointF(20, 20)
SOMSRI, SUDA = sorted(PINS)
CTRL_F1 = Qt.Key.Key_F1.value


def mouse(visitor: Visitor, kind: QEvent.Type, where: QPointF) -> None:
    window = visitor.kiosk.window
    released = kind == QEvent.Type.MouseButtonRelease
    held = Qt.MouseButton.NoButton if released else Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    event = QMouseEvent(kind, where, window.mapToGlobal(where), left, held, none)
    QGuiApplication.sendEvent(window, event)


def press(visitor: Visitor, where: QPointF = CORNER) -> None:
    mouse(visitor, QEvent.Type.MouseButtonPress, where)


def release(visitor: Visitor, where: QPointF = CORNER) -> None:
    mouse(visitor, QEvent.Type.MouseButtonRelease, where)


class Fingers:
    """Fingers on the glass at places of their own."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.window = visitor, visitor.kiosk.window
        self.down_at: dict[int, QPoint] = {}

    def down(self, finger: int, x: int, y: int) -> None:
        sequence = QTest.touchEvent(self.window, glass())
        for other in self.down_at:
            sequence.stationary(other)
        self.down_at[finger] = QPoint(x, y)
        sequence.press(finger, self.down_at[finger], self.window).commit()

    def move(self, finger: int, x: int, y: int) -> None:
        self.down_at[finger] = QPoint(x, y)
        QTest.touchEvent(self.window, glass()).move(finger, QPoint(x, y), self.window).commit()

    def up(self, finger: int) -> None:
        where = self.down_at.pop(finger)
        sequence = QTest.touchEvent(self.window, glass())
        for other in self.down_at:
            sequence.stationary(other)
        sequence.release(finger, where, self.window).commit()


# -- the corner ------------------------------------------------------------------------------------


def test_a_corner_held_for_three_seconds_opens(visitor: Visitor) -> None:
    press(visitor)
    visitor.wait(2.9)
    assert visitor.screen == "home"
    visitor.wait(0.2)
    assert visitor.screen == "staff"
    release(visitor)
    assert visitor.sees("who.0")


def test_one_finger_on_the_glass_opens_it_too(visitor: Visitor) -> None:
    fingers = Fingers(visitor)
    fingers.down(0, 20, 20)
    visitor.wait(1)
    fingers.move(0, 24, 22)
    visitor.wait(2.1)
    fingers.up(0)
    assert visitor.screen == "staff"


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("let go", release),
        ("moved away", lambda v: mouse(v, QEvent.Type.MouseMove, QPointF(80, 20))),
        ("pressed elsewhere", lambda v: press(v, QPointF(500, 900))),
        ("scanned", lambda v: (v.admit(), v.scan("CARD1"))),
    ],
)
def test_it_does_not_open_when(
    visitor: Visitor, name: str, act: Callable[[Visitor], object]
) -> None:
    press(visitor)
    visitor.wait(2)
    act(visitor)
    visitor.wait(2)
    assert visitor.screen != "staff", name


@pytest.mark.parametrize("where", [(80, 20), (20, 80), (1060, 20), (20, 1900), (540, 960)])
def test_no_other_place_opens_it(visitor: Visitor, where: tuple[int, int]) -> None:
    press(visitor, QPointF(*where))
    visitor.wait(5)
    release(visitor, QPointF(*where))
    assert visitor.screen == "home"


def test_a_childs_palm_on_the_corner_opens_nothing(visitor: Visitor) -> None:
    palm = Fingers(visitor)
    for finger, (x, y) in enumerate([(20, 20), (45, 30), (15, 50), (50, 55)]):
        palm.down(finger, x, y)
    visitor.wait(5)
    assert visitor.screen == "home"
    # All but one point are lifted, and that one rests on in the corner.
    for finger in (3, 2, 1):
        palm.up(finger)
    visitor.wait(5)
    assert visitor.screen == "home"
    palm.up(0)
    # A finger of its own afterwards is a finger again.
    palm.down(0, 20, 20)
    visitor.wait(3.1)
    assert visitor.screen == "staff"


def test_many_taps_in_the_corner_open_nothing(visitor: Visitor) -> None:
    for _ in range(20):
        press(visitor)
        visitor.wait(0.4)
        release(visitor)
    assert visitor.screen == "home"


@pytest.mark.parametrize("screen", ["open.pad", "open.new", "open.guests"])
def test_nobody_in_the_middle_of_something_is_disturbed(visitor: Visitor, screen: str) -> None:
    visitor.tap(screen)
    before = visitor.screen
    press(visitor)
    visitor.wait(4)
    visitor.hands.key(CTRL_F1, held=Qt.KeyboardModifier.ControlModifier)
    visitor.settle()
    assert visitor.screen == before


def test_two_keys_open_it_where_there_is_a_keyboard(visitor: Visitor) -> None:
    visitor.hands.key(CTRL_F1, after_ms=300)
    visitor.settle()
    assert visitor.screen == "home"
    visitor.hands.key(CTRL_F1, after_ms=300, held=Qt.KeyboardModifier.ControlModifier)
    visitor.settle()
    assert visitor.screen == "staff"
    use(visitor, "who.0")
    visitor.type_keys(PINS[SOMSRI])
    assert visitor.screen == "devices"
    use(visitor, "back")
    assert visitor.screen == "home"


def test_what_comes_within_a_scan_does_not_open_it(visitor: Visitor) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    for n in range(5):
        visitor.hands.key(text=str(n))
    for n in range(200):
        visitor.hands.key(text=str(n % 10))
        visitor.hands.key(CTRL_F1, held=control)
    visitor.rest()
    assert visitor.screen == "home"


# -- the PIN ---------------------------------------------------------------------------------------


def test_the_right_pin_opens_the_devices_in_that_name(visitor: Visitor) -> None:
    staff("who.0", *DIGITS)(visitor)
    assert visitor.screen == "devices"
    assert SOMSRI in visitor.words()
    assert visitor.desk.asked("prove_pin") == [(SOMSRI,)]


def test_a_wrong_one_is_told_and_may_be_tried_again(visitor: Visitor) -> None:
    staff("who.1", *DIGITS)(visitor)
    assert visitor.screen == "pin"
    assert "PIN ไม่ถูกต้อง" in visitor.words()
    assert visitor.sounds[-1] == "attention"
    for digit in PINS[SUDA]:
        visitor.tap(f"key.{digit}")
    assert visitor.screen == "devices"


def test_it_is_never_shown(visitor: Visitor) -> None:
    staff("who.0", *DIGITS[:5])(visitor)
    field = next(s for s in visitor.seen() if s.name == "typed")
    assert field.text == "••• ••"


def test_who_has_to_wait_sees_for_how_long(visitor: Visitor) -> None:
    visitor.desk.rests[SOMSRI] = 61
    staff("who.0")(visitor)
    assert "1:01" in visitor.words()
    for digit in DIGITS:
        visitor.tap(digit)
    visitor.type_keys(PINS[SOMSRI])
    assert visitor.desk.asked("prove_pin") == []
    for _ in range(6):
        visitor.wait(10)
        visitor.kiosk.flow.touched()
    assert "0:01" in visitor.words()
    visitor.desk.rests.clear()
    visitor.wait(1)
    for digit in DIGITS:
        visitor.tap(digit)
    assert visitor.screen == "devices"


def test_the_wait_of_one_is_not_anothers(visitor: Visitor) -> None:
    visitor.desk.rests[SOMSRI] = 60
    staff("who.0", "back")(visitor)
    staff("who.1")(visitor)
    assert visitor.kiosk.views.pin.props.rest == 0


def test_nobody_typing_for_twenty_seconds_goes_home(visitor: Visitor) -> None:
    staff("who.0", *DIGITS[:3])(visitor)
    visitor.wait(19)
    assert visitor.screen == "pin"
    visitor.wait(1)
    assert visitor.screen == "home"
    staff("who.0")(visitor)
    assert visitor.kiosk.views.pin.props.length == 0
    visitor.wait(20)
    staff()(visitor)
    visitor.wait(20)
    assert visitor.screen == "home"


def test_a_scan_while_a_pin_is_typed_is_a_check_in_and_forgets_the_pin(visitor: Visitor) -> None:
    visitor.admit("482913")
    staff("who.0", *DIGITS[:3])(visitor)
    visitor.scan("482913")
    assert visitor.screen == "welcome"
    assert visitor.desk.asked("scan") == [("482913", None, False)]
    assert visitor.desk.asked("prove_pin") == []
    assert visitor.kiosk.views.pin.props.length == 0


def test_a_scan_while_the_pin_is_proved_is_not_overtaken(visitor: Visitor) -> None:
    visitor.admit()
    staff("who.0", *DIGITS[:5])(visitor)
    visitor.hands.tap(DIGITS[5])
    visitor.hands.scan("CARD1")
    visitor.settle()
    # The PIN came first; then the visitor is who stands there, and staff are out again.
    assert visitor.screen == "welcome"
    assert visitor.kiosk.flow.staff.who == ""


def test_who_went_before_the_pin_was_proved_lets_nobody_in(visitor: Visitor) -> None:
    staff("who.0", *DIGITS[:5])(visitor)
    visitor.hands.tap(DIGITS[5])
    visitor.hands.tap("back")
    visitor.settle()
    assert visitor.desk.asked("prove_pin") == [(SOMSRI,)]
    assert (visitor.screen, visitor.kiosk.flow.staff.who) == ("home", "")


def test_with_one_who_works_here_no_name_is_asked(visitor: Visitor) -> None:
    del visitor.desk.pins[SUDA]
    staff()(visitor)
    assert visitor.screen == "pin"
    assert SOMSRI in visitor.words()


def test_with_nobody_it_says_how_to_begin(visitor: Visitor) -> None:
    visitor.desk.pins.clear()
    staff()(visitor)
    assert visitor.screen == "staff"
    assert "walkin staff add" in visitor.words()
    visitor.tap("back")
    assert visitor.screen == "home"


def test_more_names_than_fit_are_on_further_pages(visitor: Visitor) -> None:
    visitor.desk.pins = {f"ก{n:02}": "482913" for n in range(17)}
    staff("staff.more", "staff.more", "who.0")(visitor)
    assert "PIN ของ ก16" in visitor.words()
    visitor.tap("back")
    staff("staff.more", "staff.more", "staff.more")(visitor)
    assert "ก00" in visitor.words()


def test_a_database_in_trouble_sends_to_the_desk_and_lets_nobody_in(visitor: Visitor) -> None:
    staff("who.0", *DIGITS[:5])(visitor)
    visitor.desk.failing["prove_pin"] = StoreTrouble("full")
    visitor.tap(DIGITS[5])
    assert visitor.screen == "trouble"
    assert visitor.kiosk.flow.staff.who == ""


# -- inside ----------------------------------------------------------------------------------------


def test_three_minutes_untouched_end_it(visitor: Visitor) -> None:
    staff("who.0", *DIGITS)(visitor)
    visitor.wait(170)
    visitor.kiosk.flow.touched()
    visitor.wait(179)
    assert visitor.screen == "devices"
    assert not visitor.sees("idle")
    visitor.wait(1)
    assert visitor.screen == "home"
    assert visitor.kiosk.flow.staff.who == ""


@pytest.mark.parametrize("inner", [(), ("open.setup",)])
def test_ten_minutes_end_it_however_often_it_is_touched(
    visitor: Visitor, inner: tuple[str, ...]
) -> None:
    staff("who.0", *DIGITS, *inner)(visitor)
    inside = visitor.screen
    for _ in range(3):
        visitor.wait(170)
        visitor.kiosk.flow.touched()
    visitor.wait(89)
    assert (visitor.screen, visitor.kiosk.flow.staff.who) == (inside, SOMSRI)
    visitor.wait(1)
    assert (visitor.screen, visitor.kiosk.flow.staff.who) == ("home", "")
    # Whoever comes in again has ten minutes of their own.
    staff("who.0", *DIGITS)(visitor)
    visitor.wait(100)
    assert visitor.screen == "devices"


def test_a_visitors_scan_ends_it(visitor: Visitor) -> None:
    visitor.admit()
    staff("who.0", *DIGITS)(visitor)
    visitor.scan("CARD1")
    assert visitor.screen == "welcome"
    visitor.wait(6)
    assert (visitor.screen, visitor.kiosk.flow.staff.who) == ("home", "")
    visitor.kiosk.views.devices.setupAsked.emit()
    assert visitor.screen == "home"


# -- with the real desk ----------------------------------------------------------------------------


@pytest.fixture
def centre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Centre]:
    # What it costs is tried elsewhere.
    monkeypatch.setattr(pins, "_MEMORY_KIB", 64)
    made = Centre(tmp_path / "walkin.db")
    for name, pin in PINS.items():
        made.desk.add_staff(name, Role.DESK, pin, bytes(16), "os")
    yield made
    made.store.close()


def test_five_wrong_pins_lock_it_for_a_minute_and_a_scan_goes_on(
    make_visitor: Callable[..., Visitor], centre: Centre
) -> None:
    visitor = make_visitor()
    visitor.desk = centre.desk  # type: ignore[assignment]
    visitor.kiosk.flow.watch.refresh()
    visitor.settle()
    staff("who.0")(visitor)
    for digits in [["key.9"] * 6] * 5:
        tap(*digits)(visitor)
    assert visitor.kiosk.views.pin.props.rest == 60
    tap(*DIGITS)(visitor)
    assert [b.wrong for b in centre.journal() if isinstance(b, PinTried)] == [1, 2, 3, 4, 5]
    (alert,) = centre.desk.alerts()
    assert (alert.about, alert.reason) == ("pin_locked", SOMSRI)
    visitor.scan("K100001")
    assert visitor.screen == "welcome"
    visitor.wait(6)
    # Another one of them is let in meanwhile, on the same kiosk.
    staff("who.1", *(f"key.{d}" for d in PINS[SUDA]))(visitor)
    assert visitor.screen == "devices"
    with centre.store.reading() as reader:
        assert reader.entries({}, 10_000)[-1].by == SUDA


def test_only_a_demonstration_tells_its_pin(make_visitor: Callable[..., Visitor]) -> None:
    for is_demo in (False, True):
        visitor = make_visitor(demo=is_demo)
        visitor.arrive()
        for language in ("th", "en"):
            visitor.kiosk.views.look.speak(language)
            staff("who.0")(visitor)
            assert (demo.PIN in visitor.words()) is is_demo
            visitor.tap("back")
