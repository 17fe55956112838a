"""Taking the day's file out of the database."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

import msgspec

from kiosk.clock import Clock
from kiosk.day_files import FORMATS
from kiosk.entry import EntryId, LogExported
from kiosk.exporting.log import write_csv, write_jsonl
from kiosk.exporting.tally import after_its_day
from kiosk.ports import Line, Store
from kiosk.whole_file import CannotWrite, whole_file

__all__ = ["FORMATS", "CannotWrite", "Draw", "Exported", "NeedsReason", "Wanted", "export_log"]

_STEP = 1000
# The entry's name at the start of a line of either format.
_ENTRY = re.compile(rb'[\'"]?(?:\{"entry":")?([A-Za-z0-9-]+:[0-9]+)')


class NeedsReason(ValueError):
    """Names were asked for and no reason was given."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which service days (both ends included), in one of FORMATS, and whether with names.

    `reason` is kept in the journal with every export that has names; `by` is the member of staff.
    `centre` is the name that stands above what is read on paper.
    """

    first: dt.date
    last: dt.date
    format: str = "csv"
    names: bool = False
    reason: str = ""
    by: str | None = None
    centre: str = ""


Draw = Callable[[Iterable[Line], BinaryIO, Wanted], int]
"""Draws the days as PDF; returns the number of check-ins. Qt does it, which this room knows not."""


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """What was written: number of check-ins, and SHA-256 of the file.

    `late_lines` came or changed after their service day; `late` names the first thousand of them.
    `changed` names those that came or changed since the file that stood there before: only csv and
    jsonl can tell.
    """

    lines: int
    sha256: str
    late_lines: int = 0
    late: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def export_log(
    store: Store,
    clock: Clock,
    zone: ZoneInfo,
    wanted: Wanted,
    target: Path | BinaryIO,
    *,
    draw: Draw | None = None,
    passed: Callable[[int], None] = lambda _: None,
) -> Exported:
    """Write the log to a file, all at once and readable by its owner only, or to a stream.

    An export with names is in the journal before anybody can see it. A PDF needs `draw`. `passed`
    hears how many there were, at first and every thousand; what it raises ends the export, and
    nothing is written. Raises NeedsReason, ValueError when the range is the wrong way round,
    CannotWrite and StoreTrouble.
    """
    if wanted.first > wanted.last:
        msg = f"{wanted.first} is after {wanted.last}"
        raise ValueError(msg)
    if wanted.names and not wanted.reason.strip():
        msg = "an export with names needs a reason"
        raise NeedsReason(msg)
    with whole_file(target) as draft:
        # Broken off, what reads the database must end on this thread.
        with store.reading() as reader, closing(reader.log(wanted.first, wanted.last)) as log:
            late = _Late()
            lines = _noting(log, zone, late, passed)
            count = _write(lines, draft, wanted, zone, draw)
        draft.seek(0)
        digest = hashlib.file_digest(draft, "sha256").hexdigest()
        if wanted.names:
            with store.writing() as unit:
                unit.append(_kept(wanted, digest), clock.now(), by=wanted.by)
        changed = _changed(target, draft) if isinstance(target, Path) else ()
        return Exported(
            lines=count,
            sha256=digest,
            late_lines=late.count,
            late=tuple(map(str, late.first)),
            changed=changed,
        )


class _Late:
    """Of a year that was typed in afterwards every line is late: only the first are kept."""

    def __init__(self) -> None:
        self.count = 0
        self.first: list[EntryId] = []

    def add(self, entry: EntryId) -> None:
        if self.count < _STEP:
            self.first.append(entry)
        self.count += 1


def _write(
    lines: Iterable[Line], out: BinaryIO, wanted: Wanted, zone: ZoneInfo, draw: Draw | None
) -> int:
    if wanted.format == "xlsx":
        # 0.1 s of XlsxWriter, for whoever wants it.
        from kiosk.exporting.xlsx import write_xlsx

        days = wanted.first, wanted.last
        return write_xlsx(
            lines, out, zone=zone, days=days, centre=wanted.centre, names=wanted.names
        )
    if wanted.format == "pdf":
        if draw is None:
            msg = "a PDF needs somebody to draw it"
            raise ValueError(msg)
        return draw(lines, out, wanted)
    write = write_jsonl if wanted.format == "jsonl" else write_csv
    return write(lines, out, zone=zone, names=wanted.names)


def _noting(
    lines: Iterable[Line], zone: ZoneInfo, late: _Late, passed: Callable[[int], None]
) -> Iterator[Line]:
    for count, line in enumerate(lines):
        if count % _STEP == 0:
            passed(count)
        if after_its_day(line, zone):
            late.add(line.entry)
        yield line


def _kept(wanted: Wanted, digest: str) -> LogExported:
    return LogExported(
        first=wanted.first,
        last=wanted.last,
        format=wanted.format,
        names=wanted.names,
        reason=wanted.reason.strip(),
        sha256=digest,
    )


def _changed(target: Path, draft: BinaryIO) -> tuple[str, ...]:
    """Entries of the lines that an earlier export to the same file lacks.

    Nothing when that file has no line in common: it is not the same day, or not the same columns.
    """
    if not target.is_file() or target.suffix in {".xlsx", ".pdf"}:
        return ()
    with target.open("rb") as before:
        known = {hash(line) for line in before}  # a year's lines themselves are too many
    draft.seek(0)
    found, alike = [], False
    for line in draft:
        if hash(line) in known:
            alike = True
        elif entry := _ENTRY.match(line):
            found.append(entry[1].decode())
    return tuple(found) if alike else ()
