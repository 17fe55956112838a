"""`walkin print`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kiosk import codes
from kiosk.cli.context import Installation, pass_installation
from kiosk.cli.screens import offscreen
from kiosk.printing import words
from kiosk.printing.printer import SlipPrinter
from kiosk.printing.wire import PrinterTrouble


@click.group("print")
def print_() -> None:
    """The receipt printer."""


@print_.command("test")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.png",
    help="Write the slip as a picture instead of printing it.",
)
@pass_installation
def test(installation: Installation, *, output: Path | None) -> int:
    """Print a slip that shows whether width, letters and code come out right.

    Looks at the settings of [printer], and says what is wrong when it cannot print.
    """
    printer = installation.settings.printer
    place = printer.place()
    if place is None and output is None:
        click.echo("No receipt printer is set: see [printer] in the README, settings.", err=True)
        return codes.SETTINGS
    offscreen()
    from ui.paper.receipt import raster_of
    from ui.paper.trial import trial_slip

    slip = trial_slip(installation.settings, dt.datetime.now(dt.UTC))
    if output is not None:
        if not slip.save(str(output), "PNG"):  # type: ignore[call-overload]
            click.echo(f"{output} cannot be written", err=True)
            return codes.CANNOT_WRITE
        click.echo(f"{output}: {slip.width()} dots wide, {slip.height() / 8:.0f} mm long")
        return 0
    assert place is not None  # noqa: S101 - looked at above
    try:
        found = SlipPrinter(place, printer.dots).put(raster_of(slip))
    except PrinterTrouble as e:
        click.echo("\n".join(words.trouble(e, place)), err=True)
        return codes.NOT_AVAILABLE
    click.echo("Printed." if found.answers else "Sent; this printer does not say whether it came.")
    if found.low:
        click.echo("Little paper is left.")
    return 0
