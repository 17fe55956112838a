"""Whose entries the hub has under our names, and what becomes of ours when they are another's.

A database that was restored from a backup, or copied with its disk, goes on with numbers that
somebody else has given too. Whatever was written since goes on under another node, and only once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kiosk.clock import MOST_AHEAD, TRUSTED
from kiosk.hub import Greeting, Head, Hub
from kiosk.nodes import LIVES, Own, life_of, named
from kiosk.ports import Reader, Store
from kiosk.wrapping import unwrapped
from kiosk.written import Written

READ_AT_ONCE = 5000
"""Entries asked of the hub at once."""


class _Shared(NamedTuple):
    """Up to where the hub has our entries of a node, and up to where they are stamped alike."""

    node: str
    stamped: int
    upto: int


class Identity:
    """Settles under which nodes we write. `parted` gathers those under which we go on.

    `known` are the last entries on the hub, by number and stamp, that are known to be ours.
    """

    def __init__(self, store: Store, hub: Hub) -> None:
        self._store = store
        self._hub = hub
        self.parted: list[str] = []
        self.known: dict[str, tuple[int, int]] = {}

    def settle(self, greeting: Greeting, ahead: dt.timedelta) -> Greeting:
        """See that the hub has nothing else under our names, nor we anything stamped too late."""
        heads = dict(greeting.heads)
        with self._store.reading() as reader:
            known, vector = reader.ahead(), reader.vector()
            present = {own.name: own for own in reader.ours()}
        if abs(ahead - known) > TRUSTED / 4:
            with self._store.writing() as unit:
                unit.set_ahead(ahead)
        for own in present.values():
            if own.node not in heads:
                heads |= self._registered(own.node, greeting.centre)
        # Of an earlier life everything is on the hub, or the hub will never have it.
        shared = {own.node: self._common(heads, own.node) for own in present.values()}
        common = vector | {node: both.upto for node, both in shared.items()}
        for both in shared.values():
            self._adopt(both, common)
        for own in present.values():
            self._settle_name(own, heads, common)
        with self._store.reading() as reader:
            sent = {own.node: reached(heads, own.node) for own in reader.ours()}
            too_late = _latest(reader, sent) > greeting.now + MOST_AHEAD
        if too_late:
            with self._store.writing() as unit:
                unit.set_back(sent, greeting.now)
        return greeting._replace(heads=heads)

    def _registered(self, node: str, centre: str) -> dict[str, Head]:
        """The node as the hub has it now; nothing when it is out of our sight.

        It may be ours already: a call of ours that nobody waited for any more may have arrived.
        """
        if self._hub.register(node):
            return {node: Head(node, centre, 0, 0, mine=True)}
        heads = self._hub.greet().heads
        return {node: heads[node]} if node in heads else {}

    def _settle_name(self, own: Own, heads: dict[str, Head], common: dict[str, int]) -> None:
        """Go on under other nodes until the hub has nothing but ours under the present one."""
        while True:
            head = heads.get(own.node)
            if head is not None and head.mine and common[own.node] == head.seq:
                return
            with self._store.reading() as reader:
                rest = reader.written(own.node, common[own.node], 1)
            node = self._home_of(own, rest, heads) or self._new_home(own, heads)
            with self._store.writing() as unit:
                shared = unit.begin_life(own, node, common)
            for name in shared:
                self._adopt(_Shared(name.node, name.seq - 1, name.seq), common)
            own = Own(node, own.name, life_of(node))
            both = self._common(heads, node)
            common[node] = both.upto
            self._adopt(both._replace(stamped=0), common)
            self.parted.append(node)

    def _home_of(self, own: Own, rest: Sequence[Written], heads: Mapping[str, Head]) -> str | None:
        """The node under which the hub has the rest already: a backup is from before we parted."""
        for node, head in heads.items():
            ours = head.mine and head.seq and node.partition(LIVES)[0] == own.name
            if ours and node != own.node and rest:
                first = self._hub.read(node, 0, 1, 0, 1)
                if first and _same(rest[0], first[0]):
                    return node
        return None

    def _new_home(self, own: Own, heads: dict[str, Head]) -> str:
        """A node that the hub has never heard of."""
        life = own.life + 1
        while not self._hub.register(named(own.name, life)):
            life += 1
        node = named(own.name, life)
        heads[node] = Head(node, "", 0, 0, mine=True)
        return node

    def _common(self, heads: Mapping[str, Head], node: str) -> _Shared:
        """Up to where the hub has the same entries: later ones all differ."""
        head = heads.get(node)
        if head is None:
            return _Shared(node, 0, 0)
        if self._follows(heads, head):
            return _Shared(node, head.seq, head.seq)
        with self._store.reading() as reader:
            same, differs = 0, min(head.seq, reader.vector().get(node, 0)) + 1
        stamped = 0
        while differs - same > 1:
            at = (same + differs) // 2
            here, there = self._both(node, at)
            if _same(here, there):
                same = at
                stamped = at if here.stamp == there.stamp else stamped
            else:
                differs = at
        return _Shared(node, stamped if head.mine else same, same)

    def _follows(self, heads: Mapping[str, Head], head: Head) -> bool:
        """Whether ours goes on from the entry that the hub has last; that one is looked at once.

        Copies of one database stamp alike what they write apart, as long as their clocks are behind
        the last stamp that they have in common.
        """
        last = head.seq, head.stamp
        with self._store.reading() as reader:
            alike = follows(reader, heads, head.node)
        if alike and head.seq and self.known.get(head.node) != last:
            if not _same(*self._both(head.node, head.seq, head.stamp)):
                return False
            self.known[head.node] = last
        return alike

    def _both(self, node: str, seq: int, since: int = 0) -> tuple[Written, Written]:
        with self._store.reading() as reader:
            (here,) = reader.written(node, seq - 1, 1)
        (there,) = self._hub.read(node, seq - 1, seq, since, 1)
        return here, there

    def _adopt(self, both: _Shared, common: Mapping[str, int]) -> None:
        """Take over how the same entries were stamped, and what they speak of, before they went."""
        after = both.stamped
        while after < both.upto:
            rows = self._hub.read(both.node, after, both.upto, 0, READ_AT_ONCE)
            with self._store.writing() as unit:
                unit.adopt([unwrapped(row) for row in rows], common)
            after = rows[-1].seq


def follows(reader: Reader, heads: Mapping[str, Head], node: str) -> bool:
    """Whether what we have of a node goes on from what the hub has."""
    head = heads.get(node)
    if head is None or not head.mine:
        return False
    return head.seq == 0 or reader.stamp_of(node, head.seq) == head.stamp


def reached(heads: Mapping[str, Head], node: str) -> int:
    """How far the hub has a node's entries."""
    return heads[node].seq if node in heads else 0


def _same(here: Written, there: Written) -> bool:
    """Whether it is one entry: a stamp may be set back, and an entry it speaks of be renamed."""
    there = unwrapped(there)
    return (here.at, here.kind, here.staff) == (there.at, there.kind, there.staff)


def _latest(reader: Reader, sent: Mapping[str, int]) -> dt.datetime:
    """The latest stamp of what was not sent: stamps of a node only grow."""
    states = {state.name: state for state in reader.nodes()}
    times = [
        states[node].last_at
        for node, seq in sent.items()
        if node in states and states[node].last_seq > seq
    ]
    return max(times, default=dt.datetime.min.replace(tzinfo=dt.UTC))
