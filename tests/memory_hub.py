"""A hub in memory: `kiosk.hub.Hub` with the same answers as the one in PostgreSQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from kiosk.foreign import Sighting
from kiosk.hub import Greeting, Head, HubTrouble, Moved, Unfit
from kiosk.seats import Asked, Granted
from kiosk.window import OF_A_DAY
from kiosk.written import Written
from tests.memory_seats import MemorySeats


class _Card(NamedTuple):
    row: Sighting
    changed_at: dt.datetime
    shown_by: int = 0
    told_by: int = 0


class MemoryHub:
    """The database behind all accounts. It refuses NUL in staff names, as PostgreSQL does."""

    def __init__(self, now: Callable[[], dt.datetime]) -> None:
        self.now = now
        self.rows: dict[str, list[Written]] = {}
        self.account: dict[str, str] = {}
        self.told: dict[str, str] = {}
        self.seen: dict[str, dt.datetime] = {}
        self.seats = MemorySeats(now)
        self.centre: dict[str, str] = {}
        self.cards: dict[tuple[str, str], _Card] = {}

    def connect(self, account: str, centre: str = "korat") -> MemoryLink:
        return MemoryLink(self, account, centre)

    def all_rows(self) -> list[Written]:
        return [row for rows in self.rows.values() for row in rows]


class MemoryLink:
    def __init__(self, hub: MemoryHub, account: str, centre: str) -> None:
        self._hub = hub
        self._account = account
        self._centre = centre

    def _mine(self, node: str) -> bool:
        return self._hub.account.get(node) == self._account

    def _head(self, node: str) -> Head:
        rows = self._hub.rows[node]
        seq, stamp = (rows[-1].seq, rows[-1].stamp) if rows else (0, 0)
        told, seen = self._hub.told.get(node, ""), self._hub.seen.get(node)
        return Head(node, self._centre, seq, stamp, self._mine(node), told, seen)

    def greet(self) -> Greeting:
        mine = [node for node in self._hub.rows if self._hub.centre[node] == self._centre]
        return Greeting(self._hub.now(), self._centre, {n: self._head(n) for n in mine})

    def register(self, node: str) -> bool:
        free = node not in self._hub.rows
        if free:
            self._hub.rows[node] = []
            self._hub.account[node] = self._account
            self._hub.centre[node] = self._centre
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

    def read(
        self, node: str, after: int, upto: int, since: int, limit: int, *, whole: int = 0
    ) -> list[Written]:
        rows = self._hub.rows.get(node, [])[after:upto][:limit]
        assert all(row.stamp >= since for row in rows)
        bare = (row.kind in OF_A_DAY and row.stamp < whole for row in rows)
        return [row._replace(body="") if b else row for row, b in zip(rows, bare, strict=True)]

    def tell(self, told: Mapping[str, str]) -> None:
        for node, words in told.items():
            if not self._mine(node):
                raise HubTrouble("rights")
            self._hub.told[node] = words
            self._hub.seen[node] = self._hub.now()

    def share(self, asked: Asked) -> list[Granted]:
        return self._hub.seats.connect(self._account).share(asked)

    def sightings(self, since: dt.datetime | None = None) -> list[Sighting]:
        found = [
            card.row
            for _, card in sorted(self._hub.cards.items())
            if card.row.home in ("", self._centre) or card.row.centre == self._centre
            if since is None or card.changed_at >= since
        ]
        assert all(row.home or not (row.shown or row.told) for row in found)
        return found

    def ask(self, cards: Sequence[str]) -> None:
        for card in cards:
            assert len(card) == 64
            new = _Card(Sighting(self._centre, card), self._hub.now())
            self._hub.cards.setdefault((self._centre, card), new)

    def show(self, shown: Mapping[str, str], known: int) -> None:
        for card, text in shown.items():
            assert len(text) <= 8192
            there = self._hub.cards.get((self._centre, card))
            if there and there.row.home and there.shown_by <= known:
                row = there.row._replace(shown=text)
                self._change(there._replace(row=row, shown_by=known))

    def tell_of(self, told: Mapping[tuple[str, str], str], known: int) -> None:
        for name, text in told.items():
            there = self._hub.cards.get(name)
            assert name[0] != self._centre
            assert len(text) <= 8192
            if there and there.row.home in ("", self._centre) and there.told_by <= known:
                row = there.row._replace(home=self._centre, told=text)
                self._change(there._replace(row=row, told_by=known))

    def let_go(self, cards: Sequence[str]) -> None:
        for card in cards:
            self._hub.cards.pop((self._centre, card), None)

    def _change(self, card: _Card) -> None:
        name = (card.row.centre, card.row.card)
        self._hub.cards[name] = card._replace(changed_at=self._hub.now())

    def close(self) -> None:
        pass
