"""Everything of the desk's window that is about one learner: found, shown, put right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.desk.acts import Acts
from ui.desk.clerk import Clerk
from ui.desk.find import DeskFind
from ui.desk.learner import DeskLearner
from ui.desk.person import DeskPerson
from ui.jobs import Jobs
from ui.office_printer import Office
from ui.viewmodels.desk.attendance import AttendanceModel
from ui.viewmodels.desk.found import FoundModel, FoundRow, derive_found
from ui.viewmodels.desk.learner import LearnerModel
from ui.viewmodels.desk.person import ChoiceModel, PersonModel, PersonViews, Step

if TYPE_CHECKING:
    from kiosk.config import Settings
    from kiosk.desk import Match
    from ui.catalogue import Catalogue


class DeskPeople(QObject):
    """View-models and what answers them. `now` is the desk's own time, None until it is known."""

    written = Signal()

    def __init__(
        self,
        jobs: Jobs,
        attendance: AttendanceModel,
        *,
        clerk: Clerk,
        acts: Acts,
        texts: Catalogue,
        settings: Settings,
        office: Office,
        now: Callable[[], dt.datetime | None],
    ) -> None:
        super().__init__()

        def derive(match: Match) -> FoundRow:
            return derive_found(match, texts, self.learning.day)

        self.found = FoundModel(derive)
        self.learner = LearnerModel()
        self._views = PersonViews(PersonModel(), ChoiceModel(), FoundModel(derive))
        self.learning = DeskLearner(
            jobs, attendance, self.learner, clerk=clerk, acts=acts, texts=texts,
            settings=settings, office=office, now=now,
        )  # fmt: skip
        self.finding = DeskFind(jobs, clerk, acts, self.found, texts)
        self._others = DeskFind(jobs, clerk, acts, self._views.others, texts)
        self._person = DeskPerson(
            jobs, self.learning, self._views, clerk=clerk, acts=acts, texts=texts,
            settings=settings, office=office,
        )  # fmt: skip
        self.found.opened.connect(self.learning.open)
        self.learning.written.connect(self.written)
        for writing in (acts, self.learning):
            writing.written.connect(self._written)
        clerk.left.connect(self.learning.close)

    def models(self) -> dict[str, QObject]:
        """The view-models by the names under which the window has them."""
        person, choices, others = self._views
        return {
            "found": self.found,
            "learner": self.learner,
            "person": person,
            "choices": choices,
            "others": others,
        }

    def scan(self, text: str) -> None:
        """A scanner read this: somebody is shown, or is the other one of a merging."""
        step = self._views.person.props.step
        if step is Step.FRONT:
            self.learning.scan(text)
        elif step is Step.MERGE:
            self._person.scan_other(text)

    def say_again(self) -> None:
        """Derive the words anew, in another language."""
        self.finding.say_again()
        self._others.say_again()
        self.learning.say_again()
        self._person.say_again()

    def end(self) -> None:
        """The window closes."""
        self.learning.end()
        self._person.along.end()

    def _written(self) -> None:
        self.learning.read_again()
        self.finding.refresh()
