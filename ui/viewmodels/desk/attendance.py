"""The desk's list: check-ins of the day, newest first, loaded page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QModelIndex,
    Signal,
    Slot,
)
from PySide6.QtQml import QmlElement

from kiosk.entry import EntryId
from kiosk.ports import Line
from kiosk.record import Learner
from ui.desk.pages import Page, place
from ui.viewmodels.desk.rows import Row
from ui.viewmodels.rows import RowModel, roles

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class _Held:
    """A line that is loaded; its row is derived when it is first looked at."""

    __slots__ = ("change", "line", "row")

    def __init__(self, line: Line, change: int) -> None:
        self.line = line
        self.change = change
        self.row: Row | None = None


class _Run(NamedTuple):
    """Lines in a row that are all loaded already, or all new."""

    known: bool
    lines: tuple[Line, ...]


@QmlElement
class AttendanceModel(RowModel, QAbstractListModel):
    """The lines from the newest down to where somebody scrolled.

    New lines are put in and changed ones replaced in place, so what is being read stays where it
    is; only another day or another filter starts anew.
    """

    ROLES = roles(Row)

    changed = Signal()
    selectionChanged = Signal()
    looked = Signal(int, int)

    def __init__(self, derive: Callable[[Line], Row]) -> None:
        super().__init__()
        self._derive = derive
        self._held: list[_Held] = []
        self._by_entry: dict[EntryId, _Held] = {}
        self._complete = True
        self._selected: EntryId | None = None

    # -- for QML -------------------------------------------------------------------------------

    @Property(int, notify=changed)
    def loaded(self) -> int:
        """Lines loaded so far."""
        return len(self._held)

    @Property(int, notify=selectionChanged)
    def selectedRow(self) -> int:
        """Row of the selected line, -1 when none is selected."""
        return self.row_of(self._selected)

    @Property(str, notify=selectionChanged)
    def selected(self) -> str:
        """Name of the selected entry, "" when none is."""
        return "" if self._selected is None else str(self._selected)

    @Slot(int)
    def select(self, row: int) -> None:
        """Select the line of a row, the nearest one when there is no such row; -1 for none."""
        if row < 0 or not self._held:
            self._choose(None)
        else:
            self._choose(self._held[min(row, len(self._held) - 1)].line.entry)

    @Slot(int, int)
    def look(self, first: int, last: int) -> None:
        """Tell which rows are on the screen."""
        self.looked.emit(first, last)

    # -- for the watch -------------------------------------------------------------------------

    @property
    def is_complete(self) -> bool:
        """Whether nothing older is left to load."""
        return self._complete

    @property
    def newest(self) -> Line | None:
        """The top line."""
        return self._held[0].line if self._held else None

    @property
    def oldest(self) -> EntryId | None:
        """Name of the last loaded line."""
        return self._held[-1].line.entry if self._held else None

    @property
    def chosen(self) -> Line | None:
        """The selected line as it stands now."""
        held = None if self._selected is None else self._by_entry.get(self._selected)
        return None if held is None else held.line

    @property
    def only_learner(self) -> Learner | None:
        """The learner whom all lines are about; None when they are of several, or not all here."""
        found = {held.line.learner for held in self._held}
        return next(iter(found)) if self._complete and len(found) == 1 else None

    def row_of(self, entry: EntryId | None) -> int:
        """Row of an entry, -1 when it is not loaded."""
        held = None if entry is None else self._by_entry.get(entry)
        return -1 if held is None else self._after(held.line)

    def above(self, row: int) -> EntryId | None:
        """Name of the line above a row."""
        row = min(row, len(self._held))
        return self._held[row - 1].line.entry if row > 0 else None

    def is_stale(self, first: int, last: int, change: int) -> bool:
        """Whether any of the rows was read before that change."""
        return any(held.change != change for held in self._held[max(0, first) : last + 1])

    def start(self, lines: Sequence[Line], change: int, *, complete: bool) -> None:
        """Show other lines altogether; the selection is kept when its line is among them."""
        self.beginResetModel()
        self._held = [_Held(line, change) for line in lines]
        self._by_entry = {held.line.entry: held for held in self._held}
        self._complete = complete
        self.endResetModel()
        if self.row_of(self._selected) < 0:
            self._selected = None
        self.selectionChanged.emit()
        self.changed.emit()

    def is_elsewhere(self, page: Page) -> bool:
        """Whether a line of the page stood somewhere else: it was given another time."""
        known = ((self._by_entry.get(line.entry), line) for line in page.lines)
        return any(held is not None and place(held.line) != place(line) for held, line in known)

    def merge(self, page: Page, change: int) -> None:
        """Bring the lines a page speaks of up to date; a page below lines unknown is left out."""
        first = self.row_of(page.before) + 1
        if page.before is not None and first == 0:
            return
        at_end = self._end_of(page) == len(self._held)
        row = first
        for known, lines in groupby(page.lines, lambda line: line.entry in self._by_entry):
            row = self._place(_Run(known, tuple(lines)), row, change)
        self._remove(row, self._end_of(page))
        if page.complete or at_end:
            self._complete = page.complete
        self.selectionChanged.emit()
        self.changed.emit()

    def say_again(self) -> None:
        """Derive all words anew, in another language."""
        for held in self._held:
            held.row = None
        if self._held:
            self.dataChanged.emit(self.index(0), self.index(len(self._held) - 1))
        self.selectionChanged.emit()

    # -- inside --------------------------------------------------------------------------------

    def _after(self, line: Line, *, past: bool = False) -> int:
        """Row where a line stands or would stand; the row after it when `past`."""
        low, high, wanted = 0, len(self._held), place(line)
        while low < high:
            middle = (low + high) // 2
            here = place(self._held[middle].line)
            if here > wanted or (past and here == wanted):
                low = middle + 1
            else:
                high = middle
        return low

    def _end_of(self, page: Page) -> int:
        """The row after the last one the page speaks of."""
        return len(self._held) if page.complete else self._after(page.lines[-1], past=True)

    def _place(self, run: _Run, row: int, change: int) -> int:
        """Put a run of lines at a row: known ones replaced, new ones inserted; the row after."""
        if not run.known:
            self.beginInsertRows(QModelIndex(), row, row + len(run.lines) - 1)
            made = [_Held(line, change) for line in run.lines]
            self._held[row:row] = made
            self._by_entry |= {held.line.entry: held for held in made}
            self.endInsertRows()
            return row + len(run.lines)
        for line in run.lines:
            self._remove(row, self._after(line))
            held = self._held[row]
            held.change = change
            if held.line != line:
                held.line, held.row = line, None
                self.dataChanged.emit(self.index(row), self.index(row))
            row += 1
        return row

    def _remove(self, first: int, end: int) -> None:
        if first < end:
            self.beginRemoveRows(QModelIndex(), first, end - 1)
            for held in self._held[first:end]:
                del self._by_entry[held.line.entry]
            del self._held[first:end]
            self.endRemoveRows()

    def _choose(self, entry: EntryId | None) -> None:
        if entry != self._selected:
            self._selected = entry
            self.selectionChanged.emit()

    def _count(self) -> int:
        return len(self._held)

    def _row(self, number: int) -> Row:
        held = self._held[number]
        if held.row is None:
            held.row = self._derive(held.line)
        return held.row
