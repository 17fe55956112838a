"""Seats change hands: the hub is asked after an exchange, when anything may be different."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.desk import FrontDesk
from kiosk.hub import Hub
from kiosk.seats import Asked, Overtaken

AGAIN_S = 60.0
"""Seconds until the hub is asked again though nothing happened; well within `HEARD_WITHIN`."""
_ROUNDS = 3
"""What was granted or is due to others is told at once: somebody may wait for it."""


class Sharing:
    """Gives back what is due to others, takes what is due to us, and calls whoever fits in now.

    Nothing is given back on the hub before it is given up here, nor used here before it is ours on
    the hub: wherever this stops, no seat is held twice. `fresh` makes a name that nobody has had,
    `now` counts monotonic seconds.
    """

    def __init__(self, desk: FrontDesk, fresh: Callable[[], str], now: Callable[[], float]) -> None:
        self._desk = desk
        self._fresh = fresh
        self._now = now
        self._known: Asked | None = None
        self._asked_at = 0.0

    def share(self, hub: Hub, *, news: bool) -> None:
        """Ask the hub, if anything changed here, somebody waits, or others sent `news`.

        Raises HubTrouble, StoreTrouble.
        """
        known = self._known
        if news or self._now() >= self._asked_at + AGAIN_S or (known and known.waits):
            known = None
        for _ in range(_ROUNDS):
            asked = self._desk.wishes(self._fresh(), unless=known)
            if asked is None:
                break
            known = self._ask(hub, asked)

    def leave(self, hub: Hub) -> None:
        """Say goodbye: what is not in use is given back. Raises as `share`."""
        asked = self._desk.wishes(self._fresh(), leaving=True)
        if asked is not None:
            self._ask(hub, asked)

    def _ask(self, hub: Hub, asked: Asked) -> Asked | None:
        """Returns what the hub knows of us now; None when we are not who we thought."""
        self._known, self._asked_at = None, self._now()
        try:
            granted = hub.share(asked)
        except Overtaken:
            self._desk.overtaken(asked)
            return None
        self._desk.take_seats(asked, granted)
        self._known = asked
        return asked
