"""What scanners put around a code, and is none of it."""

from __future__ import annotations

import re

from kiosk import card, thai

# ISO/IEC 15424: ] and two characters, as ]Q3 before a QR code, ]C1 before Code 128 of GS1.
_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")


def bare(text: str, prefix: str = "") -> str:
    """The code without the scanner's own prefix and the AIM identifier, in either order.

    Under the Thai layout too, whose letters stand one for one for those of a US keyboard.
    """
    meant = as_us(text)
    start = _after(meant, 0, prefix)
    aim = _AIM.match(meant, start)
    if aim is not None:
        start = aim.end() if start else _after(meant, aim.end(), prefix)
    return text[start:]


def begins_with(text: str, prefix: str) -> bool:
    """Whether a text begins with the scanner's prefix; Caps Lock may have changed its case."""
    return bool(prefix) and as_us(text).upper().startswith(prefix.upper())


def aim_of(text: str) -> str:
    """The AIM identifier that a text begins with, "" without one."""
    aim = _AIM.match(as_us(text))
    return aim[0] if aim else ""


def is_whole(text: str) -> bool:
    """Whether nothing can be missing: a card of ours says how long it is."""
    return card.read(as_us(text), card.Keys(own={})) is not None


def as_us(text: str) -> str:
    """What a US keyboard would have typed; of the same length."""
    return thai.from_kedmanee(text) if thai.has_thai(text) else text


def _after(meant: str, start: int, prefix: str) -> int:
    return start + len(prefix) if begins_with(meant[start:], prefix) else start
