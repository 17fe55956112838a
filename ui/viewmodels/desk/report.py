"""The learning-city report: a period, its figures, and their lines."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Property, QAbstractListModel, QObject, Signal
from PySide6.QtQml import QmlElement

from ui.viewmodels.rows import ShownRows, roles

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class ReportProps(NamedTuple):
    """What is shown: the `kind` of period (fiscal, calendar, two-years), and its days in words.

    `progress` is from 0 to 1 while it is counted. `made` when there are figures, `public` when
    small ones are hidden. `table` is the one shown, `heads` its columns.
    """

    kind: str = "fiscal"
    period: str = ""
    earlier: bool = False
    later: bool = False
    busy: bool = False
    progress: float = 0
    made: bool = False
    public: bool = False
    note: str = ""
    table: str = "months"
    title: str = ""
    heads: tuple[str, ...] = ()
    saving: bool = False
    problem: str = ""


class TileRow(NamedTuple):
    """A large figure with what it counts."""

    figure: str
    name: str
    more: str
    definition: str
    spoken: str


class BarRow(NamedTuple):
    """A bar: its length from 0 to 1, and the number at its end."""

    label: str
    said: str
    share: float
    spoken: str


class TableRow(NamedTuple):
    """A table that can be shown."""

    table: str
    title: str
    chosen: bool


class FigureRow(NamedTuple):
    """A line of the table."""

    label: str
    cells: list[str]
    spoken: str


@QmlElement
class TileModel(ShownRows[TileRow], QAbstractListModel):
    """The large figures."""

    ROLES = roles(TileRow)


@QmlElement
class BarsModel(ShownRows[BarRow], QAbstractListModel):
    """The bars of a chart."""

    ROLES = roles(BarRow)


@QmlElement
class TableModel(ShownRows[TableRow], QAbstractListModel):
    """The tables there are; delegates live on while these are the same."""

    ROLES = roles(TableRow)

    def _named(self, row: TableRow) -> str:
        return row.table


@QmlElement
class FigureModel(ShownRows[FigureRow], QAbstractListModel):
    """The lines of the table that is shown."""

    ROLES = roles(FigureRow)


@QmlElement
class ReportModel(QObject):
    """The page's words; its signals are what was pressed."""

    changed = Signal()

    entered = Signal()
    """The page is shown."""
    wanted = Signal()
    """Count it."""
    stopped = Signal()
    kindChosen = Signal(str)
    turned = Signal(int)
    """So many years later."""
    tableChosen = Signal(str)
    publicChosen = Signal(bool)
    saved = Signal(str)
    """As pdf or xlsx."""

    def __init__(self) -> None:
        super().__init__()
        self.props = ReportProps()

    def show(self, props: ReportProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def kind(self) -> str:
        """Kind of the period."""
        return self.props.kind

    @Property(str, notify=changed)
    def period(self) -> str:
        """The days it is about, in words; "" before it is known."""
        return self.props.period

    @Property(bool, notify=changed)
    def earlier(self) -> bool:
        """Whether the year before can be shown."""
        return self.props.earlier

    @Property(bool, notify=changed)
    def later(self) -> bool:
        """Whether the year after can be shown."""
        return self.props.later

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether it is being counted."""
        return self.props.busy

    @Property(float, notify=changed)
    def progress(self) -> float:
        """How far, from 0 to 1."""
        return self.props.progress

    @Property(bool, notify=changed)
    def made(self) -> bool:
        """Whether there are figures."""
        return self.props.made

    @Property(bool, notify=changed)
    def isPublic(self) -> bool:
        """Whether small numbers are hidden."""
        return self.props.public

    @Property(str, notify=changed)
    def note(self) -> str:
        """What stands for a hidden number, "" without any."""
        return self.props.note

    @Property(str, notify=changed)
    def title(self) -> str:
        """The table that is shown."""
        return self.props.title

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def heads(self) -> list[str]:
        """Its columns."""
        return list(self.props.heads)

    @Property(bool, notify=changed)
    def saving(self) -> bool:
        """Whether a file is being written."""
        return self.props.saving

    @Property(str, notify=changed)
    def problem(self) -> str:
        """What is in the way."""
        return self.props.problem
