"""What the database tells and keeps of seats that it shares with others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from kiosk.seats import Freed, Granted, Part


class Use(NamedTuple):
    """Seats taken by whoever has not left: in all, and by those who were let in here."""

    taken: int
    ours: int


class Seating(Protocol):
    """A part of `kiosk.ports.Reader`."""

    def writes_as(self) -> str:
        """The node under which is written here."""
        ...

    def in_use(self, day: dt.date, occurrences: Sequence[str]) -> dict[str, Use]:
        """Different learners plus counted people, by occurrence.

        Let in here are those whom one of our nodes checked in, unless another one's moved them
        later, and those whom one of ours moved there last.
        """
        ...

    def seats(self) -> dict[str, int]:
        """Seats this database holds, by occurrence."""
        ...

    def parts(self) -> list[tuple[str, Part]]:
        """What others held when the hub was asked last, with the occurrence."""
        ...

    def freed(self, first: dt.date) -> list[Freed]:
        """What staff have set free of occurrences from this service day on."""
        ...

    def activity_stamps(self) -> dict[str, int]:
        """When each activity was kept last, by its uid: a hybrid stamp."""
        ...


class Leases(Protocol):
    """A part of `kiosk.ports.Unit`."""

    def next_turn(self, fresh: str) -> tuple[str, int]:
        """Our name among those who hold seats, and a turn that was not used before.

        Whoever holds none yet takes the `fresh` name.
        """
        ...

    def turn(self) -> tuple[str, int] | None:
        """The last one of those; None when nothing is held."""
        ...

    def hold(self, seats: Mapping[str, tuple[dt.date, int]]) -> None:
        """Hold so many seats of these occurrences, with their service days, and of no others."""
        ...

    def hold_none(self) -> None:
        """Give up all seats and our name with them: somebody else may have both."""
        ...

    def keep_parts(self, granted: Iterable[Granted]) -> None:
        """Remember what others hold."""
        ...
