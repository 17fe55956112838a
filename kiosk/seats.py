"""Seats of an occurrence that several databases give away: each only those it holds.

A bounded counter with escrow (O'Neil 1986; Balegas et al. 2015): what all hold together is never
more than there are seats, so that each may give its own away without asking anybody. Seats change
hands on the hub alone, one database at a time; each of them changes nothing but what it holds.

What cannot be helped: a database that is silent keeps what it holds, for it may be giving it away
at this moment. Its seats come back when it says goodbye, when the occurrence is over, or when a
member of staff who has looked sets them free by name. If people were let in there all the same,
there are more of them than seats, and the journal says who set the seats free.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

HEARD_WITHIN = dt.timedelta(minutes=5)
"""Whoever was not heard for so long gets no more seats, and keeps those they hold."""
SILENT_AFTER = dt.timedelta(minutes=15)
"""From then on staff may set free what a silent database holds."""


class Holding(NamedTuple):
    """What one database has of an occurrence, by its own last word.

    `used` seats are taken, or held for a number that is called; people for `wants` more wait there.
    `heard` lately. `freed`: staff set free what it held and did not use.
    """

    holder: str
    seats: int
    used: int = 0
    wants: int = 0
    heard: bool = True
    freed: bool = False

    @property
    def weight(self) -> int:
        """Seats that are out of others' reach."""
        return self.used if self.freed else max(self.seats, self.used)


class Wish(NamedTuple):
    """What a database has of an occurrence, and what it knows of it.

    `capacity` as of a programme with this `stamp`: the later one is believed. `ends` is aware UTC.
    """

    occurrence: str
    capacity: int
    stamp: int
    ends: dt.datetime
    seats: int
    used: int
    wants: int = 0


class Freed(NamedTuple):
    """Staff set free what a database holds unused since it was heard with this turn."""

    occurrence: str
    holder: str
    turn: int


class Asked(NamedTuple):
    """What a database tells the hub, and asks of it.

    `holder` is its name among those who hold seats, no other ever has had the same. `turn` grows
    with everything it asks: whatever comes late is not listened to any more. `leaving`: it wants
    nothing more.
    """

    holder: str
    turn: int
    wishes: tuple[Wish, ...]
    freed: tuple[Freed, ...] = ()
    leaving: bool = False

    @property
    def waits(self) -> bool:
        """Whether somebody waits here for seats that others may hold."""
        return any(wish.wants for wish in self.wishes)


class Part(NamedTuple):
    """What a database holds of an occurrence, as the hub knows it.

    `account` is whose it is, `seen_at` when it was heard last, aware UTC by the hub's clock.
    """

    holder: str
    account: str
    seats: int
    used: int
    turn: int
    seen_at: dt.datetime
    wants: int = 0

    @property
    def spare(self) -> int:
        """Seats nobody is known to sit on."""
        return self.seats - self.used


class Granted(NamedTuple):
    """The hub's answer: what we hold now, and our share; what is beyond it is to be given back."""

    occurrence: str
    seats: int
    share: int
    others: tuple[Part, ...] = ()


class Overtaken(Exception):
    """The hub has heard a later turn of this holder, or the same one of somebody else."""


def shares(capacity: int, holdings: Iterable[Holding]) -> dict[str, int]:
    """How many seats everybody should have who was heard lately.

    Seats in use stay. Free ones go first to where somebody waits, the fewest people first, so that
    most of them come in; the rest is divided equally, the remainder to the lowest names.
    """
    everybody = sorted(holdings)
    heard = [one for one in everybody if one.heard]
    due = {one.holder: one.used for one in heard}
    out = sum(one.used if one.heard else one.weight for one in everybody)
    free = max(0, capacity - out)
    for one in sorted(heard, key=lambda one: (one.wants, one.holder)):
        part = min(one.wants, free)
        due[one.holder] += part
        free -= part
    for number, one in enumerate(heard):
        due[one.holder] += free // len(heard) + (number < free % len(heard))
    return due


def granted(
    asked: Asked,
    wish: Wish,
    capacity: int,
    parts: Iterable[Part],
    *,
    freed: Set[Freed],
    now: dt.datetime,
) -> Granted:
    """The hub's answer to one wish, when nobody else can change anything of the occurrence.

    `parts` are what all hold, before this turn; `freed` what staff set free; `now` is by the hub's
    clock. Raises Overtaken.
    """
    by_holder = {part.holder: part for part in parts}
    before = by_holder.pop(asked.holder, None)
    if before is not None and before.turn >= asked.turn:
        raise Overtaken
    others = [
        Holding(
            part.holder, part.seats, part.used, part.wants,
            heard=now - part.seen_at <= HEARD_WITHIN,
            freed=Freed(wish.occurrence, part.holder, part.turn) in freed,
        )
        for part in by_holder.values()
    ]  # fmt: skip
    mine = Holding(asked.holder, 0, wish.used, wish.wants, heard=not asked.leaving)
    if before is not None:
        # An answer may not have reached us: we hold no more than both of us know.
        seats = min(wish.seats, before.seats)
        gone = Freed(wish.occurrence, asked.holder, before.turn) in freed
        mine = mine._replace(seats=seats, freed=gone)
    seats, share = settled(capacity, mine, others)
    return Granted(wish.occurrence, seats, share, tuple(by_holder.values()))


def settled(capacity: int, mine: Holding, others: Sequence[Holding]) -> tuple[int, int]:
    """How many seats we hold now, and our share.

    Nobody takes from others: we get of our share what is free, and keep what is beyond it until we
    give it back ourselves. What staff have set free is lost, as far as it was not used.
    """
    held = min(mine.seats, mine.used) if mine.freed else mine.seats
    share = shares(capacity, [mine, *others]).get(mine.holder, mine.used)
    room = capacity - sum(one.weight for one in others)
    return max(held, min(share, room)), share
