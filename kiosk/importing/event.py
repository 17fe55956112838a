"""One VEVENT of a file: checked, and reduced to what the programme needs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from kiosk import thai
from kiosk.importing.components import Component, ContentLine
from kiosk.importing.text import UNREADABLE, quoted
from kiosk.particulars import Property, every, whole_number
from kiosk.rrule import never, trouble_with
from kiosk.vevent import KEPT, WHEN

LONGEST_UID = 255
"""Characters."""
_LONGEST_TEXT = 65_536
_MOST_DATES = 2_000
_YEARS = range(1970, 2200)
_BUDDHIST_YEAR = re.compile(r"(?<![0-9])(2[45][0-9]{2}|26[0-9]{2}|27[0-3][0-9])([0-9]{4})(?![0-9])")
_TZID = re.compile(r";TZID=(\"[^\"]*\"|[^\";:]*)", re.I)
_CN = re.compile(r";CN=(\"[^\"]*\"|[^\";:,]*)", re.I)
_OURS = "X-WALKIN-"
_ONCE = ("UID", "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID")
_NUMBERS = {"X-WALKIN-CAPACITY": 1, "X-WALKIN-OPENS-BEFORE": 0}


class Event(NamedTuple):
    """A sound event. `replaces` tells which repeat an exception is for, None for a master.

    `text` are its lines, without what changes at every export (DTSTAMP) or is of no use here
    (attendees, alarms, mail addresses). `zones` are the definitions its times need.
    """

    uid: str
    line: int
    replaces: str | None
    sequence: int
    text: tuple[str, ...]
    zones: tuple[str, ...]
    buddhist: bool


class Unsound(ValueError):
    """The event cannot be used; the message says why in plain words."""


def read_event(
    component: Component,
    zones: Mapping[str, Component],
    zone: ZoneInfo,
    *,
    cancelling: bool = False,
) -> Event:
    """Check an event and keep what is needed of it. Raises Unsound.

    `zones` are the file's own definitions by TZID. Times without a zone are of `zone`.
    """
    if component.reason:
        raise Unsound(component.reason)
    kept = [p for p in component.properties if p.name in KEPT or p.name.startswith(_OURS)]
    if not (cancelling or any(_cancels(line) for line in kept)):
        # It says why something is called off, and else whatever people write to each other.
        kept = [line for line in kept if line.name != "COMMENT"]
    if sum(len(str(line)) for line in kept) > _LONGEST_TEXT:
        msg = "it is longer than an activity can be"
        raise Unsound(msg)
    _look_over(kept)
    uid = _uid_of(kept)
    needed: dict[str, Component] = {}
    lines = [_reduced(line, zones, needed) for line in kept]
    buddhist = any(line.name in WHEN and _BUDDHIST_YEAR.search(line.value) for line in kept)
    if cancelling:
        lines = [line for line in lines if line.name != "STATUS"]
        lines.append(ContentLine("STATUS", "", "CANCELLED"))
    order = {name: place for place, name in enumerate(KEPT)}
    lines.sort(key=lambda line: (order.get(line.name, len(order)), line.name))
    definitions = tuple(text for definition in needed.values() for text in definition.text)
    text = ("BEGIN:VEVENT", *map(str, lines), "END:VEVENT")
    parsed = _parsed(definitions, text)
    _check_times(parsed, zone)
    _check_rules(parsed, zone)
    replaces = parsed.get("RECURRENCE-ID")
    return Event(
        uid=uid,
        line=component.line,
        replaces=None if replaces is None else _instant(replaces.dt, zone),
        sequence=_sequence(component.properties),
        text=text,
        zones=definitions,
        buddhist=buddhist,
    )


def _cancels(line: ContentLine) -> bool:
    return line.name == "STATUS" and line.value.strip().upper() == "CANCELLED"


def _look_over(kept: Iterable[ContentLine]) -> None:
    """What can be said of the lines before any is understood."""
    seen: set[str] = set()
    for line in kept:
        if UNREADABLE in str(line):
            msg = f"{line.name} has characters that cannot be read"
            raise Unsound(msg)
        if line.name in seen and line.name in _ONCE:
            msg = f"it has {line.name} twice"
            raise Unsound(msg)
        least = _NUMBERS.get(line.name)
        # An exception says so that its master's number is not its own.
        if least is not None and line.value.strip():
            number = whole_number(line.value)
            if number is None or number < least:
                msg = f"{line.name} is no number above {least - 1}: {quoted(line.value)}"
                raise Unsound(msg)
        seen.add(line.name)
    if "DTSTART" not in seen and "RECURRENCE-ID" not in seen:
        msg = "it has no start (DTSTART)"
        raise Unsound(msg)
    if not {"SUMMARY", "RECURRENCE-ID"} & seen:
        msg = "it has no title (SUMMARY)"
        raise Unsound(msg)


def _uid_of(kept: Iterable[ContentLine]) -> str:
    uid = next((line.value.strip() for line in kept if line.name == "UID"), "")
    if not uid:
        msg = "it has no UID, so it could not be told apart at the next import"
        raise Unsound(msg)
    if len(uid) > LONGEST_UID or not uid.isprintable():
        msg = f"its UID is no usable name: {quoted(uid)}"
        raise Unsound(msg)
    return uid


def _reduced(
    line: ContentLine, zones: Mapping[str, Component], needed: dict[str, Component]
) -> ContentLine:
    """The line with Gregorian years, a time zone known here, and no mail address."""
    if line.name == "ORGANIZER":
        host = _CN.search(line.params)
        # What Outlook writes for somebody without an address.
        return ContentLine("ORGANIZER", host[0] if host else "", "invalid:nomail")
    if line.name not in WHEN:
        return line
    value = _BUDDHIST_YEAR.sub(
        lambda m: f"{int(m[1]) - thai.BUDDHIST_OFFSET}{m[2]}", line.value.strip()
    )
    given = _TZID.search(line.params)
    if given is None:
        return ContentLine(line.name, line.params, value)
    name = given[1].strip('" ')
    known = known_zone(name)
    if known is None:
        if name not in zones or zones[name].reason:
            msg = f"{line.name} is in the time zone {quoted(name)}, which nothing here defines"
            raise Unsound(msg)
        needed[name] = zones[name]
        return ContentLine(line.name, line.params, value)
    params = line.params[: given.start()] + f";TZID={known}" + line.params[given.end() :]
    return ContentLine(line.name, params, value)


@cache
def known_zone(name: str) -> str | None:
    """IANA name of a zone as tools write it: IANA, Windows (CLDR), or behind a vendor's path."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    name = name.strip()
    if name in WINDOWS_TO_OLSON:
        return str(WINDOWS_TO_OLSON[name])
    parts = name.strip("/").split("/")
    for start in range(len(parts)):
        candidate = "/".join(parts[start:])
        if candidate in available_timezones():
            return candidate
    return None


