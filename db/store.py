"""The journal in SQLite: `kiosk.ports.Store`, one connection, one thread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from db import engine, migrations, retention
from db.evidence import Evidence
from db.fold import erasing, fold
from db.journal import APPEND, VECTOR, entry_of, row_of
from db.link import Link
from db.names import Names
from db.schema import DERIVED
from db.turn import Turn
from kiosk.clock import next_stamp
from kiosk.entry import AnyBody, Entry
from kiosk.ports import StoreTrouble

_AFTER = text(
    "SELECT node, seq, stamp, at, staff, body FROM entry WHERE node = :node AND seq > :seq"
    " ORDER BY seq LIMIT :limit"
)
# Pages are overwritten in the file, and the log of them is emptied.
_CHECKPOINT = text("PRAGMA wal_checkpoint(TRUNCATE)")
_USER_VERSION = text("PRAGMA user_version")
_USER_VERSIONS = 1 << 30
_BATCH = 2000


class Unit(Evidence):
    """One open transaction."""

    def __init__(self, link: Link, node: str, names: Names) -> None:
        super().__init__(link, names)
        self._node = node

    def append(
        self,
        body: AnyBody,
        at: dt.datetime,
        *,
        by: str | None = None,
        node: str | None = None,
        written: dt.datetime | None = None,
    ) -> Entry:
        """Write an entry of this node and fold it into the derived tables."""
        return self._write([body], at, by, node or self._node, written)[0]

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

    def let_reads_go(self, at: dt.datetime, limit: int) -> int:
        """Let go of what was read in refusals before that time; returns in how many."""
        return retention.let_reads_go(self._link, at, limit)

    def entries(self, after: dict[str, int], limit: int = 1000) -> list[Entry]:
        """Entries beyond the vector, by node and sequence."""
        out: list[Entry] = []
        for node in sorted(self.vector()):
            values = {"node": node, "seq": after.get(node, 0), "limit": limit - len(out)}
            out += [entry_of(row) for row in self._link.all(_AFTER, values)]
        return out

    def change(self) -> int:
        """Grows with every entry, whoever wrote it."""
        return sum(self.vector().values())

    def _write(
        self,
        bodies: list[AnyBody],
        at: dt.datetime,
        by: str | None,
        node: str,
        written: dt.datetime | None = None,
    ) -> list[Entry]:
        if not bodies:
            return []
        seq, last = 0, 0
        for name, held, stamp in self._link.all(VECTOR):
            last = max(last, stamp)
            if name == node:
                seq = held
        stamp = next_stamp(written or at, last)
        made = [Entry(node, seq + 1 + i, stamp + i, at, by, body) for i, body in enumerate(bodies)]
        return self._store(made)

    def _store(self, made: list[Entry]) -> list[Entry]:
        kept: list[Entry] = []
        for portion in erasing.portions(made):
            redacted = erasing.redact(self._link, portion)
            self._link.run(APPEND, *(row_of(entry) for entry in redacted))
            fold(self._link, redacted)
            erasing.hush(self._link, portion, redacted)
            kept += redacted
        return kept


class SqlStore:
    """The node's database file. Belongs to the thread that opened it.

    `node` names whose entries are appended.
    """

    def __init__(self, file: Path, key: bytes | None, node: str) -> None:
        self._file = file
        self._key = key
        self._node = node
        self._link: Link | None = None
        self._place: tuple[int, int] | None = None
        self._turn: Turn | None = None
        self._names = Names()
        self._open()

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        """A consistent look."""
        link = self._open()
        with self._healing(), engine.transaction(link, write=False):
            yield Unit(link, self._node, self._names)

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        """A transaction that is on disk when the block ends."""
        link = self._open()
        with self._healing(), engine.transaction(link, write=True, turn=self._turn):
            yield Unit(link, self._node, self._names)

    def rebuild(self) -> int:
        """Throw the derived tables away and fold all entries again; returns how many."""
        link = self._open()
        with engine.transaction(link, write=True, turn=self._turn):
            for table in DERIVED:
                link.tell(f"DELETE FROM {table.name}")  # noqa: S608 - our own names
            unit = Unit(link, self._node, self._names)
            count = 0
            for node in unit.vector():
                seq = 0
                while rows := link.all(_AFTER, {"node": node, "seq": seq, "limit": _BATCH}):
                    batch = [entry_of(row) for row in rows]
                    fold(link, batch)
                    seq = batch[-1].seq
                    count += len(batch)
            return count

    def prove(self) -> None:
        """Write something of no meaning to the disk: the file's user version, counted on."""
        link = self._open()
        with self._healing(), engine.transaction(link, write=True, turn=self._turn):
            number = (int(link.value(_USER_VERSION)) + 1) % _USER_VERSIONS
            link.tell(f"PRAGMA user_version = {number}")

    def scrub(self) -> bool:
        """See that nothing is left in the file of what was overwritten or removed from it.

        False while another process reads from before that; then this can be done again.
        """
        link = self._open()
        with self._healing():
            busy, *_ = link.first(_CHECKPOINT)
        return not busy

    def close(self) -> None:
        """Let the file go."""
        if self._link is not None:
            engine.close(self._link.connection)
            self._link = None
            self._names = Names()
        if self._turn is not None:
            self._turn.close()
            self._turn = None

    def _open(self) -> Link:
        """The open file; raises StoreTrouble("missing") when another one or none is in its place.

        Only the first opening may make a file: one that vanished later must not come back empty.
        """
        if self._link is not None and self._place != _place_of(self._file):
            self.close()
            raise StoreTrouble("missing", "the database file was taken away or replaced")
        if self._link is None:
            if self._place is not None and not self._file.exists():
                raise StoreTrouble("missing", "the database file is not there")
            connection = engine.connect(self._file, self._key)
            try:
                migrations.upgrade(connection, self._file, self._key)
                self._link, self._turn = Link(connection), Turn(self._file)
                self._place = _place_of(self._file)
            except BaseException:
                engine.close(connection)
                raise
        return self._link

    @contextmanager
    def _healing(self) -> Iterator[None]:
        """After trouble the file is opened anew: it may have been replaced or mounted again."""
        try:
            yield
        except StoreTrouble as e:
            if e.reason != "locked":
                self.close()
            raise


def _place_of(file: Path) -> tuple[int, int] | None:
    """What the file is on its disk, whatever it is called."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
