"""Who is found at the desk: short names, and what tells one from another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import Property, QAbstractListModel, QModelIndex, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk import thai
from kiosk.record import Standing
from ui.catalogue import Catalogue
from ui.viewmodels.desk.rows import institution_of
from ui.viewmodels.rows import RowModel, roles

if TYPE_CHECKING:
    from kiosk.desk import Match

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_GAP = " · "


class FoundRow(NamedTuple):
    """One learner, in the language of the moment; `note` says what is not in order with them."""

    name: str
    nickname: str
    number: str
    partner: str
    born: str
    phone: str
    note: str
    spoken: str


def derive_found(match: Match, texts: Catalogue, day: dt.date) -> FoundRow:
    """Derive what the list says of somebody on `day`; never a whole name."""
    english = match.name_en if texts.language == "en" else ""
    nickname = thai.tidy(match.nickname)
    name = thai.tidy(english or match.name or match.name_en) or nickname
    words = FoundRow(
        name=name or texts.say("desk.nameless"),
        nickname=nickname if nickname not in name else "",
        number=thai.tidy(match.number),
        partner=institution_of(match.partner, texts),
        born=""
        if match.birth_year is None
        else texts.say("desk.found.born", year_of(match.birth_year, texts)),
        phone=f"…{match.phone_ends}" if match.phone_ends else "",
        note=_GAP.join(notes_on(match.standing, match.valid_until, texts, day)),
        spoken="",
    )
    return words._replace(spoken=", ".join(filter(None, words)))


def notes_on(
    standing: Standing, until: dt.date | None, texts: Catalogue, day: dt.date
) -> list[str]:
    """What is not in order with somebody on `day`, in words."""
    notes = [texts.say("desk.found.suspended")] if standing is Standing.SUSPENDED else []
    if until is not None and until < day:
        notes.append(texts.say("desk.found.ended"))
    return notes


def year_of(year: int, texts: Catalogue) -> str:
    """A Gregorian year as it is said: of the Buddhist era in Thai."""
    return str(year + thai.BUDDHIST_OFFSET if texts.language == "th" else year)


class FoundProps(NamedTuple):
    """Beside the rows: how many, and what the page says while there are none.

    `nobody` when the search came to nothing; `problem` says what is in the way.
    """

    many: str = ""
    empty: str = ""
    hint: str = ""
    nobody: bool = False
    problem: str = ""


@QmlElement
class FoundModel(RowModel, QAbstractListModel):
    """Those who were found, and the one who is chosen among them."""

    ROLES: ClassVar[dict[int, str]] = roles(FoundRow)

    changed = Signal()
    chosenChanged = Signal()
    cleared = Signal()
    """What was typed goes too: whoever was in has left."""

    typed = Signal(str)
    entered = Signal()
    """Whoever is chosen is wanted, as soon as what was typed last is answered."""
    more = Signal()
    """The end of the list is near."""
    opened = Signal(str)
    """Id of the learner who is wanted."""

    def __init__(self, derive: Callable[[Match], FoundRow]) -> None:
        super().__init__()
        self.props = FoundProps()
        self.matches: tuple[Match, ...] = ()
        self._derive = derive
        self._rows: dict[int, FoundRow] = {}
        self._chosen = -1

    def show(self, props: FoundProps) -> None:
        """Replace what is said beside the rows."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    def start(self, matches: Sequence[Match], *, again: bool = False) -> None:
        """Show these instead; nobody is chosen but the only one, or `again` whoever was."""
        chosen = self.matches[self._chosen].learner if again and self._chosen >= 0 else None
        self.beginResetModel()
        self.matches, self._rows = tuple(matches), {}
        self.endResetModel()
        rows = (n for n, match in enumerate(self.matches) if match.learner == chosen)
        self.choose(next(rows, 0 if len(self.matches) == 1 else -1))

    def add(self, matches: Sequence[Match]) -> None:
        """Show these below."""
        if matches:
            first = len(self.matches)
            self.beginInsertRows(QModelIndex(), first, first + len(matches) - 1)
            self.matches += tuple(matches)
            self.endInsertRows()

    def say_again(self) -> None:
        """Derive all words anew, in another language."""
        self._rows = {}
        if self.matches:
            self.dataChanged.emit(self.index(0), self.index(len(self.matches) - 1))

    def open_chosen(self) -> None:
        """The same for the row that is chosen."""
        self.open(self._chosen)

    @Property(int, notify=chosenChanged)
    def chosen(self) -> int:
        """Row that is chosen, -1 for none."""
        return self._chosen

    @Slot(int)
    def choose(self, row: int) -> None:
        """Choose a row, the last one when there are not so many; -1 for none."""
        row = max(-1, min(row, len(self.matches) - 1))
        if row != self._chosen:
            self._chosen = row
            self.chosenChanged.emit()

    @Slot(int)
    def open(self, row: int) -> None:
        """Whoever stands in that row is wanted; without such a row the first is chosen."""
        if 0 <= row < len(self.matches):
            self.opened.emit(self.matches[row].learner)
        else:
            self.choose(0)

    @Property(str, notify=changed)
    def many(self) -> str:
        """How many were found."""
        return self.props.many

    @Property(str, notify=changed)
    def empty(self) -> str:
        """What stands where there are no rows."""
        return self.props.empty

    @Property(str, notify=changed)
    def hint(self) -> str:
        """What may be tried."""
        return self.props.hint

    @Property(bool, notify=changed)
    def nobody(self) -> bool:
        """Whether the search came to nothing."""
        return self.props.nobody

    @Property(str, notify=changed)
    def problem(self) -> str:
        """What is in the way."""
        return self.props.problem

    def _count(self) -> int:
        return len(self.matches)

    def _row(self, number: int) -> FoundRow:
        if number not in self._rows:
            self._rows[number] = self._derive(self.matches[number])
        return self._rows[number]
