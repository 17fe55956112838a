"""My learning: shown for a moment, and only to whoever holds the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.jobs import Jobs
from ui.stage import STAYS, Stage
from ui.today import TodayWatch
from ui.viewmodels.kiosk import Screen
from ui.viewmodels.passport import PassportProps, derive_passport
from ui.visits import Visits

if TYPE_CHECKING:
    from kiosk.passport import Passport


class Learning(QObject):
    """Asks for the passport of the learner whose card was scanned last."""

    def __init__(self, jobs: Jobs, stage: Stage, watch: TodayWatch, visits: Visits) -> None:
        super().__init__()
        self._jobs = jobs
        self._stage = stage
        self._watch = watch
        self._visits = visits
        self._passport: Passport | None = None
        stage.views.kiosk.passportAsked.connect(self.open)
        stage.shown.connect(self._screen_changed)
        stage.views.look.languageChanged.connect(self._render)

    def open(self) -> None:
        """Show it for as long as a stranger does not come near."""
        holder = self._visits.holder
        if holder is not None:
            shown = self._stage.views.kiosk.props.shown
            self._jobs.submit(
                lambda desk: desk.passport(holder),
                lambda passport: self._show(passport, shown),
                self._watch.trouble,
            )

    def _show(self, passport: Passport, shown: int) -> None:
        if self._stage.views.kiosk.props.shown != shown:
            return  # somebody else is there now
        self._passport = passport
        self._render()
        self._stage.show(Screen.PASSPORT, stay=STAYS[Screen.PASSPORT])

    def _render(self) -> None:
        if self._passport is not None:
            props = derive_passport(self._passport, self._stage.texts)
            self._stage.views.passport.show(props)

    def _screen_changed(self, screen: str) -> None:
        if screen != Screen.PASSPORT and self._passport is not None:
            self._passport = None
            self._stage.views.passport.show(PassportProps())
