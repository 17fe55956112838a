"""`walkin today`."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click
import msgspec

from kiosk import thai
from kiosk.cli import answers
from kiosk.cli.context import DAY, Installation, pass_installation
from kiosk.desk import Today
from kiosk.outcome import Running


@click.command()
@click.option("--day", type=DAY, metavar="D", help="Another service day, of either era.")
@click.option("--json", "as_json", is_flag=True, help="Answer one JSON object.")
@pass_installation
def today(installation: Installation, day: dt.date | None, as_json: bool) -> None:
    """The programme of the day with seats and head-counts."""
    opened = installation.open()
    shown = opened.desk.today(day)
    if as_json:
        click.echo(msgspec.json.encode(_as_json(shown)))
        return
    click.echo(f"{thai.long_date(shown.day)}  ({shown.day.isoformat()})")
    zone = opened.settings.zone
    for running in shown.running:
        o = running.occurrence
        span = "all day    " if o.all_day else (
            f"{o.start.astimezone(zone):%H:%M}-{o.end.astimezone(zone):%H:%M}"
        )  # fmt: skip
        came = shown.counts[o.key].came if o.key in shown.counts else 0
        state = _state(running, shown.now)
        click.echo(f"{span}  {o.title}  ({o.room})  {came} came, {state}  [{o.activity}]")
    if not shown.running:
        click.echo("no activities")
    if shown.next_day is not None:
        click.echo(f"next activities: {thai.long_date(shown.next_day)}")
    click.echo(f"{shown.came} people came, {shown.inside} inside now")


def _state(running: Running, now: dt.datetime) -> str:
    o = running.occurrence
    if o.cancelled:
        return "cancelled"
    if now > o.end:
        return "ended"
    if running.seats_left == 0:
        return "full"
    seats = "" if running.seats_left is None else f", {running.seats_left} seats left"
    return ("open" if o.is_open(now) else "later") + seats


def _as_json(shown: Today) -> dict[str, Any]:
    return {
        "day": shown.day.isoformat(),
        "came": shown.came,
        "inside": shown.inside,
        "open": shown.centre_open,
        "next_day": None if shown.next_day is None else shown.next_day.isoformat(),
        "occurrences": [
            {
                "occurrence": r.occurrence.key,
                "activity": r.occurrence.activity,
                "title": r.occurrence.title,
                "title_en": r.occurrence.title_en,
                "start": answers.utc(r.occurrence.start),
                "end": answers.utc(r.occurrence.end),
                "opens": answers.utc(r.occurrence.opens),
                "room": r.occurrence.room,
                "host": r.occurrence.host,
                "features": list(r.occurrence.features),
                "audience": list(r.occurrence.audience),
                "capacity": r.occurrence.capacity,
                "seats_left": r.seats_left,
                "came": shown.counts[r.occurrence.key].came
                if r.occurrence.key in shown.counts
                else 0,
                "inside": r.taken,
                "state": _state(r, shown.now).split(",")[0],
            }
            for r in shown.running
        ],
    }
