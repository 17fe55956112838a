"""Who is inside: the list that is called when everybody must leave."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import NamedTuple

from kiosk.record import Band, Learner, Occurrence


class Present(NamedTuple):
    """A learner who is inside: since when, aware UTC, and what they came for last.

    Of somebody whose record is not here only the id is known.
    """

    learner: Learner
    since: dt.datetime
    occurrence: Occurrence | None = None

    @property
    def name(self) -> str:
        """The name that is called out; "" when there is none here."""
        return self.learner.name or self.learner.name_en or self.learner.nickname


class Unnamed(NamedTuple):
    """Counted people who are inside for the same occurrence; `bands` of those that are known."""

    people: int
    bands: dict[Band, int]
    occurrence: Occurrence | None = None


class Evacuation(NamedTuple):
    """Everybody who is inside at `at` (aware UTC), by one consistent look.

    `named` by name as a Thai dictionary has it, `unnamed` by place, the most people first. `noted`
    is False when the look could not be kept in the journal: the list is given out all the same.
    """

    day: dt.date
    at: dt.datetime
    by: str
    named: tuple[Present, ...]
    unnamed: tuple[Unnamed, ...]
    noted: bool = True

    @property
    def total(self) -> int:
        """Everybody."""
        return len(self.named) + sum(group.people for group in self.unnamed)

    @property
    def bands(self) -> dict[Band | None, int]:
        """The unnamed by age band; None for those whose band nobody knows."""
        found: Counter[Band | None] = Counter()
        for group in self.unnamed:
            found.update(group.bands)
            found[None] += group.people - sum(group.bands.values())
        return {band: found[band] for band in (*Band, None) if found[band]}
