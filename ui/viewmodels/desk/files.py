"""Files out of the database and into it: what is chosen, how far it is, what would change."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Property, QAbstractListModel, QObject, Signal
from PySide6.QtQml import QmlElement

from ui.viewmodels.rows import ShownRows, roles

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class ColumnRow(NamedTuple):
    """A column of a list: its heading, and the field it is taken for in words."""

    heading: str
    words: str


class TakenRow(NamedTuple):
    """Somebody of a list, or a line that is left out: `wary`."""

    title: str
    detail: str
    wary: bool
    spoken: str


class FilesProps(NamedTuple):
    """`what` is log, learners or access; `span` names the days, `days` says them.

    `busy` is out, look or in while something is under way, `done` how far: 0 to 1, -1 unknown.
    `file` is the list that was looked at, `counts` what it would change.
    """

    what: str = "log"
    span: str = "today"
    days: str = ""
    form: str = "csv"
    names: bool = False
    busy: str = ""
    done: float = -1
    far: str = ""
    said: str = ""
    problem: str = ""
    file: str = ""
    counts: str = ""
    ready: bool = False
    trouble: str = ""
    fields: tuple[str, ...] = ()


@QmlElement
class ColumnMatchModel(ShownRows[ColumnRow], QAbstractListModel):
    """The columns of a list."""

    ROLES = roles(ColumnRow)

    def show(self, rows: tuple[ColumnRow, ...]) -> bool:
        """Replace the rows, the same ones too: what was chosen and not taken is taken back."""
        self._reset(rows)
        return True


@QmlElement
class TakenModel(ShownRows[TakenRow], QAbstractListModel):
    """What a list would change, and what of it is left out."""

    ROLES = roles(TakenRow)


@QmlElement
class FilesModel(QObject):
    """The page's words; its signals are what was pressed."""

    changed = Signal()

    whatChosen = Signal(str)
    spanChosen = Signal(str)
    formChosen = Signal(str)
    namesAsked = Signal(bool)
    saved = Signal(str, str, str)
    """First and last day as typed, and the reason."""
    fileChosen = Signal(str)
    """Its URL."""
    matched = Signal(str, int)
    """A heading, and which of the fields it is."""
    taken = Signal()
    cancelled = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = FilesProps()

    def show(self, props: FilesProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def what(self) -> str:
        """What is taken out: log, learners or access."""
        return self.props.what

    @Property(str, notify=changed)
    def span(self) -> str:
        """Which days, by name; "own" for days that are typed."""
        return self.props.span

    @Property(str, notify=changed)
    def days(self) -> str:
        """The days in words."""
        return self.props.days

    @Property(str, notify=changed)
    def form(self) -> str:
        """How it is written."""
        return self.props.form

    @Property(bool, notify=changed)
    def names(self) -> bool:
        """Whether with names."""
        return self.props.names

    @Property(str, notify=changed)
    def busy(self) -> str:
        """What is under way: out, look or in; "" when nothing is."""
        return self.props.busy

    @Property(float, notify=changed)
    def done(self) -> float:
        """How far it is, 0 to 1; -1 when nobody can say."""
        return self.props.done

    @Property(str, notify=changed)
    def far(self) -> str:
        """How far it is, in words."""
        return self.props.far

    @Property(str, notify=changed)
    def said(self) -> str:
        """What was written last."""
        return self.props.said

    @Property(str, notify=changed)
    def problem(self) -> str:
        """What is in the way of writing a file."""
        return self.props.problem

    @Property(str, notify=changed)
    def file(self) -> str:
        """Name of the list that was looked at, "" when none was."""
        return self.props.file

    @Property(str, notify=changed)
    def counts(self) -> str:
        """What it would change, or has changed."""
        return self.props.counts

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """Whether it can be taken in."""
        return self.props.ready

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """What is in the way of the list."""
        return self.props.trouble

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def fields(self) -> list[str]:
        """What a column can be, in words; the first is nothing."""
        return list(self.props.fields)
