"""With what each step begins: its reasons, and the things to press."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk import thai
from kiosk.entry import EntryId
from kiosk.ports import Line
from kiosk.record import Learner
from ui.viewmodels.desk.facts import Whole, derive_facts
from ui.viewmodels.desk.person import Choice, PersonProps, Step
from ui.viewmodels.desk.places import derive_late, derive_open
from ui.viewmodels.desk.rows import full_name

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk, Today
    from ui.catalogue import Catalogue

READ = frozenset({Step.IN, Step.LATE, Step.KEPT})
"""What these steps show is read, in the language of the moment."""

# What is taken with a touch; the first stands there already, but where somebody loses something.
_REASONS = {
    Step.LATE: ("forgot", "no_kiosk"),
    Step.CORRECT: ("asked", "slip"),
    Step.RENEW: ("renewed", "asked"),
    Step.SUSPEND: ("rules", "safety"),
    Step.LIFT: ("settled", "slip"),
    Step.MERGE: ("twice", "asked"),
    Step.SPLIT: ("two_people", "slip"),
    Step.CONSENT: ("at_desk", "on_paper"),
    Step.FORGET: ("asked", "guardian"),
}
_CONFIRMED = frozenset({Step.CORRECT, Step.RENEW, Step.SUSPEND, Step.LIFT, Step.MERGE, Step.FORGET})
_UNSAID = frozenset({Step.SUSPEND, Step.FORGET})
_CONSENTS = ("notice", "guardian", "withdrawn")


def begun(step: Step, turn: int, texts: Catalogue) -> PersonProps:
    """A step before anything is typed."""
    reasons = tuple(texts.say(f"desk.why.{why}") for why in _REASONS.get(step, ()))
    return PersonProps(
        step=step,
        hint=texts.say(f"desk.step.{step.value}"),
        confirm=texts.say(f"desk.do.{step.value}") if step in _CONFIRMED else "",
        reasons=reasons,
        reason="" if step in _UNSAID or not reasons else reasons[0],
        turn=turn,
    )


def consents(texts: Catalogue) -> tuple[Choice, ...]:
    """Who agrees, or that nobody does any more."""
    return tuple(Choice(one, texts.say(f"desk.agree.{one}")) for one in _CONSENTS)


def days_of(desk: FrontDesk) -> tuple[Today, ...]:
    """Today and yesterday."""
    today = desk.today()
    return today, desk.today(today.day - dt.timedelta(days=1))


def places(
    step: Step,
    days: Sequence[Today],
    lines: Sequence[Line],
    *,
    texts: Catalogue,
    zone: ZoneInfo,
    by: str,
) -> tuple[Choice, ...]:
    """To what the learner of these lines can come now, or may have come."""
    standing = [line for line in lines if line.undone_at is None]
    if step is Step.LATE:
        return derive_late(days, {_place(line) for line in standing}, texts, zone)
    here = {_place(line) for line in standing if line.left_at is None}
    return derive_open(days[0], here, texts, zone, by)


def beside(record: Learner, texts: Catalogue, day: dt.date) -> str:
    """A record as it stands beside another one, a line each."""
    facts = derive_facts(Whole(record), texts, day)
    name = full_name(record, texts) or texts.say("desk.nameless")
    lines = (f"{fact.label} {fact.words}" for fact in facts)
    return "\n".join((name, thai.tidy(record.number), *lines))


def inside(lines: Sequence[Line]) -> list[EntryId]:
    """The check-ins of those who have not left."""
    return [line.entry for line in lines if line.left_at is None and line.undone_at is None]


def _place(line: Line) -> str | None:
    return None if line.occurrence is None else line.occurrence.key
