"""Each day's file, put into a folder without being asked for.

The folder itself remembers what it has: so days the machine was off are caught up on, and a stick
that was away gets what it missed. What came or changed later writes its day again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from kiosk.clock import Clock
from kiosk.day_files import Export, has_stick
from kiosk.exporting import CannotWrite, Draw, Wanted, export_log
from kiosk.exporting.log import write_csv
from kiosk.ports import Store
from kiosk.verdict import Check, ok, warn
from kiosk.whole_file import whole_file

MEMORY = ".walkin-exports.json"
_LOOK_BACK = dt.timedelta(days=7)
"""A sheet is typed in that long after its day."""
_BEGIN = dt.timedelta(days=31)
"""How far an empty folder reaches back."""
_DAY = dt.timedelta(days=1)


class Source(NamedTuple):
    """Where the days come from, and who draws a PDF."""

    store: Store
    clock: Clock
    zone: ZoneInfo
    centre: str
    draw: Draw | None = None


class _Memory(msgspec.Struct):
    """The last day the folder has, and what it has of those that may still change."""

    until: dt.date | None = None
    days: dict[dt.date, str] = {}


class _Digest:
    """A file of which only the digest is wanted."""

    def __init__(self) -> None:
        self._sum = hashlib.sha256()

    def write(self, content: bytes) -> int:
        self._sum.update(content)
        return len(content)

    def __str__(self) -> str:
        return self._sum.hexdigest()


def folders(wanted: Export, data: Path) -> Iterator[Path]:
    """Where files go now: the centre's folder, and the stick's while it is there."""
    if wanted.folder:
        yield data / Path(wanted.folder).expanduser()
    if has_stick(wanted):
        yield Path(wanted.stick).expanduser()


def export_closed(
    source: Source, folder: Path, formats: tuple[str, ...], last: dt.date
) -> list[Path]:
    """Write what the folder lacks of the days up to `last`; returns the files that were written.

    Raises CannotWrite and StoreTrouble; the days before that are there and remembered.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        msg = f"cannot make {folder}: {e.strerror}"
        raise CannotWrite(msg) from e
    memory = _remembered(folder)
    written: list[Path] = []
    for day in _days(source.store, memory, last):
        lines, digest = _digest(source, day)
        had = f"{' '.join(formats)} {digest}"
        if memory.days.get(day) == had or not (lines or day in memory.days):
            continue
        written += _write(source, folder, formats, day)
        memory.days[day] = had
        _remember(folder, memory, day)
    if memory.until != last:
        _remember(folder, memory, last)
    return written


def examine(wanted: Export, data: Path, today: dt.date) -> list[Check]:
    """Whether each folder has what it should; for the doctor."""
    return [_examine(folder, today) for folder in folders(wanted, data)]


def _examine(folder: Path, today: dt.date) -> Check:
    until = _remembered(folder).until
    if until is not None and until >= today - 2 * _DAY:
        return ok("day files", f"In {folder} up to {until}.")
    has = "nothing yet" if until is None else f"only up to {until}"
    advice = "Run `walkin export closed`: it writes what is missing, or says what is in the way."
    return warn("day files", f"{folder} has {has}.", advice)


def _days(store: Store, memory: _Memory, last: dt.date) -> list[dt.date]:
    with store.reading() as reader:
        first = reader.first_day()
    if first is None:
        return []
    begin = last - _BEGIN if memory.until is None else min(memory.until, last) + _DAY - _LOOK_BACK
    day = max(first, begin)
    return [day + n * _DAY for n in range((last - day).days + 1)]


def _digest(source: Source, day: dt.date) -> tuple[int, str]:
    out = _Digest()
    with source.store.reading() as reader:
        lines = write_csv(reader.log(day, day), out, zone=source.zone)
    return lines, str(out)


def _write(source: Source, folder: Path, formats: tuple[str, ...], day: dt.date) -> list[Path]:
    files = []
    for form in formats:
        wanted = Wanted(first=day, last=day, format=form, centre=source.centre)
        file = folder / f"{_stem(day)}.{form}"
        export_log(source.store, source.clock, source.zone, wanted, file, draw=source.draw)
        files.append(file)
    return files


def _stem(day: dt.date) -> str:
    return f"walkin-log-{day.isoformat()}"


def _remember(folder: Path, memory: _Memory, day: dt.date) -> None:
    memory.until = max(day, memory.until or day)
    memory.days = {d: had for d, had in memory.days.items() if d > memory.until - _BEGIN}
    with whole_file(folder / MEMORY) as draft:
        draft.write(msgspec.json.encode(memory))


def _remembered(folder: Path) -> _Memory:
    """What the folder has; nothing when that cannot be read."""
    try:
        return msgspec.json.decode((folder / MEMORY).read_bytes(), type=_Memory)
    except (OSError, msgspec.DecodeError):
        return _Memory()
