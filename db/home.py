"""Where a database file is at home: a copy of it is another file, or on another machine."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import text

from db import topics
from db.link import Link

_MACHINE = Path("/etc/machine-id")
_FILE = text("PRAGMA database_list")
_HOME = "home"


def settle(link: Link) -> None:
    """From now on the file is at home where it is."""
    topics.keep(link, _HOME, _place(link))


def is_away(link: Link) -> bool:
    """Whether the file is not where it was at home: a backup put back, a disk that was copied."""
    home = topics.value(link, _HOME)
    return home is not None and home != _place(link)


def _place(link: Link) -> int:
    """A number that is another for every other file and every other machine.

    Not the device: its number may be another one after the machine was started anew.
    """
    inode = Path(link.first(_FILE)[2]).stat().st_ino
    machine = _MACHINE.read_text("ascii", "replace") if _MACHINE.exists() else ""
    digest = hashlib.sha256(f"{machine.strip()} {inode}".encode()).digest()
    return int.from_bytes(digest[:7])
