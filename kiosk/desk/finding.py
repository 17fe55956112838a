"""Learners are found by what somebody types."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from kiosk.desk.counter import Counter
from kiosk.findable import last_four, sorted_by
from kiosk.identify import Number, normal
from kiosk.partners import PARTNERS
from kiosk.ports import Reader
from kiosk.record import Learner, Standing
from kiosk.register import Place
from kiosk.thai import search_form, short_name, without_title

PAGE = 50
"""Learners found at once."""

_LONGEST = 100
_MOST_WORDS = 6
_SHORTEST_PHONE = 9
"""Digits of a whole phone, citizen or other number, which is looked up exactly."""
_SHORTEST_PARTNER = 3
"""Characters of an institution's name from which on it is meant."""


class Match(NamedTuple):
    """Somebody who was found, with as much as is needed to tell them from others.

    The surname is one letter: whoever wants to see the whole name looks at the learner, which is
    kept (`Rights.look`). `place` is where the next page goes on, and nothing to be shown.
    """

    learner: str
    number: str
    name: str
    name_en: str
    nickname: str
    phone_ends: str
    partner: str
    birth_year: int | None
    valid_until: dt.date | None
    standing: Standing
    place: Place


class Finding(Counter):
    """Search."""

    def find(self, text: str, after: Place | None = None, limit: int = PAGE) -> list[Match]:
        """Learners by number, names, nickname, the end of the phone number, or institution.

        Every word typed is the beginning of a word of theirs, then those within whose words all
        stand; in the order of a dictionary. Any text may be typed; tone marks and case do not
        matter.
        """
        words = search_form(text[:_LONGEST]).split()[:_MOST_WORDS]
        with self._store.reading() as reader:
            whole = self._by_whole_number(reader, text) if after is None else []
            found = whole or reader.found(words, after, limit)
            for other in (_untitled(words), _partner_codes(words)):
                # An institution's name is nobody's, a title may be part of one.
                found = found or (reader.found(other, after, limit) if other != words else [])
        return [_match(place, record) for place, record in found[:limit]]

    def _by_whole_number(self, reader: Reader, text: str) -> list[tuple[Place, Learner]]:
        """Whose whole phone, citizen, student or member number this is."""
        plain = normal(text[:_LONGEST])
        if not (plain.isascii() and plain.isdigit() and len(plain) >= _SHORTEST_PHONE):
            return []
        read = self._recognise(plain, typed=True)
        keys = read.identifiers if isinstance(read, Number) else ()
        owners = [self._gather.learner(reader, owner) for _, owner in reader.find(keys)]
        records = {one.learner: one for one in owners if one is not None}.values()
        places = ((Place(False, sorted_by(one), one.learner), one) for one in records)  # noqa: FBT003
        return sorted(places, key=lambda found: found[0])


def _untitled(words: list[str]) -> list[str]:
    return words and [without_title(words[0]), *words[1:]]


def _partner_codes(words: list[str]) -> list[str]:
    """The words with the code of an institution in place of a part of its name."""
    return [_partner_code(word) for word in words]


def _partner_code(word: str) -> str:
    if len(word) < _SHORTEST_PARTNER:
        return word
    named = (p.code for p in PARTNERS if any(word in search_form(name) for name in p))
    return next(named, word)


def _match(place: Place, record: Learner) -> Match:
    return Match(
        learner=record.learner,
        number=record.number,
        name=short_name(record.name),
        name_en=short_name(record.name_en),
        nickname=record.nickname,
        phone_ends=last_four(record),
        partner=record.partner,
        birth_year=record.birth_year,
        valid_until=record.valid_until,
        standing=record.standing,
        place=place,
    )
