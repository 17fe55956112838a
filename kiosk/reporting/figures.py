"""What a report says: figures, in tables of rows."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import msgspec

from kiosk.reporting.period import Period

PERSONAL = ("months", "fiscal", "calendar", "bands", "sexes", "partners")
"""Tables that count visits: a person on a day, once."""
BY_ACTIVITY = ("features", "also", "hosts", "activities")
"""Tables that count attendances: a person in an activity's session, once."""
BY_FEATURE = ("feature-months", "feature-bands", "feature-partners")
"""Tables of attendances of one feature; their rows' keys begin with it."""


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What is counted of one row. None was left out of a public copy.

    `came` counts visits or attendances, `unnamed` those of them without a record. `learners` are
    different people with one; `new` had never come before, `returning` had. `minutes` are of
    learning, all people's together. `rated` said how they liked it, on average `mean` (1 to 5).
    """

    came: int | None = 0
    unnamed: int | None = 0
    learners: int | None = 0
    new: int | None = 0
    returning: int | None = 0
    minutes: int | None = 0
    rated: int | None = 0
    mean: float | None = None

    @property
    def hours(self) -> float | None:
        """Hours of learning, to a tenth."""
        return None if self.minutes is None else round(self.minutes / 60, 1)

    @property
    def unnamed_share(self) -> float | None:
        """Which part of those who came is unnamed, 0 to 1."""
        if self.came is None or self.unnamed is None:
            return None
        return self.unnamed / self.came if self.came else 0.0


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a table.

    `key` is a month (2026-11), year, code, or activity; "" for those of whom it is not known.
    Lines of activities have their titles, main feature and host.
    """

    key: str
    figures: Figures
    title: str = ""
    title_en: str = ""
    feature: str = ""
    host: str = ""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The learning-city report of a period. `at` is when it was made, aware UTC.

    `visits` and `attendances` are the sums of the tables that count these.
    """

    centre: str
    period: Period
    at: dt.datetime
    public: bool
    visits: Figures
    attendances: Figures
    tables: dict[str, tuple[Row, ...]]

    def of_feature(self, table: str, feature: str) -> tuple[Row, ...]:
        """The lines of a table that are of one main feature."""
        return tuple(row for row in self.tables[table] if row.feature == feature)


class Activity(NamedTuple):
    """What sets the line of an activity apart from another; "" in all: a general visit."""

    uid: str
    feature: str
    host: str
