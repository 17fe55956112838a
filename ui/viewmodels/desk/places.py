"""To what somebody can be checked in by staff, now or afterwards, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk import thai
from kiosk.outcome import VISIT, Running
from ui.catalogue import Catalogue
from ui.viewmodels.desk.person import Choice
from ui.viewmodels.desk.rows import clock_of
from ui.viewmodels.programme import title_of

if TYPE_CHECKING:
    from kiosk.desk import Today

LATE_WITHIN = dt.timedelta(hours=24)
_GAP = " · "


def derive_open(
    today: Today, inside: Collection[str | None], texts: Catalogue, zone: ZoneInfo, by: str
) -> tuple[Choice, ...]:
    """What is open, just visiting, then what begins later today.

    `inside` are those they are in already; a full one is said to be filled in the name of `by`.
    """
    running = [r for r in today.running if not r.occurrence.cancelled]
    here = [r for r in running if r.occurrence.is_open(today.now)]
    later = [r for r in running if r.occurrence.opens > today.now]
    there = texts.say("desk.place.in_already")
    visit = Choice(VISIT, texts.say("choose.visit"), note=there if None in inside else "")
    return (
        *(_open(r, there if r.occurrence.key in inside else "", texts, zone, by) for r in here),
        visit,
        *(_later(r, texts, zone) for r in later),
    )


def derive_late(
    days: Collection[Today], been: Collection[str | None], texts: Catalogue, zone: ZoneInfo
) -> tuple[Choice, ...]:
    """What has begun and was not over more than a day ago, the newest first."""
    rows = [
        (r.occurrence.start, _over(r, day, been, texts, zone))
        for day in days
        for r in day.running
        if not r.occurrence.cancelled
        and r.occurrence.start <= day.now <= r.occurrence.end + LATE_WITHIN
    ]
    return tuple(choice for _, choice in sorted(rows, key=lambda row: row[0], reverse=True))


def _open(running: Running, there: str, texts: Catalogue, zone: ZoneInfo, by: str) -> Choice:
    full = running.to_give == 0
    note = there or (texts.say("desk.place.over", by) if full else "")
    return Choice(
        running.occurrence.key,
        title_of(running.occurrence, texts.language),
        _GAP.join(filter(None, (_hours(running, texts, zone), _seats(running, texts)))),
        note,
        wary=full and not there,
    )


def _later(running: Running, texts: Catalogue, zone: ZoneInfo) -> Choice:
    note = texts.say("desk.state.later", clock_of(running.occurrence.opens, texts, zone))
    title = title_of(running.occurrence, texts.language)
    return Choice(running.occurrence.key, title, _hours(running, texts, zone), note)


def _over(
    running: Running, day: Today, been: Collection[str | None], texts: Catalogue, zone: ZoneInfo
) -> Choice:
    occurrence = running.occurrence
    when = _hours(running, texts, zone)
    if occurrence.day == day.now.astimezone(zone).date():
        when = _GAP.join((texts.say("desk.card.today"), when))
    else:
        when = _GAP.join((thai.long_date(occurrence.day, language=texts.language), when))
    there = texts.say("desk.place.in_already") if occurrence.key in been else ""
    return Choice(occurrence.key, title_of(occurrence, texts.language), when, there)


def _hours(running: Running, texts: Catalogue, zone: ZoneInfo) -> str:
    occurrence = running.occurrence
    if occurrence.all_day:
        return texts.say("desk.place.all_day")
    start, end = (clock_of(at, texts, zone) for at in (occurrence.start, occurrence.end))
    return f"{start}–{end}"


def _seats(running: Running, texts: Catalogue) -> str:
    capacity = running.occurrence.capacity
    if capacity is None:
        return ""
    return texts.say("desk.place.seats", running.taken, capacity)
