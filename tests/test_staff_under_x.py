"""A technician with a keyboard and a new scanner, on a real X server with a Thai layout."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import config
from kiosk.entry import CheckedIn, PinTried, Refused, SettingsKept
from kiosk.record import Role
from tests.under_x import ENTER, PATIENCE_S, TAB, Screen, until

PIN = "482913"
NAME = "สมศรี"
FINGER_MS, SLOW_MS = 200, 400
"""xdotool waits half as long as it is told; the set-up waits for slow scanners."""
# From the end of the page: help, lower, contrast, four sizes, two languages, closing, the set-up.
BACK_TO_SETUP = 11
BACK_TO_CLOSING = BACK_TO_SETUP - 1


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    made = Screen(tmp_path)
    made.installation.open().desk.add_staff(NAME, Role.DESK, PIN, bytes(16), "os")
    yield made
    assert made.close() == ""


def test_a_scanner_is_set_up_with_keys_and_two_scans_under_the_thai_layout(screen: Screen) -> None:
    file = Path(screen.environ["WALKIN_CONFIG"])

    def is_in() -> bool:
        # Home may not be there yet.
        screen.press(["ctrl+F1"])
        time.sleep(0.5)
        screen.press(list(PIN), FINGER_MS)
        return any(isinstance(b, PinTried) for b in screen.journal())

    until(is_in)
    screen.press(["shift+Tab"] * BACK_TO_SETUP + [ENTER], FINGER_MS)
    screen.layout("th")
    for _ in range(2):
        screen.scan("K100001", [TAB], delay_ms=30)
        time.sleep(0.5)
    screen.press([TAB, TAB, ENTER], SLOW_MS)
    until(lambda: "[scanner]" in file.read_text("utf-8"))
    kept = config.load(file, {})
    assert (kept.scanner.suffix, kept.scanner.prefix) == ("tab", "")
    assert kept.screen.reduce_motion
    assert not any(isinstance(b, CheckedIn | Refused) for b in screen.journal())
    # It works from now on; what is scanned outside the set-up is a check-in again.
    until(lambda: any(isinstance(b, SettingsKept) for b in screen.journal()))
    screen.press([ENTER], FINGER_MS)

    def came() -> bool:
        screen.scan("K100001", [TAB], delay_ms=30)
        return "l1" in screen.came()

    until(came)


def test_a_window_manager_closes_nothing_and_staff_end_it_quietly(screen: Screen) -> None:
    wanted = ["search", "--onlyvisible", "--class", "walkin", "windowquit"]
    screen.lets_in("K100001", "l1")
    screen.tell(*wanted)
    screen.lets_in("K100002", "l2")

    def is_in() -> bool:
        screen.press(["ctrl+F1"])
        time.sleep(0.5)
        screen.press(list(PIN), FINGER_MS)
        return any(isinstance(b, PinTried) for b in screen.journal())

    until(is_in)
    # The devices come when the PIN is proved. Closing is asked for twice.
    time.sleep(1)
    screen.press(["shift+Tab"] * BACK_TO_CLOSING + [ENTER, ENTER], FINGER_MS)
    assert screen.kiosk.wait(PATIENCE_S) == 0
