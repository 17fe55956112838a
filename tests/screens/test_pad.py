"""Typing an ID, by finger and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.outcome import Code
from tests.fakes import MALI
from tests.screens.conftest import Visitor


@pytest.fixture(autouse=True)
def at_the_pad(visitor: Visitor) -> None:
    visitor.tap("open.pad")
    assert visitor.screen == "pad"


def press(visitor: Visitor, digits: str) -> None:
    for digit in digits:
        visitor.tap(f"key.{digit}", after_ms=60)


def test_what_is_typed_is_never_shown(visitor: Visitor) -> None:
    press(visitor, "1234567")
    assert "•••• •••" in visitor.words()
    assert "1234567" not in visitor.words()
    visitor.admit("1234567")
    visitor.tap("key.ok")
    assert visitor.desk.asked("scan") == [("1234567", None, True)]
    assert visitor.screen == "welcome"


def test_the_same_key_twice_at_once_is_two_digits(visitor: Visitor) -> None:
    press(visitor, "11")
    assert visitor.kiosk.views.pad.take() == "11"


def test_erase_and_clear(visitor: Visitor) -> None:
    press(visitor, "123")
    visitor.tap("key.erase")
    assert visitor.kiosk.views.pad.props.length == 2
    visitor.tap("key.clear")
    assert visitor.kiosk.views.pad.props.length == 0


def test_an_empty_ok_does_nothing(visitor: Visitor) -> None:
    visitor.tap("key.ok")
    assert visitor.screen == "pad"
    assert visitor.desk.asked("scan") == []


def test_twenty_digits_at_most(visitor: Visitor) -> None:
    press(visitor, "9" * 23)
    assert visitor.kiosk.views.pad.take() == "9" * 20


def test_a_keyboard_types_too_with_thai_digits(visitor: Visitor) -> None:
    visitor.type_keys("๑2๓a-4")
    visitor.hands.key(Qt.Key.Key_Backspace.value, "\b", after_ms=300)
    visitor.hands.key(Qt.Key.Key_Return.value, "\r", after_ms=300)
    visitor.settle()
    assert visitor.desk.asked("scan") == [("123", None, True)]


def test_nothing_is_typed_on_other_screens(visitor: Visitor) -> None:
    visitor.tap("back")
    visitor.type_keys("123")
    visitor.tap("open.pad")
    assert visitor.kiosk.views.pad.props.length == 0


def test_a_wrong_digit_stays_on_the_pad(visitor: Visitor) -> None:
    visitor.answer("1234", Code.MISTYPED)
    press(visitor, "1234")
    visitor.tap("key.ok")
    assert visitor.screen == "pad"
    assert "มีตัวเลขไม่ถูกต้องหนึ่งตัว" in visitor.words()
    visitor.tap("language.en")
    assert "One digit looks wrong" in visitor.words()
    press(visitor, "5")
    assert "One digit looks wrong" not in visitor.words()


def test_an_unknown_number_is_typed_again(visitor: Visitor) -> None:
    press(visitor, "4444")
    visitor.tap("key.ok")
    assert visitor.screen == "unknown"
    assert "ยังไม่พบหมายเลขนี้" in visitor.words()
    assert "บัตรนี้" not in visitor.words()
    visitor.tap("language.en")
    assert "this number" in visitor.words()
    visitor.tap("retry")
    assert visitor.screen == "pad"
    assert visitor.kiosk.views.pad.props.length == 0


def test_the_pad_rests_while_scanning_goes_on(visitor: Visitor) -> None:
    visitor.answer("1234", Code.PAUSED)
    press(visitor, "1234")
    visitor.tap("key.ok")
    visitor.wait(1)
    assert "อีก 59 วินาที" in visitor.words()
    press(visitor, "5")
    visitor.type_keys("5")
    assert visitor.kiosk.views.pad.props.length == 0
    visitor.admit("CARD1")
    visitor.scan("CARD1")
    assert visitor.screen == "welcome"
    visitor.wait(6)
    visitor.tap("open.pad")
    assert visitor.kiosk.views.pad.props.rest > 0
    for _ in range(55):
        visitor.wait(1)
        visitor.kiosk.flow.touched()
    press(visitor, "5")
    assert visitor.kiosk.views.pad.props.length == 1


def test_a_scan_clears_what_was_typed(visitor: Visitor) -> None:
    press(visitor, "123")
    visitor.answer("CARD1", Code.ADMITTED, learner=MALI)
    visitor.scan("CARD1")
    visitor.wait(6)
    visitor.tap("open.pad")
    assert visitor.kiosk.views.pad.props.length == 0


def test_keys_answer_to_touch(visitor: Visitor) -> None:
    finger = QTest.createTouchDevice()
    window = visitor.kiosk.window
    for digit in "47":
        where = visitor.hands.find(f"key.{digit}").middle
        point = QPoint(round(where.x()), round(where.y()))
        QTest.touchEvent(window, finger).press(0, point, window).commit()
        QTest.touchEvent(window, finger).release(0, point, window).commit()
        visitor.settle()
    assert visitor.kiosk.views.pad.take() == "47"
