"""`walkin sheet`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kiosk import codes
from kiosk.cli.context import DAY, Installation, pass_installation
from kiosk.config import Settings
from kiosk.desk import PaperSheet
from kiosk.whole_file import CannotWrite, whole_file


@click.command()
@click.option("--day", type=DAY, metavar="D", help="Another service day, of either era.")
@click.option("--activity", "activities", multiple=True, metavar="UID", help="This activity alone.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="A PDF; walkin-sheets-DAY.pdf when it is not said.",
)
@pass_installation
def sheet(
    installation: Installation,
    *,
    day: dt.date | None,
    activities: tuple[str, ...],
    output: Path | None,
) -> int:
    """Make paper sheets to sign in: one for each activity of the day, and one for visits.

    For an evening without power, and for whoever would rather write. The code on a sheet opens it
    at the front desk, where it is typed in within seven days.
    """
    opened = installation.open()
    found = opened.desk.sheets(day)
    if activities:
        found = [one for one in found if _is_of(one, activities)]
    if not found:
        click.echo("there is no such activity on that day: see walkin today", err=True)
        return codes.BAD_DATA
    output = output or Path(f"walkin-sheets-{found[0].day.isoformat()}.pdf")
    if output.suffix.lower() != ".pdf":
        message = "sheets are written as .pdf"
        raise click.UsageError(message)
    try:
        content = _drawn(found, opened.settings)
        with whole_file(output) as draft:
            draft.write(content)
    except ImportError as e:
        click.echo(f"a PDF cannot be drawn here ({e})", err=True)
        return codes.NOT_AVAILABLE
    except CannotWrite as e:
        click.echo(str(e), err=True)
        return codes.CANNOT_WRITE
    click.echo(f"{output}: {len(found)} sheets")
    return 0


def _is_of(one: PaperSheet, activities: tuple[str, ...]) -> bool:
    of = one.occurrence
    return of is not None and (of.activity in activities or of.key in activities)


def _drawn(found: list[PaperSheet], settings: Settings) -> bytes:
    """The bytes of the file. Raises ImportError where Qt cannot be loaded."""
    from kiosk.cli.screens import offscreen

    offscreen()
    from ui.paper.a4 import a4_pdf
    from ui.paper.sheet import pages_of

    return a4_pdf(pages_of(found, settings))
