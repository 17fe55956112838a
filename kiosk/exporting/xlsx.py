"""The days' file as a workbook: a summary with charts, every check-in, and each activity's own.

Nothing of the export itself is inside, so the same lines give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable
from typing import BinaryIO
from zoneinfo import ZoneInfo

from kiosk.exporting.cells import Book, Column, Kind, Rows, Table
from kiosk.exporting.log import Cell, header, rows_of
from kiosk.exporting.summary import write_summary
from kiosk.exporting.tally import Tally
from kiosk.ports import Line
from kiosk.thai import tidy

FONT, _SIZE = "TH Sarabun New", 14
"""The font of Thai offices (Cabinet resolution of 7 September 2010); points."""

_MOST_ACTIVITIES = 100
"""Activities with a sheet of their own; of any others the log's filter tells."""
_KINDS = {
    "service_day": Kind.DAY,
    "time": Kind.TIME,
    "at_utc": Kind.MOMENT,
    "session_start": Kind.MINUTE,
    "left_time": Kind.TIME,
    "left_at_utc": Kind.MOMENT,
    **dict.fromkeys(("people", "child", "youth", "adult", "senior"), Kind.NUMBER),
    **dict.fromkeys(("expired", "late", "over_capacity", "undone", "late_entry"), Kind.FLAG),
}
_WIDE = {"at_utc": 26, "left_at_utc": 26, "activity_title": 30, "activity_title_en": 30,
         "learner_name": 30, "undone_reason": 30}  # fmt: skip
_OF_ACTIVITY = {
    "service_day": "วันที่ Date",
    "service_day_be": "พ.ศ. B.E.",
    "session_start": "รอบ Session",
    "time": "เวลา Time",
    "kind": "ประเภท Kind",
    "learner_number": "รหัส Number",
    "learner_name": "ชื่อ Name",
    "people": "คน People",
    "child": "เด็ก Children",
    "youth": "เยาวชน Youth",
    "adult": "ผู้ใหญ่ Adults",
    "senior": "ผู้สูงวัย Seniors",
    "left_time": "กลับ Left",
    "undone": "ยกเลิก Undone",
}
"""What an activity's own sheet tells, and how it is headed; names only when they are asked for."""


def write_xlsx(
    lines: Iterable[Line],
    out: BinaryIO,
    *,
    zone: ZoneInfo,
    days: tuple[dt.date, dt.date],
    centre: str = "",
    names: bool = False,
) -> int:
    """Write the workbook; returns the number of check-ins. Raises OSError."""
    with tempfile.TemporaryDirectory(prefix="walkin-") as folder:
        book = Book(out, folder, font=FONT, size=_SIZE, of=days[1])
        try:
            tally = Tally(zone)
            summary = Rows(book.sheet("สรุป Summary"))
            sheets = _Sheets(book, header(names=names))
            for line, row in rows_of(tally.watch(lines), zone, names=names):
                sheets.add(line, row)
            sheets.end()
            write_summary(book, summary, tally, days, centre)
        except BaseException:
            book.give_up()
            raise
        book.end()
    return sheets.count


class _Sheets:
    """Every check-in, and beside that those of each activity."""

    def __init__(self, book: Book, names: tuple[str, ...]) -> None:
        self._book = book
        kinds = ((name, _KINDS.get(name, Kind.TEXT)) for name in names)
        self._columns = [Column(name, kind, _WIDE.get(name, 14)) for name, kind in kinds]
        picked = [name for name in _OF_ACTIVITY if name in names]
        self._picked = [names.index(name) for name in picked]
        self._short = [
            Column(_OF_ACTIVITY[name], _KINDS.get(name, Kind.TEXT), _WIDE.get(name, 14))
            for name in picked
        ]
        self._log = self._next()
        self._done: list[Table] = []
        self._own: dict[str, Table] = {}
        self.count = 0

    def add(self, line: Line, row: list[Cell]) -> None:
        """Write a check-in where it belongs."""
        if self._log.is_full:
            self._done.append(self._log)
            self._log = self._next()
        self._log.write(row)
        self.count += 1
        own = self._of(line)
        if own is not None and not own.is_full:
            own.write(row[n] for n in self._picked)

    def end(self) -> None:
        """Lay the filters over what was written."""
        for table in (*self._done, self._log, *self._own.values()):
            table.end()

    def _next(self) -> Table:
        return Table(self._book, "บันทึก Log", self._columns)

    def _of(self, line: Line) -> Table | None:
        activity = "" if line.occurrence is None else line.occurrence.activity
        if activity not in self._own and len(self._own) < _MOST_ACTIVITIES:
            title = "แวะมา Visits" if line.occurrence is None else tidy(line.occurrence.title)
            self._own[activity] = Table(self._book, title or activity, self._short)
        return self._own.get(activity)
