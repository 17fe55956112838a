"""The demonstration without a display: the same application, seen in pictures and words."""

from __future__ import annotations

import secrets

import click

from kiosk import demo
from kiosk.app import Installation
from kiosk.clock import service_day
from kiosk.exporting import Wanted, export_log


def demonstrate_offscreen(installation: Installation) -> int:
    """Check in three people on the real screens; returns the exit code.

    Every run starts with an empty day of its own.
    """
    opened = installation.open()
    installation.start_anew(opened)
    opened = installation.open()
    card_text = demo.prepare(opened, secrets.token_bytes(16))
    opened.store.close()
    from ui.demonstration import demonstrate

    folder = installation.data / "screens"
    folder.mkdir(parents=True, exist_ok=True)
    pictures = demonstrate(
        installation.front_desk,
        installation.settings,
        folder,
        card_text=card_text,
        typed_id=demo.TYPED_ID,
        say=click.echo,
    )
    opened = installation.open()
    zone = opened.settings.zone
    day = service_day(opened.clock.now(), zone)
    log = installation.data / f"walkin-log-{day.isoformat()}.csv"
    export_log(opened.store, opened.clock, zone, Wanted(first=day, last=day), log)
    click.echo("Written:")
    for file in [*pictures, log]:
        click.echo(f"  {file}")
    return 0
