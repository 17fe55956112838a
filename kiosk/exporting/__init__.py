"""Taking the day's file out of the database."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

import msgspec

from kiosk.clock import Clock
from kiosk.entry import LogExported
from kiosk.exporting.log import write_csv, write_jsonl
from kiosk.exporting.whole_file import CannotWrite, whole_file
from kiosk.ports import Store

__all__ = ["FORMATS", "CannotWrite", "Exported", "NeedsReason", "Wanted", "export_log"]

_WRITERS = {"csv": write_csv, "jsonl": write_jsonl}
FORMATS = tuple(_WRITERS)

# The entry's name at the start of a line of either format.
_ENTRY = re.compile(rb'[\'"]?(?:\{"entry":")?([A-Za-z0-9-]+:[0-9]+)')


class NeedsReason(ValueError):
    """Names were asked for and no reason was given."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which service days (both ends included), as csv or jsonl, and whether with names.

    `reason` is kept in the journal with every export that has names; `by` is the member of staff.
    """

    first: dt.date
    last: dt.date
    format: str = "csv"
    names: bool = False
    reason: str = ""
    by: str | None = None


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """What was written: number of check-ins, and SHA-256 of the file.

    `changed` names the check-ins that came or changed since the file that stood there before.
    """

    lines: int
    sha256: str
    changed: tuple[str, ...] = ()


def export_log(
    store: Store, clock: Clock, zone: ZoneInfo, wanted: Wanted, target: Path | BinaryIO
) -> Exported:
    """Write the log to a file, all at once and readable by its owner only, or to a stream.

    An export with names is in the journal before anybody can see it. Raises NeedsReason,
    ValueError when the range is the wrong way round, CannotWrite and StoreTrouble.
    """
    if wanted.first > wanted.last:
        msg = f"{wanted.first} is after {wanted.last}"
        raise ValueError(msg)
    if wanted.names and not wanted.reason.strip():
        msg = "an export with names needs a reason"
        raise NeedsReason(msg)
    with whole_file(target) as draft:
        with store.reading() as reader:
            lines = reader.log(wanted.first, wanted.last)
            count = _WRITERS[wanted.format](lines, draft, zone=zone, names=wanted.names)
        draft.seek(0)
        digest = hashlib.file_digest(draft, "sha256").hexdigest()
        if wanted.names:
            with store.writing() as unit:
                unit.append(_kept(wanted, digest), clock.now(), by=wanted.by)
        changed = _changed(target, draft) if isinstance(target, Path) else ()
        return Exported(lines=count, sha256=digest, changed=changed)


def _kept(wanted: Wanted, digest: str) -> LogExported:
    return LogExported(
        first=wanted.first,
        last=wanted.last,
        format=wanted.format,
        names=wanted.names,
        reason=wanted.reason.strip(),
        sha256=digest,
    )


def _changed(target: Path, draft: BinaryIO) -> tuple[str, ...]:
    """Entries of the lines that an earlier export to the same file lacks.

    Nothing when that file has no line in common: it is not the same day, or not the same columns.
    """
    if not target.is_file():
        return ()
    with target.open("rb") as before:
        known = set(before)
    draft.seek(0)
    lines = list(draft)
    if known.isdisjoint(lines):
        return ()
    found = (_ENTRY.match(line) for line in lines if line not in known)
    return tuple(entry[1].decode() for entry in found if entry)
