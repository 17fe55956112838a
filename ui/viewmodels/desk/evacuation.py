"""The list that is called when everybody must leave: who is inside, and who was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import Property, QAbstractListModel, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk import thai
from kiosk.evacuation import Evacuation, Present, Unnamed
from kiosk.record import Band, Occurrence
from ui.catalogue import Catalogue
from ui.viewmodels.desk.rows import clock_of
from ui.viewmodels.programme import title_of
from ui.viewmodels.rows import RowModel, roles

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_GAP = " · "


class InsideRow(NamedTuple):
    """Somebody, or so many people, to be found; `key` names them in the next list too.

    `people` is how many they are, `found` whether they were seen outside.
    """

    key: str
    name: str
    detail: str
    people: int
    found: bool = False


class EvacuationProps(NamedTuple):
    """What stands around the rows. `known` is False until a list was read.

    `note` says where the list was printed, `problem` what is in the way.
    """

    known: bool = False
    total: str = "–"
    named: str = ""
    unnamed: str = ""
    bands: str = ""
    taken: str = ""
    busy: bool = False
    note: str = ""
    problem: str = ""


def derive_evacuation(
    evacuation: Evacuation, texts: Catalogue, zone: ZoneInfo
) -> tuple[EvacuationProps, tuple[InsideRow, ...]]:
    """Derive what is shown of a list; groups stand first, they are the most people."""
    unnamed = evacuation.total - len(evacuation.named)
    props = EvacuationProps(
        known=True,
        total=f"{evacuation.total:,}",
        named=texts.say("desk.inside.named", f"{len(evacuation.named):,}"),
        unnamed=texts.say("desk.inside.unnamed", f"{unnamed:,}"),
        bands=_GAP.join(f"{_band(b, texts)} {n:,}" for b, n in evacuation.bands.items()),
        taken=texts.say("desk.inside.taken", clock_of(evacuation.at, texts, zone)),
        problem="" if evacuation.noted else texts.say("desk.inside.not_noted"),
    )
    groups = [_group(one, texts) for one in evacuation.unnamed]
    people = [_person(one, texts, zone) for one in evacuation.named]
    return props, (*groups, *people)


def _band(band: Band | None, texts: Catalogue) -> str:
    return texts.say("desk.inside.band_unknown" if band is None else f"band.{band.value}")


def _group(group: Unnamed, texts: Catalogue) -> InsideRow:
    key = "" if group.occurrence is None else group.occurrence.key
    bands = [f"{_band(band, texts)} {n:,}" for band, n in group.bands.items()]
    where = _place(group.occurrence, texts)
    return InsideRow(
        key=f"group {key}",
        name=texts.say("desk.inside.group", f"{group.people:,}"),
        detail=_GAP.join(filter(None, (where, *bands))),
        people=group.people,
    )


def _person(one: Present, texts: Catalogue, zone: ZoneInfo) -> InsideRow:
    english = one.learner.name_en if texts.language == "en" else ""
    since = texts.say("desk.inside.since", clock_of(one.since, texts, zone))
    number = thai.tidy(one.learner.number)
    return InsideRow(
        key=f"learner {one.learner.learner}",
        name=thai.tidy(english or one.name) or texts.say("desk.nameless"),
        detail=_GAP.join(filter(None, (_place(one.occurrence, texts), since, number))),
        people=1,
    )


def _place(occurrence: Occurrence | None, texts: Catalogue) -> str:
    if occurrence is None:
        return texts.say("choose.visit")
    return thai.tidy(occurrence.room) or title_of(occurrence, texts.language)


@QmlElement
class EvacuationModel(RowModel, QAbstractListModel):
    """The rows, and what stands around them; its signals are what was pressed."""

    ROLES = roles(InsideRow)

    changed = Signal()

    refreshed = Signal()
    printed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = EvacuationProps()
        self.rows: tuple[InsideRow, ...] = ()

    def show(self, props: EvacuationProps) -> None:
        """Replace what stands around the rows."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    def take(self, rows: Sequence[InsideRow]) -> None:
        """Show other rows."""
        if tuple(rows) != self.rows:
            self.beginResetModel()
            self.rows = tuple(rows)
            self.endResetModel()
            self.changed.emit()

    @Slot(int)
    def tick(self, row: int) -> None:
        """Somebody was found outside, or not after all."""
        if 0 <= row < len(self.rows):
            rows = list(self.rows)
            rows[row] = rows[row]._replace(found=not rows[row].found)
            self.rows = tuple(rows)
            self.dataChanged.emit(self.index(row), self.index(row))
            self.changed.emit()

    @Property(int, notify=changed)
    def missing(self) -> int:
        """People not found yet."""
        return sum(row.people for row in self.rows if not row.found)

    @Property(bool, notify=changed)
    def anyFound(self) -> bool:
        """Whether anybody was ticked off."""
        return any(row.found for row in self.rows)

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """Whether a list was read."""
        return self.props.known

    @Property(str, notify=changed)
    def total(self) -> str:
        """Everybody inside."""
        return self.props.total

    @Property(str, notify=changed)
    def named(self) -> str:
        """How many are there by name."""
        return self.props.named

    @Property(str, notify=changed)
    def unnamed(self) -> str:
        """How many were counted."""
        return self.props.unnamed

    @Property(str, notify=changed)
    def bands(self) -> str:
        """The counted ones by age band."""
        return self.props.bands

    @Property(str, notify=changed)
    def taken(self) -> str:
        """When the list was read."""
        return self.props.taken

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether it is being printed."""
        return self.props.busy

    @Property(str, notify=changed)
    def note(self) -> str:
        """Where it was printed."""
        return self.props.note

    @Property(str, notify=changed)
    def problem(self) -> str:
        """What is in the way."""
        return self.props.problem

    def _count(self) -> int:
        return len(self.rows)

    def _row(self, number: int) -> InsideRow:
        return self.rows[number]
