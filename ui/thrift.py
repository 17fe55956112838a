"""Gives back the memory that visitors have left unused, while nobody stands there."""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject

EVERY_S = 3600.0


class Thrift(QObject):
    """Once an hour, as soon as the window is `at_rest`. `now` counts monotonic seconds."""

    def __init__(
        self, at_rest: Callable[[], bool], now: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self._at_rest = at_rest
        self._now = now
        self._due = now() + EVERY_S

    def tick(self) -> None:
        """Give it back, when it is time."""
        if self._now() >= self._due and self._at_rest():
            self._due = self._now() + EVERY_S
            give_back()


def give_back() -> None:
    """Let the system have what is free: glibc keeps it, in pieces (malloc_trim(3)).

    Other systems do that by themselves.
    """
    if sys.platform.startswith("linux"):
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
