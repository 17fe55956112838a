"""Hands and a scanner for the real window: used where nobody stands before it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from weakref import WeakKeyDictionary

from PySide6.QtCore import (
    QCoreApplication,
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QPointF,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtQml import QQmlEngine, QQmlExpression
from PySide6.QtQuick import QQuickWindow

_BETWEEN_TAPS_MS = 700
_BETWEEN_KEYS_MS = 5
_LOOK_AGAIN_MS = 10
_SETTLED = 3
"""Rounds of events: new cards are made in one, what is drawn on them in the next."""
_QUALITY = 80
"""PNG loses nothing; this packs a little less, in two thirds of the time."""

# QML looks, not Python: PySide keeps the items it was shown, and crashes once QML has deleted one
# and another takes its address.
_LOOK = """
(function() {
    const seen = [];
    function look(item, shown) {
        shown = shown && item.visible && item.opacity > 0;
        if (!shown)
            return;
        const at = item.mapToItem(null, 0, 0);
        const end = item.mapToItem(null, item.width, item.height);
        seen.push([item.objectName, at.x, at.y, end.x - at.x, end.y - at.y,
                   item.pressed !== undefined && item.clicked !== undefined,
                   item.textFormat === undefined ? null : item.text,
                   item.paintedWidth === undefined ? 0 : item.paintedWidth,
                   item.paintedHeight === undefined ? 0 : item.paintedHeight,
                   item.width, item.height, item.truncated === true, item.enabled]);
        for (let i = 0; i < item.children.length; i++)
            look(item.children[i], shown);
    }
    look(root.contentItem, true);
    return JSON.stringify(seen);
})()
"""


_looks: WeakKeyDictionary[QQuickWindow, QQmlExpression] = WeakKeyDictionary()


class Seen(NamedTuple):
    """A visible item: its place in the window, and of words also how they were painted."""

    name: str
    x: float
    y: float
    width: float
    height: float
    pressable: bool
    text: str | None
    painted_width: float
    painted_height: float
    own_width: float
    own_height: float
    truncated: bool
    enabled: bool

    @property
    def middle(self) -> QPointF:
        """Where a finger goes."""
        return QPointF(self.x + self.width / 2, self.y + self.height / 2)


def look(window: QQuickWindow) -> list[Seen]:
    """Everything that is visible, the lower things first."""
    # Made once: what it is compiled to stays in memory, 13 KB each time.
    if window not in _looks:
        context = QQmlEngine.contextForObject(window)
        _looks[window] = QQmlExpression(context, window, _LOOK, window)
    found = _looks[window].evaluate()
    text = found[0] if isinstance(found, tuple) else found
    return [Seen(*fields) for fields in json.loads(str(text))]


class Hands:
    """Touches and scans with times of its own, so that nothing has to be waited for."""

    def __init__(self, window: QQuickWindow) -> None:
        self._window = window
        self._at = 1000

    def tap(self, name: str, *, after_ms: int = _BETWEEN_TAPS_MS) -> None:
        """Press and release what is called `name`. Raises LookupError when it is not to be seen."""
        self.tap_at(self.find(name).middle, after_ms=after_ms)

    def tap_at(self, where: QPointF, *, after_ms: int = _BETWEEN_TAPS_MS) -> None:
        """Press and release at a place of the window."""
        self._at += after_ms
        for kind, buttons in (
            (QEvent.Type.MouseButtonPress, Qt.MouseButton.LeftButton),
            (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
        ):
            event = QMouseEvent(
                kind,
                where,
                self._window.mapToGlobal(where),
                Qt.MouseButton.LeftButton,
                buttons,
                Qt.KeyboardModifier.NoModifier,
            )
            event.setTimestamp(self._at)
            QCoreApplication.sendEvent(self._window, event)

    def scan(self, text: str) -> None:
        """Type as a scanner does: fast, and Enter at the end."""
        self._at += _BETWEEN_TAPS_MS
        for letter in text:
            self.key(text=letter)
        self.key(Qt.Key.Key_Return.value, "\r")

    def key(
        self,
        key: int = 0,
        text: str = "",
        *,
        after_ms: int = _BETWEEN_KEYS_MS,
        code: int = 0,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press and release a key. `code` is the scan code of the keyboard."""
        self._at += after_ms
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, held, code, 0, 0, text)
            event.setTimestamp(self._at)
            QCoreApplication.sendEvent(self._window, event)

    def find(self, name: str) -> Seen:
        """The visible item of this name. Raises LookupError when there is none."""
        for seen in reversed(look(self._window)):
            if seen.name == name:
                return seen
        msg = f"there is no {name} on the screen"
        raise LookupError(msg)


def wait_until(condition: Callable[[], bool], timeout_ms: int = 5000) -> None:
    """Let Qt work until the condition holds. Raises TimeoutError when it never does."""
    deadline = QDeadlineTimer(timeout_ms)
    wake = QTimer(interval=_LOOK_AGAIN_MS)
    wake.start()
    while not condition():
        if deadline.hasExpired():
            msg = "the screen did not come in time"
            raise TimeoutError(msg)
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def picture(window: QQuickWindow, file: Path) -> Path:
    """Write what the window shows as PNG. Raises OSError when it cannot be written."""
    for _ in range(_SETTLED):
        QCoreApplication.processEvents()
    if not window.grabWindow().save(str(file), quality=_QUALITY):
        msg = f"cannot write {file}"
        raise OSError(msg)
    return file
