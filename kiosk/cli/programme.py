"""`walkin programme`."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from typing import Any

import click
import msgspec

from kiosk import codes
from kiosk.cli.context import DAY, Installation, pass_installation, who
from kiosk.desk import Changed, Fate, FrontDesk, NotPossible, Planned, Visits
from kiosk.keeping import CannotKeep
from kiosk.public_holidays import holidays_between
from kiosk.rhythm import Every, Rhythm
from kiosk.wish import Wish

_FATES = (Fate.LEAVE.value, Fate.ALONG.value)
_YEAR = dt.timedelta(days=365)
_EVERY = tuple(every.value for every in Every if every is not Every.OTHER)


class _Time(click.ParamType[dt.time]):
    name = "time"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.time:
        try:
            return dt.time.fromisoformat(str(value).replace(".", ":").zfill(5))
        except ValueError:
            self.fail(f"{value!r} is no time; write 13:30", param, ctx)


def _particulars(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that say what an occurrence is."""
    for option in (
        click.option("--capacity", type=int, metavar="N", help="Seats."),
        click.option("--host", metavar="TEXT"),
        click.option("--room", metavar="TEXT"),
        click.option("--end", type=_Time(), metavar="TIME"),
        click.option("--start", type=_Time(), metavar="TIME", help="Without it the whole day."),
    ):
        command = option(command)
    return command


_key = click.argument("key")
_day = click.option("--day", type=DAY, metavar="D", required=True, help="Its service day.")
_by = click.option("--by", metavar="NAME", help="Who does it. [default: this account]")
_following = click.option("--following", is_flag=True, help="All following ones too.")
_visits = click.option(
    "--visits",
    metavar="leave|along|KEY",
    help="What becomes of who has come today: they stay as they were, go along, or to KEY.",
)


@click.group()
def programme() -> None:
    """Plan activities, change them and call them off; the desk's page does the same.

    What is over stays as it was. When people have come today, what becomes of their visits must be
    said; none is lost.
    """


@programme.command()
@click.option("--from", "first", type=DAY, metavar="D", help="The first day. [default: today]")
@click.option("--days", type=click.IntRange(1, 366), default=7, show_default=True)
@pass_installation
def show(installation: Installation, *, first: dt.date | None, days: int) -> None:
    """Say what is on, each with its KEY."""
    opened = installation.open()
    zone = opened.settings.zone
    for day in opened.desk.plan(first or opened.desk.today().day, days).days:
        closed = "  closed" if day.hours is None else ""
        click.echo(f"{day.day}{closed}")
        for one in day.occurrences:
            o = one.occurrence
            times = f"{o.start.astimezone(zone):%H:%M}-{o.end.astimezone(zone):%H:%M}"
            state = "  cancelled" if o.cancelled else f"  {one.came} came" if one.came else ""
            click.echo(f"  {'all day    ' if o.all_day else times}  {o.title}{state}  {o.key}")


@programme.command()
@click.argument("title")
@_day
@_particulars
@click.option("--every", type=click.Choice(_EVERY), default="once", show_default=True)
@click.option("--until", type=DAY, metavar="D", help="The last day on which it may repeat.")
@_by
@pass_installation
def new(
    installation: Installation,
    /,
    *,
    title: str,
    day: dt.date,
    every: str,
    until: dt.date | None,
    by: str | None,
    **said: Any,  # noqa: ANN401 - options of the command line
) -> int:
    """Plan TITLE."""
    rhythm = Rhythm(every=Every(every), until=until)
    wish = Wish(title=title, day=day, rhythm=rhythm, **_given(said))
    return _do(installation, lambda desk: desk.plan_new(wish, secrets.token_bytes(16), by or who()))


@programme.command()
@_key
@_day
@click.option("--title", metavar="TEXT")
@click.option("--to-day", type=DAY, metavar="D", help="Another day.")
@_particulars
@_following
@_visits
@_by
@pass_installation
def change(
    installation: Installation,
    /,
    *,
    key: str,
    day: dt.date,
    to_day: dt.date | None,
    following: bool,
    visits: str | None,
    by: str | None,
    **said: Any,  # noqa: ANN401 - options of the command line
) -> int:
    """Move or change the occurrence KEY of a day."""
    given = _given(said) | ({} if to_day is None else {"day": to_day})

    def write(desk: FrontDesk, seen: Planned) -> Changed:
        wish = msgspec.structs.replace(seen.wish, **given)
        return desk.replan(
            seen, wish, by or who(), following=following, visits=_fate(visits), reason="moved"
        )

    return _do(installation, lambda desk: write(desk, desk.planned(key, day)))


@programme.command(name="call-off")
@_key
@_day
@click.option("--reason", required=True, metavar="TEXT", help="Visitors read it.")
@_following
@_visits
@_by
@pass_installation
def call_off(
    installation: Installation,
    *,
    key: str,
    day: dt.date,
    reason: str,
    following: bool,
    visits: str | None,
    by: str | None,
) -> int:
    """Call the occurrence KEY of a day off."""
    return _do(
        installation,
        lambda desk: desk.call_off(
            desk.planned(key, day), by or who(), reason, following=following, visits=_fate(visits)
        ),
    )


@programme.command()
@click.option("--close", "closed", type=DAY, metavar="D", multiple=True, help="Close on this day.")
@pass_installation
def holidays(installation: Installation, *, closed: tuple[dt.date, ...]) -> int:
    """Offer Thai public holidays of the next year as closed days. None is assumed."""
    opened = installation.open()
    hours, today = opened.settings.hours, opened.desk.today().day
    if closed:
        days = sorted({*hours.closed, *closed})
        try:
            installation.keep_settings("hours", {"closed": days})
        except CannotKeep as e:
            click.echo(f"{e}; put into it:\n{e.lines}", err=True)
            return codes.CANNOT_WRITE
        click.echo("closed: " + ", ".join(map(str, closed)))
        return 0
    for day, name in holidays_between(today, today + _YEAR).items():
        click.echo(f"{day}  {'open  ' if hours.of(day) else 'closed'}  {name}")
    click.echo("to close on one of them: walkin programme holidays --close DAY", err=True)
    return 0


def _given(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value is not None}


def _fate(text: str | None) -> Visits | None:
    if text is None:
        return None
    return Visits(fate=Fate(text)) if text in _FATES else Visits(fate=Fate.TO, to=text)


def _do(installation: Installation, act: Callable[[FrontDesk], Changed]) -> int:
    try:
        changed = act(installation.open().desk)
    except NotPossible as e:
        click.echo(str(e), err=True)
        return codes.BAD_DATA
    click.echo(changed.key)
    return 0
