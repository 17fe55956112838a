"""The programme as a file: iCalendar for calendars, CSV for spreadsheets. Both import back."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from kiosk.clock import Clock
from kiosk.editing import is_withdrawn
from kiosk.plan_rows import COLUMNS, rows_of
from kiosk.ports import Store
from kiosk.record import Activity
from kiosk.vevent import calendar_text, events_of, zones_of
from kiosk.whole_file import whole_file

_FORMULA = ("=", "+", "-", "@", "\t", "'")


def export_programme(
    store: Store, clock: Clock, zone: ZoneInfo, form: str, target: Path | BinaryIO
) -> int:
    """Write every activity that ever takes place as `ics` or `csv`; returns how many.

    Raises CannotWrite and StoreTrouble.
    """
    with store.reading() as reader:
        activities = reader.activities()
    return write_programme(activities, clock.now(), zone, form, target)


def write_programme(
    activities: Iterable[Activity],
    now: dt.datetime,
    zone: ZoneInfo,
    form: str,
    target: Path | BinaryIO,
) -> int:
    """Write these activities as `ics` or `csv`, by their uid. Raises CannotWrite."""
    found = sorted((a for a in activities if not is_withdrawn(a)), key=lambda one: one.uid)
    content = _WRITERS[form](found, now, zone)
    with whole_file(target) as draft:
        draft.write(content.encode())
    return len(found)


def _ics(activities: list[Activity], now: dt.datetime, zone: ZoneInfo) -> str:  # noqa: ARG001
    zones: dict[str, None] = {}
    for activity in activities:
        zones |= dict.fromkeys(_definitions(zones_of(activity)))
    # Every event says when it was written (RFC 5545, 3.8.7.2).
    stamp = f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}"
    events = [
        event._replace(lines=(stamp, *event.lines))
        for activity in activities
        for event in events_of(activity)
    ]
    return calendar_text([line for text in zones for line in text.split("\n")], events)


def _definitions(lines: list[str]) -> list[str]:
    """Each time zone's lines in one text."""
    text = "\n".join(lines)
    end = "END:VTIMEZONE"
    return [part.strip("\n") + f"\n{end}" for part in text.split(end) if part.strip()]


def _csv(activities: list[Activity], now: dt.datetime, zone: ZoneInfo) -> str:  # noqa: ARG001
    out = io.StringIO()
    rows = csv.DictWriter(out, COLUMNS)
    rows.writeheader()
    for activity in activities:
        for row in rows_of(activity, zone):
            rows.writerow({name: _safe(text) for name, text in row.items()})
    return "\ufeff" + out.getvalue()


def _safe(text: str) -> str:
    """No spreadsheet takes it for a formula; the import takes the apostrophe off again."""
    return f"'{text}" if text.startswith(_FORMULA) else text


_WRITERS: dict[str, Callable[[list[Activity], dt.datetime, ZoneInfo], str]] = {
    "ics": _ics,
    "csv": _csv,
}
FORMS = tuple(_WRITERS)
