"""What the kiosk does unasked: it never takes the screen from whoever stands there."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from kiosk.ports import StoreTrouble
from tests.screens.conftest import Visitor

UNASKED = ("changed", "close_days", "today")
"""What each look, each minute, and each change asks the desk."""


def a_minute(visitor: Visitor) -> None:
    """Long enough for every unasked job, short of the question whether somebody is there."""
    visitor.wait(30)
    visitor.kiosk.flow.touched()
    visitor.wait(35)


@pytest.fixture
def typing(visitor: Visitor) -> Visitor:
    """Somebody in the middle of their number."""
    visitor.tap("open.pad")
    for digit in "123":
        visitor.tap(f"key.{digit}")
    return visitor


def is_typing(visitor: Visitor) -> bool:
    return (visitor.screen, visitor.kiosk.views.pad.props.length) == ("pad", 3)


@pytest.mark.parametrize("method", UNASKED)
@pytest.mark.parametrize("trouble", [StoreTrouble("locked"), KeyError("K100001")], ids=repr)
def test_a_visitor_keeps_the_screen(typing: Visitor, method: str, trouble: Exception) -> None:
    typing.desk.calls.clear()
    typing.desk.failing[method] = trouble
    a_minute(typing)
    assert typing.desk.asked(method)
    assert is_typing(typing)
    typing.desk.failing.clear()
    typing.desk.calls.clear()
    typing.wait(3)
    assert typing.desk.asked("today")
    assert is_typing(typing)


@pytest.mark.parametrize("method", UNASKED)
def test_home_says_out_of_order_and_heals(visitor: Visitor, method: str) -> None:
    visitor.desk.failing[method] = StoreTrouble("full")
    seconds = 0
    while visitor.screen != "trouble" and seconds < 60:
        visitor.wait(1)
        seconds += 1
    assert visitor.screen == "trouble"
    visitor.desk.failing.clear()
    visitor.wait(3)
    assert visitor.screen == "home"


def test_trouble_that_lasts_is_told_when_the_visitor_has_gone(typing: Visitor) -> None:
    typing.desk.failing["today"] = StoreTrouble("damaged")
    a_minute(typing)
    assert is_typing(typing)
    typing.tap("back")
    typing.wait(3)
    assert typing.screen == "trouble"
    assert "E-DAMAGED" in typing.words()


def test_the_visitors_own_trouble_is_told_at_once(typing: Visitor) -> None:
    typing.desk.failing["close_days"] = typing.desk.failing["scan"] = StoreTrouble("full")
    a_minute(typing)
    assert is_typing(typing)
    typing.tap("key.ok")
    assert typing.screen == "trouble"


@pytest.mark.parametrize("method", UNASKED)
def test_a_bug_leaves_home_as_it_is_and_tells_nothing_personal(
    visitor: Visitor, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    visitor.tap("language.en")
    visitor.desk.failing[method] = KeyError("มะลิ ใจดี K100001")
    with caplog.at_level(logging.DEBUG):
        a_minute(visitor)
    assert (visitor.screen, visitor.kiosk.views.look.language_code) == ("home", "en")
    assert "KeyError in fakes.py:" in caplog.text
    assert "มะลิ" not in caplog.text
    assert "K100001" not in caplog.text


def test_a_bug_while_out_of_order_does_not_end_the_tries(visitor: Visitor) -> None:
    visitor.desk.trouble = StoreTrouble("full")
    visitor.scan("CARD1")
    visitor.desk.trouble = KeyError()
    visitor.wait(4)
    assert visitor.screen == "trouble"
    visitor.desk.trouble = None
    visitor.wait(3)
    assert visitor.screen == "home"


def test_a_look_from_before_does_not_end_out_of_order(
    make_visitor: Callable[..., Visitor],
) -> None:
    visitor = make_visitor()
    visitor.arrive()
    visitor.desk.failing["scan"] = visitor.desk.failing["prove"] = StoreTrouble("full")
    visitor.hands.scan("CARD1")
    visitor.kiosk.flow.watch.refresh()
    visitor.settle()
    assert visitor.desk.asked("today")
    assert visitor.screen == "trouble"
    visitor.wait(4)
    assert visitor.screen == "trouble"
