"""The signed card: a random number and a short keyed signature, no personal data.

Text of a card, 43 characters of QR alphanumeric mode (version 3 at error correction Q):

    TK1 | key letter | 26 characters: 128-bit random number | 13 characters: 64-bit HMAC-SHA-256

in Crockford base32, upper case. It starts with a letter whose key types a Thai letter under the
Kedmanee layout, and upper and lower case mean the same, so it survives every keyboard state. The
signature is made with a key of the centre; old keys stay for reading while cards are renewed.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from enum import Enum

import msgspec

VERSION = "TK1"
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM_BYTES = 16
_RANDOM_CHARS = 26
_MAC_BYTES = 8
_MAC_CHARS = 13
_QUIET = 4
LENGTH = len(VERSION) + 1 + _RANDOM_CHARS + _MAC_CHARS


class Signature(Enum):
    """What verifying a card's text gives."""

    GOOD = "good"
    WRONG = "wrong"


class Card(msgspec.Struct, frozen=True):
    """A card as read. `card` is the SHA-256 of its random number, in hexadecimal."""

    card: str
    signature: Signature


def issue(random: bytes, key_letter: str, key: bytes) -> str:
    """Text of a new card from 16 random bytes. Raises ValueError for anything but 16 bytes."""
    if len(random) != _RANDOM_BYTES:
        msg = "a card's number has 16 bytes"
        raise ValueError(msg)
    body = VERSION + key_letter + _base32(random, _RANDOM_CHARS)
    return body + _base32(_mac(body, key), _MAC_CHARS)


def looks_like_card(text: str) -> bool:
    """Whether the text claims to be a card, whole or not."""
    return text.upper().startswith(VERSION)


def read(text: str, keys: Mapping[str, bytes]) -> Card | None:
    """Read and verify; None when the text is half a card or no card.

    `keys` maps key letters to the centre's keys.
    """
    text = text.upper()
    if len(text) != LENGTH or not text.startswith(VERSION):
        return None
    if any(c not in _ALPHABET for c in text[len(VERSION) + 1 :]):
        return None
    body, mac = text[:-_MAC_CHARS], text[-_MAC_CHARS:]
    key = keys.get(text[len(VERSION)])
    good = key is not None and hmac.compare_digest(_base32(_mac(body, key), _MAC_CHARS), mac)
    return Card(hash_of(text), Signature.GOOD if good else Signature.WRONG)


def hash_of(text: str) -> str:
    """What is stored of a card's text: a hash of its random number."""
    start = len(VERSION) + 1
    return hashlib.sha256(text[start : start + _RANDOM_CHARS].upper().encode()).hexdigest()


def matrix(text: str) -> list[list[bool]]:
    """The QR modules of a card, without quiet zone: version 3, error correction Q (ISO 18004).

    Print it at 25 mm or more with a margin of four modules.
    """
    # Loaded on use: the check-in path reads cards but never draws one.
    import qrcode

    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_Q, border=0)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def svg(text: str, *, module_mm: float = 1.0) -> str:
    """The code as an SVG picture with its quiet zone of four modules; lengths in millimetres."""
    rows = matrix(text)
    side = len(rows) + 2 * _QUIET
    squares = "".join(
        f"M{x + _QUIET} {y + _QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    size = side * module_mm
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}mm" height="{size}mm"'
        f' viewBox="0 0 {side} {side}"><rect width="{side}" height="{side}" fill="#fff"/>'
        f'<path d="{squares}" fill="#000"/></svg>\n'
    )


def _mac(body: str, key: bytes) -> bytes:
    return hmac.digest(key, body.encode(), "sha256")[:_MAC_BYTES]


def _base32(raw: bytes, length: int) -> str:
    value = int.from_bytes(raw, "big")
    out = []
    for _ in range(length):
        value, digit = divmod(value, 32)
        out.append(_ALPHABET[digit])
    return "".join(reversed(out))
