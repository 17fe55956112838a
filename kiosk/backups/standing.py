"""How good the last backup is, for the doctor."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kiosk.backups.container import Head
from kiosk.backups.shelf import folders, kept_in, newest_sound, owes
from kiosk.clock import EPOCH
from kiosk.day_files import has_stick
from kiosk.sections import Backup
from kiosk.verdict import Check, ok, warn

FRESH = dt.timedelta(hours=26)
"""A night apart, and a little: an older one means that a night was missed."""

_HOUR = dt.timedelta(hours=1)


def examine(wanted: Backup, data: Path, node: str, now: dt.datetime) -> list[Check]:
    """The last good backup in each place, and its age."""
    if not (wanted.folder or wanted.stick):
        advice = "Name a folder or a stick in [backup]; without a backup a broken disk is the end."
        return [warn("backup", "No backups are made.", advice)]
    checks = [check for folder in folders(wanted, data) for check in _examine(folder, node, now)]
    if wanted.stick and not has_stick(wanted):
        advice = "Put it in now and then: it gets what it missed by itself."
        checks.append(warn("backup", f"The stick {wanted.stick} is not there.", advice))
    return checks


def _examine(folder: Path, node: str, now: dt.datetime) -> list[Check]:
    found = newest_sound(folder, node)
    advice = "Run `walkin backup`: it makes one, or says what is in the way."
    if found is None:
        return [warn("backup", f"There is none in {folder} yet.", advice)]
    file, head = found
    owing = _owing(folder, node, head)
    hours = (now - head.made_at) // _HOUR
    said = f"The last one is {file}, {sum(head.entries.values())} entries, {hours} hours old."
    late = now - head.made_at > FRESH
    return [warn("backup", said, advice) if late else ok("backup", said), *owing]


def _owing(folder: Path, node: str, newest: Head) -> list[Check]:
    """Those that still name people who were forgotten: each night they are written anew."""
    kept = kept_in(folder, node)
    many = sum(owes(one, kept[0].day, newest.forgotten, EPOCH) for one in kept)
    if not many:
        return []
    said = f"{many} in {folder} still name people who were forgotten."
    advice = "Put the passphrase and the key file back that they were made with: `walkin backup`."
    return [warn("backup", said, advice)]
