"""What only one process of a data folder does: a lock that the system frees when it dies.

One is the kiosk; a desk, a station or a command beside it need no such lock.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path

KIOSK = "walkin.kiosk"
_TRIES, _PAUSE_S = 5, 0.1
_TAKEN = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})


class Alone:
    """Held as long as this process lives, or until `let_go`."""

    def __init__(self, handle: int = -1) -> None:
        self._handle = handle

    def let_go(self) -> None:
        """Let another one begin."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def hold(folder: Path, what: str = KIOSK) -> Alone | None:
    """The lock of the folder for this, which is made when it is not there; None when it is taken.

    Where no lock can be made (a full or read-only disk) nobody is turned away: the kiosk itself
    says what is wrong with the disk.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(folder / what, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return Alone()
    try:
        _lock(handle)
    except OSError as e:
        os.close(handle)
        return None if e.errno in _TAKEN else Alone()
    return Alone(handle)


def hold_soon(folder: Path) -> Alone | None:
    """The kiosk's lock, waited for a little: who only looks has it for a moment, too."""
    for _ in range(_TRIES):
        mine = hold(folder)
        if mine is not None:
            return mine
        time.sleep(_PAUSE_S)
    return None


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
