"""Whether somebody may come to an occurrence at this moment, if not why, and who waits for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from kiosk.outcome import Running
from kiosk.waitlist import Turn, Waiting, could_come, in_order


class Opening(StrEnum):
    """Open, or what keeps it closed; CLOSED when only the centre itself is."""

    OPEN = "open"
    LATER = "later"
    FULL = "full"
    ENDED = "ended"
    CANCELLED = "cancelled"
    CLOSED = "closed"


class Why(NamedTuple):
    """How it stands with an occurrence.

    `at` is when it opens or when it ended, aware UTC. `numbers` wait, `people` with them. `reason`
    is what the programme says about the cancelling.
    """

    opening: Opening
    at: dt.datetime | None = None
    numbers: int = 0
    people: int = 0
    reason: str = ""


class WaitingList(NamedTuple):
    """Who waits for an occurrence, in the order of `kiosk.waitlist.in_order`.

    `turns` says of each how it stands. `could` are those who would fit into the free seats, as far
    as they are not called yet.
    """

    running: Running
    numbers: tuple[Waiting, ...]
    turns: tuple[Turn, ...]
    could: tuple[Waiting, ...]

    @property
    def free(self) -> int:
        """Free seats; for something without a limit as many as are waited for."""
        left = self.running.free
        return sum(one.people for one in self.numbers) if left is None else left


def waiting_lists(
    today: Iterable[Running], numbers: Iterable[Waiting], now: dt.datetime, call_lasts: float
) -> list[WaitingList]:
    """The list of each occurrence that is not over and somebody waits for."""
    by_occurrence: dict[str, list[Waiting]] = {}
    for number in numbers:
        by_occurrence.setdefault(number.occurrence, []).append(number)
    lists = []
    for running in today:
        mine = by_occurrence.get(running.occurrence.key)
        if mine is None or now > running.occurrence.end:
            continue
        ordered = in_order(mine, now, call_lasts)
        turns = tuple(one.turn(now, call_lasts) for one in ordered)
        made = WaitingList(running, tuple(ordered), turns, ())
        lists.append(made._replace(could=tuple(could_come(ordered, made.free, now, call_lasts))))
    return lists


def whys(
    today: Sequence[Running],
    now: dt.datetime,
    numbers: Sequence[Waiting] = (),
    *,
    centre_open: bool,
) -> dict[str, Why]:
    """How it stands with every occurrence of a day, by its key."""
    door = door_open(today, now, centre_open=centre_open)
    found = {}
    for running in today:
        key = running.occurrence.key
        mine = [one for one in numbers if one.occurrence == key]
        found[key] = why(running, now, door=door)._replace(
            numbers=len(mine), people=sum(one.people for one in mine)
        )
    return found


def why(running: Running, now: dt.datetime, *, door: bool) -> Why:
    """How it stands with an occurrence, but for who waits; `door` as `door_open` tells it."""
    occurrence = running.occurrence
    if occurrence.cancelled:
        return Why(Opening.CANCELLED, reason=occurrence.cancelled_why)
    if now > occurrence.end:
        return Why(Opening.ENDED, at=occurrence.end)
    if now < occurrence.opens:
        return Why(Opening.LATER, at=occurrence.opens)
    if not door:
        return Why(Opening.CLOSED)
    return Why(Opening.FULL if running.free == 0 else Opening.OPEN)


def door_open(today: Iterable[Running], now: dt.datetime, *, centre_open: bool) -> bool:
    """Whether people may come in: within opening hours, or an activity at its own hour is on."""
    return centre_open or any(r.occurrence.is_open(now) and not r.occurrence.all_day for r in today)
