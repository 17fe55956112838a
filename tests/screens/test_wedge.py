"""A scanner at the kiosk's window: it is heard on every screen and types nowhere."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from kiosk.config import Scanner, Settings
from tests.screens.conftest import Visitor
from tests.screens.ways import go
from ui.hands import wait_until
from ui.readers.keyboards import Keyboards
from ui.readers.reader import Health, State
from ui.readers.wedge import Wedge

Make = Callable[..., Visitor]
ENTER = (Qt.Key.Key_Return.value, "\r")
CARD = "TK1A0123456789ABCDEFGHJKMNPQRSTVWXYZ0123456"


def type_fast(visitor: Visitor, text: str, after_ms: int = 5) -> None:
    """As a scanner does, without an end."""
    visitor.hands.key(text=text[0], after_ms=700)
    for letter in text[1:]:
        visitor.hands.key(text=letter, after_ms=after_ms)


def scans(visitor: Visitor) -> list[str]:
    return [text for text, *_ in visitor.desk.asked("scan")]


@pytest.mark.parametrize("screen", ["home", "pad"])
def test_a_code_that_pauses_lets_nobody_else_in(visitor: Visitor, screen: str) -> None:
    go(visitor, screen)
    length = visitor.kiosk.views.pad.props.length
    type_fast(visitor, "64123456")
    visitor.kiosk.wedge._fingers()
    visitor.hands.key(text="7", after_ms=200)
    visitor.hands.key(text="8")
    visitor.hands.key(*ENTER)
    visitor.kiosk.wedge._fingers()
    visitor.settle()
    assert scans(visitor) == []
    assert visitor.screen == screen
    assert visitor.kiosk.views.pad.props.length == length
    assert visitor.kiosk.wedge.health == Health(State.WAITING, "half")


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_whatever_ends_it(visitor: Visitor, end: Qt.Key) -> None:
    type_fast(visitor, "CODE9")
    visitor.hands.key(end.value, "\t" if end == Qt.Key.Key_Tab else "\r")
    visitor.settle()
    assert scans(visitor) == ["CODE9"]


def test_silence_ends_it_too(visitor: Visitor) -> None:
    type_fast(visitor, "K1000011")
    assert scans(visitor) == []
    wait_until(lambda: visitor.executor.drain() or scans(visitor) != [])
    assert scans(visitor) == ["K1000011"]


def test_the_settings_say_how_it_ends(make_visitor: Make) -> None:
    settings = Settings(scanner=Scanner(suffix="tab", prefix="~"))
    visitor = make_visitor(settings=settings)
    visitor.arrive()
    type_fast(visitor, "~AB")
    visitor.hands.key(Qt.Key.Key_Tab.value, "\t")
    visitor.settle()
    assert scans(visitor) == ["AB"]


@pytest.mark.parametrize("letter", [chr(c) for c in range(32) if chr(c) not in "\t\r\n"])
def test_control_characters_hit_no_shortcut(visitor: Visitor, letter: str) -> None:
    visitor.tap("open.pad")
    before = visitor.screen
    type_fast(visitor, "ABCD")
    visitor.hands.key(text=letter, held=Qt.KeyboardModifier.ControlModifier)
    for last in "12":
        visitor.hands.key(text=last)
    visitor.hands.key(*ENTER)
    visitor.settle()
    assert scans(visitor) == [f"ABCD{letter}12"]
    assert before == "pad"
    assert visitor.kiosk.window.isVisible()


def test_a_scan_on_the_pad_types_nothing(visitor: Visitor) -> None:
    visitor.tap("open.pad")
    type_fast(visitor, "12345678")
    assert visitor.kiosk.views.pad.props.length == 0
    visitor.hands.key(*ENTER)
    visitor.settle()
    assert scans(visitor) == ["12345678"]
    assert visitor.kiosk.views.pad.props.length == 0


@pytest.mark.parametrize(("screen", "after_ms"), [("pad", 60), ("pad", 90), ("pad", 300)])
def test_somebody_who_types_fast_is_no_scanner(
    visitor: Visitor, screen: str, after_ms: int
) -> None:
    go(visitor, screen)
    length = visitor.kiosk.views.pad.props.length
    type_fast(visitor, "123456", after_ms)
    visitor.kiosk.wedge._fingers()
    assert scans(visitor) == []
    assert visitor.kiosk.views.pad.props.length == length + 6


def test_ten_fingers_rolling_over_the_keys_are_no_scanner(visitor: Visitor) -> None:
    visitor.tap("open.new")
    visitor.tap("agree")
    # All down before the first is let go.
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        for n, letter in enumerate("asdfghjkl"):
            event = QKeyEvent(kind, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)
            event.setTimestamp(50_000 + 10 * n + (200 if kind == QEvent.Type.KeyRelease else 0))
            QCoreApplication.sendEvent(visitor.kiosk.window, event)
    visitor.kiosk.wedge._fingers()
    visitor.settle()
    assert scans(visitor) == []
    assert visitor.kiosk.views.keyboard.typed.casefold() == "asdfghjkl"


class TestHalfACode:
    def test_is_typed_nowhere_and_noted(
        self, visitor: Visitor, caplog: pytest.LogCaptureFixture
    ) -> None:
        visitor.scan("K100009")
        visitor.tap("retry")
        visitor.tap("open.pad")
        with caplog.at_level(logging.WARNING, "walkin.ui"):
            type_fast(visitor, CARD[:23])
            visitor.kiosk.wedge._fingers()
        visitor.settle()
        assert visitor.kiosk.views.pad.props.length == 0
        wedge = visitor.kiosk.wedge
        assert (wedge.health, wedge.lost) == (Health(State.WAITING, "half"), 1)
        assert [r.getMessage() for r in caplog.records] == [
            "23 keys of a scanner were thrown away (half)"
        ]
        visitor.scan(CARD)
        assert scans(visitor) == ["K100009", CARD]
        assert wedge.health == Health(State.READY)

    def test_dies_before_anything_is_known_of_the_scanner(self, make_visitor: Make) -> None:
        visitor = make_visitor(settings=Settings(scanner=Scanner(suffix="enter")))
        visitor.arrive()
        type_fast(visitor, CARD[:23])
        visitor.kiosk.wedge._fingers()
        assert scans(visitor) == []
        assert visitor.kiosk.wedge.lost == 1


def test_ten_thousand_keys_of_a_hostile_device(
    visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    visitor.tap("open.pad")
    held = Qt.KeyboardModifier
    hostile = [
        (Qt.Key.Key_Meta, "", held.NoModifier),
        (Qt.Key.Key_R, "r", held.MetaModifier),
        (Qt.Key.Key_F4, "", held.AltModifier),
        (Qt.Key.Key_Q, "\x11", held.ControlModifier),
        (Qt.Key.Key_F1, "", held.NoModifier),
        (Qt.Key.Key_C, "c", held.NoModifier),
        (Qt.Key.Key_Backspace, "\b", held.NoModifier),
        (Qt.Key.Key_Return, "\r", held.NoModifier),
        (Qt.Key.Key_Delete, "\x7f", held.ControlModifier | held.AltModifier),
        (Qt.Key.Key_Escape, "\x1b", held.NoModifier),
    ]
    for _ in range(1000):
        for key, text, modifier in hostile:
            visitor.hands.key(key.value, text, after_ms=2, held=modifier)
    visitor.kiosk.wedge._fingers()
    visitor.settle()
    wedge = visitor.kiosk.wedge
    assert (wedge.health, wedge.lost) == (Health(State.WAITING, "too_much"), 1)
    assert "9000 keys" in caplog.text
    assert scans(visitor) == []
    assert visitor.kiosk.window.isVisible()
    visitor.admit("K100001")
    visitor.scan("K100001")
    assert visitor.screen == "welcome"
    assert wedge.health == Health(State.READY)


def test_what_is_too_long_is_unreadable(visitor: Visitor) -> None:
    visitor.scan("A" * 5000)
    assert scans(visitor) == [""]
    assert visitor.kiosk.wedge.health == Health(State.WAITING, "too_much")


def test_a_letter_twice_within_a_millisecond_is_two(visitor: Visitor) -> None:
    """X takes a key that goes up and down within a millisecond for one that is held down."""
    for n, letter in enumerate("K100001"):
        repeated = n > 0 and letter == "K100001"[n - 1]
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter, repeated)
        event.setTimestamp(90_000 + n)
        QCoreApplication.sendEvent(visitor.kiosk.window, event)
        release = QKeyEvent(QEvent.Type.KeyRelease, 0, Qt.KeyboardModifier.NoModifier, letter)
        QCoreApplication.sendEvent(visitor.kiosk.window, release)
    enter = QKeyEvent(QEvent.Type.KeyPress, ENTER[0], Qt.KeyboardModifier.NoModifier, ENTER[1])
    enter.setTimestamp(90_008)
    QCoreApplication.sendEvent(visitor.kiosk.window, enter)
    visitor.settle()
    assert scans(visitor) == ["K100001"]


def test_a_key_that_is_held_down_types_once(visitor: Visitor) -> None:
    visitor.tap("open.pad")
    for n in range(30):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_7, Qt.KeyboardModifier.NoModifier, "7", n > 0
        )
        event.setTimestamp(90_000 + (500 if n else 0) + 30 * n)
        QCoreApplication.sendEvent(visitor.kiosk.window, event)
    visitor.kiosk.wedge._fingers()
    visitor.settle()
    assert visitor.kiosk.views.pad.props.length == 1
    assert scans(visitor) == []


def test_nothing_can_be_pasted_or_undone(visitor: Visitor) -> None:
    visitor.tap("open.pad")
    visitor.tap("key.5")
    visitor.tap("key.clear")
    control = Qt.KeyboardModifier.ControlModifier
    for key, text in ((Qt.Key.Key_Z, "\x1a"), (Qt.Key.Key_V, "\x16")):
        visitor.hands.key(key.value, text, after_ms=400, held=control)
    visitor.kiosk.wedge._fingers()
    visitor.settle()
    assert visitor.kiosk.views.pad.props.length == 0


@pytest.mark.parametrize(("demo", "ends"), [(False, 0), (True, 2)])
def test_only_a_demonstration_ends_by_a_key(make_visitor: Make, demo: bool, ends: int) -> None:
    visitor = make_visitor(demo=demo)
    visitor.arrive()
    ended: list[None] = []
    visitor.kiosk.ended.connect(lambda: ended.append(None))
    visitor.hands.key(Qt.Key.Key_Escape.value, "\x1b", after_ms=400)
    visitor.hands.key(
        Qt.Key.Key_Q.value, "\x11", after_ms=400, held=Qt.KeyboardModifier.ControlModifier
    )
    visitor.kiosk.wedge._fingers()
    assert len(ended) == ends


def test_who_learns_hears_all_keys(visitor: Visitor) -> None:
    runs: list[tuple[object, ...]] = []
    visitor.kiosk.wedge.ran.connect(runs.append)
    visitor.scan("K100001")
    wait_until(lambda: runs != [])
    assert len(runs[0]) == 8


# -- devices that come and go -----------------------------------------------------------------

BUTTON = 'N: Name="Power Button"\nP: Phys=PNP0C0C/button/input0\nH: Handlers=kbd event0 \n'
SCANNER = (
    'N: Name="Honeywell 1900"\nP: Phys=usb-0000:00:14.0-2/input0\nS: Sysfs=/devices/x\n'
    "H: Handlers=sysrq kbd event5 leds \n"
)
MOUSE = 'N: Name="Mouse"\nP: Phys=usb-0000:00:14.0-3/input0\nH: Handlers=mouse0 event6 \n'


class Bus:
    """Linux' list of input devices, and the folder that changes with it."""

    def __init__(self, folder: Path) -> None:
        self.listed = folder / "devices"
        self.nodes = folder / "input"
        self.nodes.mkdir()
        self._turn = 0

    def has(self, *devices: str) -> None:
        self.listed.write_text("\n".join(f"I: Bus=0003\n{d}B: PROP=0\n" for d in devices))
        self._turn += 1
        (self.nodes / f"event{self._turn}").touch()


