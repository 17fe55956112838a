"""The way in for staff that no visitor finds by chance: a corner that is held."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtGui import QMouseEvent, QTouchEvent

from ui.deadlines import Deadlines

HOLD_S = 3.0
"""Seconds one finger keeps still in the corner."""
SIDE_MM = 20.0
STILL_MM = 6.0
PALM_MM = 18.0
"""A touch broader than this is no fingertip."""


class Corner(QObject):
    """Watches a window for one finger held in its top left corner.

    It takes nothing away from the screen. `pixels_per_mm` is set once the window has its size;
    `may` says whether staff may come in from the screen that is on.
    """

    held = Signal()

    def __init__(
        self, deadlines: Deadlines, may: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.pixels_per_mm = 3.6
        self._deadlines = deadlines
        self._may = may
        self._began: QPointF | None = None
        self._spoilt = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Look at what comes, and let it pass."""
        if isinstance(event, QTouchEvent):
            self._fingers(event)
        elif isinstance(event, QMouseEvent):
            self._finger(event)
        return False

    def _fingers(self, event: QTouchEvent) -> None:
        """A palm, or a second finger, spoils it until the glass is free."""
        ended = event.type() in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel)
        points = event.points()
        broad = PALM_MM * self.pixels_per_mm
        palm = any(max(p.ellipseDiameters().toTuple()) > broad for p in points)
        self._spoilt = not ended and (self._spoilt or palm or len(points) > 1)
        if self._spoilt or ended:
            self._let_go()

    def _finger(self, event: QMouseEvent) -> None:
        """A mouse, or the one finger that Taps makes of many."""
        where = event.position()
        match event.type():
            case QEvent.Type.MouseButtonPress if not self._spoilt and self._is_corner(where):
                self._began = where
                self._deadlines.after("corner", HOLD_S, self._open)
            case QEvent.Type.MouseMove if self._began is not None:
                way = where - self._began
                still = STILL_MM * self.pixels_per_mm
                if QPointF.dotProduct(way, way) > still * still:
                    self._let_go()
            case QEvent.Type.MouseButtonPress | QEvent.Type.MouseButtonRelease:
                self._let_go()
            case _:
                pass

    def _is_corner(self, where: QPointF) -> bool:
        side = SIDE_MM * self.pixels_per_mm
        return 0 <= where.x() <= side and 0 <= where.y() <= side and self._may()

    def _let_go(self) -> None:
        self._began = None
        self._deadlines.cancel("corner")

    def _open(self) -> None:
        self._began = None
        if self._may():
            self.held.emit()
