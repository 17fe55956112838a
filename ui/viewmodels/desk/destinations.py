"""To what people can be moved or counted: today's occurrences, and just visiting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Property, QAbstractListModel, Signal
from PySide6.QtQml import QmlElement

from kiosk.outcome import VISIT
from ui.catalogue import Catalogue
from ui.viewmodels.desk.occurrences import OccurrenceRow
from ui.viewmodels.rows import ShownRows, roles

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_GAP = " · "
_NOWHERE = frozenset({"other", "cancelled"})


class Destination(NamedTuple):
    """One of them; `note` how many came, `wary` when it is full.

    `here` when the people are there already.
    """

    key: str
    title: str
    detail: str
    note: str
    wary: bool
    here: bool
    spoken: str


def derive_destinations(
    rows: Sequence[OccurrenceRow], here: str | None, texts: Catalogue
) -> tuple[Destination, ...]:
    """Derive them from the panel; `here` is the key of where the people are, or VISIT."""
    return tuple(_one(row, here, texts) for row in rows if row.kind not in _NOWHERE)


def _one(row: OccurrenceRow, here: str | None, texts: Catalogue) -> Destination:
    key = VISIT if row.kind == "visit" else row.key
    there = key == here
    state = texts.say("desk.mend.here") if there else row.words
    detail = _GAP.join(filter(None, (row.time, row.room, state)))
    spoken = ", ".join(filter(None, (row.title, detail, row.numbers)))
    return Destination(key, row.title, detail, row.numbers, row.kind == "full", there, spoken)


@QmlElement
class DestinationModel(ShownRows[Destination], QAbstractListModel):
    """They stand still while somebody chooses."""

    ROLES = roles(Destination)

    changed = Signal()

    def show(self, rows: tuple[Destination, ...]) -> bool:
        """Replace the rows."""
        anew = super().show(rows)
        if anew:
            self.changed.emit()
        return anew

    @Property(int, notify=changed)
    def first(self) -> int:
        """The first one where the people are not, -1 when there is none."""
        return next((n for n, row in enumerate(self.rows) if not row.here), -1)
