"""What a visitor is told about a check-in."""

from __future__ import annotations

import math
from typing import NamedTuple, assert_never

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk import thai
from kiosk.config import Settings
from kiosk.outcome import Code, Outcome
from kiosk.record import FEATURES, Learner
from ui.catalogue import Catalogue
from ui.viewmodels.kiosk import Screen
from ui.viewmodels.programme import time_of, title_of

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


SOON_MIN = 60
"""Minutes; what is further away is told by the clock alone."""


class Shown(NamedTuple):
    """The words of a screen about an outcome, in the language of the moment.

    `visit` and `others` say whether just visiting and other activities are offered.
    """

    mood: str = "welcoming"
    title: str = ""
    line: str = ""
    activity: str = ""
    room: str = ""
    seats: str = ""
    note: str = ""
    number: str = ""
    picture: str = "centre"
    visit: bool = False
    others: bool = False
    typed: bool = False


# Outcome code: mood, sentence, second sentence. Codes with a screen of their own are not here.
_NOTICES = {
    Code.HELD: ("welcoming", "held", "held.line"),
    Code.REPLACED: ("puzzled", "replaced", "replaced.line"),
    Code.ENDED: ("puzzled", "ended", ""),
    Code.CANCELLED: ("puzzled", "cancelled", "cancelled.line"),
    Code.GUARDIAN: ("welcoming", "guardian", "guardian.line"),
}


def screen_of(code: Code) -> Screen:
    """The screen an outcome is shown on."""
    match code:
        case Code.ADMITTED | Code.EXPIRED | Code.REPEAT:
            return Screen.WELCOME
        case Code.CHOOSE:
            return Screen.CHOOSE
        case Code.ALREADY_IN:
            return Screen.ALREADY
        case Code.UNKNOWN | Code.FORGED | Code.UNREADABLE:
            return Screen.UNKNOWN
        case Code.MISTYPED | Code.PAUSED:
            return Screen.PAD
        case Code.STANDBY:
            return Screen.STANDBY
        case (
            Code.HELD | Code.REPLACED | Code.TOO_EARLY | Code.ENDED | Code.CANCELLED
            | Code.GUARDIAN | Code.CLOSED
        ):  # fmt: skip
            return Screen.NOTICE
        case _:
            assert_never(code)


def called(learner: Learner | None, texts: Catalogue) -> str:
    """What somebody is called on the screen; empty for nobody or somebody without a name."""
    return "" if learner is None else thai.called(learner, texts.language)


def whose(outcome: Outcome, texts: Catalogue) -> str:
    """Whom an outcome is about: a first name, how many people, or nobody who can be named."""
    if outcome.learner is not None or outcome.people < 1:
        return called(outcome.learner, texts)
    return texts.say("people.one") if outcome.people == 1 else texts.say("people", outcome.people)


def undone(outcome: Outcome, texts: Catalogue) -> Shown:
    """Derive what is said once a check-in was taken back."""
    who = whose(outcome, texts)
    title = texts.say("undone.whose", who) if who else texts.say("undone")
    return Shown(mood="welcoming", title=title, line=texts.say("undone.line"))


def which(outcome: Outcome | None, texts: Catalogue) -> str:
    """The question which activity, to whoever is asked."""
    name = called(outcome.learner, texts) if outcome is not None else ""
    return texts.say("choose.whose", name) if name else texts.say("choose.title")


def greeting(learner: Learner | None, texts: Catalogue) -> str:
    """Welcome with the first name alone."""
    name = called(learner, texts)
    return texts.say("welcome.title", name) if name else texts.say("welcome.plain")


