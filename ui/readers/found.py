"""What a scanner gave, by keys or by a line."""

from __future__ import annotations

from typing import NamedTuple

LONGEST = 4096
"""Characters kept of one code; the largest code that is any use to us is far shorter."""

HOLD_MS = 1000
"""A code that came without an end may be half of one: so long it is waited whether more comes."""


class Scanned(NamedTuple):
    """A code came; "" when it cannot be read."""

    text: str


class Lost(NamedTuple):
    """Nothing to be used: so many keys or bytes were thrown away."""

    amount: int
    why: str
    """half: no end came. mixed: two scanners at once. too_much: too long, or keys of no scanner."""
