"""One window goes over into another, made with other settings: nothing is lost, nothing blinks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol, TypeVar

import msgspec
from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk.config import Settings, SettingsTrouble
from kiosk.settings_book import Book, Stamp
from ui.jobs import Jobs

log = logging.getLogger("walkin.ui")

RENEW = 3
"""With this the event loop ends when a window is to be made anew."""
LOOK_S = 1.0
"""Seconds between two looks at the file; it is read when it rested that long."""
REST_S = 5.0
"""Seconds without a hand or a scan until nobody is in the middle of something."""
_FRAME_MS = 1000
_PATIENCE_MS = 3000


class Renewal(QObject):
    """Looks at the settings file of a window that was made with `settings`.

    What is right in it is taken as soon as the window is `at_rest`; what is wrong changes nothing
    but that it is told. `now` counts monotonic seconds. Reading takes a millisecond, and happens
    when the file is another one.
    """

    changed = Signal(object)
    """What is wrong with the file, None when nothing is."""
    outdated = Signal()
    """The settings are others, and nobody is there."""

    def __init__(
        self,
        book: Book,
        settings: Settings,
        now: Callable[[], float],
        at_rest: Callable[[], bool],
    ) -> None:
        super().__init__()
        self.book = book
        self.settings = settings
        self.wanted: Settings | None = None
        """What a window should be made with now; None while it is as it should be."""
        self.trouble: SettingsTrouble | None = None
        self.at_rest = at_rest
        self._now = now
        self._due = now()
        self._seen: Stamp | None = None
        self._read: Stamp | None = None

    def tick(self) -> None:
        """Look, when it is time."""
        if self._now() >= self._due:
            self._due = self._now() + LOOK_S
            before, self._seen = self._seen, self.book.stamp()
            # Whoever writes it may not have finished yet.
            if self._seen == before and self._seen != self._read:
                self._read = self._seen
                self._look()
        if self.wanted is not None and self.at_rest():
            self.outdated.emit()

    def _look(self) -> None:
        try:
            holds = self.book.read().holds
        except SettingsTrouble as e:
            self.wanted, self.trouble = None, e
        else:
            # A database that is there stays as it was made.
            holds = msgspec.structs.replace(holds, safety=self.settings.safety)
            self.wanted, self.trouble = None if holds == self.settings else holds, None
        self.changed.emit(self.trouble)


class Renewable(Protocol):
    """A window with all that is behind it."""

    window: QQuickWindow
    jobs: Jobs
    renewal: Renewal | None

    def close(self) -> None:
        """End it."""
        ...


W = TypeVar("W", bound=Renewable)


def renew() -> None:
    """End the event loop, to go on with another window."""
    QGuiApplication.exit(RENEW)


def renewed(old: W, make: Callable[[Settings], W]) -> W:
    """The window to go on with, not started yet; the old one when there can be no other.

    The new one is drawn over the old before that goes. Whoever came meanwhile is served first.
    """
    renewal = old.renewal
    if renewal is None or renewal.wanted is None:
        return old
    wanted, renewal.wanted = renewal.wanted, None
    renewal.book.take(wanted)
    try:
        new = make(wanted)
    except RuntimeError:
        log.exception("the window could not be made anew")
        renewal.book.take(renewal.settings)
        return old
    _wait(_FRAME_MS, new.window.frameSwapped)
    if not renewal.at_rest() and new.jobs.idle:
        new.close()
        renewal.book.take(renewal.settings)
        renewal.wanted = wanted
        return old
    for _ in range(_PATIENCE_MS // 20):
        if not old.jobs.idle:
            _wait(20)
    old.close()
    return new


def _wait(most_ms: int, until: SignalInstance | None = None) -> None:
    """Let what comes be done, for so long or until a signal."""
    loop = QEventLoop()
    QTimer.singleShot(most_ms, loop.quit)
    if until is not None:
        until.connect(loop.quit)
    loop.exec()
    if until is not None:
        until.disconnect(loop.quit)
