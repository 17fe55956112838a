"""The programme: which occurrences a service day has."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from kiosk.clock import UTC, day_span, service_day
from kiosk.particulars import Particulars
from kiosk.ports import Reader
from kiosk.record import Activity, Occurrence
from kiosk.recurrence import BrokenActivity, Repeat, Series
from kiosk.vevent import Wall

log = logging.getLogger(__name__)

AHEAD_DAYS = 92
"""How many days ahead the next open day is looked for."""

_KEPT_DAYS = 8
_DAY = dt.timedelta(days=1)
_YEAR = dt.timedelta(days=366)


class Programme:
    """The occurrences of service days, kept until an activity changes. Serves one thread.

    `opens_before_min` is how many minutes before the start check-in opens, where the activity does
    not say. An activity that cannot be expanded is left out and logged: the others go on.
    """

    def __init__(self, zone: ZoneInfo, opens_before_min: int) -> None:
        self._zone = zone
        self._opens_before_min = opens_before_min
        self._revision: int | None = None
        self._expansions: list[_Expansion] | None = None
        self._days: dict[dt.date, tuple[Occurrence, ...]] = {}
        self._next: dict[dt.date, dt.date | None] = {}

    def on(self, day: dt.date, reader: Reader) -> tuple[Occurrence, ...]:
        """Occurrences of a service day by start and title, cancelled ones too."""
        self._refresh(reader)
        if day not in self._days:
            _make_room(self._days)
            self._days[day] = tuple(sorted(self._between(day, day, reader), key=_order))
        return self._days[day]

    def between(self, first: dt.date, last: dt.date, reader: Reader) -> list[Occurrence]:
        """Occurrences of the service days from `first` to `last`, by start and title."""
        self._refresh(reader)
        return sorted(self._between(first, last, reader), key=_order)

    def next_day(self, after: dt.date, reader: Reader) -> dt.date | None:
        """The first later service day with something on; None when there is none for 92 days."""
        self._refresh(reader)
        if after not in self._next:
            found = self._between(after + _DAY, after + AHEAD_DAYS * _DAY, reader)
            _make_room(self._next)
            self._next[after] = min((o.day for o in found if not o.cancelled), default=None)
        return self._next[after]

    def _refresh(self, reader: Reader) -> None:
        revision = reader.programme_revision()
        if revision != self._revision:
            self._expansions = None
            self._days.clear()
            self._next.clear()
            self._revision = revision

    def _between(self, first: dt.date, last: dt.date, reader: Reader) -> list[Occurrence]:
        if self._expansions is None:
            self._expansions = []
            for activity in reader.activities():
                try:
                    expansion = _Expansion(activity, self._zone, self._opens_before_min)
                except BrokenActivity as e:
                    log.warning("activity %s is left out: %s", activity.uid, e)
                else:
                    self._expansions.append(expansion)
        found: list[Occurrence] = []
        for expansion in self._expansions:
            try:
                found += expansion.between(first, last)
            except BrokenActivity as e:
                log.warning("activity %s is left out: %s", expansion.activity.uid, e)
        return found


def occurrences_of(
    activity: Activity, first_day: dt.date, last_day: dt.date, zone: ZoneInfo, opens_before_min: int
) -> tuple[Occurrence, ...]:
    """Occurrences of one activity on the service days from `first_day` to `last_day`, by start.

    Raises BrokenActivity when its iCalendar text cannot be expanded.
    """
    found = _Expansion(activity, zone, opens_before_min).between(first_day, last_day)
    return tuple(sorted(found, key=_order))


class Dated(NamedTuple):
    """An occurrence and the repeat it comes from; `home` is the zone of the repeat's times.

    `later` are the starts the rule gave the repeats after it, within a year.
    """

    occurrence: Occurrence
    repeat: Repeat
    home: dt.tzinfo
    later: tuple[Wall, ...]


def find_dated(
    activity: Activity, key: str, day: dt.date, zone: ZoneInfo, opens_before_min: int
) -> Dated | None:
    """The occurrence of that key on a service day. Raises BrokenActivity."""
    return _Expansion(activity, zone, opens_before_min).find(key, day)


class _Expansion:
    """One activity and its repeats, read once."""

    def __init__(self, activity: Activity, zone: ZoneInfo, opens_before_min: int) -> None:
        self.activity = activity
        self._series = Series(activity.ics, zone)
        self._zone = zone
        self._opens_before_min = opens_before_min

    def between(self, first_day: dt.date, last_day: dt.date) -> list[Occurrence]:
        found: dict[str, Occurrence] = {}
        for repeat in self._series.between(first_day, last_day):
            for occurrence in self._dated(repeat):
                if first_day <= occurrence.day <= last_day:
                    found.setdefault(occurrence.key, occurrence)
        return list(found.values())

    def find(self, key: str, day: dt.date) -> Dated | None:
        for repeat in self._series.between(day, day):
            for one in self._dated(repeat):
                if one.key == key and one.day == day:
                    found = self._series.between(day, day + _YEAR)
                    later = [r.original for r in found if _after(r.original, repeat.original)]
                    return Dated(one, repeat, self._series.home, tuple(sorted(later)))
        return None

    def _dated(self, repeat: Repeat) -> Iterator[Occurrence]:
        """One occurrence, or one for each service day when the repeat takes whole days.

        From midnight to midnight is whole days too: some tools export them so.
        """
        start = self._utc(repeat.start)
        original = self._utc(repeat.original)
        length = repeat.end - repeat.start
        local = start.astimezone(self._zone)
        whole = not isinstance(repeat.start, dt.datetime)
        if whole or (local.time() == dt.time() and length % _DAY == dt.timedelta()):
            for count in range(length // _DAY):
                key = self._key(original + count * _DAY)
                yield self._whole_day(repeat, key, local.date() + count * _DAY)
            return
        minutes = repeat.particulars.opens_before
        yield Occurrence(
            key=self._key(original),
            day=service_day(start, self._zone),
            start=start,
            end=start + length,
            opens=start
            - dt.timedelta(minutes=self._opens_before_min if minutes is None else minutes),
            **self._shown(repeat.particulars),
        )

    def _whole_day(self, repeat: Repeat, key: str, day: dt.date) -> Occurrence:
        first, after = day_span(day, self._zone)
        return Occurrence(
            key=key,
            day=day,
            start=first,
            end=after,
            opens=first,
            all_day=True,
            **self._shown(repeat.particulars),
        )

    def _shown(self, said: Particulars) -> dict[str, Any]:
        return {
            "activity": self.activity.uid,
            "title": said.title or self.activity.title,
            "title_en": said.title_en or self.activity.title_en,
            "room": said.room,
            "host": said.host,
            "audience": said.audience,
            "features": said.features,
            "capacity": said.capacity,
            "cancelled": said.cancelled,
            "cancelled_why": said.cancelled_why,
            "picture": said.picture,
        }

    def _utc(self, value: Wall) -> dt.datetime:
        """A wall time as UTC; a date as the start of that service day."""
        if isinstance(value, dt.datetime):
            return value.replace(tzinfo=self._series.home).astimezone(UTC)
        return day_span(value, self._zone)[0]

    def _key(self, original: dt.datetime) -> str:
        return f"{self.activity.uid}/{original:%Y%m%dT%H%M%SZ}"


def _after(one: Wall, other: Wall) -> bool:
    """Whether it is later; both are dates, or both are times."""
    return one > other


def _make_room(kept: dict[dt.date, Any]) -> None:
    while len(kept) >= _KEPT_DAYS:
        del kept[next(iter(kept))]


def _order(occurrence: Occurrence) -> tuple[dt.datetime, str, str]:
    return occurrence.start, occurrence.title, occurrence.key
