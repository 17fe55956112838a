"""On which display a window is, and that it fills it, whatever is plugged in or out."""

from __future__ import annotations

import logging

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QScreen, QWindow

SOON_MS = 100
TRIES = 5

log = logging.getLogger("walkin.ui")


def screen_of(wanted: str) -> QScreen:
    """The display of that name or number, counted from 1; the first one when there is no such."""
    screens = QGuiApplication.screens()
    if wanted.isascii() and wanted.isdigit() and 0 < int(wanted) <= len(screens):
        return screens[int(wanted) - 1]
    named = [screen for screen in screens if screen.name().lower() == wanted.lower()]
    return named[0] if named else QGuiApplication.primaryScreen()


def fill_screen(window: QWindow, wanted: str) -> None:
    """Show a window full screen on the display that is wanted."""
    screen = screen_of(wanted)
    # A compositor may leave it to us to draw a frame, with a button that closes.
    window.setFlag(Qt.WindowType.FramelessWindowHint)
    window.setScreen(screen)
    window.setGeometry(screen.geometry())
    window.showFullScreen()


class Placed(QObject):
    """Keeps a window full screen on the display that is wanted.

    A display that comes, goes or turns, and a window manager that makes the window small, change
    that for a moment only. While it is hidden it is left alone.
    """

    def __init__(self, window: QWindow, wanted: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._wanted = wanted
        self._tries = 0
        self._filled = False
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._put)
        qt = QGuiApplication.instance()
        if isinstance(qt, QGuiApplication):
            qt.screenAdded.connect(self._added)
            qt.screenRemoved.connect(self._changed)
            qt.primaryScreenChanged.connect(self._changed)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self._changed)
        window.installEventFilter(self)
        fill_screen(window, wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Notice that the window became small, or is on another display."""
        if event.type() in (QEvent.Type.WindowStateChange, QEvent.Type.Resize):
            self._soon.start()
        return False

    def let_go(self) -> None:
        """The window goes."""
        self._soon.stop()
        self._window.removeEventFilter(self)

    def _added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._changed)
        self._changed()

    def _changed(self, *_: object) -> None:
        self._tries = 0
        self._soon.start()

    def _put(self) -> None:
        window, screen = self._window, screen_of(self._wanted)
        full = window.visibility() is QWindow.Visibility.FullScreen
        if full and window.screen() is screen and window.size() == screen.size():
            self._tries, self._filled = 0, True
        # A compositor that wants it otherwise has the last word.
        elif window.isVisible() and self._tries < TRIES:
            if self._filled:  # before that a compositor may only be late with its answer
                log.warning("the window is put back on the whole display")
            self._tries += 1
            fill_screen(window, self._wanted)
            self._soon.start()
