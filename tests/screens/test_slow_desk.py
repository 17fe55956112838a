"""Two learners at once, and a desk that answers late."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.outcome import VISIT, Code
from tests.fakes import MALI, OPEN_NOW, SOMCHAI
from tests.screens.conftest import Visitor
from ui.visits import MOST


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


def test_two_codes_in_turn_wait_once_each(visitor: Visitor) -> None:
    for text in ("CARD1", "CARD2", "CARD3", "CARD2", "CARD3"):
        visitor.kiosk.flow.visits.read(text)
    visitor.settle()
    assert [text for text, *_ in visitor.desk.asked("scan")] == ["CARD1", "CARD2", "CARD3"]
