"""Whom an entry speaks of, as the hub keeps it beside the entry, to find who is forgotten."""

from __future__ import annotations

from kiosk.entry import decode
from kiosk.erasure import learners_in
from kiosk.written import Written


def about(row: Written) -> str | None:
    """The learner's id; "" when it speaks of nobody, None when that cannot be known here.

    Of two people it is the first; a hub looks through those entries (`kind` merged) besides.
    """
    try:
        ids = learners_in(decode(row.body))
    except (ValueError, OverflowError):
        return None
    if not ids:
        return ""
    # PostgreSQL stores neither NUL nor half a character: the entry itself has them escaped.
    return ids[0] if ids[0].isprintable() else None
