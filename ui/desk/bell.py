"""The desk's only sound: something new waits for staff."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.readers.reader import Health, State
from ui.sounds import Sounds
from ui.viewmodels.desk.alerts import AlertModel
from ui.viewmodels.desk.board import DeskBoardModel

CUE = "attention"
REST_S = 5.0
"""Seconds after one sound in which there is no other."""


class Bell(QObject):
    """Rings once for each new alert while it is on; never for those found at the start.

    `make` gives the sounds, which load Qt's multimedia part; `now` counts monotonic seconds.
    """

    def __init__(
        self,
        alerts: AlertModel,
        board: DeskBoardModel,
        make: Callable[[], Sounds],
        now: Callable[[], float],
    ) -> None:
        super().__init__()
        self._alerts = alerts
        self._board = board
        self._make = make
        self._now = now
        self._sounds: Sounds | None = None
        self._known: set[str] = set()
        self._rang = -REST_S
        alerts.changed.connect(self._look)

    @property
    def health(self) -> Health:
        """Whether it can be heard."""
        return Health(State.OFF) if self._sounds is None else self._sounds.health

    def switch(self, *, on: bool) -> None:
        """Ring from now on, or be silent."""
        if on and self._sounds is None:
            self._sounds = self._make()
            self._sounds.load()
        elif not on:
            self.close()

    def try_it(self) -> None:
        """Let whoever switched it on hear it."""
        if self._sounds is not None:
            self._sounds.play(CUE)

    def close(self) -> None:
        """Let go of the device."""
        if self._sounds is not None:
            self._sounds.close()
            self._sounds = None

    def _look(self) -> None:
        waiting = set(self._alerts.entries)
        new = waiting - self._known
        self._known |= waiting
        # Until the day was read once, nothing is new.
        heard = self._sounds is not None and self._board.props.clock != ""
        if new and heard and self._now() - self._rang >= REST_S:
            self._rang = self._now()
            self.try_it()
