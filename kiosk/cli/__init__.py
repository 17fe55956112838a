"""The command `walkin`."""

from __future__ import annotations

import logging
import sys
import traceback
from importlib import import_module
from typing import NoReturn

import click

from kiosk import __version__, codes
from kiosk.app import Installation
from kiosk.config import SettingsTrouble
from kiosk.ports import StoreTrouble
from kiosk.secrets import SecretsTrouble

# Each command's module is imported when it is called: a start pays for itself alone.
_COMMANDS = {
    "run": "kiosk.cli.screens:run",
    "desk": "kiosk.cli.screens:desk",
    "station": "kiosk.cli.station:station",
    "check-in": "kiosk.cli.station:check_in",
    "import": "kiosk.cli.importing:import_",
    "today": "kiosk.cli.today:today",
    "programme": "kiosk.cli.programme:programme",
    "waiting": "kiosk.cli.waiting:waiting",
    "sheet": "kiosk.cli.sheet:sheet",
    "evacuation": "kiosk.cli.evacuation:evacuation",
    "export": "kiosk.cli.exporting:export",
    "report": "kiosk.cli.report:report",
    "card": "kiosk.cli.card:card",
    "learner": "kiosk.cli.learner:learner",
    "staff": "kiosk.cli.staff:staff",
    "print": "kiosk.cli.printing:print_",
    "hub": "kiosk.cli.hub:hub",
    "doctor": "kiosk.cli.doctor:doctor",
    "sync": "kiosk.cli.sync:sync",
    "backup": "kiosk.cli.backup:backup",
    "restore": "kiosk.cli.backup:restore",
    "update": "kiosk.cli.update:update",
    "release": "kiosk.cli.release:release",
    "retention": "kiosk.cli.upkeep:retention",
    "redate": "kiosk.cli.redate:redate",
    "rebuild": "kiosk.cli.upkeep:rebuild",
}


class _Walkin(click.Group):
    """`walkin` alone, or with options of `run`, runs the kiosk."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        if name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ("--help", "--version")):
            args = ["run", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Walkin, context_settings={"help_option_names": ["--help"]})
@click.version_option(__version__, prog_name="walkin")
@click.pass_context
def walkin(ctx: click.Context) -> None:
    """The walk-in kiosk: shows today's activities, checks people in, keeps the numbers true.

    Without a command it runs the kiosk, full screen; `walkin --demo` shows a sample day.
    """
    ctx.obj = ctx.obj or Installation()


def main() -> NoReturn:
    """Run a command; every exit code of PRODUCT is given here."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        code = walkin.main(standalone_mode=False, prog_name="walkin")
    except click.UsageError as e:
        e.show()
        sys.exit(codes.USAGE)
    except click.ClickException as e:
        e.show()
        sys.exit(e.exit_code)
    except click.Abort:
        sys.exit(130)
    except SettingsTrouble as e:
        _say(str(e))
        sys.exit(codes.SETTINGS)
    except SecretsTrouble as e:
        _say(str(e))
        sys.exit(codes.NOT_AVAILABLE)
    except StoreTrouble as e:
        _say(" ".join(codes.advice(e.reason)))
        sys.exit(codes.exit_of(e.reason))
    except SystemExit as e:
        # click ends with 1 when the reader of our output went away: nothing is wrong with us.
        sys.exit(0 if e.code == 1 else e.code)
    except BrokenPipeError:
        # The reader of our output went away; nothing to tell it.
        sys.stderr.close()
        sys.exit(0)
    except Exception as e:  # noqa: BLE001 - the outermost seam
        # The place and the kind, not the message: it may hold what somebody typed.
        traceback.print_tb(e.__traceback__)
        _say(f"{type(e).__name__}: this is our bug, please report the lines above.")
        sys.exit(codes.OUR_BUG)
    sys.exit(code if isinstance(code, int) else 0)


def _say(message: str) -> None:
    click.echo(message, err=True)
