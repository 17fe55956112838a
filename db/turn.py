"""Whose turn it is to write, among the processes of one data folder."""

from __future__ import annotations

import contextlib
import os
import random
import sys
import time
from pathlib import Path

_PAUSE = (0.0001, 0.0006)
_LONGER = 8
"""So much longer it may become, twice as long each time."""


class Turn:
    """A lock file beside the database. The system frees it when a process dies, however it dies.

    SQLite's own lock stays what protects the data; this one only spares eight waiting processes the
    cost of asking SQLite again and again. Who waits asks less and less often: another one has some
    turns on end, and what it read of the file holds until somebody else writes. Where the system
    has no such lock, or cannot make it, every take succeeds at once.
    """

    def __init__(self, database: Path) -> None:
        self._file = -1
        if sys.platform != "win32":
            path = database.with_name(database.name + ".turn")
            # A courtesy: where it cannot be made, SQLite's own waiting has to do.
            with contextlib.suppress(OSError):
                self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take(self, patience: float) -> None:
        """Wait for the turn, at most `patience` seconds; then go on without it."""
        if sys.platform == "win32" or self._file < 0:
            return
        import fcntl

        deadline = time.monotonic() + patience
        longer = 1
        while time.monotonic() < deadline:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(longer * random.uniform(*_PAUSE))  # noqa: S311 - a pause, not a secret
                longer = min(2 * longer, _LONGER)
            except OSError:
                return
            else:
                return

    def give_back(self) -> None:
        """Let the next one write."""
        if sys.platform == "win32" or self._file < 0:
            return
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let the lock file go."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
