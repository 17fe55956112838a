"""The desk's panel: each occurrence of today with its head-count and state in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    Signal,
)
from PySide6.QtQml import QmlElement

from kiosk import thai
from kiosk.crowd import Count
from kiosk.opening import Opening, Why
from kiosk.outcome import Running
from ui.catalogue import Catalogue
from ui.viewmodels.desk.rows import clock_of
from ui.viewmodels.programme import title_of
from ui.viewmodels.rows import ShownRows, roles

if TYPE_CHECKING:
    from kiosk.desk import Today

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

# What needs the desk's eye stands first.
_ORDER = {
    "full": 0, "open": 0, "closed": 0, "later": 1, "visit": 2, "other": 3,
    "ended": 4, "cancelled": 4,
}  # fmt: skip
_OPEN = Why(Opening.OPEN)
_GAP = " · "
_AT = {"later": "desk.state.later", "ended": "desk.state.ended_at"}


class OccurrenceRow(NamedTuple):
    """One row of the panel. `kind` is full, open, closed, later, visit, other, ended or cancelled.

    `fill` is how much of the capacity is taken, 0 to 1, and -1 without a limit. `more` says who
    waits and for whom seats are held, or why it was called off; `could` when somebody of them could
    come in now.
    """

    key: str
    time: str
    title: str
    room: str
    kind: str
    words: str
    numbers: str
    more: str
    fill: float
    spoken: str
    could: bool = False


def derive_occurrences(
    today: Today | None,
    why: Mapping[str, Why],
    texts: Catalogue,
    zone: ZoneInfo,
    could: Collection[str] = (),
) -> tuple[OccurrenceRow, ...]:
    """Derive the rows: what is open, what comes, general visits, what is over.

    `could` are the keys of those whose list has somebody who could come in now.
    """
    if today is None:
        return ()
    rows = [
        _row(r, today.counts, why.get(r.occurrence.key, _OPEN), texts, zone)._replace(
            could=r.occurrence.key in could
        )
        for r in today.running
    ]
    rows.append(_plain("visit", texts.say("choose.visit"), [today.counts.get(None)], texts))
    planned = {r.occurrence.key for r in today.running}
    others = [c for key, c in today.counts.items() if key is not None and key not in planned]
    if others:
        rows.append(_plain("other", texts.say("desk.other"), others, texts))
    return tuple(sorted(rows, key=lambda row: _ORDER[row.kind]))


def _row(
    running: Running,
    counts: dict[str | None, Count],
    why: Why,
    texts: Catalogue,
    zone: ZoneInfo,
) -> OccurrenceRow:
    occurrence, state = running.occurrence, why.opening.value
    count = counts.get(occurrence.key, Count(occurrence.key, 0, 0))
    words = texts.say(f"desk.state.{state}")
    if state in _AT and why.at is not None:
        words = texts.say(_AT[state], clock_of(why.at, texts, zone))
    span = texts.say("card.all_day")
    if not occurrence.all_day:
        start, end = (clock_of(at, texts, zone) for at in (occurrence.start, occurrence.end))
        span = f"{start}–{end}"
    capacity = occurrence.capacity
    inside = f"{count.inside:,}"
    numbers = (
        texts.say("desk.numbers", f"{count.came:,}", inside)
        if capacity is None
        else texts.say("desk.numbers.of", f"{count.came:,}", inside, f"{capacity:,}")
    )
    title, room = title_of(occurrence, texts.language), thai.tidy(occurrence.room)
    return OccurrenceRow(
        key=occurrence.key,
        time=span,
        title=title,
        room=room,
        kind=state,
        words=words,
        numbers=numbers,
        more=(more := _more(why, running.held, texts)),
        fill=-1.0 if not capacity else min(1.0, count.inside / capacity),
        spoken=", ".join(filter(None, (title, span, room, words, numbers, more))),
    )


def _more(why: Why, held: int, texts: Catalogue) -> str:
    if why.opening is Opening.CANCELLED:
        return thai.tidy(why.reason)
    waits, holds = "", ""
    if why.numbers:
        waits = texts.say("desk.waiting.waits", f"{why.numbers:,}", f"{why.people:,}")
    if held:
        holds = texts.say("desk.waiting.holds", f"{held:,}")
    return _GAP.join(filter(None, (waits, holds)))


def _plain(
    kind: str, title: str, counts: Sequence[Count | None], texts: Catalogue
) -> OccurrenceRow:
    came = sum(c.came for c in counts if c is not None)
    inside = sum(c.inside for c in counts if c is not None)
    numbers = texts.say("desk.numbers", f"{came:,}", f"{inside:,}")
    return OccurrenceRow("", "", title, "", kind, "", numbers, "", -1.0, f"{title}, {numbers}")


@QmlElement
class OccurrenceModel(ShownRows[OccurrenceRow], QAbstractListModel):
    """The rows of the panel."""

    ROLES = roles(OccurrenceRow)

    changed = Signal()

    @Property(bool, notify=changed)
    def alone(self) -> bool:
        """Whether there is nothing but general visits."""
        return [row.kind for row in self.rows] == ["visit"]

    def show(self, rows: tuple[OccurrenceRow, ...]) -> bool:
        """Replace the rows."""
        anew = super().show(rows)
        if anew:
            self.changed.emit()
        return anew

    def _named(self, row: OccurrenceRow) -> str:
        return row.key
