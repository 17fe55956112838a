"""People who come past the kiosk are counted by staff."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.outcome import VISIT

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class CountingProps(NamedTuple):
    """The box: what they came for, what holds them together, which of the `partners` they are of.

    `problem` says what is in the way, in words.
    """

    open: bool = False
    busy: bool = False
    problem: str = ""
    wanted: str = VISIT
    party: str = ""
    partner: int = -1
    partners: tuple[str, ...] = ()


@QmlElement
class CountingModel(QObject):
    """The box; its signals are what the clerk did."""

    changed = Signal()

    asked = Signal()
    chosen = Signal(str)
    belonged = Signal(str)
    joined = Signal(int)
    confirmed = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = CountingProps()

    def show(self, props: CountingProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(bool, notify=changed)
    def open(self) -> bool:
        """Whether the box is on."""
        return self.props.open

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether it is being written at the moment."""
        return self.props.busy

    @Property(str, notify=changed)
    def problem(self) -> str:
        """Why it was not done, "" when nothing is in the way."""
        return self.props.problem

    @Property(str, notify=changed)
    def wanted(self) -> str:
        """What they came for."""
        return self.props.wanted

    @Property(str, notify=changed)
    def party(self) -> str:
        """What holds them together, "" for nothing."""
        return self.props.party

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def partners(self) -> list[str]:
        """Names of the institutions."""
        return list(self.props.partners)

    @Property(int, notify=changed)
    def partner(self) -> int:
        """Which institution they are from, -1 for none of them."""
        return self.props.partner
