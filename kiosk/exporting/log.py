"""The day's file: one line a check-in, as CSV (RFC 4180) or JSON Lines.

Nothing of the export itself is inside, so the same lines give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

import msgspec

from kiosk.exporting.tally import after_its_day
from kiosk.ports import Line
from kiosk.record import Band
from kiosk.thai import buddhist

COLUMNS = (
    "entry", "service_day", "service_day_be", "time", "at_utc",
    "activity", "activity_title", "activity_title_en", "session_start", "room", "host",
    "kind", "age_band", "people", *(band.value for band in Band),
    "partner", "how", "expired", "late", "over_capacity",
    "left_time", "left_at_utc", "left_how", "undone", "late_entry",
    "service_day_was", "at_utc_was",
)  # fmt: skip
"""What every export has. On a line that is undone, or of somebody who is counted at another line,
`people` and the age bands are 0: sums are right.

`late_entry` tells what came or changed after its service day; `service_day_was` and `at_utc_was`
are what a wrong clock wrote, of what was re-dated.
"""

PERSONAL = (
    "learner_number", "learner_name", "learner_nickname", "undone_reason", "by",
    "redated_by", "redated_reason",
)  # fmt: skip
"""What is added when names are asked for: who somebody is, and what staff wrote freely."""

Cell = str | int | bool


class Sink(Protocol):
    """What bytes are written to."""

    def write(self, content: bytes, /) -> object:
        """Take these bytes too."""
        ...


_CHUNK = 500
_BANDS = tuple(Band)
# A spreadsheet takes a cell that begins so for a formula, full-width signs included
# (OWASP, CSV injection).
_FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")
# What a spreadsheet could take for a number, a date or a truth (00123, 1e5, 1/2) stays text in
# programs that honour quotes; days and times of our own are to be read as such.
_OWN = r"\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?|\d\d/\d\d/\d{4}|\d\d:\d\d(?::\d\d)?"
_QUOTED = re.compile(rf'[",;\t\r\n]|^\s|\s$|(?i:^true$|^false$)|^(?!(?:{_OWN})$)\.?\d')
_json = msgspec.json.Encoder()


def write_csv(lines: Iterable[Line], out: Sink, *, zone: ZoneInfo, names: bool = False) -> int:
    """Write UTF-8 with BOM (spreadsheets show Thai right) and CRLF; returns the number of lines."""
    out.write(("\ufeff" + ",".join(header(names=names)) + "\r\n").encode())
    return _in_chunks(lines, out, lambda rows: "".join(map(_csv, rows)).encode(), zone, names=names)


def write_jsonl(lines: Iterable[Line], out: Sink, *, zone: ZoneInfo, names: bool = False) -> int:
    """Write one JSON object a line with the columns as keys; returns the number of lines."""
    columns = header(names=names)

    def encode(rows: Iterable[list[Cell]]) -> bytes:
        return _json.encode_lines(dict(zip(columns, row, strict=True)) for row in rows)

    return _in_chunks(lines, out, encode, zone, names=names)


def header(*, names: bool) -> tuple[str, ...]:
    """The columns of an export, in order."""
    return COLUMNS + PERSONAL if names else COLUMNS


def _in_chunks(
    lines: Iterable[Line],
    out: Sink,
    encode: Callable[[Iterable[list[Cell]]], bytes],
    zone: ZoneInfo,
    *,
    names: bool,
) -> int:
    """Chunks keep the memory small, and let other threads run in between."""
    count = 0
    rows = (row for _, row in rows_of(lines, zone, names=names))
    while chunk := list(itertools.islice(rows, _CHUNK)):
        out.write(encode(chunk))
        count += len(chunk)
    return count


def rows_of(
    lines: Iterable[Line], zone: ZoneInfo, *, names: bool
) -> Iterator[tuple[Line, list[Cell]]]:
    """Each line with its cells, one a column."""
    for line in lines:
        row = _row(line, zone)
        if names:
            row += _personal(line)
        yield line, row


def _row(line: Line, zone: ZoneInfo) -> list[Cell]:
    undone = line.undone_at is not None
    occurrence = line.occurrence
    activity: list[Cell] = [""] * 6
    if occurrence is not None:
        start = "" if occurrence.all_day else _local(occurrence.start, zone)[:5]
        activity = [
            occurrence.activity, occurrence.title, occurrence.title_en,
            start, occurrence.room, occurrence.host,
        ]  # fmt: skip
    alone = next(iter(line.bands), None) if line.people == 1 else None
    left, was = line.left_at, line.misdated
    return [
        str(line.entry),
        *_day(line.day),
        _local(line.at, zone),
        _utc(line.at),
        *activity,
        _kind(line),
        "" if alone is None else alone.value,
        line.counted,
        *(line.bands.get(band, 0) if line.counted else 0 for band in _BANDS),
        line.partner,
        line.how,
        line.expired,
        line.late,
        line.over_capacity,
        "" if left is None else _local(left, zone),
        "" if left is None else _utc(left),
        line.left_how,
        undone,
        after_its_day(line, zone),
        "" if was is None else was.day.isoformat(),
        "" if was is None else _utc(was.at),
    ]


def _personal(line: Line) -> list[Cell]:
    who = line.learner
    named = ["", "", ""] if who is None else [who.number, who.name, who.nickname]
    was = line.misdated
    redated = ["", ""] if was is None else [was.by or "", was.reason]
    return [*named, line.undone_reason, line.by or "", *redated]


def _kind(line: Line) -> str:
    if line.named:
        return "learner"
    return "guest" if line.people == 1 else "party"


@lru_cache(maxsize=512)
def _day(day: dt.date) -> tuple[str, str]:
    return day.isoformat(), buddhist(day)


def _local(at: dt.datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).time().isoformat("seconds")


def _utc(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def csv_line(row: Iterable[Cell]) -> str:
    """One line of CSV that no spreadsheet makes formulas of, with numbers that stay as they are."""
    return ",".join(map(_cell, row)) + "\r\n"


def _csv(row: list[Cell]) -> str:
    # Days and times, nearly all of them different, need no second look.
    entry, day, era, time, utc, *rest = row
    return f"{_cell(entry)},{day},{era},{time},{utc},{','.join(map(_cell, rest))}\r\n"


@lru_cache(maxsize=1024, typed=True)  # most cells of a day are alike; True is not 1
def _cell(value: Cell) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if value.startswith(_FORMULA):
        value = "'" + value
    if _QUOTED.search(value):
        return '"' + value.replace('"', '""') + '"'
    return value
