"""The journal in SQLite: `kiosk.ports.Store`, one connection, one thread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from db import engine, migrations
from db.board import Board
from db.fold import fold
from db.schema import DERIVED
from kiosk.clock import from_micros, micros, next_stamp
from kiosk.entry import AnyBody, Entry, decode, encode, kind_of
from kiosk.ports import StoreTrouble

_APPEND = text(
    "INSERT INTO entry (node, seq, stamp, at, staff, kind, body)"
    " VALUES (:node, :seq, :stamp, :at, :staff, :kind, :body)"
)
_VECTOR = text("SELECT node, seq, stamp FROM vector")
_GO_ON = text(
    "INSERT INTO vector (node, seq, stamp) VALUES (:node, :seq, :stamp) ON CONFLICT (node)"
    " DO UPDATE SET seq = excluded.seq, stamp = excluded.stamp"
)
_CHANGE = text("SELECT COALESCE(SUM(seq), 0) FROM vector")
_AFTER = text(
    "SELECT node, seq, stamp, at, staff, body FROM entry WHERE node = :node AND seq > :seq"
    " ORDER BY seq LIMIT :limit"
)
_NODES = text("SELECT DISTINCT node FROM entry ORDER BY node")
_BATCH = 2000


class Unit(Board):
    """One open transaction."""

    def __init__(self, connection: Connection, node: str) -> None:
        super().__init__(connection)
        self._node = node

    def append(
        self, body: AnyBody, at: dt.datetime, *, by: str | None = None, node: str | None = None
    ) -> Entry:
        """Write an entry of this node and fold it into the derived tables."""
        return self._write([body], at, by, node or self._node)[0]

    def append_many(
        self, bodies: Iterable[AnyBody], at: dt.datetime, *, by: str | None = None
    ) -> int:
        """Write many entries of this node; returns how many."""
        return len(self._write(list(bodies), at, by, self._node))

    def receive(self, entries: Sequence[Entry]) -> int:
        """Take in other nodes' entries; returns how many were new.

        Raises ValueError when a node's entries do not follow on what is held: a gap would look like
        a loss.
        """
        new = 0
        for node in sorted({entry.node for entry in entries}):
            mine = sorted((e for e in entries if e.node == node), key=lambda e: e.seq)
            held = self.vector().get(node, 0)
            fresh = [entry for entry in mine if entry.seq > held]
            if not fresh:
                continue
            if [e.seq for e in fresh] != list(range(held + 1, held + 1 + len(fresh))):
                msg = f"entries of {node} do not follow on {held}"
                raise ValueError(msg)
            self._store(fresh)
            new += len(fresh)
        return new

    def vector(self) -> dict[str, int]:
        """Last sequence number held of each node."""
        return {node: seq for node, seq, _ in self._connection.execute(_VECTOR)}

    def entries(self, after: dict[str, int], limit: int = 1000) -> list[Entry]:
        """Entries beyond the vector, by node and sequence."""
        out: list[Entry] = []
        for node in sorted(self.vector()):
            values = {"node": node, "seq": after.get(node, 0), "limit": limit - len(out)}
            out += [_entry(row) for row in self._connection.execute(_AFTER, values)]
        return out

    def change(self) -> int:
        """Grows with every entry, whoever wrote it."""
        return int(self._connection.execute(_CHANGE).scalar_one())

    def _write(
        self, bodies: list[AnyBody], at: dt.datetime, by: str | None, node: str
    ) -> list[Entry]:
        if not bodies:
            return []
        seq, last = 0, 0
        for name, held, stamp in self._connection.execute(_VECTOR):
            last = max(last, stamp)
            if name == node:
                seq = held
        stamp = next_stamp(at, last)
        made = [Entry(node, seq + 1 + i, stamp + i, at, by, body) for i, body in enumerate(bodies)]
        self._store(made)
        return made

    def _store(self, made: list[Entry]) -> None:
        rows: Any = [_row(entry) for entry in made]
        self._connection.execute(_APPEND, rows if len(rows) > 1 else rows[0])
        self.fold_again(made)

    def fold_again(self, made: list[Entry]) -> None:
        """Fold entries of one node that are in the journal already."""
        fold(self._connection, made)
        newest = made[-1]
        stamp = max(entry.stamp for entry in made)
        values = {"node": newest.node, "seq": newest.seq, "stamp": stamp}
        self._connection.execute(_GO_ON, values)


class SqlStore:
    """The node's database file. Belongs to the thread that opened it.

    `node` names whose entries are appended.
    """

    def __init__(self, file: Path, key: bytes | None, node: str) -> None:
        self._file = file
        self._key = key
        self._node = node
        self._connection: Connection | None = None
        self._open()

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        """A consistent look."""
        connection = self._open()
        with self._healing(), engine.transaction(connection, write=False):
            yield Unit(connection, self._node)

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        """A transaction that is on disk when the block ends."""
        connection = self._open()
        with self._healing(), engine.transaction(connection, write=True):
            yield Unit(connection, self._node)

    def rebuild(self) -> int:
        """Throw the derived tables away and fold all entries again; returns how many."""
        connection = self._open()
        with engine.transaction(connection, write=True):
            for table in DERIVED:
                connection.execute(table.delete())
            unit = Unit(connection, self._node)
            count = 0
            for (node,) in connection.execute(_NODES).all():
                seq = 0
                while rows := connection.execute(
                    _AFTER, {"node": node, "seq": seq, "limit": _BATCH}
                ).all():
                    batch = [_entry(row) for row in rows]
                    unit.fold_again(batch)
                    seq = batch[-1].seq
                    count += len(batch)
            return count

    def close(self) -> None:
        """Let the file go."""
        if self._connection is not None:
            engine.close(self._connection)
            self._connection = None

    def _open(self) -> Connection:
        if self._connection is None:
            connection = engine.connect(self._file, self._key)
            try:
                migrations.upgrade(connection, self._file, self._key)
            except BaseException:
                engine.close(connection)
                raise
            self._connection = connection
        return self._connection

    @contextmanager
    def _healing(self) -> Iterator[None]:
        """After trouble the file is opened anew: it may have been replaced or mounted again."""
        try:
            yield
        except StoreTrouble as e:
            if e.reason != "locked":
                self.close()
            raise


def _row(entry: Entry) -> dict[str, object]:
    return {
        "node": entry.node,
        "seq": entry.seq,
        "stamp": entry.stamp,
        "at": micros(entry.at),
        "staff": entry.by,
        "kind": kind_of(entry.body),
        "body": encode(entry.body),
    }


def _entry(row: Any) -> Entry:
    node, seq, stamp, at, staff, body = row
    return Entry(node, seq, stamp, from_micros(at), staff, decode(body))
