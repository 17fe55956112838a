"""The signed card: a random number and a short keyed signature, no personal data.

Text of a card, 43 characters of QR alphanumeric mode:

    TK1 | key letter | 26 characters: 128-bit random number | 13 characters: 64-bit HMAC-SHA-256

in Crockford base32, upper case. It starts with a letter whose key types a Thai letter under the
Kedmanee layout, and upper and lower case mean the same, so it survives every keyboard state. The
signature is made with a key of the centre; old keys stay for reading while cards are renewed, and
keys of other centres may be trusted. A signature can be made by whoever can verify it (HMAC), so a
trusted key speaks only for cards that its own centre issued.

The code is version 3 (29 modules a side, 37 with its quiet zone) at error correction Q (ISO 18004):
a quarter of it may be scratched. How far off it is read follows from the module. A camera of 1280
pixels across 65 degrees sees 1280 / (2 tan 32.5° · d) = 1005 / d pixels a millimetre at d mm, and
zxing-cpp wants 2.5 pixels a module, so a module of m mm is read to d = 1005 · m / 2.5 = 400 m mm:

    25 mm wide (the least): 0.68 mm a module, 270 mm
    34 mm (on the plastic card): 0.92 mm a module, 370 mm
    60 mm (on a telephone): 1.6 mm a module, 650 mm

A laser or imager at the counter is held nearer than any of these. Level H would need version 4,
whose modules are a tenth smaller; at M nothing is won, it is version 3 as well; L (version 2) reads
an eighth farther and stands a third of the damage.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

import msgspec

VERSION = "TK1"
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM_BYTES = 16
_RANDOM_CHARS = 26
_MAC_BYTES = 8
_MAC_CHARS = 13
_QR_VERSION = 3
QUIET = 4
"""Modules of white around a code (ISO 18004)."""
LEAST_MM = 25.0
"""Side of a printed code with its quiet zone, at least."""
LENGTH = len(VERSION) + 1 + _RANDOM_CHARS + _MAC_CHARS


class Signature(Enum):
    """Who signed a card: this centre, a centre it trusts, or nobody known."""

    GOOD = "good"
    TRUSTED = "trusted"
    WRONG = "wrong"


class Keys(NamedTuple):
    """What cards are verified with, by letter; no letter is in both."""

    own: Mapping[str, bytes]
    trusted: Mapping[str, bytes] = {}


class Card(msgspec.Struct, frozen=True):
    """A card as read. `card` is the SHA-256 of its random number, in hexadecimal.

    `key` is the letter of the key it says it was signed with.
    """

    card: str
    signature: Signature
    key: str


def issue(random: bytes, key_letter: str, key: bytes) -> str:
    """Text of a new card from 16 random bytes. Raises ValueError for anything but 16 bytes."""
    if len(random) != _RANDOM_BYTES:
        msg = "a card's number has 16 bytes"
        raise ValueError(msg)
    body = VERSION + key_letter + _base32(random, _RANDOM_CHARS)
    return body + _signed(body, key)


def looks_like_card(text: str) -> bool:
    """Whether the text claims to be a card, whole or not."""
    return text.upper().startswith(VERSION)


def read(text: str, keys: Keys) -> Card | None:
    """Read and verify; None when the text is half a card or no card."""
    text = text.upper()
    if len(text) != LENGTH or not text.startswith(VERSION):
        return None
    if any(c not in _ALPHABET for c in text[len(VERSION) + 1 :]):
        return None
    body, mac, letter = text[:-_MAC_CHARS], text[-_MAC_CHARS:], key_letter(text)
    signature = Signature.WRONG
    for meant, key in ((Signature.GOOD, keys.own), (Signature.TRUSTED, keys.trusted)):
        if letter in key and hmac.compare_digest(_signed(body, key[letter]), mac):
            signature = meant
    return Card(hash_of(text), signature, letter)


def key_letter(text: str) -> str:
    """Letter of the key that a card's text says it was signed with."""
    return text[len(VERSION)].upper()


def hash_of(text: str) -> str:
    """What is stored of a card's text: a hash of its random number."""
    start = len(VERSION) + 1
    return hashlib.sha256(text[start : start + _RANDOM_CHARS].upper().encode()).hexdigest()


def matrix(text: str) -> list[list[bool]]:
    """The QR modules of a card, without its quiet zone of `QUIET` modules.

    Print it at `LEAST_MM` or more.
    """
    # Loaded on use: the check-in path reads cards but never draws one.
    import qrcode

    code = qrcode.QRCode(_QR_VERSION, error_correction=qrcode.ERROR_CORRECT_Q, border=0)
    code.add_data(text)
    code.make(fit=False)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def svg(text: str, *, module_mm: float = 1.0) -> str:
    """The code as an SVG picture with its quiet zone of four modules; lengths in millimetres."""
    rows = matrix(text)
    side = len(rows) + 2 * QUIET
    squares = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
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


def _signed(body: str, key: bytes) -> str:
    mac = hmac.digest(key, body.encode("utf-8", "replace"), "sha256")[:_MAC_BYTES]
    return _base32(mac, _MAC_CHARS)


def _base32(raw: bytes, length: int) -> str:
    value = int.from_bytes(raw, "big")
    out = []
    for _ in range(length):
        value, digit = divmod(value, 32)
        out.append(_ALPHABET[digit])
    return "".join(reversed(out))
