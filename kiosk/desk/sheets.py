"""Paper sheets: which there are, and which one a code names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from kiosk.desk.counter import Counter
from kiosk.outcome import VISIT
from kiosk.ports import Reader
from kiosk.record import Occurrence
from kiosk.sheet import PAPER_WITHIN, looks_like_sheet, sheet_code


class PaperSheet(NamedTuple):
    """A sheet of a service day; without an occurrence it is for general visits."""

    day: dt.date
    occurrence: Occurrence | None = None

    @property
    def wanted(self) -> str:
        """To what the people on it came: an occurrence's key or VISIT."""
        return VISIT if self.occurrence is None else self.occurrence.key

    @property
    def code(self) -> str:
        """What its QR code says."""
        return sheet_code(self.wanted, self.day)


class Sheets(Counter):
    """Paper for when the kiosk cannot be used, and for whoever would rather write."""

    def sheets(self, day: dt.date | None = None) -> list[PaperSheet]:
        """A sheet for everything of a service day that was not called off, and one for visits."""
        with self._store.reading() as reader:
            day = day or self._gather.day(self._clock.now())
            return list(self._sheets(reader, day))

    def sheet_named(self, text: str) -> PaperSheet | None:
        """The sheet whose code this is, of the days that may still be typed in; None of others."""
        if not looks_like_sheet(text):
            return None
        with self._store.reading() as reader:
            today = self._gather.day(self._clock.now())
            days = (today - dt.timedelta(days=ago) for ago in range(PAPER_WITHIN.days + 1))
            every = (sheet for day in days for sheet in self._sheets(reader, day))
            return next((sheet for sheet in every if sheet.code == text.upper()), None)

    def _sheets(self, reader: Reader, day: dt.date) -> Iterator[PaperSheet]:
        today = self._gather.today(reader, self._clock.now(), day)
        for running in today.running:
            if not running.occurrence.cancelled:
                yield PaperSheet(day, running.occurrence)
        yield PaperSheet(day)
