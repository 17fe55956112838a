"""Entries about waiting numbers."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from kiosk.body import Body, EntryId
from kiosk.record import Band


class Queued(Body, frozen=True, kw_only=True, omit_defaults=True):
    """A waiting number was given: the node's letter and a count of the service day.

    `people` is how many places are waited for. For people without a record `bands`, `partner` and
    `party` are kept as they would be counted; numbers of older versions have none of them.
    """

    day: dt.date
    occurrence: str
    number: int
    learner: str | None = None
    people: int = 1
    bands: dict[Band, int] = {}  # noqa: RUF012 - never changed
    partner: str = ""
    party: str = ""


class Mark(StrEnum):
    """What staff did with a waiting number: called it, heard it is gone, put it back in line."""

    CALLED = "called"
    GONE = "gone"
    WAITING = "waiting"


class NumberMarked(Body, frozen=True, kw_only=True, omit_defaults=True):
    """Staff did something with a waiting number; the later stamp wins.

    May arrive before the number. Whoever is let in is not marked: their check-in names the number.
    """

    target: EntryId
    mark: Mark
