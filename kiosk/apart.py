"""What kiosks did that did not know of each other: nothing is wrong, but staff may want to know.

Attendance is a fact, so nobody is put out by any of it. Everything follows from the entries alone:
all nodes find the same, as soon as they have the same entries.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import combinations, product
from typing import NamedTuple, Protocol

from kiosk.body import EntryId
from kiosk.record import Occurrence
from kiosk.waitlist import Waiting


class Kind(StrEnum):
    """What happened.

    TWICE: the same learner was let in to the same thing while still there; counted once. TWO_SEATS:
    to two things of the same time, both with seats to spare. OVERFULL: more people than seats, and
    nobody by name has let in the rest. TWO_NUMBERS: a learner waits with two numbers for one thing.
    """

    TWICE = "twice"
    TWO_SEATS = "two_seats"
    OVERFULL = "overfull"
    TWO_NUMBERS = "two_numbers"


class Stay(NamedTuple):
    """A check-in that was not undone. Times are aware UTC.

    `by_name` when a member of staff has let them in beyond the seats.
    """

    entry: EntryId
    at: dt.datetime
    left_at: dt.datetime | None = None
    occurrence: str | None = None
    learner: str | None = None
    people: int = 1
    by_name: bool = False

    @property
    def time_line(self) -> tuple[dt.datetime, EntryId]:
        """Its place among others."""
        return self.at, self.entry


class Trace(NamedTuple):
    """An entry of a conflict: a check-in, or a waiting `number`."""

    entry: EntryId
    at: dt.datetime
    occurrence: str | None
    number: str = ""


class Conflict(NamedTuple):
    """What happened, to whom, and by which entries, in the order of their times.

    Of an OVERFULL occurrence `traces` are the check-ins beyond the seats, `people` are there now,
    and so many of them were let in `by_name`.
    """

    kind: Kind
    traces: tuple[Trace, ...]
    learner: str | None = None
    people: int = 0
    by_name: int = 0

    @property
    def entries(self) -> tuple[EntryId, ...]:
        """The names of its entries."""
        return tuple(trace.entry for trace in self.traces)

    @property
    def at(self) -> dt.datetime:
        """When the last of it happened."""
        return max(trace.at for trace in self.traces)


class Apart(Protocol):
    """A part of `kiosk.ports.Reader`."""

    def stays_twice(self, day: dt.date) -> list[Stay]:
        """Check-ins of learners who came for the same thing at more than one node."""
        ...

    def stays_in_both(self, day: dt.date, one: str, other: str) -> list[Stay]:
        """Check-ins to two occurrences of learners who came to them at more than one node."""
        ...

    def stays(self, day: dt.date, occurrence: str) -> list[Stay]:
        """Check-ins of everybody who is there now."""
        ...

    def conflict_seen(self, kind: str, entry: EntryId) -> bool:
        """Whether staff have seen this entry's part in such a conflict."""
        ...


def twice(stays: Iterable[Stay]) -> list[Conflict]:
    """Who was let in to the same thing by two nodes while they were there."""
    runs = (run for same in _by_thing(stays).values() for run in _together(same))
    return [_conflict(Kind.TWICE, run) for run in runs if len(_nodes(run)) > 1]


def rivals(programme: Iterable[Occurrence]) -> list[tuple[Occurrence, Occurrence]]:
    """Occurrences with seats of which nobody can be at both."""
    limited = [o for o in programme if o.capacity is not None and not (o.all_day or o.cancelled)]
    pairs = combinations(limited, 2)
    return [(a, b) for a, b in pairs if a.start < b.end and b.start < a.end]


def two_seats(stays: Iterable[Stay]) -> list[Conflict]:
    """Who has a seat in two rivals, of which no node knew of both."""
    theirs: defaultdict[str | None, list[list[Stay]]] = defaultdict(list)
    for (learner, _), there in _by_thing(stays).items():
        theirs[learner].append(there)
    found = (_at_once(*both) for both in theirs.values() if len(both) > 1)
    return [_conflict(Kind.TWO_SEATS, pair) for pair in found if pair]


def overfull(occurrence: Occurrence, stays: Iterable[Stay]) -> Conflict | None:
    """More people than seats, by those who are there now; None when there is room for them.

    A learner is let in by name when all of their check-ins were.
    """
    seats = occurrence.capacity
    if seats is None:
        return None
    people = by_name = taken = 0
    beyond, nodes, known = [], set(), set()
    every = sorted((s for s in stays if s.left_at is None), key=lambda stay: stay.time_line)
    own_seat = {stay.learner for stay in every if not stay.by_name} - {None}
    for stay in every:
        nodes.add(stay.entry.node)
        if stay.learner is not None and stay.learner in known:
            continue
        known.add(stay.learner)
        people += stay.people
        if stay.by_name and stay.learner not in own_seat:
            by_name += stay.people
            continue
        taken += stay.people
        if taken > seats:
            beyond.append(stay)
    if not beyond or len(nodes) < 2:  # noqa: PLR2004 - two that did not know of each other
        return None
    return _conflict(Kind.OVERFULL, beyond)._replace(learner=None, people=people, by_name=by_name)


def of_numbers(numbers: Iterable[Waiting]) -> list[Conflict]:
    """Who waits twice for the same thing."""
    theirs: defaultdict[tuple[str, str], list[Waiting]] = defaultdict(list)
    for number in numbers:
        if number.learner is not None and not number.ended:
            theirs[number.learner, number.occurrence].append(number)
    found = []
    for (learner, _), mine in theirs.items():
        if len({number.entry.node for number in mine}) > 1:
            mine.sort(key=lambda number: (number.at, number.entry))
            traces = (Trace(n.entry, n.at, n.occurrence, n.number) for n in mine)
            found.append(Conflict(Kind.TWO_NUMBERS, tuple(traces), learner))
    return found


def _together(stays: Sequence[Stay]) -> list[list[Stay]]:
    """In runs in which each came while somebody before was still there."""
    runs: list[list[Stay]] = []
    for stay in stays:
        if runs and any(_still(before, stay) for before in runs[-1]):
            runs[-1].append(stay)
        else:
            runs.append([stay])
    return runs


def _by_thing(stays: Iterable[Stay]) -> dict[tuple[str, str | None], list[Stay]]:
    """Learners' check-ins by whose they are and what for, each by time."""
    found: defaultdict[tuple[str, str | None], list[Stay]] = defaultdict(list)
    for stay in sorted(stays, key=lambda stay: stay.time_line):
        if stay.learner is not None:
            found[stay.learner, stay.occurrence].append(stay)
    return found


def _at_once(there: Sequence[Stay], elsewhere: Sequence[Stay]) -> list[Stay]:
    """Check-ins by which somebody was at both; none when one node knew of both."""
    if _nodes(there) & _nodes(elsewhere):
        return []
    for pair in product(there, elsewhere):
        before, after = sorted(pair, key=lambda stay: stay.time_line)
        if _still(before, after):
            return [before, after]
    return []


def _still(before: Stay, after: Stay) -> bool:
    return before.left_at is None or before.left_at > after.at


def _nodes(stays: Iterable[Stay]) -> set[str]:
    return {stay.entry.node for stay in stays}


def _conflict(kind: Kind, stays: Sequence[Stay]) -> Conflict:
    traces = tuple(Trace(stay.entry, stay.at, stay.occurrence) for stay in stays)
    return Conflict(kind, traces, stays[0].learner)
