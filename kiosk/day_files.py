"""Where the daily log goes by itself in the evening, how it is written, and by whom.

Without what exports stand on: the kiosk's start does not wait for that.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from typing import Literal, Protocol, get_args

import msgspec

log = logging.getLogger("walkin.export")

Format = Literal["csv", "xlsx", "pdf", "jsonl"]
FORMATS: tuple[str, ...] = get_args(Format)
"""What the daily log can be written as."""


class Export(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Folders that get each day's file at closing time, never with names; "" for none.

    A relative `folder` lies in the data folder, and is made. The folder on a `stick` is there only
    while the stick is: it is never made, and gets what it missed when it comes back.
    """

    folder: str = ""
    stick: str = ""
    formats: tuple[Format, ...] = ("csv", "xlsx")


class Places(Protocol):
    """A folder, and a folder on a stick that may be away; "" for none."""

    @property
    def folder(self) -> str:
        """Always there, or made."""
        ...

    @property
    def stick(self) -> str:
        """Never made."""
        ...


def has_stick(wanted: Places) -> bool:
    """Whether a stick is named and there."""
    return bool(wanted.stick) and Path(wanted.stick).expanduser().is_dir()


CLOSED = (sys.executable, "-m", "kiosk", "export", "closed")
BACKUP = (sys.executable, "-m", "kiosk", "backup", "--due")


class Background:
    """Runs a command of ours, once at a time. `went_well` tells of the last that ended."""

    def __init__(self, words: Sequence[str] = CLOSED, what: str = "daily log") -> None:
        self._words = words
        self._what = what
        self._thread: Thread | None = None
        self.went_well = True

    def start(self) -> None:
        """Begin, unless one is at work."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = Thread(target=self._run, name="export", daemon=True)
            self._thread.start()

    def join(self) -> None:
        """Wait for the one at work."""
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        import subprocess

        try:
            done = subprocess.run(  # noqa: S603 - our own command
                self._words, stdin=subprocess.DEVNULL, capture_output=True, check=False
            )
        except OSError as e:
            self.went_well = False
            log.warning("the %s could not be written: %s", self._what, e.strerror)
            return
        self.went_well = done.returncode == 0
        if not self.went_well:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            said = said[-1:] or [""]
            log.warning("the %s could not be written: %s", self._what, said[0])
