"""Counting people without a card."""

from __future__ import annotations

import pytest

from kiosk.entry import EntryId
from kiosk.outcome import VISIT, Code
from kiosk.record import Band
from tests.fakes import OPEN_NOW, ROBOT
from tests.screens.conftest import Visitor


@pytest.fixture(autouse=True)
def at_the_pictures(visitor: Visitor) -> None:
    visitor.tap("open.guests")
    assert visitor.screen == "guests"


def counts(visitor: Visitor) -> tuple[int, ...]:
    return visitor.kiosk.views.guests.props[:4]


def test_one_touch_counts_one_person(visitor: Visitor) -> None:
    for band in ("child", "child", "senior"):
        visitor.tap(f"band.{band}", after_ms=80)
    assert counts(visitor) == (2, 0, 0, 1)
    assert "นับแล้ว 3 คน" in visitor.words()
    asked = visitor.desk.asked("count_guests")
    assert [a[0] for a in asked] == [{Band.CHILD: 1}, {Band.CHILD: 1}, {Band.SENIOR: 1}]
    assert asked[0][1:] == (None, "touch")


def test_the_last_one_can_be_taken_off(visitor: Visitor) -> None:
    visitor.tap("band.child")
    visitor.tap("band.adult")
    visitor.tap("guest.undo")
    assert counts(visitor) == (1, 0, 0, 0)
    assert visitor.desk.asked("undo") == [(EntryId("A", 2),)]
    visitor.wait(10)
    assert not visitor.sees("guest.undo")
    assert visitor.sees("back")


def test_done_welcomes_everybody(visitor: Visitor) -> None:
    visitor.tap("band.child")
    visitor.tap("band.adult")
    visitor.tap("guest.done")
    assert visitor.screen == "welcome"
    assert "นับแล้ว 2 คน" in visitor.words()
    visitor.tap("cancel")
    assert visitor.desk.asked("undo_all") == [((EntryId("A", 1), EntryId("A", 2)),)]


def test_counting_ends_what_another_could_cancel(visitor: Visitor) -> None:
    visitor.admit()
    visitor.scan("CARD1")
    visitor.kiosk.flow.stage.home()
    visitor.tap("open.guests")
    visitor.tap("band.child")
    visitor.kiosk.flow.stage.home()
    visitor.settle()
    assert not visitor.sees("undo")


@pytest.mark.parametrize(("bands", "who"), [(["child"], "1 person"), (["child"] * 3, "3 people")])
def test_the_ribbon_says_how_many(visitor: Visitor, bands: list[str], who: str) -> None:
    for band in bands:
        visitor.tap(f"band.{band}")
    visitor.tap("guest.done")
    visitor.wait(6)
    visitor.tap("language.en")
    assert f"{who} checked in" in visitor.words()
    visitor.tap("undo")
    assert f"Cancelled for {who}" in visitor.words()


def test_done_with_nobody_goes_home(visitor: Visitor) -> None:
    visitor.tap("guest.done")
    assert visitor.screen == "home"


def test_they_choose_once(visitor: Visitor) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(Code.CHOOSE, choices=OPEN_NOW)
    visitor.tap("band.child")
    visitor.tap("band.adult", after_ms=120)
    assert visitor.screen == "guests"
    assert counts(visitor) == (1, 0, 1, 0)
    visitor.tap("guest.done")
    assert visitor.screen == "choose"
    visitor.desk.calls.clear()
    visitor.tap("card.pottery")
    both = {Band.CHILD: 1, Band.ADULT: 1}
    assert visitor.desk.asked("count_guests") == [(both, "pottery", "touch")]
    assert visitor.screen == "welcome"
    assert "นับแล้ว 2 คน" in visitor.words()
    assert "ปั้นดินด่านเกวียนกับครูช่าง" in visitor.words()
    visitor.tap("cancel")
    assert visitor.desk.asked("undo_all") == [((EntryId("A", 1),),)]


