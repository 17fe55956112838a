"""What a newcomer has answered so far, the question before it, and what is shown of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from kiosk import card, thai
from kiosk.newcomer import clean_name
from kiosk.record import PartnerNumber
from ui.catalogue import Catalogue
from ui.viewmodels.kiosk import Screen
from ui.viewmodels.newcomer import NewcomerProps, grouped, partner_name, partner_names
from ui.viewmodels.qr import modules_of

if TYPE_CHECKING:
    from kiosk.desk import Registered

LONGEST_YEAR = 4
"""Digits."""

_STEPS = {
    Screen.AGREE: 1,
    Screen.NAME: 2,
    Screen.YEAR: 3,
    Screen.GUARDIAN: 3,
    Screen.PARTNER: 4,
    Screen.LIKELY: 4,
    Screen.CARD: 4,
}
SCREENS = frozenset(_STEPS)


class Said(NamedTuple):
    """What was answered. `random` makes this one person's card, however often it is sent.

    `partner` is None until it is answered, `tail` until the desk has looked for the same person.
    `student` is the number on the partner's card they came with.
    """

    random: bytes = b""
    name: str = ""
    digits: str = ""
    birth_year: int | None = None
    guardian: bool = False
    partner: str | None = None
    tail: str | None = None
    student: PartnerNumber | None = None


def question_before(screen: Screen, said: Said) -> Screen | None:
    """The question that was asked before this one; None before the first."""
    of_year = Screen.GUARDIAN if said.guardian else Screen.YEAR
    match screen:
        case Screen.NAME:
            return Screen.AGREE
        case Screen.YEAR:
            return Screen.NAME
        case Screen.GUARDIAN:
            return Screen.YEAR
        case Screen.PARTNER:
            return of_year
        case Screen.LIKELY:
            return Screen.PARTNER if said.student is None else of_year
        case _:
            return None


def derive_newcomer(
    said: Said,
    made: Registered | None,
    screen: Screen,
    typed: str,
    *,
    texts: Catalogue,
    day: dt.date,
) -> NewcomerProps:
    """Derive the screens. `typed` is what the keyboard holds, `made` what came of it at last."""
    steps = 4 if said.student is None else 3
    props = NewcomerProps(
        step=min(steps, _STEPS.get(screen, 0)),
        steps=steps,
        name_holds=bool(clean_name(typed)),
        year=said.digits,
        year_holds=said.birth_year is not None,
        read_back=_read_back(said, texts, day),
        tail=said.tail or "",
        partners=partner_names(texts),
        of_card="" if said.student is None else partner_name(said.student.partner, texts),
    )
    if made is None:
        return props
    return props._replace(
        title=texts.say("new.hello", said.name),
        code=modules_of(card.matrix(made.card)),
        number=grouped(made.number),
    )


def _read_back(said: Said, texts: Catalogue, day: dt.date) -> str:
    if not said.digits:
        return ""
    if said.birth_year is None:
        whole = len(said.digits) == LONGEST_YEAR
        return texts.say("new.year.wrong") if whole else ""
    age = max(0, day.year - said.birth_year)
    buddhist = said.birth_year + thai.BUDDHIST_OFFSET
    return texts.say("new.year.read", buddhist, said.birth_year, age)
