"""Paper sheets: those of a day, and the one that is being typed in."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Property, QAbstractListModel, QObject, Signal
from PySide6.QtQml import QmlElement

from ui.viewmodels.rows import ShownRows, roles

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class SheetRow(NamedTuple):
    """One sheet; `typed` what stands in it that is not written yet."""

    code: str
    title: str
    detail: str
    typed: str
    chosen: bool
    spoken: str


class NumberRow(NamedTuple):
    """A number of the sheet; `trouble` "" when its learner is added, `words` what becomes of it."""

    number: str
    name: str
    words: str
    trouble: str
    spoken: str


class SheetsProps(NamedTuple):
    """The day and the chosen sheet. `again` asks whether it is a second one with the same count.

    `visits` when it is of general visits, whose `time` must be said. `summary` is what was written,
    `problem` what is in the way. `count` counts what could be written.
    """

    day: str = ""
    earlier: bool = True
    later: bool = False
    title: str = ""
    detail: str = ""
    visits: bool = False
    time: str = ""
    people: str = ""
    busy: bool = False
    printing: bool = False
    again: bool = False
    summary: str = ""
    problem: str = ""


@QmlElement
class SheetModel(ShownRows[SheetRow], QAbstractListModel):
    """The sheets of a day."""

    ROLES = roles(SheetRow)

    def _named(self, row: SheetRow) -> str:
        return row.code


@QmlElement
class NumberModel(ShownRows[NumberRow], QAbstractListModel):
    """The numbers of the sheet, the last typed first."""

    ROLES = roles(NumberRow)

    changed = Signal()

    def show(self, rows: tuple[NumberRow, ...]) -> bool:
        """Replace the rows."""
        anew = super().show(rows)
        if anew:
            self.changed.emit()
        return anew

    @Property(int, notify=changed)
    def count(self) -> int:
        """How many numbers."""
        return len(self.rows)


@QmlElement
class SheetsModel(QObject):
    """The page's words; its signals are what the clerk did."""

    changed = Signal()

    turned = Signal(int)
    """So many days later."""
    chosen = Signal(str)
    printed = Signal(str)
    numbered = Signal(str)
    removed = Signal(str)
    timed = Signal(str)
    confirmed = Signal(bool)
    """True: it is another sheet, though its count is the same."""
    focusWanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = SheetsProps()

    def show(self, props: SheetsProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def day(self) -> str:
        """The day whose sheets are shown."""
        return self.props.day

    @Property(bool, notify=changed)
    def earlier(self) -> bool:
        """Whether the day before can be shown."""
        return self.props.earlier

    @Property(bool, notify=changed)
    def later(self) -> bool:
        """Whether the day after can be shown."""
        return self.props.later

    @Property(str, notify=changed)
    def title(self) -> str:
        """The chosen sheet, "" when none is."""
        return self.props.title

    @Property(str, notify=changed)
    def detail(self) -> str:
        """Its day and hours."""
        return self.props.detail

    @Property(bool, notify=changed)
    def visits(self) -> bool:
        """Whether it is of general visits."""
        return self.props.visits

    @Property(str, notify=changed)
    def time(self) -> str:
        """When they came, as it was typed."""
        return self.props.time

    @Property(str, notify=changed)
    def people(self) -> str:
        """How many would be written in, in words."""
        return self.props.people

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether it is being written at the moment."""
        return self.props.busy

    @Property(bool, notify=changed)
    def printing(self) -> bool:
        """Whether a sheet is being printed."""
        return self.props.printing

    @Property(bool, notify=changed)
    def again(self) -> bool:
        """Whether it has to be said that it is a second sheet."""
        return self.props.again

    @Property(str, notify=changed)
    def summary(self) -> str:
        """What was written or printed."""
        return self.props.summary

    @Property(str, notify=changed)
    def problem(self) -> str:
        """What is in the way."""
        return self.props.problem
