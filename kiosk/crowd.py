"""What the database tells of people who wait."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from kiosk.entry import EntryId
from kiosk.waitlist import Waiting


class Crowd(Protocol):
    """A part of `kiosk.ports.Reader`."""

    def waiting(self, learner: str, day: dt.date) -> dict[str, Waiting]:
        """Waiting numbers a learner holds, by occurrence."""
        ...

    def numbers(self, day: dt.date) -> list[Waiting]:
        """Every waiting number of a service day that is still held, the oldest first."""
        ...

    def calls(self, day: dt.date, first: dt.datetime, last: dt.datetime) -> list[Waiting]:
        """Those of them that were called last between these times, the earliest first."""
        ...

    def number(self, entry: EntryId) -> Waiting | None:
        """A waiting number by its entry's name, held or not."""
        ...

    def next_number(self, node: str, day: dt.date) -> int:
        """The waiting number the node gives next."""
        ...
