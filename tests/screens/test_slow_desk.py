"""Two learners at once, and a desk that answers late."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.outcome import VISIT, Code
from tests.fakes import MALI, OPEN_NOW, SOMCHAI
from tests.screens.conftest import Visitor


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
