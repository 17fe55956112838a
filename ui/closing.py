"""The way out of the window that fills the screen: for staff, not for visitors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.jobs import Jobs, log_trouble
from ui.stage import Stage
from ui.viewmodels.kiosk import Screen

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk

SURE_S = 6.0
"""Seconds in which the second touch closes the kiosk."""


class Closing(QObject):
    """Ends the kiosk for who came in by PIN, and for anybody as long as nobody works here.

    A window manager is refused as soon as somebody does: they have a PIN to come out with. A
    demonstration keeps nobody in.
    """

    ended = Signal()

    def __init__(self, jobs: Jobs, stage: Stage, *, demo: bool) -> None:
        super().__init__()
        self._jobs = jobs
        self._stage = stage
        self._demo = demo
        stage.views.kiosk.closeWanted.connect(self.ask)
        stage.views.devices.closeAsked.connect(self.touch)
        stage.shown.connect(lambda _: self._forget())

    def ask(self) -> None:
        """Somebody wants the window closed, who may be anybody."""
        if self._demo:
            self.ended.emit()
        else:
            self._jobs.submit(_is_staffed, self._decide, log_trouble)

    def touch(self) -> None:
        """Staff touched the button; the second touch closes: no other touch takes that back."""
        if self._stage.screen is not Screen.DEVICES:
            return
        if self._stage.deadlines.is_set("close"):
            self.ended.emit()
        else:
            self._stage.deadlines.after("close", SURE_S, self._forget)
            self._stage.views.devices.ask_to_close(sure=True)

    def _decide(self, staffed: bool) -> None:
        if not staffed:
            self.ended.emit()

    def _forget(self) -> None:
        self._stage.deadlines.cancel("close")
        self._stage.views.devices.ask_to_close(sure=False)


def _is_staffed(desk: FrontDesk) -> bool:
    return bool(desk.staff())
