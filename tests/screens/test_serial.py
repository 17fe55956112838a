"""A scanner on a serial port, over pseudo terminals: what it reads, and how it comes back."""

from __future__ import annotations

import os
import sys
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.config import Serial, Settings
from tests.screens.conftest import Visitor
from ui.hands import wait_until
from ui.readers.found import LONGEST, Lost, Scanned
from ui.readers.lines import Lines
from ui.readers.reader import Health, State
from ui.readers.serial import TOO_MANY, SerialReader

CARD = "TK1A0123456789ABCDEFGHJKMNPQRSTVWXYZ0123456"
AGAIN_MS = 5
HOLD_MS = 300
REST_MS = 200


class Plug:
    """A scanner's end of the cable. The other end has a stable name, as in /dev/serial/by-id."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = folder / "usb-Honeywell_1900-if00"
        self._master = -1

    def plug(self) -> str:
        """Plug it in; returns the name of the port, another one each time."""
        self._master, other = os.openpty()
        tty.setraw(other)
        os.set_blocking(self._master, False)
        port = os.ttyname(other)
        os.close(other)
        self.name.symlink_to(port)
        return port

    def unplug(self) -> None:
        if self._master >= 0:
            os.close(self._master)
            self.name.unlink()
        self._master = -1

    def write(self, data: bytes) -> int:
        """What fits into the cable; returns how much that is."""
        try:
            return os.write(self._master, data)
        except BlockingIOError:
            return 0


@pytest.fixture
def plug(tmp_path: Path) -> Iterator[Plug]:
    made = Plug(tmp_path)
    yield made
    made.unplug()


class Listener:
    """A reader, and what it gave."""

    def __init__(self, port: object) -> None:
        self.reader = SerialReader(
            Serial(port=str(port)), again_ms=AGAIN_MS, hold_ms=HOLD_MS, rest_ms=REST_MS
        )
        self.scanned: list[str] = []
        self.states: list[Health] = []
        self.reader.scanned.connect(self.scanned.append)
        self.reader.changed.connect(lambda: self.states.append(self.reader.health))
        self.reader.start()

    def is_open(self) -> bool:
        return self.reader._port is not None and self.reader._port.isOpen()


@pytest.fixture
def listener(qapp: object, plug: Plug) -> Iterator[Listener]:
    plug.plug()
    made = Listener(plug.name)
    yield made
    made.reader.close()


def test_a_line_is_a_code(listener: Listener, plug: Plug) -> None:
    assert listener.reader.health == Health(State.WAITING, "not_heard", str(plug.name))
    plug.write(f"{CARD}\r\n]Q3K100001\rK100002\n".encode())
    wait_until(lambda: len(listener.scanned) == 3)
    assert listener.scanned == [CARD, "K100001", "K100002"]
    assert listener.reader.health == Health(State.READY, "", str(plug.name))


def test_a_pause_ends_a_code_too(listener: Listener, plug: Plug) -> None:
    for code in ("K100001", "K100002"):
        plug.write(code.encode())
        wait_until(lambda code=code: code in listener.scanned)
    assert listener.scanned == ["K100001", "K100002"]


@pytest.mark.parametrize("part", ["78", "7812345678"])
def test_a_code_that_pauses_lets_nobody_else_in(listener: Listener, plug: Plug, part: str) -> None:
    plug.write(b"64123456")
    wait_until(lambda: listener.reader._lines.doubts)
    plug.write(f"{part}\r".encode())
    wait_until(lambda: listener.reader.health.reason == "half")
    plug.write(b"K100001\r")
    wait_until(lambda: listener.scanned != [])
    assert listener.scanned == ["K100001"]


def test_half_a_code_is_none(
    listener: Listener, plug: Plug, caplog: pytest.LogCaptureFixture
) -> None:
    plug.write(f"{CARD}\r".encode())
    wait_until(lambda: listener.scanned == [CARD])
    plug.write(CARD[:20].encode())
    wait_until(lambda: listener.reader.health.reason == "half")
    wait_until(lambda: not listener.reader._lines.doubts)
    plug.write(b"K100001\r")
    wait_until(lambda: listener.scanned == [CARD, "K100001"])
    assert "20 bytes of a scanner were thrown away (half)" in caplog.text
    assert CARD[:20] not in caplog.text


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00\x01", "บัตร".encode("tis-620"), bytes(range(128, 256))]
)
def test_bytes_that_are_no_text_are_unreadable(listener: Listener, plug: Plug, data: bytes) -> None:
    plug.write(data + b"\rK100001\r")
    wait_until(lambda: len(listener.scanned) == 2)
    assert listener.scanned == ["", "K100001"]


def test_a_megabyte_is_unreadable_and_not_kept(listener: Listener, plug: Plug) -> None:
    left = memoryview(b"A" * 1_000_000 + b"\r" + b"K100001\r")

    def all_written() -> bool:
        nonlocal left
        left = left[plug.write(bytes(left[:4096])) :]
        assert len(listener.reader._lines._kept) <= LONGEST
        return not left

    wait_until(all_written, timeout_ms=60_000)
    wait_until(lambda: listener.scanned == ["", "K100001"])
    assert Health(State.WAITING, "too_much", str(plug.name)) in listener.states
    assert listener.reader.health.state is State.READY


def test_a_line_that_chatters_rests_until_it_is_silent(
    listener: Listener, plug: Plug, caplog: pytest.LogCaptureFixture
) -> None:
    listener.reader._now = lambda: 0.0
    left = memoryview(b"".join(b"%06d\r" % n for n in range(4000)))

    def all_written() -> bool:
        nonlocal left
        left = left[plug.write(bytes(left[:4096])) :]
        return not left

    wait_until(all_written)
    wait_until(lambda: not listener.reader._rest.isActive())
    assert listener.scanned == [f"{n:06}" for n in range(TOO_MANY)]
    assert listener.reader.health == Health(State.WAITING, "too_much", str(plug.name))
    assert caplog.text.count("rests") == 1
    plug.write(b"K100001\r")
    wait_until(lambda: listener.scanned[TOO_MANY:] == ["K100001"])
    assert listener.reader.health.state is State.READY


class TestHotPlug:
    def test_unplugging_is_noticed_and_healed(self, listener: Listener, plug: Plug) -> None:
        plug.unplug()
        wait_until(lambda: listener.reader.health.state is State.GONE)
        assert listener.reader.health == Health(State.GONE, "unplugged", str(plug.name))
        plug.plug()
        wait_until(listener.is_open)
        assert listener.reader.health == Health(State.WAITING, "not_heard", str(plug.name))
        plug.write(b"K100001\r")
        wait_until(lambda: listener.scanned == ["K100001"])

    def test_how_it_ends_its_codes_stays_known(self, listener: Listener, plug: Plug) -> None:
        plug.write(b"K100001\r")
        wait_until(lambda: listener.scanned == ["K100001"])
        plug.unplug()
        wait_until(lambda: not listener.is_open())
        plug.plug()
        wait_until(listener.is_open)
        plug.write(b"64123456")
        wait_until(lambda: listener.reader.health.reason in ("half", ""))
        assert listener.reader.health.reason == "half"
        assert listener.scanned == ["K100001"]

    def test_half_a_code_of_before_is_forgotten(self, listener: Listener, plug: Plug) -> None:
        plug.write(b"K1000")
        wait_until(lambda: listener.reader._lines._count == 5)
        plug.unplug()
        wait_until(lambda: not listener.is_open())
        plug.plug()
        wait_until(listener.is_open)
        plug.write(b"K100002\r")
        wait_until(lambda: listener.scanned == ["K100002"])

    def test_it_may_be_plugged_in_later(self, qapp: object, plug: Plug) -> None:
        listener = Listener(plug.name)
        assert listener.reader.health == Health(State.GONE, "not_found", str(plug.name))
        plug.plug()
        wait_until(listener.is_open)
        listener.reader.close()

    def test_a_pattern_finds_it_under_another_name(self, qapp: object, plug: Plug) -> None:
        plug.plug()
        listener = Listener(plug.folder / "usb-*-if00")
        assert listener.reader.health.model == str(plug.name)
        plug.unplug()
        wait_until(lambda: listener.reader.health.reason == "unplugged")
        plug.name = plug.folder / "usb-Zebra_DS9308-if00"
        plug.plug()
        wait_until(listener.is_open)
        assert listener.reader.health.model == str(plug.name)
        listener.reader.close()

    def test_a_hundred_times_leaks_nothing(self, listener: Listener, plug: Plug) -> None:
        handles: list[int] = []
        for n in range(100):
            wait_until(listener.is_open)
            code = f"K{100000 + n}"
            plug.write(f"{code}\r".encode())
            wait_until(lambda code=code: listener.scanned[-1:] == [code])
            handles.append(len(list(Path("/proc/self/fd").iterdir())))
            plug.unplug()
            wait_until(lambda: listener.reader.health.state is State.GONE)
            plug.plug()
        assert len(listener.scanned) == 100
        assert handles[1] == handles[-1]

    def test_it_is_looked_for_again_whatever_went_wrong(
        self, listener: Listener, plug: Plug, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plug.unplug()
        wait_until(lambda: not listener.is_open())
        with monkeypatch.context() as broken:
            looked: list[str] = []

            def gone(self: Path, pattern: str) -> list[Path]:
                looked.append(pattern)
                raise FileNotFoundError(pattern)

            broken.setattr(Path, "glob", gone)
            wait_until(lambda: len(looked) > 2)
        plug.plug()
        wait_until(listener.is_open)

    def test_what_is_no_port_is_told(self, qapp: object, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("no port")
        listener = Listener(tmp_path / "file")
        assert listener.reader.health == Health(State.GONE, "cannot_open", str(tmp_path / "file"))
        listener.reader.close()

    def test_a_port_that_another_has_is_told(self, listener: Listener, plug: Plug) -> None:
        second = Listener(plug.name)
        assert second.reader.health.reason in ("cannot_open", "no_permission")
        listener.reader.close()
        wait_until(second.is_open)
        second.reader.close()


def test_without_its_part_of_qt_it_says_so(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtSerialPort", None)
    reader = SerialReader(Serial(port="/dev/ttyACM0"))
    reader.start()
    assert reader.health == Health(State.GONE, "no_serial")
    reader.close()


class TestAtTheKiosk:
    @pytest.fixture
    def visitor(self, make_visitor: object, plug: Plug) -> Visitor:
        plug.plug()
        visitor: Visitor = make_visitor(settings=Settings(serial=Serial(port=str(plug.name))))  # type: ignore[operator]
        visitor.arrive()
        visitor.kiosk.devices.start()
        return visitor

    def test_a_code_checks_in(self, visitor: Visitor, plug: Plug) -> None:
        visitor.admit("CARD1")
        plug.write(b"CARD1\r\n")
        wait_until(lambda: visitor.kiosk.devices.last("serial") is not None)
        visitor.settle()
        assert visitor.screen == "welcome"

    def test_the_other_scanner_goes_on_when_it_is_gone(self, visitor: Visitor, plug: Plug) -> None:
        plug.unplug()
        wait_until(lambda: visitor.kiosk.devices.health("serial").state is State.GONE)
        visitor.admit("CARD1")
        visitor.scan("CARD1")
        assert visitor.screen == "welcome"

    def test_there_is_none_where_no_port_is_set(self, make_visitor: object) -> None:
        visitor: Visitor = make_visitor()  # type: ignore[operator]
        with pytest.raises(KeyError):
            visitor.kiosk.devices.health("serial")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", []),
        (b"\r\n\r\n", []),
        (b"A\r\nB\nC\rD", [Scanned("A"), Scanned("B"), Scanned("C")]),
        (b"A" * LONGEST + b"\r", [Scanned("A" * LONGEST)]),
        (
            b"A" * (LONGEST + 1) + b"\rB\r",
            [Scanned(""), Lost(LONGEST + 1, "too_much"), Scanned("B")],
        ),
        (b"\x00\x01\x1d\r", [Scanned("\x00\x01\x1d")]),
    ],
)
@pytest.mark.parametrize("step", [1, 7, 100_000])
def test_lines_are_cut_wherever_they_arrive(
    data: bytes, found: list[Scanned | Lost], step: int
) -> None:
    lines = Lines()
    got = [one for at in range(0, len(data), step) for one in lines.feed(data[at : at + step])]
    assert got == found


class TestWithoutAnEnd:
    def test_a_card_is_whole_at_once(self) -> None:
        lines = Lines()
        lines.feed(b"]Q3" + CARD.encode())
        assert lines.pause() == [Scanned(CARD)]

    def test_another_code_is_believed_after_a_second_pause(self) -> None:
        lines = Lines()
        lines.feed(b"64123456")
        assert (lines.pause(), lines.doubts) == ([], True)
        assert (lines.pause(), lines.doubts) == ([Scanned("64123456")], False)

    def test_its_end_may_come_late(self) -> None:
        lines = Lines()
        lines.feed(b"64123456")
        assert lines.pause() == []
        assert lines.feed(b"\r\n") == [Scanned("64123456")]

    def test_what_comes_between_makes_it_half(self) -> None:
        lines = Lines()
        lines.feed(b"64123456")
        lines.pause()
        assert lines.feed(b"78") == []
        assert lines.pause() == [Lost(10, "half")]
        assert lines.feed(b"90\rB\r") == [Lost(2, "half"), Scanned("B")]

    def test_the_rest_of_half_a_code_is_none_either(self) -> None:
        lines = Lines()
        assert lines.feed(b"A\r64123456") == [Scanned("A")]
        assert lines.pause() == [Lost(8, "half")]
        assert lines.feed(b"7812\r") == [Lost(4, "half")]
        assert lines.feed(b"B\r64123456") == [Scanned("B")]
        assert (lines.pause(), lines.pause()) == ([Lost(8, "half")], [])
        assert lines.feed(b"C\r") == [Scanned("C")]


def test_a_pause_ends_what_is_too_long() -> None:
    lines = Lines()
    assert lines.feed(b"A\r" + b"B" * 5000) == [Scanned("A")]
    assert lines.pause() == [Scanned(""), Lost(5000, "too_much")]
    assert lines.pause() == []
