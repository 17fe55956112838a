"""A clock was wrong: when an entry says that it happened, and when it did.

The journal keeps what was written; whatever is folded from it and shown goes by the time it is
given here. Orders of entries, seats and PINs do not: they rest on stamps.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from kiosk import entry as e
from kiosk.clock import service_day

LONGEST = dt.timedelta(days=36525)
"""No clock is wrong by more than a hundred years."""

DATED: tuple[type[e.Body], ...] = (
    e.CheckedIn,
    e.GuestsCounted,
    e.CheckedOut,
    e.Queued,
    e.NumberMarked,
    e.Undone,
    e.Refused,
    e.CountHeld,
    e.HelpCalled,
    e.AlertAnswered,
    e.FeedbackGiven,
    e.CardLost,
    e.PinLocked,
    e.ManyUnknown,
    e.DeviceGone,
    e.DatabaseRestored,
    e.BackupFailed,
)
"""What can be re-dated; of the rest no time or day is shown, or none may change."""


class Misdated(NamedTuple):
    """What a check-in said before it was re-dated: aware UTC and a service day; by whom, and why.

    `node` and `seq` name the entry that re-dated it.
    """

    at: dt.datetime
    day: dt.date
    by: str | None
    reason: str


def shift_of(seconds: int) -> dt.timedelta:
    """By how much entries are re-dated. Raises ValueError when no clock is so wrong."""
    if abs(seconds) > LONGEST.total_seconds():
        msg = f"no clock is wrong by {seconds} seconds"
        raise ValueError(msg)
    return dt.timedelta(seconds=seconds)


def zone_of(name: str) -> ZoneInfo:
    """The time zone. Raises LookupError or ValueError when there is none of this name."""
    try:
        return ZoneInfo(name)
    except OSError as e:
        # A folder of zones, like Asia.
        raise ValueError(name) from e


def dated(entry: e.Entry, shift: dt.timedelta, zone: ZoneInfo) -> e.Entry:
    """The entry as if the clock had been right; as it is where that is no time."""
    if not isinstance(entry.body, DATED):
        return entry
    try:
        at = entry.at + shift
        days = service_day(at, zone) - service_day(entry.at, zone)
        day = getattr(entry.body, "day", None)
        if day is None:
            return entry._replace(at=at)
        return entry._replace(at=at, body=msgspec.structs.replace(entry.body, day=day + days))
    except OverflowError:
        return entry


def before(
    at: dt.datetime, day: dt.date, shift: dt.timedelta, zone: ZoneInfo
) -> tuple[dt.datetime, dt.date]:
    """The time and service day that stood there before they became these."""
    return at - shift, day - (service_day(at, zone) - service_day(at - shift, zone))
