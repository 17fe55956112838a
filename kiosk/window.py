"""A computer may keep the last days alone, while the hub keeps all of them.

Of what was written before, only that it was written stays: node, number, stamp, time, kind and by
whom. So that nothing is lost can be counted here as everywhere, and what is wanted again comes
back.
"""

from __future__ import annotations

import datetime as dt

from kiosk.clock import from_micros, micros

LEAST_DAYS = 400
"""No less: a learning passport tells of a whole year."""
PROVEN = dt.timedelta(days=60)
"""What this computer wrote goes only when the hub has had it for so long: as long as a backup of
the hub may be old that it is restored from."""
STEP = dt.timedelta(days=30)
"""Days go, and come back, together: all that is shown is made anew with it."""
_MARGIN = dt.timedelta(days=2)
OF_A_DAY = (
    "alert-answered",
    "checked-in",
    "checked-out",
    "count-corrected",
    "count-held",
    "feedback-given",
    "guests-counted",
    "help-called",
    "moved",
    "number-marked",
    "queued",
    "redated",
    "refused",
    "undone",
)
"""Kinds of entries that mean nothing once their day is not kept; they are the many."""


def stamp_before(first: dt.date) -> int:
    """Whatever is stamped earlier than this is about no service day from `first` on.

    Nothing is written before its day has begun, whatever the zone and by a clock that is a day
    behind; and what speaks of an entry is stamped later than that.
    """
    return micros(dt.datetime.combine(first - _MARGIN, dt.time(), dt.UTC))


def first_after(stamp: int) -> dt.date:
    """The first service day of which nothing is stamped so early."""
    return from_micros(stamp).date() + _MARGIN + dt.timedelta(days=1)
