"""`walkin report`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import click

from kiosk import codes
from kiosk.app import Opened
from kiosk.cli.context import DAY, Installation, pass_installation, writing
from kiosk.clock import service_day
from kiosk.config import Settings
from kiosk.days import YEARS, fiscal_of
from kiosk.reporting import Period, Report, period, public_copy
from kiosk.whole_file import whole_file

FORMATS = ("pdf", "xlsx", "json")


@click.command()
@click.option("--from", "first", type=DAY, metavar="D", help="First service day of a range.")
@click.option("--to", "last", type=DAY, metavar="D", help="Last service day of the range.")
@click.option(
    "--fiscal-year",
    "fiscal",
    type=int,
    metavar="YEAR",
    help="The Thai fiscal year, October to September: 2569 or 2026. The present one when nothing"
    " is given.",
)
@click.option("--year", "calendar", type=int, metavar="YEAR", help="January to December.")
@click.option(
    "--two-years",
    is_flag=True,
    help="With --year that year and the one before it, else this year and the last: what UNESCO"
    " asks for.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="pdf", show_default=True)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Where to; - is standard output. [default: walkin-report-DAYS.FORMAT here]",
)
@click.option("--public", is_flag=True, help="For everybody: numbers under 5 cannot be found out.")
@pass_installation
def report(
    installation: Installation,
    *,
    first: dt.date | None,
    last: dt.date | None,
    fiscal: int | None,
    calendar: int | None,
    two_years: bool,
    form: str,
    output: str | None,
    public: bool,
) -> None:
    """Write the learning-city report: who came, for what, how long, and how they liked it.

    Nobody's name is in it. What each figure counts stands beside it. The PDF has a summary and one
    page for each of the six features, ready to attach to an application.
    """
    opened = installation.open()
    today = service_day(opened.clock.now(), opened.settings.zone)
    wanted = _period(today, first, last, fiscal, calendar, two_years=two_years)
    found = _made(opened, wanted)
    if public:
        found = public_copy(found)
    target = Path(output) if output else Path(_name(found, form))
    try:
        content = _content(found, form, opened.settings)
        with writing(), whole_file(sys.stdout.buffer if output == "-" else target) as draft:
            draft.write(content)
    except ImportError as e:
        click.echo(f"a {form} cannot be made here ({e}); --format json can", err=True)
        raise click.exceptions.Exit(codes.NOT_AVAILABLE) from e
    if output != "-":
        click.echo(f"{target}: {found.visits.came or 0} visits", err=True)


def _period(
    today: dt.date,
    first: dt.date | None,
    last: dt.date | None,
    fiscal: int | None,
    calendar: int | None,
    *,
    two_years: bool,
) -> Period:
    """The days asked for. Raises UsageError when two ways are mixed."""
    ways = (first is not None or last is not None, fiscal is not None, calendar is not None)
    if sum(ways) > 1 or (two_years and (ways[0] or ways[1])):
        msg = "choose one of --from with --to, --fiscal-year, --year; --two-years goes with --year"
        raise click.UsageError(msg)
    for year in (fiscal, calendar):
        if year is not None and year not in YEARS:
            msg = f"{year} is no year; write 2569 or 2026"
            raise click.UsageError(msg)
    if two_years:
        return period.two_years(calendar or today.year)
    if calendar is not None:
        return period.calendar(calendar)
    if first is None and last is None:
        return period.fiscal(fiscal or fiscal_of(today))
    if first is None or last is None:
        msg = "--from and --to belong together"
        raise click.UsageError(msg)
    try:
        return period.days(first, last)
    except ValueError as e:
        raise click.UsageError(str(e)) from e


def _made(opened: Opened, wanted: Period) -> Report:
    """Count, with a bar where somebody looks on."""
    with _progress(wanted) as tell:
        return opened.desk.report(wanted, centre=opened.settings.centre.name, tell=tell)


@contextmanager
def _progress(wanted: Period) -> Iterator[period.Tell]:
    days = (wanted.last - wanted.first).days + 1
    with click.progressbar(length=days, label="counting", file=sys.stderr) as bar:

        def tell(day: str) -> None:
            bar.update((dt.date.fromisoformat(day) - wanted.first).days + 1 - bar.pos)

        yield tell


def _name(found: Report, form: str) -> str:
    first, last = found.period.first, found.period.last
    return f"walkin-report-{first}_{last}{'-public' if found.public else ''}.{form}"


def _content(found: Report, form: str, settings: Settings) -> bytes:
    """The bytes of the file. Raises ImportError where something it is made with is not there."""
    if form == "pdf":
        from kiosk.cli.screens import offscreen

        offscreen()
        from ui.paper.report import pdf_bytes

        return pdf_bytes(found, settings)
    from kiosk.reporting.to_json import write_json
    from kiosk.reporting.words import Words
    from ui.catalogue import read_texts

    th, en = (Words(read_texts(language), language) for language in ("th", "en"))
    out = BytesIO()
    if form == "json":
        write_json(found, th, en, out)
    else:
        from kiosk.reporting.to_xlsx import write_xlsx

        write_xlsx(found, th, en, out)
    return out.getvalue()
