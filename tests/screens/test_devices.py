"""All devices together: what one reads is read, and nobody reads it over a shoulder."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.screens.conftest import Visitor
from ui.devices import Devices, LastRead, masked
from ui.readers.reader import Health, Reader, State

NOON = dt.datetime(2026, 11, 22, 5, 0, tzinfo=dt.UTC)


class FakeReader(Reader):
    """Reads what it is told to."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind
        self.open = False

    def start(self) -> None:
        self.open = True

    def close(self) -> None:
        self.open = False


def test_whatever_a_reader_gives_is_scanned_and_remembered_masked() -> None:
    one, other = FakeReader("scanner"), FakeReader("camera")
    devices = Devices([one, other], now=lambda: NOON)
    scanned: list[str] = []
    devices.scanned.connect(scanned.append)
    other.scanned.emit("K100001")
    assert scanned == ["K100001"]
    assert devices.last("scanner") is None
    assert devices.last("camera") == LastRead(NOON, "••••••1", 7)


def test_one_that_is_gone_is_told_and_the_others_stay() -> None:
    one, other = FakeReader("scanner"), FakeReader("camera")
    devices = Devices([one, other])
    told: list[None] = []
    devices.changed.connect(lambda: told.append(None))
    one._become(Health(State.GONE, "unplugged"))
    one._become(Health(State.GONE, "unplugged"))
    assert len(told) == 1
    assert devices.health("scanner") == Health(State.GONE, "unplugged")
    assert devices.health("camera").state is State.WAITING
    with pytest.raises(KeyError):
        devices.health("printer")


def test_all_are_started_and_closed_together() -> None:
    readers = [FakeReader("scanner"), FakeReader("camera")]
    devices = Devices(readers)
    devices.start()
    assert [reader.open for reader in readers] == [True, True]
    devices.close()
    assert [reader.open for reader in readers] == [False, False]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("7", "•"),
        ("47", "••"),
        ("123", "•••"),
        ("12345", "•••••"),
        ("123456", "•••••6"),
        ("12345678", "••••••78"),
        ("TK1A" + "0" * 37 + "7Q", "••••••••••••7Q"),
        ("\x1d0123\r", "••••"),
    ],
)
def test_a_code_is_masked_but_for_its_end(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_the_scanner_is_ready_once_it_has_read(visitor: Visitor) -> None:
    assert visitor.kiosk.devices.health("scanner").state is State.WAITING
    visitor.admit("CARD1")
    visitor.scan("CARD1")
    assert visitor.screen == "welcome"
    assert visitor.kiosk.devices.health("scanner").state is State.READY
    last = visitor.kiosk.devices.last("scanner")
    assert last is not None
    assert last.masked == "•••••"
