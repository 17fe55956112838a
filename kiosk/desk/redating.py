"""A clock was wrong: an administrator gives entries the time at which they were written.

What they say stays in the journal, and stands beside the new time wherever it is shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from kiosk.clock import MOST_AHEAD, TRUSTED, Clock, from_micros
from kiosk.clock_guard import OFF_HUB
from kiosk.config import Settings
from kiosk.dating import DATED, LONGEST, dated
from kiosk.desk.counter import Counter, said
from kiosk.desk.impossible import No, NotPossible
from kiosk.entry import (
    CheckedIn,
    CheckedOut,
    DeviceGone,
    Entry,
    EntryId,
    GuestsCounted,
    Moved,
    OccurrenceKept,
    Redated,
)
from kiosk.ports import Line, Reader, Store, Unit
from kiosk.record import Occurrence, Role
from kiosk.secrets import Secrets
from kiosk.written import Written, unseal

_PAGE = 2000
_PORTION = 500
"""Entries that one entry re-dates, in a transaction of its own."""


class Stretch(NamedTuple):
    """A node's entries from one number to another, both included; without one, to the last."""

    node: str
    first: int
    last: int | None


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Entries of a node that say the same service day, between two jumps of its clock.

    `first` and `last` are their numbers, `entries` how many of them say when they were written.
    `begins` and `ends` are those times, `stamped` when the first was written by the journal's
    clock, which the hub puts right: aware UTC. So many are `redated` already.
    """

    day: dt.date
    first: int
    last: int
    entries: int
    begins: dt.datetime
    ends: dt.datetime
    stamped: dt.datetime
    redated: int = 0


class Redone(msgspec.Struct, frozen=True, kw_only=True):
    """What was re-dated, or would be.

    `was` and `now` are the times of the first of so many `entries`, aware UTC. `moved` check-ins
    came for what their activity had on the new day; it had nothing for those that `stayed`. Of so
    many `told` the time is not the clock's: somebody typed it in.
    """

    entries: int
    was: dt.datetime
    now: dt.datetime
    moved: int = 0
    stayed: int = 0
    told: int = 0


class Redating(Counter):
    """Re-dating. Every method raises NotPossible, whose message says why; then nothing is kept."""

    def __init__(self, store: Store, clock: Clock, settings: Settings, secrets: Secrets) -> None:
        super().__init__(store, clock, settings, secrets)
        self._centre_zone = settings.zone

    def runs(self, node: str) -> list[Run]:
        """What a node wrote, by the days it says, in the order it was written."""
        with self._store.reading() as reader:
            runs = self._runs(reader, Stretch(node, 1, None))
            return [
                _run(
                    self._gather.day(run[0].at),
                    run,
                    reader.redated(node, run[0].seq, run[-1].seq),
                )
                for run in runs
            ]

    def run_of(self, entry: EntryId) -> Stretch:
        """What its node wrote around an entry, until its clock jumped; not more than some days."""
        around = Stretch(entry.node, max(1, entry.seq - _PAGE), entry.seq + _PAGE)
        with self._store.reading() as reader:
            runs = self._runs(reader, around)
        for run in runs:
            if run[0].seq <= entry.seq <= run[-1].seq:
                return Stretch(entry.node, run[0].seq, run[-1].seq)
        return Stretch(entry.node, entry.seq, entry.seq)

    def would_redate(self, those: Stretch, shift: dt.timedelta) -> Redone:
        """What `redate` would do, as far as the entries tell."""
        with self._store.reading() as reader:
            return self._judged(*self._range(reader, those), shift)

    def redate(self, those: Stretch, shift: dt.timedelta, by: str, reason: str) -> Redone:
        """These entries of a node happened so much later than they say, or earlier.

        Nothing happened in the future. With no shift they happened when they say after all.
        Check-ins for an activity come along to what it has on the new day.
        """
        reason = said(by, reason)
        with self._store.reading() as reader:
            admins = [s.name for s in reader.staff() if s.role is Role.ADMIN and not s.disabled]
            if by not in admins:
                msg = f"only an administrator re-dates entries, and {by} is none here"
                raise NotPossible(No.NOT_ADMIN, msg)
            entries, told = self._range(reader, those)
            done = self._judged(entries, told, shift)
        moved = stayed = 0
        for at in range(0, len(entries), _PORTION):
            targets = tuple(entry.id for entry in entries[at : at + _PORTION])
            body = Redated(
                targets=targets,
                shift_s=round(shift.total_seconds()),
                zone=self._centre_zone.key,
                reason=reason,
            )
            # Nobody at the kiosk waits for all; said again it comes to the same.
            with self._store.writing() as unit:
                unit.append(body, self._clock.now(), by=by)
                went, left = self._come_along(unit, targets, by, reason)
            moved, stayed = moved + went, stayed + left
        return msgspec.structs.replace(done, moved=moved, stayed=stayed)

    def _runs(self, reader: Reader, those: Stretch) -> list[list[Entry]]:
        runs: list[list[Entry]] = []
        for entry in _of(reader, *those):
            if not _is_by_clock(entry) or _is_auto(entry):
                continue
            if runs and self._goes_on(runs[-1][-1], entry):
                runs[-1].append(entry)
            else:
                runs.append([entry])
        return runs

    def _range(self, reader: Reader, those: Stretch) -> tuple[list[Entry], int]:
        """What is meant, and how many are not: alone each can be, whoever gave its time."""
        found = list(_of(reader, *those))
        kept = found
        if len(found) > 1:
            kept = [entry for entry in found if _is_by_clock(entry) and not _is_auto(entry)]
            names = {entry.id for entry in kept}
            # They left at the closing time of the day that they were of.
            kept += [entry for entry in found if _is_auto(entry) and names.issuperset(_left(entry))]
            kept.sort(key=lambda entry: entry.seq)
        if not kept:
            msg = f"{those.node} wrote nothing with these numbers that could be re-dated"
            raise NotPossible(No.NO_ENTRY, msg)
        return kept, sum(not _is_by_clock(entry) for entry in found) if len(found) > 1 else 0

    def _goes_on(self, before: Entry, entry: Entry) -> bool:
        """Whether the clock ran on from one entry to the next, on the same day."""
        passed = entry.at - before.at
        stamped = from_micros(entry.stamp) - from_micros(before.stamp)
        same_day = self._gather.day(before.at) == self._gather.day(entry.at)
        return same_day and passed >= -TRUSTED and passed - stamped <= MOST_AHEAD

    def _judged(self, entries: list[Entry], told: int, shift: dt.timedelta) -> Redone:
        if abs(shift) > LONGEST:
            msg = "no clock is wrong by so much"
            raise NotPossible(No.TOO_LONG_AGO, msg)
        anew = [dated(entry, shift, self._centre_zone) for entry in entries]
        late = next((one for one in anew if one.at > self._clock.now() + TRUSTED), None)
        if late is not None and shift:
            msg = f"{late.id} would be of {late.at:%Y-%m-%d %H:%M} UTC, which is yet to come"
            raise NotPossible(No.YET_TO_COME, msg)
        return Redone(entries=len(entries), was=entries[0].at, now=anew[0].at, told=told)

    def _come_along(
        self, unit: Unit, names: Sequence[EntryId], by: str, reason: str
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
            body = Moved(targets=tuple(visits), occurrence=occurrence.key, reason=reason)
            unit.append(body, now, by=by)
        return sum(len(visits) for _, visits in there.values()), stayed

    def _nearest(self, reader: Reader, line: Line, activity: str) -> Occurrence | None:
        """What an activity has on the day of a check-in, nearest to its time."""
        on = self._gather.on(reader, line.day)
        mine = [one for one in on if one.activity == activity and not one.cancelled]
        return min(mine, key=lambda one: abs(one.start - line.at), default=None)


def _of(reader: Reader, node: str, first: int, last: int | None) -> Iterator[Entry]:
    """A node's entries from one number to another that have a time which can be put right."""
    after = first - 1
    while rows := reader.written(node, after, _PAGE):
        for row in rows:
            if last is not None and row.seq > last:
                return
            entry = _unsealed(row)
            if entry is not None and isinstance(entry.body, DATED):
                yield entry
        after = rows[-1].seq


def _unsealed(row: Written) -> Entry | None:
    try:
        return unseal(row)
    except (ValueError, OverflowError):
        return None


def _is_by_clock(entry: Entry) -> bool:
    """Whether an entry says when it was written, not what somebody typed in, or the hub said."""
    body = entry.body
    if isinstance(body, CheckedIn | GuestsCounted):
        return body.how != "paper" and not body.reason
    if isinstance(body, CheckedOut):
        return not (body.how == "auto" and entry.by)
    return not (isinstance(body, DeviceGone) and body.device == OFF_HUB)


def _is_auto(entry: Entry) -> bool:
    return isinstance(entry.body, CheckedOut) and entry.body.how == "auto"


def _left(entry: Entry) -> tuple[EntryId, ...]:
    return entry.body.visits if isinstance(entry.body, CheckedOut) else ()


def _run(day: dt.date, run: list[Entry], redated: int) -> Run:
    return Run(
        day=day,
        first=run[0].seq,
        last=run[-1].seq,
        entries=len(run),
        begins=run[0].at,
        ends=run[-1].at,
        stamped=from_micros(run[0].stamp),
        redated=redated,
    )
