"""A backup takes the place of the database: proven first, and nobody forgotten comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from db import copies, swap
from db.arrival import understood
from db.beyond import Beyond
from db.hold import Hold
from db.store import SqlStore
from kiosk import secrets as secret
from kiosk.backups.container import BackupTrouble, Head, unpack
from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.entry import Erased
from kiosk.ports import StoreTrouble
from kiosk.safety.place import cannot_write, need_room, scratch
from kiosk.secrets import Secrets, SecretsTrouble


class Opened(NamedTuple):
    """The database of a backup, out of it and proven, and the secrets that came along."""

    file: Path
    key: bytes | None
    head: Head
    secrets: Secrets | None


class Target(NamedTuple):
    """Where it is restored to; `secrets` are None when there is no secrets file."""

    database: Path
    settings: Settings
    secrets_file: Path
    secrets: Secrets | None


class Prepared(NamedTuple):
    """What is about to happen.

    `newer` are, by node, the first and last number of the entries that only the present database
    has; 0 for a last one that cannot be told. `forgotten` people were since, and are again.
    `secrets` are those to be used, `new_secrets` whether they have to be written.
    """

    file: Path
    head: Head
    newer: dict[str, tuple[int, int]]
    forgotten: int
    secrets: Secrets
    new_secrets: bool


def take_out(file: Path, folder: Path, ours: bytes | None, passphrase: str = "") -> Opened:
    """Unpack a backup into a folder and prove it; `ours` is this installation's key.

    Raises BackupTrouble; StoreTrouble when there is no room.
    """
    body = folder / "body.db"
    try:
        head = unpack(file, body)
    except OSError as e:
        raise cannot_write(e) from e
    key = _key(file, head, ours, passphrase)
    try:
        facts = copies.prove(body, key)
    except StoreTrouble as e:
        raise _why(file, head, e) from e
    if facts.entries != head.entries:
        raise BackupTrouble("damaged", f"{file} does not hold what its head says")
    note = copies.take_note(body, key) if head.lock == "passphrase" else None
    try:
        return Opened(body, key, head, None if note is None else secret.read(note))
    except SecretsTrouble as e:
        raise BackupTrouble("damaged", f"{file} is damaged: {e}") from e


@contextmanager
def prepared(file: Path, target: Target, clock: Clock, passphrase: str = "") -> Iterator[Prepared]:
    """All but the last step; `commit` inside the block is that.

    Nobody may have the database open, nor opens it meanwhile. Raises BackupTrouble, StoreTrouble.
    """
    target.database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    hold = Hold(target.database)
    try:
        hold.alone()
        swap.settle(target.database)
        with scratch(target.database) as folder:
            try:
                ready = _prepared(file, target, clock, passphrase, folder)
            except OSError as e:
                raise cannot_write(e) from e
            yield ready
    finally:
        hold.close()


def commit(ready: Prepared, target: Target, now: dt.datetime) -> Path | None:
    """Put it in place; returns where the database is kept that was there.

    Raises SecretsTrouble or StoreTrouble; nothing has changed then.
    """
    if ready.new_secrets:
        if target.secrets is None:
            secret.put(target.secrets_file, ready.secrets)
        else:
            secret.replace(target.secrets_file, target.secrets, ready.secrets)
    aside = f"replaced-{stamp(now)}"
    swap.stage(ready.file, target.database, aside)
    swap.settle(target.database)
    swap.clear(target.database)
    kept = swap.aside_of(target.database, aside)
    return kept if kept.exists() else None


def stamp(now: dt.datetime) -> str:
    """A time as it stands in names of files."""
    return f"{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _prepared(file: Path, target: Target, clock: Clock, passphrase: str, folder: Path) -> Prepared:
    present = target.secrets
    if file.exists():
        need_room(folder, 2 * file.stat().st_size)
    opened = take_out(file, folder, present.database if present else None, passphrase)
    kept = _secrets(file, present, opened.secrets)
    key = kept.database if target.settings.safety.encrypt else None
    ready, node = folder / "ready.db", target.settings.node.name
    copies.copy(opened.file, opened.key, ready, key)
    opened.file.unlink()
    facts = copies.rehearse(ready, key, node)
    newer: dict[str, tuple[int, int]] = {}
    erased: list[Erased] = []
    if target.database.exists():
        old_key = present.database if present and target.settings.safety.encrypt else None
        beyond = Beyond(target.database, old_key, facts.vector)
        readable, _ = understood([*beyond.entries()])
        erased = [one.body for _, one in readable if isinstance(one.body, Erased)]
        newer = beyond.span()
    _forget_again(ready, key, node, erased, clock.now())
    forgotten = sum(1 for one in erased if one.learners)
    return Prepared(ready, opened.head, newer, forgotten, kept, kept != present)


def _forget_again(
    file: Path, key: bytes | None, node: str, erased: list[Erased], now: dt.datetime
) -> None:
    store = SqlStore(file, key, node)
    try:
        if erased:
            with store.writing() as unit:
                unit.append_many(erased, now)
        store.scrub()
    finally:
        store.close()


def _secrets(file: Path, present: Secrets | None, came: Secrets | None) -> Secrets:
    """With which secrets the restored database is used.

    The present ones may know newer card keys. Another installation's come whole, but for the key
    of the database: whatever happens midway, the one that is there can be opened.
    """
    if came is None and present is None:
        raise BackupTrouble("key", f"{file} needs the key file it was made with")
    if came is None or present is None:
        found = present if came is None else came
        assert found is not None  # noqa: S101
        return found
    if came.pepper == present.pepper:
        return present
    return msgspec.structs.replace(came, database=present.database)


def _key(file: Path, head: Head, ours: bytes | None, passphrase: str) -> bytes | None:
    if head.lock == "none":
        return None
    if head.lock == "key":
        if ours is None:
            raise BackupTrouble("key", f"{file} needs the key file it was made with")
        return ours
    if not passphrase:
        raise BackupTrouble("passphrase", f"{file} needs its passphrase")
    if head.stretch is None:
        raise BackupTrouble("damaged", f"{file} is damaged: its head is not whole")
    return head.stretch.key(passphrase)


def _why(file: Path, head: Head, e: StoreTrouble) -> BackupTrouble | StoreTrouble:
    if e.reason == "key" and head.lock == "passphrase":
        return BackupTrouble("wrong", f"the passphrase does not fit {file}")
    if e.reason == "key":
        return BackupTrouble("key", f"{file} was made with another key file")
    if e.reason == "newer":
        return BackupTrouble("newer", f"{file} was made by a newer version of walkin")
    if e.reason == "damaged":
        return BackupTrouble("damaged", f"{file} is damaged: the database in it is not whole")
    return e
