"""What the database tells of people who wait and of those who are inside."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple, Protocol

from kiosk.entry import CheckedOut, EntryId
from kiosk.evacuation import Present, Unnamed
from kiosk.record import Band
from kiosk.waitlist import Waiting


class Count(NamedTuple):
    """Head-count of an occurrence (None: general visits): who came, who is still in."""

    occurrence: str | None
    came: int
    inside: int


class Inside(NamedTuple):
    """Who is inside, by age band: learners, and people who were only counted.

    None is the band that nobody knows. A band without people is left out.
    """

    named: dict[Band | None, int]
    unnamed: dict[Band | None, int]

    @property
    def bands(self) -> dict[Band | None, int]:
        """All of them."""
        both = {b: self.named.get(b, 0) + self.unnamed.get(b, 0) for b in (*Band, None)}
        return {band: people for band, people in both.items() if people}

    @property
    def total(self) -> int:
        """How many people."""
        return sum(self.bands.values())


class Crowd(Protocol):
    """A part of `kiosk.ports.Reader`."""

    def waiting(self, learner: str, day: dt.date) -> dict[str, Waiting]:
        """Waiting numbers a learner holds, by occurrence."""
        ...

    def numbers(self, day: dt.date) -> list[Waiting]:
        """Every waiting number of a service day that is still held, the oldest first."""
        ...

    def given(self, day: dt.date) -> list[tuple[str, EntryId]]:
        """Every waiting number of a service day as it is read out, held or not."""
        ...

    def calls(self, day: dt.date, first: dt.datetime, last: dt.datetime) -> list[Waiting]:
        """Those of them that were called last between these times, the earliest first."""
        ...

    def number(self, entry: EntryId) -> Waiting | None:
        """A waiting number by its entry's name, held or not."""
        ...

    def next_number(self, node: str, day: dt.date) -> int:
        """The waiting number the node gives next: all that have its letter count together."""
        ...

    def inside_by_band(self, day: dt.date) -> Inside:
        """People inside now by their age bands as they were when they came."""
        ...

    def present(self, day: dt.date) -> list[Present]:
        """Learners who are inside now, in no order."""
        ...

    def unnamed(self, day: dt.date) -> list[Unnamed]:
        """Counted people who are inside now, by what they came for, in no order."""
        ...

    def check_out(self, entry: EntryId) -> tuple[CheckedOut, bool] | None:
        """A check-out by its entry's name, and whether it was taken back."""
        ...
