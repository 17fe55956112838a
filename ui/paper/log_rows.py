"""What stands on the rows of the daily log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kiosk import thai
from kiosk.exporting.tally import Sum, Tally, after_its_day
from kiosk.ports import Line
from kiosk.record import Band


class LogRow(NamedTuple):
    """A check-in, an activity's sums, or a day's; a heading says more in `who`.

    `first` is a check-in's time; of sums `who` counts the check-ins. Numbers are written out.
    """

    first: str = ""
    who: str = ""
    what: str = ""
    visits: str = ""
    bands: tuple[str, ...] = ()
    left: str = ""
    note: str = ""
    heading: bool = False


def rows_of_day(
    lines: Iterable[Line], zone: ZoneInfo, texts: Mapping[str, str], *, names: bool
) -> list[LogRow]:
    """Every check-in, in the order of the lines."""
    return [_row(line, zone, texts, names=names) for line in lines]


def rows_of_activities(tally: Tally, texts: Mapping[str, str]) -> list[LogRow]:
    """The most visited first."""
    every = sorted(tally.activities().items(), key=lambda one: (-one[1].visits, one[0]))
    return [
        _sums(one, what=thai.tidy(tally.titles[uid]) or uid or texts["choose.visit"])
        for uid, one in every
    ]


def rows_of_days(tally: Tally) -> list[LogRow]:
    """Every day with a check-in."""
    return [_sums(one, what=thai.long_date(day)) for day, one in tally.days().items()]


def _sums(one: Sum, what: str) -> LogRow:
    return LogRow(
        what=what,
        who=f"{one.check_ins:,}",
        visits=f"{one.visits:,}",
        bands=tuple(f"{n:,}" if n else "" for n in one.bands.values()),
    )


def _row(line: Line, zone: ZoneInfo, texts: Mapping[str, str], *, names: bool) -> LogRow:
    occurrence = line.occurrence
    title = texts["choose.visit"] if occurrence is None else thai.tidy(occurrence.title)
    bands = (line.bands.get(band, 0) for band in Band)
    left = "" if line.left_at is None else _clock(line.left_at, zone)
    return LogRow(
        first=_clock(line.at, zone),
        who=_who(line, texts, names=names),
        what=title,
        visits=str(line.counted),
        bands=tuple(str(n) if n and line.counted else "" for n in bands),
        left=left,
        note=", ".join(texts[f"paper.log.{key}"] for key in _notes(line, zone)),
    )


def _who(line: Line, texts: Mapping[str, str], *, names: bool) -> str:
    if names and line.learner is not None:
        return f"{line.learner.number}  {thai.tidy(line.learner.name)}"
    if line.named:
        return texts["paper.log.learner"]
    return texts["paper.log.guest" if line.people == 1 else "paper.log.party"]


def _notes(line: Line, zone: ZoneInfo) -> list[str]:
    told = {
        "undone": line.undone_at is not None,
        "again": line.again,
        "after": after_its_day(line, zone),
        "redated": line.misdated is not None,
        "over": line.over_capacity,
        "expired": line.expired,
        "late": line.late,
    }
    return [key for key, holds in told.items() if holds]


def _clock(at: dt.datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%H.%M}"
