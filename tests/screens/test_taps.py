"""One tap is one tap: twice, with two fingers, with a palm, in a hurry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest

from kiosk.entry import CountHeld
from kiosk.outcome import Code
from kiosk.record import Band
from tests.fakes import MALI, OPEN_NOW
from tests.screens.conftest import Visitor
from tests.screens.joining import come
from tests.storage.centre import Centre
from ui.hands import wait_until


def twice(visitor: Visitor, name: str, after_ms: int) -> None:
    """Tap, and tap again in the same place, whatever is there by then."""
    where = visitor.hands.find(name).middle
    for pause in (700, after_ms):
        visitor.hands.tap_at(where, after_ms=pause)
        visitor.settle()


# -- one finger ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("after_ms", "people"), [(80, 1), (499, 1), (500, 2), (900, 2)])
def test_a_second_tap_within_half_a_second_is_the_first(
    visitor: Visitor, after_ms: int, people: int
) -> None:
    visitor.tap("open.guests")
    twice(visitor, "band.child", after_ms)
    assert visitor.kiosk.views.guests.props.child == people


def test_a_trembling_hand_does_not_hold_the_button_for_ever(visitor: Visitor) -> None:
    visitor.tap("open.guests")
    for _ in range(7):
        visitor.tap("band.senior", after_ms=200)
    assert visitor.kiosk.views.guests.props.senior == 3


def test_the_next_button_may_be_touched_at_once(visitor: Visitor) -> None:
    visitor.tap("open.guests")
    for band in ("child", "senior", "child", "senior"):
        visitor.tap(f"band.{band}", after_ms=120)
    assert visitor.kiosk.views.guests.props[:4] == (2, 0, 0, 2)


def test_a_card_touched_twice_stays_wanted(visitor: Visitor) -> None:
    twice(visitor, "card.pottery", 300)
    assert visitor.kiosk.flow.stage.wanted == "pottery"
    visitor.tap("card.pottery")
    assert visitor.kiosk.flow.stage.wanted == ""


def test_digits_and_letters_repeat(visitor: Visitor) -> None:
    visitor.tap("open.pad")
    twice(visitor, "key.7", 90)
    assert visitor.kiosk.views.pad.take() == "77"
    visitor.tap("back")
    come(visitor, "name")
    twice(visitor, "kb.น", 90)
    assert visitor.kiosk.views.keyboard.typed == "นน"
    visitor.tap("next")
    twice(visitor, "key.3", 90)
    assert visitor.kiosk.views.newcomer.props.year == "33"
    visitor.kiosk.flow.stage.home()
    visitor.settle()
    visitor.tap("open.group")
    visitor.tap("party.school")
    twice(visitor, "more.child", 90)
    twice(visitor, "key.5", 90)
    assert visitor.kiosk.views.party.props.child == 55


@pytest.mark.parametrize(("name", "screen"), [
    ("open.pad", "pad"), ("open.new", "agree"), ("open.group", "party"), ("open.guests", "guests"),
])  # fmt: skip
def test_a_double_tap_presses_nothing_on_what_it_opened(
    visitor: Visitor, name: str, screen: str
) -> None:
    twice(visitor, name, 200)
    views = visitor.kiosk.views
    assert visitor.screen == screen
    assert (views.pad.props.length, sum(views.guests.props[:4])) == (0, 0)


# -- two fingers and a palm ------------------------------------------------------------------------


class Fingers:
    """Fingers on the glass, each with a number."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.window = visitor.kiosk.window
        self.opened: list[str] = []
        visitor.kiosk.views.kiosk.opened.connect(self.opened.append)
        self.where: dict[int, QPoint] = {}

    def down(self, *buttons: tuple[int, str]) -> None:
        sequence = QTest.touchEvent(self.window, glass())
        for finger in self.where:
            sequence.stationary(finger)
        for finger, name in buttons:
            self.where[finger] = self.visitor.hands.find(name).middle.toPoint()
            sequence.press(finger, self.where[finger], self.window)
        sequence.commit()

    def up(self, *fingers: int) -> None:
        sequence = QTest.touchEvent(self.window, glass())
        for finger, where in self.where.items():
            if finger in fingers:
                sequence.release(finger, where, self.window)
            else:
                sequence.stationary(finger)
        sequence.commit()
        for finger in fingers:
            del self.where[finger]
        self.visitor.settle()


_GLASS: list[QPointingDevice] = []


def glass() -> QPointingDevice:
    """The one touch screen; Qt keeps it until the end."""
    if not _GLASS:
        _GLASS.append(QTest.createTouchDevice())
    return _GLASS[0]


@pytest.fixture
def fingers(visitor: Visitor) -> Iterator[Fingers]:
    made = Fingers(visitor)
    yield made
    if made.where:
        made.up(*made.where)


