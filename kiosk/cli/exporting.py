"""`walkin export`."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from kiosk import codes
from kiosk.cli.context import DAY, Installation, pass_installation, writing
from kiosk.clock import service_day
from kiosk.config import Settings
from kiosk.days import YEARS, fiscal_year
from kiosk.exporting import (
    FORMATS,
    CannotWrite,
    Draw,
    Exported,
    NeedsReason,
    Wanted,
    export_log,
)
from kiosk.exporting.access import export_access
from kiosk.exporting.automatic import Source, export_closed, folders
from kiosk.exporting.people import export_learners
from kiosk.exporting.programme import FORMS, export_programme

_SHOWN = 10
_PATIENCE_S = 1.0


@click.group()
def export() -> None:
    """Take the daily log, the list of learners, or who did what out of the database."""


@export.command()
@click.option("--day", type=DAY, metavar="D", help="One service day; today when nothing is given.")
@click.option("--from", "first", type=DAY, metavar="D", help="First service day of a range.")
@click.option("--to", "last", type=DAY, metavar="D", help="Last service day of the range.")
@click.option(
    "--fiscal-year",
    "year",
    type=int,
    metavar="YEAR",
    help="The Thai fiscal year, October to September: 2569 or 2026.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="csv", show_default=True)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Where to; - is standard output. [default: walkin-log-DAY.csv here]",
)
@click.option("--names", is_flag=True, help="With numbers and names of people; needs --reason.")
@click.option("--reason", default="", metavar="TEXT", help="Why names are needed; it is kept.")
@pass_installation
def log(
    installation: Installation,
    *,
    day: dt.date | None,
    first: dt.date | None,
    last: dt.date | None,
    year: int | None,
    form: str,
    output: str | None,
    names: bool,
    reason: str,
) -> None:
    """Write every check-in of the days, one a line.

    Dates are written 2026-11-22 or 22/11/2569. Without --names nothing in the file tells who
    somebody is. A check-in that was undone stays in the file, marked, and counts 0 people.
    The same days give the same file, unless late entries came in: these are listed.
    """
    if names and not reason.strip():
        msg = "names are given out only with a reason: add --reason TEXT"
        raise click.UsageError(msg)
    if reason and not names:
        msg = "--reason belongs to --names"
        raise click.UsageError(msg)
    span = _span(day, first, last, year)
    opened = installation.open()
    zone = opened.settings.zone
    if span is None:
        today = service_day(opened.clock.now(), zone)
        span = (today, today)
    wanted = Wanted(
        first=span[0],
        last=span[1],
        format=form,
        names=names,
        reason=reason,
        centre=opened.settings.centre.name,
    )
    target = Path(output) if output else Path(file_name(wanted))
    try:
        with writing():
            draw = drawer(opened.settings) if form == "pdf" else None
            if output == "-":
                export_log(opened.store, opened.clock, zone, wanted, sys.stdout.buffer, draw=draw)
                return
            done = export_log(
                opened.store, opened.clock, zone, wanted, target, draw=draw, passed=_progress()
            )
    except ImportError as e:
        click.echo(f"a PDF cannot be drawn here ({e}); --format xlsx can be written", err=True)
        raise click.exceptions.Exit(codes.NOT_AVAILABLE) from e
    click.echo(_said(done, target), err=True)


@export.command()
@pass_installation
def closed(installation: Installation) -> int:
    """Write the days that are over into the folders of the settings, where they are missing.

    The kiosk does this by itself at closing time. Each folder remembers what it has: days the
    machine was off are caught up on, days with late entries are written again.
    """
    # Whoever stands at the kiosk meanwhile comes first.
    with contextlib.suppress(AttributeError, OSError):
        os.nice(5)
    opened = installation.open()
    wanted = opened.settings.export
    if not (wanted.folder or wanted.stick):
        click.echo("no folder is named: see export.folder in the settings", err=True)
        return codes.SETTINGS
    zone, centre = opened.settings.zone, opened.settings.centre.name
    try:
        draw = drawer(opened.settings) if "pdf" in wanted.formats else None
        source = Source(opened.store, opened.clock, zone, centre, draw)
    except ImportError as e:
        click.echo(f"a PDF cannot be drawn here ({e}): take pdf out of export.formats", err=True)
        return codes.NOT_AVAILABLE
    last, code = opened.desk.last_closed(), 0
    for folder in folders(wanted, installation.data):
        try:
            files = export_closed(source, folder, wanted.formats, last)
            click.echo(f"{folder}: {len(files)} files written, up to {last}", err=True)
        except CannotWrite as e:  # the other folder may fare better
            click.echo(f"Error: {e}", err=True)
            code = codes.CANNOT_WRITE
    return code


def drawer(settings: Settings) -> Draw:
    """What draws the PDF. Raises ImportError where Qt cannot be loaded."""
    from kiosk.cli.screens import offscreen

    offscreen()
    from ui.paper.log import write_pdf

    return partial(write_pdf, settings=settings)


def _span(
    day: dt.date | None, first: dt.date | None, last: dt.date | None, year: int | None
) -> tuple[dt.date, dt.date] | None:
    """The days asked for; None for today. Raises UsageError when two ways are mixed."""
    ways = [day is not None, first is not None or last is not None, year is not None]
    if sum(ways) > 1:
        msg = "choose one of --day, --from with --to, --fiscal-year"
        raise click.UsageError(msg)
    if day is not None:
        return day, day
    if year is not None:
        if year not in YEARS:
            msg = f"{year} is no year; write 2569 or 2026"
            raise click.UsageError(msg)
        return fiscal_year(year)
    if first is None and last is None:
        return None
    if first is None or last is None:
        msg = "--from and --to belong together"
        raise click.UsageError(msg)
    if first > last:
        msg = f"--from {first} is after --to {last}"
        raise click.UsageError(msg)
    return first, last


def file_name(wanted: Wanted) -> str:
    """How the file of these days is called when nobody says."""
    days = wanted.first.isoformat()
    if wanted.last != wanted.first:
        days += f"_{wanted.last.isoformat()}"
    return f"walkin-log-{days}{'-names' if wanted.names else ''}.{wanted.format}"


def _progress() -> Callable[[int], None]:
    """Says at a terminal how far a long export is; Ctrl+C ends it and leaves no file."""
    began = time.monotonic()

    def say(count: int) -> None:
        if time.monotonic() > began + _PATIENCE_S and sys.stderr.isatty():
            click.echo(f"\r{count:,} check-ins ...\r", err=True, nl=False)

    return say


def _said(done: Exported, target: Path) -> str:
    text = f"{target}: {done.lines} check-ins"
    if done.late:
        text += f"; came or changed after their day: {_listed(done.late, done.late_lines)}"
    if done.changed:
        listed = _listed(done.changed, len(done.changed))
        text += f"; new or changed since this file was written before: {listed}"
    return text


def _listed(entries: Sequence[str], count: int) -> str:
    more = count - _SHOWN
    return ", ".join(entries[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


@export.command()
@click.option("--format", "form", type=click.Choice(FORMS), default="ics", show_default=True)
@click.option(
    "-o", "--output", metavar="FILE",
    help="Where to; - is standard output. [default: walkin-programme.ics here]",
)  # fmt: skip
@pass_installation
def programme(installation: Installation, *, form: str, output: str | None) -> None:
    """Write the programme as iCalendar or CSV, to be edited and imported again.

    walkin import programme takes either back.
    """
    opened = installation.open()
    name = output or f"walkin-programme.{form}"
    target = sys.stdout.buffer if output == "-" else Path(name)
    with writing():
        count = export_programme(opened.store, opened.clock, opened.settings.zone, form, target)
    click.echo(f"{name}: {count} activities", err=True)


@export.command()
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is kept.")
@click.option("--by", metavar="NAME", help="Who asks for it; it is kept.")
@click.option(
    "-o", "--output", metavar="FILE", default="walkin-learners.csv", show_default=True,
    help="Where to; - is standard output.",
)  # fmt: skip
@pass_installation
def learners(installation: Installation, *, reason: str, by: str | None, output: str) -> None:
    """Write every learner as CSV, to be edited and imported again: walkin import learners."""
    opened = installation.open()
    target = sys.stdout.buffer if output == "-" else Path(output)
    try:
        with writing():
            count = export_learners(
                opened.store, opened.clock, opened.settings.zone, target, reason=reason, by=by
            )
    except NeedsReason as e:
        raise click.UsageError(str(e)) from e
    click.echo(f"{output}: {count} learners", err=True)


@export.command()
@click.option("--from", "first", type=DAY, metavar="D", required=True, help="First service day.")
@click.option("--to", "last", type=DAY, metavar="D", required=True, help="Last service day.")
@click.option(
    "-o", "--output", metavar="FILE", default="walkin-access.csv", show_default=True,
    help="Where to; - is standard output.",
)  # fmt: skip
@pass_installation
def access(installation: Installation, *, first: dt.date, last: dt.date, output: str) -> None:
    """Write who of the staff did what, looked at whom, took which names out, and why, as CSV.

    Learners stand there by number.
    """
    if first > last:
        msg = f"--from {first} is after --to {last}"
        raise click.UsageError(msg)
    opened = installation.open()
    target = sys.stdout.buffer if output == "-" else Path(output)
    with writing():
        count = export_access(opened.store, opened.settings.zone, first, last, target)
    click.echo(f"{output}: {count} acts", err=True)
