"""The code on a paper sheet: it names an occurrence of a day, and nobody."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib

from kiosk.outcome import VISIT

LENGTH = 19
"""Characters of a sheet's code."""

PAPER_WITHIN = dt.timedelta(days=7)
"""A sheet was written when it happened; a kiosk that is being mended must not lose it."""

_PREFIX = "TKS"
_BYTES = 10


def sheet_code(wanted: str, day: dt.date) -> str:
    """The code of an occurrence's sheet, by its key, or of a day's general visits (VISIT).

    It begins like no card, and has no digits alone, so no number of a learner is like it.
    """
    key = f"{day.isoformat()} {wanted}" if wanted == VISIT else wanted
    digest = hashlib.sha256(f"sheet {key}".encode()).digest()
    return _PREFIX + base64.b32encode(digest[:_BYTES]).decode()


def looks_like_sheet(text: str) -> bool:
    """Whether a text that was scanned is the code of a sheet."""
    return len(text) == LENGTH and text.upper().startswith(_PREFIX)
