"""Days that are older than this computer keeps go from it, and come back when they are wanted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from kiosk.erasure import SPOKEN_OF
from kiosk.exchange import KEPT_AT_ONCE, Exchanged
from kiosk.hub import Head, Hub
from kiosk.identity import READ_AT_ONCE
from kiosk.nodes import Had
from kiosk.ports import Store
from kiosk.window import PROVEN, STEP, stamp_before
from kiosk.wrapping import unwrapped
from kiosk.written import Written

# What others explain is of these: put back first.
_SPOKEN_OF = {str(kind.__struct_config__.tag) for kind in SPOKEN_OF}


class Sliding:
    """Keeps the last `days` here, 0 for all; a month more, of what was written here three.

    `day` gives the service day of a time, `may` whether nobody is served at it and there is room:
    what is shown is made anew then, for which a kiosk would wait. Once a day it is tried.
    """

    def __init__(
        self,
        store: Store,
        days: int,
        *,
        day: Callable[[dt.datetime], dt.date],
        may: Callable[[dt.datetime], bool],
    ) -> None:
        self._store = store
        self._days = days
        self._day = day
        self._may = may
        self._tried_on: dt.date | None = None

    def begin(self, hub: Hub) -> None:
        """Before the first exchange of a new computer: what it will not keep need not come.

        Raises HubTrouble, StoreTrouble.
        """
        with self._store.reading() as reader:
            held, oldest = reader.keeps_from(), reader.first_day()
        if not self._days or held is not None:
            return
        # By the hub's clock: ours may be wrong by years, and nobody knows yet.
        first = self._first(hub.greet().now)
        if first is not None and (oldest is None or oldest >= first):
            with self._store.writing() as unit:
                unit.keep_from(first, {})

    def meet(self, hub: Hub, done: Exchanged) -> None:
        """After an exchange: let days go that the hub has, or have those back that are wanted.

        Raises HubTrouble, StoreTrouble.
        """
        now = done.at - dt.timedelta(seconds=done.ahead_s)
        today, first = self._day(now), self._first(now)
        with self._store.reading() as reader:
            held, had = reader.keeps_from(), reader.had()
            oldest = held or reader.first_day()
        if oldest is None or done.unsent or done.missing:
            return
        if self._days and had is None:
            self._mark(hub, today)
        back = held is not None and (first is None or first <= held - STEP)
        due = back or (first is not None and first >= oldest + STEP)
        if not due or today == self._tried_on or not self._may(now):
            return
        self._tried_on = today
        if back and held is not None:
            self._fetch(hub, done, first, held)
        else:
            self._let_go(hub, today, first)

    def _first(self, now: dt.datetime) -> dt.date | None:
        return self._day(now) - dt.timedelta(days=self._days) if self._days else None

    def _mark(self, hub: Hub, today: dt.date) -> None:
        mine = {node: head.seq for node, head in hub.greet().heads.items() if head.mine}
        with self._store.writing() as unit:
            unit.mark_had(Had(today, mine))

    def _let_go(self, hub: Hub, today: dt.date, first: dt.date | None) -> None:
        heads = hub.greet().heads
        with self._store.reading() as reader:
            had, mine = reader.had(), {own.node for own in reader.ours()}
        upto = {node: head.seq for node, head in heads.items() if node not in mine}
        if had is not None and today - had.on >= PROVEN:
            upto |= {node: seq for node, seq in had.upto.items() if node in heads}
            self._mark(hub, today)
        with self._store.writing() as unit:
            unit.keep_from(first, upto)

    def _fetch(self, hub: Hub, done: Exchanged, first: dt.date | None, held: dt.date) -> None:
        """Have again what was let go between two days."""
        begin, end = 0 if first is None else stamp_before(first), stamp_before(held)
        for spoken_of in (True, False):
            for head in done.nodes:
                for rows in _portions(hub, head, begin, end):
                    back = [row for row in rows if (row.kind in _SPOKEN_OF) is spoken_of]
                    for start in range(0, len(back), KEPT_AT_ONCE):
                        with self._store.writing() as unit:
                            unit.fill(back[start : start + KEPT_AT_ONCE])
        with self._store.writing() as unit:
            unit.keep_from(first, {})


def _portions(hub: Hub, head: Head, begin: int, end: int) -> Iterator[list[Written]]:
    """A node's entries stamped before `end`: those from `begin` on, with the bodies they have."""
    after = 0
    while after < head.seq:
        rows = hub.read(head.node, after, head.seq, 0, READ_AT_ONCE, whole=begin)
        yield [unwrapped(row) for row in rows if begin <= row.stamp < end or row.body]
        if not rows or rows[-1].stamp >= end:
            return
        after = rows[-1].seq
