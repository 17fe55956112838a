"""Going home: nobody must say so, and whoever does is asked once how it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.entry import EntryId
from ui.jobs import Jobs
from ui.stage import STAYS, Stage
from ui.telling import goodbye
from ui.today import TodayWatch
from ui.viewmodels.kiosk import Screen
from ui.viewmodels.outcome import Shown
from ui.visits import Visits

if TYPE_CHECKING:
    from kiosk.desk import Leaving


class Leave(QObject):
    """Writes the departure, asks for a face, says goodbye."""

    def __init__(self, jobs: Jobs, stage: Stage, watch: TodayWatch, visits: Visits) -> None:
        super().__init__()
        self._jobs = jobs
        self._stage = stage
        self._watch = watch
        self._visits = visits
        self._visit: EntryId | None = None
        self._busy = False
        stage.views.kiosk.left.connect(self.leave)
        stage.views.kiosk.rated.connect(self.rate)
        stage.shown.connect(self._screen_changed)

    def leave(self) -> None:
        """The learner on the screen goes home. A second touch while it is written is the first."""
        if self._busy:
            return
        visits = self._visits.take_visits()
        if not visits:
            self._stage.home()
            return
        self._busy = True
        shown = self._stage.views.kiosk.props.shown
        self._jobs.submit(
            lambda desk: desk.leave(visits),
            lambda leaving: self._left(leaving, visits[0], shown),
            self._watch.trouble,
        )

    def rate(self, face: int) -> None:
        """One touch of a face, from 1 to 5; a second one is of nobody."""
        visit, self._visit = self._visit, None
        if visit is None:
            return
        # Whoever goes home is thanked, whether or not the face could be kept.
        self._jobs.submit(
            lambda desk: desk.give_feedback(visit, face), lambda _: None, self._watch.missed
        )
        self._goodbye()

    def _left(self, leaving: Leaving, visit: EntryId, shown: int) -> None:
        self._watch.refresh()
        if self._stage.views.kiosk.props.shown != shown:
            return  # somebody else is there now
        if not leaving.ask_feedback:
            self._goodbye()
            return
        say = self._stage.texts.say
        self._stage.show(
            Screen.FACES,
            lambda: Shown(title=say("feedback"), line=say("feedback.line")),
            stay=STAYS[Screen.FACES],
        )
        self._visit = visit

    def _goodbye(self) -> None:
        texts = self._stage.texts
        self._stage.sound.emit("bye")
        self._stage.show(Screen.BYE, lambda: goodbye(texts), stay=STAYS[Screen.BYE])

    def _screen_changed(self, screen: str) -> None:
        self._busy = False
        if screen != Screen.FACES:
            self._visit = None
