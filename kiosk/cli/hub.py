"""`walkin hub`: for whoever keeps a hub, and for the kiosk that comes to it."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from urllib.parse import urlsplit

import click
import msgspec

from kiosk import codes, hub_invitation
from kiosk.cli.context import Installation, pass_installation
from kiosk.cli.hub_join import join, leave
from kiosk.cli.hub_owner import Owner, checked, keep, kept, reached
from kiosk.config import NODE_NAME, is_node_name
from kiosk.hub_invitation import Invitation
from kiosk.hub_place import for_account

_PASSWORD_BYTES = 24
_MB = 1_000_000


@click.group()
def hub() -> None:
    """The hub that several computers or centres exchange their entries with: a PostgreSQL.

    Its keeper makes it (init), adds centres and installations (centre, add, remove) and lets `tend`
    run every night. Each installation joins it with its invitation.
    """


hub.add_command(join)
hub.add_command(leave)


@hub.command()
@click.argument("url")
@click.option("--plain", is_flag=True, help="Without partitions, for engines that have none.")
@click.option("--ca", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE",
              help="Certificate of the authority that signed the server's.")  # fmt: skip
@pass_installation
def init(installation: Installation, url: str, ca: Path | None, *, plain: bool) -> int:
    """Make the hub's tables in the empty database at URL, and remember URL for the other commands.

    URL is the owner's: postgresql://NAME:PASSWORD@HOST/DATABASE; - reads it from standard input, so
    that the password stays out of the shell's history. Doing it again changes nothing.
    """
    if url == "-" and sys.stdin.isatty():
        click.echo("Put in the owner's URL, then press Enter:", err=True)
    owner = checked(sys.stdin.readline().strip() if url == "-" else url, ca)
    with reached(owner) as link:
        from db.hub.setup import Refused, bring_up, is_parted

        try:
            made = bring_up(link, plain=plain)
        except Refused as e:
            return _sorry(e)
        parted = is_parted(link)
    file = keep(installation, owner)
    _say_steps(made)
    how = "kept by centre and month" if parted else "kept in one table"
    click.echo(f"Entries are {how}. The owner's URL is in {file}; nobody else may read it.")
    return 0


@hub.command()
@click.argument("code")
@click.argument("name")
@pass_installation
def centre(installation: Installation, code: str, name: str) -> int:
    """Add the centre CODE, called NAME, with its places for two years; or give it another name."""
    with reached(kept(installation)) as link:
        from db.hub.accounts import add_centre, present
        from db.hub.setup import Refused

        now = present(link)
        try:
            new = add_centre(link, code, name, now.year * 100 + now.month)
        except Refused as e:
            return _sorry(e)
    click.echo(f"{code} is added." if new else f"{code} is called {name}.")
    return 0


@hub.command()
@click.argument("node")
@click.option("--centre", "code", metavar="CODE", help="Whose it is.")
@click.option("--reads", type=click.Choice(["centre", "all"]), default="centre",
              help="Whose entries it gets: its centre's, or all.")  # fmt: skip
@click.option("--ca", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE",
              help="Put this certificate into the invitation.")  # fmt: skip
@click.option("--address", metavar="HOST[:PORT]", help="How it reaches the hub, if not as here.")
@click.option("--again", is_flag=True, help="It is there: give it a new password.")
@pass_installation
def add(
    installation: Installation, node: str, *, code: str | None, reads: str, ca: Path | None,
    address: str | None, again: bool,
) -> int:  # fmt: skip
    """Make an account for the installation NODE, and print its invitation.

    The invitation is one line. Whoever has it can write under NODE's name: bring it by hand, and
    let nobody keep it.
    """
    if not is_node_name(node):
        message = f"{node!r}: a node's name has {NODE_NAME}"
        raise click.UsageError(message)
    if again != (code is None):
        message = "say --centre CODE for a new installation, --again alone for one that is there"
        raise click.UsageError(message)
    owner, password = kept(installation), secrets.token_urlsafe(_PASSWORD_BYTES)
    with reached(owner) as link:
        from db.hub.accounts import add_account, centre_of, renew_account
        from db.hub.setup import Refused

        try:
            if code is None:
                role = renew_account(link, node, password)
                code = centre_of(link, role)
            else:
                ending = secrets.token_hex(3)
                role = add_account(link, node, code, reads=reads, password=password, ending=ending)
        except Refused as e:
            return _sorry(e)
        authority = ca or (Path(owner.ca) if owner.ca else None)
        invitation = Invitation(
            node=node,
            centre=code,
            url=_url(owner, role, address, link.info.dbname),
            password=password,
            authority=authority.read_text("ascii") if authority else "",
        )
    click.echo(hub_invitation.written(invitation))
    click.echo(f"On {node}: walkin hub join, and put in this line. It is a secret.", err=True)
    return 0


@hub.command()
@click.argument("node")
@pass_installation
def remove(installation: Installation, node: str) -> int:
    """Let the installation NODE in no more, from now on. What it wrote stays."""
    with reached(kept(installation)) as link:
        from db.hub.accounts import remove_account
        from db.hub.setup import Refused

        try:
            remove_account(link, node)
        except Refused as e:
            return _sorry(e)
    click.echo(f"{node} cannot come in any more. Its entries stay.")
    return 0


@hub.command()
@pass_installation
def tend(installation: Installation) -> int:
    """Do what has to be done now and then: let it run every night.

    Brings the tables up to this version, prepares the places of the next 24 months, writes beside
    the entries whom they speak of, and forgets whom the centres have forgotten, and cards that
    nobody knew. May be interrupted: it goes on next time.
    """
    with reached(kept(installation)) as link:
        from db.hub.abouts import fill
        from db.hub.accounts import present
        from db.hub.forgetting import forget, let_reads_go
        from db.hub.setup import bring_up, prepare

        _say_steps(bring_up(link))
        now, new = present(link), 0
        for (code,) in link.execute("SELECT code FROM centre ORDER BY code").fetchall():
            new += len(prepare(link, code, now.year * 100 + now.month))
        click.echo(f"{new} months prepared")
        if filled := sum(fill(link)):
            click.echo(f"{filled} entries say now whom they speak of")
        changed = unread = 0
        for portion in forget(link):
            changed, unread = changed + portion.changed, unread + portion.unread
        click.echo(f"{changed} entries forgot somebody")
        reads = sum(let_reads_go(link, now))
        click.echo(f"{reads} cards that nobody knew are let go")
        if unread:
            click.echo(f"{unread} of a newer version speak of somebody forgotten: install it here")
    return 0


@hub.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@pass_installation
def status(installation: Installation, *, as_json: bool) -> int:
    """Say how the hub is: who was heard when, how much it holds, what needs looking at."""
    owner = kept(installation)
    with reached(owner) as link:
        from db.hub.state import state

        found = state(link, local=owner.is_local)
    if as_json:
        click.echo(msgspec.json.encode(found))
        return 0
    tls = "TLS" if found.tls else "no TLS"
    click.echo(f"PostgreSQL {found.server}, {tls}, tables of step {found.step}")
    click.echo(f"{found.entries} entries, {found.entries_bytes / _MB:.1f} MB")
    for one in found.centres:
        until = "" if one.prepared_until is None else f", prepared until {one.prepared_until}"
        click.echo(f"{one.code}  {one.name}{until}")
        for node in found.nodes:
            if node.centre == one.code:
                heard = (
                    f"heard {node.heard_at:%Y-%m-%d %H:%M} UTC" if node.heard_at else "never heard"
                )
                removed = ", removed" if node.removed else ""
                click.echo(f"  {node.node}  {node.entries} entries, {heard}{removed}")
    for alert in found.alerts:
        click.echo(f"! {alert}")
    return 0


def _url(owner: Owner, role: str, address: str | None, database: str) -> str:
    if address is None and urlsplit(owner.url).hostname is not None:
        return for_account(owner.url, role)
    return f"postgresql://{role}@{address or 'localhost'}/{database}"


def _say_steps(made: list[str]) -> None:
    click.echo(f"Made: {', '.join(made)}." if made else "The tables are of this version.")


def _sorry(why: Exception) -> int:
    click.echo(str(why), err=True)
    return codes.BAD_DATA
