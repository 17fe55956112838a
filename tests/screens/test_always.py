"""What holds on every screen: scanning, language, idling, healing, one tap for one tap."""

from __future__ import annotations

import logging

import pytest

from kiosk.outcome import Code
from kiosk.ports import StoreTrouble
from tests.fakes import OPEN_NOW, ROBOT
from tests.screens.conftest import Visitor
from tests.screens.ways import WAYS, go

# A member of staff tries the scanner there.
TRIALS = [state for state in WAYS if state == "device on trial" or state.startswith("setup")]
PARTS = 3
"""Of all screens: one window for many."""


@pytest.mark.parametrize("part", range(PARTS))
def test_a_scan_works_on_every_screen(visitor: Visitor, part: int) -> None:
    welcomed = []
    states = [state for state in WAYS if state not in TRIALS][part::PARTS]
    for state in states:
        go(visitor, state)
        visitor.admit()
        visitor.scan("CARD1")
        if visitor.screen == "welcome" and "มะลิ" in visitor.words():
            welcomed.append(state)
    assert welcomed == states


def takes_help(visitor: Visitor, state: str) -> None:
    screen = WAYS[state][0]
    visitor.desk.calls.clear()
    visitor.sounds.clear()
    visitor.tap("help")
    assert visitor.desk.asked("call_help") == [(screen,)]
    assert "เรียกเจ้าหน้าที่ให้แล้ว" in visitor.words()
    assert visitor.sounds[-1] == "ring"
    visitor.tap("help.end")
    assert (visitor.screen, visitor.sees("help.said")) == (screen, False)


def takes_looks(visitor: Visitor, state: str) -> None:
    screen = WAYS[state][0]
    visitor.tap("language.en")
    english = visitor.words()
    visitor.tap("size.200")
    visitor.tap("contrast")
    look = visitor.kiosk.views.look
    assert (look.language_code, look.percent, look.sharp) == ("en", 200, True)
    assert visitor.screen == screen
    assert "Today at TK Square Korat" in english
    visitor.tap("language.th")
    assert "วันนี้ที่" in visitor.words()


@pytest.mark.parametrize("part", range(PARTS))
def test_help_on_every_screen_and_looks_on_every_second(visitor: Visitor, part: int) -> None:
    """What every screen looks like in all looks is seen in test_layout."""
    states = [state for state in WAYS if state not in ("help", "idle")][part::PARTS]
    for number, state in enumerate(states):
        go(visitor, state)
        takes_help(visitor, state)
        if number % 2 == 0:
            takes_looks(visitor, state)
            visitor.kiosk.views.look.reset()


def test_fifty_codes_in_a_second(visitor: Visitor) -> None:
    codes = [f"CODE{n:03}" for n in range(50)]
    for code in codes:
        visitor.desk.answers[code] = visitor.desk.outcome(Code.HELD)
    visitor.admit(codes[-1])
    for code in codes:
        visitor.hands.scan(code)
    visitor.settle()
    assert [asked[0] for asked in visitor.desk.asked("scan")] == codes
    assert visitor.screen == "welcome"


def test_one_card_held_before_the_scanner_waits_once(visitor: Visitor) -> None:
    for _ in range(6):
        visitor.hands.scan("CARD1")
    visitor.hands.scan("CARD2")
    visitor.hands.scan("CARD1")
    visitor.settle()
    assert [asked[0] for asked in visitor.desk.asked("scan")] == [
        "CARD1", "CARD1", "CARD2", "CARD1",
    ]  # fmt: skip


def test_the_second_half_of_a_double_tap_does_nothing(visitor: Visitor) -> None:
    where = visitor.hands.find("open.group").middle
    visitor.hands.tap_at(where)
    visitor.settle()
    assert visitor.screen == "party"
    visitor.hands.tap_at(where, after_ms=200)
    visitor.settle()
    assert visitor.screen == "party"
    visitor.hands.tap_at(where, after_ms=600)
    visitor.settle()
    assert visitor.screen == "home"


