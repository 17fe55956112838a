"""Settings of before an update, for a version that was gone back to and cannot read the present."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from pathlib import Path

from kiosk import config
from kiosk.config import Settings, SettingsTrouble
from kiosk.whole_file import CannotWrite, whole_file

log = logging.getLogger("walkin.settings")

_BEFORE = ".before-"


def keep(file: Path, version: str) -> None:
    """Keep a copy before this version comes to work. Raises CannotWrite, OSError."""
    _copy(file, file.with_name(f"{file.name}{_BEFORE}{version}"))


def readable(file: Path, environ: Mapping[str, str] = os.environ) -> tuple[Path, Settings] | None:
    """The newest copy that this version can read, and what it says."""
    copies = [one for one in file.parent.glob(f"{file.name}{_BEFORE}*") if one.is_file()]
    for copy in sorted(copies, key=lambda one: one.stat().st_mtime, reverse=True):
        try:
            return copy, config.load(copy, environ)
        except SettingsTrouble:
            continue
    return None


def take_back(
    file: Path, since: float, version: str, environ: Mapping[str, str] = os.environ
) -> bool:
    """Put that copy in the file's place; the file stays beside it, as that version's.

    Only what was not changed `since`, a time in seconds since 1970, and is our own: whoever has
    written into it since then is told what is wrong. False where nothing was done.
    """
    try:
        found, now = readable(file, environ), file.stat()
        if found is None or now.st_mtime > since or now.st_uid != os.geteuid():
            return False
        _copy(file, file.with_name(f"{file.name}.of-{version}"))
        _copy(found[0], file)
    except (OSError, CannotWrite) as e:
        log.warning("the settings of before cannot be put back: %s", type(e).__name__)
        return False
    log.warning("the settings were a newer version's: those of before it hold again")
    return True


def _copy(file: Path, target: Path) -> None:
    text = file.read_bytes()
    with whole_file(target) as kept:
        kept.write(text)
