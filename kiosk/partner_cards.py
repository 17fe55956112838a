"""Which codes are whose: the student cards of partner institutions, by what stands on them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from kiosk import thai
from kiosk.partners import PARTNERS
from kiosk.record import PartnerNumber

LONGEST = 32
"""Characters of a pattern; a card of ours is longer, so none can be taken for a partner's."""
SHORTEST = 4
"""Characters of a student number."""

_DIGITS = frozenset("0123456789")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_PLACES = {"#": _DIGITS, "@": _LETTERS, "?": _DIGITS | _LETTERS}
_SEPARATORS = frozenset(" -./")
_CITIZEN_DIGITS = 13


class Wrong(NamedTuple):
    """Which rule, which of its settings, and why it cannot be used."""

    rule: int
    name: str
    why: str


class PartnerCard(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule: a code that fits the pattern stands on a card of this partner.

    In a pattern # is one digit, @ one letter, ? either; other letters and digits are themselves.
    Spaces, dashes, dots and slashes do not matter, nor do capitals. What stands in (…) is the
    student number; without brackets it is the whole code.
    """

    partner: str
    pattern: str

    def fits_as_well(self, other: PartnerCard) -> bool:
        """Whether some code fits both patterns."""
        mine, theirs = _read(self.pattern)[0], _read(other.pattern)[0]
        return len(mine) == len(theirs) and all(
            one & another for one, another in zip(mine, theirs, strict=True)
        )

    def number_in(self, plain: str) -> str:
        """The student number in a code, which is as numbers are compared; "" when it does not fit.

        Compared place by place: there is no pattern that takes long.
        """
        places, _ = _read(self.pattern)
        if len(places) != len(plain) or any(
            character not in place for character, place in zip(plain, places, strict=True)
        ):
            return ""
        first, last = _span(self.pattern)
        return plain[first:last]


def partner_number(plain: str, rules: Sequence[PartnerCard]) -> PartnerNumber | None:
    """Whose student number a scanned code is, by the first rule it fits; None for nobody's.

    `plain` is the code as numbers are compared (`kiosk.identify.normal`).
    """
    if thai.citizen_number_holds(plain):
        return None
    for rule in rules:
        number = rule.number_in(plain)
        if number and not thai.citizen_number_holds(number):
            return PartnerNumber(partner=rule.partner, number=number)
    return None


def first_wrong(rules: Sequence[PartnerCard]) -> Wrong | None:
    """The first rule that cannot be used; None when all can."""
    for place, rule in enumerate(rules):
        if rule.partner not in [partner.code for partner in PARTNERS]:
            known = ", ".join(partner.code for partner in PARTNERS)
            return Wrong(place, "partner", f"is no partner's code; there are {known}")
        why = _wrong_with(rule) or _wrong_beside(rule, rules[:place])
        if why:
            return Wrong(place, "pattern", why)
    return None


def _wrong_with(rule: PartnerCard) -> str:
    try:
        places, number = _read(rule.pattern)
    except ValueError as e:
        return str(e)
    if len(places) > LONGEST:
        return f"has more than {LONGEST} characters"
    if len(number) < SHORTEST:
        return f"has a student number of fewer than {SHORTEST} characters"
    if all(len(place) == 1 for place in number):
        return "has no #, @ or ? where the student number is"
    if _may_be_citizen(places) or _may_be_citizen(number):
        return "fits thirteen digits, which may be somebody's citizen number"
    if _keeps_citizen(places, *_span(rule.pattern)):
        return "keeps all but one of thirteen digits, which may be somebody's citizen number"
    return ""


def _wrong_beside(rule: PartnerCard, others: Sequence[PartnerCard]) -> str:
    """Whose a code is must not depend on which of two rules stands first."""
    for other in others:
        if other.partner != rule.partner and other.fits_as_well(rule):
            return f"fits codes that {other.pattern} of {other.partner} fits too"
    return ""


_Places = tuple[frozenset[str], ...]


@lru_cache(maxsize=64)
def _read(pattern: str) -> tuple[_Places, _Places]:
    """What may stand at each place of the code, and of the student number in it.

    Raises ValueError with what is wrong.
    """
    places: list[frozenset[str]] = []
    for character in pattern.upper():
        if character in _SEPARATORS or character in "()":
            continue
        if character not in _PLACES and character not in _DIGITS | _LETTERS:
            msg = f"has {character!r}, which no code has; it is made of #, @, ?, letters and digits"
            raise ValueError(msg)
        places.append(_PLACES.get(character, frozenset(character)))
    first, last = _span(pattern)
    return tuple(places), tuple(places[first:last])


def _span(pattern: str) -> tuple[int, int]:
    """First place of the student number, and the first after it. Raises ValueError."""
    plain = "".join(c for c in pattern if c not in _SEPARATORS)
    brackets = [c for c in plain if c in "()"]
    if not brackets:
        return 0, len(plain)
    if brackets != ["(", ")"]:
        msg = "has brackets that are no pair; one pair goes around the student number"
        raise ValueError(msg)
    return plain.index("("), plain.index(")") - 1


def _keeps_citizen(places: _Places, first: int, last: int) -> bool:
    """Whether a citizen number may stand in the code and the student number tell it.

    The thirteenth digit follows from the twelve before it.
    """
    for start in range(len(places) - _CITIZEN_DIGITS + 1):
        end = start + _CITIZEN_DIGITS
        beside = (*places[max(start - 1, 0) : start], *places[end : end + 1])
        alone = _may_be_citizen(places[start:end]) and all(place - _DIGITS for place in beside)
        if alone and min(end, last) - max(start, first) >= _CITIZEN_DIGITS - 1:
            return True
    return False


def _may_be_citizen(places: Sequence[frozenset[str]]) -> bool:
    return len(places) == _CITIZEN_DIGITS and all(place & _DIGITS for place in places)
