"""`walkin learner`: what everybody may ask for of what is kept of them."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path

import click

from kiosk import codes
from kiosk.app import Opened
from kiosk.cli.context import Installation, pass_installation
from kiosk.cli.upkeep import HELD_OPEN
from kiosk.desk import KeptOf, NotPossible
from kiosk.exporting import person
from kiosk.record import Learner
from kiosk.whole_file import CannotWrite, whole_file

_RANDOM_BYTES = 16

by_whom = click.option("--by", required=True, help="Who asks for it here; kept with the reason.")
why = click.option("--reason", required=True, help="Why; kept. Never a name.")


@click.group()
def learner() -> None:
    """What is kept of a learner: show it, write it into files, erase it.

    NUMBER is a member or student number. Who asked, when and why is kept each time.
    """


@learner.command()
@click.argument("number")
@by_whom
@why
@pass_installation
def show(installation: Installation, number: str, by: str, reason: str) -> int:
    """Show all that is kept of the learner with this NUMBER."""
    opened = installation.open()
    try:
        found = opened.desk.show(_one(opened, number).learner, by, reason)
    except NotPossible as e:
        return _sorry(e)
    person.write_text(_told(opened, found), sys.stdout.buffer)
    return 0


@learner.command()
@click.argument("number")
@by_whom
@why
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path(),
    help="The folder; here unless it is given.",
)  # fmt: skip
@pass_installation
def export(installation: Installation, number: str, by: str, reason: str, output: Path) -> int:
    """Write all that is kept of the learner with this NUMBER into NUMBER.json and NUMBER.txt."""
    opened = installation.open()
    try:
        record = _one(opened, number)
        told = _told(opened, opened.desk.take_along(record.learner, by, reason))
    except NotPossible as e:
        return _sorry(e)
    name = "".join(c for c in record.number if c.isalnum()) or "learner"
    try:
        output.mkdir(parents=True, exist_ok=True)
        for ending, write in ((".json", person.write_json), (".txt", person.write_text)):
            target = output / f"walkin-{name}{ending}"
            with whole_file(target) as draft:
                write(told, draft)
            click.echo(str(target))
    except (CannotWrite, OSError) as e:
        click.echo(str(e), err=True)
        return codes.CANNOT_WRITE
    return 0


@learner.command()
@click.argument("number")
@by_whom
@why
@click.option("--yes", is_flag=True, help="Do not ask again.")
@pass_installation
def forget(installation: Installation, number: str, by: str, reason: str, yes: bool) -> int:
    """Erase the learner with this NUMBER: record, numbers and cards. Cannot be undone.

    Check-ins stay as counts of nobody in particular, so that no figure changes.
    """
    opened = installation.open()
    try:
        record = _one(opened, number)
        if not yes:
            click.confirm(f"Forget {record.number} for ever?", abort=True, err=True)
        done = opened.desk.forget(record.learner, secrets.token_bytes(_RANDOM_BYTES), by, reason)
    except NotPossible as e:
        return _sorry(e)
    click.echo(f"forgotten; {done.visits} check-ins stay, without a name")
    if not done.scrubbed:
        click.echo(HELD_OPEN, err=True)
    copies = sorted(installation.data.glob(f"{installation.database.name}.before-*"))
    if copies:
        told = ", ".join(copy.name for copy in copies)
        click.echo(f"copies from before an upgrade still have the record: {told}", err=True)
    return 0


def _one(opened: Opened, number: str) -> Learner:
    return opened.desk.holders([number])[0]


def _told(opened: Opened, found: KeptOf) -> person.Kept:
    return person.kept(
        found.learner, found.also, found.visits, found.faces, found.history,
        elsewhere=found.elsewhere, since=found.since,
        now=opened.clock.now(), zone=opened.settings.zone,
    )  # fmt: skip


def _sorry(trouble: NotPossible) -> int:
    click.echo(str(trouble), err=True)
    return codes.BAD_DATA
