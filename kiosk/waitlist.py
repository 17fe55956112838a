"""The waiting list of an occurrence: in which order, who is next, how many could come in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum

import msgspec

from kiosk.body import EntryId
from kiosk.record import Band


class Turn(StrEnum):
    """How it stands with a number: not called yet, called, called and did not come in time."""

    CALLED = "called"
    MISSED = "missed"
    WAITING = "waiting"


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A waiting number. Times are aware UTC.

    `people` wait together; `learner` is the id of somebody with a record or a card, None for
    counted people. `called_at` is when it was called last. `ended` says why it waits no more: in
    (let in, or came by themselves), gone (staff heard so), left (the learner went elsewhere or
    home); "" while it waits.
    """

    entry: EntryId
    number: str
    at: dt.datetime
    occurrence: str
    people: int = 1
    learner: str | None = None
    bands: dict[Band, int] = {}
    partner: str = ""
    party: str = ""
    called_at: dt.datetime | None = None
    ended: str = ""

    def turn(self, now: dt.datetime, call_lasts: float) -> Turn:
        """How it stands at `now`; a call lasts so many seconds."""
        if self.called_at is None:
            return Turn.WAITING
        # Either way: the clock of the desk that called may be ahead of this one.
        lasts = abs(now - self.called_at) <= dt.timedelta(seconds=call_lasts)
        return Turn.CALLED if lasts else Turn.MISSED


def in_order(numbers: Iterable[Waiting], now: dt.datetime, call_lasts: float) -> list[Waiting]:
    """Those called first, whoever did not come at their end, then by when they began to wait."""
    turns = list(Turn)

    def place(one: Waiting) -> tuple[int, dt.datetime, EntryId]:
        return turns.index(one.turn(now, call_lasts)), one.called_at or one.at, one.entry

    return sorted(numbers, key=place)


def next_of(
    numbers: Sequence[Waiting], free: int, now: dt.datetime, call_lasts: float
) -> Waiting | None:
    """Whom to call next, of numbers in order; None when nobody waits.

    The first who was not called yet and whose people fit into the free seats; when nobody fits the
    first of all. Whoever did not come is called again when all others were.
    """
    by_turn = {turn: [n for n in numbers if n.turn(now, call_lasts) is turn] for turn in Turn}
    waiting = by_turn[Turn.WAITING] or by_turn[Turn.MISSED]
    return next((one for one in waiting if one.people <= free), waiting[0] if waiting else None)


def could_come(
    numbers: Sequence[Waiting], free: int, now: dt.datetime, call_lasts: float
) -> list[Waiting]:
    """The numbers that could be called at once, in the order they would be."""
    found: list[Waiting] = []
    left = [one for one in numbers if one.turn(now, call_lasts) is not Turn.CALLED]
    while (one := next_of(left, free, now, call_lasts)) is not None and one.people <= free:
        found.append(one)
        left.remove(one)
        free -= one.people
    return found
