"""The real program on a real X server, with real key events and clicks."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage

from kiosk.app import Installation
from kiosk.entry import AnyBody, CheckedIn, GuestsCounted, LearnerKept
from kiosk.record import Band
from tests.screens.conftest import Visitor
from tests.screens.test_keys import ring
from tests.storage.workload import NOON, learner

ROOT = Path(__file__).parents[1]
PATIENCE_S = 15
SIZE = (800, 1280)
PACE_S = 0.75
"""Between two touches where there is nothing to type: sooner the second is part of the first."""
# X key codes of k, 1, 2, 3, 0 and Enter: where they are, whatever they type.
PLACES = {"k": 45, "1": 10, "2": 11, "3": 12, "0": 19, "\r": 36}


def until(condition: Callable[[], bool]) -> None:
    """Ask again until it is so; raises TimeoutError when it never is."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.02)


class Screen:
    """An X server with a running kiosk on it."""

    def __init__(self, folder: Path) -> None:
        self._said = ""
        self._pixels = folder / "Xvfb_screen0"
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            [
                *("Xvfb", "-displayfd", str(writing), "-noreset", "-fbdir", str(folder)),
                *("-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24"),
            ],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as said:
            number = said.readline().strip()
        self.environ = {
            **{k: v for k, v in os.environ.items() if not k.startswith("QT_")},
            "DISPLAY": f":{number}",
            "WALKIN_DATA": str(folder / "data"),
            "WALKIN_CONFIG": str(folder / "walkin.toml"),
            "PYTHONPATH": str(ROOT),
        }
        (folder / "walkin.toml").write_text("[screen]\nreduce_motion = true\n", "utf-8")
        self.installation = Installation(environ=self.environ)
        opened = self.installation.open()
        with opened.store.writing() as unit:
            unit.append_many([LearnerKept(learner=learner(n)) for n in range(1, 4)], NOON)
        opened.store.close()
        self.kiosk = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "run"], env=self.environ, stderr=subprocess.PIPE
        )
        self.tell("search", "--sync", "--onlyvisible", "--class", "walkin")

    def tell(self, *words: str) -> None:
        """Move the mouse, press keys."""
        subprocess.run(["xdotool", *words], env=self.environ, check=True, stdout=subprocess.DEVNULL)

    def layout(self, name: str) -> None:
        subprocess.run(["setxkbmap", name], env=self.environ, check=True)

    def type_places(self, keys: str) -> None:
        """Press the keys where they are on the keyboard, fast, as a scanner does."""
        self.tell("key", "--delay", "4", *(str(PLACES[key]) for key in keys), str(PLACES["\r"]))

    def journal(self) -> list[AnyBody]:
        """What was recorded."""
        opened = self.installation.open()
        with opened.store.reading() as reader:
            entries = reader.entries({}, limit=1000)
        opened.store.close()
        return [e.body for e in entries]

    def came(self) -> list[str]:
        return [b.learner or "" for b in self.journal() if isinstance(b, CheckedIn)]

    def picture(self) -> QImage:
        """What is on the screen now: an X window dump, after its header the pixels."""
        dump = self._pixels.read_bytes()
        size, width, height, line, colours = (
            struct.unpack_from(">I", dump, 4 * field)[0] for field in (0, 4, 5, 12, 19)
        )
        pixels = dump[size + 12 * colours :]
        return QImage(pixels, width, height, line, QImage.Format.Format_RGB32).copy()

    def close(self) -> str:
        """End both; what the kiosk wrote to its error output."""
        if self._server.poll() is None:
            self.kiosk.terminate()
            self._said = self.kiosk.communicate()[1].decode()
            self._server.terminate()
            self._server.wait()
        return self._said


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    made = Screen(tmp_path)
    yield made
    made.close()


def test_a_scanner_checks_in_whatever_layout_the_keyboard_has(screen: Screen) -> None:
    screen.type_places("k100001")
    until(lambda: screen.came() == ["l1"])
    screen.layout("th")
    screen.type_places("k100002")
    until(lambda: screen.came() == ["l1", "l2"])
    # Digits alone, which Thai Kedmanee turns into letters and signs.
    screen.type_places("100003")
    until(lambda: screen.came() == ["l1", "l2", "l3"])


def test_no_key_closes_the_kiosk(screen: Screen) -> None:
    for keys in ("alt+F4", "ctrl+q", "ctrl+w", "super", "F11", "Escape", "F1", "alt+Tab", "Menu"):
        screen.tell("key", keys)
    screen.type_places("k100001")
    until(lambda: screen.came() == ["l1"])
    assert screen.kiosk.poll() is None
    said = screen.close()
    assert "Traceback" not in said
    assert "K100001" not in said
    assert "คนที่" not in said


