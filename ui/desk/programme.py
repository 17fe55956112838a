"""The programme's page: days are turned over, and what is on them is opened."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from kiosk.public_holidays import holidays_between
from ui.desk.acts import Acts
from ui.desk.clerk import Clerk
from ui.desk.correcting import date_said
from ui.desk.plan_file import DeskPlanFile
from ui.desk.planner import DeskPlanner
from ui.jobs import Jobs
from ui.viewmodels.desk.activity import Part
from ui.viewmodels.desk.bar import BarModel, Page
from ui.viewmodels.desk.timetable import (
    WEEK,
    DayModel,
    PlanModel,
    TimetableModel,
    TimetableProps,
    derive_heads,
    derive_rows,
)

if TYPE_CHECKING:
    from kiosk.config import Settings
    from kiosk.desk import FrontDesk, Plan
    from ui.catalogue import Catalogue

_LANGUAGES = ("th", "en")
_WEEKS = {"week": 1, "list": 4}
_FURTHEST = 52 * 10
"""Weeks from today that can be turned to."""


class _Found(NamedTuple):
    """Days of the programme, and the public holidays among them in each language."""

    plan: Plan
    holidays: dict[str, dict[dt.date, str]]


class DeskProgramme(QObject):
    """Reads the days that are shown, again whenever somebody wrote."""

    def __init__(
        self,
        jobs: Jobs,
        acts: Acts,
        clerk: Clerk,
        *,
        bar: BarModel,
        texts: Catalogue,
        settings: Settings,
        folder: Path,
    ) -> None:
        super().__init__()
        self.view = TimetableModel()
        self.rows = PlanModel()
        self.days = DayModel()
        self.planner = DeskPlanner(jobs, acts, clerk, texts=texts, settings=settings)
        self.file = DeskPlanFile(jobs, acts, clerk, texts=texts, settings=settings, folder=folder)
        self._jobs = jobs
        self._acts = acts
        self._bar = bar
        self._texts = texts
        self._zone = settings.zone
        self._weeks = 0
        self._turn = 0
        self._found: _Found | None = None
        self._focus = ""
        view = self.view
        view.turned.connect(self.turn)
        view.viewed.connect(self.look_at)
        view.opened.connect(lambda key, day: self.planner.open(key, dt.date.fromisoformat(day)))
        view.calledOff.connect(
            lambda key, day: self.planner.open(key, dt.date.fromisoformat(day), Part.OFF)
        )
        view.wanted.connect(self.begin)
        view.fileWanted.connect(self.file.open)
        view.dropped.connect(self.file.drop)
        view.exported.connect(self.file.export)
        self.planner.wrote.connect(self._wrote)
        acts.written.connect(self._read_again)
        bar.changed.connect(self._read_again)

    def models(self) -> dict[str, QObject]:
        """What the window shows of it."""
        return {
            "timetable": self.view,
            "plan": self.rows,
            "planDays": self.days,
            "activity": self.planner.view,
            "fates": self.planner.choices,
            "planFile": self.file.view,
            "planFileRows": self.file.rows,
        }

    def read(self) -> None:
        """Read the days that are shown."""
        self._turn += 1
        self._jobs.submit(
            partial(_read, weeks=self._weeks, count=_WEEKS[self.view.props.view]),
            partial(self._take, self._turn),
            self._fail,
        )

    def turn(self, spans: int) -> None:
        """So many spans of days later; 0 is back to today."""
        step = spans * _WEEKS[self.view.props.view]
        self._weeks = max(-_FURTHEST, min(_FURTHEST, self._weeks + step)) if spans else 0
        self.read()

    def look_at(self, view: str) -> None:
        """As a week, or as a list."""
        if view in _WEEKS:
            self._change(view=view)
            self.read()

    def begin(self, day: str) -> None:
        """Something new on a day; without one today, or the first day that is shown."""
        if day:
            self.planner.begin(dt.date.fromisoformat(day))
        elif self._found is not None:
            plan = self._found.plan
            shown = [one.day for one in plan.days if one.day >= plan.today]
            self.planner.begin(shown[0] if shown else plan.today)

    def say_again(self) -> None:
        """Derive the words anew, in another language."""
        self.planner.say_again()
        self.file.say_again()
        self._say()

    def end(self) -> None:
        """The window closes."""
        self.file.end()

    # -- inside --------------------------------------------------------------------------------

    def _take(self, turn: int, found: _Found) -> None:
        if turn == self._turn:
            known = self._found
            if known is not None and known.plan.days[0].day == found.plan.days[0].day:
                found = found._replace(holidays=known.holidays)
            self._found = found
            self._say()
            first, last = found.plan.days[0].day, found.plan.days[-1].day
            # Their library is slow the first time: nobody waits for it.
            self._jobs.submit(
                lambda _: {lang: holidays_between(first, last, lang) for lang in _LANGUAGES},
                partial(self._know_holidays, turn),
                self._fail,
            )
            if self._focus:
                self.view.focusWanted.emit(self._focus)
                self._focus = ""

    def _know_holidays(self, turn: int, holidays: dict[str, dict[dt.date, str]]) -> None:
        if turn == self._turn and self._found is not None:
            self._found = self._found._replace(holidays=holidays)
            self._say()

    def _say(self) -> None:
        if self._found is None:
            return
        plan, texts = self._found.plan, self._texts
        holidays = self._found.holidays.get(texts.language, {})
        is_week = self.view.props.view == "week"
        self.days.show(derive_heads(plan, texts, holidays) if is_week else ())
        self.rows.show(derive_rows(plan, texts, self._zone, holidays))
        first, last = plan.days[0].day, plan.days[-1].day
        self._change(
            span=f"{date_said(first, texts)} – {date_said(last, texts)}",
            most=max(len(day.occurrences) for day in plan.days),
            empty=not self.rows.rows,
            problem="",
        )

    def _wrote(self, key: str) -> None:
        self._focus = key
        self.read()

    def _read_again(self) -> None:
        """The page is turned to, or something was written while it is shown."""
        if self._bar.props.page is Page.PROGRAMME:
            self.read()

    def _fail(self, trouble: Exception) -> None:
        self._change(problem=self._acts.trouble(trouble, "desk.plan.unread"))

    def _change(self, **more: object) -> None:
        self.view.show(TimetableProps(**(self.view.props._asdict() | more)))


def _read(desk: FrontDesk, *, weeks: int, count: int) -> _Found:
    today = desk.today().day
    first = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=weeks)
    return _Found(desk.plan(first, count * WEEK), {})
