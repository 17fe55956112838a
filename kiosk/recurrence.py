"""Rules of repetition: the iCalendar text of one activity read into dated repeats.

All components are first brought to the wall clock of the zone the master starts in, without zone:
RFC 5545 repeats wall-clock times, and the expanding library takes an exception for another repeat
when two of a day lie exactly the zone's offset apart (it compares UTC and local times alike).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kiosk.particulars import Component, Particulars, Property, every, particulars_of
from kiosk.rrule import trouble_with
from kiosk.vevent import Wall

_HOUR = dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)
_SLACK = 2 * _DAY
_PART = "X-WALKIN-PART"
# What the iCalendar libraries raise at text they cannot read.
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)


class BrokenActivity(ValueError):
    """The iCalendar text of an activity cannot be expanded."""


class Repeat(NamedTuple):
    """One repeat: the start the rule gave it, and when it takes place now.

    Times are on the wall clock of `Series.home`.
    """

    particulars: Particulars
    original: Wall
    start: Wall
    end: Wall


class _Part(NamedTuple):
    """A component; `shift` is set when it speaks for all later repeats (RANGE=THISANDFUTURE)."""

    particulars: Particulars
    shift: dt.timedelta | None


class Series:
    """All repeats of one activity.

    Times without a zone are of `zone`. An event that names no end lasts one day from a date
    (RFC 5545, 3.6.1) and one hour from a time, where the zero length of the RFC helps nobody.
    `starts` is the wall time of the first repeat.

    Raises BrokenActivity when the text is no calendar, has no start or a rule that cannot be read.
    """

    def __init__(self, ics: str, zone: ZoneInfo) -> None:
        # Imported here: 0.15 s that the first frame must not wait for.
        import recurring_ical_events  # type: ignore[import-untyped]
        from icalendar import Calendar

        try:
            master, exceptions = _sorted_out(Calendar.from_ical(ics).walk("VEVENT"))
            components = exceptions if master is None else [master, *exceptions]
            start = _given_start(components[0])
            aware = start.tzinfo if isinstance(start, dt.datetime) else None
            self.home: dt.tzinfo = aware or zone
            self.starts = self._wall(start)
            self._parts: list[_Part] = []
            calendar = Calendar()
            for component in components:
                calendar.add_component(self._plain(component, master))
            self._query = recurring_ical_events.of(calendar)
        except BrokenActivity:
            raise
        except _UNREADABLE as e:
            msg = f"cannot be expanded: {e}"
            raise BrokenActivity(msg) from e

    @property
    def titles(self) -> tuple[str, str]:
        """The activity's title, and its English one."""
        said = self._parts[0].particulars
        return said.title, said.title_en

    def between(self, first: dt.date, last: dt.date) -> Iterator[Repeat]:
        """Repeats that touch the days from `first` to `last`, and some around them.

        Raises BrokenActivity.
        """
        try:
            found = self._query.between(
                dt.datetime.combine(first - _SLACK, dt.time()),
                dt.datetime.combine(last + _SLACK + _DAY, dt.time()),
            )
        except _UNREADABLE as e:
            msg = f"cannot be expanded: {e}"
            raise BrokenActivity(msg) from e
        for event in found:
            particulars, shift = self._parts[int(event[_PART])]
            start = event["DTSTART"].dt
            original = event["RECURRENCE-ID"].dt if shift is None else start - shift
            yield Repeat(particulars, original, start, event["DTEND"].dt)

    def _plain(self, event: Component, master: Component | None) -> Component:
        """The component with nothing but wall-clock times; what else it says goes to `_parts`."""
        from icalendar import Event
        from icalendar.prop import vDDDLists, vDDDTypes

        base = self._wall(_given_start(event if master is None else master))
        plain = Event()
        shift = None
        if "RECURRENCE-ID" in event:
            replaced = event["RECURRENCE-ID"]
            original = self._like(replaced.dt, base)
            start = self._wall(event["DTSTART"].dt) if "DTSTART" in event else original
            plain["RECURRENCE-ID"] = vDDDTypes(original)
            if str(replaced.params.get("RANGE", "")).upper() == "THISANDFUTURE":
                plain["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
                shift = _moment(start) - _moment(original)
        else:
            start = base
            for rule in every(event, "RRULE"):
                plain.add("RRULE", self._rule(rule, start))
            for name in ("EXDATE", "RDATE"):
                dates = [date.dt for listed in every(event, name) for date in listed.dts]
                if dates:
                    plain[name] = vDDDLists([self._listed(d, start, name) for d in dates])
        length = self._length(event, start)
        if length is None and master is not None and _timed(start) == _timed(base):
            length = self._length(master, base)
        plain["UID"] = "one"
        plain["DTSTART"] = vDDDTypes(start)
        plain["DTEND"] = vDDDTypes(start + (length or (_HOUR if _timed(start) else _DAY)))
        plain["SEQUENCE"] = int(event.get("SEQUENCE", 0))
        plain[_PART] = str(len(self._parts))
        self._parts.append(_Part(particulars_of(event, master), shift))
        return plain

    def _wall(self, value: Wall) -> Wall:
        if isinstance(value, dt.datetime) and value.tzinfo is not None:
            return value.astimezone(self.home).replace(tzinfo=None)
        return value

    def _like(self, value: Wall, start: Wall) -> Wall:
        """The value as a date or a time, as the master's start is: some tools mix them."""
        value = self._wall(value)
        if isinstance(start, dt.datetime):
            timed = isinstance(value, dt.datetime)
            return value if timed else dt.datetime.combine(value, start.time())
        return value.date() if isinstance(value, dt.datetime) else value

    def _listed(self, value: Property, start: Wall, name: str) -> Property:
        """One date of EXDATE or RDATE; a period of RDATE is a pair."""
        if isinstance(value, tuple):
            first, last = value
            end = last if isinstance(last, dt.timedelta) else self._like(last, start)
            return self._like(first, start), end
        if name == "EXDATE" and not _timed(value):
            return value  # a bare date takes out the whole day
        return self._like(value, start)

    def _length(self, event: Component, start: Wall) -> dt.timedelta | None:
        """How long it lasts; None when it names no end after its start."""
        if "DTEND" in event:
            length = _moment(self._wall(event["DTEND"].dt)) - _moment(start)
        elif "DURATION" in event:
            length = event["DURATION"].dt
        else:
            return None
        if not _timed(start):
            length = -(-length // _DAY) * _DAY
        return length if length > dt.timedelta() else None

    def _rule(self, rule: Property, start: Wall) -> Property:
        """The rule with its end as a wall time; an end given as a bare date includes that day."""
        if reason := trouble_with(rule):
            raise BrokenActivity(reason)
        if rule.get("UNTIL"):
            end = self._wall(rule["UNTIL"][0])
            if not _timed(start):
                end = end.date() if isinstance(end, dt.datetime) else end
            elif not isinstance(end, dt.datetime):
                end = dt.datetime.combine(end, dt.time(23, 59, 59))
            rule["UNTIL"] = [end]
            rule.pop("COUNT", None)  # never both (RFC 5545, 3.3.10)
        return rule


def _sorted_out(events: list[Component]) -> tuple[Component | None, list[Component]]:
    """The master with the highest SEQUENCE, if any, and the exceptions."""
    if not events:
        msg = "there is no VEVENT"
        raise BrokenActivity(msg)
    masters = [e for e in events if "RECURRENCE-ID" not in e]
    exceptions = [e for e in events if "RECURRENCE-ID" in e]
    return max(masters, key=lambda e: int(e.get("SEQUENCE", 0)), default=None), exceptions


def _given_start(event: Component) -> Wall:
    start: Wall = (event["DTSTART"] if "DTSTART" in event else event["RECURRENCE-ID"]).dt
    return start


def _timed(value: Wall) -> bool:
    return isinstance(value, dt.datetime)


def _moment(value: Wall) -> dt.datetime:
    return value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
