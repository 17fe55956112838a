"""`walkin staff`."""

from __future__ import annotations

import secrets

import click

from kiosk import codes
from kiosk.cli.context import Installation, pass_installation, who
from kiosk.desk import NotPossible
from kiosk.pins import LENGTH
from kiosk.record import Role


@click.group()
def staff() -> None:
    """Who works here, and the PINs that open the staff's pages at the kiosk.

    A PIN has six digits and is asked for twice; nobody can read it back.
    """


@staff.command()
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice([Role.DESK.value, Role.ADMIN.value]),
    help="What they may do; the first one is admin, the others desk.",
)
@pass_installation
def add(installation: Installation, name: str, role: str | None) -> int:
    """Let NAME work here.

    The name stands in entries and on the kiosk's staff page: a nickname will do.
    """
    desk = installation.open().desk
    if role is None:
        admins = [one for one in desk.staff() if one.role is Role.ADMIN]
        role = (Role.DESK if admins else Role.ADMIN).value
    try:
        desk.add_staff(name, Role(role), _new_pin(), secrets.token_bytes(16), who())
    except NotPossible as e:
        return _sorry(e)
    click.echo(f"{name} works here now ({role})")
    return 0


@staff.command(name="list")
@pass_installation
def list_(installation: Installation) -> int:
    """Say who works here, and who did."""
    found = installation.open().desk.all_staff()
    for one in found:
        click.echo(f"{one.name}  {'disabled' if one.disabled else one.role.value}")
    if not found:
        click.echo("nobody yet; walkin staff add NAME")
    return 0


@staff.command()
@click.argument("name")
@pass_installation
def disable(installation: Installation, name: str) -> int:
    """Let NAME work here no more; what they did keeps their name. `add` lets them in again."""
    try:
        installation.open().desk.disable_staff(name, who())
    except NotPossible as e:
        return _sorry(e)
    click.echo(f"{name} works here no more")
    return 0


@staff.command()
@click.argument("name")
@pass_installation
def pin(installation: Installation, name: str) -> int:
    """Give NAME another PIN; whoever had to wait after wrong ones waits no more."""
    desk = installation.open().desk
    try:
        desk.change_pin(name, _new_pin(), secrets.token_bytes(16), who())
    except NotPossible as e:
        return _sorry(e)
    click.echo(f"{name} has another PIN")
    return 0


def _new_pin() -> str:
    asked = f"PIN ({LENGTH} digits)"
    return str(click.prompt(asked, hide_input=True, confirmation_prompt=True, err=True))


def _sorry(trouble: NotPossible) -> int:
    click.echo(str(trouble), err=True)
    return codes.BAD_DATA
