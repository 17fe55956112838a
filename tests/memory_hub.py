"""A hub in memory: `kiosk.hub.Hub` with the same answers as the one in PostgreSQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from kiosk.hub import Greeting, Head, HubTrouble, Moved, Unfit
from kiosk.written import Written


class MemoryHub:
    """The database behind all accounts. It refuses NUL in staff names, as PostgreSQL does."""

    def __init__(self, now: Callable[[], dt.datetime]) -> None:
        self.now = now
        self.rows: dict[str, list[Written]] = {}
        self.account: dict[str, str] = {}
        self.told: dict[str, str] = {}
        self.seen: dict[str, dt.datetime] = {}

    def connect(self, account: str, weather: Weather | None = None) -> MemoryLink:
        return MemoryLink(self, account, weather or Weather())


class Weather:
    """What goes wrong between an account and the hub."""

    def before(self, call: str) -> None:
        """Raises when the call does not reach the hub."""

    def after(self, call: str) -> None:
        """Raises when the answer does not come back."""


class MemoryLink:
    def __init__(self, hub: MemoryHub, account: str, weather: Weather) -> None:
        self._hub = hub
        self._account = account
        self._weather = weather

    def _mine(self, node: str) -> bool:
        return self._hub.account.get(node) == self._account

    def _head(self, node: str) -> Head:
        rows = self._hub.rows[node]
        seq, stamp = (rows[-1].seq, rows[-1].stamp) if rows else (0, 0)
        told, seen = self._hub.told.get(node, ""), self._hub.seen.get(node)
        return Head(node, "korat", seq, stamp, self._mine(node), told, seen)

    def greet(self) -> Greeting:
        self._weather.before("greet")
        found = Greeting(self._hub.now(), "korat", {n: self._head(n) for n in self._hub.rows})
        self._weather.after("greet")
        return found

    def register(self, node: str) -> bool:
        self._weather.before("register")
        free = node not in self._hub.rows
        if free:
            self._hub.rows[node] = []
            self._hub.account[node] = self._account
        self._weather.after("register")
        return free

    def append(self, rows: Sequence[Written], heads: Sequence[Head]) -> None:
        self._weather.before("append")
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
        self._weather.after("append")

    def read(self, node: str, after: int, upto: int, since: int, limit: int) -> list[Written]:
        self._weather.before("read")
        rows = self._hub.rows.get(node, [])[after:upto][:limit]
        assert all(row.stamp >= since for row in rows)
        self._weather.after("read")
        return rows

    def tell(self, told: Mapping[str, str]) -> None:
        self._weather.before("tell")
        for node, words in told.items():
            if not self._mine(node):
                raise HubTrouble("rights")
            self._hub.told[node] = words
            self._hub.seen[node] = self._hub.now()
        self._weather.after("tell")

    def close(self) -> None:
        pass
