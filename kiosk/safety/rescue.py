"""A damaged database is set aside; the last backup and what can still be read take its place."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Sequence
from pathlib import Path

from db import copies, swap
from db.beyond import Beyond
from db.hold import Hold
from db.store import SqlStore
from kiosk.backups.container import BackupTrouble
from kiosk.backups.shelf import folders, kept_in
from kiosk.clock import Clock, micros, service_day
from kiosk.duty import DatabaseRestored
from kiosk.ports import StoreTrouble
from kiosk.safety.place import NoPassphrase, Place, passphrase_of, scratch
from kiosk.safety.restoring import Opened, stamp, take_out
from kiosk.window import LEAST_DAYS, STEP, first_after
from kiosk.written import Written

log = logging.getLogger("walkin.safety")

_BATCH = 2000
_OLD = (dt.timedelta(days=LEAST_DAYS) - STEP) // dt.timedelta(microseconds=1)
"""What was let go is older than this, in microseconds."""


def mend(place: Place, clock: Clock) -> None:
    """Put a sound database in the place of a damaged one; a sound one stays.

    Raises StoreTrouble: "locked" while another process has it open, else when nothing is left to
    build one from.
    """
    file, hold = place.database, Hold(place.database)
    try:
        try:
            hold.alone()
        except StoreTrouble:
            if _is_empty(file):
                return  # somebody makes it at this moment
            raise
        swap.settle(file)
        reason = _trouble(place)
        if reason:
            with scratch(file) as folder:
                _mended(place, clock, folder, reason)
        swap.clear(file)
    finally:
        hold.close()


def _trouble(place: Place) -> str:
    """What is wrong with the file; "" when every page is as it was written."""
    if _is_empty(place.database):
        return "empty"
    try:
        copies.prove(place.database, place.key)
    except StoreTrouble as e:
        if e.reason in ("damaged", "key"):
            return e.reason
        raise
    return ""


def _mended(place: Place, clock: Clock, folder: Path, reason: str) -> None:
    file, now = place.database, clock.now()
    ready = folder / "ready.db"
    found = _last_good(place, folder)
    if found is None and reason == "empty":
        return
    if found is None and reason == "key":
        # Nothing shows that the key is the right one.
        raise StoreTrouble("key", "the key file does not fit, and no backup fits it either")
    if found is not None:
        copies.copy(found.file, found.key, ready, place.key)
    store = SqlStore(ready, place.key, place.node)
    try:
        with store.reading() as reader:
            vector = reader.vector()
        beyond = Beyond(file, place.key, vector)
        taken = take_over(store, beyond.entries(), now)
        if found is None and not taken:
            raise StoreTrouble("damaged", "there is no backup, and nothing of it can be read")
        told = DatabaseRestored(
            day=service_day(now, place.settings.zone),
            made_at=None if found is None else found.head.made_at,
            taken=taken,
            missing=beyond.missing(),
        )
        with store.writing() as unit:
            unit.append(told, now)
        store.scrub()
    finally:
        store.close()
    copies.prove(ready, place.key)
    swap.stage(ready, file, f"damaged-{stamp(now)}")
    swap.settle(file)
    log.warning("the database was damaged (%s): a backup took its place", reason)


def take_over(store: SqlStore, entries: Iterable[Written], now: dt.datetime) -> int:
    """Take in entries of another file of ours; returns how many. Raises StoreTrouble."""
    taken, batch = 0, []
    for entry in entries:
        batch.append(entry)
        if len(batch) == _BATCH:
            taken += _receive(store, batch, now)
            batch = []
    return taken + _receive(store, batch, now) if batch else taken


def _receive(store: SqlStore, rows: Sequence[Written], now: dt.datetime) -> int:
    """With what was let go there (`kiosk.window`): then its days are not kept here, either."""
    with store.writing() as unit:
        # This clock may have forgotten the time with the power.
        latest = max([now, *(node.last_at for node in unit.nodes())])
        old = max(micros(latest), *(row.stamp for row in rows)) - _OLD
        bare = [row.stamp for row in rows if not row.body and 0 <= row.stamp < old]
        held, first = unit.keeps_from(), first_after(max(bare, default=0))
        if bare and (held is None or held < first):
            unit.keep_from(first, {})
        return unit.receive(rows)


def _last_good(place: Place, folder: Path) -> Opened | None:
    """The newest backup that this installation's key is proven by and that is whole."""
    settings = place.settings
    try:
        passphrase = passphrase_of(settings)
    except NoPassphrase:
        passphrase = ""
    shelves = folders(settings.backup, place.database.parent)
    kept = [one for shelf in shelves for one in kept_in(shelf, place.node)]
    for one in sorted(kept, key=lambda one: (one.day, _changed(one.file)), reverse=True):
        try:
            opened = take_out(one.file, folder, place.key, passphrase)
        except BackupTrouble as e:
            log.warning("a backup cannot be used (%s)", e.reason)
            continue
        if opened.secrets is None or opened.secrets.pepper == place.secrets.pepper:
            return opened
    return None


def _is_empty(file: Path) -> bool:
    return not file.exists() or file.stat().st_size == 0


def _changed(file: Path) -> dt.datetime:
    return dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC)
