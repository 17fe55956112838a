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

_Held = tuple[Activity, tuple[str, ...], tuple[int, int] | None]
_NO_SESSION: _Held = (GENERAL, (), None)
_KEY_ENDS = "@"


class Sums:
    """What adds up. `micros` are microseconds of learning, all people's together."""

    __slots__ = ("attendances", "faces", "micros", "rated", "unnamed", "visits")

    def __init__(self) -> None:
        self.visits = self.attendances = self.unnamed = self.micros = self.rated = self.faces = 0

    def count(self, people: int, span: tuple[int, int] | None) -> None:
        """People without a record: each is one visit and one attendance."""
        self.visits += people
        self.attendances += people
        self.unnamed += people
        if span is not None:
            self.micros += people * (span[1] - span[0])

    def add(self, more: Sums) -> None:
        """Put another's sums on top."""
        self.visits += more.visits
        self.attendances += more.attendances
        self.unnamed += more.unnamed
        self.micros += more.micros
        self.rated += more.rated
        self.faces += more.faces


class Counted(NamedTuple):
    """The sums of every cell, how many learners came to a line, and how many were new there.

    `titles` has the newest occurrence of each activity.
    """

    sums: dict[Cell, Sums]
    learners: Counter[Line]
    new: Counter[Line]
    titles: dict[Activity, Occurrence]


class _Known(NamedTuple):
    """The sums of a cell, and the lines it is part of; `times` those of them that are times."""

    sums: Sums
    lines: int
    times: int


_Kinds = dict[tuple[str, str, str], _Known]
"""By band, partner and sex."""


class _Session(NamedTuple):
    """What holds for all check-ins of an occurrence."""

    month: str
    activity: Activity
    also: tuple[str, ...]
    held: tuple[int, int] | None
    kinds: _Kinds


class Counting:
    """One reading of a period."""

    def __init__(self, reader: Reader, period: Period, tell: Tell) -> None:
        self._reader = reader
        self._period = period
        self._tell = tell
        self._sexes = reader.sexes()
        self._cells: dict[Cell, _Known] = {}
        self._kinds: dict[tuple[str, Activity, tuple[str, ...]], _Kinds] = {}
        self._titles: dict[Activity, Occurrence] = {}
        self._lines = Lines()
        # The lines each learner came to, and those of their first check-in.
        self._came: dict[str, int] = {}
        self._first: dict[str, int] = {}

    def count(self) -> Counted:
        """Every check-in, once."""
        self._add_up()
        earlier = self._reader.came_before_and_since(self._period.first)
        every_time = self._lines.times
        masks = [
            lines & ~every_time | self._first[learner]
            for learner, lines in self._came.items()
            if learner not in earlier
        ]
        learners = self._lines.count(list(self._came.values()))
        sums = {cell: known.sums for cell, known in self._cells.items()}
        return Counted(sums, learners, self._lines.count(masks), self._titles)

    def _add_up(self) -> None:  # noqa: C901, PLR0912, PLR0915
        """One loop over everybody: what is done a million times is written out."""
        came, first, sexes = self._came, self._first, self._sexes
        today, month, sex = "", "", ""
        sessions: dict[str | None, _Session] = {}
        until: dict[str, int] = {}
        there: set[tuple[str, str | None]] = set()
        for row in self._reader.evidence(self._period.first, self._period.last):
            day, learner, key, people, child, youth, adult, senior, partner, at, left, face = row
            if day != today:
                today, until, there = day, {}, set()
                self._tell(day)
                if day[:7] != month:
                    month, sessions = day[:7], {}
            session = sessions.get(key)
            if session is None:
                session = sessions[key] = self._session(month, key)
            if child:
                band, many = "child", child
            elif youth:
                band, many = "youth", youth
            elif adult:
                band, many = "adult", adult
            elif senior:
                band, many = "senior", senior
            else:
                band, many = "", people
            if sexes:
                sex = sexes.get(learner or "", "")
            known = session.kinds.get((band, partner, sex))
            if known is None:
                known = self._known(session, band, partner, sex)
            sums = known.sums
            if face is not None:
                sums.rated += 1
                sums.faces += face
            span = learning_span(at, left, session.held)
            if learner is None:
                if many == people:
                    sums.count(people, span)
                else:
                    self._mixed(row, session, span)
                continue
            if learner not in until:
                until[learner] = 0
                sums.visits += 1
            if (learner, key) not in there:
                there.add((learner, key))
                sums.attendances += 1
            if span is not None:
                start, end = span
                # An hour spent in two places on paper is one hour.
                start = max(start, until[learner])
                if start < end:
                    sums.micros += end - start
                    until[learner] = end
            lines = came.get(learner)
            if lines is None:
                came[learner], first[learner] = known.lines, known.times
            elif lines | known.lines != lines:
                came[learner] = lines | known.lines

    def _mixed(self, row: Came, session: _Session, span: tuple[int, int] | None) -> None:
        """A group without records, of several bands."""
        _, _, _, people, *bands, partner, _, _, _ = row
        names = [*(band.value for band in Band), ""]
        for band, many in zip(names, (*bands, people - sum(bands)), strict=True):
            if many > 0:
                known = session.kinds.get((band, partner, ""))
                (known or self._known(session, band, partner, "")).sums.count(many, span)

    def _known(self, session: _Session, band: str, partner: str, sex: str) -> _Known:
        cell = Cell(session.month, session.activity, session.also, band, partner, sex)
        lines = lines_of(cell)
        times = self._lines.mask(line for line in lines if line[0] in TIMES)
        known = _Known(Sums(), self._lines.mask(lines), times)
        self._cells[cell] = session.kinds[band, partner, sex] = known
        return known

    def _session(self, month: str, key: str | None) -> _Session:
        """What holds for an occurrence, or for general visits of a month."""
        activity, also, held = _NO_SESSION if key is None else self._read(key)
        kinds = self._kinds.setdefault((month, activity, also), {})
        return _Session(month, activity, also, held, kinds)

    def _read(self, key: str) -> _Held:
        """The line of an occurrence, its other features, and when it was held."""
        occurrence = self._reader.occurrence(key)
        if occurrence is None:
            # Its record has not arrived here.
            return Activity(key.partition(_KEY_ENDS)[0], "", ""), (), None
        main, *more = occurrence.features or ("",)
        activity = Activity(occurrence.activity, main, tidy(occurrence.host))
        self._titles[activity] = occurrence
        held = None if occurrence.all_day else (micros(occurrence.start), micros(occurrence.end))
        return activity, tuple(more), held
