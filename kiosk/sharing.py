"""Seats change hands: one round with the hub, as a part of every exchange."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.desk import FrontDesk
from kiosk.hub import SeatHub
from kiosk.seats import Asked, Overtaken


def share_seats(desk: FrontDesk, hub: SeatHub, fresh: Callable[[], str]) -> None:
    """Give back what is due to others, take what is due to us, and call whoever fits in now.

    `fresh` makes a name that nobody has had. Nothing is given back on the hub before it is given up
    here, nor used here before it is ours on the hub: wherever this stops, no seat is held twice.
    Raises HubTrouble, StoreTrouble.
    """
    # What is given back is told at once: somebody may wait for it.
    for _ in range(2):
        asked = desk.wishes(fresh())
        if asked is None or not _ask(desk, hub, asked):
            break


def leave_seats(desk: FrontDesk, hub: SeatHub, fresh: Callable[[], str]) -> None:
    """Say goodbye: what is not in use is given back. Raises as `share_seats`."""
    asked = desk.wishes(fresh(), leaving=True)
    if asked is not None:
        _ask(desk, hub, asked)


def _ask(desk: FrontDesk, hub: SeatHub, asked: Asked) -> bool:
    """Whether something is to be given back."""
    try:
        granted = hub.share(asked)
    except Overtaken:
        desk.overtaken(asked)
        return False
    return desk.take_seats(asked, granted)
