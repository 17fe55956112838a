"""`walkin card`."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from kiosk import card as cards
from kiosk import codes
from kiosk.card import Signature
from kiosk.cli.context import Installation, pass_installation
from kiosk.desk import NotPossible
from kiosk.exporting.whole_file import CannotWrite, whole_file


@click.group()
def card() -> None:
    """Cards: make a new one, verify one."""


@card.command()
@click.argument("learner")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the QR code (.svg).")
@pass_installation
def issue(installation: Installation, learner: str, output: Path | None) -> int:
    """Make a new card for the LEARNER with this member number; earlier cards end.

    Prints the text of the card. It cannot be shown again: only a hash of it is kept.
    """
    if output is not None and output.suffix.lower() != ".svg":
        message = "the code is written as .svg"
        raise click.UsageError(message)
    try:
        text = installation.open().desk.issue_card(learner, secrets.token_bytes(16))
    except NotPossible as e:
        click.echo(str(e), err=True)
        return codes.BAD_DATA
    # Shown before anything can fail: the card before it has ended already.
    click.echo(text)
    if output is not None:
        try:
            with whole_file(output) as draft:
                draft.write(cards.svg(text).encode())
        except CannotWrite as e:
            click.echo(str(e), err=True)
            return codes.CANNOT_WRITE
    return 0


@card.command()
@click.argument("text")
@pass_installation
def verify(installation: Installation, text: str) -> int:
    """Say whether TEXT is a whole card signed by this centre."""
    read = cards.read(text.strip(), installation.secrets.keys)
    if read is None:
        click.echo("not a card, or only part of one")
    elif read.signature is Signature.WRONG:
        click.echo("looks like a card, but the signature is wrong")
    else:
        click.echo("signed by this centre")
        return 0
    return codes.BAD_DATA
