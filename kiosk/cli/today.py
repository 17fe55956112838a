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
from kiosk.opening import Opening, Why, whys
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
    stands = _stands(shown)
    for running in shown.running:
        o = running.occurrence
        span = "all day    " if o.all_day else (
            f"{o.start.astimezone(zone):%H:%M}-{o.end.astimezone(zone):%H:%M}"
        )  # fmt: skip
        came = shown.counts[o.key].came if o.key in shown.counts else 0
        state = _state(running, stands[o.key])
        click.echo(f"{span}  {o.title}  ({o.room})  {came} came, {state}  [{o.activity}]")
    if not shown.running:
        click.echo("no activities")
    if shown.next_day is not None:
        click.echo(f"next activities: {thai.long_date(shown.next_day)}")
    who = "1 person" if shown.came == 1 else f"{shown.came} people"
    click.echo(f"{who} came, {shown.inside} inside now")


def _stands(shown: Today) -> dict[str, Why]:
    return whys(shown.running, shown.now, centre_open=shown.centre_open)


def _state(running: Running, stands: Why) -> str:
    seats = running.free
    if not seats or stands.opening not in (Opening.OPEN, Opening.LATER):
        return stands.opening.value
    return f"{stands.opening.value}, {seats} seat{'' if seats == 1 else 's'} left"


def _as_json(shown: Today) -> dict[str, Any]:
    stands = _stands(shown)
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
                "seats_left": r.free,
                "came": shown.counts[r.occurrence.key].came
                if r.occurrence.key in shown.counts
                else 0,
                "inside": r.taken,
                "state": stands[r.occurrence.key].opening.value,
            }
            for r in shown.running
        ],
    }
