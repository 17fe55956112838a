"""`walkin hub join`, `walkin hub leave`: an installation comes to a hub, and goes."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from kiosk import codes, hub_invitation
from kiosk.cli.context import Installation, pass_installation, writing
from kiosk.cli.hub_words import asking
from kiosk.hub_invitation import Invitation
from kiosk.hub_place import SYSTEM, Place
from kiosk.keeping import CannotKeep, keep
from kiosk.secrets import replace
from kiosk.whole_file import whole_file

_RESTART = "Restart the kiosk, the desk and every station here."
_KEYS = (
    "It knows cards and PINs of the centre's other computers by their keys alone:"
    " `walkin card key share FILE --ours` there, `walkin card key trust FILE --ours` here."
)


@click.command()
@click.argument("invitation", required=False)
@pass_installation
def join(installation: Installation, invitation: str | None) -> int:
    """Come to the hub with an INVITATION, the line that `walkin hub add` has printed.

    Without INVITATION it is read from standard input, so that it stays out of the shell's history.
    The hub is tried first. Its address is written into the settings, the password into the key
    file; this installation is called as the invitation says.
    """
    if invitation is None and sys.stdin.isatty():
        click.echo("Put in the invitation, then press Enter:", err=True)
    try:
        found = hub_invitation.read(sys.stdin.readline() if invitation is None else invitation)
    except ValueError as e:
        click.echo(str(e), err=True)
        return codes.BAD_DATA
    held = installation.open().secrets
    root = SYSTEM
    if found.authority:
        root = str(_keep_authority(installation, found.authority))
    with asking():
        # 0.1 s of the driver, for this command alone.
        from db.hub.link import connect

        link = connect(Place(found.url, found.password, found.sslmode, root))
        try:
            greeting = link.greet()
        finally:
            link.close()
    replace(installation.secrets_file, held, msgspec.structs.replace(held, hub=found.password))
    told = _keep_settings(installation, found, root)
    if told:
        return told
    click.echo(f"{found.node} of {greeting.centre} exchanges its entries with the hub. {_RESTART}")
    click.echo(_KEYS)
    return 0


@click.command()
@pass_installation
def leave(installation: Installation) -> int:
    """Exchange nothing with the hub any more; all entries stay here and there."""
    held = installation.open().secrets
    try:
        names = ("url", "sslmode", "sslrootcert")
        keep(installation.settings_file, {("hub", name): None for name in names})
    except CannotKeep as e:
        click.echo(f"{e}; take [hub] out of it by hand", err=True)
        return codes.CANNOT_WRITE
    if held.hub:
        replace(installation.secrets_file, held, msgspec.structs.replace(held, hub=""))
    click.echo(f"This installation is by itself. {_RESTART}")
    click.echo("Whoever keeps the hub shuts the account: walkin hub remove NODE")
    return 0


def _keep_authority(installation: Installation, certificate: str) -> Path:
    file = installation.settings_file.with_name("walkin.hub.pem").absolute()
    with writing():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with whole_file(file) as draft:
            draft.write(certificate.encode())
    return file


def _keep_settings(installation: Installation, found: Invitation, root: str) -> int:
    """Write them; returns an exit code, 0 when all is well."""
    values: dict[tuple[str, ...], object] = {
        ("hub", "url"): found.url,
        ("hub", "sslmode"): found.sslmode,
        ("hub", "sslrootcert"): root,
    }
    if installation.settings.node.name != found.node:
        values["node", "name"] = found.node
    try:
        kept = keep(installation.settings_file, values)
    except CannotKeep as e:
        click.echo(f"{e}; write this into it by hand:\n{e.lines}", err=True)
        return codes.CANNOT_WRITE
    if ("node", "name") in values:
        click.echo(f"This installation is called {found.node} from now on.")
    if kept.overridden:
        click.echo(f"The environment says otherwise, and wins: {', '.join(kept.overridden)}")
    return 0
