"""Nothing overflows, nothing overlaps, everything is large enough for a finger and an eye."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF

from kiosk.outcome import Code, Running
from kiosk.ports import StoreTrouble
from tests.fakes import MALI, OPEN_NOW, occurrence
from tests.screens.conftest import Visitor, outcomes
from ui.hands import Seen

SIZES = ((1080, 1920), (1920, 1080), (1280, 800))
LEAST_MM, MAIN_MM = 12.0, 20.0
# A card's line of details, "time · room", may end in …: the time stands first, and Welcome says the
# whole room.
DETAILS = "  ·  "
# What nobody needs to use the kiosk: language, size, contrast, pages.
MINOR = ("language.", "size.", "contrast", "page.")
LONG = occurrence(
    "long", "การเรียนรู้ตลอดชีวิตกับปราชญ์ชาวบ้านและผู้ทรงคุณวุฒิแห่งเมืองนครราชสีมา", "13:00", "15:00",
    title_en="Lifelong learning with the wise people of Nakhon Ratchasima and their friends",
    room="ห้องประชุมอเนกประสงค์ ชั้น 3 อาคารเฉลิมพระเกียรติ", host="nrru",
    audience=("child", "youth", "adult", "senior", "family"), features=("quality-excellence",),
    capacity=500,
)  # fmt: skip


def screens(visitor: Visitor) -> dict[str, Callable[[], None]]:
    kiosk, stage = visitor.kiosk, visitor.kiosk.flow.stage
    visits, opened = kiosk.flow.visits, kiosk.views.kiosk.opened
    told = outcomes(visitor.desk)
    found: dict[str, Callable[[], None]] = {
        code: lambda outcome=told[code]: visits.tell(outcome)
        for code in told
        if code not in ("mistyped", "paused", "repeat", "forged", "unreadable")
    }
    long = visitor.desk.outcome(Code.ADMITTED, learner=MALI, occurrence=LONG, seats_left=399)
    found |= {
        "long": lambda: visits.tell(long),
        "home": stage.home,
        "undo": lambda: (visits.tell(told["admitted"]), stage.home(), stage.tick()),
        "wanted": lambda: (stage.home(), stage.want("long")),
        "pad": lambda: (opened.emit("pad"), kiosk.views.pad.type_in("1" * 20)),
        "wrong": lambda: visits.tell(told["mistyped"]),
        "resting": lambda: (visits.tell(told["paused"]), kiosk.flow.tick()),
        "guests": lambda: opened.emit("guests"),
        "counted": lambda: (
            opened.emit("guests"),
            *(kiosk.views.guests.counted.emit("child") for _ in range(12)),
        ),
        "new": lambda: opened.emit("new"),
        "group": lambda: opened.emit("group"),
        "idle": lambda: (opened.emit("pad"), visitor.wait(61)),
        "trouble": lambda: kiosk.flow.watch.trouble(StoreTrouble("damaged")),
    }
    return found


def troubles(visitor: Visitor) -> list[str]:
    """What is wrong with the screen once it is painted."""
    if found := troubles_now(visitor):
        # Rows and columns are put in place when the next frame is painted.
        visitor.kiosk.window.grabWindow()
        found = troubles_now(visitor)
    return found


def troubles_now(visitor: Visitor) -> list[str]:
    seen, unit = visitor.seen(), pixels_per_mm(visitor)
    window = QRectF(0, 0, visitor.kiosk.window.width(), visitor.kiosk.window.height())
    wrong = [f"leaves the window: {s}" for s in seen if s.text and not inside(window, s)]
    for word in (s for s in seen if s.text):
        if word.painted_width > word.own_width + 1 or word.painted_height > word.own_height + 1:
            wrong.append(f"overflows its box: {word}")
        if word.truncated and DETAILS not in (word.text or ""):
            wrong.append(f"cut off: {word}")
    if any(s.name == "idle" for s in seen):
        seen = [s for s in seen if s.name == "more"]
    buttons = [s for s in seen if s.pressable and s.name != "anywhere" and s.name]
    for button in buttons:
        least = LEAST_MM if button.name.startswith(MINOR) else MAIN_MM * 0.99
        if min(button.width, button.height) / unit < least:
            wrong.append(f"too small for a finger: {button}")
        if not inside(window, button):
            wrong.append(f"leaves the window: {button}")
    for one, other in combinations(buttons, 2):
        common = rect(one).intersected(rect(other))
        if common.width() > 1 and common.height() > 1:
            wrong.append(f"overlap: {one.name} and {other.name}")
    return wrong


def pixels_per_mm(visitor: Visitor) -> float:
    window = visitor.kiosk.window
    return math.hypot(window.width(), window.height()) / (23.8 * 25.4)


def rect(seen: Seen) -> QRectF:
    return QRectF(seen.x, seen.y, seen.width, seen.height)


def inside(window: QRectF, seen: Seen) -> bool:
    return window.adjusted(-1, -1, 1, 1).contains(rect(seen))


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("percent", [100, 125, 150, 200])
@pytest.mark.parametrize("language", ["th", "en"])
def test_nothing_overflows(
    make_visitor: Callable[..., Visitor], size: tuple[int, int], percent: int, language: str
) -> None:
    visitor = make_visitor(size)
    visitor.desk.running = (Running(LONG, 1), *visitor.desk.running)
    visitor.arrive()
    wrong: list[str] = []
    looked = 0
    for name, show in screens(visitor).items():
        show()
        visitor.kiosk.views.look.speak(language)
        visitor.kiosk.views.look.resize(percent)
        visitor.settle()
        looked += len(visitor.seen())
        wrong += [f"{name}: {trouble}" for trouble in troubles(visitor)]
    assert looked > 1000
    assert wrong == []


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_the_scanner_stays_clear_of_the_words(
    make_visitor: Callable[..., Visitor], size: tuple[int, int]
) -> None:
    visitor = make_visitor(size)
    visitor.arrive()
    for percent in (100, 125, 150, 200):
        for show in ("home", "undo", "wanted"):
            screens(visitor)[show]()
            visitor.kiosk.views.look.resize(percent)
            visitor.settle()
            seen = {s.name: rect(s) for s in visitor.seen()}
            scene, words = seen["hint.scene"], seen["hint.main"]
            assert not scene.intersects(words), (percent, show)
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
                visitor.kiosk.views.look.resize(percent)
                visitor.settle()
                wrong += [f"{size} {percent} {len(running)}: {t}" for t in troubles(visitor)]
    assert wrong == []


def test_a_checker_that_sees_nothing_would_be_no_use(visitor: Visitor) -> None:
    buttons = [s for s in visitor.seen() if s.pressable]
    words = [s for s in visitor.seen() if s.text]
    assert len(buttons) > 10
    assert len(words) > 20
    assert not inside(QRectF(0, 0, 100, 100), buttons[0])
