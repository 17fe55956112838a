"""The journal in SQLite: `kiosk.ports.Store`, one connection, one thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from db import engine, migrations
from db.link import Link
from db.names import Names
from db.turn import Turn
from db.unit import Unit
from kiosk.ports import StoreTrouble

# Pages are overwritten in the file, and the log of them is emptied.
_CHECKPOINT = text("PRAGMA wal_checkpoint(TRUNCATE)")
_USER_VERSION = text("PRAGMA user_version")
_USER_VERSIONS = 1 << 30


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
            return Unit(link, self._node, self._names).rebuild()

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
