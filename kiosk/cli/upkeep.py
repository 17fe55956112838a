"""`walkin rebuild`."""

from __future__ import annotations

import click

from kiosk.cli.context import Installation, pass_installation


@click.command()
@pass_installation
def rebuild(installation: Installation) -> None:
    """Build the derived tables again from the journal.

    The entries themselves are only read. Takes about a minute for each million entries; kiosks wait
    meanwhile.
    """
    count = installation.open().store.rebuild()
    click.echo(f"{count} entries folded again.")