def pixels(picture: QImage, area: QRect) -> bytes:
    return bytes(picture.copy(area).convertToFormat(QImage.Format.Format_RGB32).constBits())


def look_alike(one: bytes, other: bytes) -> bool:
    """Whether all but a few edges of letters are the same."""
    if one == other:
        return True
    differ = sum(abs(a - b) > 64 for a, b in zip(one, other, strict=True))
    return differ < len(one) / 200


class Twin:
    """A visitor who does the same before two kiosks: the one under X, and one that tells places.

    Before each step the kiosk under X has to look as the other does.
    """

    def __init__(self, screen: Screen, other: Visitor) -> None:
        self._screen = screen
        self.other = other
        self._touched = 0.0

    def sees(self, name: str) -> None:
        """Wait until what is called so looks the same on both. Raises TimeoutError."""
        area = self.area(name)
        wanted = pixels(self.other.kiosk.window.grabWindow(), area)
        until(lambda: look_alike(pixels(self._screen.picture(), area), wanted))

    def area(self, name: str) -> QRect:
        seen = self.other.hands.find(name)
        return QRect(round(seen.x), round(seen.y), round(seen.width), round(seen.height))

    def tap(self, name: str) -> None:
        """Click on it, at a visitor's pace."""
        self.sees(name)
        time.sleep(max(0.0, self._touched + PACE_S - time.monotonic()))
        where = self.other.hands.find(name).middle
        self._screen.tell("mousemove", str(round(where.x())), str(round(where.y())), "click", "1")
        self._touched = time.monotonic()
        self.other.tap(name)

    def type(self, text: str) -> None:
        """Type as fingers do."""
        self._screen.tell("type", "--delay", "90", text)
        self.other.type_keys(text)

    def press(self, name: str) -> None:
        """Go to it with Tab and press it with Enter."""
        self.sees(name)
        while ring(self.other) != name:
            self._screen.tell("key", "Tab")
            self.other.hands.key(Qt.Key.Key_Tab.value, "\t", after_ms=300)
            self.other.settle()
            self.sees(ring(self.other))
        self._screen.tell("key", "Return")
        self.other.hands.key(Qt.Key.Key_Return.value, "\r", after_ms=300)
        self.other.settle()


@pytest.fixture
def twin(screen: Screen, qapp: object) -> Iterator[Twin]:
    other = Visitor(SIZE)
    other.desk.running = ()
    other.desk.came = 0
    other.arrive()
    yield Twin(screen, other)
    other.settle()
    other.kiosk.close()


def test_a_newcomer_registers_with_mouse_and_keyboard(screen: Screen, twin: Twin) -> None:
    twin.tap("language.en")
    twin.tap("open.new")
    twin.tap("agree")
    twin.sees("kb.space")
    twin.type("Nuch Dee")
    twin.sees("name.field")
    twin.tap("next")
    twin.sees("key.1")
    twin.type("2533")
    twin.sees("year.field")
    twin.tap("next")
    twin.tap("partner.1")
    twin.tap("card.done")
    twin.tap("language.th")
    twin.sees("help")
    kept = [b for b in screen.journal() if isinstance(b, LearnerKept) and b.source == "kiosk"]
    assert [(b.learner.nickname, b.learner.partner) for b in kept] == [("Nuch Dee", "nrvc")]
    assert len(screen.came()) == 1
    assert "Nuch" not in screen.close()


def test_a_group_is_counted_with_the_mouse(screen: Screen, twin: Twin) -> None:
    twin.sees("open.group")
    picture = screen.picture()
    one, other = (pixels(picture, twin.area(name)) for name in ("open.group", "open.new"))
    assert len(set(one)) > 2
    assert not look_alike(one, other)
    twin.tap("open.group")
    twin.tap("party.school")
    twin.tap("more.adult")
    twin.tap("count.child")
    twin.tap("key.4")
    twin.tap("key.2")
    twin.sees("count.child")
    twin.tap("party.done")
    until(lambda: any(isinstance(b, GuestsCounted) for b in screen.journal()))
    counted = [b for b in screen.journal() if isinstance(b, GuestsCounted)]
    assert [(b.bands, b.party) for b in counted] == [({Band.CHILD: 42, Band.ADULT: 1}, "school")]


def test_a_guest_is_counted_with_tab_and_enter_alone(screen: Screen, twin: Twin) -> None:
    twin.press("open.guests")
    twin.press("band.senior")
    twin.sees("guest.title")
    twin.press("guest.done")
    until(lambda: any(isinstance(b, GuestsCounted) for b in screen.journal()))
    counted = [b for b in screen.journal() if isinstance(b, GuestsCounted)]
    assert [b.bands for b in counted] == [{Band.SENIOR: 1}]
