"""What a visitor is told about a check-in: outcomes in words, in the language of the moment."""

from __future__ import annotations

import math
from typing import assert_never

from kiosk import thai
from kiosk.config import Settings
from kiosk.outcome import Code, Outcome
from kiosk.record import FEATURES, Learner
from ui.catalogue import Catalogue
from ui.viewmodels.kiosk import Screen
from ui.viewmodels.newcomer import partner_name
from ui.viewmodels.outcome import Shown
from ui.viewmodels.programme import time_of, title_of

SOON_MIN = 60
"""Minutes; what is further away is told by the clock alone."""

# Outcome code: mood, sentence, second sentence. Codes with a screen of their own are not here.
_NOTICES = {
    Code.HELD: ("welcoming", "held", "held.line"),
    Code.REPLACED: ("puzzled", "replaced", "replaced.line"),
    Code.ENDED: ("puzzled", "ended", ""),
    Code.CANCELLED: ("puzzled", "cancelled", "cancelled.line"),
    Code.GUARDIAN: ("welcoming", "guardian", "guardian.line"),
    Code.COUNT_HELD: ("ringing", "count_held", "count_held.line"),
}


def screen_of(code: Code) -> Screen:
    """The screen an outcome is shown on."""
    match code:
        case Code.ADMITTED | Code.EXPIRED | Code.REPEAT | Code.FOREIGN:
            return Screen.WELCOME
        case Code.CHOOSE:
            return Screen.CHOOSE
        case Code.ALREADY_IN:
            return Screen.ALREADY
        case Code.LEFT:
            return Screen.BYE
        case Code.UNKNOWN | Code.FORGED | Code.UNREADABLE:
            return Screen.UNKNOWN
        case Code.MISTYPED | Code.PAUSED:
            return Screen.PAD
        case Code.STANDBY | Code.NOT_CERTAIN:
            return Screen.STANDBY
        case (
            Code.HELD | Code.REPLACED | Code.TOO_EARLY | Code.ENDED | Code.CANCELLED
            | Code.GUARDIAN | Code.CLOSED | Code.COUNT_HELD
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
    again = texts.say("undone.line") if outcome.learner is not None else texts.say("undone.guest")
    return Shown(mood="welcoming", title=title, line=again)


def goodbye(texts: Catalogue) -> Shown:
    """What is said to who leaves."""
    return Shown(mood="waving", title=texts.say("bye.title"), line=texts.say("bye.line"))


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
    holder = outcome.how == "card" and outcome.learner is not None and outcome.learner.known
    shown = Shown(typed=typed, passport=holder)
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
            asked = texts.say("choose.title")
            return shown._replace(title=which(outcome, texts), visit=True, spoken=asked)
        case Screen.ALREADY:
            at = time_of(outcome.since or outcome.at, zone, texts.language)
            title = texts.say("already.title", at)
            others = len(_others(outcome)) > 0
            ask = texts.say("already.ask")
            return shown._replace(title=title, line=ask, others=others, spoken=ask)
        case Screen.UNKNOWN:
            title = texts.say("unknown.number") if typed else texts.say("unknown.title")
            line = texts.say("unknown.line")
            if outcome.student is not None:
                partner = partner_name(outcome.student.partner, texts)
                line = texts.say("unknown.student", partner)
                shown = shown._replace(registers=True)
            return shown._replace(mood="puzzled", title=title, line=line, spoken=title)
        case Screen.BYE:
            return goodbye(texts)
        case Screen.STANDBY:
            return _standby(shown, outcome, texts, known=known)
        case _:
            return _notice(shown, outcome, texts, settings, known=known)


def _standby(shown: Shown, outcome: Outcome, texts: Catalogue, *, known: bool) -> Shown:
    number = outcome.number or ""
    line = texts.say("standby.line")
    if outcome.called:
        room = "" if outcome.occurrence is None else thai.tidy(outcome.occurrence.room)
        title = texts.say("standby.called", number)
        line = texts.say("standby.called_line", room) if room else texts.say("standby.called_desk")
    elif outcome.code is Code.NOT_CERTAIN:
        title = texts.say("not_certain", number)
    elif outcome.seats_left:
        title = texts.say("standby.few", outcome.seats_left, outcome.people, number)
        seats = None if outcome.occurrence is None else outcome.occurrence.capacity
        if seats is not None and seats < outcome.people:
            # No seat that becomes free is enough for them.
            line = texts.say("standby.many", seats)
    else:
        title = texts.say("standby", number)
    return shown._replace(
        title=title,
        spoken=title,
        line=line,
        number=number,
        # Who is called goes there and nowhere else.
        others=bool(outcome.choices) and not outcome.called,
        visit=known and not outcome.called,
    )


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
        spoken=f"{texts.say('welcome.plain')} {done}",
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
            spoken=texts.say("early", time_of(opens, settings.zone, texts.language)),
        )
    if outcome.code is Code.CLOSED:
        title, line = texts.say("closed.plain"), texts.say("closed.line")
        return shown._replace(mood="asleep", title=title, line=line, spoken=title)
    mood, title, line = _NOTICES[outcome.code]
    if outcome.reason == "lost":
        title, line = "lost", "held.line"
    joinable = known and outcome.code in (Code.ENDED, Code.CANCELLED)
    return shown._replace(
        mood=mood,
        title=texts.say(title),
        line=texts.say(line) if line else "",
        visit=joinable,
        others=joinable and bool(outcome.choices),
        countable=outcome.code is Code.GUARDIAN,
        spoken=texts.say(title),
    )
