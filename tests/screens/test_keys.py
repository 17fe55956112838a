"""A keyboard is enough: no touch is needed, and no scan moves or presses anything."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtQml import QQmlEngine, QQmlExpression

from kiosk.outcome import Code
from kiosk.record import Band
from tests.fakes import OPEN_NOW
from tests.screens.conftest import PORTRAIT, Visitor
from tests.screens.test_theme import palettes
from tests.screens.ways import WAYS, go
from ui.hands import Seen

Key = Qt.Key
TAB, BACKTAB = (Key.Key_Tab, "\t"), (Key.Key_Backtab, "")
ENTER, SPACE = (Key.Key_Return, "\r"), (Key.Key_Space, " ")
PARTS = 3
MOST = 100
"""Steps; more things to press has no screen."""

# The thing with the ring, and whether the ring can be seen.
_RINGED = """
(function() {
    const item = root.activeFocusItem;
    if (!item || !item.visualFocus)
        return JSON.stringify(null);
    function rings(parent) {
        let found = 0;
        for (let i = 0; i < parent.children.length; i++) {
            const child = parent.children[i];
            found += child.control === item && child.border !== undefined && child.visible;
            found += rings(child);
        }
        return found;
    }
    const at = item.mapToItem(null, 0, 0);
    return JSON.stringify([item.objectName, at.x, at.y, item.width, item.height, rings(item)]);
})()
"""


class Ringed(NamedTuple):
    name: str
    x: float
    y: float
    width: float
    height: float
    rings: int

    @property
    def at(self) -> tuple[str, int, int]:
        return self.name, round(self.x), round(self.y)


def ringed(visitor: Visitor) -> Ringed | None:
    window = visitor.kiosk.window
    context = QQmlEngine.contextForObject(window)
    found = QQmlExpression(context, window, _RINGED).evaluate()
    fields = json.loads(str(found[0] if isinstance(found, tuple) else found))
    return None if fields is None else Ringed(*fields)


def ring(visitor: Visitor) -> str:
    """Name of the thing with the ring, "" when there is none."""
    found = ringed(visitor)
    return found.name if found else ""


def hit(visitor: Visitor, *keys: tuple[Qt.Key, str]) -> None:
    """Press keys as a finger does."""
    for key, text in keys:
        visitor.hands.key(key.value, text, after_ms=300)
        if text == " ":
            visitor.kiosk.wedge._fingers()
        visitor.settle()


def step_to(visitor: Visitor, name: str, step: tuple[Qt.Key, str] = TAB) -> None:
    for _ in range(MOST):
        hit(visitor, step)
        if ring(visitor) == name:
            return
    pytest.fail(f"{name} is not reached on {visitor.screen}")


def use(visitor: Visitor, *names: str) -> None:
    """Go to these things and press each, with keys alone."""
    for name in names:
        if ring(visitor) != name:
            step_to(visitor, name)
        hit(visitor, ENTER)


def round_trip(visitor: Visitor, step: tuple[Qt.Key, str]) -> list[Ringed]:
    """All that steps come by until they are where they began."""
    met: list[Ringed] = []
    for _ in range(MOST):
        hit(visitor, step)
        found = ringed(visitor)
        assert found is not None
        if met and found.at == met[0].at:
            return met
        met.append(found)
    pytest.fail(f"no way round on {visitor.screen}")


def reachable(visitor: Visitor) -> list[Seen]:
    visitor.kiosk.window.grabWindow()
    visitor.settle()
    buttons = [s for s in visitor.seen() if s.pressable and s.name not in ("anywhere", "")]
    return [b for b in buttons if b.enabled]


def goes_back(one: Ringed, other: Ringed) -> bool:
    """Whether a step leads against the way one reads."""
    if other.y + other.height <= one.y + 1:
        return True
    beside = other.y < one.y + one.height - 1 and one.y < other.y + other.height - 1
    return beside and other.x + other.width <= one.x + 1


@pytest.mark.parametrize("part", range(PARTS))
def test_tab_reaches_everything_that_can_be_pressed(visitor: Visitor, part: int) -> None:
    wrong: list[str] = []
    looked = 0
    for state in list(WAYS)[part::PARTS]:
        go(visitor, state)
        expected = sorted((b.name, round(b.x), round(b.y)) for b in reachable(visitor))
        met = round_trip(visitor, TAB)
        looked += len(met)
        if sorted(r.at for r in met) != expected:
            wrong.append(f"{state}: {[r.name for r in met]}, not {[e[0] for e in expected]}")
        wrong += [f"{state}: no ring on {r.name}" for r in met if not r.rings]
        # What holds its own buttons comes before them, and so may end below what follows; keys that
        # do something come after all that type.
        wrong += [
            f"{state}: from {one.name} back to {other.name}"
            for one, other in pairwise(met)
            if goes_back(one, other) and not other.name.startswith(("count.", "kb.shift"))
        ]
    assert looked > 150
    assert "\n".join(wrong) == ""


def test_a_wide_screen_has_nothing_that_is_not_reached(
    make_visitor: Callable[..., Visitor],
) -> None:
    visitor = make_visitor((1920, 1080))
    visitor.arrive()
    for state in WAYS:
        go(visitor, state)
        expected = sorted((b.name, round(b.x), round(b.y)) for b in reachable(visitor))
        assert sorted(r.at for r in round_trip(visitor, TAB)) == expected, state


@pytest.mark.parametrize("state", ["home", "pad", "party count", "name", "choose"])
def test_the_other_keys_go_the_same_way(visitor: Visitor, state: str) -> None:
    go(visitor, state)
    on = [r.at for r in round_trip(visitor, TAB)]
    for key in (Key.Key_Right, Key.Key_Down):
        visitor.kiosk.views.kiosk.keysEnded.emit()
        assert [r.at for r in round_trip(visitor, (key, ""))] == on
    for step in (BACKTAB, (Key.Key_Left, ""), (Key.Key_Up, "")):
        visitor.kiosk.views.kiosk.keysEnded.emit()
        assert [r.at for r in round_trip(visitor, step)] == on[::-1]


@pytest.mark.parametrize("size", [PORTRAIT, (1920, 1080)], ids=["portrait", "landscape"])
@pytest.mark.parametrize("sharp", [False, True], ids=["day", "high contrast"])
def test_the_ring_is_painted(
    make_visitor: Callable[..., Visitor], size: tuple[int, int], *, sharp: bool
) -> None:
    visitor = make_visitor(size)
    visitor.arrive()
    if sharp:
        visitor.tap("contrast")
    colour = QColor(palettes()[sharp]["clayBright"])
    unseen = []
    for state in ("home", "name", "pad", "party count", "faces", "help"):
        go(visitor, state)
        for _ in range(8):
            hit(visitor, TAB)
            found = ringed(visitor)
            assert found is not None
            picture = visitor.kiosk.window.grabWindow()
            # Beside the middle of each side, where it has no corners.
            sides = (
                (found.x - 2, found.y + found.height / 2),
                (found.x + found.width + 1, found.y + found.height / 2),
                (found.x + found.width / 2, found.y - 2),
                (found.x + found.width / 2, found.y + found.height + 1),
            )
            painted = [
                any(
                    picture.pixelColor(round(x) + dx, round(y) + dy) == colour
                    for dx in range(-9, 10)
                    for dy in range(-9, 10)
                    if 0 <= round(x) + dx < size[0] and 0 <= round(y) + dy < size[1]
                )
                for x, y in sides
            ]
            if sum(painted) < 3:
                unseen.append(f"{state}: {found.name} {painted}")
    assert unseen == []


@pytest.mark.parametrize("key", [ENTER, SPACE], ids=["enter", "space"])
def test_enter_and_space_press(visitor: Visitor, key: tuple[Qt.Key, str]) -> None:
    step_to(visitor, "open.guests")
    hit(visitor, key)
    assert visitor.screen == "guests"
    step_to(visitor, "band.child")
    hit(visitor, key)
    assert ring(visitor) == "band.child"
    hit(visitor, key)
    assert [visitor.kiosk.views.guests.child, ring(visitor)] == [2, "band.child"]
    step_to(visitor, "guest.done")
    hit(visitor, key)
    assert visitor.screen != "guests"
    step_to(visitor, "language.en", BACKTAB)
    hit(visitor, key)
    assert visitor.kiosk.views.look.language_code == "en"
    assert ring(visitor) == "language.en"


def test_enter_held_down_presses_once(visitor: Visitor) -> None:
    use(visitor, "open.guests")
    step_to(visitor, "band.child")
    window = visitor.kiosk.window
    for n, again in enumerate((False, True, True, True)):
        none = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, none, 0, 0, 0, "\r", again)
        event.setTimestamp(900_000 + n * 300)
        QCoreApplication.sendEvent(window, event)
        visitor.settle()
    assert visitor.kiosk.views.guests.child == 1


def test_a_space_belongs_to_what_is_typed(visitor: Visitor) -> None:
    visitor.tap("open.pad")
    visitor.type_keys("089 1234567")
    assert visitor.screen == "pad"
    hit(visitor, ENTER)
    assert visitor.desk.asked("scan")[0][0].replace(" ", "") == "0891234567"
    go(visitor, "name empty")
    visitor.type_keys("Mali P")
    assert visitor.kiosk.views.keyboard.typed == "Mali P"
    step_to(visitor, "back")
    visitor.type_keys("a")
    assert ring(visitor) == ""
    hit(visitor, SPACE)
    assert (visitor.screen, visitor.kiosk.views.keyboard.typed) == ("name", "Mali Pa ")


def test_a_touch_ends_it(visitor: Visitor) -> None:
    step_to(visitor, "open.new")
    visitor.tap("size.125")
    assert ring(visitor) == ""
    hit(visitor, ENTER, SPACE)
    assert visitor.screen == "home"
    hit(visitor, TAB)
    assert ring(visitor) != ""


def test_another_screen_begins_anew(visitor: Visitor) -> None:
    use(visitor, "open.pad")
    assert (visitor.screen, ring(visitor)) == ("pad", "")
    hit(visitor, ENTER)
    assert visitor.screen == "pad"
    use(visitor, "back")
    assert (visitor.screen, ring(visitor)) == ("home", "")


class TestWhatLiesOver:
    def test_the_idle_question_keeps_the_keys(self, visitor: Visitor) -> None:
        go(visitor, "pad")
        step_to(visitor, "key.5")
        visitor.wait(61)
        assert visitor.sees("idle")
        assert ring(visitor) == "more"
        for step in (TAB, TAB, BACKTAB, (Key.Key_Down, ""), (Key.Key_Up, "")):
            hit(visitor, step)
            assert ring(visitor) == "more"
        assert visitor.sees("idle")
        hit(visitor, ENTER)
        assert not visitor.sees("idle")
        assert (visitor.screen, ring(visitor)) == ("pad", "key.5")
        assert visitor.kiosk.views.pad.props.length == 3

    @pytest.mark.parametrize("key", [ENTER, SPACE, (Key.Key_7, "7"), (Key.Key_Backspace, "\b")])
    def test_any_key_is_an_answer_and_nothing_else(
        self, visitor: Visitor, key: tuple[Qt.Key, str]
    ) -> None:
        go(visitor, "pad")
        visitor.wait(61)
        assert ring(visitor) == ""
        hit(visitor, key)
        visitor.kiosk.wedge._fingers()
        assert not visitor.sees("idle")
        assert (visitor.screen, visitor.kiosk.views.pad.props.length) == ("pad", 3)
        assert visitor.desk.asked("scan") == []

    def test_the_answer_to_a_call_for_help(self, visitor: Visitor) -> None:
        step_to(visitor, "help", BACKTAB)
        hit(visitor, ENTER)
        assert visitor.sees("help.said")
        ways = []
        for step in (TAB, TAB, TAB, BACKTAB, BACKTAB):
            hit(visitor, step)
            ways.append(ring(visitor).removeprefix("help."))
        assert ways == ["end", "withdraw", "end", "withdraw", "end"]
        hit(visitor, SPACE)
        assert not visitor.sees("help.said")
        assert (visitor.screen, ring(visitor)) == ("home", "help")

    def test_the_question_lies_over_the_answer(self, visitor: Visitor) -> None:
        go(visitor, "pad")
        visitor.wait(56)
        visitor.kiosk.flow.calls.ring()
        visitor.settle()
        visitor.wait(5)
        assert visitor.sees("idle")
        hit(visitor, TAB)
        assert ring(visitor) == "more"
        hit(visitor, TAB)
        assert ring(visitor) == "more"

    def test_who_only_uses_keys_is_there(self, visitor: Visitor) -> None:
        go(visitor, "pad")
        for _ in range(4):
            visitor.wait(50)
            hit(visitor, TAB)
        assert not visitor.sees("idle")
        visitor.wait(50)
        hit(visitor, (Key.Key_Backspace, "\b"))
        visitor.wait(50)
        assert not visitor.sees("idle")


class TestScans:
    @pytest.mark.parametrize("end", [(TAB,), (ENTER,), (ENTER, ENTER), (ENTER, TAB), (TAB, ENTER)])
    def test_a_scan_moves_and_presses_nothing(
        self, visitor: Visitor, end: tuple[tuple[Qt.Key, str], ...]
    ) -> None:
        step_to(visitor, "open.group")
        visitor.desk.answers["CODE9"] = KeyError()
        visitor.hands.key(text="C", after_ms=700)
        for letter in "ODE9":
            visitor.hands.key(text=letter)
        for key, text in end:
            visitor.hands.key(key.value, text)
        assert (visitor.screen, ring(visitor)) == ("home", "open.group")
        visitor.settle()
        assert visitor.desk.asked("scan") == [("CODE9", None, False)]
        assert visitor.screen == "home"

    @pytest.mark.parametrize("state", ["name", "year", "party count", "pad"])
    def test_a_scan_submits_nothing_half_typed(self, visitor: Visitor, state: str) -> None:
        go(visitor, state)
        visitor.hands.key(text="1", after_ms=700)
        for letter in "2345":
            visitor.hands.key(text=letter)
        for _ in range(2):
            visitor.hands.key(Key.Key_Return.value, "\r")
        assert visitor.screen == WAYS[state][0]
        visitor.settle()
        assert visitor.desk.asked("scan") == [("12345", None, False)]
        assert visitor.desk.asked("register") == visitor.desk.asked("count_guests") == []

    def test_enter_is_heard_again_soon_after_a_scan(self, visitor: Visitor) -> None:
        visitor.desk.answers["CODE9"] = KeyError()
        visitor.scan("CODE9")
        step_to(visitor, "open.group")
        hit(visitor, ENTER)
        assert visitor.screen == "party"


class TestWhatGoesAway:
    def test_the_last_page(self, visitor: Visitor) -> None:
        step_to(visitor, "page.next")
        hit(visitor, ENTER)
        assert ring(visitor) == "page.back"
        hit(visitor, ENTER)
        assert ring(visitor) == "page.next"

    def test_cards_that_are_made_anew(self, visitor: Visitor) -> None:
        step_to(visitor, "card.story")
        visitor.desk.running = [r for r in visitor.desk.running if r.occurrence != OPEN_NOW[1]]
        visitor.kiosk.flow.watch.refresh()
        visitor.settle()
        assert ring(visitor).startswith("card.")

    def test_a_counter_at_nought(self, visitor: Visitor) -> None:
        go(visitor, "party count")
        use(visitor, "more.adult", "less.adult")
        assert ring(visitor) in ("more.adult", "count.adult")

    def test_going_back_becomes_undoing(self, visitor: Visitor) -> None:
        use(visitor, "open.guests", "band.senior")
        step_to(visitor, "guest.undo")
        hit(visitor, ENTER)
        assert ring(visitor) == "back"


def test_a_newcomer_registers_with_tab_and_enter_alone(visitor: Visitor) -> None:
    use(visitor, "open.new", "agree", "kb.น", "kb.ุ", "kb.ช", "next")
    assert visitor.screen == "year"
    use(visitor, "key.2", "key.5", "key.3", "key.3", "next", "partner.0")
    assert visitor.screen == "card"
    assert [n.name for (n, *_) in visitor.desk.asked("register")] == ["นุช"]
    use(visitor, "card.done")
    assert visitor.screen != "card"


def test_a_newcomer_registers_by_typing(visitor: Visitor) -> None:
    use(visitor, "open.new", "agree")
    visitor.type_keys("Nuch Dee")
    hit(visitor, (Key.Key_Backspace, "\b"), ENTER)
    assert visitor.screen == "year"
    visitor.type_keys("2533")
    hit(visitor, ENTER)
    use(visitor, "partner.none")
    assert visitor.screen == "card"
    assert [n.name for (n, *_) in visitor.desk.asked("register")] == ["Nuch De"]


def test_a_group_is_counted_with_keys_alone(visitor: Visitor) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(Code.CHOOSE, choices=OPEN_NOW)
    use(visitor, "open.group", "party.school")
    assert visitor.screen == "partycount"
    use(visitor, "more.adult", "count.child")
    visitor.type_keys("42")
    use(visitor, "party.done")
    assert visitor.screen == "choose"
    visitor.desk.guest_answer = None
    use(visitor, "card.story")
    assert visitor.screen == "welcome"
    asked, *_ = visitor.desk.asked("count_guests")
    assert asked[0] == {Band.CHILD: 42, Band.ADULT: 1}
    hit(visitor, TAB)
    assert ring(visitor) != ""
