"""`walkin redate`."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

import click
import msgspec

from kiosk import codes
from kiosk.cli import answers
from kiosk.cli.context import Installation, pass_installation
from kiosk.clock import MOST_AHEAD, in_words
from kiosk.days import read_moment
from kiosk.desk import FrontDesk, NotPossible, Proven, Redone, Run, Stretch
from kiosk.record import Role
from kiosk.thai import ascii_digits

_SPAN = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")
_NEWEST = 40
"""Days of a list, unless all are wanted."""


class _Span(click.ParamType[dt.timedelta]):
    """A length of time, like 1d, 7h or 1d7h30m."""

    name = "span"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.timedelta:
        found = _SPAN.fullmatch(ascii_digits(str(value)).replace(" ", "").lower())
        if not found or not any(found.groups()):
            self.fail(f"{value!r} is no length of time; write 1d, 7h or 1d7h30m", param, ctx)
        days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        try:
            return dt.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        except OverflowError:
            self.fail(f"{value!r}: no clock is wrong by so much", param, ctx)


@click.command()
@click.argument("node")
@click.argument("first", type=click.IntRange(min=1), required=False)
@click.argument("last", type=click.IntRange(min=1), required=False)
@click.option("--later", type=_Span(), metavar="SPAN", help="The clock was so far behind.")
@click.option("--earlier", type=_Span(), metavar="SPAN", help="The clock was so far ahead.")
@click.option("--to", metavar="'DAY HH:MM'", help="FIRST happened then; the others move along.")
@click.option("--as-written", is_flag=True, help="Their times were right after all.")
@click.option("--by", metavar="NAME", help="The administrator who says so; asks for the PIN.")
@click.option("--reason", help="Why; kept. Never a name.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--all", "whole", is_flag=True, help=f"List more than the last {_NEWEST} runs.")
@click.option("--json", "as_json", is_flag=True, help="List as one JSON object.")
@pass_installation
def redate(
    installation: Installation,
    *,
    node: str,
    first: int | None,
    last: int | None,
    later: dt.timedelta | None,
    earlier: dt.timedelta | None,
    to: str | None,
    as_written: bool,
    by: str | None,
    reason: str | None,
    dry_run: bool,
    whole: bool,
    as_json: bool,
) -> int:
    """Put right the time of entries that NODE wrote while its clock was wrong.

    Without numbers it lists what NODE wrote, day by day as it says itself; these numbers are what
    to name: FIRST to LAST, or FIRST alone. Only an administrator does it; what the entries said
    stays in the journal and in the log, and can be put back with --as-written.
    """
    opened = installation.open()
    desk, zone = opened.desk, opened.settings.zone
    if first is None:
        return _list(desk.runs(node), node, zone, whole=whole, as_json=as_json)
    those = Stretch(node, first, last or first)
    given = [one for one in (later, earlier, to, as_written or None) if one is not None]
    if len(given) != 1:
        raise click.UsageError("say one of --later, --earlier, --to and --as-written")
    try:
        if to is not None:
            shift = _moment(to, zone) - desk.would_redate(those, dt.timedelta(0)).was
        else:
            shift = later or -(earlier or dt.timedelta(0))
        if dry_run:
            _tell(desk.would_redate(those, shift), zone, done=False)
            return 0
        if not by or not reason:
            raise click.UsageError("--by and --reason are needed")
        if not _proven(desk, by):
            return codes.BAD_DATA
        _tell(desk.redate(those, shift, by, reason), zone, done=True)
    except NotPossible as e:
        click.echo(str(e), err=True)
        return codes.BAD_DATA
    return 0


def _proven(desk: FrontDesk, by: str) -> bool:
    pin = click.prompt(f"PIN of {by}", hide_input=True, err=True)
    found = desk.prove_pin(by, str(pin), Role.ADMIN)
    if isinstance(found, Proven):
        return True
    if found.below:
        click.echo(f"only an administrator re-dates entries, and {by} is none here", err=True)
    elif found.rest:
        click.echo(f"no PIN of {by} is taken here for {found.rest} s", err=True)
    else:
        click.echo("that is not the PIN", err=True)
    return False


def _moment(text: str, zone: ZoneInfo) -> dt.datetime:
    try:
        return read_moment(text, zone)
    except ValueError as e:
        words = f"{text!r} is no time; write '2026-11-26 10:30' or '26/11/2569 10:30'"
        raise click.UsageError(words) from e


def _list(runs: list[Run], node: str, zone: ZoneInfo, *, whole: bool, as_json: bool) -> int:
    shown = runs if whole else runs[-_NEWEST:]
    if as_json:
        click.echo(msgspec.json.encode({"node": node, "runs": [_as_json(one) for one in shown]}))
        return 0
    if len(shown) < len(runs):
        click.echo(f"{len(runs) - len(shown)} earlier runs: --all")
    for one in shown:
        odd = one.stamped - one.begins
        by_hub = ""
        if abs(odd) > MOST_AHEAD:
            said = "later" if odd > dt.timedelta(0) else "earlier"
            by_hub = f"  {in_words(odd)} {said}, by the hub's clock"
        begins, ends = (_said(at, zone) for at in (one.begins, one.ends))
        numbers = f"{one.first} {one.last}"
        done = f", {one.redated} re-dated" if one.redated else ""
        click.echo(f"{node} {numbers:15} {begins} to {ends}  {_many(one.entries)}{done}{by_hub}")
    if not runs:
        click.echo(
            f"{node} wrote nothing here that has a time; a computer is called as its node.name"
            " says, on a hub mostly like korat.A",
            err=True,
        )
    return 0


def _many(entries: int) -> str:
    return "1 entry" if entries == 1 else f"{entries} entries"


def _tell(found: Redone, zone: ZoneInfo, *, done: bool) -> None:
    many = _many(found.entries)
    verb = "would be" if not done else "is" if found.entries == 1 else "are"
    span = found.now - found.was
    if not span:
        click.echo(f"{many} {verb} of the time they say")
    else:
        said = "later" if span > dt.timedelta(0) else "earlier"
        was, now = _said(found.was, zone), _said(found.now, zone)
        click.echo(f"{many} {verb} re-dated {in_words(span)} {said}: the first from {was} to {now}")
    if found.moved:
        click.echo(f"{found.moved} check-ins came for what their activity had on that day")
    if found.told:
        click.echo(f"{found.told} entries stay: somebody typed their time in; name each one alone")
    if found.stayed:
        click.echo(f"{found.stayed} check-ins are of activities that had nothing on that day")


def _said(at: dt.datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def _as_json(one: Run) -> dict[str, Any]:
    return {
        "first": one.first,
        "last": one.last,
        "entries": one.entries,
        "service_day": one.day.isoformat(),
        "begins": answers.utc(one.begins),
        "ends": answers.utc(one.ends),
        "stamped": answers.utc(one.stamped),
        "redated": one.redated,
    }
