"""What a reader or the number pad gave: a card, a number that may name a learner, or nothing."""

from __future__ import annotations

import hmac
import unicodedata
from collections.abc import Mapping

import msgspec

from kiosk import thai
from kiosk.card import Card, looks_like_card
from kiosk.card import read as read_card
from kiosk.ports import Identifier
from kiosk.record import Learner

LONGEST = 512
"""Characters; longer codes are not looked at (PRODUCT, unreadable)."""

_CITIZEN_DIGITS = 13
_PHONE_DIGITS = (9, 10)
_SEPARATORS = dict.fromkeys(map(ord, " -\u2010\u2011\u2012\u2013\u00a0./()"))
_ENDS = "\r\n\t "


class Number(msgspec.Struct, frozen=True):
    """A number that may name a learner: identifiers to look up."""

    identifiers: tuple[Identifier, ...]


class Unreadable(msgspec.Struct, frozen=True):
    """Binary, too long, control characters, or half a code."""


class Mistyped(msgspec.Struct, frozen=True):
    """A typed citizen number whose checksum fails."""


Read = Card | Number | Unreadable | Mistyped


def identify(text: str, *, typed: bool, card_keys: Mapping[str, bytes], pepper: bytes) -> Read:
    """Recognise a code. `typed` came from the number pad, everything else from a reader."""
    text = text.strip(_ENDS)
    if not text or len(text) > LONGEST or any(_forbidden(c) for c in text):
        return Unreadable()
    if not typed:
        text = _as_typed_by_a_scanner(text)
    if looks_like_card(text):
        return read_card(text, card_keys) or Unreadable()
    plain = normal(text)
    if not plain:
        return Unreadable()
    digits = plain.isascii() and plain.isdigit()
    if digits and len(plain) == _CITIZEN_DIGITS:
        others = (Identifier("member", plain), Identifier("student", plain))
        if thai.citizen_number_holds(plain):
            return Number((*others, Identifier("citizen", citizen_hash(plain, pepper))))
        return Mistyped() if typed else Number(others)
    keys = [Identifier("member", plain), Identifier("student", plain)]
    if digits:
        keys.append(Identifier("digits", plain))
        if len(plain) in _PHONE_DIGITS:
            keys.append(Identifier("phone", plain))
    return Number(tuple(keys))


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
