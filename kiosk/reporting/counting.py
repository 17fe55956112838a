"""Counts everybody once through: sums by cell, and who came to which line of which table."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from kiosk.clock import micros
from kiosk.evidence import Came
from kiosk.passport import learning_span
from kiosk.ports import Reader
from kiosk.record import Band, Occurrence
from kiosk.reporting.figures import Activity
from kiosk.reporting.lines import TIMES, Cell, Line, Lines, lines_of
from kiosk.reporting.period import Period, Tell
from kiosk.thai import tidy

GENERAL = Activity("", "", "")
"""Nobody's activity: people came to use the place."""

_KEY_ENDS = "@"


class Sums:
    """What adds up. `micros` are microseconds of learning, all people's together."""

    __slots__ = ("attendances", "faces", "micros", "rated", "unnamed", "visits")

    def __init__(self) -> None:
        self.visits = self.attendances = self.unnamed = self.micros = self.rated = self.faces = 0

    def add(self, more: Sums) -> None:
        """Put another's sums on top."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(more, name))


class Counted(NamedTuple):
    """The sums of every cell, how many learners came to a line, and how many were new there.

    `titles` has the newest occurrence of each activity.
    """

    sums: dict[Cell, Sums]
    learners: Counter[Line]
    new: Counter[Line]
    titles: dict[Activity, Occurrence]


class _Known(NamedTuple):
    """What holds for all check-ins of one kind of a day."""

    sums: Sums
    held: tuple[int, int] | None
    lines: int
    times: int


class Counting:
    """One reading of a period."""

    def __init__(self, reader: Reader, period: Period, tell: Tell) -> None:
        self._reader = reader
        self._period = period
        self._tell = tell
        self._sexes = reader.sexes()
        self._sums: dict[Cell, Sums] = {}
        self._titles: dict[Activity, Occurrence] = {}
        self._lines = Lines()
        # The lines each learner came to, and those of their first check-in.
        self._came: dict[str, int] = {}
        self._first: dict[str, int] = {}

    def count(self) -> Counted:
        """Every check-in, once."""
        self._add_up()
        first, last = self._period.first, self._period.last
        earlier = self._reader.came_earlier(first, last)
        every_time = self._lines.times
        masks = [
            lines & ~every_time | self._first[learner]
            for learner, lines in self._came.items()
            if learner not in earlier
        ]
        learners = self._lines.count(list(self._came.values()))
        return Counted(self._sums, learners, self._lines.count(masks), self._titles)

    def _add_up(self) -> None:  # noqa: C901
        """One loop over everybody: what is done a million times is written out."""
        came, first, sexes = self._came, self._first, self._sexes
        today, sex = "", ""
        kinds: dict[object, _Known] = {}
        until: dict[str, int] = {}
        there: set[tuple[str, str | None]] = set()
        for row in self._reader.evidence(self._period.first, self._period.last):
            day, learner, key, _, child, youth, adult, senior, partner, at, left, face = row
            if day != today:
                today, kinds, until, there = day, {}, {}, set()
                self._tell(day)
            band = (
                "child" if child else "youth" if youth else "adult" if adult
                else "senior" if senior else ""
            )  # fmt: skip
            if sexes:
                sex = sexes.get(learner or "", "")
            kind = (key, band, partner, sex)
            known = kinds.get(kind)
            if known is None:
                known = kinds[kind] = self._known(day, *kind)
            sums = known.sums
            if face is not None:
                sums.rated += 1
                sums.faces += face
            span = learning_span(at, left, known.held)
            if learner is None:
                self._guests(row, span, kinds)
                continue
            if learner not in until:
                until[learner] = 0
                sums.visits += 1
            if (learner, key) not in there:
                there.add((learner, key))
                sums.attendances += 1
            if span is not None:
                # An hour spent in two places on paper is one hour.
                start, end = max(span[0], until[learner]), span[1]
                if start < end:
                    sums.micros += end - start
                    until[learner] = end
            lines = came.get(learner)
            if lines is None:
                came[learner], first[learner] = known.lines, known.times
            elif lines | known.lines != lines:
                came[learner] = lines | known.lines

    def _guests(self, row: Came, span: tuple[int, int] | None, kinds: dict[object, _Known]) -> None:
        """People without a record: each is one visit and one attendance."""
        day, _, key, people, *bands, partner, _, _, _ = row
        counts = dict(zip(Band, bands, strict=True))
        for band, many in (*counts.items(), ("", people - sum(bands))):
            if many <= 0:
                continue
            kind = (key, str(band), partner, "")
            known = kinds.get(kind)
            if known is None:
                known = kinds[kind] = self._known(day, *kind)
            sums = known.sums
            sums.visits += many
            sums.attendances += many
            sums.unnamed += many
            if span is not None:
                sums.micros += many * (span[1] - span[0])

    def _known(self, day: str, key: str | None, band: str, partner: str, sex: str) -> _Known:
        activity, also, held = self._activity(key)
        cell = Cell(day[:7], activity, also, band, partner, sex)
        lines = lines_of(cell)
        times = self._lines.mask(line for line in lines if line[0] in TIMES)
        sums = self._sums.setdefault(cell, Sums())
        return _Known(sums, held, self._lines.mask(lines), times)

    def _activity(
        self, key: str | None
    ) -> tuple[Activity, tuple[str, ...], tuple[int, int] | None]:
        """The line of an occurrence, its other features, and when it was held."""
        if key is None:
            return GENERAL, (), None
        occurrence = self._reader.occurrence(key)
        if occurrence is None:
            # Its record has not arrived here.
            return Activity(key.partition(_KEY_ENDS)[0], "", ""), (), None
        main, *more = occurrence.features or ("",)
        activity = Activity(occurrence.activity, main, tidy(occurrence.host))
        self._titles[activity] = occurrence
        held = None if occurrence.all_day else (micros(occurrence.start), micros(occurrence.end))
        return activity, tuple(more), held
