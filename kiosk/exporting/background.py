"""The days' files, written in a process of their own: no touch waits for them."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Sequence
from threading import Thread

log = logging.getLogger("walkin.export")

CLOSED = (sys.executable, "-m", "kiosk", "export", "closed")


class Background:
    """Runs `walkin export closed`, once at a time. `went_well` tells of the last that ended."""

    def __init__(self, words: Sequence[str] = CLOSED) -> None:
        self._words = words
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
        try:
            done = subprocess.run(  # noqa: S603 - our own command
                self._words, stdin=subprocess.DEVNULL, capture_output=True, check=False
            )
        except OSError as e:
            self.went_well = False
            log.warning("the daily log could not be written: %s", e.strerror)
            return
        self.went_well = done.returncode == 0
        if not self.went_well:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            log.warning("the daily log could not be written: %s", said[-1] if said else "")
