"""The real program on a real X server, with real key events and clicks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage

from kiosk.entry import GuestsCounted, LearnerKept
from kiosk.record import Band
from tests.screens.conftest import Visitor
from tests.screens.test_keys import ring
from tests.under_x import SIZE, Screen, until

PACE_S = 0.75
"""Between two touches where there is nothing to type: sooner the second is part of the first."""


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    made = Screen(tmp_path)
    yield made
    made.close()


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
        # xdotool waits half as long as it is told.
        self._screen.tell("type", "--delay", "180", text)
        self.other.type_keys(text)

    def press(self, name: str) -> None:
        """Go to it with Tab and press it with Enter."""
        self.sees(name)
        while ring(self.other) != name:
            self._screen.press(["Tab"])
            self.other.hands.key(Qt.Key.Key_Tab.value, "\t", after_ms=300)
            self.other.settle()
            self.sees(ring(self.other))
        self._screen.press(["Return"])
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
