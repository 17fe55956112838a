"""What the database tells of learners, as a part of `kiosk.ports.Reader`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from kiosk.entry import Entry, EntryId
from kiosk.foreign import Abroad
from kiosk.record import Band, Learner


class Place(NamedTuple):
    """Where somebody stands among those who are found: whose words begin so before the others.

    `sort` is `kiosk.findable.sorted_by` of the record.
    """

    within: bool
    sort: str
    learner: str


class Register(Abroad, Protocol):
    """Who is found by what, who is the same person, what is kept of whom."""

    def learner(self, learner: str) -> Learner | None:
        """The record of a learner id."""
        ...

    def learners(self, after: str = "", limit: int = 500) -> list[Learner]:
        """Records by learner id, for paging."""
        ...

    def alike(self, name: str, birth_year: int) -> list[Learner]:
        """Learners born in that year whose words contain the name, in the form it is searched."""
        ...

    def found(
        self, words: Sequence[str], after: Place | None = None, limit: int = 50
    ) -> list[tuple[Place, Learner]]:
        """Learners in whose words all these stand, in the form they are searched.

        Those at the beginning of whose words they stand come first; both in the order of a
        dictionary, from after a place on. Whoever is the same as somebody else is found as who is
        left. Not within a writing transaction: what is taken back would stay in memory.
        """
        ...

    def root(self, learner: str) -> str:
        """The id that stands for this one: another when they were found to be the same person."""
        ...

    def same_as(self, learner: str) -> list[str]:
        """The ids for which this one stands, itself left out."""
        ...

    def cards_of(self, learner: str) -> list[str]:
        """Hashes of all cards that were ever made for this id."""
        ...

    def history(self, learner: str) -> list[Entry]:
        """Every entry that speaks of this id or of one it stands for, by stamp; no check-ins."""
        ...

    def came(self, learner: str) -> list[EntryId]:
        """All check-ins of this learner, undone ones too, by time."""
        ...

    def faces(self, learner: str) -> dict[EntryId, int]:
        """How this learner liked it, by check-in."""
        ...

    def last_look(self, learner: str, staff: str) -> dt.datetime | None:
        """When a member of staff last looked at a learner's name."""
        ...

    def is_erased(self, learner: str) -> bool:
        """Whether whoever had this id is forgotten."""
        ...

    def erased(self) -> frozenset[str]:
        """Ids of everybody who is forgotten."""
        ...

    def on_paper(self, day: dt.date, occurrence: str | None) -> list[dict[Band, int]]:
        """The counts of people without a record that were typed in from paper, not undone."""
        ...

    def unseen_since(self, day: dt.date, limit: int | None) -> list[str]:
        """Ids of learners who neither came nor waited since that day, nor did their record change.

        Whose membership lasts longer is not among them, nor whoever is the same as somebody else.
        """
        ...

    def days_open(self, first: dt.date, last: dt.date) -> int:
        """On how many of these service days somebody came."""
        ...

    def reads_before(self, at: dt.datetime) -> int:
        """How many refusals before that time still tell what was read."""
        ...

    def acts(self, begin: dt.datetime, end: dt.datetime) -> Iterator[Entry]:
        """What staff did from `begin` until before `end`, by time; looks without a name too."""
        ...
