"""A scanner before a window with fields: what may be its keys waits until it is known whose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QWindow

from kiosk.config import Scanner
from ui.readers.burst import Acts, Run, Typed
from ui.readers.found import LONGEST, Lost, Scanned
from ui.readers.keys import Key, Kind
from ui.readers.wedge import Wedge, has_control, kind_of

_MOST = 2 * LONGEST
"""Events: each key goes down and up."""


class HeldWedge(Wedge):
    """Holds characters back for the pause of a scanner; those of fingers go on to the window.

    Fields and lists get them as if nothing had been before them. Only a `Shortcut` that is a
    character alone is passed by: those come as `unclaimed`.
    """

    unclaimed = Signal(str)
    """A character of fingers that nothing in the window took."""

    def __init__(
        self, window: QWindow, scanner: Scanner | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(scanner, parent)
        self._window = window
        self._held: list[QKeyEvent] = []
        self._is_passing = False
        window.installEventFilter(self)

    def close(self) -> None:
        """Let the window's keys be."""
        self._silence.stop()
        self._window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Take the keys that are a scanner's, or may be."""
        if self._is_passing or not isinstance(event, QKeyEvent):
            return False
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and self._may_be_scanned(event):
            event.accept()
            return True
        if kind == QEvent.Type.KeyPress:
            return self._press(event) and self._hold_back(event)
        if kind == QEvent.Type.KeyRelease:
            self._release(event)
            return bool(self._held) and self._hold_back(event)
        return False

    def _hold_back(self, event: QKeyEvent) -> bool:
        if len(self._held) < _MOST:
            self._held.append(QKeyEvent(event))
        return True

    def _may_be_scanned(self, event: QKeyEvent) -> bool:
        """Whether the press that comes next will be taken, so that no shortcut may have it."""
        at = event.timestamp()
        if event.isAutoRepeat() and not self._burst.goes_on(at):
            return False
        if kind_of(event) is not Kind.CHARACTER:
            return self._burst.takes(at)
        return not has_control(event) or self._burst.goes_on(at)

    def _tell(self, told: Sequence[Typed | Scanned | Lost | Acts | Run]) -> None:
        for one in told:
            if isinstance(one, Scanned | Lost | Run):
                self._held.clear()
            super()._tell([one])

    def _type(self, keys: Sequence[Key]) -> None:  # noqa: ARG002 - held with their releases
        held, self._held = self._held, []
        self._is_passing = True
        for event in held:
            QCoreApplication.sendEvent(self._window, event)
            if event.type() == QEvent.Type.KeyPress and not event.isAccepted():
                self.unclaimed.emit(event.text())
        self._is_passing = False

    def _act(self, event: QKeyEvent) -> bool:  # noqa: ARG002
        return False

    def _repeat(self, event: QKeyEvent) -> bool:  # noqa: ARG002
        return False

    def _hold(self, event: QKeyEvent) -> bool:  # noqa: ARG002
        return False
