"""How good the last backup is, for the doctor."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kiosk.backups.shelf import folders, newest_sound
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
    checks = [_examine(folder, node, now) for folder in folders(wanted, data)]
    if wanted.stick and len(checks) < bool(wanted.folder) + 1:
        advice = "Put it in now and then: it gets what it missed by itself."
        checks.append(warn("backup", f"The stick {wanted.stick} is not there.", advice))
    return checks


def _examine(folder: Path, node: str, now: dt.datetime) -> Check:
    found = newest_sound(folder, node)
    advice = "Run `walkin backup`: it makes one, or says what is in the way."
    if found is None:
        return warn("backup", f"There is none in {folder} yet.", advice)
    file, head = found
    hours = (now - head.made_at) // _HOUR
    said = f"The last one is {file}, {sum(head.entries.values())} entries, {hours} hours old."
    if now - head.made_at > FRESH:
        return warn("backup", said, advice)
    return ok("backup", said)
