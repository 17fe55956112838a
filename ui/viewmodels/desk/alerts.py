"""What waits for staff: calls for help, children registered, counts held; newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QModelIndex,
    Signal,
)
from PySide6.QtQml import QmlElement

from kiosk.entry import EntryId
from kiosk.ports import Alert
from ui.viewmodels.desk.alert_rows import AlertRow
from ui.viewmodels.rows import RowModel, roles

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class AlertProps(NamedTuple):
    """What stands around the rows; `writing` is the alert whose answer is being written."""

    writing: str = ""


@QmlElement
class AlertModel(RowModel, QAbstractListModel):
    """The open alerts; its signals are what the clerk did.

    One that comes is put in and one that is answered taken out, so that the others stay themselves.
    """

    ROLES = roles(AlertRow)

    changed = Signal()

    answered = Signal(str, bool)

    def __init__(self, derive: Callable[[Alert], AlertRow]) -> None:
        super().__init__()
        self.props = AlertProps()
        self._derive = derive
        self._alerts: list[Alert] = []
        self._rows: list[AlertRow] = []

    # -- for QML -------------------------------------------------------------------------------

    @Property(int, notify=changed)
    def count(self) -> int:
        """How many wait."""
        return len(self._alerts)

    @Property(str, notify=changed)
    def writing(self) -> str:
        """The alert whose answer is being written, "" when none is."""
        return self.props.writing

    # -- for the desk --------------------------------------------------------------------------

    def show(self, props: AlertProps) -> None:
        """Replace what stands around the rows."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @property
    def entries(self) -> list[str]:
        """Names of the open alerts."""
        return [str(alert.entry) for alert in self._alerts]

    def find(self, entry: str) -> Alert | None:
        """The open alert of this name."""
        return next((alert for alert in self._alerts if str(alert.entry) == entry), None)

    def take(self, alerts: Sequence[Alert]) -> None:
        """Show these, newest first."""
        if list(alerts) == self._alerts:
            return
        kept = {alert.entry for alert in alerts}
        for gone in [alert.entry for alert in self._alerts if alert.entry not in kept]:
            self._remove(gone)
        for row, alert in enumerate(alerts):
            if row == len(self._alerts) or self._alerts[row].entry != alert.entry:
                self.beginInsertRows(QModelIndex(), row, row)
                self._alerts.insert(row, alert)
                self._rows.insert(row, self._derive(alert))
                self.endInsertRows()
            elif self._alerts[row] != alert:
                self._alerts[row], self._rows[row] = alert, self._derive(alert)
                self.dataChanged.emit(self.index(row), self.index(row))
        self.changed.emit()

    def drop(self, entry: EntryId) -> None:
        """Show one no more."""
        if self.find(str(entry)) is not None:
            self._remove(entry)
            self.changed.emit()

    def say_again(self) -> None:
        """Derive all words anew, in another language."""
        self._rows = [self._derive(alert) for alert in self._alerts]
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.changed.emit()

    def _remove(self, entry: EntryId) -> None:
        row = [alert.entry for alert in self._alerts].index(entry)
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._alerts[row], self._rows[row]
        self.endRemoveRows()

    def _count(self) -> int:
        return len(self._rows)

    def _row(self, number: int) -> AlertRow:
        return self._rows[number]
