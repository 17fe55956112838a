"""`walkin rebuild`, `walkin retention`."""

from __future__ import annotations

import secrets
import sys

import click

from kiosk import codes
from kiosk.cli.context import Installation, pass_installation

HELD_BACK = (
    "learners wait: others may know that they came, for the hub is not in step (walkin sync), or"
    " hub.days keeps fewer days here than retention.learners_days"
)
HELD_OPEN = "another program holds the file open; traces go when it lets go"


@click.command()
@pass_installation
def rebuild(installation: Installation) -> None:
    """Build the derived tables again from the journal.

    The entries themselves are only read. Takes about a minute for each million entries; kiosks wait
    meanwhile.
    """
    count = installation.open().store.rebuild()
    click.echo(f"{count} entries folded again.")


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what is due.")
@pass_installation
def retention(installation: Installation, *, dry_run: bool) -> int:
    """Let go of what is kept for longer than the settings say.

    Learners who have not come for long are forgotten; their check-ins stay as counts. Kiosks do so
    by themselves, a few learners every minute, while they are in step with their hub. Look at the
    date first: by a clock that is years ahead everybody is long gone.
    """
    opened = installation.open()
    due = opened.desk.due()
    since = opened.settings.retention
    click.echo(f"not seen for {since.learners_days} days: {due.learners} learners")
    click.echo(f"cards not known, older than {since.reads_days} days: {due.reads}")
    if dry_run or not (due.learners or due.reads):
        return 0
    with click.progressbar(length=due.learners + due.reads, file=sys.stderr) as bar:
        while True:
            done = opened.desk.let_go(secrets.token_bytes)
            bar.update(done.learners + done.reads)
            if not done.more:
                break
    if done.held:
        click.echo(HELD_BACK, err=True)
        return codes.TRY_AGAIN
    click.echo("let go; all counts stay")
    if not done.scrubbed:
        click.echo(HELD_OPEN, err=True)
    return 0
