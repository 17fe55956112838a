"""Read a calendar file (iCalendar, RFC 5545), or a list of activities, into activities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from zoneinfo import ZoneInfo

import msgspec

from kiosk.importing.components import Component, take_apart
from kiosk.importing.event import Event, Unsound, read_event
from kiosk.importing.plan_list import MOST_ROWS, components_of, is_plan_list
from kiosk.importing.report import Rejected
from kiosk.importing.text import decoded, lines_of
from kiosk.importing.workbook import BadWorkbook, is_workbook, lines_of_workbook
from kiosk.programme import occurrences_of
from kiosk.record import Activity
from kiosk.recurrence import BrokenActivity, Series
from kiosk.vevent import Vevent, calendar_text

_TRIAL_DAYS = 35
MOST_EVENTS = 10_000
"""In one file: reading them takes half a minute."""
_HEADING_BYTES = 4096
_TOLD_EVERY = 50


class ProgrammeFile(msgspec.Struct, frozen=True, kw_only=True):
    """What a calendar file holds.

    `partial` are uids of which only exceptions stand in the file, with their lines: they belong
    into what is stored, and may have no title of their own.
    Of a file that is a list (`as_list`) an activity is the same when its rows are.
    `buddhist` counts events whose years were written in the Buddhist era.
    """

    activities: tuple[Activity, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    partial: dict[str, int] = {}
    buddhist: int = 0
    as_list: bool = False


def read_programme(
    raw: bytes, zone: ZoneInfo, progress: Callable[[int, int], None] | None = None
) -> ProgrammeFile:
    """Read any bytes: iCalendar, CSV or a workbook. A broken event or row is rejected alone.

    Times without a zone are of `zone`, the centre's. `progress` is called with events read and to
    be read; what it raises breaks it off.
    """
    rows = _list_of(raw)
    if isinstance(rows, str):
        return ProgrammeFile(rejected=(Rejected(1, rows),))
    if rows is not None:
        return _read(components_of(rows, zone), (), zone, progress, as_list=True)
    if raw.upper().count(b"BEGIN:VEVENT") > MOST_EVENTS:
        reason = f"the calendar holds more than {MOST_EVENTS} events; take it in in several files"
        return ProgrammeFile(rejected=(Rejected(1, reason),))
    file = take_apart(raw)
    if not file.is_calendar:
        reason = (
            "this is no calendar file: it has no line BEGIN:VCALENDAR; nor a list with the columns"
            " title and date"
        )
        return ProgrammeFile(rejected=(Rejected(1, reason),))
    if not file.events:
        return ProgrammeFile(rejected=(Rejected(1, "the calendar holds no event (VEVENT)"),))
    return _read(file.events, file.zones, zone, progress, cancelling=file.cancelling)


def _list_of(raw: bytes) -> list[str] | str | None:
    """Lines of a list, what is wrong with it, or None when it is something else."""
    if is_workbook(raw):
        try:
            lines = lines_of_workbook(raw)
        except BadWorkbook as e:
            return str(e)
        if not lines or not is_plan_list(lines[0]):
            return "the first row of the workbook has no columns title and date"
    else:
        if not is_plan_list((decoded(lines_of(raw[:_HEADING_BYTES])) or [""])[0]):
            return None
        if raw.count(b"\n") + raw.count(b"\r") > 2 * MOST_ROWS:
            return f"the list has more than {MOST_ROWS} rows; take it in in several files"
        lines = decoded(lines_of(raw))
    if len(lines) > MOST_ROWS + 1:
        return f"the list has more than {MOST_ROWS} rows; take it in in several files"
    return lines


def _read(
    components: Sequence[Component],
    definitions: Iterable[Component],
    zone: ZoneInfo,
    progress: Callable[[int, int], None] | None,
    *,
    cancelling: bool = False,
    as_list: bool = False,
) -> ProgrammeFile:
    zones = _zones_of(definitions)
    rejected: list[Rejected] = []
    events: dict[str, list[Event]] = {}
    spoiled: set[str] = set()
    for number, component in enumerate(components):
        if progress is not None and number % _TOLD_EVERY == 0:
            progress(number, 2 * len(components))
        try:
            event = read_event(component, zones, zone, cancelling=cancelling)
        except Unsound as e:
            rejected.append(Rejected(component.line, str(e)))
            spoiled.add(_uid_of_master(component))
        else:
            events.setdefault(event.uid, []).append(event)
    activities = []
    partial = {}
    for number, (uid, found) in enumerate(events.items()):
        if progress is not None and number % _TOLD_EVERY == 0:
            progress(len(components) + number, len(components) + len(events))
        master, exceptions, doubled = _sorted_out(found)
        rejected += doubled
        if master is None and uid in spoiled:
            reason = "it changes an event that was rejected"
            rejected += [Rejected(event.line, reason) for event in exceptions]
            continue
        try:
            activities.append(_activity(uid, master, exceptions, zone))
        except BrokenActivity as e:
            rejected += [Rejected(event.line, str(e)) for event in (master or exceptions[0],)]
            continue
        if master is None:
            partial[uid] = exceptions[0].line
    return ProgrammeFile(
        activities=tuple(activities),
        rejected=tuple(sorted(rejected)),
        partial=partial,
        buddhist=sum(event.buddhist for found in events.values() for event in found),
        as_list=as_list,
    )


def merged(stored: Activity, exceptions: Activity, zone: ZoneInfo) -> Activity:
    """The stored activity with exceptions that came alone; they replace those of the same repeat.

    Raises BrokenActivity or Unsound when the two do not go together.
    """
    events: list[Event] = []
    for text in (stored.ics, exceptions.ics):
        file = take_apart(text.encode())
        zones = _zones_of(file.zones)
        events += [read_event(component, zones, zone) for component in file.events]
    master, changes, _ = _sorted_out(events)
    return _activity(stored.uid, master, changes, zone)


def _sorted_out(events: Iterable[Event]) -> tuple[Event | None, list[Event], list[Rejected]]:
    """Master and exceptions of one uid, each once: the highest SEQUENCE, of equal ones the last.

    Two different masters with the same SEQUENCE are a mistake of whoever wrote the file.
    """
    best: dict[str | None, Event] = {}
    doubled = []
    for event in events:
        other = best.get(event.replaces)
        if other is not None and event.sequence < other.sequence:
            continue
        same = other is not None and other.sequence == event.sequence
        if same and other is not None and event.replaces is None and other.text != event.text:
            reason = f"the event on line {event.line} has the same UID and was taken instead"
            doubled.append(Rejected(other.line, reason))
        best[event.replaces] = event
    master = best.pop(None, None)
    exceptions = sorted(best.values(), key=lambda event: event.replaces or "")
    return master, exceptions, doubled


def _activity(uid: str, master: Event | None, exceptions: list[Event], zone: ZoneInfo) -> Activity:
    events = exceptions if master is None else [master, *exceptions]
    zones = dict.fromkeys(event.zones for event in events if event.zones)
    ics = calendar_text(
        (line for definition in zones for line in definition),
        (Vevent(event.text[1:-1]) for event in events),
    )
    series = Series(ics, zone)
    title, title_en = series.titles
    if not title and master is not None:
        msg = "it has no title (SUMMARY)"
        raise BrokenActivity(msg)
    activity = Activity(uid=uid, title=title, title_en=title_en, ics=ics)
    first = series.starts.date() if isinstance(series.starts, dt.datetime) else series.starts
    occurrences_of(activity, first, first + dt.timedelta(days=_TRIAL_DAYS), zone, 0)
    return activity


def _zones_of(definitions: Iterable[Component]) -> dict[str, Component]:
    zones = {}
    for definition in definitions:
        for line in definition.properties:
            if line.name == "TZID":
                zones[line.value.strip()] = definition
    return zones


def _uid_of_master(component: Component) -> str:
    """The uid of a rejected event when it was a master, else ""."""
    if any(line.name == "RECURRENCE-ID" for line in component.properties):
        return ""
    return next((line.value.strip() for line in component.properties if line.name == "UID"), "")
