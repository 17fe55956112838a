"""Calling staff: it rings at the desk, and the screen stays as it is."""

from __future__ import annotations

import pytest

from kiosk.outcome import Code
from kiosk.ports import StoreTrouble
from tests.fakes import MALI, OPEN_NOW
from tests.screens.conftest import Visitor
from tests.screens.joining import spell

RANG = "เรียกเจ้าหน้าที่ให้แล้ว"
DESK = "เชิญที่เคาน์เตอร์"
OVER = ("help", "idle")


def called(visitor: Visitor) -> list[str]:
    return [screen for (screen,) in visitor.desk.asked("call_help")]


def test_ringing_twice_is_one_ring_at_the_desk(visitor: Visitor) -> None:
    for _ in range(2):
        visitor.tap("help")
        assert RANG in visitor.words()
        visitor.tap("help.end")
    assert len(visitor.desk.open_alerts) == 1
    assert visitor.desk.open_alerts[0].screen == "home"


def test_what_was_typed_is_still_there(visitor: Visitor) -> None:
    visitor.tap("open.pad")
    for digit in "107":
        visitor.tap(f"key.{digit}", after_ms=120)
    visitor.tap("help")
    visitor.tap("help.end")
    assert visitor.kiosk.views.pad.props.length == 3
    visitor.tap("back")
    visitor.tap("open.new")
    visitor.tap("agree")
    spell(visitor, "กุ้ง")
    visitor.tap("help")
    visitor.wait(8)
    assert (visitor.screen, visitor.kiosk.views.keyboard.typed) == ("name", "กุ้ง")
    spell(visitor, "ๆ")
    assert "กุ้งๆ" in visitor.words()


def test_it_goes_after_eight_seconds(visitor: Visitor) -> None:
    visitor.tap("open.pad")
    visitor.tap("help")
    visitor.wait(7)
    assert visitor.sees("help.said")
    visitor.wait(1)
    assert (visitor.screen, visitor.sees("help.said")) == ("pad", False)


def test_a_touch_anywhere_ends_it_and_does_nothing_else(visitor: Visitor) -> None:
    visitor.tap("open.pad")
    where = visitor.hands.find("back").middle
    visitor.tap("help")
    visitor.hands.tap_at(where)
    visitor.settle()
    assert (visitor.screen, visitor.sees("help.said")) == ("pad", False)


def test_a_mistake_is_taken_back(visitor: Visitor) -> None:
    visitor.tap("open.pad")
    visitor.tap("help")
    visitor.tap("help.withdraw")
    assert visitor.desk.open_alerts == []
    assert (visitor.screen, visitor.sees("help.said")) == ("pad", False)
    visitor.tap("help")
    assert len(visitor.desk.open_alerts) == 1


def test_what_cannot_be_taken_back_disturbs_nobody(visitor: Visitor) -> None:
    visitor.tap("help")
    visitor.desk.failing["withdraw_help"] = StoreTrouble("full")
    visitor.tap("help.withdraw")
    assert (visitor.screen, visitor.sees("help.said")) == ("home", False)
    assert len(visitor.desk.open_alerts) == 1


def test_at_the_desk_there_is_nothing_to_take_back(visitor: Visitor) -> None:
    visitor.desk.failing["call_help"] = StoreTrouble("full")
    visitor.tap("help")
    assert not visitor.sees("help.withdraw")


def test_a_double_tap_rings_once_and_is_read(visitor: Visitor) -> None:
    where = visitor.hands.find("help").middle
    visitor.hands.tap_at(where)
    visitor.settle()
    visitor.hands.tap_at(where, after_ms=150)
    visitor.settle()
    assert len(called(visitor)) == 1
    assert visitor.sees("help.said")


@pytest.mark.parametrize("trouble", [StoreTrouble("full"), KeyError("help")])
def test_where_nothing_can_be_written_the_desk_is_near(
    visitor: Visitor, trouble: Exception
) -> None:
    visitor.tap("open.pad")
    visitor.tap("key.1")
    visitor.desk.failing["call_help"] = trouble
    visitor.tap("help")
    assert DESK in visitor.words()
    assert RANG not in visitor.words()
    visitor.tap("help.end")
    assert (visitor.screen, visitor.kiosk.views.pad.props.length) == ("pad", 1)


def test_out_of_order_says_where_the_desk_is(visitor: Visitor) -> None:
    visitor.desk.trouble = StoreTrouble("full")
    visitor.scan("CARD1")
    visitor.tap("help")
    assert DESK in visitor.words()
    visitor.desk.trouble = None
    visitor.wait(2)
    assert (visitor.screen, visitor.sees("help.said")) == ("home", False)


def test_a_scan_goes_through_it(visitor: Visitor) -> None:
    visitor.tap("open.pad")
    visitor.tap("help")
    visitor.answer("CARD1", Code.CHOOSE, learner=MALI, choices=OPEN_NOW)
    visitor.scan("CARD1")
    assert (visitor.screen, visitor.sees("help.said")) == ("choose", False)
    visitor.tap("card.pottery")
    assert visitor.screen == "welcome"


def test_it_is_said_in_the_visitors_language(visitor: Visitor) -> None:
    visitor.tap("language.en")
    visitor.tap("help")
    assert "Staff have been called" in visitor.words()
