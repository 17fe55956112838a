"""One open connection to the node's SQLite file, encrypted, with every commit on disk."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DatabaseError, DBAPIError
from sqlalchemy.pool import StaticPool

from db.link import Link
from db.turn import Turn
from kiosk.ports import StoreTrouble

FIXED_SQLITE = (3, 51, 3)
"""First SQLite free of the WAL-reset corruption (sqlite.org/wal.html#walresetbug)."""

_ROOM = 4 << 20
"""Bytes; with less SQLite cannot even open a file, and calls that an error of the disk."""
_PATIENCE = 5.0
_ONE_MASK = threading.Lock()
_PAUSE = (0.0002, 0.0015)
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "temp_store=MEMORY",
    "cache_size=-8192",
    "mmap_size=0",
    # 16 MB: a checkpoint falls on one check-in of some hundreds.
    "wal_autocheckpoint=4000",
)
# What SQLite says, and the word staff are given for it.
_REASONS = (
    ("full", "full"),
    ("locked", "locked"),
    ("busy", "locked"),
    ("readonly", "readonly"),
    ("read-only", "readonly"),
    ("not a database", "key"),
    ("malformed", "damaged"),
    ("hmac", "damaged"),
    ("unable to open", "missing"),
    ("disk i/o", "disk"),
)


def trouble(error: Exception) -> StoreTrouble:
    """The driver's error as trouble with a reason for staff."""
    said = str(error.orig if isinstance(error, DBAPIError) else error).lower()
    reason = next((word for part, word in _REASONS if part in said), "database")
    return StoreTrouble(reason, said)


def connect(file: Path, key: bytes | None) -> Connection:
    """Open or create the file, readable by its owner only.

    `key` has 32 bytes; None keeps the file in plain. Raises StoreTrouble when the file cannot be
    opened, is damaged, or the key is another one.
    """

    def creator() -> Any:
        raw = sqlcipher.connect(str(file), isolation_level=None, timeout=0)
        _unlock(raw, key)
        _patiently(lambda: [raw.execute(f"PRAGMA {pragma}") for pragma in _PRAGMAS])
        return raw

    with _owner_alone():
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _own_alone(file.parent)
            return _opened(creator)
        except (DatabaseError, sqlcipher.Error) as e:
            found = trouble(e)
            if found.reason == "disk" and shutil.disk_usage(file.parent).free < _ROOM:
                raise StoreTrouble("full", str(found)) from e
            raise found from e
        except OSError as e:
            raise StoreTrouble("missing", e.strerror or "") from e


@contextmanager
def _owner_alone() -> Iterator[None]:
    """Whatever is made within the block is its owner's alone.

    One at a time: the mask is the whole process's, and two threads would put back each other's.
    """
    with _ONE_MASK:
        previous = os.umask(0o077)
        try:
            yield
        finally:
            os.umask(previous)


def look(file: Path, key: bytes | None) -> Connection:
    """Open an existing file without being able to change it, not even its kind of journal.

    Raises StoreTrouble as `connect` does.
    """

    def creator() -> Any:
        place = f"{file.absolute().as_uri()}?mode=ro"
        raw = sqlcipher.connect(place, uri=True, isolation_level=None, timeout=_PATIENCE)
        _unlock(raw, key)
        raw.execute("SELECT COUNT(*) FROM sqlite_master")
        return raw

    try:
        return _opened(creator)
    except (DatabaseError, sqlcipher.Error) as e:
        raise trouble(e) from e


def _opened(creator: Callable[[], Any]) -> Connection:
    """One connection; it speaks its transactions itself."""
    engine = create_engine("sqlite://", module=sqlcipher, creator=creator, poolclass=StaticPool)
    return engine.execution_options(isolation_level="AUTOCOMMIT").connect()


def _unlock(raw: Any, key: bytes | None) -> None:
    raw.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        # A raw key: no slow derivation from a passphrase at every start.
        raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    raw.execute("PRAGMA cipher_memory_security = OFF")


def _own_alone(folder: Path) -> None:
    """A data folder that was there before is closed to others too, if it is ours."""
    if os.name != "nt" and folder.stat().st_uid == os.geteuid():
        with contextlib.suppress(OSError):
            folder.chmod(0o700)


def close(connection: Connection) -> None:
    """Let the file go."""
    connection.close()
    connection.engine.dispose()


@contextmanager
def transaction(link: Link, *, write: bool, turn: Turn | None = None) -> Iterator[None]:
    """BEGIN to COMMIT; anything raised inside takes everything back.

    A write begins IMMEDIATE: a deferred transaction that reads and then writes fails at once when
    another process wrote in between, whatever the timeout.
    """
    deadline = time.monotonic() + _PATIENCE
    if write and turn is not None:
        turn.take(_PATIENCE)
    try:
        if write:
            _patiently(lambda: link.tell("BEGIN IMMEDIATE"), deadline)
        else:
            link.tell("BEGIN")
        yield
        link.tell("COMMIT")
    except BaseException as e:
        _rollback(link)
        if isinstance(e, (DBAPIError, sqlcipher.Error)):
            raise trouble(e) from e
        raise
    finally:
        if write and turn is not None:
            turn.give_back()


def _rollback(link: Link) -> None:
    """A failed COMMIT may or may not have ended the transaction."""
    # A connection that cannot even roll back is closed by its owner, which takes everything back.
    with contextlib.suppress(sqlcipher.Error):
        if not link.connection.closed and driver(link.connection).in_transaction:
            link.tell("ROLLBACK")


def driver(connection: Connection) -> Any:
    """The driver's own connection, for what SQLAlchemy has no word for."""
    return connection.connection.dbapi_connection


def _patiently(attempt: Any, deadline: float | None = None) -> None:
    """Try until another process has let go.

    SQLite's own waiting backs off up to 100 ms, so under constant load some process waits for
    seconds; short random pauses give every process the same chance.
    """
    if deadline is None:
        deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            attempt()
        except (DBAPIError, sqlcipher.OperationalError) as e:
            if trouble(e).reason != "locked" or time.monotonic() > deadline:
                raise
            time.sleep(random.uniform(*_PAUSE))  # noqa: S311 - a pause, not a secret
        else:
            return