@pytest.mark.parametrize("lifted", [[(0, 1)], [(0,), (1,)], [(1,), (0,)]])
@pytest.mark.parametrize("together", [True, False])
def test_two_fingers_press_one_button(
    fingers: Fingers, lifted: list[tuple[int, ...]], together: bool
) -> None:
    both = [(0, "open.group"), (1, "open.pad")]
    for buttons in [both] if together else [both[:1], both[1:]]:
        fingers.down(*buttons)
    for those in lifted:
        assert fingers.opened == (["pad"] if 1 not in fingers.where else [])
        fingers.up(*those)
    assert fingers.opened == ["pad"]
    assert fingers.visitor.screen == "pad"


def test_one_finger_presses(fingers: Fingers) -> None:
    fingers.down((0, "open.new"))
    fingers.up(0)
    assert (fingers.opened, fingers.visitor.screen) == (["new"], "agree")


@pytest.mark.parametrize("under", ["hint", "open.group"])
def test_a_resting_palm_neither_presses_nor_blocks(fingers: Fingers, under: str) -> None:
    fingers.down((0, under))
    fingers.down((1, "open.pad"))
    fingers.up(1)
    assert fingers.visitor.screen == "pad"
    for digit in "159":
        fingers.down((1, f"key.{digit}"))
        fingers.up(1)
    fingers.up(0)
    assert fingers.opened == ["pad"]
    assert fingers.visitor.kiosk.views.pad.take() == "159"


# -- while something moves -------------------------------------------------------------------------


def test_a_tap_while_the_screen_still_moves(visitor: Visitor) -> None:
    visitor.kiosk.window.setProperty("moving", True)
    visitor.tap("open.group")
    visitor.tap("party.school")
    for digit in "60":
        visitor.tap(f"key.{digit}", after_ms=60)
    assert visitor.kiosk.views.party.props.child == 60
    visitor.tap("party.done")
    assert visitor.screen == "welcome"


def test_the_welcome_is_touched_once_the_card_has_opened(visitor: Visitor) -> None:
    visitor.kiosk.window.setProperty("moving", True)
    visitor.answer("CARD1", Code.CHOOSE, learner=MALI, choices=OPEN_NOW)
    visitor.scan("CARD1")
    visitor.tap("card.pottery")
    assert visitor.screen == "welcome"
    wait_until(lambda: visitor.sees("cancel"))
    visitor.tap("cancel")
    assert visitor.screen == "bye"
    assert len(visitor.desk.asked("check_in")) == 1


# -- too many, with the real desk ------------------------------------------------------------------


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    made = Centre(tmp_path / "walkin.db")
    made.clock.later(120)  # nothing is open: whoever comes is visiting
    yield made
    made.store.close()


def test_ten_touches_in_five_seconds_are_for_staff(
    make_visitor: Callable[..., Visitor], centre: Centre
) -> None:
    visitor = make_visitor()
    visitor.desk = centre.desk  # type: ignore[assignment]
    visitor.kiosk.flow.watch.refresh()
    visitor.settle()
    visitor.tap("open.guests")
    for touch in range(10):
        assert visitor.screen == "guests"
        visitor.tap(("band.child", "band.youth")[touch % 2], after_ms=300)
        centre.clock.later(0.3 / 60)
    assert visitor.screen == "notice"
    assert "เจ้าหน้าที่จะช่วยนับให้ครบ" in visitor.words()
    assert centre.desk.today().came == 0
    (alert,) = centre.desk.alerts()
    ten = {Band.CHILD: 5, Band.YOUTH: 5}
    assert (alert.about, alert.reason, alert.bands) == ("count_held", "fast", ten)
    assert [body.bands for body in centre.journal() if isinstance(body, CountHeld)] == [ten]
    visitor.tap("back")
    assert not visitor.sees("undo")
    visitor.tap("open.guests")
    visitor.tap("band.adult")
    assert centre.desk.today().came == 1


def test_fingers_that_roll_over_the_keys_lose_no_letter(visitor: Visitor) -> None:
    visitor.tap("open.pad")
    window, device = visitor.kiosk.window, QTest.createTouchDevice()
    one, two = (visitor.hands.find(f"key.{n}").middle.toPoint() for n in (1, 5))
    QTest.touchEvent(window, device).press(0, one, window).commit()
    QTest.touchEvent(window, device).stationary(0).press(1, two, window).commit()
    QTest.touchEvent(window, device).release(0, one, window).stationary(1).commit()
    QTest.touchEvent(window, device).release(1, two, window).commit()
    visitor.settle()
    assert visitor.kiosk.views.pad.take() == "15"
