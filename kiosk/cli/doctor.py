"""`walkin doctor`."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import click
import msgspec

from kiosk import clock_guard, codes
from kiosk import doctor as health
from kiosk.alone import KIOSK, hold
from kiosk.backups import standing
from kiosk.cli.context import Installation, pass_installation, writing
from kiosk.clock import service_day
from kiosk.config import Camera, SettingsTrouble, Sound
from kiosk.exporting import automatic
from kiosk.mistaken import mistaken
from kiosk.ports import StoreTrouble
from kiosk.secrets import SecretsTrouble
from kiosk.updating import standing as versions
from kiosk.updating.house import our_house
from kiosk.verdict import Check, Verdict
from kiosk.whole_file import whole_file

_MARKS = {Verdict.OK: "fine   ", Verdict.WARN: "mind   ", Verdict.BAD: "WRONG  "}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Answer one JSON object.")
@click.option(
    "--bundle",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.zip",
    help="Write all of it, versions, settings and crash reports for who helps from afar.",
)
@pass_installation
def doctor(installation: Installation, *, as_json: bool, bundle: Path | None) -> int:
    """Say whether display, database, disk, clock, fonts, settings, devices and hub are fine.

    Looks only; exit code 69 when the kiosk cannot do its work. What --bundle writes has no name, no
    number of anybody, and no secret.
    """
    checks = examine(installation)
    if bundle is not None:
        from kiosk.cli.bundle import write_bundle

        with writing(), whole_file(bundle) as file:
            write_bundle(file, installation, checks)
    fine = all(check.verdict is not Verdict.BAD for check in checks)
    if as_json:
        click.echo(msgspec.json.encode({"fine": fine, "checks": checks}))
    else:
        for check in checks:
            click.echo(_said(check))
    return 0 if fine else codes.NOT_AVAILABLE


def examine(installation: Installation) -> list[Check]:
    """Every check that can be made; what rests on broken settings is left out."""
    checks = [health.display(os.environ, shown=_runs(installation.data))]
    heard, seen = Sound(), Camera()
    try:
        settings = installation.settings
    except SettingsTrouble as e:
        checks.append(health.settings(installation.settings_file, str(e)))
    else:
        checks.append(health.settings(installation.settings_file, None))
        heard, seen = settings.sound, settings.camera
        checks += _of_database(installation, encrypted=settings.safety.encrypt)
        state = installation.sync_state()
        if state is not None:
            from kiosk.cli.sync import of_exchange

            checks.append(of_exchange(state, installation.clock.now(), settings.zone))
        checks += health.serial(settings.serial)
        checks += health.printer(settings.printer)
        today = service_day(installation.clock.now(), settings.zone)
        checks += automatic.examine(settings.export, installation.data, today)
        if installation.database.exists():
            node, now = settings.node.name, installation.clock.now()
            checks += standing.examine(settings.backup, installation.data, node, now)
    checks += versions.examine(our_house())
    checks.append(health.disk(installation.data))
    checks += [health.fonts(), health.thai_lines(), health.devices()]
    checks += [health.camera(seen), health.sound(heard), health.voice(heard)]
    return checks


def _runs(folder: Path) -> bool:
    """Whether the kiosk of this data folder is at work; makes nothing there."""
    if not os.path.exists(folder / KIOSK):  # noqa: PTH110 - False where one may not look, too
        return False
    mine = hold(folder)
    if mine is not None:
        mine.let_go()
    return mine is None


def _of_database(installation: Installation, *, encrypted: bool) -> list[Check]:
    file = installation.database
    now, zone = installation.clock.now(), installation.settings.zone
    if not file.exists():
        return [health.no_database(file), clock_guard.check(now, zone, None)]
    from db.health import look_at

    try:
        key = installation.secrets.database if encrypted else None
        with look_at(file, key) as file_health:
            today = service_day(now, zone)
            jumped = file_health.clock_jumped_at((today, today - dt.timedelta(days=1)))
            clock = clock_guard.check(now, zone, file_health.last_entry_at(), jumped)
            checks = health.database(file, file_health)
            keeps, learners = installation.settings.hub.days, installation.settings.retention
            if 0 < keeps < learners.learners_days:
                checks.append(health.forgets_nobody(keeps, learners.learners_days))
            rules = installation.settings.partner_cards
            if rules and all(check.verdict is not Verdict.BAD for check in checks):
                checks.append(mistaken(rules, file_health.member_numbers()))
            return [*checks, clock]
    except SecretsTrouble as e:
        trouble = health.trouble_with_database("key", str(e))
    except StoreTrouble as e:
        trouble = health.trouble_with_database(e.reason, str(file))
    return [trouble, clock_guard.check(now, zone, None)]


def _said(check: Check) -> str:
    said = f"{_MARKS[check.verdict]}{check.name:12}{check.sentence}"
    return f"{said}\n{'':19}-> {check.advice}" if check.advice else said
