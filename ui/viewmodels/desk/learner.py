"""The desk's box about one learner: who they are, their card, their visits of today.

Without a look that is kept only the short name is said, and what became of the card.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk import thai
from kiosk.clock import service_day
from kiosk.record import Standing
from ui.catalogue import Catalogue
from ui.viewmodels.desk.facts import Whole, derive_facts
from ui.viewmodels.desk.found import notes_on
from ui.viewmodels.desk.rows import activity_of, clock_of, full_name, notes_of, partner_of

if TYPE_CHECKING:
    from kiosk.desk import Whose
    from kiosk.ports import Line
    from kiosk.record import Learner

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

    `card` says what became of their card, `wary` when staff should look twice; `standing` what is
    not in order with the learner, `own` whether the record is kept here. `whole` once somebody has
    looked: then `labels` and `values` are what is kept. `busy` is print or lose while that is under
    way; `note` says what was done, `problem` what is in the way.
    """

    open: bool = False
    about: str = ""
    who: str = ""
    detail: str = ""
    card: str = ""
    wary: bool = False
    standing: str = ""
    visits: str = ""
    whole: bool = False
    labels: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    known: bool = False
    own: bool = False
    losable: bool = False
    inside: bool = False
    suspended: bool = False
    renewable: bool = False
    merged: bool = False
    busy: str = ""
    note: str = ""
    problem: str = ""


def derive_learner(
    found: Whose, texts: Catalogue, zone: ZoneInfo, day: dt.date, whole: Whole | None = None
) -> LearnerProps:
    """Derive what the box says of a code that was read, or of a learner, on `day`."""
    learner, held = found.learner, found.held
    props = LearnerProps(
        open=True,
        about="" if learner is None else learner.learner,
        who=texts.say("desk.card.nobody"),
        card=_card(found, texts, zone),
        wary=found.shown in ("replaced", "lost", "forged"),
        visits=_visits(found.lines, texts, zone) if learner is not None else "",
    )
    if learner is None or not learner.known:
        return props
    facts = () if whole is None else derive_facts(whole, texts, day)
    number, partner = thai.tidy(learner.number), partner_of(learner, texts)
    name = _short(learner, texts) if whole is None else full_name(whole.record, texts)
    return props._replace(
        who=name or texts.say("desk.nameless"),
        detail=_GAP.join(filter(None, (number, partner))),
        standing=_GAP.join(notes_on(learner.standing, learner.valid_until, texts, day)),
        whole=whole is not None,
        labels=tuple(fact.label for fact in facts),
        values=tuple(fact.words for fact in facts),
        known=True,
        own=not learner.centre,
        losable=held is not None and held.lost_at is None,
        inside=any(line.left_at is None and line.undone_at is None for line in found.lines),
        suspended=learner.standing is Standing.SUSPENDED,
        renewable=learner.valid_until is not None,
        merged=whole is not None and bool(whole.also),
    )


def _short(learner: Learner, texts: Catalogue) -> str:
    english = learner.name_en if texts.language == "en" else ""
    return thai.short_name(english or learner.name) or thai.tidy(learner.nickname)


def _card(found: Whose, texts: Catalogue, zone: ZoneInfo) -> str:
    held, learner = found.held, found.learner
    if found.shown in _SHOWN:
        return texts.say(_SHOWN[found.shown])
    if learner is not None and learner.centre:
        return texts.say("desk.card.abroad", thai.tidy(learner.centre))
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
    wholeWanted = Signal()
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

    @Property(str, notify=changed)
    def standing(self) -> str:
        """What is not in order with the learner, "" when all is."""
        return self.props.standing

    @Property(bool, notify=changed)
    def whole(self) -> bool:
        """Whether the whole name is shown, and all else."""
        return self.props.whole

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def labels(self) -> list[str]:
        """What the values are."""
        return list(self.props.labels)

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def values(self) -> list[str]:
        """What is kept, in the order of the labels."""
        return list(self.props.values)

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """Whether there is a record: somebody to check in, with a card to print."""
        return self.props.known

    @Property(bool, notify=changed)
    def own(self) -> bool:
        """Whether the record is this centre's, to be changed here."""
        return self.props.own

    @Property(bool, notify=changed)
    def inside(self) -> bool:
        """Whether they are here, and may be checked out."""
        return self.props.inside

    @Property(bool, notify=changed)
    def suspended(self) -> bool:
        """Whether they are let in no more."""
        return self.props.suspended

    @Property(bool, notify=changed)
    def renewable(self) -> bool:
        """Whether their membership has an end."""
        return self.props.renewable

    @Property(bool, notify=changed)
    def merged(self) -> bool:
        """Whether other records are of the same person."""
        return self.props.merged

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
