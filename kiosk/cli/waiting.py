"""`walkin waiting`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
import msgspec

from kiosk import codes
from kiosk.cli import answers
from kiosk.cli.context import Installation, pass_installation, who
from kiosk.desk import Act, Acted, FrontDesk
from kiosk.entry import EntryId
from kiosk.opening import WaitingList
from kiosk.record import Band
from kiosk.waitlist import Turn, Waiting

_SAID = {
    Act.NOBODY: "nobody waits under that number",
    Act.ALREADY: "that was done a moment ago",
    Act.IN: "they are in already",
    Act.GONE: "they were found gone; walkin waiting again puts them back",
    Act.LEFT: "they went elsewhere, or home",
    Act.UNCOUNTED: "who they are was not written down: add --child, --youth, --adult, --senior",
}
_TURNS = {Turn.CALLED: "called", Turn.MISSED: "did not come", Turn.WAITING: ""}

_by = click.option("--by", default=who, metavar="NAME", help="Who does it.  [default: the account]")


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Answer one JSON object.")
@click.pass_context
def waiting(context: click.Context, as_json: bool) -> None:
    """Waiting numbers of today: who waits for what, in order; and what staff do with them.

    A called number is shown on every kiosk, and its seats are held until the call is over.
    """
    if context.invoked_subcommand is not None:
        return
    lists = context.find_object(Installation).open().desk.waiting_lists()  # type: ignore[union-attr]
    if as_json:
        click.echo(msgspec.json.encode({"lists": [_as_json(one) for one in lists]}))
        return
    for one in lists:
        o = one.running.occurrence
        could = f", {len(one.could)} could come" if one.could else ""
        click.echo(f"{o.title}  ({o.room})  {len(one.numbers)} waiting{could}  [{o.activity}]")
        for number, turn in zip(one.numbers, one.turns, strict=True):
            people = "1 person" if number.people == 1 else f"{number.people} people"
            kind = "" if number.learner is None else ", by name"
            click.echo(f"  {number.number}  {people}{kind}  {_TURNS[turn]}".rstrip())
    if not lists:
        click.echo("nobody waits")


@waiting.command(name="next")
@click.argument("activity")
@_by
@pass_installation
def next_(installation: Installation, activity: str, by: str) -> int:
    """Call whoever is next in line for the ACTIVITY with this uid."""
    desk = installation.open().desk
    keys = [
        one.running.occurrence.key
        for one in desk.waiting_lists()
        if one.running.occurrence.activity == activity
    ]
    return _tell(desk.call_next(keys[0], by) if keys else Acted(Act.NOBODY), "is called")


@waiting.command()
@click.argument("number")
@_by
@pass_installation
def call(installation: Installation, number: str, by: str) -> int:
    """Call this NUMBER, like A7."""
    return _on(installation, number, lambda desk, n: desk.call_number(n, by), "is called")


@waiting.command()
@click.argument("number")
@_by
@pass_installation
def gone(installation: Installation, number: str, by: str) -> int:
    """They with this NUMBER wait no more."""
    return _on(installation, number, lambda desk, n: desk.number_gone(n, by), "waits no more")


@waiting.command()
@click.argument("number")
@_by
@pass_installation
def again(installation: Installation, number: str, by: str) -> int:
    """They with this NUMBER are not gone after all, or were called by mistake."""
    return _on(installation, number, lambda desk, n: desk.wait_again(n, by), "waits again")


@waiting.command(name="let-in")
@click.argument("number")
@click.option("--child", type=click.IntRange(min=0), default=0)
@click.option("--youth", type=click.IntRange(min=0), default=0)
@click.option("--adult", type=click.IntRange(min=0), default=0)
@click.option("--senior", type=click.IntRange(min=0), default=0)
@_by
@pass_installation
def let_in(
    installation: Installation,
    *,
    number: str,
    child: int,
    youth: int,
    adult: int,
    senior: int,
    by: str,
) -> int:
    """Let them in who have this NUMBER; over capacity too.

    Say how many of which age came when they are others than those who wait.
    """
    counts = zip(Band, (child, youth, adult, senior), strict=True)
    bands = {band: many for band, many in counts if many}
    return _on(installation, number, lambda desk, n: desk.let_in(n, by, bands), "is in")


def _on(
    installation: Installation,
    number: str,
    act: Callable[[FrontDesk, EntryId], Acted],
    done: str,
) -> int:
    desk = installation.open().desk
    entry = desk.find_number(number)
    return _tell(Acted(Act.NOBODY) if entry is None else act(desk, entry), done)


def _tell(acted: Acted, done: str) -> int:
    number = "" if acted.number is None else f"{acted.number.number}: "
    if acted.act is Act.DONE:
        click.echo(f"{number.removesuffix(': ')} {done}")
        if acted.short:
            lack = "1 seat is" if acted.short == 1 else f"{acted.short} seats are"
            click.echo(f"{number}{lack} lacking for all who wait with it", err=True)
        return 0
    if acted.act is Act.REFUSED and acted.outcome is not None:
        click.echo(f"{number}{acted.outcome.code.value}", err=True)
    else:
        click.echo(f"{number}{_SAID[acted.act]}", err=True)
    return codes.BAD_DATA


def _as_json(one: WaitingList) -> dict[str, Any]:
    could = {number.entry for number in one.could}

    def shown(number: Waiting, turn: Turn) -> dict[str, Any]:
        called = number.called_at
        return {
            "number": number.number,
            "people": number.people,
            "named": number.learner is not None,
            "since": answers.utc(number.at),
            "turn": turn.value,
            "called": None if called is None else answers.utc(called),
            "could_come": number.entry in could,
        }

    return {
        "activity": one.running.occurrence.activity,
        "occurrence": one.running.occurrence.key,
        "title": one.running.occurrence.title,
        "seats_left": one.running.free,
        "numbers": [shown(n, turn) for n, turn in zip(one.numbers, one.turns, strict=True)],
    }
