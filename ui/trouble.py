"""Trouble with the database in words for staff: a code, and what it is and what to do."""

from __future__ import annotations

from kiosk.ports import StoreTrouble
from ui.catalogue import Catalogue

_GAP = " · "


def code_of(trouble: Exception) -> str:
    """What staff can say on the telephone: `E-FULL`, or `E-SOFTWARE` for a bug."""
    return as_code(trouble.reason if isinstance(trouble, StoreTrouble) else "software")


def as_code(reason: str) -> str:
    """The code of a reason."""
    return f"E-{reason.upper()}"


def advice(code: str, texts: Catalogue) -> str:
    """What is wrong, and what to do about it, in a sentence."""
    reason = code.removeprefix("E-").removeprefix("STORE-").lower()
    return texts.find(f"trouble.{reason}") or texts.say("trouble.database")


def told(key: str, code: str, texts: Catalogue) -> str:
    """The words under a key with the code in them, and what to do."""
    return texts.say(key, code) + _GAP + advice(code, texts)
