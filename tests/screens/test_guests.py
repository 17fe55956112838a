"""Counting people without a card."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.entry import EntryId
from kiosk.outcome import VISIT, Code
from kiosk.record import Band
from tests.fakes import MALI, OPEN_NOW, ROBOT
from tests.screens.conftest import Visitor


@pytest.fixture(autouse=True)
def at_the_pictures(visitor: Visitor) -> None:
    visitor.tap("open.guests")
    assert visitor.screen == "guests"


def counts(visitor: Visitor) -> tuple[int, ...]:
    return visitor.kiosk.views.guests.props[:4]


def test_one_touch_counts_one_person(visitor: Visitor) -> None:
    for band, after_ms in (("child", 80), ("child", 500), ("senior", 80)):
        visitor.tap(f"band.{band}", after_ms=after_ms)
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


def test_done_waits_for_somebody_to_be_counted(visitor: Visitor) -> None:
    assert not visitor.hands.find("guest.done").enabled
    visitor.hands.tap("band.child")
    QCoreApplication.processEvents()
    # Before the desk has answered, too.
    assert visitor.hands.find("guest.done").enabled
    visitor.settle()
    visitor.tap("guest.undo")
    assert not visitor.hands.find("guest.done").enabled


@pytest.fixture
def several(visitor: Visitor) -> Visitor:
    visitor.desk.guest_answer = visitor.desk.outcome(Code.CHOOSE, choices=OPEN_NOW)
    return visitor


def test_they_choose_once_and_every_touch_is_kept_before_that(several: Visitor) -> None:
    several.tap("band.child")
    several.tap("band.adult", after_ms=120)
    assert several.screen == "guests"
    assert counts(several) == (1, 0, 1, 0)
    asked = several.desk.asked("count_guests")
    assert [a[1] for a in asked].count(VISIT) == 2
    several.tap("guest.done")
    assert several.screen == "choose"
    several.tap("card.pottery")
    both = {Band.CHILD: 1, Band.ADULT: 1}
    first_two = (EntryId("A", 1), EntryId("A", 2))
    assert several.desk.asked("move_guests") == [(first_two, both, "pottery")]
    assert several.screen == "welcome"
    assert "นับแล้ว 2 คน" in several.words()
    assert "ปั้นดินด่านเกวียนกับครูช่าง" in several.words()
    several.tap("cancel")
    assert several.desk.asked("undo_all") == [(first_two,)]


def test_just_visiting_ends_in_a_welcome_and_counts_nothing_again(several: Visitor) -> None:
    several.tap("band.child")
    several.tap("guest.done")
    several.tap("visit")
    assert several.screen == "welcome"
    assert several.desk.asked("move_guests") == []


def test_a_full_choice_leaves_them_counted_and_asks_again(several: Visitor) -> None:
    several.tap("band.child")
    several.tap("guest.done")
    several.desk.choice = several.desk.outcome(
        Code.STANDBY, occurrence=ROBOT, number="A3", choices=OPEN_NOW[:1]
    )
    several.tap("card.pottery")
    assert several.screen == "standby"
    several.tap("visit")
    assert several.screen == "welcome"
    assert several.desk.asked("undo") == []


@pytest.mark.parametrize("way", ["wait", "scan", "back"])
def test_who_does_not_choose_stays_counted_as_visiting(several: Visitor, way: str) -> None:
    several.tap("band.senior")
    several.tap("guest.done")
    if way == "wait":
        several.wait(60)
    elif way == "back":
        several.tap("back")
        assert several.screen == "home"
    else:
        several.admit("CARD1")
        several.scan("CARD1")
        assert several.screen == "welcome"
    assert several.desk.asked("undo") == several.desk.asked("move_guests") == []
    assert several.desk.asked("count_guests")[-1] == ({Band.SENIOR: 1}, VISIT, "touch")


def test_a_learner_who_scans_while_guests_wait_chooses_for_herself(visitor: Visitor) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(
        Code.STANDBY, occurrence=ROBOT, number="A3", choices=OPEN_NOW[:1]
    )
    visitor.tap("band.child")
    assert visitor.screen == "standby"
    visitor.desk.answers["CARD1"] = visitor.desk.outcome(
        Code.CHOOSE, learner=MALI, choices=OPEN_NOW
    )
    visitor.scan("CARD1")
    assert visitor.screen == "choose"
    visitor.desk.calls.clear()
    visitor.tap("card.pottery")
    assert [call[0] for call in visitor.desk.asked("check_in")] == [MALI.learner]
    assert visitor.desk.asked("count_guests") == []
    assert visitor.screen == "welcome"


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


@pytest.mark.parametrize("screen", ["welcome", "choose"])
def test_done_before_the_desk_has_answered(visitor: Visitor, screen: str) -> None:
    if screen == "choose":
        visitor.desk.guest_answer = visitor.desk.outcome(Code.CHOOSE, choices=OPEN_NOW)
    for name in ("band.child", "band.adult", "guest.done"):
        visitor.hands.tap(name)
    visitor.settle()
    assert visitor.screen == screen
    if screen == "choose":
        visitor.tap("card.pottery")
    assert "นับแล้ว 2 คน" in visitor.words()


def test_an_answer_for_those_before_is_not_for_the_next(visitor: Visitor) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(Code.CHOOSE, choices=OPEN_NOW)
    for name in ("band.child", "back", "open.guests"):
        visitor.hands.tap(name)
        QCoreApplication.processEvents()
    visitor.settle()
    assert visitor.screen == "guests"
    assert counts(visitor) == (0, 0, 0, 0)
    assert [a[1] for a in visitor.desk.asked("count_guests")] == [None, VISIT]
