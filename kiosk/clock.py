"""Time: the service day, and stamps that never run backwards."""

from __future__ import annotations

import datetime as dt
import time
from typing import Protocol
from zoneinfo import ZoneInfo

UTC = dt.UTC
EPOCH = dt.datetime(1970, 1, 1, tzinfo=UTC)
DAY_STARTS = dt.time(4, 0)
"""A service day starts at 04:00 local time (PRODUCT, words)."""
TRUSTED = dt.timedelta(minutes=2)
"""How far the clocks of a centre may be apart before somebody should look at them."""
MOST_AHEAD = dt.timedelta(minutes=10)
"""How far others' stamps may be ahead of the wall and still be counted on from: a bound on the
drift, so that one wrong clock does not carry all others away (Kulkarni et al. 2014, section 4)."""

_MICROSECOND = dt.timedelta(microseconds=1)


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> dt.datetime:
        """The present, aware UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> dt.datetime:
        """The present, aware UTC."""
        return dt.datetime.now(UTC)


def awake_and_asleep() -> float:
    """Seconds that only grow, those in which the machine slept too where the system tells.

    CLOCK_MONOTONIC of Linux stands still while a computer sleeps (clock_gettime(2)).
    """
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


def micros(at: dt.datetime) -> int:
    """Microseconds since 1970 of an aware time. Raises TypeError for a naive one."""
    return (at - EPOCH) // _MICROSECOND


def from_micros(value: int) -> dt.datetime:
    """The aware UTC time of microseconds since 1970."""
    return EPOCH + value * _MICROSECOND


def next_stamp(now: dt.datetime, last_seen: int) -> int:
    """Hybrid logical stamp in microseconds: the wall clock, or one past the last stamp seen."""
    return max(micros(now), last_seen + 1)


def behind(now: dt.datetime, newest: dt.datetime | None) -> dt.timedelta | None:
    """How far a clock is behind the newest entry; None when that is nothing to speak of.

    Entries lie in the future when this clock was set back, or when another node's is ahead. Which
    of the two is wrong no journal knows: somebody has to look at a third clock.
    """
    ahead = dt.timedelta(0) if newest is None else newest - now
    return ahead if ahead > TRUSTED else None


def in_units(span: dt.timedelta) -> list[tuple[int, str]]:
    """A length of time as people say it, either way: days and hours, or hours and minutes.

    Units are day, hour and minute; what is left of a minute counts as one.
    """
    minutes = -(-abs(span) // dt.timedelta(minutes=1))
    days, hours = minutes // 1440, minutes % 1440 // 60
    parts = [(days, "day"), (hours, "hour"), (0 if days else minutes % 60, "minute")]
    return [part for part in parts if part[0]] or parts[-1:]


def in_words(span: dt.timedelta) -> str:
    """The same in English."""
    return " ".join(f"{n:,} {unit}{'' if n == 1 else 's'}" for n, unit in in_units(span))


def service_day(at: dt.datetime, zone: ZoneInfo, starts: dt.time = DAY_STARTS) -> dt.date:
    """The service day that `at` (aware) belongs to."""
    local = at.astimezone(zone)
    return local.date() if local.time() >= starts else local.date() - dt.timedelta(days=1)


def day_span(
    day: dt.date, zone: ZoneInfo, starts: dt.time = DAY_STARTS
) -> tuple[dt.datetime, dt.datetime]:
    """First moment of the service day and of the next one, aware UTC."""
    first = dt.datetime.combine(day, starts, zone)
    after = dt.datetime.combine(day + dt.timedelta(days=1), starts, zone)
    return first.astimezone(UTC), after.astimezone(UTC)
