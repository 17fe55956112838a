"""What a reader or the number pad gave: a card, a number that may name a learner, or nothing."""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Sequence

import msgspec

from kiosk import thai
from kiosk.card import Card, Keys, looks_like_card
from kiosk.card import read as read_card
from kiosk.partner_cards import PartnerCard, partner_number
from kiosk.ports import Identifier
from kiosk.record import Learner, PartnerNumber

LONGEST = 512
"""Characters; longer codes are not looked at (PRODUCT, unreadable)."""

_CITIZEN_DIGITS = 13
_LONGEST_NUMBER = 20
"""Characters; a longer text that begins like a card is one, whole or not."""
_FROM_ABROAD = re.compile(r"\+?66(\d{8,9})")
_PHONE_DIGITS = (9, 10)
_SEPARATORS = dict.fromkeys(map(ord, " -\u2010\u2011\u2012\u2013\u00a0./()"))
_ENDS = "\r\n\t "


class Number(msgspec.Struct, frozen=True):
    """A number that may name a learner: identifiers to look up.

    `wrong` when it is as long as a citizen number and fails its checksum: if nobody has it as a
    number of another kind, a digit was mistyped. `student` when it stands on a partner's card: then
    it names a student of that partner or nobody.
    """

    identifiers: tuple[Identifier, ...]
    wrong: bool = False
    student: PartnerNumber | None = None


class Unreadable(msgspec.Struct, frozen=True):
    """Binary, too long, control characters, or half a card."""


Read = Card | Number | Unreadable


def identify(
    text: str,
    *,
    typed: bool,
    card_keys: Keys,
    pepper: bytes,
    partner_cards: Sequence[PartnerCard] = (),
) -> Read:
    """Recognise a code. `typed` came from the number pad, everything else from a reader.

    Only what was read can be a partner's card: a number that is typed may be of any kind.
    """
    text = text.strip(_ENDS)
    if not text or len(text) > LONGEST or any(_forbidden(c) for c in text):
        return Unreadable()
    meant = text if typed else _as_typed_by_a_scanner(text)
    if looks_like_card(meant) and len(meant) > _LONGEST_NUMBER:
        return read_card(meant, card_keys) or Unreadable()
    student = None if typed else partner_number(normal(meant), partner_cards)
    if student is not None:
        return Number((Identifier("student", student.number),), student=student)
    keys = [
        key for one in dict.fromkeys((normal(meant), normal(text))) for key in _keys(one, pepper)
    ]
    if not keys:
        return Unreadable()
    plain = normal(meant)
    wrong = _all_digits(plain) and len(plain) == _CITIZEN_DIGITS
    return Number(tuple(keys), wrong=wrong and not thai.citizen_number_holds(plain))


def _keys(plain: str, pepper: bytes) -> list[Identifier]:
    """All that a number may be."""
    if not plain:
        return []
    keys = [Identifier("member", plain), Identifier("student", plain)]
    abroad = _FROM_ABROAD.fullmatch(plain)
    if abroad is not None:
        keys.append(Identifier("phone", f"0{abroad[1]}"))
    if _all_digits(plain):
        keys.append(Identifier("digits", plain))
        if len(plain) in _PHONE_DIGITS:
            keys.append(Identifier("phone", plain))
        if thai.citizen_number_holds(plain):
            keys.append(Identifier("citizen", citizen_hash(plain, pepper)))
    return keys


def _all_digits(plain: str) -> bool:
    return plain.isascii() and plain.isdigit()


def identifiers_of(learner: Learner) -> list[Identifier]:
    """Every identifier under which a learner is found. The inverse of `identify`."""
    number = normal(learner.number)
    found = [Identifier("member", number)]
    digits = "".join(c for c in number if c.isdigit())
    if digits and digits != number:
        found.append(Identifier("digits", digits))
    if learner.student_number:
        found.append(Identifier("student", normal(learner.student_number)))
    if learner.phone:
        found.append(Identifier("phone", normal(learner.phone)))
    if learner.citizen:
        found.append(Identifier("citizen", learner.citizen))
    return found


def normal(text: str) -> str:
    """A number as it is compared: 0-9, upper case, no spaces and dashes."""
    if not text.isascii():
        text = thai.ascii_digits(unicodedata.normalize("NFKC", text))
    return text.translate(_SEPARATORS).upper()


def citizen_hash(digits: str, pepper: bytes) -> str:
    """Keyed hash (HMAC-SHA-256) of a citizen number: the only form in which it is kept."""
    return hmac.digest(pepper, b"citizen:" + digits.encode(), "sha256").hex()


def read_hash(text: str, pepper: bytes) -> str:
    """Keyed hash of an unknown code, so that repeats can be told without keeping the text.

    The same code under another keyboard layout, in other case or with another end is the same.
    """
    plain = normal(_as_typed_by_a_scanner(text.strip(_ENDS)))
    return hmac.digest(pepper, b"read:" + plain.encode("utf-8", "replace"), "sha256").hex()[:32]


def _as_typed_by_a_scanner(text: str) -> str:
    """Undo the Thai layout; Thai digits alone are what somebody wrote."""
    if not thai.has_thai(text):
        return text
    digits = thai.ascii_digits(text)
    return digits if digits.isascii() else thai.from_kedmanee(text)


def _forbidden(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn")
