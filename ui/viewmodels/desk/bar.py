"""The bar below the head: the pages of the desk, and who is in."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class Page(StrEnum):
    """What fills the window below the bar."""

    TODAY = "today"
    FIND = "find"
    SHEETS = "sheets"
    FILES = "files"
    REPORT = "report"
    WAITING = "waiting"
    PROGRAMME = "programme"
    SETTINGS = "settings"
    INSIDE = "inside"


ADMINISTRATION = frozenset({Page.FILES, Page.PROGRAMME, Page.REPORT, Page.SETTINGS})
"""Pages of the administrators, which have a line of their own."""


class BarProps(NamedTuple):
    """`clerk` is the name of who is in, "" when nobody is; `over`: a kiosk lies below.

    `settings` tells whether the centre's settings can be changed here.
    """

    page: Page = Page.TODAY
    clerk: str = ""
    over: bool = False
    settings: bool = False


@QmlElement
class BarModel(QObject):
    """The page that is shown and who is in; its signals are what was pressed."""

    changed = Signal()

    turned = Signal(str)
    alarmed = Signal()
    """Everybody must leave: who is inside, above everything else."""
    signedIn = Signal()
    signedOut = Signal()
    wentBack = Signal()
    """To the kiosk."""

    def __init__(self) -> None:
        super().__init__()
        self.props = BarProps()

    def show(self, props: BarProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def page(self) -> str:
        """The page's name."""
        return self.props.page.value

    @Property(str, notify=changed)
    def clerk(self) -> str:
        """Name of who is in, "" when nobody is."""
        return self.props.clerk

    @Property(bool, notify=changed)
    def over(self) -> bool:
        """Whether it lies over a kiosk, whose screen is touched."""
        return self.props.over

    @Property(bool, notify=changed)
    def administration(self) -> bool:
        """Whether one of the administrators' pages is shown."""
        return self.props.page in ADMINISTRATION

    @Property(bool, notify=changed)
    def settings(self) -> bool:
        """Whether the centre's settings can be changed here."""
        return self.props.settings
