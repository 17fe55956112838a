"""Touches of the screen: that somebody is there, and that one tap is one tap."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QEventPoint, QMouseEvent, QTouchEvent, QWindow

from ui.viewmodels.kiosk import Screen

AGAIN_MS = 500
"""A second tap on the same place sooner than this is the same tap."""
ANSWER_MS = 700
"""A tap sooner than this after another, with an answer come between them, was not meant for it."""
NEAR_MM = 15.0
ROLL_MS = 300
"""On keys, a finger that is down no longer than this when the next one comes has typed."""

# Screens with keys: there the same key twice is two letters.
TYPING = frozenset({Screen.PAD, Screen.NAME, Screen.YEAR, Screen.PARTYCOUNT, Screen.PIN})
# Screens that come because they were asked for; the others answer by themselves, and a finger that
# was on its way does not mean them.
ASKED_FOR = TYPING | {Screen.HOME, Screen.GUESTS, Screen.AGREE, Screen.PARTY, Screen.SETUP}

_AWAY = QPointF(-10_000, -10_000)


class _Tap(NamedTuple):
    at: int
    where: QPointF


class Taps(QObject):
    """Watches a window. `pixels_per_mm` is set once the window has its size.

    Touches are handed on as those of one finger, the one that came last: a palm that rests on the
    glass neither presses nor blocks, and two fingers at once press one thing.
    """

    touched = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pixels_per_mm = 3.6
        self._last: _Tap | None = None
        self._taken: _Tap | None = None
        self._screen_changed = False
        self._answered = False
        self._typing = False
        self._swallowing = False
        self._finger: int | None = None
        self._began: _Tap | None = None

    def screen_changed(self, screen: str) -> None:
        """Something else is under the finger now."""
        self._screen_changed = True
        self._answered = screen not in ASKED_FOR
        self._typing = screen in TYPING

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow second taps; make one finger of many."""
        match event.type():
            case QEvent.Type.MouseButtonPress | QEvent.Type.MouseButtonDblClick:
                return isinstance(event, QMouseEvent) and self._press(
                    _Tap(event.timestamp(), event.position())
                )
            case QEvent.Type.MouseButtonRelease:
                swallowed, self._swallowing = self._swallowing, False
                return swallowed
            case QEvent.Type.MouseMove:
                return self._swallowing
            case (
                QEvent.Type.TouchBegin
                | QEvent.Type.TouchUpdate
                | QEvent.Type.TouchEnd
                | QEvent.Type.TouchCancel
            ):
                if isinstance(event, QTouchEvent) and isinstance(watched, QWindow):
                    self._fingers(watched, event)
                    event.accept()  # else Qt makes mouse presses of it too
                return True
            case _:
                return False

    def _fingers(self, window: QWindow, event: QTouchEvent) -> None:
        at = event.timestamp()
        if event.type() == QEvent.Type.TouchCancel:
            self._let_go(window, at, _AWAY)
            return
        for point in event.points():
            match point.state():
                case QEventPoint.State.Pressed:
                    self._let_go(window, at, self._rolled(at))
                    self._finger = point.id()
                    self._began = _Tap(at, point.position())
                    _mouse(window, QEvent.Type.MouseButtonPress, point.position(), at)
                case QEventPoint.State.Updated if point.id() == self._finger:
                    _mouse(window, QEvent.Type.MouseMove, point.position(), at)
                case QEventPoint.State.Released if point.id() == self._finger:
                    self._let_go(window, at, point.position())
                case _:
                    pass

    def _rolled(self, at: int) -> QPointF:
        """Where the finger before this one leaves: who types fast lifts it a little late."""
        quick = self._began is not None and 0 <= at - self._began.at < ROLL_MS
        return self._began.where if self._began and self._typing and quick else _AWAY

    def _let_go(self, window: QWindow, at: int, where: QPointF) -> None:
        """The finger leaves; far away it leaves without pressing anything."""
        if self._finger is None:
            return
        self._finger = None
        if where == _AWAY:
            _mouse(window, QEvent.Type.MouseMove, where, at)
        _mouse(window, QEvent.Type.MouseButtonRelease, where, at)

    def _press(self, tap: _Tap) -> bool:
        last, self._last = self._last, tap
        if self._is_second(tap, last):
            self._swallowing = True
            return True
        self._taken = tap
        self._screen_changed = self._answered = False
        self.touched.emit()
        return False

    def _is_second(self, tap: _Tap, last: _Tap | None) -> bool:
        """Whether it belongs to an earlier tap, or to the screen on which that one was."""
        if self._screen_changed and last is not None:
            if self._answered and 0 <= tap.at - last.at < ANSWER_MS:
                return True
            return self._is_near(tap, last)
        taken = self._taken
        return taken is not None and not self._typing and self._is_near(tap, taken)

    def _is_near(self, tap: _Tap, other: _Tap) -> bool:
        way = tap.where - other.where
        near = NEAR_MM * self.pixels_per_mm
        soon = 0 <= tap.at - other.at < AGAIN_MS
        return soon and QPointF.dotProduct(way, way) < near * near


def _mouse(window: QWindow, kind: QEvent.Type, where: QPointF, at: int) -> None:
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else _LEFT
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else _LEFT
    none = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, where, window.mapToGlobal(where), button, held, none)
    event.setTimestamp(at)
    QCoreApplication.sendEvent(window, event)


_LEFT = Qt.MouseButton.LeftButton
