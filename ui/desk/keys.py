"""Fingers on the glass type into the field that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtQuick import QQuickWindow

from ui.viewmodels.keyboard import KeyboardModel


class GlassKeys(QObject):
    """Leads the touch keyboard to a window's field: its own text stays in no other place."""

    def __init__(self, keyboard: KeyboardModel, window: QQuickWindow) -> None:
        super().__init__()
        self._keyboard = keyboard
        self._window = window
        keyboard.pressed.connect(self._type)
        keyboard.erased.connect(self._erase)
        window.activeFocusItemChanged.connect(keyboard.empty)

    def _type(self, character: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(character)
        self._send(event)

    def _erase(self) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            none = Qt.KeyboardModifier.NoModifier
            self._send(QKeyEvent(kind, Qt.Key.Key_Backspace.value, none))

    def _send(self, event: QEvent) -> None:
        field = self._window.activeFocusItem()
        if field is not None:
            QCoreApplication.sendEvent(field, event)
