"""A scanner is told from fingers by its rhythm, whatever the keyboard's layout."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.screens.conftest import Visitor
from ui.readers.wedge import LONGEST, Burst, Key, decode

# evdev codes of the number row's keys 1 to 0
NUMBER_ROW = {"1": 2, "2": 3, "3": 4, "4": 5, "5": 6, "6": 7, "7": 8, "8": 9, "9": 10, "0": 11}


def feed(burst: Burst, text: str, gap: int, start: int = 0) -> tuple[str, int]:
    typed, at = "", start
    for letter in text:
        typed += burst.add(Key(at, letter))
        at += gap
    return typed, at - gap


def test_a_burst_ended_by_enter_is_a_scan() -> None:
    burst = Burst()
    typed, last = feed(burst, "TK1ABC", 8)
    assert (typed, burst.end(last + 8)) == ("", ("TK1ABC", ""))


@pytest.mark.parametrize(("gap", "scanned"), [(50, True), (51, False)])
def test_the_longest_gap(gap: int, *, scanned: bool) -> None:
    burst = Burst()
    typed, last = feed(burst, "12345", gap)
    assert burst.end(last + gap) == (("12345", "") if scanned else ("", "5"))
    assert typed == ("" if scanned else "1234")


def test_three_fast_keys_are_fingers() -> None:
    burst = Burst()
    _, last = feed(burst, "123", 10)
    assert burst.end(last + 10) == ("", "123")


def test_enter_that_comes_late_is_a_finger() -> None:
    burst = Burst()
    _, last = feed(burst, "12345", 10)
    assert burst.end(last + 60) == ("", "12345")


def test_a_slow_digit_before_a_burst_is_not_part_of_it() -> None:
    burst = Burst()
    burst.add(Key(0, "9"))
    typed, last = feed(burst, "TK1ABC", 8, start=400)
    assert typed == "9"
    assert burst.end(last + 8) == ("TK1ABC", "")


def test_the_buffer_is_capped() -> None:
    burst = Burst()
    _, last = feed(burst, "A" * (LONGEST + 100), 1)
    assert len(burst.end(last + 1)[0]) == LONGEST


def test_digits_typed_under_the_thai_layout_come_back_by_their_places() -> None:
    thai = dict(zip("1234567890", "ๅ/-ภถุึคตจ", strict=True))
    keys = [Key(0, thai[d], NUMBER_ROW[d]) for d in "23232"]
    assert decode(keys) == "23232"
    assert decode([k._replace(code=0) for k in keys]) == "/-/-/"


def test_places_are_not_believed_where_the_letters_are_not_thai() -> None:
    assert decode([Key(0, letter, NUMBER_ROW["1"]) for letter in "abcd"]) == "abcd"


def test_thai_letters_without_places_pass_as_they_are(visitor: Visitor) -> None:
    visitor.scan("ๅ/-ภถ")
    assert visitor.desk.asked("scan") == [("ๅ/-ภถ", None, False)]


def test_tab_ends_a_scan_too(visitor: Visitor) -> None:
    for letter in "CODE9":
        visitor.hands.key(text=letter)
    visitor.hands.key(Qt.Key.Key_Tab.value, "\t")
    visitor.settle()
    assert visitor.desk.asked("scan") == [("CODE9", None, False)]


def test_control_characters_hit_no_shortcut(visitor: Visitor) -> None:
    visitor.tap("open.pad")
    for letter in "AB\x0f\x11\x17\x1d\x1b12":
        visitor.hands.key(text=letter)
    visitor.hands.key(Qt.Key.Key_Return.value, "\r")
    visitor.settle()
    assert visitor.desk.asked("scan") == [("AB\x0f\x11\x17\x1d\x1b12", None, False)]
    assert visitor.kiosk.window.isVisible()


def test_a_scan_on_the_pad_types_nothing(visitor: Visitor) -> None:
    visitor.tap("open.pad")
    for letter in "12345678":
        visitor.hands.key(text=letter)
    assert visitor.kiosk.views.pad.props.length == 0
    visitor.hands.key(Qt.Key.Key_Return.value, "\r")
    visitor.settle()
    assert visitor.desk.asked("scan") == [("12345678", None, False)]


def test_nothing_can_be_pasted_or_undone(visitor: Visitor) -> None:
    visitor.tap("open.pad")
    visitor.tap("key.5")
    visitor.tap("key.clear")
    for key, text in ((Qt.Key.Key_Z, "\x1a"), (Qt.Key.Key_V, "\x16")):
        visitor.hands.key(key.value, text, after_ms=400)
    visitor.kiosk.wedge._fingers()
    visitor.settle()
    assert visitor.kiosk.views.pad.props.length == 0
