"""The programme of many days, and one occurrence of it as it can be changed."""

from __future__ import annotations

import datetime as dt

import msgspec

from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.desk.counter import Counter
from kiosk.desk.impossible import No, NotPossible
from kiosk.editing import is_single, wish_of
from kiosk.entry import EntryId
from kiosk.particulars import LONGEST_NAME, LONGEST_TITLE
from kiosk.ports import Reader, Store
from kiosk.programme import Dated, find_dated, occurrences_of
from kiosk.record import Activity, Occurrence
from kiosk.recurrence import BrokenActivity
from kiosk.secrets import Secrets
from kiosk.thai import tidy
from kiosk.wish import Wish

MOST_PEOPLE = 100_000
MOST_MINUTES = 1440
_NIGHT = dt.time(6, 0)
"""An end before the start is of the next day when it is not later than this."""
_FAR = dt.timedelta(days=366 * 20)
_DAY = dt.timedelta(days=1)


class OnPlan(msgspec.Struct, frozen=True, kw_only=True):
    """An occurrence in the programme; `came` counts people, `repeats` whether it is of several."""

    occurrence: Occurrence
    came: int
    repeats: bool
    over: bool


class PlanDay(msgspec.Struct, frozen=True, kw_only=True):
    """A service day: its opening hours, None when closed; `named` as one of the closed days."""

    day: dt.date
    hours: tuple[dt.time, dt.time] | None
    named: bool
    occurrences: tuple[OnPlan, ...]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Days of the programme, on `today`."""

    today: dt.date
    days: tuple[PlanDay, ...]


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """An occurrence as it can be changed: the wish it fulfils, and who came to it today."""

    activity: Activity
    occurrence: Occurrence
    wish: Wish
    repeats: bool
    came: int


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """The programme was changed; enough to take it back.

    `key` names the occurrence from now on. `before` and `after` are pairs of activities, `moved`
    are check-ins with the occurrence they came to, `kept` occurrences as they stood before.
    """

    key: str
    before: tuple[Activity | None, ...]
    after: tuple[Activity, ...]
    moved: tuple[EntryId, ...] = ()
    moved_from: str = ""
    kept: tuple[Occurrence, ...] = ()


class Timetable(Counter):
    """Reading the programme."""

    def __init__(self, store: Store, clock: Clock, settings: Settings, secrets: Secrets) -> None:
        super().__init__(store, clock, settings, secrets)
        self._zone = settings.zone
        self._hours = settings.hours
        self._opens_before = settings.checkin.opens_before_min

    def plan(self, first: dt.date, days: int) -> Plan:
        """The programme of so many service days from the first on."""
        last = first + (days - 1) * _DAY
        with self._store.reading() as reader:
            now = self._clock.now()
            today = self._gather.day(now)
            several = {a.uid for a in reader.activities() if not is_single(a)}
            found: dict[dt.date, list[OnPlan]] = {}
            came: dict[tuple[dt.date, str | None], int] = {}
            for day in (first + n * _DAY for n in range(days)):
                if day <= today:
                    came |= {(day, c.occurrence): c.came for c in reader.counts(day)}
            for one in self._gather.programme(reader, first, last):
                shown = OnPlan(
                    occurrence=one,
                    came=came.get((one.day, one.key), 0),
                    repeats=one.activity in several,
                    over=one.day < today,
                )
                found.setdefault(one.day, []).append(shown)
        return Plan(
            today=today,
            days=tuple(
                PlanDay(
                    day=day,
                    hours=self._hours.of(day),
                    named=day in self._hours.closed,
                    occurrences=tuple(found.get(day, ())),
                )
                for day in (first + n * _DAY for n in range(days))
            ),
        )

    def planned(self, key: str, day: dt.date) -> Planned:
        """An occurrence of a service day, to be changed."""
        with self._store.reading() as reader:
            activity, dated = self._dated(reader, key, day)
            came = {count.occurrence: count.came for count in reader.counts(day)}
            return Planned(
                activity=activity,
                occurrence=dated.occurrence,
                wish=wish_of(activity, dated, self._zone),
                repeats=not is_single(activity),
                came=came.get(key, 0),
            )

    def _dated(self, reader: Reader, key: str, day: dt.date) -> tuple[Activity, Dated]:
        """An occurrence of the programme. Raises NotPossible when it is not there."""
        uid = key.rpartition("/")[0]
        try:
            for activity in reader.activities():
                if activity.uid == uid:
                    dated = find_dated(activity, key, day, self._zone, self._opens_before)
                    if dated is not None:
                        return activity, dated
        except BrokenActivity:
            pass
        msg = "that is not in the programme any more"
        raise NotPossible(No.NO_OCCURRENCE, msg)

    def _on(self, activity: Activity, first: dt.date, last: dt.date) -> tuple[Occurrence, ...]:
        return occurrences_of(activity, first, last, self._zone, self._opens_before)

    def _sound(self, wish: Wish, before: Wish | None) -> Wish:
        """The wish, tidied. Raises NotPossible for what cannot be; `before` is not asked again."""
        words = {name: tidy(getattr(wish, name)) for name in ("title", "title_en", "room", "host")}
        # A parameter of iCalendar can hold no plain quotation mark.
        words["host"] = words["host"].replace('"', "”")
        wish = msgspec.structs.replace(wish, **words)
        if not wish.title:
            raise NotPossible(No.TITLE_MISSING, "an activity has a title")
        if max(map(len, (wish.title, wish.title_en))) > LONGEST_TITLE:
            raise NotPossible(No.TITLE_LONG, f"a title has at most {LONGEST_TITLE} characters")
        if max(map(len, (wish.room, wish.host))) > LONGEST_NAME:
            raise NotPossible(No.NAME_LONG, f"a name has at most {LONGEST_NAME} characters")
        if wish.capacity is not None and not 1 <= wish.capacity <= MOST_PEOPLE:
            raise NotPossible(No.CAPACITY, f"seats are 1 to {MOST_PEOPLE}, or not limited")
        if wish.opens_before is not None and not 0 <= wish.opens_before <= MOST_MINUTES:
            raise NotPossible(No.OPENS_BEFORE, f"check-in opens 0 to {MOST_MINUTES} minutes before")
        if before is None or before.times != wish.times:
            self._sound_times(wish)
        until, old = wish.rhythm.until, None if before is None else before.rhythm.until
        if until is not None and until != old and until < wish.day:
            raise NotPossible(No.UNTIL_BEFORE, "it repeats until a day before it begins")
        return wish

    def _sound_times(self, wish: Wish) -> None:
        today = self._gather.day(self._clock.now())
        if wish.day < today:
            raise NotPossible(No.OVER, f"{wish.day} is over")
        if wish.day > today + _FAR:
            raise NotPossible(No.YEAR_FAR, f"{wish.day} is too far ahead")
        if (wish.start is None) != (wish.end is None):
            raise NotPossible(No.END_MISSING, "a time has a start and an end")
        if wish.start is None or wish.end is None:
            return
        start = dt.datetime.combine(wish.day, wish.start)
        end = dt.datetime.combine(wish.day, wish.end)
        if end == start:
            raise NotPossible(No.ENDS_BEFORE, "it ends when it starts")
        if end < start and wish.end > _NIGHT:
            raise NotPossible(No.ENDS_BEFORE, "it ends before it starts")
