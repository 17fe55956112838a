"""What is kept of a learner, in words for staff who have looked."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from kiosk import thai
from kiosk.findable import last_four
from kiosk.record import Learner
from ui.catalogue import Catalogue
from ui.viewmodels.desk.found import year_of

_GAP = " · "
_CONSENTS = ("none", "notice", "guardian")


class Whole(NamedTuple):
    """A record somebody looked at, and the other records of the same person."""

    record: Learner
    also: tuple[Learner, ...] = ()


class Fact(NamedTuple):
    """One line: what it is, and what is kept."""

    label: str
    words: str


def derive_facts(whole: Whole, texts: Catalogue, day: dt.date) -> tuple[Fact, ...]:
    """Derive the lines of a record on `day`; what is not kept has none."""
    record, say = whole.record, texts.say
    other = record.name if texts.language == "en" else record.name_en
    lines = (
        ("other_name", thai.tidy(other)),
        ("born", born_of(record, texts, day)),
        ("phone", f"…{last_four(record)}" if last_four(record) else ""),
        ("student", thai.tidy(record.student_number)),
        ("until", until_of(record.valid_until, texts)),
        ("standing", say(f"desk.standing.{record.standing.value}")),
        ("consent", "" if record.centre else consent_of(record, texts)),
        ("also", "\n".join(named(one) for one in whole.also)),
    )
    return tuple(Fact(say(f"desk.fact.{name}"), words) for name, words in lines if words)


def born_of(record: Learner, texts: Catalogue, day: dt.date) -> str:
    """Year of birth in the era of the language, and the age reached in this year."""
    age = record.age(day)
    if record.birth_year is None or age is None:
        return ""
    return texts.say("desk.fact.born.age", year_of(record.birth_year, texts), age)


def until_of(until: dt.date | None, texts: Catalogue) -> str:
    """The last day of a membership."""
    if until is None:
        return texts.say("desk.fact.no_end")
    return thai.long_date(until, language=texts.language)


def consent_of(record: Learner, texts: Catalogue) -> str:
    """Who agreed, and that nobody has; how it was in a list that was imported."""
    how = record.consent.partition("-")[0] or "none"
    return texts.say(f"desk.consent.{how}") if how in _CONSENTS else thai.tidy(record.consent)


def named(record: Learner) -> str:
    """A record beside the one that is shown: short name and number."""
    name = thai.short_name(record.name or record.name_en) or thai.tidy(record.nickname)
    return _GAP.join(filter(None, (name, thai.tidy(record.number))))