def test_an_answer_is_not_touched_by_the_finger_that_asked(visitor: Visitor) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(
        Code.STANDBY, occurrence=ROBOT, number="A3", choices=OPEN_NOW[:1]
    )
    visitor.tap("open.guests")
    visitor.tap("band.child")
    assert visitor.screen == "standby"
    visitor.tap("others", after_ms=650)
    assert visitor.screen == "standby"
    visitor.tap("others", after_ms=700)
    assert visitor.screen == "choose"


def test_a_quick_finger_types(visitor: Visitor) -> None:
    visitor.tap("open.pad")
    visitor.tap("key.1", after_ms=250)
    assert visitor.kiosk.views.pad.take() == "1"


class TestIdle:
    def test_asks_before_it_clears(self, visitor: Visitor) -> None:
        visitor.tap("open.pad")
        visitor.tap("language.en")
        visitor.tap("size.150")
        visitor.tap("contrast")
        visitor.tap("key.7")
        visitor.wait(59)
        assert not visitor.sees("idle")
        visitor.wait(1)
        assert visitor.sees("idle")
        assert "Back to the first page in 20 seconds" in visitor.words()
        visitor.wait(19)
        assert visitor.screen == "pad"
        visitor.wait(1)
        assert visitor.screen == "home"
        assert visitor.kiosk.views.look.is_plain
        assert visitor.kiosk.views.pad.props.length == 0
        assert not visitor.sees("idle")

    def test_more_time(self, visitor: Visitor) -> None:
        visitor.tap("open.pad")
        visitor.tap("key.7")
        visitor.wait(65)
        visitor.tap("more")
        assert visitor.screen == "pad"
        assert visitor.kiosk.views.pad.props.length == 1
        visitor.wait(59)
        assert not visitor.sees("idle")

    def test_a_touch_beside_the_button_means_yes_and_nothing_else(self, visitor: Visitor) -> None:
        visitor.tap("open.pad")
        where = visitor.hands.find("back").middle
        visitor.wait(65)
        visitor.hands.tap_at(where)
        visitor.settle()
        assert visitor.screen == "pad"
        assert not visitor.sees("idle")

    def test_a_scan_works_through_the_question(self, visitor: Visitor) -> None:
        visitor.tap("open.pad")
        visitor.wait(65)
        visitor.admit()
        visitor.scan("CARD1")
        assert visitor.screen == "welcome"
        assert not visitor.sees("idle")

    def test_home_goes_back_to_thai_silently(self, visitor: Visitor) -> None:
        visitor.tap("language.en")
        visitor.wait(60)
        assert visitor.kiosk.views.look.is_plain
        assert "วันนี้ที่" in visitor.words()


class TestTrouble:
    def test_out_of_order_heals_itself(self, visitor: Visitor) -> None:
        visitor.desk.trouble = StoreTrouble("full", "the disk at /somewhere")
        visitor.scan("CARD1")
        assert visitor.screen == "trouble"
        assert "กรุณาลงชื่อที่เคาน์เตอร์" in visitor.words()
        assert "E-FULL" in visitor.words()
        assert "somewhere" not in visitor.words()
        visitor.wait(4)
        assert visitor.screen == "trouble"
        visitor.desk.trouble = None
        visitor.wait(2)
        assert visitor.screen == "home"

    def test_scanning_is_tried_all_the_same(self, visitor: Visitor) -> None:
        visitor.desk.trouble = StoreTrouble("locked")
        visitor.scan("CARD1")
        visitor.desk.trouble = None
        visitor.admit()
        visitor.scan("CARD1")
        assert visitor.screen == "welcome"
        visitor.wait(6)
        assert visitor.screen == "home"

    def test_a_bug_goes_home_and_tells_nothing_personal(
        self, visitor: Visitor, caplog: pytest.LogCaptureFixture
    ) -> None:
        visitor.tap("open.pad")
        visitor.desk.answers["CARD1"] = KeyError("มะลิ ใจดี K100001")
        with caplog.at_level(logging.DEBUG):
            visitor.scan("CARD1")
        assert visitor.screen == "home"
        assert "KeyError in fakes.py:" in caplog.text
        assert "มะลิ" not in caplog.text
        assert "K100001" not in caplog.text
        visitor.admit()
        visitor.scan("CARD1")
        assert visitor.screen == "welcome"
