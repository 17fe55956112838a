"""`walkin backup`, `walkin restore`."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from kiosk import codes
from kiosk.app import Opened
from kiosk.backups.container import BackupTrouble, Head, read_head
from kiosk.backups.shelf import OLDEST, folders, kept_in, name_of, old_copies, outlived
from kiosk.cli.context import Installation, pass_installation
from kiosk.ports import StoreTrouble
from kiosk.safety.clearing import Cleared, clear
from kiosk.safety.making import make
from kiosk.safety.place import NoPassphrase, Place, passphrase_of, read_passphrase
from kiosk.safety.restoring import Prepared, Target, commit, prepared
from kiosk.secrets import Secrets
from kiosk.whole_file import CannotWrite

_EXITS = {"key": codes.NOT_AVAILABLE, "newer": codes.NOT_AVAILABLE}

_passphrase = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Its first line is the passphrase. [default: as backup.passphrase_file says]",
)


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--due", is_flag=True, help="Only where the last closed day's is missing.")
@_passphrase
@pass_installation
def backup(
    installation: Installation, file: Path | None, *, due: bool, passphrase_file: Path | None
) -> int:
    """Write a proven copy of the database, while kiosks are at work.

    Without FILE it goes into the folder and onto the stick of the settings, and those that need not
    be kept any longer go. The kiosk does that by itself with --due.
    """
    if due and file is not None:
        msg = "--due goes into the folders of the settings: leave FILE out"
        raise click.UsageError(msg)
    if due:
        # Whoever stands at the kiosk meanwhile comes first.
        with contextlib.suppress(AttributeError, OSError):
            os.nice(5)
    if not installation.database.exists():
        raise StoreTrouble("missing", "there is nothing to copy yet")
    opened = installation.open()
    place = Place(installation.database, opened.settings, opened.secrets)
    with contextlib.closing(opened.store):
        try:
            words = _words(opened, passphrase_file)
            if file is None:
                return _into_folders(installation, opened, place, words, due=due)
            _told(file, make(place, file, opened.clock, words))
        except NoPassphrase as e:
            click.echo(f"Error: {e}", err=True)
            _note_failed(opened, "passphrase", due=due)
            return codes.SETTINGS
        except CannotWrite as e:
            click.echo(f"Error: {e}", err=True)
            return codes.CANNOT_WRITE
    return 0


def _into_folders(
    installation: Installation, opened: Opened, place: Place, words: str, *, due: bool
) -> int:
    wanted, code = opened.settings.backup, 0
    if not (wanted.folder or wanted.stick):
        click.echo("no folder is named: see backup.folder in the settings", err=True)
        return codes.SETTINGS
    day, made = opened.desk.last_closed(), False
    now = opened.clock.now() if opened.desk.is_time_sure() else None
    for folder in folders(wanted, installation.data):
        target = folder / name_of(place.node, day)
        try:
            if not (due and _is_there(target)):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                _told(target, make(place, target, opened.clock, words))
                if now is not None:
                    _remove(outlived(kept_in(folder, place.node), day, wanted))
                made = True
            _told_cleared(folder, clear(place, folder, day, now, words))
        except (CannotWrite, OSError) as e:  # the other folder may fare better
            click.echo(f"Error: {e}", err=True)
            _note_failed(opened, "write", due=due)
            code = codes.CANNOT_WRITE
        except StoreTrouble as e:
            if due and e.reason == "locked":
                return 0  # another one is at it
            _note_failed(opened, e.reason, due=due)
            raise
    if made and now is not None:
        _remove(old_copies(installation.database, now))
    if made and not code:
        opened.desk.backup_made()
    return code


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--yes", is_flag=True, help="Do not ask.")
@_passphrase
@pass_installation
def restore(
    installation: Installation, file: Path, *, yes: bool, passphrase_file: Path | None
) -> int:
    """Put a backup in the place of the database, which is kept beside it.

    The backup is opened and proven first. Kiosk, desk and stations have to be closed. Whoever was
    forgotten since the backup was made is forgotten again. Exit code 65 when the backup cannot be
    used, 69 when it needs another key file, 75 while another program has the database open.
    """
    target = _target(installation)
    try:
        words = _words_for(file, installation, passphrase_file)
        with prepared(file, target, installation.clock, words) as ready:
            click.echo(_plan(file, ready), err=True)
            if not yes:
                click.confirm("Put it in place?", abort=True, err=True)
            aside = commit(ready, target, installation.clock.now())
    except NoPassphrase as e:
        click.echo(f"Error: {e}", err=True)
        return codes.BAD_DATA
    except BackupTrouble as e:
        click.echo(f"Error: {e}; nothing was changed", err=True)
        return _EXITS.get(e.reason, codes.BAD_DATA)
    except StoreTrouble as e:
        if e.reason != "locked":
            raise
        click.echo("Error: another program has the database open; nothing was changed", err=True)
        click.echo("Close kiosk, desk and stations, then try again.", err=True)
        return codes.TRY_AGAIN
    click.echo(f"{installation.database}: {sum(ready.head.entries.values())} entries restored")
    if aside is not None:
        click.echo(f"the database that was there: {aside}")
    was, here = ready.head.node, installation.settings.node.name
    if was != here:
        click.echo(
            f"It is of {was}, this is {here}: settings are in no backup."
            " Put walkin.toml back, or join the hub again."
        )
    return 0


def _words_for(file: Path, installation: Installation, given: Path | None) -> str:
    """What is needed to open it: as given, of the settings, or typed. Raises BackupTrouble."""
    if read_head(file).lock != "passphrase":
        return ""
    if given is not None:
        return read_passphrase(given)
    with contextlib.suppress(NoPassphrase):
        if words := passphrase_of(installation.settings):
            return words
    if not sys.stdin.isatty():
        return ""
    return str(click.prompt("Passphrase", hide_input=True, err=True))


def _target(installation: Installation) -> Target:
    secrets: Secrets | None = None
    if installation.secrets_file.exists():
        secrets = installation.secrets
    return Target(installation.database, installation.settings, installation.secrets_file, secrets)


def _plan(file: Path, ready: Prepared) -> str:
    lines = [
        f"{file}: whole, {sum(ready.head.entries.values())} entries of "
        f"{', '.join(sorted(ready.head.entries)) or 'nobody'}, made {_time(ready.head.made_at)}."
    ]
    for node, (first, last) in ready.newer.items():
        upto = "" if last == first else f" to {last}" if last else " and after it"
        lines.append(f"LOST with it, only the present database has it: {node} {first}{upto}.")
    if ready.forgotten:
        lines.append(f"Forgotten again: {ready.forgotten} people.")
    if ready.new_secrets:
        lines.append("The key file of that backup comes with it.")
    return "\n".join(lines)


def _told(file: Path, head: Head) -> None:
    click.echo(f"{file}: {sum(head.entries.values())} entries, proven by opening it", err=True)


def _told_cleared(folder: Path, done: Cleared) -> None:
    if done.anew:
        click.echo(f"{folder}: {done.anew} written anew, without who was forgotten", err=True)
    if done.closed:
        click.echo(
            f"{folder}: {done.closed} cannot be opened to forget people in them: put the passphrase"
            f" and the key file back that they were made with; {done.gone} of more than"
            f" {OLDEST.days} days were removed",
            err=True,
        )


def _time(at: dt.datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def _words(opened: Opened, file: Path | None) -> str:
    return passphrase_of(opened.settings) if file is None else read_passphrase(file)


def _is_there(file: Path) -> bool:
    try:
        read_head(file)
    except BackupTrouble:
        return False
    return True


def _note_failed(opened: Opened, reason: str, *, due: bool) -> None:
    """The desk is told of a night without a backup."""
    if due:
        with contextlib.suppress(StoreTrouble):
            opened.desk.backup_failed(reason)
