"""`walkin card`."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk import card as cards
from kiosk import codes
from kiosk.card import Signature
from kiosk.cli.card_keys import key
from kiosk.cli.context import Installation, pass_installation, who
from kiosk.desk import FrontDesk, NewCard, No, NotPossible
from kiosk.importing.text import decoded, lines_of
from kiosk.partners import PARTNERS
from kiosk.record import Learner
from kiosk.whole_file import CannotWrite, write_then

if TYPE_CHECKING:
    from kiosk.config import Centre

_KINDS = (".pdf", ".png", ".svg")
_PARTNERS = tuple(partner.code for partner in PARTNERS)


class _Cards(click.Group):
    """`walkin card LEARNER` is `walkin card issue LEARNER`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] != "--help":
            args = ["issue", *args]
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options of what needs no word of its own stand here too."""
        options = [
            param.get_help_record(ctx)
            for param in self.commands["issue"].params
            if isinstance(param, click.Option)
        ]
        with formatter.section("Options for new cards"):
            formatter.write_dl([option for option in options if option])
        super().format_options(ctx, formatter)


@click.group(cls=_Cards, subcommand_metavar="LEARNER… | COMMAND [ARGS]…")
def card() -> None:
    """Cards: make new ones (walkin card LEARNER…), report one lost, verify one; their keys.

    Only hashes of cards are kept. Nothing can be printed a second time: printing a card makes a new
    one, and the one before ends.
    """


card.add_command(key)


@card.command()
@click.argument("learner", nargs=-1)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="PDF: a page a card, as card printers want it. PNG: a picture for the telephone. "
    "SVG: the code alone.",
)
@click.option("--sheet", is_flag=True, help="PDF: ten cards on a sheet of A4, to be cut.")
@click.option(
    "--partner",
    metavar="CODE",
    help=f"Cards for all learners of this institution: {', '.join(_PARTNERS)}.",
)
@click.option(
    "--from",
    "list_",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Cards for the member or student numbers in this file, one a line.",
)
@click.option(
    "--names",
    type=click.Choice(["short", "full", "none"]),
    default="short",
    show_default=True,
    help="What stands on a card beside its number: given name and first letter of the surname, "
    "the whole name, or nothing.",
)
@pass_installation
def issue(
    installation: Installation,
    *,
    learner: tuple[str, ...],
    output: Path | None,
    sheet: bool,
    partner: str | None,
    list_: Path | None,
    names: str,
) -> int:
    """Make new cards for each LEARNER with this member or student number; earlier cards end.

    The card of one learner is printed as text too. It cannot be shown again: only a hash of it is
    kept. Nothing is issued when the file cannot be written.
    """
    desk = installation.open().desk
    try:
        found = _learners(desk, learner, partner, list_)
    except NotPossible as e:
        return _sorry(e)
    kind = "" if output is None else output.suffix.lower()
    _check(found, kind, sheet=sheet)
    drafts = desk.draft_cards(found, [secrets.token_bytes(16) for _ in found])
    if output is None:
        desk.issue_cards(drafts, who())
    else:
        try:
            content = _drawn(drafts, kind, installation.settings.centre, names, sheet=sheet)
        except ImportError as e:
            click.echo(f"cards cannot be drawn here ({e}); see walkin doctor", err=True)
            return codes.NOT_AVAILABLE
        try:
            write_then(output, content, lambda: desk.issue_cards(drafts, who()))
        except CannotWrite as e:
            click.echo(str(e), err=True)
            return codes.CANNOT_WRITE
        many = "1 new card" if len(drafts) == 1 else f"{len(drafts)} new cards"
        click.echo(f"{many} in {output}; earlier cards have ended", err=True)
    if len(drafts) == 1:
        click.echo(drafts[0].text)
    return 0


@card.command()
@click.argument("learner")
@pass_installation
def lost(installation: Installation, learner: str) -> int:
    """End the card of the LEARNER with this number, without making a new one.

    Whoever shows it is sent to the desk, which is told. The member number still works.
    """
    desk = installation.open().desk
    try:
        (holder,) = desk.holders([learner])
        desk.lose_card(holder.learner, who())
    except NotPossible as e:
        return _sorry(e)
    click.echo(f"the card of {holder.number} is lost: it names nobody any more")
    return 0


@card.command()
@click.argument("text")
@pass_installation
def verify(installation: Installation, text: str) -> int:
    """Say whose card TEXT is, and whether it is good. Nothing of it is kept."""
    read = cards.read(text.strip(), installation.secrets.keys)
    if read is None:
        click.echo("not a card, or only part of one")
        return codes.BAD_DATA
    found = installation.open().desk.whose(text)
    signed = "signed by this centre"
    if read.signature is Signature.TRUSTED:
        signed = f"signed by {installation.secrets.trusted[read.key].centre}, which is trusted here"
    number = "" if found.learner is None else found.learner.number
    said = {
        "card": f"{signed}; it is the card of {number}",
        "replaced": f"{signed}; {number} has a newer card, this one has ended",
        "lost": f"{signed}; {number} has reported it lost",
        "foreign": f"{signed}; whose it is is not known here",
        "forged": "looks like a card, but the signature is wrong",
    }
    click.echo(said[found.shown])
    return 0 if found.shown in ("card", "foreign") else codes.BAD_DATA


def _learners(
    desk: FrontDesk, numbers: Sequence[str], partner: str | None, list_: Path | None
) -> list[Learner]:
    """Everybody who is asked for, each once. Raises NotPossible."""
    wanted = list(numbers)
    if list_ is not None:
        lines = decoded(lines_of(list_.read_bytes()))
        wanted += [number for line in lines if (number := line.partition(",")[0].strip(' "\t'))]
    found = desk.holders(wanted)
    if partner is not None:
        if partner not in _PARTNERS:
            msg = f"there is no institution {partner}; there are {', '.join(_PARTNERS)}"
            raise NotPossible(No.NO_MEMBERS, msg)
        members = desk.members_of(partner)
        if not members:
            msg = f"no learner belongs to the institution {partner}"
            raise NotPossible(No.NO_MEMBERS, msg)
        found += [member for member in members if member not in found]
    return found


def _check(learners: Sequence[Learner], kind: str, *, sheet: bool) -> None:
    """Raise UsageError for what cannot go together."""
    message = ""
    if not learners:
        message = "for whom? name learners by number, or use --partner or --from"
    elif kind and kind not in _KINDS:
        message = "cards are written as .pdf, .png or .svg"
    elif len(learners) > 1 and kind != ".pdf":
        message = f"{len(learners)} cards go into a PDF: -o FILE.pdf"
    elif sheet and kind != ".pdf":
        message = "a sheet is a PDF: -o FILE.pdf"
    if message:
        raise click.UsageError(message)


def _drawn(
    drafts: Sequence[NewCard], kind: str, centre: Centre, names: str, *, sheet: bool
) -> bytes:
    """The bytes of the file. Raises ImportError where Qt cannot be loaded."""
    if kind == ".svg":
        return cards.svg(drafts[0].text).encode()
    from kiosk.cli.screens import offscreen

    offscreen()
    from ui.paper.card_file import pdf_bytes, png_bytes

    if kind == ".png":
        return png_bytes(drafts[0], centre, names)
    return pdf_bytes(drafts, centre, names, sheet=sheet)


def _sorry(trouble: NotPossible) -> int:
    click.echo(str(trouble), err=True)
    return codes.BAD_DATA
