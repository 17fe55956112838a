"""How often a kiosk that crashes is started again, and when that is no use any more."""

from __future__ import annotations

from collections.abc import Callable

FEW = 5
"""So many crashes …"""
WITHIN_S = 300.0
"""… in so many seconds are a loop."""
PAGE_S = 300.0
"""Seconds that visitors are asked to use the desk; then the kiosk is tried again."""
PAUSES_S = (0.0, 0.0, 0.5, 1.0)
"""Before the next start after the first, second … of these crashes."""


class Restarts:
    """Counts crashes. `now` counts monotonic seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._crashes: list[float] = []

    def crashed(self) -> float | None:
        """Seconds to wait until the next start; None when it is a loop, and then all is forgotten.

        Whoever asks again after a loop has waited long enough.
        """
        now = self._now()
        self._crashes = [at for at in self._crashes if now - at < WITHIN_S] + [now]
        if len(self._crashes) >= FEW:
            self._crashes.clear()
            return None
        return PAUSES_S[len(self._crashes) - 1]
