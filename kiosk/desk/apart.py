"""What kiosks did that did not know of each other, for staff to look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from kiosk.apart import Conflict, Kind, of_numbers, overfull, rivals, twice, two_seats
from kiosk.desk.counter import Counter, signed
from kiosk.desk.impossible import No, NotPossible
from kiosk.entry import ConflictSeen, Entry, EntryId
from kiosk.ports import Reader
from kiosk.record import Learner, Occurrence

MOST = 100
"""So many are listed at once; the others when some of these were seen."""


class Unseen(NamedTuple):
    """A conflict that nobody has seen yet, with whom and what it is about.

    `occurrences` has what its entries speak of; a general visit is not among them.
    """

    conflict: Conflict
    learner: Learner | None
    occurrences: dict[str, Occurrence]


class Conflicts(Counter):
    """What exchange brought together, of today."""

    def conflicts(self) -> list[Unseen]:
        """What nobody has seen yet, the newest first."""
        with self._store.reading() as reader:
            day = self._gather.day(self._clock.now())
            programme = {one.key: one for one in self._gather.on(reader, day)}
            found = [c for c in self._found(reader, day, programme) if not _seen(reader, c)]
            found.sort(key=lambda one: (one.at, one.entries), reverse=True)
            return [self._with_whom(reader, one, day) for one in found[:MOST]]

    def conflict_seen(self, kind: Kind, entries: tuple[EntryId, ...], by: str) -> Entry:
        """Staff know of it. Raises NotPossible when somebody was faster, or it is none any more."""
        signed(by)
        with self._store.writing() as unit:
            now = self._clock.now()
            day = self._gather.day(now)
            programme = {one.key: one for one in self._gather.on(unit, day)}
            there = (one for one in self._found(unit, day, programme) if not _seen(unit, one))
            if not any((one.kind, one.entries) == (kind, entries) for one in there):
                msg = "there is no such conflict any more"
                raise NotPossible(No.ANSWERED, msg)
            return unit.append(ConflictSeen(about=kind, targets=entries), now, by=by)

    def _found(
        self, reader: Reader, day: dt.date, programme: dict[str, Occurrence]
    ) -> Iterable[Conflict]:
        yield from twice(reader.stays_twice(day))
        for one, other in rivals(programme.values()):
            yield from two_seats(reader.stays_in_both(day, one.key, other.key))
        limited = {key: o.capacity for key, o in programme.items() if o.capacity is not None}
        for key, taken in reader.taken(day, list(limited)).items():
            if taken > limited[key]:
                crowd = overfull(programme[key], reader.stays(day, key))
                if crowd is not None:
                    yield crowd
        yield from of_numbers(reader.numbers(day))

    def _with_whom(self, reader: Reader, conflict: Conflict, day: dt.date) -> Unseen:
        who = conflict.learner
        learner = None if who is None else self._gather.learner(reader, who)
        keys = {trace.occurrence for trace in conflict.traces} - {None}
        found = {key: self._gather.occurrence(reader, key, [day]) for key in keys if key}
        return Unseen(conflict, learner, {key: o for key, o in found.items() if o is not None})


def _seen(reader: Reader, conflict: Conflict) -> bool:
    return all(reader.conflict_seen(conflict.kind, entry) for entry in conflict.entries)
