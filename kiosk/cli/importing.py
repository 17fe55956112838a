"""`walkin import programme`, `walkin import learners`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kiosk import codes, matching
from kiosk.cli.context import Installation, pass_installation
from kiosk.importing import Report, import_learners, import_programme
from kiosk.importing.columns import FIELDS, plain_heading
from kiosk.importing.reading import MOST_BYTES, CannotRead, bytes_of

_MOST_BYTES = 512 * 1024 * 1024
"""Of a list of learners."""


class _NoSuchFile(click.ClickException):
    exit_code = codes.USAGE


_dry_run = click.option("--dry-run", is_flag=True, help="Only tell what would happen.")
_file = click.argument("file", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True))


@click.group("import")
def import_() -> None:
    """Take in the programme or a list of learners from a file.

    What is right is taken, what is wrong is listed with its line, and then the exit code is 65. The
    same file may be imported again: only what is different is written.
    """


@import_.command()
@_file
@_dry_run
@pass_installation
@click.pass_context
def programme(ctx: click.Context, installation: Installation, file: Path, dry_run: bool) -> None:
    """Activities from a FILE: a calendar (.ics), a list (.csv) or a workbook (.xlsx).

    Activities the file does not mention stay. A list has the columns of `walkin export programme
    --format csv`, of which title_th and date are needed.
    """
    raw = _bytes_of(file, MOST_BYTES)
    opened = installation.open()
    shown = sys.stderr.isatty()
    with click.progressbar(length=100, label="programme", file=sys.stderr, hidden=not shown) as bar:

        def progress(done: int, total: int) -> None:
            bar.update(100 * done // max(total, 1) - bar.pos)

        report = import_programme(
            opened.store,
            opened.clock,
            opened.settings,
            raw,
            dry_run=dry_run,
            progress=progress,
        )
    for one in report.planned if dry_run else ():
        fields = f" ({', '.join(one.fields)})" if one.fields else ""
        click.echo(f"{one.kind}: {one.when} {one.title}{fields}")
    _tell(ctx, report, dry_run)


@import_.command()
@_file
@_dry_run
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEADING=FIELD",
    help=f"What a column means, remembered for the next time: {', '.join(FIELDS)}; nothing behind"
    " the = leaves the column out.",
)
@pass_installation
@click.pass_context
def learners(
    ctx: click.Context,
    installation: Installation,
    file: Path,
    *,
    dry_run: bool,
    columns: tuple[str, ...],
) -> None:
    """Learners from a FILE with a heading: a workbook (.xlsx), or CSV.

    Needed are the columns member_no and name_th; known besides: name_en, nickname, birth_year_be
    (or of the Gregorian era), institution, student_id, phone, citizen_id (kept only as a keyed
    hash), valid_until, status, consent_version, and their usual Thai headings.
    """
    memory = installation.data / matching.FILE
    told = _told(columns)
    raw = _bytes_of(file)
    opened = installation.open()
    shown = sys.stderr.isatty()
    with click.progressbar(length=100, label="learners", file=sys.stderr, hidden=not shown) as bar:

        def progress(done: int, total: int) -> None:
            bar.update(100 * done // max(total, 1) - bar.pos)

        report = import_learners(
            opened.store,
            opened.clock,
            opened.settings,
            opened.secrets.pepper,
            raw,
            told=matching.recall(memory) | {plain_heading(h): field for h, field in told.items()},
            dry_run=dry_run,
            progress=progress,
        )
    if told and not dry_run:
        matching.keep(memory, told)
    for heading, field in report.columns:
        if field is None:
            click.echo(f"column {heading or '(without a heading)'} is left out", err=True)
    _tell(ctx, report, dry_run)


def _told(columns: tuple[str, ...]) -> dict[str, str]:
    told = {}
    for text in columns:
        heading, sign, field = text.rpartition("=")
        if not sign or field not in ("", *FIELDS):
            msg = f"--column {text}: write HEADING=FIELD, where FIELD is one of {', '.join(FIELDS)}"
            raise click.UsageError(msg)
        told[heading] = field
    return told


def _bytes_of(file: Path, most: int = _MOST_BYTES) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read(most)
    try:
        return bytes_of(file, most)
    except CannotRead as e:
        raise _NoSuchFile(str(e)) from e


def _tell(ctx: click.Context, report: Report, dry_run: bool) -> None:
    """Counts and rejections on standard output; exit code 65 when anything was rejected."""
    for line, reason in report.rejected:
        click.echo(f"line {line}: {reason}")
    for note in report.notes:
        click.echo(note)
    counts = f"added {report.added}, changed {report.changed}, unchanged {report.unchanged}"
    click.echo(f"{counts}, rejected {len(report.rejected)}{' (dry run)' if dry_run else ''}")
    if report.rejected:
        ctx.exit(codes.BAD_DATA)
