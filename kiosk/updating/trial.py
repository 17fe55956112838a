"""A version that was switched to proves itself at its first start, or the one before is back."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.notify import ALIVE, READY, SERVING

PROOF_S = 20.0
"""Seconds of serving visitors, from Home painted on, that prove a version."""
PATIENCE_S = 120.0
"""Seconds from its start by which it must have proven itself."""


class Trial:
    """Hears what a kiosk on trial says of itself. `now` counts monotonic seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._begun = now()
        self._ready = self._serving = False
        self._since: float | None = None
        self.proven = False

    def begin(self) -> None:
        """It is started."""
        self._begun, self._since = self._now(), None
        self._ready = self._serving = False

    def hear(self, said: bytes) -> bool:
        """It says something; True when it has proven itself with that."""
        words = said.decode("utf-8", "replace").splitlines()
        self._ready = self._ready or READY in words
        for word in words:
            if word.startswith("STATUS="):
                self._serving = word == f"STATUS={SERVING}"
        if not (self._ready and self._serving):
            self._since = None
        elif self._since is None:
            self._since = self._now()
        elif ALIVE in words and self._now() - self._since >= PROOF_S:
            self.proven = True
        return self.proven

    def unseen(self) -> None:
        """Nobody sees it at this moment: whatever it says proves nothing."""
        self._since = None

    @property
    def late(self) -> bool:
        """Whether it took too long to prove itself."""
        return not self.proven and self._now() - self._begun > PATIENCE_S
