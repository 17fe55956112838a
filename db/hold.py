"""Whether anybody has the database open, among the processes of this computer."""

from __future__ import annotations

import contextlib
import os
import random
import sys
import time
from pathlib import Path

from kiosk.ports import StoreTrouble

PATIENCE = 5.0
_PAUSE = (0.005, 0.02)


class Hold:
    """A lock file beside the database: shared by all who have it open, or of one who replaces it.

    The system frees it when a process dies, however it dies. SQLite's own locks say nothing of who
    merely has a file open. `what` names another thing that only one may do at once. On Windows
    nothing is locked: a file that is open cannot be replaced there. Where the lock file cannot be
    made, nobody can replace the database either.
    """

    def __init__(self, database: Path, what: str = "open") -> None:
        self._file = -1
        if sys.platform != "win32":
            path = database.with_name(f"{database.name}.{what}")
            with contextlib.suppress(OSError):
                self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def share(self, patience: float = PATIENCE) -> None:
        """Say that it is open here. Raises StoreTrouble("locked") while somebody replaces it."""
        self._take(alone=False, patience=patience)

    def alone(self, patience: float = 0.0) -> None:
        """Nobody has it open, and nobody opens it until `close`. Raises StoreTrouble("locked")."""
        if sys.platform != "win32" and self._file < 0:
            raise StoreTrouble("readonly", "the lock file cannot be made")
        self._take(alone=True, patience=patience)

    def close(self) -> None:
        """Let go."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def __del__(self) -> None:
        self.close()

    def _take(self, *, alone: bool, patience: float) -> None:
        if sys.platform == "win32" or self._file < 0:
            return
        import fcntl

        kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
        deadline = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(self._file, kind | fcntl.LOCK_NB)
            except BlockingIOError as e:
                if time.monotonic() >= deadline:
                    raise StoreTrouble("locked", "another process has the database open") from e
                time.sleep(random.uniform(*_PAUSE))  # noqa: S311 - a pause, not a secret
            except OSError:
                if alone:
                    raise StoreTrouble("readonly", "the lock file cannot be locked") from None
                return
            else:
                return
