"""Two learners at once, and a desk that answers late."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.outcome import VISIT, Ask, Code, Outcome
from kiosk.ports import StoreTrouble
from tests.fakes import MALI, OPEN_NOW, SOMCHAI
from tests.screens.conftest import Visitor
from tests.screens.ways import WAYS, go
from ui.viewmodels.kiosk import AT_WORK, Screen
from ui.visits import MOST

# A device on trial, and the set-up, hear codes for themselves.
AT_THEIRS = [
    state for state, (screen, *_) in WAYS.items()
    if screen in AT_WORK - {Screen.SETUP} and state not in ("device on trial", "idle")
]  # fmt: skip


@pytest.fixture
def two(visitor: Visitor) -> Visitor:
    """Mali is asked what she came for; Somchai's card is at hand."""
    for card, learner in (("CARD1", MALI), ("CARD2", SOMCHAI)):
        visitor.answer(card, Code.CHOOSE, learner=learner, choices=OPEN_NOW)
    visitor.scan("CARD1")
    assert visitor.screen == "choose"
    return visitor


def touch(visitor: Visitor, name: str) -> None:
    visitor.hands.tap(name)
    QCoreApplication.processEvents()


@pytest.mark.parametrize("scans", ["before", "after"])
def test_both_are_checked_in_once(two: Visitor, scans: str) -> None:
    if scans == "before":
        two.hands.scan("CARD2")
    touch(two, "card.pottery")
    if scans == "after":
        two.hands.scan("CARD2")
    two.settle()
    assert two.screen == "choose"
    assert "สมชาย" in two.words()
    two.tap("card.story")
    assert "ยินดีต้อนรับ สมชาย" in two.words()
    mali, somchai = MALI.learner, SOMCHAI.learner
    assert two.desk.asked("check_in") == [(mali, "pottery", "card"), (somchai, "story", "card")]


def test_who_had_not_chosen_is_visiting(two: Visitor) -> None:
    two.scan("CARD2")
    assert two.desk.asked("check_in") == [(MALI.learner, VISIT, "card")]
    assert "สมชาย" in two.words()


def test_a_reader_that_chatters_keeps_nobody_waiting_long(visitor: Visitor) -> None:
    for _ in range(3):
        for n in range(1000):
            visitor.kiosk.flow.visits.read(f"K{100000 + n}")
    visitor.settle()
    assert [text for text, *_ in visitor.desk.asked("scan")] == [
        f"K{100000 + n}" for n in range(1 + MOST)
    ]


@pytest.mark.parametrize(
    ("state", "code"),
    [(state, Code.UNKNOWN) for state in AT_THEIRS]
    + [(AT_THEIRS[0], Code.UNREADABLE), (AT_THEIRS[-1], Code.FORGED)],
)
def test_a_code_of_nobody_takes_no_screen_from_who_is_at_work(
    visitor: Visitor, state: str, code: Code
) -> None:
    go(visitor, state)
    visitor.answer("POSTER", code)
    screen = visitor.screen
    visitor.desk.calls.clear()
    visitor.scan("POSTER")
    assert visitor.desk.asked("scan") == [("POSTER", None, False)]
    assert visitor.desk.asked("check_in") == []
    assert (visitor.screen, visitor.sees("help.said")) == (screen, True)
    assert "ยังไม่รู้จักบัตรนี้" in visitor.words()


def test_the_same_card_seen_again_while_its_holder_chooses(two: Visitor) -> None:
    two.hands.scan("CARD1")
    touch(two, "card.pottery")
    two.settle()
    assert "ยินดีต้อนรับ มะลิ" in two.words()
    assert two.desk.asked("check_in") == [(MALI.learner, "pottery", "card")]
    two.wait(70)
    assert len(two.desk.asked("check_in")) == 1


def test_a_visit_that_was_promised_is_written_when_it_can_be(two: Visitor) -> None:
    two.desk.failing["check_in"] = StoreTrouble("locked")
    two.scan("CARD2")
    assert (two.screen, "สมชาย" in two.words()) == ("choose", True)
    del two.desk.failing["check_in"]
    two.wait(6)
    assert two.desk.asked("check_in")[-1] == (MALI.learner, VISIT, "card")
    tries = len(two.desk.asked("check_in"))
    two.wait(20)
    assert len(two.desk.asked("check_in")) == tries
    assert two.screen == "choose"


def test_what_time_chooses_is_told_from_what_somebody_chose(two: Visitor) -> None:
    unasked: list[bool] = []
    check_in = two.desk.check_in

    def watched(learner: str, ask: Ask) -> Outcome:
        unasked.append(ask.unasked)
        return check_in(learner, ask)

    two.desk.check_in = watched  # type: ignore[method-assign]
    two.scan("CARD2")  # Mali has gone
    two.wait(61)  # Somchai has, too
    two.scan("CARD1")
    two.tap("visit")
    assert unasked == [True, True, False]
