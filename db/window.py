"""From which day on everything is kept here; of what is older, that it was written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import text

from db import topics
from db.journal import GOOD
from db.link import Link
from kiosk.nodes import Had
from kiosk.window import OF_A_DAY, first_after, stamp_before
from kiosk.written import Written

_WHOLE = text(
    "SELECT value FROM sync_state WHERE topic = 'first-day'"
    " AND EXISTS (SELECT 1 FROM sync_state WHERE topic = 'bare')"
)
_FIRST, _BARE, _HAD_ON = "first-day", "bare", "had-on"
KINDS = ", ".join(f"'{kind}'" for kind in OF_A_DAY)
_LET_GO = text(
    "UPDATE entry SET body = '' WHERE node = :node AND seq <= :seq AND stamp < :stamp"  # noqa: S608
    f" AND kind IN ({KINDS}) AND {GOOD.format('entry')}"
    # What an administrator gave another time may be of a day that is kept.
    " AND NOT EXISTS (SELECT 1 FROM redated r WHERE r.node = entry.node AND r.seq = entry.seq)"
)
_CHANGED = text("SELECT changes()")
_LAST_BARE = text(
    "SELECT MAX(e.stamp) FROM entry e WHERE e.body = '' AND"
    " NOT EXISTS (SELECT 1 FROM aside s WHERE s.node = e.node AND s.seq = e.seq)"
)
_HAD = "had "
_HAD_OF = text("SELECT topic, value FROM sync_state WHERE topic LIKE 'had %'")
_FORGET_HAD = text("DELETE FROM sync_state WHERE topic LIKE 'had %'")


def keeps_from(link: Link) -> dt.date | None:
    """From which service day on everything is to be kept; None for all."""
    day = topics.value(link, _FIRST)
    return None if day is None else dt.date.fromordinal(day)


def first_whole_day(link: Link) -> dt.date | None:
    """The first service day of which everything is here; None when everything is."""
    day = link.value(_WHOLE)
    return None if day is None else dt.date.fromordinal(day)


def parted(link: Link, empty: Sequence[Written]) -> tuple[list[Written], list[Written]]:
    """Of what came without a body: what is not kept here, and what nobody knows the meaning of."""
    first = keeps_from(link) if empty else None
    before = 0 if first is None else stamp_before(first)
    bare: list[Written] = []
    unknown: list[Written] = []
    for row in empty:
        kept = bare if row.kind in OF_A_DAY and 0 <= row.stamp < before else unknown
        kept.append(row)
    return bare, unknown


def at_least(link: Link, stamp: int) -> None:
    """An entry of this stamp is here without its body: the days it may be about are not whole."""
    held, after = keeps_from(link), first_after(stamp)
    if held is None or held < after:
        topics.keep(link, _FIRST, after.toordinal())
    topics.keep(link, _BARE, 1)


def keep_from(link: Link, first: dt.date | None, upto: Mapping[str, int]) -> bool:
    """Keep days from this one on; let go of older ones up to these numbers.

    Returns whether the derived tables have to be built again.
    """
    held, gone = keeps_from(link), 0
    if first is None:
        topics.forget(link, _FIRST)
    else:
        topics.keep(link, _FIRST, first.toordinal())
        for node, seq in upto.items():
            link.run(_LET_GO, {"node": node, "seq": seq, "stamp": stamp_before(first)})
            gone += link.value(_CHANGED)
    back = held is not None and (first is None or first < held)
    if back:
        topics.forget(link, _BARE)
    if gone or back:
        last = link.value(_LAST_BARE)
        if last is not None:
            # Not everything came back, or not everything went.
            at_least(link, last)
    return back or bool(gone)


def had(link: Link) -> Had | None:
    """What the hub was seen to have of our entries, and when."""
    day = topics.value(link, _HAD_ON)
    if day is None:
        return None
    rows = link.all(_HAD_OF)
    return Had(dt.date.fromordinal(day), {topic.removeprefix(_HAD): seq for topic, seq in rows})


def mark_had(link: Link, now: Had | None) -> None:
    """The hub has so much of our entries; None when what it had is not known any more."""
    link.run(_FORGET_HAD, {})
    topics.forget(link, _HAD_ON)
    if now is None:
        return
    topics.keep(link, _HAD_ON, now.on.toordinal())
    for node, seq in now.upto.items():
        topics.keep(link, f"{_HAD}{node}", seq)
