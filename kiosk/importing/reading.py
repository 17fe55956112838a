"""The bytes of a file that somebody names, if it is one that can be taken in."""

from __future__ import annotations

import os
from pathlib import Path

MOST_BYTES = 32 * 1024 * 1024
"""Of a programme: a hundred years of one centre."""


class CannotRead(Exception):
    """The file cannot be read; the message says so.

    `why`: missing, large, changing, unreadable.
    """

    def __init__(self, why: str, message: str) -> None:
        super().__init__(message)
        self.why = why


def bytes_of(file: Path, most: int = MOST_BYTES) -> bytes:
    """All bytes of a file of at most so many, that nobody writes meanwhile. Raises CannotRead."""
    try:
        with file.open("rb") as stream:
            before = os.fstat(stream.fileno())
            if before.st_size > most:
                msg = f"{file} is larger than {most // 1024**2} MB"
                raise CannotRead("large", msg)
            raw = stream.read(most + 1)
            after = os.fstat(stream.fileno())
        if len(raw) > most:  # a pipe has no size
            msg = f"{file} is larger than {most // 1024**2} MB"
            raise CannotRead("large", msg)
        same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
        if not same or (after.st_size and len(raw) != after.st_size):
            msg = f"{file} was changed while it was read; try again when it is finished"
            raise CannotRead("changing", msg)
    except OSError as e:
        missing = isinstance(e, FileNotFoundError)
        msg = f"{file} cannot be read: {'there is no such file' if missing else e.strerror}"
        raise CannotRead("missing" if missing else "unreadable", msg) from e
    return raw
