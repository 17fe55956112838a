"""A paper sheet while it is being typed in: nothing of it is lost before it is written."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from kiosk import thai
from kiosk.clock import day_span
from kiosk.record import Band, Learner

if TYPE_CHECKING:
    from kiosk.desk import OnSheet, PaperSheet

_TIME = re.compile(r"(\d{1,2})[.: ]?(\d{2})")


class Typed(NamedTuple):
    """One number. `trouble` is of `OnSheet`, twice, or checking while nobody knows yet."""

    number: str
    trouble: str = "checking"
    learner: Learner | None = None


class Draft:
    """What stands on one sheet."""

    def __init__(self, sheet: PaperSheet) -> None:
        self.sheet = sheet
        self.numbers: list[Typed] = []
        self.bands: dict[Band, int] = {}
        self.time = ""

    @property
    def typed(self) -> bool:
        """Whether anything stands on it that is not written."""
        return bool(self.numbers or self.bands or self.time)

    @property
    def people(self) -> int:
        """How many would be added."""
        return sum(not one.trouble for one in self.numbers) + sum(self.bands.values())

    @property
    def wanted(self) -> tuple[str, ...]:
        """The numbers to be written in, in the order of the sheet."""
        return tuple(one.number for one in self.numbers if one.trouble != "twice")

    def add(self, number: str) -> bool:
        """Put a number on it; False when it stands there already."""
        if any(one.number == number for one in self.numbers):
            return False
        self.numbers.append(Typed(number))
        return True

    def know(self, number: str, found: OnSheet) -> None:
        """Whom a number names; somebody twice on the sheet is added once."""
        before = self.numbers[: self._row(number)]
        trouble = found.trouble
        if found.learner is not None:
            same = (one.learner and one.learner.learner for one in before)
            trouble = "twice" if found.learner.learner in same else trouble
        self._put(number, Typed(number, trouble, found.learner))

    def not_known(self, number: str) -> None:
        """It could not be looked up: it is when the sheet is written."""
        self._put(number, Typed(number, "unread"))

    def remove(self, number: str) -> None:
        """Take a number off it."""
        self.numbers = [one for one in self.numbers if one.number != number]

    def keep(self, numbers: tuple[str, ...]) -> None:
        """The sheet was written: what could not be is left, to be corrected."""
        self.numbers = [one for one in self.numbers if one.number in numbers]
        self.bands, self.time = {}, ""

    def _row(self, number: str) -> int:
        rows = (row for row, one in enumerate(self.numbers) if one.number == number)
        return next(rows, len(self.numbers))

    def _put(self, number: str, known: Typed) -> None:
        row = self._row(number)
        if row < len(self.numbers):
            self.numbers[row] = known


def number_typed(text: str) -> str:
    """A number as it is kept on the sheet: Thai digits read, a forgotten Thai layout too."""
    text = thai.ascii_digits(thai.tidy(text)).strip()
    return thai.from_kedmanee(text) if thai.has_thai(text) else text


def moment(typed: str, day: dt.date, zone: ZoneInfo) -> dt.datetime | None:
    """When that was on a service day, aware UTC; None when no time was typed.

    13.30, 13:30 and 1330 are read; small hours are of the night that ends the service day.
    """
    found = _TIME.fullmatch(number_typed(typed))
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:  # noqa: PLR2004
        return None
    at = dt.datetime.combine(day, dt.time(int(found[1]), int(found[2])), zone)
    begins = day_span(day, zone)[0]
    if at < begins:
        at += dt.timedelta(days=1)
    return at.astimezone(dt.UTC)
