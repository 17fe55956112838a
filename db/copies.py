"""Copies of the database: made while it is at work, proven, and put under another key."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from db import engine, retention
from db.fold import erasing
from db.journal import VECTOR
from db.link import Link
from db.migrations import known_revisions, revision_quickly
from db.store import SqlStore
from kiosk.clock import from_micros
from kiosk.entry import Entry, Erased
from kiosk.ports import StoreTrouble

_COUNTS = text("SELECT node, COUNT(*) FROM entry GROUP BY node")
_QUICK_CHECK = text("PRAGMA quick_check")
_PAGE_SUMS = text("PRAGMA cipher_integrity_check")
_FORGOTTEN = text("SELECT learner, instead, stamp, stamp_node FROM erased ORDER BY learner")
_AT_ONCE = 500


class Forgotten(NamedTuple):
    """Whom a database has forgotten: their id, what took its place, and when and where that was."""

    rows: tuple[tuple[str, str, int, str], ...]

    @property
    def sum(self) -> str:
        """The same for the same people; "" for nobody."""
        ids = "\n".join(row[0] for row in self.rows)
        return hashlib.sha256(ids.encode()).hexdigest() if ids else ""


class Facts(NamedTuple):
    """What a database holds: entries of each node, the number of the last one, and its tables."""

    entries: dict[str, int]
    vector: dict[str, int]
    revision: str


def copy(file: Path, key: bytes | None, target: Path, target_key: bytes | None) -> Facts:
    """Copy one moment of a database that may be at work; returns what was in it then.

    `target` must not be there. Raises StoreTrouble.
    """
    with _trouble(), _for_a_while(engine.connect(file, key)) as source:
        link = Link(source)
        with engine.transaction(link, write=False):
            # The backup reads what this transaction reads: the counts are of the same moment.
            facts = _facts(link)
            if (key is None) == (target_key is None):
                _backup(source, target, target_key)
                return facts
        # SQLCipher makes no backup from plain to encrypted or back: by way of one of its own kind.
        between = target.with_name(target.name + ".between")
        _backup(source, between, key)
    with _trouble():
        try:
            _export(between, key, target, target_key)
        finally:
            between.unlink(missing_ok=True)
    return facts


def prove(file: Path, key: bytes | None) -> Facts:
    """Read every page; returns what is in it. Raises StoreTrouble("damaged"), or ("key")."""
    with _trouble(), _for_a_while(engine.look(file, key)) as connection:
        link = Link(connection)
        found = link.all(_PAGE_SUMS) if key is not None else []
        found += [said for (said,) in link.all(_QUICK_CHECK) if said != "ok"]
        if found:
            raise StoreTrouble("damaged", f"{len(found)} pages or rows are not as they were")
        known = revision_quickly(connection)
        if known is None:
            raise StoreTrouble("damaged", "it has no tables")
        if known not in known_revisions():
            raise StoreTrouble("newer", f"the file has revision {known}")
        return _facts(link)


def rehearse(file: Path, key: bytes | None, node: str) -> Facts:
    """Open a copy as the kiosk would, which brings it up to this program's tables.

    Raises StoreTrouble when it is not the journal without a gap that it ought to be.
    """
    store = SqlStore(file, key, node)
    try:
        with store.reading() as reader:
            vector = reader.vector()
        store.scrub()
    finally:
        store.close()
    with _trouble(), _for_a_while(engine.look(file, key)) as connection:
        facts = _facts(Link(connection))
    if facts.vector != vector or any(facts.entries[n] != last for n, last in vector.items()):
        raise StoreTrouble("damaged", "entries are missing between others")
    return facts


def forgotten(file: Path, key: bytes | None) -> Forgotten:
    """Whom a database at work has forgotten so far. Raises StoreTrouble."""
    with _trouble(), _for_a_while(engine.look(file, key)) as connection:
        return Forgotten(tuple(tuple(row) for row in Link(connection).all(_FORGOTTEN)))


def forget(file: Path, key: bytes | None, node: str, gone: Forgotten, before: dt.datetime) -> None:
    """Forget these people in a copy too, and what was read of unknown cards before that time.

    The copy is brought up to this program's tables; its journal gets no entry, so that what the
    database has beyond it still follows on. Not a byte of them is left. Raises StoreTrouble.
    """
    SqlStore(file, key, node).close()
    with _trouble(), _for_a_while(engine.connect(file, key)) as connection:
        link = Link(connection)
        with engine.transaction(link, write=True):
            known = {tuple(row) for row in link.all(_FORGOTTEN)}
            for learner, instead, stamp, by_node in (row for row in gone.rows if row not in known):
                body = Erased(learners=(learner,), instead=instead)
                erasing.erasures(link, [Entry(by_node, 0, stamp, from_micros(stamp), None, body)])
            while retention.let_reads_go(link, before, _AT_ONCE) == _AT_ONCE:
                pass
        link.all(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        link.all(text("PRAGMA journal_mode = DELETE"))


def put_note(file: Path, key: bytes | None, note: str) -> None:
    """Put something into a copy that is no part of the database."""
    with _trouble(), _for_a_while(engine.connect(file, key)) as connection:
        link = Link(connection)
        link.tell("CREATE TABLE backup_note (body TEXT NOT NULL)")
        link.run(text("INSERT INTO backup_note VALUES (:body)"), {"body": note})
        link.all(text("PRAGMA wal_checkpoint(TRUNCATE)"))


def take_note(file: Path, key: bytes | None) -> str | None:
    """Take it out again; None when there is none. Nothing of it is left in the file."""
    with _trouble(), _for_a_while(engine.connect(file, key)) as connection:
        link = Link(connection)
        there = text("SELECT 1 FROM sqlite_master WHERE name = 'backup_note'")
        if link.first(there) is None:
            return None
        note = str(link.value(text("SELECT body FROM backup_note")))
        link.tell("DROP TABLE backup_note")
        link.all(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        return note


def _facts(link: Link) -> Facts:
    entries = {node: int(count) for node, count in link.all(_COUNTS)}
    vector = {node: int(seq) for node, seq, _ in link.all(VECTOR)}
    return Facts(entries, vector, revision_quickly(link.connection) or "")


def _backup(source: Connection, target: Path, key: bytes | None) -> None:
    with _for_a_while(engine.connect(target, key)) as made:
        engine.driver(source).backup(engine.driver(made))
        # One file: what follows takes it away without its log.
        Link(made).all(text("PRAGMA journal_mode = DELETE"))


def _export(file: Path, key: bytes | None, target: Path, target_key: bytes | None) -> None:
    with _for_a_while(engine.connect(file, key)) as source:
        word = "''" if target_key is None else f"\"x'{target_key.hex()}'\""
        link = Link(source)
        link.run(text(f"ATTACH DATABASE :file AS copied KEY {word}"), {"file": str(target)})
        target.chmod(0o600)
        link.all(text("SELECT sqlcipher_export('copied')"))
        link.tell("DETACH DATABASE copied")


@contextlib.contextmanager
def _for_a_while(connection: Connection) -> Iterator[Connection]:
    try:
        yield connection
    finally:
        engine.close(connection)


@contextlib.contextmanager
def _trouble() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, sqlcipher.Error) as e:
        raise engine.trouble(e) from e
