"""Touches of the screen: that somebody is there, and that one tap is one tap."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtGui import QMouseEvent, QTouchEvent

from ui.viewmodels.kiosk import Screen

AGAIN_MS = 500
"""A second tap on the same place sooner than this was meant for what was there before."""
ANSWER_MS = 700
"""A tap sooner than this after another, with an answer come between them, was not meant for it."""
NEAR_MM = 15.0


# Screens that come by themselves; on the others a quick finger means what it touches.
ANSWERS = frozenset(Screen) - {Screen.HOME, Screen.PAD, Screen.GUESTS, Screen.DESK}


class _Tap(NamedTuple):
    at: int
    where: QPointF


class Taps(QObject):
    """Watches a window. `pixels_per_mm` is set once the window has its size."""

    touched = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pixels_per_mm = 3.6
        self._last: _Tap | None = None
        self._screen_changed = False
        self._answered = False
        self._swallowing = False

    def screen_changed(self, screen: str) -> None:
        """Something else is under the finger now."""
        self._screen_changed = True
        self._answered = screen in ANSWERS

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Swallow the second half of a double tap that followed a change of screen."""
        match event.type():
            case QEvent.Type.MouseButtonPress | QEvent.Type.MouseButtonDblClick:
                return isinstance(event, QMouseEvent) and self._press(
                    _Tap(event.timestamp(), event.position())
                )
            case QEvent.Type.TouchBegin:
                if not isinstance(event, QTouchEvent) or not event.points():
                    return False
                swallowed = self._press(_Tap(event.timestamp(), event.points()[0].position()))
                if swallowed:
                    event.accept()  # else Qt makes a mouse press of it
                return swallowed
            case QEvent.Type.MouseButtonRelease | QEvent.Type.TouchEnd | QEvent.Type.TouchCancel:
                swallowed, self._swallowing = self._swallowing, False
                return swallowed
            case QEvent.Type.MouseMove | QEvent.Type.TouchUpdate:
                return self._swallowing
            case _:
                return False

    def _press(self, tap: _Tap) -> bool:
        last, self._last = self._last, tap
        if last is not None and self._screen_changed and self._belongs_before(tap, last):
            self._swallowing = True
            return True
        self._screen_changed = self._answered = False
        self.touched.emit()
        return False

    def _belongs_before(self, tap: _Tap, last: _Tap) -> bool:
        """Whether a tap was meant for the screen on which the last one was."""
        since = tap.at - last.at
        if self._answered and 0 <= since < ANSWER_MS:
            return True
        way = tap.where - last.where
        near = NEAR_MM * self.pixels_per_mm
        return 0 <= since < AGAIN_MS and QPointF.dotProduct(way, way) < near * near
