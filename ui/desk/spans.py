"""Days by the names people have for them."""

from __future__ import annotations

import datetime as dt

from kiosk.days import fiscal_year

SPANS = ("today", "yesterday", "month", "last_month", "year", "last_year")
"""The last two are Thai fiscal years."""

Span = tuple[dt.date, dt.date]

_FISCAL_MONTH = 10
"""October; the year is called after the one it ends in."""


def span_of(name: str, today: dt.date) -> Span:
    """First and last day; of what is not over yet, up to today."""
    first = today.replace(day=1)
    before = first - dt.timedelta(days=1)
    fiscal = today.year + (today.month >= _FISCAL_MONTH)
    spans: dict[str, Span] = {
        "yesterday": (today - dt.timedelta(days=1), today - dt.timedelta(days=1)),
        "month": (first, today),
        "last_month": (before.replace(day=1), before),
        "year": (fiscal_year(fiscal)[0], today),
        "last_year": fiscal_year(fiscal - 1),
    }
    return spans.get(name, (today, today))
