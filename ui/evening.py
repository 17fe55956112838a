"""Has files written when a day has closed, and when the stick for them comes."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from kiosk.day_files import Places, has_stick
from ui.jobs import Jobs

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk

LOOK_S = 60.0
AGAIN_S = 3600.0
"""Seconds until what went wrong is tried again."""


class Writer(Protocol):
    """What writes the files, elsewhere."""

    went_well: bool

    def start(self) -> None:
        """Begin, unless it is at work."""
        ...


class Evening(QObject):
    """Looks once a minute; the writing happens in a process of its own."""

    def __init__(
        self,
        jobs: Jobs,
        wanted: Places,
        writer: Writer,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._wanted = wanted
        self._writer = writer
        self._now = now
        self._looked_at: float | None = None
        self._began_at = 0.0
        self._seen: tuple[dt.date, bool] | None = None

    def tick(self) -> None:
        """Look, when it is time."""
        if self._wanted.folder or self._wanted.stick:
            now = self._now()
            if self._looked_at is None or now >= self._looked_at + LOOK_S:
                self._looked_at = now
                # What is in the way of reading is told elsewhere.
                self._jobs.submit(self._look, self._take, lambda _: None)

    def _look(self, desk: FrontDesk) -> tuple[dt.date, bool]:
        return desk.last_closed(), has_stick(self._wanted)

    def _take(self, seen: tuple[dt.date, bool]) -> None:
        failed = not self._writer.went_well and self._now() >= self._began_at + AGAIN_S
        if seen != self._seen or failed:
            self._seen = seen
            self._began_at = self._now()
            self._writer.start()
