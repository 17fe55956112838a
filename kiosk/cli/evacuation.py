"""`walkin evacuation`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import msgspec

from kiosk import codes
from kiosk.cli import answers
from kiosk.cli.context import Installation, pass_installation
from kiosk.config import Settings
from kiosk.evacuation import Evacuation
from kiosk.exporting.roll import roll_text
from kiosk.record import Band, Occurrence
from kiosk.whole_file import CannotWrite, whole_file

_KINDS = (".pdf", ".txt")


@click.command()
@click.option("--by", required=True, metavar="NAME", help="Who looks at the names; it is kept.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="PDF: large, on A4, with boxes to tick. TXT: the same as on the screen.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer one JSON object.")
@pass_installation
def evacuation(installation: Installation, *, by: str, output: Path | None, as_json: bool) -> int:
    """Who is inside now: everybody by name, and those who were only counted.

    Needs no network. That NAME looked at the names is kept in the journal; when the disk takes no
    entry the list is given out all the same, and it is said.
    """
    by = by.strip()
    kind = "" if output is None else output.suffix.lower()
    if not by:
        message = "--by is the name of whoever looks"
        raise click.UsageError(message)
    if (kind and as_json) or (output is not None and kind not in _KINDS):
        message = "the list is written as .pdf or .txt, or printed with --json"
        raise click.UsageError(message)
    opened = installation.open()
    found = opened.desk.evacuation(by)
    if not found.noted:
        click.echo("that you looked could not be kept: the database takes no entry", err=True)
    if as_json:
        click.echo(msgspec.json.encode(_as_json(found)))
        return 0
    if output is None:
        click.echo(roll_text(found, opened.settings.zone), nl=False)
        return 0
    try:
        content = _drawn(found, kind, opened.settings)
        with whole_file(output) as draft:
            draft.write(content)
    except ImportError as e:
        click.echo(f"a PDF cannot be drawn here ({e}); -o FILE.txt can", err=True)
        return codes.NOT_AVAILABLE
    except CannotWrite as e:
        click.echo(str(e), err=True)
        return codes.CANNOT_WRITE
    click.echo(f"{output}: {found.total} people inside, {len(found.named)} by name", err=True)
    return 0


def _drawn(found: Evacuation, kind: str, settings: Settings) -> bytes:
    """The bytes of the file. Raises ImportError where Qt cannot be loaded."""
    if kind == ".txt":
        return roll_text(found, settings.zone).encode()
    from kiosk.cli.screens import offscreen

    offscreen()
    from ui.paper.evacuation import pdf_bytes

    return pdf_bytes(found, settings)


def _as_json(found: Evacuation) -> dict[str, Any]:
    return {
        "at": answers.utc(found.at),
        "inside": found.total,
        "named": [
            {
                "number": one.learner.number,
                "name": one.name,
                "since": answers.utc(one.since),
                **_where(one.occurrence),
            }
            for one in found.named
        ],
        "unnamed": [
            {"people": group.people, **_where(group.occurrence), **_counts(group.bands)}
            for group in found.unnamed
        ],
        "unnamed_by_band": _counts(found.bands),
        "noted": found.noted,
    }


def _where(occurrence: Occurrence | None) -> dict[str, str]:
    if occurrence is None:
        return {"activity": "", "title": "", "room": ""}
    return {
        "activity": occurrence.activity,
        "title": occurrence.title,
        "room": occurrence.room,
    }


def _counts(bands: Mapping[Band, int] | Mapping[Band | None, int]) -> dict[str, int]:
    return {"unknown" if band is None else band.value: n for band, n in bands.items()}
