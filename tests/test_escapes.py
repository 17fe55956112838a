"""Every way out that a visitor may try, tried on the real window without a window manager."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kiosk.entry import LearnerKept
from kiosk.record import Learner
from tests.faults.sockets import listening
from tests.storage.workload import NOON
from tests.test_under_x import look_alike
from tests.under_x import SIZE, Screen, until

IDLE_S = 5
LINK = '<a href="https://example.org">TK</a>'
KEYS = """
alt+F4 ctrl+q ctrl+w ctrl+o ctrl+p ctrl+n ctrl+s ctrl+t ctrl+c ctrl+v ctrl+z ctrl+Escape
ctrl+alt+Delete ctrl+alt+BackSpace ctrl+alt+F2 ctrl+shift+Escape ctrl+shift+i alt+Tab alt+Escape
alt+space alt+F1 alt+F2 alt+Left alt+Home super super+d super+l super+r super+Tab Super_L
Super_R Meta_L Menu shift+F10 F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 Escape Print Pause
Scroll_Lock Sys_Req XF86HomePage XF86Mail XF86Search XF86Explorer XF86Back XF86LogOff
XF86Sleep XF86Calculator XF86WWW XF86Close ctrl+bracketleft ctrl+m ctrl+j ctrl+g ctrl+d
ctrl+backslash
"""
LETTERS = [f"alt+{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
WIDE, TALL = SIZE


class Locked(Screen):
    """A kiosk that visitors try to leave; a browser that is opened leaves a trace."""

    def __init__(self, folder: Path) -> None:
        programs = folder / "bin"
        programs.mkdir()
        self.opened = folder / "opened"
        for name in ("xdg-open", "x-www-browser", "firefox", "gio"):
            program = programs / name
            program.write_text(f"#!/bin/sh\necho $0 >>{self.opened}\n")
            program.chmod(0o755)
        path = f"{programs}:/usr/bin:/bin"
        names = {
            "WALKIN_CENTRE_NAME": LINK,
            "WALKIN_SCREEN_IDLE_S": str(IDLE_S),
            "WALKIN_SCREEN_WELCOME_S": "1",
            "PATH": path,
        }
        super().__init__(folder, **names)
        opened = self.installation.open()
        linked = Learner(learner="l9", number="K100009", name="x", nickname=LINK)
        with opened.store.writing() as unit:
            unit.append(LearnerKept(learner=linked), NOON)
        opened.store.close()

    def swipe(self, start: tuple[int, int], end: tuple[int, int], button: str = "1") -> None:
        words = ["mousemove", *map(str, start), "mousedown", button]
        for step in range(1, 6):
            way = [str(a + (b - a) * step // 5) for a, b in zip(start, end, strict=True)]
            words += ["mousemove", *way]
        self.tell(*words, "mouseup", button)

    def hold(self, at: tuple[int, int], seconds: float) -> None:
        """A long press."""
        self.tell(
            "mousemove", *map(str, at), "mousedown", "1", "sleep", f"{seconds}", "mouseup", "1"
        )

    def drop_a_file(self, file: Path) -> str:
        """Drag a file from another window onto the kiosk's; what became of it."""
        with subprocess.Popen(
            [sys.executable, "-m", "tests.dragger", str(file)],
            env=self.environ,
            stdout=subprocess.PIPE,
            text=True,
        ) as source:
            assert source.stdout is not None
            self.tell("search", "--sync", "--onlyvisible", "--class", "dragger")
            self.tell("mousemove", "50", "50", "mousedown", "1", "mousemove", "60", "60")
            assert source.stdout.readline() == "dragged\n"
            for place in (150, 250, 350, 450):
                self.tell("mousemove", str(place), str(place), "sleep", "0.05")
            self.tell("mouseup", "1")
            return source.stdout.readline().strip()


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Locked]:
    made = Locked(tmp_path)
    yield made
    made.close()


def seen(screen: Locked) -> bytes:
    """The screen below the clock."""
    picture = screen.picture().copy(0, TALL // 6, WIDE, TALL - TALL // 6)
    return bytes(picture.convertToFormat(QImage.Format.Format_RGB32).constBits())


def home_of(screen: Locked) -> bytes:
    """Home, once it says that there is nothing on today."""

    def says() -> bool:
        words = screen.picture().copy(WIDE // 4, TALL // 2 + 30, WIDE // 2, 50)
        return any(
            words.pixelColor(x, y).lightness() < 60
            for x in range(0, words.width(), 2)
            for y in range(0, words.height(), 2)
        )

    until(says)
    return seen(screen)


def test_no_way_leads_out(screen: Locked, tmp_path: Path) -> None:
    home = home_of(screen)
    [window] = screen.windows()
    screen.lets_in("k100009", "l9")
    screen.tell("mousemove", str(WIDE // 2), str(TALL // 2), "click", "1")
    screen.press(KEYS.split(), 8)
    screen.press(LETTERS, 8)
    screen.press(["shift"] * 5, 30)
    screen.tell("keydown", "shift", "sleep", "0.3", "keyup", "shift")
    for button in ("2", "3", "4", "5", "8", "9"):
        screen.tell("mousemove", "400", "640", "click", button)
    edges = [(0, TALL // 2), (WIDE - 1, TALL // 2), (WIDE // 2, 0), (WIDE // 2, TALL - 1)]
    for edge in edges:
        screen.swipe(edge, (WIDE // 2, TALL // 2))
        screen.swipe(edge, (WIDE // 2, TALL // 2), "3")
    for corner in ((1, 1), (WIDE - 2, 1), (1, TALL - 2), (WIDE - 2, TALL - 2)):
        screen.swipe(corner, (WIDE // 2, TALL // 2))
    screen.hold((WIDE // 2, TALL // 3), 1.2)
    screen.swipe((WIDE // 2, 30), (30, 30))
    screen.tell("mousemove", "200", "30", "click", "1")  # the centre's name
    assert screen.drop_a_file(tmp_path / "walkin.toml") == "IgnoreAction"
    assert screen.kiosk.poll() is None
    assert listening(screen.kiosk.pid) == []
    assert screen.windows() == [window]
    place = screen.ask("getwindowgeometry", "--shell", window).split()
    assert {"X=0", "Y=0", f"WIDTH={WIDE}", f"HEIGHT={TALL}"} <= set(place)
    # The dragger may leave its cursor: put where no picture is compared.
    screen.tell("mousemove", "1", "1")
    # What is open is asked about after IDLE_S, and gone 20 s later.
    until(lambda: look_alike(seen(screen), home), IDLE_S + 20 + 20)
    screen.lets_in("k100002", "l2")
    assert not screen.opened.exists()
    said = screen.close()
    assert "Traceback" not in said
    assert "example.org" not in said
    assert "K100002" not in said
