"""A clock was wrong: an administrator gives entries the time at which they were written.

What they say stays in the journal, and stands beside the new time wherever it is shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import msgspec

from kiosk.clock import TRUSTED, Clock, from_micros
from kiosk.config import Settings
from kiosk.dating import DATED, LONGEST, dated
from kiosk.desk.counter import Counter, said
from kiosk.desk.impossible import No, NotPossible
from kiosk.entry import Entry, EntryId, Moved, OccurrenceKept, Redated
from kiosk.ports import Line, Reader, Store, Unit
from kiosk.record import Occurrence, Role
from kiosk.secrets import Secrets
from kiosk.written import Written, unseal

_PAGE = 2000
_PORTION = 500
"""Entries that one entry re-dates."""


class Stretch(NamedTuple):
    """A node's entries from one number to another, both included."""

    node: str
    first: int
    last: int


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Entries of a node that follow on one another and say the same service day.

    `first` and `last` are their numbers, `entries` how many of them have a time that can be put
    right. `begins` and `ends` are the times they say, `stamped` when the first was written by the
    journal's clock, which the hub puts right: aware UTC.
    """

    day: dt.date
    first: int
    last: int
    entries: int
    begins: dt.datetime
    ends: dt.datetime
    stamped: dt.datetime


class Redone(msgspec.Struct, frozen=True, kw_only=True):
    """What was re-dated, or would be.

    `was` and `now` are the times of the first of so many `entries`, aware UTC. `moved` check-ins
    came for what their activity had on the new day; it had nothing for those that `stayed`.
    """

    entries: int
    was: dt.datetime
    now: dt.datetime
    moved: int = 0
    stayed: int = 0


class Redating(Counter):
    """Re-dating. Every method raises NotPossible, whose message says why, and keeps nothing."""

    def __init__(self, store: Store, clock: Clock, settings: Settings, secrets: Secrets) -> None:
        super().__init__(store, clock, settings, secrets)
        self._centre_zone = settings.zone

    def runs(self, node: str) -> list[Run]:
        """What a node wrote, by the days it says, in the order it was written."""
        with self._store.reading() as reader:
            entries = ((row, entry) for row, entry in _of(reader, node, 1) if entry is not None)
            return [
                _run(day, list(run))
                for day, run in groupby(entries, key=lambda pair: self._gather.day(pair[1].at))
            ]

    def would_redate(self, those: Stretch, shift: dt.timedelta) -> Redone:
        """What `redate` would do, as far as the entries tell."""
        with self._store.reading() as reader:
            return self._judged(self._range(reader, those), shift)

    def redate(self, those: Stretch, shift: dt.timedelta, by: str, reason: str) -> Redone:
        """These entries of a node happened so much later than they say, or earlier.

        Nothing happened in the future. With no shift they happened when they say after all.
        Check-ins for an activity come along to what it has on the new day.
        """
        reason = said(by, reason)
        with self._store.writing() as unit:
            admins = [s.name for s in unit.staff() if s.role is Role.ADMIN and not s.disabled]
            if by not in admins:
                msg = f"only an administrator re-dates entries, and {by} is none here"
                raise NotPossible(No.NOT_ADMIN, msg)
            entries = self._range(unit, those)
            done = self._judged(entries, shift)
            names = [entry.id for entry in entries]
            seconds, now = round(shift.total_seconds()), self._clock.now()
            for at in range(0, len(names), _PORTION):
                targets = tuple(names[at : at + _PORTION])
                body = Redated(
                    targets=targets, shift_s=seconds, zone=self._centre_zone.key, reason=reason
                )
                unit.append(body, now, by=by)
            moved, stayed = self._come_along(unit, names, by, reason)
        return msgspec.structs.replace(done, moved=moved, stayed=stayed)

    def _range(self, reader: Reader, those: Stretch) -> list[Entry]:
        found = [entry for _, entry in _of(reader, *those) if entry is not None]
        if not found:
            msg = f"{those.node} wrote nothing with these numbers that could be re-dated"
            raise NotPossible(No.NO_ENTRY, msg)
        return found

    def _judged(self, entries: list[Entry], shift: dt.timedelta) -> Redone:
        if abs(shift) > LONGEST:
            msg = "no clock is wrong by so much"
            raise NotPossible(No.TOO_LONG_AGO, msg)
        anew = [dated(entry, shift, self._centre_zone) for entry in entries]
        late = next((one for one in anew if one.at > self._clock.now() + TRUSTED), None)
        if late is not None and shift:
            msg = f"{late.id} would be of {late.at:%Y-%m-%d %H:%M} UTC, which is yet to come"
            raise NotPossible(No.YET_TO_COME, msg)
        return Redone(entries=len(entries), was=entries[0].at, now=anew[0].at)

    def _come_along(
        self, unit: Unit, names: list[EntryId], by: str, reason: str
    ) -> tuple[int, int]:
        """Check-ins come for what their activity has on their day; how many did, and did not."""
        there: dict[str, tuple[Occurrence, list[EntryId]]] = {}
        stayed = 0
        for name in names:
            line = unit.line(name)
            if line is None or line.occurrence is None or line.occurrence.day == line.day:
                continue
            found = self._nearest(unit, line, line.occurrence.activity)
            if found is None:
                stayed += 1
            else:
                there.setdefault(found.key, (found, []))[1].append(name)
        now = self._clock.now()
        for occurrence, visits in there.values():
            if unit.occurrence(occurrence.key) != occurrence:
                unit.append(OccurrenceKept(occurrence=occurrence), now, by=by)
            for at in range(0, len(visits), _PORTION):
                targets = tuple(visits[at : at + _PORTION])
                body = Moved(targets=targets, occurrence=occurrence.key, reason=reason)
                unit.append(body, now, by=by)
        return sum(len(visits) for _, visits in there.values()), stayed

    def _nearest(self, reader: Reader, line: Line, activity: str) -> Occurrence | None:
        """What an activity has on the day of a check-in, nearest to its time."""
        on = self._gather.programme(reader, line.day, line.day)
        mine = [one for one in on if one.activity == activity and not one.cancelled]
        return min(mine, key=lambda one: abs(one.start - line.at), default=None)


def _of(
    reader: Reader, node: str, first: int, last: int | None = None
) -> Iterator[tuple[Written, Entry | None]]:
    """A node's rows from one number to another; with the entry where it has a time to put right."""
    after = first - 1
    while rows := reader.written(node, after, _PAGE):
        for row in rows:
            if last is not None and row.seq > last:
                return
            yield row, _unsealed(row)
        after = rows[-1].seq


def _unsealed(row: Written) -> Entry | None:
    try:
        entry = unseal(row)
    except (ValueError, OverflowError):
        return None
    return entry if isinstance(entry.body, DATED) else None


def _run(day: dt.date, run: list[tuple[Written, Entry]]) -> Run:
    times = [entry.at for _, entry in run]
    return Run(
        day=day,
        first=run[0][0].seq,
        last=run[-1][0].seq,
        entries=len(run),
        begins=min(times),
        ends=max(times),
        stamped=from_micros(run[0][0].stamp),
    )
