"""A backup is made of a database at work, and proven before it gets its name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import msgspec

from db import copies, swap
from kiosk.backups.container import (
    BackupTrouble,
    Head,
    Stretch,
    fresh_stretch,
    read_head,
    unpack,
    write,
)
from kiosk.clock import Clock
from kiosk.ports import StoreTrouble
from kiosk.safety.place import SPARE, Place, need_room, scratch, size_of
from kiosk.whole_file import CannotWrite, whole_file


def make(place: Place, target: Path, clock: Clock, passphrase: str = "") -> Head:
    """Write a backup file, whole or not at all; what is there already must be a backup.

    Every page of the copy is read, entries are counted against the moment that was copied, and
    what is on the disk in the end is opened as a kiosk would. Raises CannotWrite, StoreTrouble.
    """
    _must_be_ours(target)
    if not place.database.exists():
        raise StoreTrouble("missing", f"there is no {place.database}")
    size = size_of(place.database)
    need_room(place.database.parent, 2 * size + SPARE)
    hold = swap.held(place.database)
    try:
        with scratch(place.database) as folder:
            return _made(place, target, clock, passphrase, folder)
    except StoreTrouble as e:
        if e.reason == "damaged":
            # Whoever opens it next looks whether it is the database, or only the copy.
            swap.suspect(place.database)
        raise
    finally:
        hold.close()


def _made(place: Place, target: Path, clock: Clock, passphrase: str, folder: Path) -> Head:
    copy = folder / "copy.db"
    stretch = fresh_stretch() if passphrase else None
    key = stretch.key(passphrase) if stretch else place.key
    made_at = clock.now()
    facts = copies.copy(place.database, place.key, copy, key)
    if stretch:
        copies.put_note(copy, key, msgspec.json.encode(place.secrets).decode())
    if copies.prove(copy, key) != facts:
        raise StoreTrouble("damaged", "the copy does not hold what was copied")
    head = Head(
        made_at=made_at,
        centre=place.settings.centre.code,
        node=place.node,
        revision=facts.revision,
        entries=facts.entries,
        size=copy.stat().st_size,
        lock=_lock(key, stretch),
        stretch=stretch,
        forgotten=copies.forgotten(copy, key).sum,
    )
    put(target, head, copy, key, facts)
    return head


def put(target: Path, head: Head, copy: Path, key: bytes | None, facts: copies.Facts) -> None:
    """Write a backup file of a proven copy, which goes; it gets its name when it was rehearsed.

    Raises CannotWrite, StoreTrouble.
    """
    with whole_file(target) as draft:
        write(draft, head, copy)
        draft.flush()
        os.fsync(draft.fileno())
        copy.unlink()
        _rehearse(Path(draft.name), copy.with_name("trial.db"), key, head.node, facts)


def _rehearse(file: Path, trial: Path, key: bytes | None, node: str, facts: copies.Facts) -> None:
    try:
        unpack(file, trial)
    except BackupTrouble as e:
        msg = f"what was written cannot be read again: {e}"
        raise CannotWrite(msg) from e
    found = copies.rehearse(trial, key, node)
    if (found.entries, found.vector) != (facts.entries, facts.vector):
        raise StoreTrouble("damaged", "the restored copy does not hold what was copied")


def _lock(key: bytes | None, stretch: Stretch | None) -> Literal["key", "passphrase", "none"]:
    if stretch is not None:
        return "passphrase"
    return "none" if key is None else "key"


def _must_be_ours(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not target.is_file()):
        msg = f"cannot write {target}: it is no plain file"
        raise CannotWrite(msg)
    if target.exists():
        try:
            read_head(target)
        except BackupTrouble as e:
            if e.reason == "not_one":
                msg = f"cannot write {target}: another file of that name is there"
                raise CannotWrite(msg) from e
