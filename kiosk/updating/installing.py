"""An update is put beside what is there, proven, and switched to.

Every step can be interrupted, by a power cut as well: what is at work stays at work until one link
is replaced, and the same command again goes on or begins anew.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from kiosk.updating.container import PROGRAM, WHEELS, Here, Manifest, Update, number_of
from kiosk.updating.house import House
from kiosk.updating.keys import read_keys
from kiosk.updating.trouble import UpdateTrouble

SPARE = 200_000_000
"""Bytes left alone on the disk."""


class Steps(NamedTuple):
    """What is done with a version beside its files, each given its folder.

    `packages` sets it up (UpdateTrouble), `database` proves it on a copy of the database
    (UpdateTrouble), `done` is told what has just been done.
    """

    packages: Callable[[Path, str], None]
    database: Callable[[Path, str], None]
    done: Callable[[str], None] = lambda _: None


def check(manifest: Manifest, house: House, here: Here, *, older: bool = False) -> None:
    """Whether it may be installed here at all. Raises UpdateTrouble."""
    wanted = Here(manifest.system, manifest.machine, manifest.python)
    if wanted != here:
        msg = (
            f"it is for {wanted.system} on {wanted.machine} with Python {wanted.python}, and this "
            f"is {here.system} on {here.machine} with Python {here.python}: get the one for it"
        )
        raise UpdateTrouble("platform", msg)
    now = house.version_of(house.current()) or "0.0.0"
    if manifest.version == now:
        raise UpdateTrouble("there", f"another version {now} is at work already: get a newer one")
    if number_of(manifest.version) < number_of(now) and not older:
        msg = f"version {manifest.version} is older than {now}; if that is meant, add --older"
        raise UpdateTrouble("older", msg)


def install(update: Update, house: House, steps: Steps, *, free: int | None = None) -> Path:
    """Put it in place and switch to it, on trial; returns its folder.

    `free` are the bytes of the disk that may be used, if not what is free. Raises UpdateTrouble:
    what was at work is at work then.
    """
    manifest, folder = update.manifest, house.folder_of(update.manifest.version)
    try:
        if not house.is_complete(folder, update.digest):
            _put_in_place(update, house, folder, steps, free)
        steps.database(folder, manifest.version)
        steps.done("database proven")
        if manifest.keys:
            house.trust(read_keys("\n".join(manifest.keys), str(update.file)))
        steps.done("keys")
        house.switch_to(folder)
    except OSError as e:
        raise _cannot_write(e, house.root) from e
    return folder


def _put_in_place(
    update: Update, house: House, folder: Path, steps: Steps, free: int | None
) -> None:
    if folder == house.before():
        msg = f"another version {folder.name} was at work before: walkin update --back takes it"
        raise UpdateTrouble("there", msg)
    shutil.rmtree(folder, ignore_errors=True)
    house.versions.mkdir(mode=0o755, exist_ok=True)
    house.sweep(folder)
    needed = update.manifest.size + update.manifest.room + SPARE
    free = shutil.disk_usage(house.versions).free if free is None else free
    if free < needed:
        msg = f"the disk is too full: {needed >> 20} MB are needed and {free >> 20} MB are free"
        raise UpdateTrouble("full", msg)
    try:
        _set_up(update, folder, steps)
    except (UpdateTrouble, OSError):
        shutil.rmtree(folder, ignore_errors=True)  # the kiosk needs the room
        raise
    house.complete(folder, update.digest)
    steps.done("complete")


def _set_up(update: Update, folder: Path, steps: Steps) -> None:
    unpacked = folder / "unpacked"
    unpacked.mkdir(parents=True, mode=0o755)
    folder.chmod(0o755)
    update.unpack(unpacked)
    steps.done("unpacked")
    for found in (*(unpacked / PROGRAM).iterdir(), unpacked / WHEELS):
        found.rename(folder / found.name)
    shutil.rmtree(unpacked)
    steps.packages(folder, update.manifest.version)
    shutil.rmtree(folder / WHEELS)
    steps.done("packages set up")


def _cannot_write(e: OSError, where: Path) -> UpdateTrouble:
    if e.errno == errno.ENOSPC:
        return UpdateTrouble("full", "the disk is full: free some space and do it again")
    msg = f"{e.filename or where} cannot be written ({e.strerror}): do it as who owns it (sudo)"
    return UpdateTrouble("readonly", msg)
