"""Counting people without a card."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class GuestProps(NamedTuple):
    """How many of each age band were counted, and for which activity.

    `begun` once somebody is counted, or about to be.
    """

    child: int = 0
    youth: int = 0
    adult: int = 0
    senior: int = 0
    activity: str = ""
    undo_left: int = 0
    begun: bool = False


@QmlElement
class GuestModel(QObject):
    """The properties of the screen; its signals are what a visitor touched."""

    changed = Signal()

    counted = Signal(str)
    undone = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = GuestProps()

    def show(self, props: GuestProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(int, notify=changed)
    def child(self) -> int:
        """Children counted."""
        return self.props.child

    @Property(int, notify=changed)
    def youth(self) -> int:
        """Youths counted."""
        return self.props.youth

    @Property(int, notify=changed)
    def adult(self) -> int:
        """Adults counted."""
        return self.props.adult

    @Property(int, notify=changed)
    def senior(self) -> int:
        """Seniors counted."""
        return self.props.senior

    @Property(bool, notify=changed)
    def begun(self) -> bool:
        """Whether anybody is counted, or about to be."""
        return self.props.begun

    @Property(int, notify=changed)
    def people(self) -> int:
        """Everybody counted."""
        return sum(self.props[:4])

    @Property(str, notify=changed)
    def activity(self) -> str:
        """What they come for; empty for a visit."""
        return self.props.activity

    @Property(int, notify=changed)
    def undoLeft(self) -> int:
        """Seconds in which the last one can be taken off."""
        return self.props.undo_left
