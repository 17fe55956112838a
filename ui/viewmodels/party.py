"""A group counted in one go."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.record import Band

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class PartyProps(NamedTuple):
    """How many people of each age band, which band is being typed, and who they are in words."""

    child: int = 0
    youth: int = 0
    adult: int = 0
    senior: int = 0
    band: Band = Band.CHILD
    who: str = ""
    activity: str = ""


@QmlElement
class PartyModel(QObject):
    """The properties of the screens; its signals are what a visitor touched."""

    changed = Signal()

    came = Signal(str)
    """Who they are: school, family, partner, other."""
    chosen = Signal(str)
    added = Signal(str)
    removed = Signal(str)
    pressed = Signal(str)
    erased = Signal()
    cleared = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = PartyProps()

    def show(self, props: PartyProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(int, notify=changed)
    def child(self) -> int:
        """Children."""
        return self.props.child

    @Property(int, notify=changed)
    def youth(self) -> int:
        """Youths."""
        return self.props.youth

    @Property(int, notify=changed)
    def adult(self) -> int:
        """Adults."""
        return self.props.adult

    @Property(int, notify=changed)
    def senior(self) -> int:
        """Seniors."""
        return self.props.senior

    @Property(int, notify=changed)
    def people(self) -> int:
        """Everybody."""
        return sum(self.props[:4])

    @Property(str, notify=changed)
    def band(self) -> str:
        """The band whose number is being typed."""
        return self.props.band.value

    @Property(str, notify=changed)
    def who(self) -> str:
        """Who they are, in words."""
        return self.props.who

    @Property(str, notify=changed)
    def activity(self) -> str:
        """What they come for; empty when it is asked later."""
        return self.props.activity
