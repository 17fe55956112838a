"""`walkin card key`."""

from __future__ import annotations

import secrets
from pathlib import Path

import click
import msgspec

from kiosk import codes, keyring
from kiosk.cli.context import Installation, pass_installation
from kiosk.keyring import CentreKeys, KeyTrouble, SharedKey
from kiosk.secrets import KEY_BYTES, Secrets, replace
from kiosk.whole_file import CannotWrite, whole_file

_RESTART = "Restart the kiosk, the desk and every station: they read the keys when they start."


@click.group()
def key() -> None:
    """Keys that sign cards: a new one, an old one retired, another centre's trusted.

    Whoever has a key can make cards with it. Keys travel in somebody's hand, and the file is
    deleted afterwards. Every computer of the centre has its own key file, which must hold the same:
    at the first one `share FILE --ours`, at each other one `trust FILE --ours`, and so again after
    each change.
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
@click.option("--ours", is_flag=True, help="All keys, for another computer of this centre.")
@pass_installation
def share(installation: Installation, file: Path, letter: str | None, *, ours: bool) -> int:
    """Write one of our keys into FILE, for a centre that trusts us.

    With --ours all of them, and what PINs and citizen numbers are known by, for another computer
    of this centre. Whoever gets hold of FILE can make cards: give it on by hand, and delete it.
    """
    if ours and letter:
        raise click.UsageError("--ours brings all keys: leave --letter out")
    held = _held(installation)
    shared: SharedKey | CentreKeys
    try:
        name = installation.settings.centre.name
        if ours:
            shared = keyring.centre_keys(held, name)
        else:
            shared = keyring.share(held, (letter or held.card_key).upper(), name)
        with whole_file(file) as draft:
            draft.write(msgspec.json.encode(shared))
    except KeyTrouble as e:
        return _sorry(e)
    except CannotWrite as e:
        click.echo(str(e), err=True)
        return codes.CANNOT_WRITE
    click.echo(f"{_named(shared)} {'are' if ours else 'is'} in {file}.")
    how = "when it is read" if ours else "by telephone"
    click.echo(f"Fingerprint, to be compared {how}: {shared.fingerprint}")
    if ours:
        click.echo(f"At each other computer of the centre: walkin card key trust {file} --ours")
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

    With --ours FILE is of another computer of this centre: cards, PINs and citizen numbers that
    were put in there are known here, too.
    """
    held = _held(installation)
    try:
        content = file.read_bytes()
        whole = keyring.read_centre_keys(content)
        if whole:
            return _join(installation, file, whole, fingerprint, ours=ours)
        shared = keyring.read_shared(content)
        if ours:
            after = keyring.renewed(held, shared.letter, shared.key)
        else:
            after = keyring.trusting(held, shared)
    except KeyTrouble as e:
        return _sorry(e)
    except OSError as e:
        click.echo(f"{file} cannot be read: {e.strerror}", err=True)
        return codes.BAD_DATA
    if not _are_the_same(shared, fingerprint, "Do they read out the same digits on the telephone?"):
        return codes.BAD_DATA
    _keep(installation, held, after)
    told = "New cards are signed with it." if ours else "Its cards are let in."
    click.echo(f"{told} {_RESTART} Delete {file}.")
    return 0


def _join(
    installation: Installation,
    file: Path,
    whole: CentreKeys,
    fingerprint: str | None,
    *,
    ours: bool,
) -> int:
    """Take over all keys of the centre."""
    if not ours:
        click.echo("these are all keys of a centre, for its own computers: say --ours", err=True)
        return codes.BAD_DATA
    held = _held(installation)
    found = keyring.joined(held, whole)
    if not _are_the_same(whole, fingerprint, "Did the other computer say the same digits?"):
        return codes.BAD_DATA
    _keep(installation, held, found.secrets)
    click.echo("Cards, PINs and citizen numbers of that computer are known here, too.")
    if found.other_pepper:
        click.echo(
            "PINs that were set here before are good no more (walkin staff pin NAME), citizen"
            " numbers neither (import the list again)."
        )
    if found.replaced:
        letters = ", ".join(found.replaced)
        click.echo(f"Cards that were signed here with {letters} have to be made anew.")
    click.echo(f"{_RESTART} Delete {file}.")
    return 0


def _are_the_same(shared: SharedKey | CentreKeys, said: str | None, question: str) -> bool:
    """Compare the fingerprint with what was `said`, or ask."""
    click.echo(f"{_named(shared)}, fingerprint {shared.fingerprint}")
    if said is None:
        click.confirm(question, abort=True, err=True)
    elif said.replace(" ", "") != shared.fingerprint.replace(" ", ""):
        click.echo("The fingerprint is another: this is not the key they sent.", err=True)
        return False
    return True


def _named(shared: SharedKey | CentreKeys) -> str:
    if isinstance(shared, CentreKeys):
        return f"All keys of {shared.centre}"
    return f"Key {shared.letter} of {shared.centre}"


def _held(installation: Installation) -> Secrets:
    """The secrets as they are; made together with the database."""
    return installation.open().secrets


def _keep(installation: Installation, before: Secrets, after: Secrets) -> None:
    replace(installation.secrets_file, before, after)


def _sorry(trouble: KeyTrouble) -> int:
    click.echo(str(trouble), err=True)
    return codes.BAD_DATA
