"""Scanners on a real X server: real key events, real keyboard layouts, real Caps Lock."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.config import Scanner
from kiosk.entry import CheckedIn
from tests.faults.sockets import listening
from tests.under_x import ENTER, REST_S, TAB, Listening, Screen, places, until
from tests.us_keyboard import EVERYTHING

GROUP_SEPARATOR, CONTROL_Q, CONTROL_V = "ctrl+35", "ctrl+24", "ctrl+55"
CONTROL_F, CONTROL_L = "ctrl+41", "ctrl+46"
CAPS_LOCK = "66"
CARD = "TK1A0123456789ABCDEFGHJKMNPQRSTVWXYZ0123456"


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    made = Screen(tmp_path)
    yield made
    made.close()


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Listening]:
    made = Listening(tmp_path, "kiosk")
    yield made
    made.close()


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Listening]:
    """With the rhythm that is set where nothing is set."""
    made = Listening(tmp_path, "kiosk", Scanner().gap_ms)
    yield made
    made.close()


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[Listening]:
    made = Listening(tmp_path, "busy")
    yield made
    made.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Listening]:
    made = Listening(tmp_path, "desk")
    yield made
    made.close()


@pytest.fixture
def quick_desk(tmp_path: Path) -> Iterator[Listening]:
    made = Listening(tmp_path, "desk", Scanner().gap_ms)
    yield made
    made.close()


# -- what was meant, whatever the keyboard ----------------------------------------------------


def test_every_character_is_read_as_it_stands_in_the_code(window: Listening) -> None:
    texts = (EVERYTHING, "TK1Aabc", "232323")
    states = [("us", False), ("th", False), ("th", True), ("us", True)]
    wanted: list[str] = []
    for n, (layout, caps) in enumerate(states, 1):
        window.layout(layout)
        if caps and not states[n - 2][1]:
            window.tell("key", CAPS_LOCK)
        for text in texts:
            window.scan(text)
        # In Thai, X has no Caps Lock.
        seen = ["enter", {"us": "us", "th": "thai"}[layout], caps and layout == "us", "]Q3"]
        wanted += [*texts, *["TK1A"] * window.learns("]Q3TK1A", seen)]
        assert window.told("scanned") == wanted
    assert window.told("typed") == window.told("entered") == []


def test_a_control_character_is_part_of_the_code(window: Listening) -> None:
    for layout in ("us", "th"):
        window.layout(layout)
        keys = [*places("]d201"), GROUP_SEPARATOR, *places("21"), CONTROL_Q, CONTROL_V, ENTER]
        window.press(keys)
    assert window.told("scanned") == ["01\x1d21\x11\x16"] * 2
    assert window.told("left") == []


def test_a_scanner_checks_in_whatever_layout_the_keyboard_has(screen: Screen) -> None:
    card = screen.installation.open().desk.issue_card("K100005", bytes(range(16)))
    screen.lets_in("k100001", "l1")
    screen.layout("th")
    screen.lets_in("K100002", "l2")
    # Digits alone, which Thai Kedmanee turns into letters and signs.
    screen.lets_in("100003", "l3")
    screen.press([CAPS_LOCK])
    screen.lets_in("100004", "l4")
    screen.layout("us")
    screen.lets_in(card, "l5")
    assert screen.came() == ["l1", "l2", "l3", "l4", "l5"]
    assert [b.how for b in screen.journal() if isinstance(b, CheckedIn)][-1] == "card"


# -- ends and rhythm ---------------------------------------------------------------------------


def test_a_code_ends_as_the_scanner_ends_it(window: Listening) -> None:
    ends = {"none": [], "enter": [ENTER], "tab": [TAB], "both": [ENTER, TAB]}
    held = 0
    for suffix, end in ends.items():
        held += window.learns("K1000011", [suffix, "us", False, ""], end)
        until(lambda held=held: window.told("scanned") == ["K1000011"] * held)
    assert window.told("typed") == []


def test_a_scanner_without_any_pause_loses_no_letter(window: Listening) -> None:
    """X takes a letter twice within a millisecond for a key that is held down."""
    texts = ("K100001", "1100000011111", "AABBCC00112233")
    for text in texts:
        window.scan(text, delay_ms=0)
    assert window.told("scanned") == list(texts)
    assert window.told("typed") == []


def test_a_slow_scanner_is_a_scanner(quick: Listening) -> None:
    def heard() -> bool:
        # This machine may have been slower than the scanner: it is held before it again.
        quick.scan("K100001", delay_ms=30)
        return "K100001" in quick.told("scanned")

    until(heard)
    assert quick.told("rhythm")[-1][0] >= 30


def test_a_person_who_types_fast_is_no_scanner(quick: Listening) -> None:
    quick.press(places("nuch dee korat 2533"), delay_ms=65)
    until(lambda: "".join(quick.told("typed")) == "nuch dee korat 2533")
    quick.press([ENTER])
    until(lambda: quick.told("entered") == [None])
    assert quick.told("scanned") == []


def test_ten_fingers_that_roll_over_the_keys_are_no_scanner(quick: Listening) -> None:
    words: list[str] = []
    for action in ("keydown", "keyup"):
        for key in places("asdfghjkl"):
            words += [action, key]
    quick.tell(*words)
    until(lambda: "".join(quick.told("typed")) == "asdfghjkl")
    assert quick.told("scanned") == []


def test_a_program_that_could_not_listen_splits_no_code(busy: Listening) -> None:
    busy.scan(CARD)
    assert busy.told("typed") == []
    assert busy.told("scanned") == [CARD]


# -- bad input -----------------------------------------------------------------------------------


def test_half_a_code_is_typed_nowhere(window: Listening) -> None:
    window.scan("K1000011")
    window.hears("scanned", "K1000011")
    window.scan("TK1A0123456789", end=[])
    window.hears("health", ["waiting", "half", ""])
    window.scan(CARD)
    window.hears("scanned", CARD)
    assert window.told("typed") == []
    assert window.told("scanned") == ["K1000011", CARD]


def test_two_scanners_at_once_let_nobody_else_in(screen: Screen) -> None:
    for _ in range(5):
        codes = ("K100001", "K100002")
        both = [screen.begin("key", "--delay", "4", *places(c), ENTER) for c in codes]
        for one in both:
            one.wait()
        time.sleep(REST_S)
    screen.lets_in("K100003", "l3")
    assert set(screen.came()) <= {"l1", "l2", "l3"}
    assert screen.kiosk.poll() is None
    assert "Traceback" not in screen.close()


def test_a_hostile_stream_of_ten_thousand_keys_leaves_the_kiosk_as_it_was(screen: Screen) -> None:
    hostile = [
        *places("cmd"), "super", "alt+F4", CONTROL_Q, "F1", "F11", "super+27", "alt+23",
        "ctrl+alt+119", "Escape", "Menu", "ctrl+25", "Delete", "alt+65", "Print", "ctrl+shift+9",
        ENTER, *places("rm"),
    ]  # fmt: skip
    stream = hostile * (10_000 // len(hostile))
    for begin in range(0, len(stream), 2000):
        screen.press(stream[begin : begin + 2000], delay_ms=0)
    assert screen.kiosk.poll() is None
    screen.lets_in("K100001", "l1")
    assert screen.came() == ["l1"]
    said = screen.close()
    assert "keys of a scanner were thrown away (too_much)" in said
    assert "Traceback" not in said
    assert "100001" not in said


# -- the desk ------------------------------------------------------------------------------------


def test_at_the_desk_a_code_goes_into_no_field(desk: Listening) -> None:
    desk.tell("key", "ctrl+f")
    desk.hears("focus", "filter")
    # A code with the keys of shortcuts in it.
    hostile = [*places("AB12"), CONTROL_L, CONTROL_F, *places("34"), ENTER]
    for n, layout in enumerate(("us", "th"), 1):
        desk.layout(layout)
        desk.scan("2K100001")
        desk.press(hostile)
        desk.press([*hostile[:6], "F5", "Escape", *hostile[6:]])
        assert desk.told("scanned") == ["2K100001", "AB12\x0c\x0634"] * n
    assert listening(desk.program.pid) == []
    assert desk.told("language") == []
    assert [text for text in desk.told("filter") if text] == []
    # It opens the box of the card's learner, and nothing else.
    first, second, *_, last = desk.told("focus")
    assert (first, second, last) == ("attendance", "filter", "learner.close")


def test_at_the_desk_fingers_type_as_ever(quick_desk: Listening) -> None:
    desk = quick_desk
    desk.press(places("/nuch"), delay_ms=90)
    desk.hears("filter", "nuch")
    desk.tell("key", "ctrl+l")
    desk.hears("language", "en")
    desk.tell("key", "Escape")
    desk.hears("filter", "")
    assert desk.told("scanned") == []
