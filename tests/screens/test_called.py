"""Waiting numbers that are called: seen and heard at the kiosk, and never in anybody's way."""

from __future__ import annotations

import datetime as dt

import pytest

from kiosk.outcome import Code
from tests.fakes import MALI, POTTERY, ROBOT, a_call
from tests.screens.conftest import Visitor


def call(visitor: Visitor, *numbers: int, key: str = "robot", ago_s: float = 0) -> None:
    """The desk calls these besides what it called before; the kiosk hears of it."""
    at = visitor.kiosk.flow.watch.now() - dt.timedelta(seconds=ago_s)
    since = (at - a_call(1, key, ago_s=0).called_at).total_seconds()  # type: ignore[operator]
    visitor.desk.called += tuple(a_call(n, key, ago_s=-since) for n in numbers)
    visitor.desk.now = visitor.kiosk.flow.watch.now()
    visitor.desk.generation += 1
    visitor.wait(3)


def tickets(visitor: Visitor) -> list[str]:
    return [s.text for s in visitor.seen() if s.name == "called.number" and s.text]


def test_a_called_number_is_on_home_with_its_place(visitor: Visitor) -> None:
    assert not visitor.sees("called")
    call(visitor, 7)
    assert tickets(visitor) == ["A7"]
    words = visitor.words()
    assert "ถึงคิวแล้ว เชิญที่" in words
    assert "ห้องนวัตกรรม ชั้น 2" in words
    (group,) = visitor.kiosk.views.called.groups
    assert group.spoken == "หมายเลข A7 ถึงคิวแล้ว เชิญที่ ห้องนวัตกรรม ชั้น 2"
    # All that Home is for is there beside it.
    for name in ("card.pottery", "open.pad", "open.guests", "open.new", "open.group"):
        assert visitor.sees(name), name


def test_it_is_said_in_english_too(visitor: Visitor) -> None:
    call(visitor, 7, key="pottery")
    visitor.kiosk.views.look.speak("en")
    visitor.settle()
    assert "It is your turn. Please come to" in visitor.words()
    (group,) = visitor.kiosk.views.called.groups
    assert group.spoken == "Number A7. It is your turn. Please come to ห้องปฏิบัติการ 1"


def test_the_cue_is_heard_once_and_again_for_another(visitor: Visitor) -> None:
    said: list[str] = []
    visitor.kiosk.flow.stage.spoken.connect(lambda text, _: said.append(text))
    call(visitor, 7)
    assert visitor.sounds == ["ring"]
    assert said == ["หมายเลข A7 ถึงคิวแล้ว เชิญที่ ห้องนวัตกรรม ชั้น 2"]
    visitor.wait(20)
    visitor.tap("open.pad")
    visitor.tap("back")
    visitor.sounds.remove("touch") if "touch" in visitor.sounds else None
    assert visitor.sounds == ["ring"]
    call(visitor, 8)
    assert visitor.sounds == ["ring", "ring"]
    assert said[-1] == "หมายเลข A7 A8 ถึงคิวแล้ว เชิญที่ ห้องนวัตกรรม ชั้น 2"
    assert tickets(visitor) == ["A7", "A8"]


def test_after_three_minutes_it_is_gone(visitor: Visitor) -> None:
    call(visitor, 7, ago_s=165)
    assert tickets(visitor) == ["A7"]
    # No answer of the desk is needed for it to end.
    visitor.wait(20)
    assert tickets(visitor) == []
    assert not visitor.sees("called")
    assert visitor.sounds == ["ring"]


def test_whoever_came_is_called_no_more(visitor: Visitor) -> None:
    call(visitor, 7, 8)
    visitor.desk.called = visitor.desk.called[1:]
    visitor.desk.generation += 1
    visitor.wait(3)
    assert tickets(visitor) == ["A8"]
    assert visitor.sounds == ["ring"]


@pytest.mark.parametrize("way", ["open.pad", "open.guests", "open.new", "open.group"])
def test_whoever_uses_the_kiosk_is_not_disturbed(visitor: Visitor, way: str) -> None:
    visitor.tap(way)
    screen, before = visitor.screen, visitor.words()
    visitor.sounds.clear()
    call(visitor, 7)
    assert (visitor.screen, visitor.words(), visitor.sounds) == (screen, before, [])
    assert tickets(visitor) == []
    # Heard as soon as nobody is in the middle of something.
    visitor.kiosk.flow.stage.home()
    visitor.settle()
    assert visitor.sounds == ["ring"]
    assert tickets(visitor) == ["A7"]


def test_a_touch_while_it_appears_reaches_what_was_meant(visitor: Visitor) -> None:
    call(visitor, 7)
    visitor.tap("card.robot")
    assert visitor.kiosk.flow.stage.wanted == "robot"
    assert visitor.sees("called")


def test_calls_for_several_places_are_apart_and_the_latest_first(visitor: Visitor) -> None:
    call(visitor, 7, key="robot", ago_s=60)
    call(visitor, 8, 9, key="pottery")
    assert [g.place for g in visitor.kiosk.views.called.groups] == [
        "ห้องปฏิบัติการ 1", "ห้องนวัตกรรม ชั้น 2",
    ]  # fmt: skip
    assert tickets(visitor) == ["A8", "A9", "A7"]


def test_more_numbers_than_tickets_are_all_there(visitor: Visitor) -> None:
    call(visitor, *range(1, 9))
    (group,) = visitor.kiosk.views.called.groups
    assert (group.more, group.tickets) == ("A1 A2 A3 A4 A5", ("A6", "A7", "A8"))
    assert "A1 A2 A3 A4 A5" in visitor.words()


def test_what_is_called_for_without_a_room_is_named(visitor: Visitor) -> None:
    visitor.desk.called = (a_call(7, "elsewhere", ago_s=0),)
    visitor.kiosk.flow.watch.refresh()
    visitor.settle()
    assert tickets(visitor) == ["A7"]


def test_whoever_is_called_and_scans_is_told_so(visitor: Visitor) -> None:
    visitor.answer(
        "CARD1", Code.STANDBY, learner=MALI, occurrence=ROBOT, number="A7", called=True,
        choices=(),
    )  # fmt: skip
    visitor.scan("CARD1")
    words = visitor.words()
    assert "ถึงคิวแล้ว หมายเลข A7" in words
    assert "เชิญที่ ห้องนวัตกรรม ชั้น 2 แล้วบอกเลขนี้กับเจ้าหน้าที่" in words
    assert not visitor.sees("visit")
    visitor.answer("CARD2", Code.STANDBY, learner=MALI, occurrence=POTTERY, number="A8")
    visitor.scan("CARD2")
    assert "เต็มแล้ว คุณได้บัตรคิว A8" in visitor.words()
