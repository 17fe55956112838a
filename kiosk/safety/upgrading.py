"""A database passes to a newer version's tables, on a copy first; and back without losing an entry.

An older version cannot read newer tables. It takes the copy that was made before, and takes over
every entry written since: the journal is the same in all versions.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from db import copies, swap
from db.beyond import Beyond
from db.hold import Hold
from db.store import SqlStore
from kiosk.clock import Clock
from kiosk.ports import StoreTrouble
from kiosk.safety.place import SPARE, Place, cannot_write, need_room, scratch, size_of
from kiosk.safety.rescue import take_over
from kiosk.safety.restoring import stamp

log = logging.getLogger("walkin.safety")

_BEFORE = ".before-"


def prove_on_copy(place: Place, version: str) -> Path:
    """Keep a proven copy of a database at work, and bring another one up to our own tables.

    The database itself stays as it is. Returns where the copy is kept. Raises StoreTrouble.
    """
    file = place.database
    need_room(file.parent, 3 * size_of(file) + SPARE)
    kept = file.with_name(f"{file.name}{_BEFORE}update-{version}")
    hold = swap.held(file)
    try:
        with scratch(file) as folder:
            copy, trial = folder / "copy.db", folder / "trial.db"
            facts = copies.copy(file, place.key, copy, place.key)
            if copies.prove(copy, place.key) != facts:
                raise StoreTrouble("damaged", "the copy does not hold what was copied")
            shutil.copyfile(copy, trial)
            trial.chmod(0o600)
            found = copies.rehearse(trial, place.key, place.node)
            if (found.entries, found.vector) != (facts.entries, facts.vector):
                raise StoreTrouble("damaged", "the newer tables do not hold what was copied")
            _keep(copy, kept)
    except OSError as e:
        raise cannot_write(e) from e
    finally:
        hold.close()
    return kept


def must_come_back(place: Place) -> None:
    """See that `go_back` would find what it needs. Raises StoreTrouble("newer")."""
    if _is_newer(place.database, place.key):
        _from_before(place)


def go_back(place: Place, clock: Clock) -> None:
    """Put a database of our own tables in the place of a newer version's, with every entry of it.

    One that we can read stays. Raises StoreTrouble: "newer" when there is no copy from before,
    "locked" while somebody has it open, "damaged" when an entry would be lost. It stays then, too.
    """
    file, hold = place.database, Hold(place.database)
    try:
        hold.alone()
        swap.settle(file)
        if not _is_newer(file, place.key):
            return
        need_room(file.parent, 3 * size_of(file) + SPARE)
        with scratch(file) as folder:
            ready = folder / "ready.db"
            taken = _built(place, _from_before(place), ready, clock.now())
            copies.prove(ready, place.key)
            swap.stage(ready, file, f"replaced-{stamp(clock.now())}")
        swap.settle(file)
        log.warning("back from a newer version's tables: %d entries taken over", taken)
    finally:
        hold.close()


def _built(place: Place, before: Path, ready: Path, now: dt.datetime) -> int:
    copies.copy(before, place.key, ready, place.key)
    store = SqlStore(ready, place.key, place.node)
    try:
        with store.reading() as reader:
            vector = reader.vector()
        beyond = Beyond(place.database, place.key, vector)
        taken = take_over(store, beyond.entries(), now)
        if beyond.missing():
            raise StoreTrouble("damaged", "entries of the newer version cannot be read")
        store.scrub()
    finally:
        store.close()
    return taken


def _is_newer(file: Path, key: bytes | None) -> bool:
    try:
        copies.prove(file, key)
    except StoreTrouble as e:
        if e.reason == "newer":
            return True
        raise
    return False


def _from_before(place: Place) -> Path:
    """The newest copy beside the database that we can read and that is whole."""
    for copy in _copies(place.database):
        try:
            copies.prove(copy, place.key)
        except StoreTrouble:
            continue
        return copy
    raise StoreTrouble("newer", "there is no copy from before the newer version")


def _copies(file: Path) -> Iterator[Path]:
    found = [f for f in file.parent.glob(f"{file.name}{_BEFORE}*") if _is_copy(f)]
    yield from sorted(found, key=lambda copy: copy.stat().st_mtime, reverse=True)


def _is_copy(file: Path) -> bool:
    return file.suffix != ".part" and not file.name.endswith(("-wal", "-shm"))


def _keep(copy: Path, kept: Path) -> None:
    with copy.open("rb+") as done:
        os.fsync(done.fileno())
    copy.replace(kept)
