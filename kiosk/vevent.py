"""The stored iCalendar text of an activity, line by line: read, changed, and written again.

Every line keeps its place (`KEPT`), so that what is exported comes back as the same text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kiosk.record import Activity

WHEN = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RRULE", "RDATE", "EXDATE")
KEPT = ("UID", *WHEN, "STATUS", "SUMMARY", "LOCATION", "ORGANIZER", "CATEGORIES", "COMMENT")
"""Properties in the order in which they are written; X-WALKIN- ones follow by name."""

Wall = dt.date | dt.datetime
"""A date for whole days, else a wall-clock time without zone."""

_FOLD_AT = 75
_UNSAFE = re.compile(r'["\x00-\x1f\x7f]')


class Vevent(NamedTuple):
    """One VEVENT: its lines, unfolded, without BEGIN and END."""

    lines: tuple[str, ...]

    def line(self, name: str) -> str:
        """The first line of a property, "" when there is none."""
        return next((line for line in self.lines if name_of(line) == name), "")

    def params(self, name: str) -> str:
        """Its parameters, with their first semicolon."""
        head = self.line(name).partition(":")[0]
        return head[len(name) :]

    def value(self, name: str) -> str:
        """Its value."""
        return self.line(name).partition(":")[2]

    def put(self, changes: Mapping[str, str]) -> Vevent:
        """With these lines instead; a property whose line is "" is taken out."""
        kept = [line for line in self.lines if name_of(line) not in changes]
        kept += [line for line in changes.values() if line]
        return Vevent(tuple(sorted(kept, key=_place)))


def name_of(line: str) -> str:
    """The property of a line."""
    return re.split("[;:]", line, maxsplit=1)[0].upper()


def events_of(activity: Activity) -> list[Vevent]:
    """Its events as they are stored, the master first if there is one."""
    found: list[Vevent] = []
    lines: list[str] | None = None
    for line in unfolded(activity.ics):
        if line == "BEGIN:VEVENT":
            lines = []
        elif line == "END:VEVENT" and lines is not None:
            found.append(Vevent(tuple(lines)))
            lines = None
        elif lines is not None:
            lines.append(line)
    return found


def zones_of(activity: Activity) -> list[str]:
    """The lines of its own time zones."""
    found: list[str] = []
    inside = False
    for line in unfolded(activity.ics):
        inside |= line == "BEGIN:VTIMEZONE"
        if inside:
            found.append(line)
        inside &= line != "END:VTIMEZONE"
    return found


def calendar_text(zones: Iterable[str], events: Iterable[Vevent]) -> str:
    """The iCalendar text of an activity."""
    within = [line for event in events for line in ("BEGIN:VEVENT", *event.lines, "END:VEVENT")]
    lines = ["VERSION:2.0", "PRODID:-//walkin//programme//EN", *zones, *within]
    return "".join(f"{folded(line)}\r\n" for line in ("BEGIN:VCALENDAR", *lines, "END:VCALENDAR"))


def unfolded(text: str) -> list[str]:
    """Logical lines."""
    return re.sub(r"\r?\n[ \t]", "", text).replace("\r\n", "\n").split("\n")


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets (RFC 5545, 3.1), never within a character."""
    pieces = [""]
    room = _FOLD_AT
    for character in line:
        size = len(character.encode())
        if size > room:
            pieces.append("")
            room = _FOLD_AT - 1
        pieces[-1] += character
        room -= size
    return "\r\n ".join(pieces)


def text_value(text: str) -> str:
    """Words as a TEXT value (RFC 5545, 3.3.11)."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def param_value(text: str) -> str:
    """Words as a quoted parameter (RFC 5545, 3.2), which can hold no quotation mark."""
    return '"' + _UNSAFE.sub("'", text) + '"'


def dated_line(name: str, at: Wall, like: Vevent, params: str = "") -> str:
    """A date or a time, written in the zone of the activity."""
    if not isinstance(at, dt.datetime):
        return f"{name};VALUE=DATE{params}:{at:%Y%m%d}"
    given = "DTSTART" if like.line("DTSTART") else "RECURRENCE-ID"
    zone = next((p for p in like.params(given).split(";") if p.upper().startswith("TZID=")), "")
    utc = "Z" if like.value(given).endswith("Z") else ""
    return f"{name}{';' + zone if zone else ''}{params}:{digits(at)}{utc}"


def original_of(event: Vevent, home: dt.tzinfo) -> Wall | None:
    """The start the rule gave the repeat that an exception is for, on the clock of `home`."""
    line, value = event.line("RECURRENCE-ID"), event.value("RECURRENCE-ID")
    if not line:
        return None
    at = parsed(value)
    zone = event.params("RECURRENCE-ID").partition("TZID=")[2].split(";")[0].strip('"')
    if not isinstance(at, dt.datetime) or not (value.endswith("Z") or zone):
        return at
    try:
        known = dt.UTC if value.endswith("Z") else ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return at  # the file's own zone, which is the activity's
    return at.replace(tzinfo=known).astimezone(home).replace(tzinfo=None)


def is_range(event: Vevent) -> bool:
    """Whether it speaks for all later repeats."""
    return "RANGE=THISANDFUTURE" in event.params("RECURRENCE-ID").upper()


def parsed(value: str) -> Wall:
    """A DATE or a DATE-TIME without its zone."""
    plain = value.rstrip("Z")
    if "T" not in plain:
        return dt.date(int(plain[:4]), int(plain[4:6]), int(plain[6:8]))
    return dt.datetime.strptime(plain, "%Y%m%dT%H%M%S")  # noqa: DTZ007


def digits(at: Wall) -> str:
    """As iCalendar writes it."""
    return f"{at:%Y%m%dT%H%M%S}" if isinstance(at, dt.datetime) else f"{at:%Y%m%d}"


def moment(value: Wall) -> dt.datetime:
    """A date as its midnight."""
    return value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())


def _place(line: str) -> tuple[int, str]:
    name = name_of(line)
    return KEPT.index(name) if name in KEPT else len(KEPT), name
