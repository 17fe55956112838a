"""Looks at this machine's clock, once a minute."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject

from kiosk.clock_guard import ClockGuard
from ui.jobs import Jobs

LOOK_S = 60.0


class ClockWatch(QObject):
    """Asks the desk to mind the clock. `now` counts monotonic seconds."""

    def __init__(
        self, jobs: Jobs, guard: ClockGuard, now: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._guard = guard
        self._now = now
        self._looked_at: float | None = None

    def tick(self) -> None:
        """Look, when it is time; what cannot be told now is told the next time."""
        now = self._now()
        if self._looked_at is None or now >= self._looked_at + LOOK_S:
            self._looked_at = now
            # What is in the way of reading is told elsewhere.
            self._jobs.submit(
                lambda desk: desk.mind_clock(self._guard), lambda _: None, lambda _: None
            )
