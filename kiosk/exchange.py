"""One exchange with the hub: each side appends what it lacks, by the last entry of every node.

Transport may repeat, the journal may not: the hub takes rows only where they follow on the very
entry it has last, by number and stamp. Where it has another entry under our name, somebody else
goes on with a copy of this database; what we wrote since then goes on under another node.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import islice, takewhile

import msgspec

from kiosk.clock import TRUSTED, Clock
from kiosk.hub import Greeting, Head, Hub, Moved, Unfit
from kiosk.identity import READ_AT_ONCE, Identity, follows, reached
from kiosk.nodes import Had
from kiosk.ports import Store, StoreTrouble
from kiosk.window import stamp_before
from kiosk.wrapping import UNFIT, wrapped
from kiosk.written import Written

SENT_AT_ONCE = 5000
KEPT_AT_ONCE = 500
"""Entries taken in within one transaction: nobody at the kiosk waits for longer."""
_TRIES = 5
_ERASED = "erased"


class Exchanged(msgspec.Struct, frozen=True, kw_only=True):
    """What one exchange did, and how it stands after it.

    `sent` and `received` count entries; `unsent` and `missing` what either side still lacks.
    `ahead_s` is how far this clock is ahead of the hub's, in seconds. `parted` are the nodes under
    which we go on; `unfit` the entries that had to be wrapped for the hub. `lost` when it has no
    more what was let go here for its having it (`kiosk.window`).
    """

    at: dt.datetime
    centre: str
    sent: int = 0
    received: int = 0
    unsent: int = 0
    missing: int = 0
    ahead_s: float = 0.0
    parted: tuple[str, ...] = ()
    unfit: int = 0
    lost: bool = False
    nodes: tuple[Head, ...] = ()


class Exchange:
    """Exchanges between this database and the hub; each call goes on where the last one stopped."""

    def __init__(self, store: Store, hub: Hub, clock: Clock) -> None:
        self._store = store
        self._hub = hub
        self._clock = clock
        self._identity = Identity(store, hub)
        self._unfit = 0
        self._traces = False
        self._lost = False

    def exchange(self) -> Exchanged:
        """Send and receive until neither side lacks anything.

        Raises HubTrouble, StoreTrouble; what was acknowledged before stays on both sides.
        """
        self._unfit = 0
        self._identity.parted.clear()
        for _ in range(_TRIES):
            greeting, ahead = self._greet()
            try:
                greeting = self._identity.settle(greeting, ahead)
                sent = self._send(greeting)
            except Moved:
                continue
            break
        else:
            raise Moved
        received = self._take_in(greeting)
        self._scrub()
        with self._store.reading() as reader:
            heads, vector = greeting.heads, reader.vector()
            mine = {own.node for own in reader.ours()}
        unsent = sum(vector.get(node, 0) - reached(heads, node) for node in mine) - sent
        missing = sum(max(0, head.seq - vector.get(node, 0)) for node, head in heads.items())
        return Exchanged(
            at=self._clock.now(), centre=greeting.centre, sent=sent, received=received,
            unsent=max(0, unsent), missing=missing, ahead_s=ahead.total_seconds(),
            parted=tuple(self._identity.parted), unfit=self._unfit, lost=self._lost,
            nodes=tuple(heads.values()),
        )  # fmt: skip

    def _greet(self) -> tuple[Greeting, dt.timedelta]:
        """How far the hub is, and how far this clock is ahead of its; nothing within the doubt."""
        before = self._clock.now()
        greeting = self._hub.greet()
        doubt = abs(self._clock.now() - before) / 2
        ahead = before + doubt - greeting.now
        return greeting, ahead if abs(ahead) > TRUSTED + doubt else dt.timedelta(0)

    def _send(self, greeting: Greeting) -> int:
        """Send what the hub lacks of our nodes, in the order it was written."""
        heads, sent = dict(greeting.heads), 0
        with self._store.reading() as reader:
            vector, had = reader.vector(), reader.had()
            ours = [own.node for own in reader.ours() if follows(reader, heads, own.node)]
        if had is not None and _went_back(heads, had):
            # Before it has them again: it is another hub, or an older copy of it.
            with self._store.writing() as unit:
                unit.mark_had(None)
        while True:
            with self._store.reading() as reader:
                waiting = [
                    reader.written(node, heads[node].seq, SENT_AT_ONCE)
                    for node in ours
                    if vector.get(node, 0) > heads[node].seq
                ]
            # What follows on an entry that is not kept here cannot be sent, either.
            whole = [list(takewhile(lambda row: row.body, rows)) for rows in waiting]
            self._lost = any(len(one) < len(rows) for one, rows in zip(whole, waiting, strict=True))
            rows = list(islice(_in_order(whole), SENT_AT_ONCE))
            if not rows:
                return sent
            heads = self._append(rows, heads)
            sent += len(rows)

    def _append(self, rows: Sequence[Written], heads: dict[str, Head]) -> dict[str, Head]:
        """Send rows, an unfit one wrapped; returns how far the hub is then."""
        concerned = [heads[node] for node in sorted({row.node for row in rows})]
        try:
            self._hub.append(rows, concerned)
        except Unfit:
            if len(rows) > 1:
                half = len(rows) // 2
                return self._append(rows[half:], self._append(rows[:half], heads))
            if rows[0].kind == UNFIT:
                raise
            self._unfit += 1
            return self._append([wrapped(rows[0])], heads)
        last = {row.node: row for row in rows}
        self._identity.known |= {node: (row.seq, row.stamp) for node, row in last.items()}
        return heads | {
            node: heads[node]._replace(seq=row.seq, stamp=row.stamp) for node, row in last.items()
        }

    def _scrub(self) -> None:
        """Leave nothing on this disk of whom others have forgotten; tried again until it is so."""
        if self._traces:
            with suppress(StoreTrouble):
                self._traces = not self._store.scrub()

    def _take_in(self, greeting: Greeting) -> int:
        """Receive what we lack, node by node."""
        received = 0
        with self._store.reading() as reader:
            vector, first = reader.vector(), reader.keeps_from()
        whole = 0 if first is None else stamp_before(first)
        for node, head in sorted(greeting.heads.items()):
            held = vector.get(node, 0)
            if held >= head.seq:
                continue
            with self._store.reading() as reader:
                since = reader.stamp_of(node, held) or 0
            while held < head.seq:
                rows = self._hub.read(node, held, head.seq, since, READ_AT_ONCE, whole=whole)
                if not rows:
                    break
                for start in range(0, len(rows), KEPT_AT_ONCE):
                    with self._store.writing() as unit:
                        received += unit.receive(rows[start : start + KEPT_AT_ONCE])
                self._traces |= any(row.kind == _ERASED for row in rows)
                held, since = rows[-1].seq, rows[-1].stamp
        return received


def _went_back(heads: Mapping[str, Head], had: Had) -> bool:
    """Whether the hub has less of ours than it had: it was restored, or is another one."""
    return any(reached(heads, node) < seq for node, seq in had.upto.items())


def _in_order(by_node: Iterable[Sequence[Written]]) -> Iterable[Written]:
    """The rows of several nodes as they were written, each node's in its own order."""
    return heapq.merge(*by_node, key=lambda row: (row.stamp, row.node, row.seq))
