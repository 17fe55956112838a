"""How the programme is edited: a form's wishes made into the iCalendar text of an activity.

What somebody may have come to keeps its key: it is changed by an exception (RECURRENCE-ID), all
later ones by one with RANGE=THISANDFUTURE. RFC 5545, 3.8.4.4 and 3.2.13.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import msgspec

from kiosk.programme import Dated
from kiosk.record import Activity, Occurrence
from kiosk.recurrence import Series
from kiosk.rhythm import Every, rhythm_of, rule_of, rule_until
from kiosk.vevent import (
    Vevent,
    Wall,
    calendar_text,
    dated_line,
    digits,
    events_of,
    is_range,
    moment,
    original_of,
    parsed,
    zones_of,
)
from kiosk.wish import Edit, Wish, changes, details, status

_DAY = dt.timedelta(days=1)


def wish_of(activity: Activity, dated: Dated, zone: ZoneInfo) -> Wish:
    """An occurrence as a form shows it."""
    one, said = dated.occurrence, dated.repeat.particulars
    start, end = one.start.astimezone(zone), one.end.astimezone(zone)
    master = events_of(activity)[0]
    first = dated.repeat.start
    return Wish(
        title=one.title,
        title_en=one.title_en,
        day=(first.date() if isinstance(first, dt.datetime) else first)
        if one.all_day
        else start.date(),
        start=None if one.all_day else start.time(),
        end=None if one.all_day else end.time(),
        room=one.room,
        host=one.host,
        audience=one.audience,
        features=one.features,
        capacity=one.capacity,
        opens_before=said.opens_before,
        picture=one.picture,
        rhythm=rhythm_of(master.line("RRULE"), _date_of(Series(activity.ics, zone).starts), zone),
    )


def created(uid: str, wish: Wish, zone: ZoneInfo) -> Activity:
    """A new activity."""
    start, end = _span(wish, zone, zone)
    timed = wish.start is not None
    params = f";TZID={zone.key}" if timed else ";VALUE=DATE"
    lines = {
        "UID": f"UID:{uid}",
        "DTSTART": f"DTSTART{params}:{digits(start)}",
        "DTEND": f"DTEND{params}:{digits(end)}",
        "RRULE": rule_of(wish.rhythm, wish.day, zone, timed=timed),
    }
    return _activity(uid, [], [Vevent(()).put(lines | details(wish, sparse=True))], zone)


def is_single(activity: Activity) -> bool:
    """Whether it takes place once, and nothing about that was changed by an exception."""
    events = events_of(activity)
    return len(events) == 1 and not any(events[0].line(n) for n in ("RRULE", "RDATE"))


def edited(
    activity: Activity, dated: Dated, edit: Edit, zone: ZoneInfo, *, keep_key: bool
) -> Activity:
    """The activity with an edit. `keep_key`: somebody may have come, or wait for it.

    Raises ValueError when something that repeats were to take whole days, or no longer.
    """
    events = events_of(activity)
    before, after = edit.before, edit.after
    moved = before.times != after.times
    if is_single(activity) and not (moved and keep_key):
        events = [_amended(events[0], edit, zone, dated)]
        return _activity(activity.uid, zones_of(activity), events, zone)
    if moved and (before.start is None) != (after.start is None):
        msg = "what repeats cannot become a whole day, or a part of one"
        raise ValueError(msg)
    if before.rhythm != after.rhythm and not events[0].line("RECURRENCE-ID"):
        events[0] = events[0].put({"RRULE": _rule(events[0], edit, zone)})
    touched = (
        edit.following
        or before != msgspec.structs.replace(after, rhythm=before.rhythm)
        or dated.occurrence.cancelled != (edit.off is not None)
        or (edit.off or "") != dated.occurrence.cancelled_why
    )
    if touched:
        events = _excepted(events, dated, edit, zone)
    return _activity(activity.uid, zones_of(activity), events, zone)


def withdrawn(activity: Activity, zone: ZoneInfo) -> Activity:
    """It never was: the activity without any occurrence."""
    first = events_of(activity)[0]
    out = f"EXDATE{first.params('DTSTART')}:{first.value('DTSTART')}"
    gone = first.put({"RRULE": "", "RDATE": "", "EXDATE": out})
    return _activity(activity.uid, zones_of(activity), [gone], zone)


def is_withdrawn(activity: Activity) -> bool:
    """Whether it never takes place."""
    events = events_of(activity)
    if not is_single(activity) or not events[0].line("DTSTART"):
        return False
    return events[0].value("EXDATE") == events[0].value("DTSTART")


def same_times(occurrence: Occurrence, other: Occurrence) -> bool:
    """Whether both are at the same time."""
    return (occurrence.start, occurrence.end) == (other.start, other.end)


# -- the lines ----------------------------------------------------------------------------------


def _amended(event: Vevent, edit: Edit, zone: ZoneInfo, dated: Dated) -> Vevent:
    """The only event, changed itself."""
    lines = changes(edit, sparse=True) | status(edit.off, plain="")
    after = edit.after
    if edit.before.times != after.times:
        timed = after.start is not None
        start, end = _span(after, zone, zone, _days(dated, edit))
        params = f";TZID={zone.key}" if timed else ";VALUE=DATE"
        lines["DTSTART"] = f"DTSTART{params}:{digits(start)}"
        lines["DTEND"] = f"DTEND{params}:{digits(end)}"
        lines["DURATION"] = lines["EXDATE"] = ""
    if edit.before.rhythm != after.rhythm or edit.before.times != after.times:
        lines["RRULE"] = _rule(event.put(lines), edit, zone)
    return event.put(lines)


def _excepted(events: list[Vevent], dated: Dated, edit: Edit, zone: ZoneInfo) -> list[Vevent]:
    """The events with an exception for the repeat, and what that means to the later ones."""
    home, original = dated.home, dated.repeat.original
    start, end = dated.repeat.start, dated.repeat.end
    if edit.before.times != edit.after.times:
        start, end = _span(edit.after, zone, home, _days(dated, edit))
    later_by = moment(start) - moment(dated.repeat.start)
    first = events[0]
    taken = {original_of(event, home) for event in events}
    free = next((at for at in dated.later if at not in taken), None)
    kept: list[Vevent] = []
    for event in events:
        at = original_of(event, home)
        if at is None or moment(at) < moment(original):
            kept.append(event)
        elif at == original:
            if is_range(event) and not edit.following and free is not None:
                kept.append(_shifted(event, first, free, original))
        elif edit.following:
            kept.append(_followed(event, first, edit, later_by))
        else:
            kept.append(event)
    params = ";RANGE=THISANDFUTURE" if edit.following else ""
    lines = {
        "UID": first.line("UID"),
        "RECURRENCE-ID": dated_line("RECURRENCE-ID", original, first, params),
        "DTSTART": dated_line("DTSTART", start, first),
        "DTEND": dated_line("DTEND", end, first),
    }
    lines |= details(edit.after, sparse=False) | status(edit.off, plain="CONFIRMED")
    kept.append(Vevent(()).put(lines))
    return sorted(kept, key=lambda event: _order(event, home))


def _followed(event: Vevent, first: Vevent, edit: Edit, later_by: dt.timedelta) -> Vevent:
    """A later exception; one that was moved alone stays where it was put."""
    lines = changes(edit, sparse=False) | status(edit.off, plain="CONFIRMED")
    if is_range(event) and later_by:
        for name in ("DTSTART", "DTEND"):
            if event.line(name):
                at = parsed(event.value(name)) + later_by
                lines[name] = dated_line(name, at, first)
    return event.put(lines)


def _shifted(event: Vevent, first: Vevent, to: Wall, original: Wall) -> Vevent:
    """What all later repeats are, said from the next one on."""
    by = moment(to) - moment(original)
    lines = {"RECURRENCE-ID": dated_line("RECURRENCE-ID", to, first, ";RANGE=THISANDFUTURE")}
    for name in ("DTSTART", "DTEND"):
        if event.line(name):
            lines[name] = dated_line(name, parsed(event.value(name)) + by, first)
    return event.put(lines)


def _rule(event: Vevent, edit: Edit, zone: ZoneInfo) -> str:
    """The rule of repetition: another one where there was none, else another last day."""
    rhythm, line = edit.after.rhythm, event.line("RRULE")
    timed = "T" in event.value("DTSTART")
    if not line or (rhythm.every is not Every.OTHER and edit.before.rhythm.every is Every.ONCE):
        return rule_of(rhythm, edit.after.day, zone, timed=timed)
    return rule_until(line, rhythm.until, zone, timed=timed)


# -- times --------------------------------------------------------------------------------------


def _span(wish: Wish, zone: ZoneInfo, home: dt.tzinfo, days: int = 1) -> tuple[Wall, Wall]:
    """Start and end on the wall clock of `home`."""
    if wish.start is None or wish.end is None:
        return wish.day, wish.day + days * _DAY
    start = dt.datetime.combine(wish.day, wish.start, zone)
    end = dt.datetime.combine(wish.day, wish.end, zone)
    if end <= start:
        end += _DAY
    return tuple(at.astimezone(home).replace(tzinfo=None) for at in (start, end))  # type: ignore[return-value]


def _days(dated: Dated, edit: Edit) -> int:
    """Whole days that it takes."""
    return max(
        1, (dated.repeat.end - dated.repeat.start) // _DAY if edit.before.start is None else 1
    )


def _activity(uid: str, zones: list[str], events: list[Vevent], zone: ZoneInfo) -> Activity:
    ics = calendar_text(zones, events)
    title, title_en = Series(ics, zone).titles
    return Activity(uid=uid, title=title, title_en=title_en, ics=ics)


def _date_of(value: Wall) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


def _order(event: Vevent, home: dt.tzinfo) -> str:
    at = original_of(event, home)
    return "" if at is None else digits(at)
