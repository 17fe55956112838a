"""What is there in the end, against what was ever acknowledged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from kiosk.entry import AnyBody, CheckedIn, CheckedOut, EntryId, GuestsCounted, LearnerKept, Undone
from kiosk.written import Written, unseal
from tests.bench.fleet import HALL, KIOSKS, Computer
from tests.bench.watch import Watch
from tests.storage.tables import contents

_ALL = 1_000_000
_GIVEN = "learner-kept"
"""There before anybody came."""


class Judged(NamedTuple):
    """How many entries there are, and what is wrong with them.

    `most` people had a seat at once whom nobody let in by name beyond the seats, of `seats`;
    `confirmed` have one in the end, `named` of them were let in so. `by_kind` counts
    entries, `touched` the guests counted at kiosks.
    """

    entries: int
    acknowledged: int
    lost: int
    doubled: int
    equal: bool
    seats: int
    most: int
    confirmed: int
    named: int
    by_kind: Counter[str]
    touched: int

    @property
    def good(self) -> bool:
        """Whether all is as it must be."""
        return self.equal and self.most <= self.seats and not (self.lost or self.doubled)


def judge(
    computers: Mapping[str, Computer], watch: Watch, answers: Sequence[dict[str, Any]], seats: int
) -> Judged:
    """Look into all databases, which nobody uses any more.

    Acknowledged is what a turnstile answered, and what ever was to be read in one of them.
    """
    journals, tables, taken = {}, {}, 0
    for name, computer in computers.items():
        opened = computer.installation.open()
        with opened.store.reading() as reader:
            rows = [row for node in reader.vector() for row in reader.written(node, 0, _ALL)]
        journals[name] = {row.id: row for row in rows}
        tables[name] = contents(opened.store)
        hall = next(r for r in opened.desk.today().running if r.occurrence.activity == HALL)
        taken = hall.taken
        opened.store.close()
    first, *others = computers
    there = journals[first]
    bodies = {name: unseal(row).body for name, row in there.items()}
    lost = sum(is_lost(seen.row, there) for one in watch.seen.values() for seen in one.values())
    theirs = {n for one in watch.seen.values() for n, s in one.items() if s.row.kind != _GIVEN}
    said = [answer for answer in answers if "entry" in answer]
    learners = [body.learner for body in bodies.values() if isinstance(body, LearnerKept)]
    numbers = {learner.learner: learner.number for learner in learners}
    lost += sum(not is_theirs(answer, bodies, numbers) for answer in said)
    room = Room(hall.occurrence.key)
    for row in sorted(there.values(), key=lambda row: (row.at, row.id)):
        room.take(row.id, bodies[row.id])
    room_right = room.taken == taken
    return Judged(
        entries=len(there),
        acknowledged=len(theirs) + len(said),
        lost=lost,
        doubled=doubled(there.values(), bodies),
        equal=room_right
        and all(journals[n] == there and tables[n] == tables[first] for n in others),
        seats=seats,
        most=room.most,
        confirmed=taken,
        named=room.named,
        by_kind=Counter(row.kind for row in there.values()),
        touched=_touched(bodies),
    )


class Room:
    """Who has a seat in an activity, as it happened."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._learners: dict[EntryId, str] = {}
        self._counted: dict[EntryId, int] = {}
        self._named: dict[EntryId, int] = {}
        self.most = 0

    @property
    def taken(self) -> int:
        """Different learners, and counted people."""
        return len(set(self._learners.values())) + sum(self._counted.values())

    @property
    def named(self) -> int:
        """Those of them that were let in by name beyond the seats."""
        return sum(self._named.values())

    def take(self, name: EntryId, body: AnyBody) -> None:
        """The next entry."""
        if isinstance(body, CheckedIn) and body.occurrence == self._key and body.learner:
            self._learners[name] = body.learner
        elif isinstance(body, GuestsCounted) and body.occurrence == self._key:
            self._counted[name] = sum(body.bands.values())
        elif isinstance(body, Undone):
            self._leave(body.target)
        elif isinstance(body, CheckedOut):
            for visit in body.visits:
                self._leave(visit)
        if isinstance(body, CheckedIn | GuestsCounted) and body.over_capacity:
            self._named[name] = 1 if isinstance(body, CheckedIn) else sum(body.bands.values())
        self.most = max(self.most, self.taken - self.named)

    def _leave(self, name: EntryId) -> None:
        for who in (self._learners, self._counted, self._named):
            who.pop(name, None)


def is_lost(row: Written, there: Mapping[EntryId, Written]) -> bool:
    """A stamp may be set by the hub's clock; nothing else ever changes."""
    found = there.get(row.id)
    return found is None or found[3:] != row[3:]


def is_theirs(
    answer: dict[str, Any], bodies: Mapping[EntryId, AnyBody], numbers: Mapping[str, str]
) -> bool:
    """Whether the entry that was answered is there, and of whom it was said to be."""
    node, _, seq = answer["entry"].rpartition(":")
    body = bodies.get(EntryId(node, int(seq)))
    who = numbers.get(getattr(body, "learner", None) or "")
    return body is not None and ("learner" not in answer or who == answer["learner"])


def doubled(rows: Iterable[Written], bodies: Mapping[EntryId, AnyBody]) -> int:
    """Entries that are there again under another name, and visits that one computer wrote twice."""
    again: Counter[object] = Counter()
    for row in rows:
        again[row.at, row.kind, row.body] += 1
        body = bodies[row.id]
        if isinstance(body, CheckedIn):
            again[row.node, body.learner, body.occurrence] += 1
    return sum(times - 1 for times in again.values())


def _touched(bodies: Mapping[EntryId, AnyBody]) -> int:
    gone = {body.target for body in bodies.values() if isinstance(body, Undone)}
    return sum(
        sum(body.bands.values())
        for name, body in bodies.items()
        if isinstance(body, GuestsCounted) and name not in gone and name.node.endswith(KIOSKS)
    )