def test_one_who_waits_to_choose_can_be_taken_off(visitor: Visitor) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(Code.CHOOSE, choices=OPEN_NOW)
    visitor.tap("band.child")
    visitor.tap("band.child")
    visitor.tap("guest.undo")
    assert counts(visitor) == (1, 0, 0, 0)
    assert visitor.desk.asked("undo") == []
    visitor.tap("guest.undo")
    visitor.tap("guest.done")
    assert visitor.screen == "home"
    assert visitor.kiosk.flow.deadlines.is_set("held") is False


@pytest.mark.parametrize("way", ["wait", "home"])
def test_who_walks_on_without_choosing_is_counted(visitor: Visitor, way: str) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(Code.CHOOSE, choices=OPEN_NOW)
    visitor.tap("band.child")
    visitor.tap("band.child")
    visitor.desk.calls.clear()
    if way == "wait":
        visitor.wait(19)
        assert visitor.desk.asked("count_guests") == []
        visitor.wait(1)
        assert visitor.screen == "guests"
        assert counts(visitor) == (2, 0, 0, 0)
        visitor.tap("band.adult")
        visitor.tap("guest.done")
        assert visitor.screen == "welcome"
        assert "นับแล้ว 3 คน" in visitor.words()
    else:
        visitor.kiosk.flow.stage.home()
        visitor.settle()
    asked = visitor.desk.asked("count_guests")
    assert {a[1] for a in asked} == {VISIT}
    assert sum(a[0].get(Band.CHILD, 0) for a in asked) == 2


def test_cancelling_the_choice_counts_nobody(visitor: Visitor) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(Code.CHOOSE, choices=OPEN_NOW)
    visitor.tap("band.child")
    visitor.tap("guest.done")
    visitor.desk.calls.clear()
    visitor.tap("back")
    assert visitor.screen == "home"
    visitor.wait(120)
    assert visitor.desk.asked("count_guests") == []


def test_just_visiting_ends_in_a_welcome(visitor: Visitor) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(Code.CHOOSE, choices=OPEN_NOW)
    visitor.tap("band.child")
    visitor.tap("guest.done")
    visitor.tap("visit")
    assert visitor.screen == "welcome"
    assert visitor.desk.asked("count_guests")[-1] == ({Band.CHILD: 1}, VISIT, "touch")


def test_who_does_not_choose_counts_as_visiting(visitor: Visitor) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(Code.CHOOSE, choices=OPEN_NOW)
    for ending in ((), ("guest.done",)):
        visitor.desk.calls.clear()
        visitor.tap("band.child")
        for name in ending:
            visitor.tap(name)
        visitor.admit("CARD1")
        visitor.scan("CARD1")
        assert visitor.screen == "welcome"
        assert visitor.desk.asked("count_guests")[1:] == [({Band.CHILD: 1}, VISIT, "touch")]
        visitor.wait(6)
        visitor.tap("open.guests")


def test_a_minute_without_a_choice_counts_a_visit(visitor: Visitor) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(Code.CHOOSE, choices=OPEN_NOW)
    visitor.tap("band.senior")
    visitor.tap("guest.done")
    visitor.wait(60)
    assert visitor.desk.asked("count_guests")[1:] == [({Band.SENIOR: 1}, VISIT, "touch")]


def test_a_full_activity_gives_a_waiting_number(visitor: Visitor) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(
        Code.STANDBY, occurrence=ROBOT, number="A3", choices=OPEN_NOW[:1]
    )
    visitor.tap("band.child")
    assert visitor.screen == "standby"
    visitor.tap("visit")
    assert visitor.desk.asked("count_guests")[-1] == ({Band.CHILD: 1}, VISIT, "touch")
    assert visitor.screen == "guests"


def test_closed_says_so(visitor: Visitor) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(Code.CLOSED)
    visitor.tap("band.child")
    assert visitor.screen == "notice"


def test_the_next_people_start_from_nothing(visitor: Visitor) -> None:
    visitor.tap("band.child")
    visitor.tap("guest.done")
    visitor.wait(6)
    visitor.tap("open.guests")
    assert counts(visitor) == (0, 0, 0, 0)
