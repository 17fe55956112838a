"""Days that are older than this computer keeps go from it, and come back when they are wanted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from kiosk.clock import Clock
from kiosk.exchange import Exchanged
from kiosk.hub import Hub
from kiosk.identity import READ_AT_ONCE
from kiosk.ports import Store
from kiosk.window import STEP, stamp_before


class Sliding:
    """Keeps the last `days` here, 0 for all; a month more at the most.

    `day` gives the service day of a time, `closed` whether nobody is served at it: what is shown
    is made anew then, for which a kiosk would wait.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        days: int,
        *,
        day: Callable[[dt.datetime], dt.date],
        closed: Callable[[dt.datetime], bool],
    ) -> None:
        self._store = store
        self._clock = clock
        self._days = days
        self._day = day
        self._closed = closed

    def begin(self) -> None:
        """Before the first exchange of a new computer: what it will not keep need not come."""
        with self._store.reading() as reader:
            now = self._clock.now() - reader.ahead()
            held, oldest = reader.first_whole_day(), reader.first_day()
        first = self._first(now)
        if first is not None and held is None and (oldest is None or oldest >= first):
            with self._store.writing() as unit:
                unit.keep_from(first, {})

    def meet(self, hub: Hub, done: Exchanged) -> None:
        """After an exchange: let days go that the hub has, or have those back that are wanted.

        Raises HubTrouble, StoreTrouble.
        """
        now = done.at - dt.timedelta(seconds=done.ahead_s)
        first = self._first(now)
        with self._store.reading() as reader:
            held = reader.first_whole_day()
            oldest = held or reader.first_day()
        if oldest is None or done.unsent or done.missing:
            return
        if held is not None and (first is None or first <= held - STEP):
            self._fetch(hub, done, first, held)
        elif first is not None and first >= oldest + STEP and self._closed(now):
            heads = hub.greet().heads
            with self._store.writing() as unit:
                unit.keep_from(first, {node: head.seq for node, head in heads.items()})

    def _first(self, now: dt.datetime) -> dt.date | None:
        return self._day(now) - dt.timedelta(days=self._days) if self._days else None

    def _fetch(self, hub: Hub, done: Exchanged, first: dt.date | None, held: dt.date) -> None:
        """Have again what was let go between two days."""
        begin, end = 0 if first is None else stamp_before(first), stamp_before(held)
        for head in done.nodes:
            after = 0
            while after < head.seq:
                rows = hub.read(head.node, after, head.seq, 0, READ_AT_ONCE, whole=begin)
                if not rows:
                    break
                back = [row for row in rows if row.body and row.stamp < end]
                with self._store.writing() as unit:
                    unit.fill(back)
                after = rows[-1].seq if rows[-1].stamp < end else head.seq
        with self._store.writing() as unit:
            unit.keep_from(first, {})
