"""The learning passport: what a learner did in a year, for the card's holder only."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from kiosk.clock import micros
from kiosk.foreign import Passport
from kiosk.partners import partner_named
from kiosk.ports import Line

__all__ = ["LONGEST_VISIT", "Passport", "derive", "learning_span", "together"]

LONGEST_VISIT = dt.timedelta(hours=8)
"""What a general visit counts at most: a forgotten good-bye is not a day of learning."""

_MINUTE = 60_000_000
_LONGEST = LONGEST_VISIT // dt.timedelta(microseconds=1)


def derive(lines: Sequence[Line], year: int) -> Passport:
    """Stamps and minutes of a learner's check-ins in a year, undone ones left out."""
    stand = [line for line in lines if line.undone_at is None and line.day.year == year]
    days = {line.day for line in stand}
    occurrences = {o.key: o for line in stand if (o := line.occurrence) is not None}.values()
    hosts = (partner_named(o.host) for o in occurrences if o.host)
    spans = (span for line in stand if (span := _span(line)) is not None)
    return Passport(
        year=year,
        visits=len(days),
        minutes=_together(spans) // _MINUTE,
        features=dict(Counter(feature for o in occurrences for feature in o.features)),
        partners=dict(Counter(host.code for host in hosts if host is not None)),
        last=max(days, default=None),
    )


def together(here: Passport, elsewhere: Iterable[Passport]) -> Passport:
    """The year with what was learned elsewhere in it; a day at two centres counts as two."""
    parts = [here, *(part for part in elsewhere if part.year == here.year)]
    return msgspec.structs.replace(
        here,
        visits=sum(part.visits for part in parts),
        minutes=sum(part.minutes for part in parts),
        features=dict(sum((Counter(part.features) for part in parts), Counter())),
        partners=dict(sum((Counter(part.partners) for part in parts), Counter())),
        last=max((part.last for part in parts if part.last is not None), default=None),
    )


def learning_span(
    at: int, said: int | None, held: tuple[int, int] | None
) -> tuple[int, int] | None:
    """When somebody was learning; None when nobody can tell how long. Times are microseconds.

    They came `at`, and left when they `said` so; closing time says nothing. `held` is when their
    activity began and ended, None for a general visit or one of the whole day.
    """
    if held is not None:
        start, end = held
        start = at if at > start else start
        end = end if said is None or said > end else said
    elif said is not None:
        start, end = at, min(said, at + _LONGEST)
    else:
        return None
    return (start, end) if start < end else None


def _span(line: Line) -> tuple[int, int] | None:
    left = line.left_at if line.left_how != "auto" else None
    of = line.occurrence
    held = None if of is None or of.all_day else (micros(of.start), micros(of.end))
    return learning_span(micros(line.at), None if left is None else micros(left), held)


def _together(spans: Iterable[tuple[int, int]]) -> int:
    """How long in all; an hour spent in two places on paper is one hour."""
    total, until = 0, 0
    for start, end in sorted(spans):
        fresh = max(start, until)
        if fresh < end:
            total += end - fresh
            until = end
    return total
