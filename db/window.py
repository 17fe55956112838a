"""From which day on everything is kept here; of what is older, that it was written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import text

from db.arrival import understood
from db.fold import erasing
from db.journal import GOOD
from db.link import Link
from kiosk.window import OF_A_DAY, stamp_before
from kiosk.written import Written, seal

_FIRST = text("SELECT value FROM sync_state WHERE topic = 'first-day'")
_SET_FIRST = text(
    "INSERT INTO sync_state (topic, value) VALUES ('first-day', :day)"
    " ON CONFLICT (topic) DO UPDATE SET value = excluded.value"
)
_ALL = text("DELETE FROM sync_state WHERE topic = 'first-day'")
_KINDS = ", ".join(f"'{kind}'" for kind in OF_A_DAY)
_LET_GO = text(
    "UPDATE entry SET body = '' WHERE node = :node AND seq <= :seq AND stamp < :stamp"  # noqa: S608
    f" AND kind IN ({_KINDS}) AND {GOOD.format('entry')}"
)
_CHANGED = text("SELECT changes()")
_FILL = text("UPDATE entry SET body = :body WHERE node = :node AND seq = :seq AND body = ''")


def first_whole_day(link: Link) -> dt.date | None:
    """The first service day of which everything is kept; None when all days are."""
    day = link.value(_FIRST)
    return None if day is None else dt.date.fromordinal(day)


def keep_from(link: Link, first: dt.date | None, upto: Mapping[str, int]) -> bool:
    """Keep days from this one on; let go of older ones up to these numbers.

    Returns whether the derived tables have to be built again.
    """
    held = first_whole_day(link)
    if first is None:
        link.run(_ALL, {})
        return held is not None
    link.run(_SET_FIRST, {"day": first.toordinal()})
    gone = 0
    for node, seq in upto.items():
        link.run(_LET_GO, {"node": node, "seq": seq, "stamp": stamp_before(first)})
        gone += link.value(_CHANGED)
    return bool(gone) or (held is not None and first < held)


def fill(link: Link, rows: Sequence[Written]) -> None:
    """Put back what was let go; of whoever was forgotten meanwhile, without their name."""
    good, _ = understood(rows)
    kept = erasing.redact(link, [entry for _, entry in good])
    if kept:
        link.run(_FILL, *(seal(entry)._asdict() for entry in kept))
