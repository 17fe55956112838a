"""Whoever was forgotten leaves the backups too: old ones are written anew without them.

So copies can be kept for a year, and nobody stays in them for longer than the law lets them
(PDPA, section 33: 90 days, backups included).
"""

from __future__ import annotations

import datetime as dt
import logging
from pathlib import Path
from typing import NamedTuple

import msgspec

from db import copies
from kiosk.backups.container import BackupTrouble
from kiosk.backups.shelf import OLDEST, Kept, kept_in, owes
from kiosk.clock import EPOCH
from kiosk.ports import StoreTrouble
from kiosk.safety.making import put
from kiosk.safety.place import SPARE, Place, need_room, scratch
from kiosk.safety.restoring import take_out

_FOR_GOOD = ("passphrase", "wrong", "key", "damaged")
"""Why a backup cannot be opened; a disk that fails for a moment costs none."""

log = logging.getLogger("walkin.safety")


class Cleared(NamedTuple):
    """Backups that were written anew, those that cannot be opened, those of them that had to go."""

    anew: int = 0
    closed: int = 0
    gone: int = 0


def clear(
    place: Place, folder: Path, day: dt.date, now: dt.datetime | None, passphrase: str = ""
) -> Cleared:
    """Write those in a folder anew that may name people who were forgotten.

    `day` is the newest one's, `now` None while the time is not sure: then nothing goes for its age
    alone. A backup is whole at every moment: the old one, then the new one. One
    that cannot be opened, with this key file and passphrase, goes when it is as old as any copy may
    get. Raises CannotWrite, StoreTrouble.
    """
    days = place.settings.retention.reads_days
    reads_before = EPOCH if now is None else now - dt.timedelta(days=days)
    gone = copies.forgotten(place.database, place.key)
    anew = closed = left = 0
    for one in kept_in(folder, place.node):
        if not owes(one, day, gone.sum, reads_before):
            continue
        try:
            _anew(place, one, gone, reads_before, passphrase)
            anew += 1
        except BackupTrouble as e:
            log.warning("a backup cannot be opened to forget people in it (%s)", e.reason)
            closed += 1
            if now is not None and e.reason in _FOR_GOOD and day - one.day > OLDEST:
                one.file.unlink(missing_ok=True)
                left += 1
    return Cleared(anew, closed, left)


def _anew(
    place: Place, one: Kept, gone: copies.Forgotten, before: dt.datetime, passphrase: str
) -> None:
    need_room(place.database.parent, 3 * one.file.stat().st_size + SPARE)
    with scratch(place.database) as folder:
        opened = take_out(one.file, folder, place.key, passphrase)
        copy, key = opened.file, opened.key
        copies.forget(copy, key, place.node, gone, before)
        if opened.secrets is not None:
            copies.put_note(copy, key, msgspec.json.encode(opened.secrets).decode())
        facts = copies.prove(copy, key)
        if facts.entries != opened.head.entries:
            raise StoreTrouble("damaged", "the copy does not hold what it held before")
        head = msgspec.structs.replace(
            opened.head,
            revision=facts.revision,
            size=copy.stat().st_size,
            forgotten=gone.sum,
            reads=opened.head.made_at >= before,
        )
        put(one.file, head, copy, key, facts)
