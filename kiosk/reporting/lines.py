"""Which lines of which tables a learner came to, as bits of one number."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kiosk.days import fiscal_of
from kiosk.reporting.figures import Activity

TIMES = ("months", "fiscal", "calendar", "feature-months")
"""Tables in whose lines somebody is new at one time only."""

_BITS = 8

Line = tuple[str, object]
"""A table, and the key of a line of it."""


class Cell(NamedTuple):
    """Everything that sets check-ins apart in a report; "" is not known."""

    month: str
    activity: Activity
    also: tuple[str, ...]
    band: str
    partner: str
    sex: str


def lines_of(cell: Cell) -> list[Line]:
    """Every line of every table that a cell is part of."""
    month, activity, also, band, partner, sex = cell
    year, number = map(int, month.split("-"))
    feature = activity.feature
    return [
        ("all", ""),
        ("months", month),
        ("fiscal", str(fiscal_of(dt.date(year, number, 1)))),
        ("calendar", str(year)),
        ("bands", band),
        ("sexes", sex),
        ("partners", partner),
        ("features", feature),
        *(("also", other) for other in also),
        ("hosts", activity.host),
        ("activities", activity),
        ("feature-months", (feature, month)),
        ("feature-bands", (feature, band)),
        ("feature-partners", (feature, partner)),
    ]


class Lines:
    """A bit for each line, given out as lines are met."""

    def __init__(self) -> None:
        self._bits: dict[Line, int] = {}

    @property
    def times(self) -> int:
        """The bits of all lines of a time."""
        return sum(1 << bit for (table, _), bit in self._bits.items() if table in TIMES)

    def mask(self, lines: Iterable[Line]) -> int:
        """The lines' bits together."""
        bits = self._bits
        return sum(1 << bits.setdefault(line, len(bits)) for line in set(lines))

    def count(self, masks: Sequence[int]) -> Counter[Line]:
        """How many of the masks have each line.

        Byte by byte over all of them: a hundred thousand learners in a hundred lines each take a
        tenth of a second.
        """
        wide = len(self._bits) // _BITS + 1
        whole = b"".join(mask.to_bytes(wide, "little") for mask in masks)
        found: Counter[int] = Counter()
        for place in range(wide):
            for value, many in Counter(whole[place::wide]).items():
                for bit in range(_BITS):
                    if value >> bit & 1:
                        found[place * _BITS + bit] += many
        return Counter({line: found[bit] for line, bit in self._bits.items() if found[bit]})
