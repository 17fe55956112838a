"""Thai public holidays, to be offered as closed days: whether the centre closes is its own matter.

From the `holidays` library, which is told the cabinet's substitution days too.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

from kiosk.thai import tidy

_LANGUAGES = {"th": "th", "en": "en_US"}


def holidays_between(first: dt.date, last: dt.date, language: str = "th") -> dict[dt.date, str]:
    """Names of the holidays from `first` to `last` by day. The first call takes 0.3 s."""
    return {
        day: name
        for year in range(first.year, last.year + 1)
        for day, name in _of_year(year, language).items()
        if first <= day <= last
    }


@cache
def _of_year(year: int, language: str) -> dict[dt.date, str]:
    # What the first frame must not wait for.
    from holidays import country_holidays

    found = country_holidays("TH", years=year, language=_LANGUAGES[language])
    return {day: tidy(found[day]) for day in sorted(found)}