def derive(
    outcome: Outcome,
    texts: Catalogue,
    settings: Settings,
    *,
    typed: bool = False,
    guests: bool = False,
) -> Shown:
    """Derive what is said about an outcome. `guests` are counted people who may still choose."""
    occurrence, zone = outcome.occurrence, settings.zone
    known = guests or outcome.learner is not None
    shown = Shown(typed=typed)
    if occurrence is not None:
        shown = shown._replace(
            activity=title_of(occurrence, texts.language),
            room=texts.say("welcome.room", thai.tidy(occurrence.room)) if occurrence.room else "",
            picture=next((f for f in occurrence.features if f in FEATURES), "centre"),
        )
    match screen_of(outcome.code):
        case Screen.WELCOME:
            return _welcome(shown, outcome, texts)
        case Screen.CHOOSE:
            return shown._replace(title=which(outcome, texts), visit=True)
        case Screen.ALREADY:
            at = time_of(outcome.since or outcome.at, zone, texts.language)
            title = texts.say("already.title", at)
            others = len(_others(outcome)) > 0
            return shown._replace(title=title, line=texts.say("already.ask"), others=others)
        case Screen.UNKNOWN:
            title = texts.say("unknown.number") if typed else texts.say("unknown.title")
            line = texts.say("unknown.line")
            return shown._replace(mood="puzzled", title=title, line=line)
        case Screen.STANDBY:
            number = outcome.number or ""
            return shown._replace(
                title=texts.say("standby", number),
                line=texts.say("standby.line"),
                number=number,
                others=bool(outcome.choices),
                visit=known,
            )
        case _:
            return _notice(shown, outcome, texts, settings, known=known)


def _others(outcome: Outcome) -> list[str]:
    mine = None if outcome.occurrence is None else outcome.occurrence.key
    return [r.occurrence.key for r in outcome.choices if r.occurrence.key != mine]


def _welcome(shown: Shown, outcome: Outcome, texts: Catalogue) -> Shown:
    note = ""
    if outcome.until is not None:
        until = thai.long_date(outcome.until, language=texts.language)
        note = texts.say("expired.note", until)
    seats = ""
    if outcome.seats_left:
        seats = texts.say("card.seats_left", outcome.seats_left)
    many = outcome.learner is None and outcome.people > 0
    done = texts.say("welcome.people", outcome.people) if many else texts.say("welcome.done")
    return shown._replace(
        mood="delighted",
        title=greeting(outcome.learner, texts),
        line=done,
        activity=shown.activity or texts.say("welcome.visit"),
        seats=seats,
        note=note,
    )


def _notice(
    shown: Shown, outcome: Outcome, texts: Catalogue, settings: Settings, *, known: bool
) -> Shown:
    if outcome.code is Code.TOO_EARLY and outcome.occurrence is not None:
        opens = outcome.occurrence.opens
        minutes = math.ceil((opens - outcome.at).total_seconds() / 60)
        return shown._replace(
            title=texts.say("early", time_of(opens, settings.zone, texts.language)),
            line=texts.say("early.in", minutes) if 0 < minutes <= SOON_MIN else "",
            visit=known,
            others=known and bool(outcome.choices),
        )
    if outcome.code is Code.CLOSED:
        title, line = texts.say("closed.plain"), texts.say("closed.line")
        return shown._replace(mood="asleep", title=title, line=line)
    mood, title, line = _NOTICES[outcome.code]
    joinable = known and outcome.code in (Code.ENDED, Code.CANCELLED)
    return shown._replace(
        mood=mood,
        title=texts.say(title),
        line=texts.say(line) if line else "",
        visit=joinable,
        others=joinable and bool(outcome.choices),
    )


@QmlElement
class OutcomeModel(QObject):
    """The properties of the screens about an outcome."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = Shown()

    def show(self, props: Shown) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def mood(self) -> str:
        """Mood of the cat."""
        return self.props.mood

    @Property(str, notify=changed)
    def title(self) -> str:
        """The sentence that matters."""
        return self.props.title

    @Property(str, notify=changed)
    def line(self) -> str:
        """A second sentence."""
        return self.props.line

    @Property(str, notify=changed)
    def activity(self) -> str:
        """Title of the activity."""
        return self.props.activity

    @Property(str, notify=changed)
    def room(self) -> str:
        """Where to go."""
        return self.props.room

    @Property(str, notify=changed)
    def seats(self) -> str:
        """Seats left."""
        return self.props.seats

    @Property(str, notify=changed)
    def note(self) -> str:
        """A soft remark."""
        return self.props.note

    @Property(str, notify=changed)
    def number(self) -> str:
        """Waiting number."""
        return self.props.number

    @Property(str, notify=changed)
    def picture(self) -> str:
        """Picture of the activity."""
        return self.props.picture

    @Property(bool, notify=changed)
    def visit(self) -> bool:
        """Whether just visiting is offered."""
        return self.props.visit

    @Property(bool, notify=changed)
    def others(self) -> bool:
        """Whether other activities are offered."""
        return self.props.others

    @Property(bool, notify=changed)
    def typed(self) -> bool:
        """Whether it came from the number pad."""
        return self.props.typed