def _parsed(definitions: tuple[str, ...], text: tuple[str, ...]) -> Property:
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(
            "\r\n".join(["BEGIN:VCALENDAR", *definitions, *text, "END:VCALENDAR", ""])
        )
        event = calendar.walk("VEVENT")[0]
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as e:
        msg = "it cannot be read as an event"
        raise Unsound(msg) from e
    for name, _ in event.errors:
        values = [line.partition(":")[2] for line in text if re.match(rf"{name}[;:]", line)]
        msg = f"{name} cannot be read: {quoted(values[0] if values else '')}"
        raise Unsound(msg)
    return event


def _check_times(event: Property, zone: ZoneInfo) -> None:
    times = [(n, event[n].dt) for n in ("DTSTART", "DTEND", "RECURRENCE-ID") if n in event]
    dates = [(n, d.dt) for n in ("RDATE", "EXDATE") for some in every(event, n) for d in some.dts]
    if len(dates) > _MOST_DATES:
        msg = f"it lists {len(dates)} dates; a rule of repetition would say it shorter"
        raise Unsound(msg)
    for name, value in times + dates:
        first = value[0] if isinstance(value, tuple) else value
        if not isinstance(first, dt.date):
            msg = f"{name} is no date"
            raise Unsound(msg)
        if first.year not in _YEARS:
            msg = f"{name} is in the year {first.year}"
            raise Unsound(msg)
    if "DURATION" in event and not isinstance(event["DURATION"].dt, dt.timedelta):
        msg = "DURATION is no length of time"
        raise Unsound(msg)
    if "DTSTART" in event and "DTEND" in event:
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        if isinstance(start, dt.datetime) != isinstance(end, dt.datetime):
            msg = "one of its start and end is a date, the other a time"
            raise Unsound(msg)
        if _instant(end, zone) < _instant(start, zone):
            msg = "it ends before it starts"
            raise Unsound(msg)


def _check_rules(event: Property, zone: ZoneInfo) -> None:
    if "DTSTART" not in event:
        return
    start = event["DTSTART"].dt
    for rule in every(event, "RRULE"):
        if reason := trouble_with(rule):
            raise Unsound(reason)
        if rule.get("UNTIL") and _instant(rule["UNTIL"][0], zone)[:8] < _instant(start, zone)[:8]:
            msg = "its repetition ends before it starts"
            raise Unsound(msg)
        try:
            nothing = never(rule, start.replace(tzinfo=None) if _timed(start) else start)
        except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as e:
            msg = f"its rule of repetition cannot be followed: {e}"
            raise Unsound(msg) from e
        if nothing:
            msg = "its rule of repetition never comes true"
            raise Unsound(msg)


def _timed(value: dt.date) -> bool:
    return isinstance(value, dt.datetime)


def _instant(value: dt.date, zone: ZoneInfo) -> str:
    """A name of the moment that sorts by time and does not depend on how the time was written."""
    if not isinstance(value, dt.datetime):
        return f"{value:%Y%m%d}"
    aware = value if value.tzinfo is not None else value.replace(tzinfo=zone)
    return f"{aware.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _sequence(properties: Iterable[ContentLine]) -> int:
    return next((whole_number(p.value) or 0 for p in properties if p.name == "SEQUENCE"), 0)
