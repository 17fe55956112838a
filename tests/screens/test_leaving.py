"""Going home: optional, and one face at most."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.entry import EntryId
from kiosk.outcome import Code
from kiosk.ports import StoreTrouble
from tests.fakes import MALI, NOON, OPEN_NOW, POTTERY, SOMCHAI
from tests.screens.conftest import Visitor

NEWEST, OLDEST = EntryId("A", 99), EntryId("A", 42)
BYE = "ขอบคุณที่มา แล้วพบกันใหม่"


@pytest.fixture
def inside(visitor: Visitor) -> Visitor:
    """A learner who is in, and is asked what she would like to do."""
    visitor.answer(
        "CARD1", Code.ALREADY_IN, learner=MALI, since=NOON, occurrence=POTTERY,
        choices=OPEN_NOW, visits=(NEWEST, OLDEST),
    )  # fmt: skip
    visitor.scan("CARD1")
    assert visitor.screen == "already"
    return visitor


def touch(visitor: Visitor, name: str) -> None:
    """A touch while the desk is slow."""
    visitor.hands.tap(name)
    QCoreApplication.processEvents()


def faces(visitor: Visitor) -> list[tuple[EntryId, int]]:
    return visitor.desk.asked("give_feedback")


def test_whoever_leaves_is_asked_once(inside: Visitor) -> None:
    inside.tap("leave")
    assert inside.desk.asked("leave") == [((NEWEST, OLDEST),)]
    assert inside.screen == "faces"
    assert "วันนี้เป็นอย่างไรบ้าง" in inside.words()
    assert "มะลิ" not in inside.words()
    inside.tap("face.4")
    assert faces(inside) == [(NEWEST, 4)]
    assert inside.screen == "bye"
    assert BYE in inside.words()
    assert inside.sounds[-1] == "bye"
    inside.wait(4)
    assert inside.screen == "home"


@pytest.mark.parametrize("face", [1, 2, 3, 4, 5])
def test_every_face_can_be_touched(inside: Visitor, face: int) -> None:
    inside.tap("leave")
    inside.tap(f"face.{face}")
    assert faces(inside) == [(NEWEST, face)]


def test_nobody_has_to_answer(inside: Visitor) -> None:
    inside.tap("leave")
    inside.tap("back")
    assert (inside.screen, faces(inside)) == ("home", [])


def test_untouched_faces_go_after_twelve_seconds(inside: Visitor) -> None:
    inside.tap("leave")
    inside.tap("language.en")
    assert "How was it today?" in inside.words()
    inside.wait(11)
    assert inside.screen == "faces"
    inside.wait(1)
    assert (inside.screen, faces(inside)) == ("home", [])
    assert inside.kiosk.views.look.is_plain


def test_the_second_time_nobody_is_asked(inside: Visitor) -> None:
    inside.desk.asks_feedback = False
    inside.tap("leave")
    assert inside.screen == "bye"
    assert BYE in inside.words()


def test_a_double_tap_on_a_face_keeps_one(inside: Visitor) -> None:
    inside.tap("leave")
    where = inside.hands.find("face.5").middle
    inside.hands.tap_at(where)
    inside.hands.tap_at(where, after_ms=150)
    inside.settle()
    inside.kiosk.views.kiosk.rated.emit(1)
    inside.settle()
    assert faces(inside) == [(NEWEST, 5)]


def test_a_double_tap_on_leaving_asks_nothing_of_the_faces(inside: Visitor) -> None:
    where = inside.hands.find("leave").middle
    inside.hands.tap_at(where)
    inside.settle()
    inside.hands.tap_at(where, after_ms=200)
    inside.settle()
    assert (inside.screen, faces(inside)) == ("faces", [])


def test_leaving_twice_while_the_desk_is_slow(inside: Visitor) -> None:
    touch(inside, "leave")
    touch(inside, "leave")
    assert inside.screen == "already"
    inside.settle()
    assert inside.screen == "faces"
    assert len(inside.desk.asked("leave")) == 1


@pytest.mark.parametrize("trouble", [StoreTrouble("full"), KeyError("A:99")])
def test_whoever_leaves_is_thanked_though_the_face_is_lost(
    inside: Visitor, trouble: Exception
) -> None:
    inside.desk.failing["give_feedback"] = trouble
    inside.tap("leave")
    inside.tap("face.2")
    assert inside.screen == "bye"
    assert BYE in inside.words()


def test_trouble_with_leaving_says_so(inside: Visitor) -> None:
    inside.desk.failing["leave"] = StoreTrouble("full")
    inside.tap("leave")
    assert inside.screen == "trouble"
    inside.desk.failing.clear()
    inside.wait(2)
    inside.scan("CARD1")
    inside.tap("leave")
    assert inside.screen == "faces"


def test_a_scan_while_the_faces_are_shown(inside: Visitor) -> None:
    inside.tap("leave")
    inside.desk.answers["CARD2"] = inside.desk.admitted(SOMCHAI)
    inside.scan("CARD2")
    assert inside.screen == "welcome"
    inside.kiosk.views.kiosk.rated.emit(3)
    inside.settle()
    assert faces(inside) == []


def test_the_faces_do_not_come_over_the_next_one(inside: Visitor) -> None:
    inside.desk.answers["CARD2"] = inside.desk.outcome(
        Code.CHOOSE, learner=SOMCHAI, choices=OPEN_NOW
    )
    inside.hands.scan("CARD2")
    touch(inside, "leave")
    inside.settle()
    assert inside.desk.asked("leave") == [((NEWEST, OLDEST),)]
    assert inside.screen == "choose"
    inside.tap("card.story")
    assert inside.desk.asked("check_in") == [(SOMCHAI.learner, "story", "card")]
