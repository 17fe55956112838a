"""Taking a check-in back: who it is about, and the reason."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class UndoProps(NamedTuple):
    """The dialog; `problem` says what is in the way, in words."""

    open: bool = False
    who: str = ""
    detail: str = ""
    busy: bool = False
    problem: str = ""


@QmlElement
class UndoModel(QObject):
    """The dialog's words; its signals are what the clerk did."""

    changed = Signal()

    asked = Signal()
    confirmed = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = UndoProps()

    def show(self, props: UndoProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(bool, notify=changed)
    def open(self) -> bool:
        """Whether the dialog is on."""
        return self.props.open

    @Property(str, notify=changed)
    def who(self) -> str:
        """Whom the check-in is about."""
        return self.props.who

    @Property(str, notify=changed)
    def detail(self) -> str:
        """When, where and how."""
        return self.props.detail

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether it is being written at the moment."""
        return self.props.busy

    @Property(str, notify=changed)
    def problem(self) -> str:
        """Why it was not undone, "" when nothing is in the way."""
        return self.props.problem
