"""`walkin card key`."""

from __future__ import annotations

import secrets
from pathlib import Path

import click
import msgspec

from kiosk import codes, keyring
from kiosk.cli.context import Installation, pass_installation
from kiosk.keyring import KeyTrouble
from kiosk.secrets import KEY_BYTES, Secrets, replace
from kiosk.whole_file import CannotWrite, whole_file

_RESTART = "Restart the kiosk, the desk and every station: they read the keys when they start."


@click.group()
def key() -> None:
    """Keys that sign cards: a new one, an old one retired, another centre's trusted.

    Whoever has a key can make cards with it. Keys travel in somebody's hand, and the file is
    deleted afterwards. Every computer of the centre has its own key file: bring each change to all
    of them (share, then trust --ours).
    """


@key.command(name="list")
@pass_installation
def list_(installation: Installation) -> int:
    """Say which keys there are, how many good cards each has signed, and their fingerprints."""
    opened = installation.open()
    many = opened.desk.cards_by_key()
    held = opened.secrets
    for letter in sorted(held.card_keys):
        shared = keyring.share(held, letter, opened.settings.centre.name)
        does = "signs new cards" if letter == held.card_key else "is read only"
        count = many.get(letter, 0)
        click.echo(f"{letter}  {does}, {count} good cards here, fingerprint {shared.fingerprint}")
    for letter, trusted in sorted(held.trusted.items()):
        click.echo(f"{letter}  is trusted: {trusted.centre}")
    return 0


@key.command()
@click.argument("letter", required=False)
@pass_installation
def new(installation: Installation, letter: str | None) -> int:
    """Sign new cards with a new key, called LETTER; cards signed before stay good.

    Without LETTER a free one is taken by chance.
    """
    held = _held(installation)
    free = keyring.free_letters(held)
    if letter is None and not free:
        click.echo("there is no letter left for another key", err=True)
        return codes.BAD_DATA
    chosen = (letter or secrets.choice(free)).upper()
    try:
        after = keyring.renewed(held, chosen, secrets.token_bytes(KEY_BYTES))
    except KeyTrouble as e:
        return _sorry(e)
    _keep(installation, held, after)
    click.echo(f"New cards are signed with key {chosen}. {_RESTART}")
    return 0


@key.command()
@click.argument("letter")
@click.option("--yes", is_flag=True, help="Even though good cards are signed with it.")
@pass_installation
def retire(installation: Installation, letter: str, *, yes: bool) -> int:
    """Take no more cards that were signed with key LETTER, ours or a trusted one.

    Their holders are not known at the door any more, and the desk is told of each as of a forgery:
    renew the cards first. A retired letter is never used again.
    """
    held = _held(installation)
    letter = letter.upper()
    good = installation.open().desk.cards_by_key().get(letter, 0)
    try:
        after = keyring.retired(held, letter)
    except KeyTrouble as e:
        return _sorry(e)
    if good and letter in held.card_keys and not yes:
        click.echo(f"{good} good cards are signed with {letter}; retire it with --yes", err=True)
        return codes.BAD_DATA
    _keep(installation, held, after)
    click.echo(f"Cards signed with {letter} are refused. {_RESTART}")
    return 0


@key.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--letter", metavar="LETTER", help="Another of our keys than the one that signs.")
@pass_installation
def share(installation: Installation, file: Path, letter: str | None) -> int:
    """Write one of our keys into FILE, for a centre that trusts us or a computer of ours.

    Whoever gets hold of FILE can make cards: give it on by hand, and delete it.
    """
    held = _held(installation)
    try:
        name = installation.settings.centre.name
        shared = keyring.share(held, (letter or held.card_key).upper(), name)
        with whole_file(file) as draft:
            draft.write(msgspec.json.encode(shared))
    except KeyTrouble as e:
        return _sorry(e)
    except CannotWrite as e:
        click.echo(str(e), err=True)
        return codes.CANNOT_WRITE
    click.echo(f"Key {shared.letter} of {shared.centre} is in {file}.")
    click.echo(f"Fingerprint, to be compared by telephone: {shared.fingerprint}")
    return 0


@key.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--fingerprint", metavar="DIGITS", help="What they said; else you are asked.")
@click.option("--ours", is_flag=True, help="It is this centre's own, from another computer.")
@pass_installation
def trust(installation: Installation, file: Path, fingerprint: str | None, *, ours: bool) -> int:
    """Let in whoever has a card signed with the key in FILE, which another centre has shared.

    They come in at once, with a welcome without a name. Their key speaks for their cards alone: it
    can never name a learner whose card this centre issued.
    """
    held = _held(installation)
    try:
        shared = keyring.read_shared(file.read_bytes())
        if ours:
            after = keyring.renewed(held, shared.letter, shared.key)
        else:
            after = keyring.trusting(held, shared)
    except KeyTrouble as e:
        return _sorry(e)
    except OSError as e:
        click.echo(f"{file} cannot be read: {e.strerror}", err=True)
        return codes.BAD_DATA
    click.echo(f"Key {shared.letter} of {shared.centre}, fingerprint {shared.fingerprint}")
    if fingerprint is None:
        click.confirm("Do they read out the same digits on the telephone?", abort=True, err=True)
    elif fingerprint.replace(" ", "") != shared.fingerprint.replace(" ", ""):
        click.echo("The fingerprint is another: this is not the key they sent.", err=True)
        return codes.BAD_DATA
    _keep(installation, held, after)
    told = "New cards are signed with it." if ours else "Its cards are let in."
    click.echo(f"{told} {_RESTART} Delete {file}.")
    return 0


def _held(installation: Installation) -> Secrets:
    """The secrets as they are; made together with the database."""
    return installation.open().secrets


def _keep(installation: Installation, before: Secrets, after: Secrets) -> None:
    replace(installation.secrets_file, before, after)


def _sorry(trouble: KeyTrouble) -> int:
    click.echo(str(trouble), err=True)
    return codes.BAD_DATA
