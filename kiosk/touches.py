"""One touch counts one person; many touches within seconds are a game, and staff decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from kiosk.entry import CountHeld, EntryId, Undone
from kiosk.outcome import Code, Decision, Rules
from kiosk.record import Band

REASON = "fast"


class Touch(NamedTuple):
    """What one touch counted, and the entry it became."""

    entry: EntryId
    at: dt.datetime
    bands: dict[Band, int]


def recent(touches: Iterable[Touch], now: dt.datetime, rules: Rules) -> list[Touch]:
    """The touches that are too near to `now` to be thought about alone."""
    within = dt.timedelta(seconds=rules.fast_within)
    return [touch for touch in touches if dt.timedelta() <= now - touch.at < within]


def hold(
    decision: Decision, bands: dict[Band, int], earlier: Sequence[Touch], day: dt.date
) -> Decision:
    """Let staff decide about a touch that would be counted, and about those before it."""
    together = {
        band: sum(some.get(band, 0) for some in (bands, *(touch.bands for touch in earlier)))
        for band in Band
    }
    held = CountHeld(
        day=day,
        bands={band: n for band, n in sorted(together.items()) if n},
        occurrence=None if decision.outcome.occurrence is None else decision.outcome.occurrence.key,
        reason=REASON,
    )
    taken_back = (Undone(target=touch.entry, reason=REASON) for touch in earlier)
    outcome = msgspec.structs.replace(
        decision.outcome, code=Code.COUNT_HELD, people=sum(together.values()), seats_left=None
    )
    # What stands before the count, how its occurrence was, is kept for the alert.
    return Decision(outcome, (*decision.records[:-1], *taken_back, held))
