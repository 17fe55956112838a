"""`walkin update`: another version out of one signed file, and back."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import click

from kiosk import codes, former_settings
from kiosk.alone import hold
from kiosk.cli.context import Installation, pass_installation
from kiosk.config import Settings, SettingsTrouble
from kiosk.updating import packages
from kiosk.updating.container import Here, opened
from kiosk.updating.house import House, our_house
from kiosk.updating.installing import Steps, check, install
from kiosk.updating.keys import load_keys
from kiosk.updating.trouble import UpdateTrouble

_EXITS = {
    "platform": codes.NOT_AVAILABLE, "packages": codes.NOT_AVAILABLE,
    "program": codes.NOT_AVAILABLE, "database": codes.NOT_AVAILABLE,
    "nowhere": codes.NOT_AVAILABLE, "full": codes.CANNOT_WRITE, "readonly": codes.CANNOT_WRITE,
    "locked": codes.TRY_AGAIN, "no_key": codes.SETTINGS, "setup": codes.SETTINGS,
}  # fmt: skip
"""Everything else is bad input data."""

_WHY = {codes.CANNOT_WRITE: "full", codes.TRY_AGAIN: "locked"}
_NO_KEY = "no key is trusted here yet: walkin update --trust KEY.pub"
_AFTERWARDS = "Start kiosk, desk and stations again (a service: systemctl restart walkin)."


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Prove the file; change nothing.")
@click.option("--back", is_flag=True, help="Back to the version before; no entry is lost.")
@click.option("--older", is_flag=True, help="Even if it is older than the version at work.")
@click.option(
    "--trust",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="KEY.pub",
    help="Trust the updates of this key from now on, beside those that are trusted.",
)
@click.option("--prove", hidden=True, metavar="VERSION", help="Ourselves, on a copy.")
@click.option("--returns", is_flag=True, hidden=True, help="Whether the data can come back to us.")
@pass_installation
def update(
    installation: Installation,
    file: Path | None,
    *,
    only_check: bool,
    back: bool,
    older: bool,
    trust: Path | None,
    prove: str | None,
    returns: bool,
) -> int:
    """Put another version in place out of FILE, while kiosks are at work; no network is needed.

    FILE must be signed by a key that is trusted here. The version is set up beside the one at work
    and its tables are tried on a copy of the database. From the next start on it is at work; if it
    does not serve visitors within two minutes, the version before is back by itself. Without FILE
    it says which version is at work and whose updates are trusted.
    """
    if sum((file is not None, back, trust is not None, prove is not None)) > 1:
        msg = "say one thing at a time: FILE, --back or --trust"
        raise click.UsageError(msg)
    if file is None and (only_check or older):
        msg = "which FILE?"
        raise click.UsageError(msg)
    if prove is not None:
        return _prove(installation, prove)
    if returns:
        return _returns(installation)
    with _told():
        house = _house()
        if file is not None:
            return _from(file, house, installation, only_check=only_check, older=older)
        if back:
            return _back(house, installation)
        return _status(house) if trust is None else _trust(house, trust)


def _from(
    file: Path, house: House, installation: Installation, *, only_check: bool, older: bool
) -> int:
    trusted = house.keys
    if not trusted:
        raise UpdateTrouble("no_key", _NO_KEY)
    with opened(file, trusted) as found:
        manifest = found.manifest
        click.echo(f"{file}: version {manifest.version}, signed by {found.signer.name}.")
        if house.is_complete(house.current(), found.digest):
            click.echo(f"Version {manifest.version} is at work already; nothing is to be done.")
            return 0
        check(manifest, house, Here(), older=older)
        if only_check:
            found.prove()
            click.echo("It is whole, and it can be installed here.")
            return 0
        _must_know_the_data(installation, house)
        with _alone(house):
            install(found, house, _steps(installation))
    click.echo(f"Version {manifest.version} is ready. {_AFTERWARDS}")
    return 0


def _steps(installation: Installation) -> Steps:
    return Steps(
        packages=_packages,
        database=lambda folder, version: _asked(installation, folder, "--prove", version),
        done=lambda what: click.echo(f"  {what}"),
    )


def _packages(folder: Path, version: str) -> None:
    packages.make(folder)
    packages.prove(folder, version)


def _asked(installation: Installation, folder: Path, *words: str) -> None:
    """Ask another version about the data, as the account that this belongs to."""
    data = installation.data
    places = {"WALKIN_DATA": str(data), "WALKIN_CONFIG": str(installation.settings_file)}
    done = subprocess.run(  # noqa: S603 - our own words
        [packages.python_of(folder), "-P", "-m", "kiosk", "update", *words],
        env=packages.clean(os.environ) | places,
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        **as_owner(data),
    )
    if done.returncode:
        said = " ".join(done.stderr.split())
        raise UpdateTrouble(
            _WHY.get(done.returncode, "database"), f"it does not get on with the data: {said}"
        )


def as_owner(folder: Path) -> dict[str, Any]:
    """What root has to say so that files stay the kiosk's own."""
    if not folder.exists() or os.geteuid() != 0:
        return {}
    owner = folder.stat()
    return {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": [], "umask": 0o077}


def _returns(installation: Installation) -> int:
    if installation.database.exists():
        from kiosk.safety.place import Place
        from kiosk.safety.upgrading import must_come_back

        must_come_back(Place(installation.database, _settings(installation), installation.secrets))
    return 0


def _settings(installation: Installation) -> Settings:
    """What we will go by: those of before the newer version, where its own cannot be read."""
    try:
        return installation.settings
    except SettingsTrouble:
        found = former_settings.readable(installation.settings_file)
        if found is None:
            raise
        return found[1]


def _prove(installation: Installation, version: str) -> int:
    settings, file = installation.settings, installation.settings_file
    if file.exists():
        former_settings.keep(file, version)
    if installation.database.exists():
        from kiosk.safety.place import Place
        from kiosk.safety.upgrading import prove_on_copy

        prove_on_copy(Place(installation.database, settings, installation.secrets), version)
    return 0


def _back(house: House, installation: Installation) -> int:
    now, before = house.version_of(house.current()), house.before()
    if before is None:
        raise UpdateTrouble("nowhere", f"there is no version before {now}: none was updated")
    _must_know_the_data(installation, house)
    with _alone(house), _writing(house):
        _asked(installation, before, "--returns")
        house.go_back()
    click.echo(f"From {now} back to {house.version_of(before)}. {_AFTERWARDS}")
    click.echo(
        f"The settings stay, where this version can read them; as they were before {now}:"
        f" walkin.toml.before-{now} beside them."
    )
    return 0


def _trust(house: House, file: Path) -> int:
    if not file.exists():
        raise UpdateTrouble("key", f"{file} is not there")
    known, came = house.keys, load_keys(file)
    if not came:
        raise UpdateTrouble("key", f"there is no key in {file}")
    with _writing(house):
        house.trust([*known, *(key for key in came if key not in known)])
    return _status(house)


def _status(house: House) -> int:
    before, trial = house.before(), house.on_trial()
    click.echo(f"version {house.version_of(house.current())}{', on trial' if trial else ''}")
    if before is not None:
        click.echo(f"before: {house.version_of(before)}")
    if house.gone_back_from():
        click.echo(f"taken back: {house.gone_back_from()}")
    for key in house.keys:
        click.echo(f"trusted: {key.name} {key.id}")
    if not house.keys:
        click.echo(_NO_KEY)
    return 0


def _house() -> House:
    house = our_house()
    if house is None:
        msg = (
            "this walkin was not set up by start.sh, or this is Windows: see Updates in the README"
        )
        raise UpdateTrouble("nowhere", msg)
    return house


def _must_know_the_data(installation: Installation, house: House) -> None:
    if os.geteuid() or installation.database.exists() or not house.switch.exists():
        return
    if owner_of(house.switch):
        msg = (
            "say where the kiosk keeps its data, else it is not tried on it: "
            "sudo walkin update FILE, or sudo env WALKIN_DATA=DIR WALKIN_CONFIG=FILE …"
        )
        raise UpdateTrouble("setup", msg)


def owner_of(folder: Path) -> int:
    """The number of its account; root's is 0."""
    return folder.stat().st_uid


@contextlib.contextmanager
def _alone(house: House) -> Iterator[None]:
    one = hold(house.root, "update.lock")
    if one is None:
        raise UpdateTrouble("locked", "another update is at work here: wait for it")
    try:
        yield
    finally:
        one.let_go()


@contextlib.contextmanager
def _writing(house: House) -> Iterator[None]:
    try:
        yield
    except OSError as e:
        msg = f"{e.filename or house.root} cannot be written ({e.strerror}): as who owns it (sudo)"
        raise UpdateTrouble("readonly", msg) from e


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except UpdateTrouble as e:
        _end(e)


def _end(e: UpdateTrouble) -> NoReturn:
    click.echo(f"Error: {e}", err=True)
    click.echo("The version at work stays at work.", err=True)
    raise click.exceptions.Exit(_EXITS.get(e.reason, codes.BAD_DATA)) from e
