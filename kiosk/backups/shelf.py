"""Where backups lie, what they are called, and which of them are kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kiosk.backups.container import BackupTrouble, Head, read_head
from kiosk.day_files import has_stick
from kiosk.sections import Backup

OLDEST = dt.timedelta(days=60)
"""Whoever is forgotten is to be gone from every copy within 90 days (PDPA, section 33)."""
SETTLED = dt.timedelta(days=7)
"""A younger backup goes soon, or is written anew when it is as old as that."""

_ENDING = ".backup"


class Kept(NamedTuple):
    """A backup in a folder, by the last day that was closed when it was made."""

    day: dt.date
    file: Path


def folders(wanted: Backup, data: Path) -> Iterator[Path]:
    """Where backups go now: the folder, and the stick's while it is there."""
    if wanted.folder:
        yield data / Path(wanted.folder).expanduser()
    if has_stick(wanted):
        yield Path(wanted.stick).expanduser()


def name_of(node: str, day: dt.date) -> str:
    """What the backup of a node is called that holds everything up to that day."""
    return f"walkin-{node}-{day.isoformat()}{_ENDING}"


def kept_in(folder: Path, node: str) -> list[Kept]:
    """The node's backups in a folder, the newest first; other files are nobody's business."""
    pattern = re.compile(rf"walkin-{re.escape(node)}-(\d{{4}}-\d\d-\d\d){re.escape(_ENDING)}")
    found = []
    for file in folder.glob(f"*{_ENDING}") if folder.is_dir() else ():
        if named := pattern.fullmatch(file.name):
            try:
                found.append(Kept(dt.date.fromisoformat(named[1]), file))
            except ValueError:
                continue
    return sorted(found, reverse=True)


def outlived(kept: Iterable[Kept], newest: dt.date, wanted: Backup) -> list[Path]:
    """Those that need not be kept beside the newest: by days, then by weeks, then by months.

    A day that lies ahead tells of a clock that was wrong, perhaps this one: it stays.
    """
    keep: set[Kept] = set()
    weeks: set[tuple[int, int]] = set()
    months: set[tuple[int, int]] = set()
    for one in sorted(kept, reverse=True):
        age = (newest - one.day).days
        iso = one.day.isocalendar()
        week, month = (iso.year, iso.week), (one.day.year, one.day.month)
        of_week = week not in weeks and age < wanted.daily + 7 * wanted.weekly
        of_month = month not in months and age < 31 * wanted.monthly
        if age < max(wanted.daily, 1) or of_week or of_month:
            keep.add(one)
        if age >= 0:
            weeks.add(week)
            months.add(month)
    return [one.file for one in kept if one not in keep]


def owes(one: Kept, day: dt.date, forgotten: str, reads_before: dt.datetime) -> bool:
    """Whether a backup may name people who were forgotten, or what was read before that time.

    `day` is the newest backup's, `forgotten` the sum over all whom the database forgot.
    """
    if day - one.day < SETTLED:
        return False
    try:
        head = read_head(one.file)
    except BackupTrouble:
        return False  # nobody can read it
    return head.forgotten != forgotten or (head.reads and head.made_at < reads_before)


def newest_sound(folder: Path, node: str) -> tuple[Path, Head] | None:
    """The newest backup whose head can be read, and is as long as it says."""
    for one in kept_in(folder, node):
        try:
            return one.file, read_head(one.file)
        except BackupTrouble:
            continue
    return None


def old_copies(database: Path, now: dt.datetime) -> list[Path]:
    """Copies beside the database, of upgrades and of restores, that are too old to be kept."""
    found = []
    for word in ("before", "damaged", "replaced"):
        for file in database.parent.glob(f"{database.name}.{word}-*"):
            changed = dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC)
            if now - changed > OLDEST:
                found.append(file)
    return found
