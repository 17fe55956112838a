"""What the database file says of itself: `kiosk.doctor.Health`. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import TextClause, text

from db import engine, window
from db.journal import VECTOR
from db.link import Link
from db.migrations import known_revisions, revision_quickly
from kiosk.clock import from_micros
from kiosk.clock_guard import JUMPED
from kiosk.ports import StoreTrouble

_PLAIN = b"SQLite format 3\0"  # sqlite.org/fileformat.html, section 1.3
_QUICK_CHECK = text("PRAGMA quick_check")
_JOURNAL_MODE = text("PRAGMA journal_mode")
_MEMBER_NUMBERS = text("SELECT value FROM identifier WHERE kind = 'member'")

_JUMPED = text(
    "SELECT MAX(a.at) FROM alert a LEFT JOIN answered d ON d.node = a.node AND d.seq = a.seq"
    " WHERE a.day = :day AND a.about = 'device_gone' AND a.reason = :what AND d.node IS NULL"
)


@contextmanager
def look_at(file: Path, key: bytes | None) -> Iterator[FileHealth]:
    """The health of an existing file, on a connection of its own that cannot write.

    Raises StoreTrouble as opening the store would.
    """
    connection = engine.look(file, key)
    try:
        found = revision_quickly(connection)
        if found is not None and found not in known_revisions():
            raise StoreTrouble("newer", f"the file has revision {found}")
        yield FileHealth(Link(connection), file)
    finally:
        engine.close(connection)


class FileHealth:
    """Health of an open file."""

    def __init__(self, link: Link, file: Path) -> None:
        self._link = link
        self._file = file

    def quick_check(self) -> list[str]:
        """Damage found; empty when the file is sound."""
        with engine.transaction(self._link, write=False):
            return [str(said) for (said,) in self._link.all(_QUICK_CHECK) if said != "ok"]

    def journal_mode(self) -> str:
        """`wal`, or another of SQLite's modes."""
        return str(self._value(_JOURNAL_MODE))

    def encrypted(self) -> bool:
        """Whether the file begins with anything but the head of a plain SQLite file."""
        with self._file.open("rb") as file:
            return file.read(len(_PLAIN)) != _PLAIN

    def member_numbers(self) -> list[str]:
        """Every learner's member number, as numbers are compared."""
        with engine.transaction(self._link, write=False):
            return [str(value) for (value,) in self._link.all(_MEMBER_NUMBERS)]

    def last_entry_at(self) -> dt.datetime | None:
        """When the newest entry was written, by the journal's clock; None without entries."""
        with engine.transaction(self._link, write=False):
            stamps = [int(stamp) for _, _, stamp in self._link.all(VECTOR)]
        return from_micros(max(stamps)) if stamps else None

    def first_whole_day(self) -> dt.date | None:
        """The first service day of which everything is kept here; None when all days are."""
        with engine.transaction(self._link, write=False):
            return window.first_whole_day(self._link)

    def clock_jumped_at(self, days: tuple[dt.date, ...]) -> dt.datetime | None:
        """When a clock last jumped on one of these days, unless staff have seen it."""
        with engine.transaction(self._link, write=False):
            values = [{"day": day.isoformat(), "what": JUMPED} for day in days]
            found = [self._link.value(_JUMPED, one) for one in values]
        return max((from_micros(at) for at in found if at is not None), default=None)

    def _value(self, statement: TextClause) -> object:
        with engine.transaction(self._link, write=False):
            value: object = self._link.value(statement)
            return value
