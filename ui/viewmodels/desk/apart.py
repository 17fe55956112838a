"""What kiosks did that did not know of each other, and seats that a silent one holds: in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import Property, QAbstractListModel, Signal
from PySide6.QtQml import QmlElement

from kiosk import thai
from kiosk.apart import Conflict, Kind, Trace
from kiosk.nodes import letter
from kiosk.record import Occurrence
from ui.catalogue import Catalogue
from ui.viewmodels.desk.rows import clock_of, short_name
from ui.viewmodels.programme import title_of
from ui.viewmodels.rows import ShownRows, roles

if TYPE_CHECKING:
    from kiosk.desk import Silent, Unseen

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_GAP = " · "
_SHOWN = 4
"""Check-ins beyond the seats that are named one by one."""
SILENT = "silent"


class ApartRow(NamedTuple):
    """One of them: what happened, where from and when, what staff can do.

    `kind` is a `kiosk.apart.Kind`, or silent for seats that can be set free. `risk` is what setting
    them free may bring, with the `button` that does it; "" when nothing can be set free. `sought`
    finds the check-ins in the list, "" when there is nothing to find.
    """

    name: str
    kind: str
    title: str
    detail: str
    hint: str
    risk: str
    button: str
    sought: str
    spoken: str


def derive_conflict(found: Unseen, texts: Catalogue, zone: ZoneInfo) -> ApartRow:
    """Derive the row of a conflict."""
    conflict = found.conflict
    known = found.occurrences

    def what(trace: Trace) -> str:
        occurrence = known.get(trace.occurrence or "")
        return texts.say("choose.visit") if occurrence is None else _titled(occurrence, texts)

    def where(trace: Trace) -> str:
        return f"{letter(trace.entry.node)} {clock_of(trace.at, texts, zone)}"

    name = short_name(found.learner, texts) if found.learner is not None else ""
    who = name or texts.say("desk.nameless")
    first, last = conflict.traces[0], conflict.traces[-1]
    match conflict.kind:
        case Kind.TWICE:
            title = texts.say("desk.apart.twice", who)
            details = [what(first), *map(where, conflict.traces)]
        case Kind.TWO_SEATS:
            title = texts.say("desk.apart.two_seats", who)
            details = [f"{what(trace)} {where(trace)}" for trace in (first, last)]
        case Kind.TWO_NUMBERS:
            title = texts.say("desk.apart.two_numbers", who)
            details = [what(first)]
            details += [f"{t.number} {clock_of(t.at, texts, zone)}" for t in conflict.traces]
        case Kind.OVERFULL:
            title, details = _overfull(conflict, known, texts, where)
    detail, hint = _GAP.join(details), texts.say(f"desk.apart.hint.{conflict.kind.value}")
    return ApartRow(
        name=f"{conflict.kind} {' '.join(map(str, conflict.entries))}",
        kind=conflict.kind.value,
        title=title,
        detail=detail,
        hint=hint,
        risk="",
        button="",
        sought=_sought(found, what(first)),
        spoken=", ".join((title, detail, hint)),
    )


def _sought(found: Unseen, what: str) -> str:
    """The learner's number, or what too many people came for."""
    match found.conflict.kind:
        case Kind.OVERFULL:
            return what
        case Kind.TWO_NUMBERS:
            return ""
    return "" if found.learner is None else thai.tidy(found.learner.number)


def _overfull(
    conflict: Conflict,
    known: dict[str, Occurrence],
    texts: Catalogue,
    where: Callable[[Trace], str],
) -> tuple[str, list[str]]:
    """How many there are for how many seats, and who came last."""
    occurrence = known.get(conflict.traces[0].occurrence or "")
    seats = 0 if occurrence is None else occurrence.capacity or 0
    named = "" if occurrence is None else _titled(occurrence, texts)
    title = texts.say("desk.apart.overfull", named, f"{conflict.people:,}", f"{seats:,}")
    last = [where(trace) for trace in conflict.traces[-_SHOWN:]]
    more = len(conflict.traces) - len(last)
    said = texts.say("desk.apart.beyond", ", ".join(last) + (f" (+{more})" if more else ""))
    by_name = [texts.say("desk.apart.by_name", conflict.by_name)] if conflict.by_name else []
    return title, [said, *by_name]


def derive_silent(
    silent: Silent, nodes: Iterable[str], texts: Catalogue, zone: ZoneInfo
) -> ApartRow:
    """Derive the row of seats that a silent computer holds; `nodes` are all that are known."""
    occurrence, part = silent.occurrence, silent.part
    computer, seats = _computer(part.account, nodes), f"{silent.part.spare:,}"
    title = texts.say("desk.apart.silent", computer, seats)
    times = [clock_of(at, texts, zone) for at in (occurrence.start, occurrence.end)]
    since = texts.say("desk.apart.since", clock_of(part.seen_at, texts, zone))
    span = [] if occurrence.all_day else ["–".join(times)]
    detail = _GAP.join([_titled(occurrence, texts), *span, since])
    hint = texts.say("desk.apart.hint.silent", computer)
    return ApartRow(
        name=f"{SILENT} {occurrence.key} {part.holder}",
        kind=SILENT,
        title=title,
        detail=detail,
        hint=hint,
        risk=texts.say("desk.apart.risk", computer),
        button=texts.say("desk.apart.free", seats),
        sought="",
        spoken=", ".join((title, detail, hint)),
    )


def _titled(occurrence: Occurrence, texts: Catalogue) -> str:
    return thai.tidy(title_of(occurrence, texts.language))


def _computer(account: str, nodes: Iterable[str]) -> str:
    """The node an account was made for; its name begins so (`db.hub.accounts`)."""
    named = account.removeprefix("walkin_").rpartition("_")[0] or account
    same = (node for node in nodes if re.sub("[^a-z0-9]+", "_", node.lower()) == named)
    return next(same, named.upper())


@QmlElement
class ApartModel(ShownRows[ApartRow], QAbstractListModel):
    """The rows; its signals are what the clerk did.

    `asking` is the row whose seats are about to be set free, `writing` the one that is written.
    """

    ROLES = roles(ApartRow)

    changed = Signal()

    asked = Signal()
    closed = Signal()
    seen = Signal(str)
    warned = Signal(str)
    """What it may bring is to be said first; "" when nothing is to be set free after all."""
    freed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.is_open = False
        self.warned_of = ""
        self.written = ""

    def show(self, rows: tuple[ApartRow, ...]) -> bool:
        """Replace the rows."""
        other, anew = rows != self.rows, super().show(rows)
        if other:
            self.changed.emit()
        return anew

    def stand(self, *, is_open: bool, asking: str = "", writing: str = "") -> None:
        """Whether the box is open, and what is done in it."""
        if (is_open, asking, writing) != (self.is_open, self.warned_of, self.written):
            self.is_open, self.warned_of, self.written = is_open, asking, writing
            self.changed.emit()

    @property
    def names(self) -> Sequence[str]:
        """The names of the rows."""
        return [row.name for row in self.rows]

    @Property(int, notify=changed)
    def count(self) -> int:
        """How many there are."""
        return len(self.rows)

    @Property(bool, notify=changed)
    def open(self) -> bool:
        """Whether the box is on."""
        return self.is_open

    @Property(str, notify=changed)
    def asking(self) -> str:
        """The row that may be set free, "" when none is asked about."""
        return self.warned_of

    @Property(str, notify=changed)
    def writing(self) -> str:
        """The row that is being written, "" when none is."""
        return self.written

    def _named(self, row: ApartRow) -> object:
        return row.name
