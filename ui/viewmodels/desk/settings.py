"""The centre's settings: their sections, and the fields of one of them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Property, QAbstractListModel, QObject, Signal
from PySide6.QtQml import QmlElement

from ui.viewmodels.rows import ShownRows, roles

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class SectionRow(NamedTuple):
    """A section; `note` says what is not saved or wrong in it."""

    key: str
    title: str
    note: str
    wary: bool
    chosen: bool
    spoken: str


class SettingRow(NamedTuple):
    """A setting. `kind` is one of `kiosk.setting_fields.Kind`, `value` as it is typed.

    `options` are what may be chosen, `choices` their words. `facts` are default and limits, `note`
    why it is not `open` to be changed. `undoable` when it can go back to its default.
    """

    key: str
    kind: str
    title: str
    hint: str
    unit: str
    value: str
    options: list[str]
    choices: list[str]
    facts: str
    note: str
    problem: str
    open: bool
    changed: bool
    undoable: bool


class SettingsProps(NamedTuple):
    """`unsaved` settings are changed and not saved, `wrong` when one of them cannot be.

    `trouble` stands instead of the fields, `problem` beside the buttons; `locked` says why nothing
    can be changed here, `lines` what to write into the file by hand.
    """

    title: str = ""
    about: str = ""
    file: str = ""
    unsaved: int = 0
    wrong: bool = False
    busy: bool = False
    locked: str = ""
    trouble: str = ""
    problem: str = ""
    lines: str = ""


@QmlElement
class SectionModel(ShownRows[SectionRow], QAbstractListModel):
    """The sections."""

    ROLES = roles(SectionRow)

    def _named(self, row: SectionRow) -> str:
        return row.key


@QmlElement
class SettingModel(ShownRows[SettingRow], QAbstractListModel):
    """The settings of a section; its signals are what was done to one of them."""

    ROLES = roles(SettingRow)

    edited = Signal(str, str)
    """What stands in the field now."""
    picked = Signal(str, str)
    """One of the choices was pressed."""
    restored = Signal(str)
    """Back to the default."""

    def _named(self, row: SettingRow) -> str:
        return row.key


@QmlElement
class SettingsModel(QObject):
    """The page's words; its signals are what was pressed."""

    changed = Signal()

    chosen = Signal(str)
    """A section."""
    saved = Signal()
    dropped = Signal()
    """What is not saved is to be forgotten."""
    readAgain = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = SettingsProps()

    def show(self, props: SettingsProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def title(self) -> str:
        """The section that is shown."""
        return self.props.title

    @Property(str, notify=changed)
    def about(self) -> str:
        """What it is for."""
        return self.props.about

    @Property(str, notify=changed)
    def file(self) -> str:
        """Where the settings stand."""
        return self.props.file

    @Property(int, notify=changed)
    def unsaved(self) -> int:
        """How many are changed and not saved."""
        return self.props.unsaved

    @Property(bool, notify=changed)
    def wrong(self) -> bool:
        """Whether one of them cannot be so."""
        return self.props.wrong

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether they are being written."""
        return self.props.busy

    @Property(str, notify=changed)
    def locked(self) -> str:
        """Why nothing can be changed, "" when it can."""
        return self.props.locked

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """Why the file cannot be used, "" when it can."""
        return self.props.trouble

    @Property(str, notify=changed)
    def problem(self) -> str:
        """Why they were not saved."""
        return self.props.problem

    @Property(str, notify=changed)
    def lines(self) -> str:
        """What can be written into the file by hand."""
        return self.props.lines
