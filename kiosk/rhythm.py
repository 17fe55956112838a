"""The everyday rules of repetition, as a form says them, and their RRULE (RFC 5545, 3.3.10)."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORKDAYS = "MO,TU,WE,TH,FR"
_MIDNIGHT = dt.time(23, 59, 59)


class Every(StrEnum):
    """How often. OTHER is a rule from elsewhere that no form says."""

    ONCE = "once"
    DAY = "day"
    WORKDAY = "workday"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    OTHER = "other"


_FREQUENCY = {
    Every.DAY: "FREQ=DAILY",
    Every.WORKDAY: f"FREQ=WEEKLY;BYDAY={_WORKDAYS}",
    Every.WEEK: "FREQ=WEEKLY",
    Every.FORTNIGHT: "FREQ=WEEKLY;INTERVAL=2",
    Every.MONTH: "FREQ=MONTHLY",
}


class Rhythm(msgspec.Struct, frozen=True, kw_only=True):
    """How something repeats.

    `days` are weekdays, Monday being 0, for WEEK and FORTNIGHT; none means that of the first time.
    MONTH is the same weekday of the same week of the month, a fifth one being the last. `until` is
    the last day on which it may begin.
    """

    every: Every = Every.ONCE
    days: tuple[int, ...] = ()
    until: dt.date | None = None


def rule_of(rhythm: Rhythm, first: dt.date, zone: ZoneInfo, *, timed: bool) -> str:
    """The RRULE line of a rhythm whose first time is on that day; "" for ONCE."""
    if rhythm.every not in _FREQUENCY:
        return ""
    rule = _FREQUENCY[rhythm.every]
    if rhythm.every in (Every.WEEK, Every.FORTNIGHT) and rhythm.days:
        days = sorted({*rhythm.days, first.weekday()})
        rule += ";BYDAY=" + ",".join(_DAYS[day] for day in days)
    elif rhythm.every is Every.MONTH:
        week = (first.day - 1) // 7 + 1
        rule += f";BYDAY={week if week < 5 else -1}{_DAYS[first.weekday()]}"  # noqa: PLR2004
    return f"RRULE:{rule}{_until(rhythm.until, zone, timed=timed)}"


def rule_until(line: str, until: dt.date | None, zone: ZoneInfo, *, timed: bool) -> str:
    """The RRULE line with another last day; None for no end."""
    name, _, rule = line.partition(":")
    kept = [part for part in rule.split(";") if not part.upper().startswith(("UNTIL=", "COUNT="))]
    return f"{name}:{';'.join(kept)}{_until(until, zone, timed=timed)}"


def rhythm_of(line: str, first: dt.date, zone: ZoneInfo) -> Rhythm:
    """What an RRULE line says, "" being ONCE. A COUNT has no last day here."""
    if not line:
        return Rhythm()
    parts = dict(part.split("=", 1) for part in line.partition(":")[2].upper().split(";") if part)
    until = _read(parts.get("UNTIL", ""), zone)
    plain = {name: text for name, text in parts.items() if name not in ("UNTIL", "COUNT", "WKST")}
    if plain.get("INTERVAL") == "1":
        del plain["INTERVAL"]
    names = plain.get("BYDAY", "").split(",") if plain.get("BYDAY") else []
    days = tuple(_DAYS.index(name) for name in names if name in _DAYS)
    given = Rhythm(days=days, until=until)
    for every in _FREQUENCY:
        asked = msgspec.structs.replace(given, every=every)
        said = rule_of(asked, first, zone, timed=True).partition(":")[2].split(";")
        if dict(part.split("=", 1) for part in said if not part.startswith("UNTIL=")) == plain:
            weekly = every in (Every.WEEK, Every.FORTNIGHT)
            return asked if weekly else Rhythm(every=every, until=until)
    return Rhythm(every=Every.OTHER, until=until)


def _until(day: dt.date | None, zone: ZoneInfo, *, timed: bool) -> str:
    """In UTC beside a time (RFC 5545), a date beside a date."""
    if day is None:
        return ""
    if not timed:
        return f";UNTIL={day:%Y%m%d}"
    last = dt.datetime.combine(day, _MIDNIGHT, zone).astimezone(dt.UTC)
    return f";UNTIL={last:%Y%m%dT%H%M%SZ}"


def _read(text: str, zone: ZoneInfo) -> dt.date | None:
    try:
        if text.endswith("Z"):
            at = dt.datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
            return at.astimezone(zone).date()
        return dt.datetime.strptime(text[:8], "%Y%m%d").date() if text else None  # noqa: DTZ007
    except ValueError:
        return None
