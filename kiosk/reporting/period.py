"""The days a report is about, and the months and years in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import msgspec

from kiosk.days import fiscal_of, fiscal_year, gregorian

Tell = Callable[[str], None]
"""Hears every service day (2026-11-22) as it begins to be counted, and may raise to end it."""

_MOST_DAYS = 3653


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """Service days, both included.

    `kind` is days, fiscal, calendar, or two-years: what UNESCO's learning cities report about,
    every two years (UIL, biennial progress report of the Global Network of Learning Cities).
    """

    kind: str
    first: dt.date
    last: dt.date


def days(first: dt.date, last: dt.date) -> Period:
    """Any days. Raises ValueError when they are the wrong way round, or more than ten years."""
    if first > last:
        msg = f"{first} is after {last}"
        raise ValueError(msg)
    if (last - first).days > _MOST_DAYS:
        msg = f"{first} to {last} is more than ten years"
        raise ValueError(msg)
    return Period(kind="days", first=first, last=last)


def fiscal(year: int) -> Period:
    """The Thai fiscal year of either era."""
    first, last = fiscal_year(year)
    return Period(kind="fiscal", first=first, last=last)


def calendar(year: int) -> Period:
    """January to December of a year of either era."""
    year = gregorian(year)
    return Period(kind="calendar", first=dt.date(year, 1, 1), last=dt.date(year, 12, 31))


def two_years(year: int) -> Period:
    """The calendar year of either era and the one before it."""
    year = gregorian(year)
    return Period(kind="two-years", first=dt.date(year - 1, 1, 1), last=dt.date(year, 12, 31))


def fiscal_of_month(month: str) -> str:
    """The Gregorian name of the fiscal year that a month like 2026-11 is in."""
    return str(fiscal_of(dt.date.fromisoformat(f"{month}-01")))


def months_of(period: Period) -> list[str]:
    """Every month with a day in the period: 2026-11."""
    at, found = period.first.replace(day=1), []
    while at <= period.last:
        found.append(f"{at:%Y-%m}")
        at = (at + dt.timedelta(days=31)).replace(day=1)
    return found
