"""A hub in memory: `kiosk.hub.Hub` with the same answers as the one in PostgreSQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from kiosk.hub import Greeting, Head, HubTrouble, Moved, Unfit
from kiosk.seats import Asked, Granted
from kiosk.written import Written
from tests.memory_seats import MemorySeats


class MemoryHub:
    """The database behind all accounts. It refuses NUL in staff names, as PostgreSQL does."""

    def __init__(self, now: Callable[[], dt.datetime]) -> None:
        self.now = now
        self.rows: dict[str, list[Written]] = {}
        self.account: dict[str, str] = {}
        self.told: dict[str, str] = {}
        self.seen: dict[str, dt.datetime] = {}
        self.seats = MemorySeats(now)

    def connect(self, account: str) -> MemoryLink:
        return MemoryLink(self, account)

    def all_rows(self) -> list[Written]:
        return [row for rows in self.rows.values() for row in rows]


class MemoryLink:
    def __init__(self, hub: MemoryHub, account: str) -> None:
        self._hub = hub
        self._account = account

    def _mine(self, node: str) -> bool:
        return self._hub.account.get(node) == self._account

    def _head(self, node: str) -> Head:
        rows = self._hub.rows[node]
        seq, stamp = (rows[-1].seq, rows[-1].stamp) if rows else (0, 0)
        told, seen = self._hub.told.get(node, ""), self._hub.seen.get(node)
        return Head(node, "korat", seq, stamp, self._mine(node), told, seen)

    def greet(self) -> Greeting:
        return Greeting(self._hub.now(), "korat", {n: self._head(n) for n in self._hub.rows})

    def register(self, node: str) -> bool:
        free = node not in self._hub.rows
        if free:
            self._hub.rows[node] = []
            self._hub.account[node] = self._account
        return free

    def append(self, rows: Sequence[Written], heads: Sequence[Head]) -> None:
        if any("\0" in (row.staff or "") or len(row.body) > 65536 for row in rows):
            raise Unfit
        for head in heads:
            if not self._mine(head.node):
                raise HubTrouble("rights")
            now = self._head(head.node)
            if (now.seq, now.stamp) != (head.seq, head.stamp):
                raise Moved
            mine = [row.seq for row in rows if row.node == head.node]
            assert mine == list(range(head.seq + 1, head.seq + 1 + len(mine)))
        assert {row.node for row in rows} == {head.node for head in heads}
        for row in rows:
            self._hub.rows[row.node].append(row)

    def read(self, node: str, after: int, upto: int, since: int, limit: int) -> list[Written]:
        rows = self._hub.rows.get(node, [])[after:upto][:limit]
        assert all(row.stamp >= since for row in rows)
        return rows

    def tell(self, told: Mapping[str, str]) -> None:
        for node, words in told.items():
            if not self._mine(node):
                raise HubTrouble("rights")
            self._hub.told[node] = words
            self._hub.seen[node] = self._hub.now()

    def share(self, asked: Asked) -> list[Granted]:
        return self._hub.seats.connect(self._account).share(asked)

    def close(self) -> None:
        pass
