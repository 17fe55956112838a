"""Putting a line of today right: what can be done with it, and the box that does it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class Whys(NamedTuple):
    """Why each cannot be done with the chosen line, in words; "" when it can."""

    check_out: str = ""
    move: str = ""
    recount: str = ""
    undo: str = ""
    redate: str = ""


class MendProps(NamedTuple):
    """`box` is check_out, move, recount or redate, "" for none; `counted` a line without names.

    `when` is the time that the line says and `computer` all that its computer wrote around it, in
    words; `administrator` whether one is in. `who` and `detail` tell of whom the box is, `problem`
    what is in the way, in words.
    """

    box: str = ""
    who: str = ""
    detail: str = ""
    busy: bool = False
    problem: str = ""
    counted: bool = False
    when: str = ""
    computer: str = ""
    administrator: bool = False
    whys: Whys = Whys()


@QmlElement
class MendModel(QObject):
    """The words of the boxes and the buttons; its signals are what the clerk did."""

    changed = Signal()

    asked = Signal(str)
    """One of the buttons or keys: check_out, move, recount, redate."""
    checkedOut = Signal(str)
    """For this reason."""
    moved = Signal(str, str)
    """To this destination, for this reason."""
    corrected = Signal(str)
    """To the numbers that stand there, for this reason."""
    redated = Signal(str, bool, str)
    """To this day and time, with all that its computer wrote around it or not, for this reason."""
    closed = Signal()
    refused = Signal(str)
    """A button that cannot be pressed was: these are its words."""

    def __init__(self) -> None:
        super().__init__()
        self.props = MendProps()

    def show(self, props: MendProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def box(self) -> str:
        """Which box is on, "" for none."""
        return self.props.box

    @Property(str, notify=changed)
    def who(self) -> str:
        """Whom it is about."""
        return self.props.who

    @Property(str, notify=changed)
    def detail(self) -> str:
        """When, where and how they came."""
        return self.props.detail

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether it is being written at the moment."""
        return self.props.busy

    @Property(str, notify=changed)
    def problem(self) -> str:
        """Why it was not done, "" when nothing is in the way."""
        return self.props.problem

    @Property(bool, notify=changed)
    def counted(self) -> bool:
        """Whether the chosen line is a count of people without names."""
        return self.props.counted

    @Property(str, notify=changed)
    def when(self) -> str:
        """The day and time that the line says."""
        return self.props.when

    @Property(str, notify=changed)
    def computer(self) -> str:
        """All that its computer wrote around it, in words."""
        return self.props.computer

    @Property(bool, notify=changed)
    def administrator(self) -> bool:
        """Whether an administrator is in."""
        return self.props.administrator

    @Property(str, notify=changed)
    def checkOutWhy(self) -> str:
        """Why the chosen people cannot be checked out."""
        return self.props.whys.check_out

    @Property(str, notify=changed)
    def moveWhy(self) -> str:
        """Why they cannot be moved."""
        return self.props.whys.move

    @Property(str, notify=changed)
    def recountWhy(self) -> str:
        """Why they cannot be counted anew."""
        return self.props.whys.recount

    @Property(str, notify=changed)
    def redateWhy(self) -> str:
        """Why it cannot be re-dated."""
        return self.props.whys.redate

    @Property(str, notify=changed)
    def undoWhy(self) -> str:
        """Why their check-in cannot be undone."""
        return self.props.whys.undo
