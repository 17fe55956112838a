"""What is copied and restored, and where the work is done."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from db.hold import Hold
from kiosk.config import Settings
from kiosk.ports import StoreTrouble
from kiosk.secrets import Secrets

SPARE = 200_000_000
"""Bytes left alone on the database's disk: with a full one nobody can be checked in."""

_SCRATCH = ".copying-"


class NoPassphrase(Exception):
    """The file of the passphrase cannot be read, or is empty; the message names it."""


class Place(NamedTuple):
    """An installation: its database, its data folder being that one's, settings and secrets."""

    database: Path
    settings: Settings
    secrets: Secrets

    @property
    def key(self) -> bytes | None:
        """What the database is encrypted with; None when it is in plain."""
        return self.secrets.database if self.settings.safety.encrypt else None

    @property
    def node(self) -> str:
        """Under which name it writes."""
        return self.settings.node.name


@contextmanager
def scratch(database: Path) -> Iterator[Path]:
    """A folder on the database's disk, for its owner only; gone afterwards.

    What a power cut left of an earlier one goes too. Raises StoreTrouble("locked") while another
    process copies or restores.
    """
    lock = Hold(database, "copying")
    try:
        lock.alone()
        for left in database.parent.glob(f"{_SCRATCH}*"):
            shutil.rmtree(left, ignore_errors=True)
        try:
            folder = Path(tempfile.mkdtemp(prefix=_SCRATCH, dir=database.parent))
        except OSError as e:
            raise cannot_write(e) from e
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        lock.close()


def need_room(folder: Path, size: int) -> None:
    """Raises StoreTrouble("full") when so many bytes do not fit into a folder's disk."""
    if shutil.disk_usage(folder).free < size:
        raise StoreTrouble("full", f"{size} bytes are needed in {folder}")


def cannot_write(e: OSError) -> StoreTrouble:
    """An error of the system as the database's trouble."""
    return StoreTrouble("full" if e.errno == errno.ENOSPC else "readonly", e.strerror or "")


def size_of(database: Path) -> int:
    """Bytes of the database and its log."""
    files = (database.with_name(database.name + ending) for ending in ("", "-wal"))
    return sum(file.stat().st_size for file in files if file.exists())


def passphrase_of(settings: Settings) -> str:
    """The first line of the file the settings name; "" when they name none.

    Raises NoPassphrase.
    """
    name = settings.backup.passphrase_file
    return read_passphrase(Path(name).expanduser()) if name else ""


def read_passphrase(file: Path) -> str:
    """The first line of a file. Raises NoPassphrase."""
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as e:
        msg = f"the passphrase cannot be read from {file} ({type(e).__name__})"
        raise NoPassphrase(msg) from e
    if not lines or not lines[0].strip():
        msg = f"there is no passphrase in the first line of {file}"
        raise NoPassphrase(msg)
    return lines[0].strip()
