"""What the database tells of the visits of many days, as a part of `kiosk.ports.Reader`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple, Protocol


class Came(NamedTuple):
    """One check-in that was not undone. Times are microseconds since 1970.

    `left` is when its people left by somebody's word, not by closing time. `face` is how they
    liked it, 1 to 5.
    """

    day: str
    learner: str | None
    occurrence: str | None
    people: int
    child: int
    youth: int
    adult: int
    senior: int
    partner: str
    at: int
    left: int | None
    face: int | None


class Evidence(Protocol):
    """Everybody who came, without names."""

    def evidence(self, first: dt.date, last: dt.date) -> Iterator[Came]:
        """The check-ins of these service days, by day and time; plain tuples in this order."""
        ...

    def came_before_and_since(self, first: dt.date) -> frozenset[str]:
        """Which learners of this service day or later ones had come before it."""
        ...

    def sexes(self) -> dict[str, str]:
        """The sex of every learner whose record says it."""
        ...
