"""Waiting numbers that are called: shown on Home while the call lasts, and heard once."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject

from kiosk.entry import EntryId
from kiosk.waitlist import Turn
from ui.stage import Stage
from ui.today import TodayWatch
from ui.viewmodels.called import CalledGroup, derive_called
from ui.viewmodels.kiosk import Screen


class CalledNumbers(QObject):
    """Keeps the calls on Home true.

    Whoever uses the kiosk is not disturbed: a call that comes meanwhile is heard on the next Home,
    if it still lasts.
    """

    def __init__(self, stage: Stage, watch: TodayWatch) -> None:
        super().__init__()
        self._stage = stage
        self._watch = watch
        self._heard: frozenset[tuple[EntryId, dt.datetime | None]] = frozenset()
        watch.arrived.connect(self.tick)
        stage.shown.connect(self.tick)
        stage.views.look.languageChanged.connect(self.tick)

    def tick(self) -> None:
        """Show what is called now, and let it be heard."""
        today = self._watch.today
        if today is None:
            return
        now, lasts = self._watch.now(), self._stage.settings.rules.call_lasts
        calls = [call for call in today.calls if call.turn(now, lasts) is Turn.CALLED]
        groups = derive_called(calls, today.running, self._stage.texts)
        self._stage.views.called.show(groups)
        if self._stage.screen is Screen.HOME:
            self._sound(frozenset((call.entry, call.called_at) for call in calls), groups)

    def _sound(
        self,
        calls: frozenset[tuple[EntryId, dt.datetime | None]],
        groups: tuple[CalledGroup, ...],
    ) -> None:
        fresh = calls - self._heard
        self._heard = calls
        if fresh:
            self._stage.sound.emit("ring")
            self._stage.speak(groups[0].spoken)
