"""What the check-ins of some days come to, counted while they pass by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import lru_cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from kiosk.clock import day_span
from kiosk.ports import Line
from kiosk.record import Band

K = TypeVar("K", bound=Hashable)


class Sum:
    """Check-ins that hold, and their people by age band."""

    def __init__(self) -> None:
        self.check_ins = 0
        self.visits = 0
        self.bands: dict[Band, int] = dict.fromkeys(Band, 0)

    def add(self, other: Sum) -> None:
        """Take in what the other has counted."""
        self.check_ins += other.check_ins
        self.visits += other.visits
        for band, people in other.bands.items():
            self.bands[band] += people


class Tally:
    """Counts of the lines that passed through `watch`; an undone check-in counts nobody."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._sums: dict[tuple[dt.date, str, int], Sum] = {}
        self._learners: set[str] = set()
        self.titles = {"": ""}
        self.unnamed = self.late = self.expired = self.over_capacity = self.undone = 0

    @property
    def learners(self) -> int:
        """Different learners whose record is here."""
        return len(self._learners)

    def whole(self) -> Sum:
        """Of all days."""
        return self._by(lambda _: 0).get(0, Sum())

    def days(self) -> dict[dt.date, Sum]:
        """By service day, in their order."""
        return dict(sorted(self._by(lambda key: key[0]).items()))

    def activities(self) -> dict[str, Sum]:
        """By activity's uid, "" for visits; `titles` has their titles."""
        return self._by(lambda key: key[1])

    def hours(self) -> dict[int, Sum]:
        """By hour of the centre's clock in which they came."""
        return self._by(lambda key: key[2])

    def watch(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The same lines."""
        for line in lines:
            if line.undone_at is None:
                self._count(line)
            else:
                self.undone += 1
            yield line

    def _count(self, line: Line) -> None:
        activity = ""
        if line.occurrence is not None:
            activity = line.occurrence.activity
            self.titles[activity] = line.occurrence.title
        key = line.day, activity, line.at.astimezone(self._zone).hour
        one = self._sums.get(key)
        if one is None:
            one = self._sums[key] = Sum()
        one.check_ins += 1
        one.visits += line.counted
        if line.counted:
            for band, people in line.bands.items():
                one.bands[band] += people
        if not line.named:
            self.unnamed += line.people
        elif line.learner is not None:
            self._learners.add(line.learner.learner)
        self.late += line.late
        self.expired += line.expired
        self.over_capacity += line.over_capacity

    def _by(self, part: Callable[[tuple[dt.date, str, int]], K]) -> dict[K, Sum]:
        found: dict[K, Sum] = {}
        for key, one in self._sums.items():
            found.setdefault(part(key), Sum()).add(one)
        return found


def after_its_day(line: Line, zone: ZoneInfo) -> bool:
    """Whether a check-in was written, corrected, moved or undone when its service day was over."""
    over = _over(line.day, zone)
    return (
        (line.written_at is not None and line.written_at >= over)
        or (line.changed_at is not None and line.changed_at >= over)
        or (line.undone_at is not None and line.undone_at >= over)
    )


@lru_cache(maxsize=512)
def _over(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    return day_span(day, zone)[1]
