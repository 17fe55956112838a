"""An impatient visitor and a slow desk: no answer reaches the next one, nobody is counted twice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.outcome import VISIT, Code
from kiosk.record import Band
from tests.fakes import MALI, OPEN_NOW, ROBOT
from tests.screens.conftest import Visitor
from tests.screens.ways import go


def touch(visitor: Visitor, name: str, after_ms: int = 900) -> None:
    """Touch, while the desk does not answer yet."""
    visitor.hands.tap(name, after_ms=after_ms)
    QCoreApplication.processEvents()


def next_one_types(visitor: Visitor) -> None:
    """Somebody else begins at Home."""
    visitor.kiosk.flow.stage.home()
    touch(visitor, "open.new", 1500)
    touch(visitor, "agree")
    visitor.kiosk.views.keyboard.type_in("ฟ้า")


def test_a_late_choice_is_not_told_to_the_next(visitor: Visitor) -> None:
    go(visitor, "choose")
    touch(visitor, "card.robot")
    next_one_types(visitor)
    visitor.settle()
    assert visitor.screen == "name"
    assert visitor.kiosk.views.keyboard.typed == "ฟ้า"
    assert "มะลิ" not in visitor.words()
    assert visitor.kiosk.flow.visits.holder is None


def test_a_second_touch_while_the_choice_is_written_does_nothing(visitor: Visitor) -> None:
    go(visitor, "choose")
    touch(visitor, "card.robot")
    touch(visitor, "card.pottery")
    assert visitor.screen == "choose"
    visitor.settle()
    assert [asked[1] for asked in visitor.desk.asked("check_in")] == ["robot"]
    assert visitor.screen == "welcome"


def test_guests_who_touch_two_activities_are_moved_once(visitor: Visitor) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(Code.CHOOSE, choices=OPEN_NOW)
    visitor.tap("open.guests")
    for _ in range(3):
        visitor.tap("band.child")
    visitor.tap("guest.done")
    visitor.desk.choice = visitor.desk.outcome(
        Code.STANDBY, occurrence=ROBOT, number="A7", choices=OPEN_NOW[:1]
    )
    before = len(visitor.desk.asked("count_guests"))
    touch(visitor, "card.robot")
    touch(visitor, "card.pottery")
    visitor.settle()
    assert len(visitor.desk.asked("move_guests")) == 1
    visitor.tap("visit")
    assert len(visitor.desk.asked("count_guests")) == before
    assert visitor.screen == "welcome"


def test_a_late_move_of_guests_leaves_the_next_alone(visitor: Visitor) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(Code.CHOOSE, choices=OPEN_NOW)
    visitor.tap("open.guests")
    visitor.tap("band.child")
    visitor.tap("guest.done")
    touch(visitor, "card.robot")
    next_one_types(visitor)
    visitor.settle()
    assert visitor.screen == "name"
    assert visitor.kiosk.views.keyboard.typed == "ฟ้า"


def test_who_was_turned_away_is_not_checked_in_by_the_guests_choice(visitor: Visitor) -> None:
    go(visitor, "guardian")
    visitor.tap("open.guests")
    visitor.desk.guest_answer = visitor.desk.outcome(Code.CHOOSE, choices=OPEN_NOW)
    visitor.tap("band.child")
    visitor.tap("guest.done")
    touch(visitor, "card.robot")
    touch(visitor, "card.pottery")
    visitor.settle()
    assert visitor.desk.asked("check_in") == []


def test_a_late_undo_leaves_the_next_alone(visitor: Visitor) -> None:
    go(visitor, "admitted")
    touch(visitor, "cancel")
    next_one_types(visitor)
    visitor.settle()
    assert len(visitor.desk.asked("undo_all")) == 1
    assert visitor.screen == "name"
    assert visitor.kiosk.views.keyboard.typed == "ฟ้า"


def test_a_learners_waiting_number_is_not_taken_for_the_guests(visitor: Visitor) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(Code.CHOOSE, choices=OPEN_NOW)
    visitor.desk.answers["CARD9"] = visitor.desk.outcome(
        Code.STANDBY, learner=MALI, occurrence=ROBOT, number="A17"
    )
    visitor.tap("open.guests")
    touch(visitor, "band.child")
    visitor.hands.scan("CARD9")
    visitor.settle()
    assert visitor.screen == "standby"
    assert visitor.desk.asked("count_guests")[-1] == ({Band.CHILD: 1}, VISIT, "touch")


@pytest.mark.parametrize(("state", "seconds"), [("passport", 8), ("admitted", 6)])
def test_touching_keeps_nothing_personal_on_the_screen(
    visitor: Visitor, state: str, seconds: int
) -> None:
    go(visitor, state)
    for step in range(seconds):
        visitor.tap("size.125" if step % 2 else "size.100")
        visitor.wait(1)
    assert visitor.screen == "home"


def test_who_leaves_cannot_join_something_meanwhile(visitor: Visitor) -> None:
    go(visitor, "already in")
    touch(visitor, "leave")
    touch(visitor, "others")
    visitor.settle()
    assert visitor.screen == "bye"
    assert visitor.desk.asked("check_in") == []


def test_a_newcomer_who_does_not_choose_is_counted(visitor: Visitor) -> None:
    visitor.desk.registered = None
    go(visitor, "card")
    made = visitor.kiosk.flow.newcomers._made
    assert made is not None
    asked = visitor.desk.outcome(
        Code.CHOOSE, learner=made.outcome.learner, how="card", choices=OPEN_NOW
    )
    visitor.desk.registered = made._replace(outcome=asked)
    visitor.kiosk.flow.stage.home()
    go_to_card(visitor)
    visitor.tap("card.done")
    assert visitor.screen == "choose"
    visitor.tap("back")
    assert visitor.desk.asked("check_in") == [("new", VISIT, "card")]


def go_to_card(visitor: Visitor) -> None:
    for name in ("open.new", "agree"):
        visitor.tap(name)
    visitor.kiosk.views.keyboard.type_in("น้ำ")
    visitor.settle()
    for name in ("next", "key.2", "key.5", "key.3", "key.3", "next", "partner.none"):
        visitor.tap(name)
    assert visitor.screen == "card"


def test_a_scanner_that_was_cut_off_types_no_name(visitor: Visitor) -> None:
    go(visitor, "name empty")
    for letter in "TK1A7K3M9QXYZ":
        visitor.hands.key(text=letter)
    visitor.kiosk.wedge._fingers()
    visitor.settle()
    assert visitor.kiosk.views.keyboard.typed == ""
