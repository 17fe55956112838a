"""PINs of staff: which will do, how they are kept, and how long one waits after wrong ones."""

from __future__ import annotations

import hmac
import itertools

from kiosk import thai

LENGTH = 6
"""Digits."""
FREE = 5
"""Wrong PINs in a row; the last of them begins a wait."""
RESTS = (60, 300, 900)
"""Seconds to wait after the fifth wrong PIN, the sixth, and each one after that.

So nobody tries more than about a hundred PINs a day.
"""

# 64 MiB and two passes take 0.1 to 0.3 s on a kiosk's processor. Six digits alone would still be
# guessed within days by whoever has the database: the pepper lies elsewhere.
_MEMORY_KIB = 65536
_PASSES = 2
_LANES = 1
# Of no PIN at all: nobody is looked for as long as somebody.
_NOBODYS = (
    "$argon2id$v=19$m=65536,t=2,p=1$bm9ib2R5IGlzIGhlcmU$4Wk/4V6tMwRvo2rPlUrHwgPSwyitilWWVBYPg+PIcd4"
)
_PURPOSE = b"staff-pin\0"
_STEPS = (1, -1)


def digits(text: str) -> str:
    """The PIN that was typed, Thai digits as 0-9; "" when it is none."""
    pin = thai.ascii_digits(text.strip())
    return pin if len(pin) == LENGTH and pin.isascii() and pin.isdigit() else ""


def is_easy(pin: str) -> bool:
    """Whether it is among the first that anybody tries: repeated, or counting up or down."""
    if any(pin == pin[:part] * (LENGTH // part) for part in (1, 2, 3)):
        return True
    steps = {int(b) - int(a) for a, b in itertools.pairwise(pin)}
    return len(steps) == 1 and steps.pop() in _STEPS


def rest_after(wrong: int) -> int:
    """Seconds of waiting after so many wrong PINs in a row."""
    return 0 if wrong < FREE else RESTS[min(wrong - FREE, len(RESTS) - 1)]


def hashed(pin: str, pepper: bytes, salt: bytes) -> str:
    """What is kept of a PIN (argon2id, RFC 9106). `salt` are 16 random bytes. Takes its time."""
    from argon2 import PasswordHasher

    hasher = PasswordHasher(_PASSES, _MEMORY_KIB, _LANES)
    return hasher.hash(_peppered(pin, pepper), salt=salt)


def fits(pin: str, kept: str, pepper: bytes) -> bool:
    """Whether `kept` is of this PIN; takes as long when nothing is kept."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(kept or _NOBODYS, _peppered(pin, pepper))
    except (VerificationError, InvalidHashError):
        return False


def _peppered(pin: str, pepper: bytes) -> bytes:
    return hmac.digest(pepper, _PURPOSE + pin.encode(), "sha256")
