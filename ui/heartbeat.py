"""Tells whoever supervises the kiosk that it lives, and ends it when it does not."""

from __future__ import annotations

import faulthandler
import logging
from io import TextIOWrapper

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtQuick import QQuickWindow

from kiosk.notify import ALIVE, READY, SERVING, Supervisor
from ui.jobs import Jobs
from ui.viewmodels.kiosk import Screen

log = logging.getLogger("walkin.ui")

BEAT_MS = 1000
UNSEEN_MS = 10_000
"""A display that is switched off paints nothing; after this the kiosk is ready all the same."""
_SOONER = 0.85
"""Of the supervisor's patience: who ends by himself can say where he was."""


class Heartbeat(QObject):
    """Speaks from the interface's thread alone: whenever that is stuck, nothing is said.

    Nor is it while the desk's thread is stuck: visitors would touch and scan in vain.
    `last_words` is where the frames go of an interface that is stuck even in the interpreter.
    """

    def __init__(
        self,
        supervisor: Supervisor,
        last_words: TextIOWrapper | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._supervisor = supervisor
        self._last_words = last_words
        self._window: QQuickWindow | None = None
        self._jobs: Jobs | None = None
        self._status = ""
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.timeout.connect(self.beat)

    def start_after(self, window: QQuickWindow) -> None:
        """Begin when the window has been painted once."""
        if self._supervisor.address:
            # Queued: Python called from the renderer's thread can deadlock.
            window.frameSwapped.connect(self._ready, Qt.ConnectionType.QueuedConnection)
            self._window = window
            QTimer.singleShot(UNSEEN_MS, self, self._ready)

    def mind(self, jobs: Jobs) -> None:
        """From now on this desk has to live, too."""
        self._jobs = jobs

    def show(self, screen: str) -> None:
        """Say whether visitors are served."""
        trouble = screen == Screen.TROUBLE.value
        status = "Out of order: see walkin doctor." if trouble else SERVING
        if status != self._status:
            self._status = status
            self._supervisor.tell(f"STATUS={status}")

    @Slot()
    def beat(self) -> None:
        """Say that the kiosk lives."""
        if self._jobs is not None and self._jobs.stuck:
            # Whoever waits loses patience, and the frames of all threads are written.
            log.error("the database does not answer: the kiosk ends")
            return
        self._supervisor.tell(ALIVE)
        if self._last_words is not None and self._supervisor.patience_s:
            patience = self._supervisor.patience_s * _SOONER
            faulthandler.dump_traceback_later(patience, exit=True, file=self._last_words)

    def stop(self) -> None:
        """From now on silence is no trouble."""
        self._timer.stop()
        if self._last_words is not None and self._supervisor.patience_s:
            faulthandler.cancel_dump_traceback_later()

    @Slot()
    def _ready(self) -> None:
        if self._window is not None:
            self._window.frameSwapped.disconnect(self._ready)
            self._window = None
            self._supervisor.tell(READY)
            if not self._status:  # nothing has changed the screen since
                self.show(Screen.HOME.value)
            self.beat()
            self._timer.start()
