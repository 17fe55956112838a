"""Settings of before an update, for a version that was gone back to and cannot read the present."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from kiosk import config
from kiosk.config import Settings, SettingsTrouble
from kiosk.whole_file import CannotWrite, whole_file

log = logging.getLogger("walkin.settings")

_BEFORE = ".before-"


def keep(file: Path, version: str) -> None:
    """Keep a copy before this version comes to work. Raises CannotWrite, OSError."""
    _copy(file, file.with_name(f"{file.name}{_BEFORE}{version}"), file.stat())


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

    Only what was not changed `since`, a time in seconds since 1970, and is our own in a folder of
    ours: whoever has written into it since then is told what is wrong, and nobody has another
    account write for them. False where nothing was done.
    """
    try:
        now, mine = file.lstat(), os.geteuid()
        ours = stat.S_ISREG(now.st_mode) and {now.st_uid, file.parent.stat().st_uid} == {mine}
        if not ours or now.st_mtime > since or _is_readable(file):
            return False
        found = readable(file, environ)
        if found is None:
            return False
        _copy(file, _free(file.with_name(f"{file.name}.of-{version}")), now)
        _copy(found[0], file, now)
    except (OSError, CannotWrite) as e:
        log.warning("the settings of before cannot be put back: %s", type(e).__name__)
        return False
    log.warning("the settings were a newer version's: those of before hold again")
    return True


def _is_readable(file: Path) -> bool:
    """Whether the file itself is right; what the environment says is nothing of a version's."""
    try:
        config.load(file, {})
    except SettingsTrouble:
        return False
    return True


def _free(file: Path) -> Path:
    """A name that nothing has yet."""
    number, name = 1, file
    while name.exists():
        number += 1
        name = file.with_name(f"{file.name}-{number}")
    return name


def _copy(file: Path, target: Path, rights: os.stat_result) -> None:
    text = file.read_bytes()
    with whole_file(target) as kept:
        kept.write(text)
    target.chmod(stat.S_IMODE(rights.st_mode))
