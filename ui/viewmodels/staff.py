"""Who works here, and whose PIN is typed."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

FIT = 8
"""Names on a page."""


class StaffProps(NamedTuple):
    """All names, the page of them that is shown, and whose PIN is typed."""

    names: tuple[str, ...] = ()
    page: int = 0
    name: str = ""

    @property
    def pages(self) -> int:
        """At least one."""
        return max(1, -(-len(self.names) // FIT))


@QmlElement
class StaffModel(QObject):
    """The properties of the screens; its signals are what was touched."""

    changed = Signal()

    chosen = Signal(str)
    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = StaffProps()
        self.turned.connect(self._turn)

    def show(self, props: StaffProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    def _turn(self) -> None:
        page = (self.props.page + 1) % self.props.pages
        self.show(self.props._replace(page=page))

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def names(self) -> list[str]:
        """The names of this page."""
        first = self.props.page * FIT
        return list(self.props.names[first : first + FIT])

    @Property(int, notify=changed)
    def pages(self) -> int:
        """How many pages there are."""
        return self.props.pages

    @Property(str, notify=changed)
    def name(self) -> str:
        """Whose PIN is typed."""
        return self.props.name
