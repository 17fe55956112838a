"""The slip that belongs to a screen, as QML sees it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class SlipProps(NamedTuple):
    """`state` is "" when there is nothing to say of a slip, printing, or printed.

    `offered`: it can be printed by a touch, once more when it was `printed` before.
    """

    state: str = ""
    offered: bool = False
    again: bool = False


@QmlElement
class SlipModel(QObject):
    """The properties; its signal is what a visitor touched."""

    changed = Signal()

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = SlipProps()

    def show(self, props: SlipProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def state(self) -> str:
        """Nothing, printing, or printed."""
        return self.props.state

    @Property(bool, notify=changed)
    def offered(self) -> bool:
        """Whether it can be printed by a touch."""
        return self.props.offered

    @Property(bool, notify=changed)
    def again(self) -> bool:
        """Whether it was printed before."""
        return self.props.again
