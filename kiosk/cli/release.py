"""`walkin release`: for who makes the updates of a centre. Their key never comes near a kiosk."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kiosk import codes
from kiosk.cli.context import Installation, pass_installation, writing
from kiosk.updating.container import opened
from kiosk.updating.house import House
from kiosk.updating.keys import as_text, fresh_key, load_keys, load_signing_key, read_keys
from kiosk.updating.trouble import UpdateTrouble
from kiosk.whole_file import whole_file

ROOT = Path(__file__).resolve().parents[2]
"""The checkout that updates are made of."""
_file = click.Path(path_type=Path, dir_okay=False)
_words = click.option(
    "--passphrase-file", type=_file, metavar="FILE", help="Its first line locks the key."
)


@click.group()
def release() -> None:
    """Make and sign updates; on a computer of the office, not on a kiosk."""


@release.command()
@click.argument("file", type=_file, metavar="FILE.pem")
@_words
def key(file: Path, passphrase_file: Path | None) -> int:
    """Make a key: FILE.pem is secret, FILE.pub is what kiosks trust.

    Make two and keep the second in a safe: it replaces the first when that is lost.
    """
    public = file.with_suffix(".pub")
    if file.exists() or public.exists():
        click.echo(f"Error: {file} or {public} is there already; a key is never replaced", err=True)
        return codes.CANNOT_WRITE
    with _told(), writing():
        made = fresh_key(file.stem)
        read_keys(as_text([made.public]), str(file))  # the name is a part of it
        with whole_file(file) as out:
            out.write(made.as_pem(_passphrase(passphrase_file, anew=True)))
        with whole_file(public) as out:
            out.write(as_text([made.public]).encode())
    click.echo(f"{file}: keep it secret, and a copy of it in a safe.")
    click.echo(f"{public}: on each kiosk, walkin update --trust {public.name}   {made.public.id}")
    return 0


@release.command()
@click.option("-o", "out", type=_file, metavar="FILE", help="[default: walkin-VERSION.update]")
@click.option("--key", "keys", type=_file, multiple=True, required=True, metavar="FILE.pem")
@click.option(
    "--wheels",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help="Wheels of everything in requirements.lock, and pip's. [default: they are fetched]",
)
@click.option(
    "--trusts",
    type=_file,
    multiple=True,
    metavar="KEY.pub",
    help="Whoever installs it trusts these keys from then on, and no others.",
)
@_words
@pass_installation
def make(
    installation: Installation,
    *,
    out: Path | None,
    keys: tuple[Path, ...],
    wheels: Path | None,
    trusts: tuple[Path, ...],
    passphrase_file: Path | None,
) -> int:
    """Make the update of this checkout, for computers of this kind and this Python."""
    from kiosk.updating import making

    with _told(), writing(), tempfile.TemporaryDirectory() as scratch:
        words = _passphrase(passphrase_file, anew=False)
        signers = [load_signing_key(file, words) for file in keys]
        trusted = [one for file in trusts for one in load_keys(file)]
        if trusts and not trusted:
            raise UpdateTrouble("key", f"there is no key in {trusts[0]}")
        if wheels is None:
            wheels = Path(scratch)
            making.fetch_wheels(ROOT, wheels)
        version = House(ROOT).version_of(ROOT)
        out = out or Path(f"walkin-{version}.update")
        now = installation.clock.now()
        with whole_file(out) as made:
            making.make(made, ROOT, wheels, signers, now=now, keys=trusted)
        with opened(out, [signer.public for signer in signers]) as again:
            again.prove()
    click.echo(f"{out}: version {version}, {out.stat().st_size >> 20} MB")
    return 0


def _passphrase(file: Path | None, *, anew: bool) -> str:
    """The first line of a file, or typed at a terminal; "" for none."""
    from kiosk.safety.place import NoPassphrase, read_passphrase

    if file is not None:
        try:
            return read_passphrase(file)
        except NoPassphrase as e:
            raise UpdateTrouble("key", str(e)) from e
    if not sys.stdin.isatty():
        return ""
    words = "Passphrase of the key (empty for none)"
    typed = click.prompt(
        words, hide_input=True, default="", show_default=False, err=True, confirmation_prompt=anew
    )
    return str(typed)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except UpdateTrouble as e:
        click.echo(f"Error: {e}", err=True)
        raise click.exceptions.Exit(codes.BAD_DATA) from e
