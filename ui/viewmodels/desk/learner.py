"""The desk's box about one learner: who they are, their card, their visits of today."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk import thai
from kiosk.clock import service_day
from ui.catalogue import Catalogue
from ui.viewmodels.desk.rows import activity_of, clock_of, full_name, notes_of, partner_of

if TYPE_CHECKING:
    from kiosk.desk import Whose
    from kiosk.ports import Line

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_GAP = " · "
_MOST_VISITS = 4
# What was shown, when it is not simply a learner with or without a card.
_SHOWN = {
    "replaced": "desk.card.replaced",
    "lost": "desk.card.lost",
    "foreign": "desk.card.foreign",
    "forged": "desk.card.forged",
    "unknown": "desk.card.unknown",
}


class LearnerProps(NamedTuple):
    """The box; `about` is the learner's id.

    `card` says what became of their card, `wary` when staff should look twice. `busy` is print or
    lose while that is under way; `note` says what was done, `problem` what is in the way.
    """

    open: bool = False
    about: str = ""
    who: str = ""
    detail: str = ""
    card: str = ""
    wary: bool = False
    visits: str = ""
    printable: bool = False
    losable: bool = False
    busy: str = ""
    note: str = ""
    problem: str = ""


def derive_learner(found: Whose, texts: Catalogue, zone: ZoneInfo) -> LearnerProps:
    """Derive what the box says of a code that was read, or of a learner."""
    learner, held = found.learner, found.held
    known = learner is not None and learner.known
    good = held is not None and held.lost_at is None
    if learner is None or not known:
        who, detail = texts.say("desk.card.nobody"), ""
    else:
        who = full_name(learner, texts) or texts.say("desk.nameless")
        detail = _GAP.join(filter(None, (thai.tidy(learner.number), partner_of(learner, texts))))
    return LearnerProps(
        open=True,
        about="" if learner is None else learner.learner,
        who=who,
        detail=detail,
        card=_card(found, texts, zone),
        wary=found.shown in ("replaced", "lost", "forged"),
        visits=_visits(found.lines, texts, zone) if learner is not None else "",
        printable=known,
        losable=known and good,
    )


def _card(found: Whose, texts: Catalogue, zone: ZoneInfo) -> str:
    held = found.held
    if found.shown in _SHOWN:
        return texts.say(_SHOWN[found.shown])
    if held is None:
        return texts.say("desk.card.none")
    if held.lost_at is not None:
        day = _day(held.lost_at, texts, zone)
        by = texts.say("desk.note.by", thai.tidy(held.lost_by)) if held.lost_by else ""
        return _GAP.join(filter(None, (texts.say("desk.card.lost_on", day), by)))
    key = "desk.card.good" if found.shown == "card" else "desk.card.has"
    return texts.say(key, _day(held.issued_at, texts, zone))


def _day(at: dt.datetime, texts: Catalogue, zone: ZoneInfo) -> str:
    return thai.long_date(service_day(at, zone), language=texts.language)


def _visits(lines: tuple[Line, ...], texts: Catalogue, zone: ZoneInfo) -> str:
    """One check-in a line, the newest first."""
    if not lines:
        return texts.say("desk.card.not_today")
    said = [
        _GAP.join((clock_of(x.at, texts, zone), activity_of(x, texts), *notes_of(x, texts, zone)))
        for x in lines[:_MOST_VISITS]
    ]
    if len(lines) > _MOST_VISITS:
        said.append(texts.say("desk.card.more", len(lines) - _MOST_VISITS))
    return "\n".join(said)


@QmlElement
class LearnerModel(QObject):
    """The box's words; its signals are what the clerk did."""

    changed = Signal()
    listWanted = Signal()

    entered = Signal(str)
    chosen = Signal()
    printed = Signal()
    lost = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = LearnerProps()

    def show(self, props: LearnerProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(bool, notify=changed)
    def open(self) -> bool:
        """Whether the box is on."""
        return self.props.open

    @Property(str, notify=changed)
    def about(self) -> str:
        """Id of the learner: another one answers no question that was put about this one."""
        return self.props.about

    @Property(str, notify=changed)
    def who(self) -> str:
        """Whose card or number it is."""
        return self.props.who

    @Property(str, notify=changed)
    def detail(self) -> str:
        """Number and institution."""
        return self.props.detail

    @Property(str, notify=changed)
    def card(self) -> str:
        """What became of the card."""
        return self.props.card

    @Property(bool, notify=changed)
    def wary(self) -> bool:
        """Whether staff should look twice at it."""
        return self.props.wary

    @Property(str, notify=changed)
    def visits(self) -> str:
        """Today's check-ins, one a line."""
        return self.props.visits

    @Property(bool, notify=changed)
    def printable(self) -> bool:
        """Whether a new card can be made."""
        return self.props.printable

    @Property(bool, notify=changed)
    def losable(self) -> bool:
        """Whether there is a good card, which a new one ends and a report loses."""
        return self.props.losable

    @Property(str, notify=changed)
    def busy(self) -> str:
        """What is under way: print, lose or nothing."""
        return self.props.busy

    @Property(str, notify=changed)
    def note(self) -> str:
        """What was done."""
        return self.props.note

    @Property(str, notify=changed)
    def problem(self) -> str:
        """What is in the way."""
        return self.props.problem
