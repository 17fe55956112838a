"""Something that always moves: where a window has nothing to draw, no frame tells of a stall."""

from __future__ import annotations

from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickWindow

_PULSE = b"""
import QtQuick
Rectangle {
    width: 2; height: 2; z: 9
    NumberAnimation on x { from: 0; to: 600; duration: 10000; loops: Animation.Infinite }
}
"""


def pulse(window: QQuickWindow) -> object:
    """Begin; it goes on as long as what is returned is kept."""
    component = QQmlComponent(QQmlEngine.contextForObject(window).engine())
    component.setData(_PULSE, "")
    dot = component.create()
    dot.setParentItem(window.contentItem())
    return component, dot
