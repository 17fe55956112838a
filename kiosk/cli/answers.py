"""Outcomes as machines and people read them on a command line."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kiosk import thai
from kiosk.config import Settings
from kiosk.outcome import INSIDE, Code, Outcome

_WORDS = {
    Code.ADMITTED: "checked in",
    Code.EXPIRED: "checked in; the card has ended",
    Code.REPEAT: "checked in a moment ago",
    Code.ALREADY_IN: "already in",
    Code.LEFT: "left a moment ago",
    Code.CHOOSE: "several activities are open; choose one with --activity",
    Code.UNKNOWN: "not known here",
    Code.MISTYPED: "one digit looks wrong",
    Code.HELD: "please see the desk",
    Code.REPLACED: "this card was replaced",
    Code.FORGED: "not known here",
    Code.FOREIGN: "checked in; the card is of elsewhere",
    Code.TOO_EARLY: "check-in is not open yet",
    Code.ENDED: "this one is over",
    Code.CANCELLED: "this one is cancelled",
    Code.STANDBY: "full; a waiting number was given",
    Code.NOT_CERTAIN: "the place is not certain yet; a waiting number was given",
    Code.GUARDIAN: "a grown-up is needed",
    Code.PAUSED: "too many wrong numbers; wait a minute",
    Code.UNREADABLE: "cannot be read",
    Code.CLOSED: "the centre is closed",
    Code.COUNT_HELD: "not counted yet; staff will look",
}


def utc(at: dt.datetime) -> str:
    """ISO 8601 in UTC with milliseconds and Z."""
    return at.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def as_json(outcome: Outcome) -> dict[str, Any]:
    """The answer of one check-in; what does not apply is left out."""
    learner, occurrence = outcome.learner, outcome.occurrence
    answer: dict[str, Any] = {"outcome": outcome.code.value}
    if learner is not None and learner.known:
        answer |= {"centre": learner.centre} if learner.centre else {"learner": learner.number}
        answer["name"] = thai.called(learner)
    if occurrence is not None:
        answer["activity"] = occurrence.activity
        answer["title"] = occurrence.title
        answer["occurrence"] = occurrence.key
        answer["room"] = occurrence.room
    if outcome.code is Code.TOO_EARLY and occurrence is not None:
        answer["opens"] = utc(occurrence.opens)
    if outcome.code is Code.CHOOSE:
        answer["choices"] = [
            {"activity": c.occurrence.activity, "occurrence": c.occurrence.key,
             "title": c.occurrence.title, "seats_left": c.free}
            for c in outcome.choices
        ]  # fmt: skip
    if outcome.seats_left is not None:
        answer["seats_left"] = outcome.seats_left
    if outcome.number is not None:
        answer["number"] = outcome.number
    if outcome.since is not None:
        answer["since"] = utc(outcome.since)
    if outcome.until is not None:
        answer["until"] = outcome.until.isoformat()
    if outcome.entry is not None:
        answer["entry"] = str(outcome.entry)
    answer["at"] = utc(outcome.at)
    return answer


def sentence(outcome: Outcome, settings: Settings) -> str:
    """The answer of one check-in in plain words."""
    parts = []
    learner = outcome.learner if outcome.learner is not None and outcome.learner.known else None
    if learner is not None:
        parts.append(f"{thai.called(learner)} ({learner.number or learner.centre})".strip())
    parts.append(_WORDS[outcome.code])
    if outcome.occurrence is not None:
        start = outcome.occurrence.start.astimezone(settings.zone)
        parts.append(f"{outcome.occurrence.title}, {start:%H:%M}, {outcome.occurrence.room}")
    elif outcome.code in INSIDE:
        parts.append("general visit")
    if outcome.number is not None:
        parts.append(f"number {outcome.number}")
    parts += [f"  {c.occurrence.activity}: {c.occurrence.title}" for c in outcome.choices]
    head, *rest = parts
    line = ": ".join([head, rest[0]]) if learner and rest else head
    tail = rest[1:] if learner else rest
    lead = [p for p in tail if not p.startswith("  ")]
    more = [p for p in tail if p.startswith("  ")] if outcome.code is Code.CHOOSE else []
    return "\n".join([" - ".join([line, *lead]), *more])
