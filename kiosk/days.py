"""Days as people name them: either era, and the Thai fiscal year."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from kiosk.thai import BUDDHIST_OFFSET, ascii_digits

_FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"),
)
YEARS = range(1900, 2900)
"""Years of either era that somebody may mean."""

_MOMENT = re.compile(r"(\S+)(?: +|T)(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?: *น\.)?")
_FISCAL_STARTS = 10
# Between the last Gregorian year anybody types here and the first Buddhist one.
_ERAS_PART_AT = 2400


def gregorian(year: int) -> int:
    """A four-digit year of either era as Gregorian: 2569 and 2026 are the same."""
    return year - BUDDHIST_OFFSET if year >= _ERAS_PART_AT else year


def read_day(text: str) -> dt.date:
    """Read 2026-11-22, 2569-11-22, 22/11/2569 or 22/11/2026; Thai digits too.

    Raises ValueError for anything else, and for a day no calendar has.
    """
    written = ascii_digits(text.strip())
    for form in _FORMS:
        found = form.fullmatch(written)
        if found:
            # The year first: 29 February is judged by the Gregorian year.
            year = gregorian(int(found["year"]))
            return dt.date(year, int(found["month"]), int(found["day"]))
    msg = f"not a date: {text!r}"
    raise ValueError(msg)


def read_moment(text: str, zone: ZoneInfo) -> dt.datetime:
    """Read a day of either era with a time, 22/11/2569 10:31, as aware UTC.

    Raises ValueError for anything else.
    """
    found = _MOMENT.fullmatch(ascii_digits(text.strip()))
    if found is None:
        msg = f"not a day and a time: {text!r}"
        raise ValueError(msg)
    hour, minute, second = (int(part or 0) for part in found.groups()[1:])
    local = dt.datetime.combine(read_day(found[1]), dt.time(hour, minute, second), zone)
    return local.astimezone(dt.UTC)


def fiscal_year(year: int) -> tuple[dt.date, dt.date]:
    """First and last day of the Thai fiscal year named in either era.

    It runs from 1 October to 30 September and is named after the year it ends in (Budget Procedures
    Act B.E. 2561, section 4): 2569 is 2025-10-01 to 2026-09-30.
    """
    ends = gregorian(year)
    return dt.date(ends - 1, _FISCAL_STARTS, 1), dt.date(ends, 9, 30)


def fiscal_of(day: dt.date) -> int:
    """The Gregorian year a day's fiscal year is named after."""
    return day.year + (day.month >= _FISCAL_STARTS)
