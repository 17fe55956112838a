"""Visits of people who have left the screen, and were promised to be counted."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kiosk.outcome import VISIT, Ask
from kiosk.ports import StoreTrouble
from ui.jobs import Jobs
from ui.stage import Stage
from ui.today import TodayWatch

AGAIN_S = 5.0
"""Between two tries."""


class Promises(QObject):
    """Counts each as a visit, and tries again until it can be written."""

    def __init__(self, jobs: Jobs, stage: Stage, watch: TodayWatch) -> None:
        super().__init__()
        self._jobs = jobs
        self._stage = stage
        self._watch = watch
        self._owed: list[tuple[str, str]] = []

    def visit(self, learner: str, how: str) -> None:
        """The learner of this id, named so, came for a visit."""
        ask = Ask(wanted=VISIT, unasked=True, how=how)
        self._jobs.submit(
            lambda desk: desk.check_in(learner, ask),
            lambda _: self._watch.refresh(),
            lambda trouble: self._owe(learner, how, trouble),
        )

    def _owe(self, learner: str, how: str, trouble: Exception) -> None:
        self._watch.missed(trouble)
        if isinstance(trouble, StoreTrouble):
            self._owed.append((learner, how))
            self._stage.deadlines.after("owed", AGAIN_S, self._pay)

    def _pay(self) -> None:
        owed, self._owed = self._owed, []
        for learner, how in owed:
            self.visit(learner, how)
