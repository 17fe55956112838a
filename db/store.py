"""The journal in SQLite: `kiosk.ports.Store`, one connection, one thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from db import engine, migrations, seating, swap
from db.hold import Hold
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

    `node` names whose entries are appended. `mend` is called when the file is damaged and nobody
    has it open here; it puts another one in its place, or raises StoreTrouble.
    """

    def __init__(
        self,
        file: Path,
        key: bytes | None,
        node: str,
        mend: Callable[[], None] | None = None,
    ) -> None:
        self._file = file
        self._key = key
        self._node = node
        self._link: Link | None = None
        self._place: tuple[int, int] | None = None
        self._turn: Turn | None = None
        self._hold: Hold | None = None
        self._mend = mend
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
        if self._hold is not None:
            self._hold.close()
            self._hold = None

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
            if self._mend is not None and swap.is_suspect(self._file):
                self._mended(None)
            try:
                self._link = self._connected()
            except StoreTrouble as e:
                if e.reason not in ("damaged", "key"):
                    raise
                self._mended(e)
                self._link = self._connected()
        return self._link

    def _connected(self) -> Link:
        self._hold = swap.held(self._file)
        try:
            connection = engine.connect(self._file, self._key)
            try:
                migrations.upgrade(connection, self._file, self._key)
                link, self._turn = Link(connection), Turn(self._file)
                if seating.copied(link):
                    with engine.transaction(link, write=True, turn=self._turn):
                        seating.hold_none(link)
            except BaseException:
                engine.close(connection)
                raise
        except BaseException:
            self.close()
            raise
        self._place = _place_of(self._file)
        return link

    def _mended(self, trouble: StoreTrouble | None) -> None:
        """Have the file mended; what cannot be is not tried again.

        Raises the trouble, if there is any yet, when it cannot be.
        """
        mend, self._mend = self._mend, None
        try:
            if mend is not None:
                mend()
                self._mend = mend
                return
        except StoreTrouble as e:
            if e.reason == "locked":
                # Whoever has it open as well lets go when they meet the damage.
                self._mend = mend
        if trouble is not None:
            raise trouble

    @contextmanager
    def _healing(self) -> Iterator[None]:
        """After trouble the file is opened anew: it may have been replaced or mounted again."""
        try:
            yield
        except StoreTrouble as e:
            if e.reason not in ("locked", "outside"):
                self.close()
            if e.reason == "damaged":
                swap.suspect(self._file)
            raise


def _place_of(file: Path) -> tuple[int, int] | None:
    """What the file is on its disk, whatever it is called."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
