"""Nothing overflows, nothing overlaps, everything is large enough for a finger and an eye."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF

from kiosk.outcome import Running
from tests.fakes import LONG, OPEN_NOW
from tests.screens.conftest import PORTRAIT, Visitor
from tests.screens.ways import WAYS, go
from ui.hands import Seen

SIZES = (PORTRAIT, (1920, 1080), (1280, 800))
LEAST_MM, MAIN_MM = 12.0, 20.0
# A card's line of details, "time · room", may end in …: the time stands first, and Welcome says the
# whole room.
DETAILS = "  ·  "
# What nobody needs to use the kiosk: language, size, contrast, pages.
MINOR = ("language.", "size.", "contrast", "lower", "page.", "kb.")
# A counter of a group holds its own plus and minus.
HOLDS = {"count.": ("less.", "more.")}


def troubles(visitor: Visitor) -> list[str]:
    """What is wrong with the screen once everything has come to rest."""
    if found := troubles_now(visitor):
        visitor.kiosk.window.grabWindow()
        visitor.settle()
        found = troubles_now(visitor)
    return found


def troubles_now(visitor: Visitor) -> list[str]:
    seen, unit = visitor.seen(), pixels_per_mm(visitor)
    window = QRectF(0, 0, visitor.kiosk.window.width(), visitor.kiosk.window.height())
    wrong = [] if any(s.text for s in seen) else ["nothing is on the screen"]
    wrong += [f"leaves the window: {s}" for s in seen if s.text and not inside(window, s)]
    wrong += [trouble for word in seen if word.text for trouble in word_troubles(word)]
    for above, press in (("idle", "more"), ("help.said", "help.end")):
        if any(s.name == above for s in seen):
            seen = [s for s in seen if s.name == press]
    buttons = [s for s in seen if s.pressable and s.name != "anywhere" and s.name]
    for button in buttons:
        least = LEAST_MM if button.name.startswith(MINOR) else MAIN_MM * 0.99
        if min(button.width, button.height) / unit < least:
            wrong.append(f"too small for a finger: {button}")
        if not inside(window, button):
            wrong.append(f"leaves the window: {button}")
    for one, other in combinations(buttons, 2):
        common = rect(one).intersected(rect(other))
        if common.width() > 1 and common.height() > 1 and not holds(one, other):
            wrong.append(f"overlap: {one.name} and {other.name}")
    return wrong


def word_troubles(word: Seen) -> list[str]:
    wrong = []
    if word.painted_width > word.own_width + 1 or word.painted_height > word.own_height + 1:
        wrong.append(f"overflows its box: {word}")
    if word.truncated and DETAILS not in (word.text or ""):
        wrong.append(f"cut off: {word}")
    return wrong


def holds(one: Seen, other: Seen) -> bool:
    """Whether one button lies in the other on purpose."""
    for outer, inner in HOLDS.items():
        for a, b in ((one, other), (other, one)):
            if a.name.startswith(outer) and b.name.startswith(inner):
                return rect(a).adjusted(-1, -1, 1, 1).contains(rect(b))
    return False


def pixels_per_mm(visitor: Visitor) -> float:
    window = visitor.kiosk.window
    return math.hypot(window.width(), window.height()) / (23.8 * 25.4)


def rect(seen: Seen) -> QRectF:
    return QRectF(seen.x, seen.y, seen.width, seen.height)


def inside(window: QRectF, seen: Seen) -> bool:
    return window.adjusted(-1, -1, 1, 1).contains(rect(seen))


Look = tuple[str, int, bool]
SMALLEST: Look = ("th", 100, False)
LARGEST: tuple[Look, ...] = (("th", 200, True), ("en", 200, False))
BETWEEN: tuple[Look, ...] = (("th", 150, False), ("en", 125, True))
"""Language, text size in per cent, high contrast. What fits at both ends fits between them: there
every screen is seen in one look, its neighbour in the other."""
PARTS = 3


def looks(number: int, size: tuple[int, int]) -> list[tuple[bool, Look]]:
    """Lowered or not, and in which looks the screen of this number is seen.

    All of it standing; lying, and lowered, in one language, the next screen in the other. The
    smallest words leave room: lying, they are seen on every second screen.
    """
    turn = (number + SIZES.index(size)) % 2
    if size != PORTRAIT:
        return [(False, LARGEST[turn]), *[(False, SMALLEST)] * turn]
    between = [BETWEEN[number // 2 % 2]] * turn
    return [*((False, look) for look in (SMALLEST, *between, *LARGEST)), (True, LARGEST[turn])]


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_nothing_overflows(
    make_visitor: Callable[..., Visitor], size: tuple[int, int], part: int
) -> None:
    visitor = make_visitor(size)
    visitor.desk.running = (Running(LONG, 1), *visitor.desk.running)
    visitor.arrive()
    look, window = visitor.kiosk.views.look, visitor.kiosk.window
    assert window.property("tall") is (size == PORTRAIT)
    wrong: list[str] = []
    for number, state in list(enumerate(WAYS))[part::PARTS]:
        window.show()
        look.reset()
        go(visitor, state)
        # Frames are painted only when they are looked at.
        window.hide()
        for low, (language, percent, sharp) in looks(number, size):
            if look.low is not low:
                look.toggleLowered()
            dress(visitor, language, percent, sharp=sharp)
            how = f"{state} {language} {percent}{' sharp' * sharp}{' lowered' * low}"
            wrong += [f"{how}: {trouble}" for trouble in troubles(visitor)]
    assert wrong == []


def dress(visitor: Visitor, language: str, percent: int, *, sharp: bool) -> None:
    """Let the screen look so, and all be in its place."""
    look = visitor.kiosk.views.look
    look.speak(language)
    look.resize(percent)
    if look.sharp is not sharp:
        look.toggleContrast()
    visitor.settle()
    # Rows and columns are put in place when a frame is painted.
    visitor.kiosk.window.grabWindow()
    visitor.settle()


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_the_scanner_stays_clear_of_the_words(
    make_visitor: Callable[..., Visitor], size: tuple[int, int]
) -> None:
    visitor = make_visitor(size)
    visitor.arrive()
    for percent in (100, 125, 150, 200):
        for state in ("home", "undo offered", "wanted"):
            visitor.kiosk.views.look.resize(100)
            go(visitor, state)
            dress(visitor, "th", percent, sharp=False)
            seen = {s.name: rect(s) for s in visitor.seen()}
            scene, words = seen["hint.scene"], seen["hint.main"]
            assert not scene.intersects(words), (percent, state)
            assert seen["hint"].adjusted(-1, -1, 1, 1).contains(scene)


def test_lines_end_where_phrases_do(make_visitor: Callable[..., Visitor]) -> None:
    visitor = make_visitor((1920, 1080))
    visitor.arrive()
    assert "ไม่มีบัตร\nนับฉันด้วย" in visitor.words()
    assert "สแกนบัตร\nหรือคิวอาร์โค้ดได้เลย" in visitor.words()
    assert "มาครั้งแรก" in visitor.words()
    visitor.kiosk.views.look.resize(200)
    visitor.settle()
    assert "มา\nครั้งแรก" in visitor.words()


def test_closed_and_quiet_days(make_visitor: Callable[..., Visitor]) -> None:
    wrong: list[str] = []
    for size in SIZES:
        visitor = make_visitor(size)
        visitor.arrive()
        for percent in (100, 200):
            for running, is_open in (((), True), ((), False), (OPEN_NOW[:1], True)):
                visitor.desk.running, visitor.desk.centre_open = running, is_open
                visitor.kiosk.flow.watch.refresh()
                dress(visitor, "th", percent, sharp=False)
                wrong += [f"{size} {percent} {len(running)}: {t}" for t in troubles(visitor)]
    assert wrong == []


def test_a_checker_that_sees_nothing_would_be_no_use(visitor: Visitor) -> None:
    buttons = [s for s in visitor.seen() if s.pressable]
    words = [s for s in visitor.seen() if s.text]
    assert len(buttons) > 10
    assert len(words) > 20
    assert not inside(QRectF(0, 0, 100, 100), buttons[0])
