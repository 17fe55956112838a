"""What else codes hold: they end as unknown or unreadable, and nothing of them is kept or shown."""

from __future__ import annotations

import itertools
import logging
import os
import tty
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.entry import CheckedIn
from kiosk.outcome import Code
from tests.morning import Morning
from ui.hands import look, wait_until
from ui.readers.found import LONGEST
from ui.readers.serial import SerialReader

ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
CORPUS = {
    "address": "https://example.org/pay?to=66812345678&amount=500",
    "bank payment": "00020101021129370016A000000677010111011300668123456785802TH530376463048956",
    "network": "WIFI:T:WPA;S:Library-Korat;P:secret-pass-9;;",
    "chat": "https://line.me/ti/p/~somchai.korat",
    "json": '{"id": "K777001", "role": "admin", "name": "Somchai"}',
    "sql": "K777001' OR '1'='1'; DROP TABLE entry; --",
    "wildcards": "%_%*K77700?",
    "formula": '=HYPERLINK("http://example.org/?x="&A1,"K777001")',
    "markup": "<img src=file:///etc/passwd><b>K777001</b>",
    "command": "$(reboot); `id` && rm -rf / #K777001",
    "path": "../../../../etc/walkin.key",
    "control characters": "K77\x017001\x1d\x0f\x17\x1b",
    "from right to left": "\u202eK777001\u202c\u0645\u0631\u062d\u0628\u0627",
    "zero-width": "K\u200b7\u200d7\u20607\u200c0\u200b01",
    "emoji": "\U0001f431\u200d\U0001f4bb\U0001f468\u200d\U0001f469\u200d\U0001f467" * 3,
    "the largest code": (ALPHANUMERIC * 100)[:4296],
    "half a card": "TK1A0123456789ABCDEFGHJK",
}
# The scanner types Enter within a visit card.
LINES = "BEGIN:VCARD\r\nFN:Somchai Jaidee\r\nTEL:+66812345678\r\nEND:VCARD"
WORDS = LINES.replace("\r\n", "")
NOT_TEXT = {
    "bytes": bytes(range(128, 256)),
    "nul": b"K777\x00001",
    "thai of Windows": "สมชาย ใจดี".encode("cp874"),
}
NOBODY = {Code.UNKNOWN, Code.UNREADABLE}
WINDOW = 8
"""Characters; so many of a code in a row are told nowhere."""


class Watched:
    """A morning, and everything that it tells or keeps of a code."""

    def __init__(self, morning: Morning, caplog: pytest.LogCaptureFixture) -> None:
        self.morning = morning
        self._caplog = caplog
        self._known = len(morning.entries())
        self.looked = 0

    def sees(self, name: str, text: str, give: Callable[[], object]) -> None:
        """Give a code to a reader; nobody may be named by it, and it may be nowhere."""
        flow, kiosk = self.morning.kiosk.flow, self.morning.kiosk.views.kiosk
        self.morning.home()
        before = kiosk.props.shown
        give()
        wait_until(lambda: kiosk.props.shown != before and flow.visits.idle)
        outcome = flow.visits.outcome
        assert outcome is not None, name
        assert outcome.code in NOBODY, name
        assert outcome.learner is None, name
        told = self._told()
        for start in range(max(1, len(text) - WINDOW + 1)):
            part = text[start : start + WINDOW]
            assert part not in told, f"{name}: {part!r}"
        self.looked += 1

    def _told(self) -> str:
        """All that is on the screen, in the log, in the journal and among the last reads."""
        words = [seen.text or "" for seen in look(self.morning.kiosk.window)]
        kept = [entry.body for entry in self.morning.entries()[self._known :]]
        entries = msgspec.json.encode(kept).decode()
        last = [str(self.morning.kiosk.devices.last(kind)) for kind in ("scanner", "serial")]
        assert len("".join(words)) > 20
        assert len(kept) > self.looked
        return "\n".join([*words, self._caplog.text, entries, *last])


@pytest.fixture
def cable() -> Iterator[tuple[int, str]]:
    master, other = os.openpty()
    tty.setraw(other)
    yield master, os.ttyname(other)
    os.close(master)
    os.close(other)


@pytest.fixture
def watched(
    qapp: object, tmp_path: Path, cable: tuple[int, str], caplog: pytest.LogCaptureFixture
) -> Iterator[Watched]:
    morning = Morning(tmp_path, WALKIN_SERIAL_PORT=cable[1])
    with caplog.at_level(logging.DEBUG):
        yield Watched(morning, caplog)
        assert morning.bodies(CheckedIn) == []
    morning.kiosk.close()


def test_through_a_scanner_that_types(watched: Watched) -> None:
    for name, text in CORPUS.items():
        watched.sees(name, text, lambda text=text: watched.morning.hands.scan(text))
    watched.sees("lines", WORDS, lambda: watched.morning.hands.scan(LINES))
    too_long = (ALPHANUMERIC * 200)[: LONGEST + 10]
    watched.sees("too long", too_long, lambda: watched.morning.hands.scan(too_long))
    assert watched.looked == len(CORPUS) + 2


def test_through_a_serial_scanner(watched: Watched, cable: tuple[int, str]) -> None:
    (serial,) = (r for r in watched.morning.kiosk.devices.readers if isinstance(r, SerialReader))
    # Each a second after the other, as visitors come.
    serial._now = itertools.count().__next__
    codes = {name: text.encode() for name, text in CORPUS.items()} | NOT_TEXT
    for name, data in codes.items():
        text = CORPUS.get(name, data.decode("latin-1"))
        watched.sees(name, text, lambda data=data: os.write(cable[0], data + b"\r"))
    watched.sees("lines", WORDS, lambda: os.write(cable[0], LINES.encode() + b"\r"))
    assert watched.looked == len(codes) + 1
