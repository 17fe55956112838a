"""Days by the names people have for them."""

from __future__ import annotations

import datetime as dt

from kiosk.days import fiscal_of, fiscal_year

Span = tuple[dt.date, dt.date]


def span_of(name: str, today: dt.date) -> Span:
    """First and last day; of what is not over yet, up to today. Years are Thai fiscal years."""
    first = today.replace(day=1)
    before = first - dt.timedelta(days=1)
    fiscal = fiscal_of(today)
    spans: dict[str, Span] = {
        "yesterday": (today - dt.timedelta(days=1), today - dt.timedelta(days=1)),
        "month": (first, today),
        "last_month": (before.replace(day=1), before),
        "year": (fiscal_year(fiscal)[0], today),
        "last_year": fiscal_year(fiscal - 1),
    }
    return spans.get(name, (today, today))