@pytest.fixture
def bus(tmp_path: Path) -> Bus:
    return Bus(tmp_path)


@pytest.fixture
def wedge(qapp: object, bus: Bus) -> Wedge:
    made = Wedge()
    made._watch(Keyboards(made, listed=bus.listed, nodes=bus.nodes))
    return made


def scanned(wedge: Wedge, text: str = "K100001") -> None:
    for n, letter in enumerate([*text, "\r"]):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            event.setTimestamp(1000 + n)
            wedge.eventFilter(wedge, event)
    wedge._fingers()


def test_a_scanner_that_was_heard_and_is_unplugged_is_told(wedge: Wedge, bus: Bus) -> None:
    bus.has(BUTTON, SCANNER, MOUSE)
    wedge.start()
    assert wedge.health == Health(State.WAITING, "not_heard")
    scanned(wedge)
    assert wedge.health == Health(State.READY)
    bus.has(BUTTON, MOUSE)
    wait_until(lambda: wedge.health == Health(State.GONE, "unplugged", "Honeywell 1900"))
    bus.has(BUTTON, SCANNER, MOUSE)
    wait_until(lambda: wedge.health == Health(State.WAITING, "not_heard"))
    scanned(wedge)
    assert wedge.health == Health(State.READY)


def test_what_does_not_type_may_go(wedge: Wedge, bus: Bus) -> None:
    bus.has(BUTTON, SCANNER, MOUSE)
    wedge.start()
    scanned(wedge)
    bus.has(BUTTON, SCANNER)
    bus.has(BUTTON, SCANNER, SCANNER.replace("1900", "1950"))
    wait_until(lambda: len(wedge._keyboards._present) == 3)
    assert wedge.health == Health(State.READY)


def test_one_that_was_never_heard_may_go(wedge: Wedge, bus: Bus) -> None:
    bus.has(BUTTON, SCANNER)
    wedge.start()
    bus.has(BUTTON)
    wait_until(lambda: len(wedge._keyboards._present) == 1)
    assert wedge.health == Health(State.WAITING, "not_heard")


def test_another_that_is_heard_takes_its_place(wedge: Wedge, bus: Bus) -> None:
    bus.has(BUTTON, SCANNER)
    wedge.start()
    scanned(wedge)
    bus.has(BUTTON)
    wait_until(lambda: wedge.health.state is State.GONE)
    scanned(wedge)
    assert wedge.health == Health(State.READY)


def test_where_there_is_no_list_nothing_is_told(qapp: object, tmp_path: Path) -> None:
    wedge = Wedge()
    wedge._watch(Keyboards(wedge, listed=tmp_path / "none", nodes=tmp_path / "none too"))
    wedge.start()
    scanned(wedge)
    assert wedge.health == Health(State.READY)
