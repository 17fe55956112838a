"""Who waits: a list for each occurrence, with who is called and who could come in."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import Property, QAbstractListModel, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk import thai
from kiosk.opening import WaitingList
from kiosk.waitlist import Turn, Waiting
from ui.catalogue import Catalogue
from ui.viewmodels.desk.rows import clock_of
from ui.viewmodels.programme import title_of
from ui.viewmodels.rows import ShownRows, roles

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_GAP = " · "


class WaitingRow(NamedTuple):
    """The head of a list, or a number in it; a head has no `entry`.

    `occurrence` is the key of what they wait for. `turn` is waiting, called or missed. `could` when
    its people fit into the free seats now; of a head when any do.
    """

    occurrence: str
    entry: str
    number: str
    who: str
    detail: str
    turn: str
    stands: str
    could: bool
    spoken: str


def derive_waiting(
    lists: Sequence[WaitingList],
    now: dt.datetime,
    call_lasts: float,
    texts: Catalogue,
    zone: ZoneInfo,
) -> tuple[WaitingRow, ...]:
    """Derive the rows. A call lasts so many seconds."""
    rows: list[WaitingRow] = []
    for one in lists:
        rows.append(_head(one, texts, zone))
        could = {number.entry for number in one.could}
        for number, turn in zip(one.numbers, one.turns, strict=True):
            fits = number.entry in could
            rows.append(_number(number, turn, now, call_lasts, texts, zone, fits))
    return tuple(rows)


def _head(one: WaitingList, texts: Catalogue, zone: ZoneInfo) -> WaitingRow:
    occurrence, left = one.running.occurrence, one.running.free
    people = sum(number.people for number in one.numbers)
    free = "" if left is None else texts.say("desk.waiting.free", f"{left:,}")
    span = ""
    if not occurrence.all_day:
        start, end = (clock_of(at, texts, zone) for at in (occurrence.start, occurrence.end))
        span = f"{start}–{end}"
    title = title_of(occurrence, texts.language)
    waits = texts.say("desk.waiting.waits", f"{len(one.numbers):,}", f"{people:,}")
    detail = _GAP.join(filter(None, (span, thai.tidy(occurrence.room), free, waits)))
    return WaitingRow(
        occurrence=occurrence.key,
        entry="",
        number="",
        who=title,
        detail=detail,
        turn="",
        stands="",
        could=bool(one.could),
        spoken=f"{title}, {detail}",
    )


def _number(  # noqa: PLR0917 - a row is of a number, its turn and the moment
    number: Waiting,
    turn: Turn,
    now: dt.datetime,
    call_lasts: float,
    texts: Catalogue,
    zone: ZoneInfo,
    fits: bool,
) -> WaitingRow:
    who, bands = _who(number, texts)
    minutes = max(0, int((now - number.at).total_seconds() // 60))
    since = texts.say("desk.waiting.since", clock_of(number.at, texts, zone), f"{minutes:,}")
    detail = _GAP.join(filter(None, (*bands, since)))
    state = _state(number, turn, now, call_lasts, texts) or (
        texts.say("desk.waiting.could") if fits else ""
    )
    return WaitingRow(
        occurrence=number.occurrence,
        entry=str(number.entry),
        number=number.number,
        who=who,
        detail=detail,
        turn=turn.value,
        stands=state,
        could=fits,
        spoken=", ".join(filter(None, (number.number, who, detail, state))),
    )


def _who(number: Waiting, texts: Catalogue) -> tuple[str, list[str]]:
    if number.learner is not None:
        return texts.say("desk.waiting.learner"), []
    bands = [texts.say(f"band.{band.value}") + f" {n}" for band, n in number.bands.items()]
    one = number.people == 1
    people = texts.say("desk.waiting.one") if one else texts.say("people", f"{number.people:,}")
    return people, bands


def _state(
    number: Waiting, turn: Turn, now: dt.datetime, call_lasts: float, texts: Catalogue
) -> str:
    if turn is Turn.CALLED and number.called_at is not None:
        left = call_lasts - (now - number.called_at).total_seconds()
        seconds = max(0, math.ceil(min(left, call_lasts)))
        return texts.say("desk.waiting.called_left", f"{seconds // 60}:{seconds % 60:02}")
    return texts.say("desk.waiting.missed") if turn is Turn.MISSED else ""


@QmlElement
class WaitingModel(ShownRows[WaitingRow], QAbstractListModel):
    """The rows; its signals are what the clerk pressed.

    Which one is chosen is remembered by its entry: others come in and go above it.
    """

    ROLES = roles(WaitingRow)

    changed = Signal()

    nextCalled = Signal(str)
    """Whoever is next in line for this occurrence."""
    called = Signal(str)
    letIn = Signal(str)
    gone = Signal(str)
    again = Signal(str)
    sought = Signal(str)
    """A number that was read out."""
    counted = Signal()
    """How many of which age come in with a number of which nobody wrote that down."""
    uncounted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.asking = ""
        self._chosen = ""

    def show(self, rows: tuple[WaitingRow, ...]) -> bool:
        """Replace the rows."""
        other, anew = rows != self.rows, super().show(rows)
        if other:
            self.changed.emit()
        return anew

    def ask(self, number: str) -> None:
        """Ask of which ages the people of this number are; "" no more."""
        self.asking = number
        self.changed.emit()

    def choose(self, entry: str) -> bool:
        """Choose a number; whether it is there."""
        self._chosen = entry
        self.changed.emit()
        return self._place() >= 0

    @Slot(int)
    def select(self, row: int) -> None:
        """Choose a row."""
        if 0 <= row < len(self.rows):
            self._chosen = self._named(self.rows[row])
            self.changed.emit()

    @Property(int, notify=changed)
    def chosenRow(self) -> int:
        """The row that is chosen, -1 when none is."""
        return self._place()

    @Property(str, notify=changed)
    def uncountedNumber(self) -> str:
        """The number whose people's ages are asked for, "" when none is."""
        return self.asking

    @Property(int, notify=changed)
    def count(self) -> int:
        """How many numbers wait."""
        return sum(row.entry != "" for row in self.rows)

    def _place(self) -> int:
        names = [self._named(row) for row in self.rows]
        return names.index(self._chosen) if self._chosen in names else -1

    def _named(self, row: WaitingRow) -> str:
        return row.entry or f"head {row.occurrence}"
