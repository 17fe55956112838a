"""One check-in, as it is shown and exported."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from kiosk.body import EntryId
from kiosk.dating import Misdated
from kiosk.record import Band, Learner, Occurrence


class Line(NamedTuple):
    """One check-in as the desk and the daily log show it. Times are aware UTC.

    `people` counts everybody of the line, `bands` those whose age band is known. `named` tells a
    learner's line, also when the learner's record is gone. `again` tells that they were there for
    the same thing already, let in by a kiosk that did not know. `written_at` is when it was
    written, and `changed_at` when it was last corrected, moved or re-dated, by the journal's clock:
    never before a stamp. `misdated` is what it said before it was re-dated.
    """

    entry: EntryId
    day: dt.date
    at: dt.datetime
    occurrence: Occurrence | None
    learner: Learner | None
    named: bool
    people: int
    bands: dict[Band, int]
    partner: str
    how: str
    by: str | None
    expired: bool
    late: bool
    over_capacity: bool
    left_at: dt.datetime | None
    left_how: str
    undone_at: dt.datetime | None
    undone_by: str | None
    undone_reason: str
    written_at: dt.datetime | None = None
    changed_at: dt.datetime | None = None
    again: bool = False
    misdated: Misdated | None = None

    @property
    def counted(self) -> int:
        """The people it adds: nobody when it was undone, or when they are counted already."""
        return 0 if self.undone_at is not None or self.again else self.people
