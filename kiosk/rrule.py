"""What a rule of repetition (RRULE, RFC 5545 3.3.10) may ask for here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kiosk.particulars import Property

MOST_A_DAY = 48
"""Repeats of one activity within a day."""
_TOO_OFTEN = {"SECONDLY": "second", "MINUTELY": "minute", "HOURLY": "hour"}
_MONTHS = range(1, 13)
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def trouble_with(rule: Property) -> str | None:
    """Why the rule cannot be followed, in plain words; None when it can.

    An interval of nothing would never end, a rule of seconds would take minutes to expand, and one
    that never comes true would be searched for until the year 9999.
    """
    often = str((rule.get("FREQ") or [""])[0]).upper()
    if not often:
        return "its rule of repetition (RRULE) does not say how often (FREQ)"
    if often in _TOO_OFTEN:
        return f"it repeats every {_TOO_OFTEN[often]}; an activity repeats daily or less often"
    for name in ("INTERVAL", "COUNT"):
        if any(value < 1 for value in rule.get(name, ())):
            return f"its rule of repetition has an {name} below 1"
    times = 1
    for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        times *= len(rule.get(name, ())) or 1
    if times > MOST_A_DAY:
        return f"it repeats {times} times a day"
    if not _some_day(rule.get("BYMONTH", ()), rule.get("BYMONTHDAY", ())):
        return "its rule of repetition names only days that no month has"
    return None


def never(rule: Property, start: dt.date | dt.datetime) -> bool:
    """Whether the rule gives no date at all. Takes seconds when so: ask once, at import."""
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

    first = start if isinstance(start, dt.datetime) else dt.datetime.combine(start, dt.time())
    endless = rule.copy()
    for name in ("UNTIL", "COUNT"):
        endless.pop(name, None)
    text = endless.to_ical().decode()
    return next(iter(rrulestr(text, dtstart=first)), None) is None


def _some_day(months: Iterable[int], days: Iterable[int]) -> bool:
    lengths = [_LONGEST_MONTHS[int(month) - 1] for month in months if int(month) in _MONTHS]
    longest = max(lengths, default=31)
    wanted = [abs(int(day)) for day in days]
    return not wanted or any(1 <= day <= longest for day in wanted)
