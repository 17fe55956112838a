"""What is logged is kept beside the data, for `walkin doctor --bundle`; bugs as crash reports."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from kiosk.crashes import Crashes

FILE = "walkin.log"
_LARGE = 256_000
TAIL = 64_000
"""Bytes of its end that tell enough."""


class _Kept(logging.FileHandler):
    """Readable by its owner only; a disk that cannot take it is no reason to say anything."""

    def _open(self) -> TextIOWrapper:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        return os.fdopen(os.open(self.baseFilename, flags, 0o600), "a", encoding="utf-8")

    def emit(self, record: logging.LogRecord) -> None:
        """Write it, where there is a place for it."""
        with suppress(OSError):
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Let it go."""


class _Reports(logging.Handler):
    """Makes a crash report of every bug that is logged, of QML's too."""

    def __init__(self, crashes: Crashes) -> None:
        super().__init__(logging.ERROR)
        self._crashes = crashes

    def emit(self, record: logging.LogRecord) -> None:
        """Look for an exception, or a place in QML."""
        trouble = getattr(record, "trouble", None) or (record.exc_info and record.exc_info[1])
        if isinstance(trouble, BaseException):
            self._crashes.keep_bug(trouble)
        elif place := getattr(record, "place", ""):
            self._crashes.keep("QML", [place])


def keep_log(data: Path, crashes: Crashes) -> None:
    """From now on keep what "walkin" logs in the data folder, at most half a megabyte."""
    file = data / FILE
    with suppress(OSError):
        if file.exists() and file.stat().st_size > _LARGE:
            file.replace(file.with_suffix(".log.old"))
    kept = _Kept(file, delay=True)
    kept.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    ours = logging.getLogger("walkin")
    ours.addHandler(kept)
    ours.addHandler(_Reports(crashes))


def tail_of(data: Path) -> bytes:
    """The end of the log; empty when there is none."""
    try:
        with (data / FILE).open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL))
            return file.read()
    except OSError:
        return b""
