"""The box that shows what a file would change, before it is taken in."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Property, QAbstractListModel, QObject, Signal
from PySide6.QtQml import QmlElement

from ui.catalogue import Catalogue
from ui.viewmodels.rows import ShownRows, roles

if TYPE_CHECKING:
    from kiosk.importing import Report

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_GAP = " · "


class Stage(StrEnum):
    """A file is named, read, and looked at."""

    CHOOSE = "choose"
    READING = "reading"
    PREVIEW = "preview"


class FileRow(NamedTuple):
    """What would become of one: `kind` is added, changed or rejected."""

    kind: str
    mark: str
    title: str
    detail: str
    spoken: str


class PlanFileProps(NamedTuple):
    """`share` of it is read, 0 to 1; `ready` when there is anything to take in."""

    open: bool = False
    stage: Stage = Stage.CHOOSE
    file: str = ""
    share: float = 0.0
    summary: str = ""
    note: str = ""
    ready: bool = False
    busy: bool = False
    problem: str = ""


def derive_file_rows(report: Report, texts: Catalogue) -> tuple[FileRow, ...]:
    """Derive the rows: what is wrong comes first."""
    say = texts.say
    rows = [
        _row("rejected", say("desk.file.line", line), reason, texts)
        for line, reason in report.rejected
    ]
    for one in report.planned:
        fields = ", ".join(say(f"desk.column.plan.{name}") for name in one.fields)
        rows.append(_row(one.kind, one.title, _GAP.join(filter(None, (one.when, fields))), texts))
    return tuple(rows)


def derive_file_summary(report: Report, texts: Catalogue) -> str:
    """How many are added, changed, the same and wrong."""
    counts = (report.added, report.changed, report.unchanged, len(report.rejected))
    return texts.say("desk.file.counts", *counts)


def _row(kind: str, title: str, detail: str, texts: Catalogue) -> FileRow:
    mark = texts.say(f"desk.file.{kind}")
    return FileRow(kind, mark, title, detail, ", ".join(filter(None, (mark, title, detail))))


@QmlElement
class FileModel(ShownRows[FileRow], QAbstractListModel):
    """What would become of each."""

    ROLES = roles(FileRow)


@QmlElement
class PlanFileModel(QObject):
    """The box's words; its signals are what was pressed."""

    changed = Signal()

    named = Signal(str)
    """A file, by its path or URL."""
    confirmed = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = PlanFileProps()

    def show(self, props: PlanFileProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(bool, notify=changed)
    def open(self) -> bool:
        """Whether the box is on."""
        return self.props.open

    @Property(str, notify=changed)
    def stage(self) -> str:
        """Choose, reading or preview."""
        return self.props.stage.value

    @Property(str, notify=changed)
    def file(self) -> str:
        """The file's path."""
        return self.props.file

    @Property(float, notify=changed)
    def share(self) -> float:
        """How much of it is read, 0 to 1."""
        return self.props.share

    @Property(str, notify=changed)
    def summary(self) -> str:
        """How many are added, changed, the same and wrong."""
        return self.props.summary

    @Property(str, notify=changed)
    def note(self) -> str:
        """What else is to be known."""
        return self.props.note

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """Whether there is anything to take in."""
        return self.props.ready

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether it is being written."""
        return self.props.busy

    @Property(str, notify=changed)
    def problem(self) -> str:
        """What is in the way."""
        return self.props.problem
