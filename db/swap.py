"""Another database takes the place of the one that is there; that one is kept beside it.

What is decided is decided by one name: `walkin.db.next-...`. Whoever opens the database next
finishes what a power cut interrupted. SQLite's log of the old file must never meet the new one.
"""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from db.hold import PATIENCE, Hold
from kiosk.ports import StoreTrouble

_NEXT = ".next-"


def stage(prepared: Path, file: Path, aside: str) -> None:
    """Decide that `prepared`, closed and on the disk, is the database from now on.

    It must lie on the same disk. `aside` is put behind the name of the one that was there. Nobody
    may have that one open: `Hold.alone`. Raises StoreTrouble.
    """
    try:
        handle = os.open(prepared, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        prepared.replace(file.with_name(f"{file.name}{_NEXT}{aside}"))
        _keep_names(file.parent)
    except OSError as e:
        raise StoreTrouble(
            "full" if e.errno == errno.ENOSPC else "readonly", e.strerror or ""
        ) from e


def unsettled(file: Path) -> bool:
    """Whether there is one that has yet to take its place."""
    return bool(_staged(file))


def settle(file: Path) -> None:
    """Let what was staged take its place. It can be done again wherever it was interrupted.

    Nobody may have the database open: `Hold.alone`. Raises StoreTrouble.
    """
    try:
        for staged in _staged(file):
            old = aside_of(file, staged.name.removeprefix(file.name + _NEXT))
            for ending in ("", "-wal"):
                source = file.with_name(file.name + ending)
                target = old.with_name(old.name + ending)
                # A log that only readers made holds nothing.
                kept = source.exists() and (not ending or source.stat().st_size)
                if kept and not target.exists():
                    source.rename(target)
                source.unlink(missing_ok=True)
            file.with_name(f"{file.name}-shm").unlink(missing_ok=True)
            _keep_names(file.parent)
            staged.replace(file)
            _keep_names(file.parent)
    except OSError as e:
        raise StoreTrouble("readonly", e.strerror or "") from e


def held(file: Path) -> Hold:
    """Have the file open from now on, when whatever was to take its place has done so.

    Raises StoreTrouble.
    """
    hold = Hold(file)
    try:
        if unsettled(file):
            hold.alone(PATIENCE)
            settle(file)
        hold.share()
    except BaseException:
        hold.close()
        raise
    return hold


def suspect(file: Path) -> None:
    """Remember that a page was found damaged, or that nothing is in the file."""
    with contextlib.suppress(OSError):
        _mark(file).touch(mode=0o600)


def is_suspect(file: Path) -> bool:
    """Whether it has to be looked at before it is opened: an empty file is made anew by SQLite."""
    if _mark(file).exists():
        return True
    try:
        return file.stat().st_size == 0
    except OSError:
        return False


def clear(file: Path) -> None:
    """It was looked at."""
    with contextlib.suppress(OSError):
        _mark(file).unlink(missing_ok=True)


def _mark(file: Path) -> Path:
    return file.with_name(f"{file.name}.suspect")


def aside_of(file: Path, aside: str) -> Path:
    """Where the one that was there is kept."""
    return file.with_name(f"{file.name}.{aside}")


def _staged(file: Path) -> list[Path]:
    # SQLite's own files beside it end differently.
    found = file.parent.glob(f"{file.name}{_NEXT}*")
    return sorted(one for one in found if one.name.rpartition("-")[2] not in ("wal", "shm"))


def _keep_names(folder: Path) -> None:
    """New names are on the disk only when the folder is; not every system can do that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
