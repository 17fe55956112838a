"""What is said over a screen that stays: that staff were called, that a code is not known."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kiosk.ports import StoreTrouble
from ui.jobs import Jobs, log_trouble
from ui.stage import Stage

CALLED_S = 8.0
"""Seconds the answer stays over the screen."""


class Calls(QObject):
    """Rings for the visitor, and says what is to be said over the screen."""

    def __init__(self, jobs: Jobs, stage: Stage) -> None:
        super().__init__()
        self._jobs = jobs
        self._stage = stage
        stage.views.kiosk.helped.connect(self.ring)
        stage.views.kiosk.helpEnded.connect(self.end)
        stage.views.kiosk.helpWithdrawn.connect(self.withdraw)
        stage.shown.connect(self._screen_changed)
        stage.noted.connect(lambda said: self._say(said, "attention"))

    def ring(self) -> None:
        """Call staff to this kiosk."""
        screen = self._stage.screen.value
        self._jobs.submit(
            lambda desk: desk.call_help(screen), lambda _: self._say("called"), self._failed
        )

    def withdraw(self) -> None:
        """It was a mistake. Where that cannot be written staff come for nothing, and know it."""
        self.end()
        self._jobs.submit(lambda desk: desk.withdraw_help(), lambda _: None, log_trouble)

    def end(self) -> None:
        """The visitor has read it."""
        self._stage.deadlines.cancel("help")
        self._keep("")

    def _say(self, said: str, sound: str = "ring") -> None:
        self._stage.sound.emit(sound)
        self._stage.speak(self._stage.texts.say(f"help.{said}"))
        self._stage.deadlines.after("help", CALLED_S, self.end)
        self._keep(said)

    def _failed(self, trouble: Exception) -> None:
        """Where nothing can be written nobody is called by it: the way to the desk is short."""
        if not isinstance(trouble, StoreTrouble):
            log_trouble(trouble)
        self._say("desk")

    def _screen_changed(self, _screen: str) -> None:
        self.end()

    def _keep(self, said: str) -> None:
        kiosk = self._stage.views.kiosk
        kiosk.show(kiosk.props._replace(help=said))
