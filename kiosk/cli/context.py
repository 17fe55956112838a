"""What commands share: the installation, and how a day is written."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Iterator
from contextlib import contextmanager

import click

from kiosk import codes
from kiosk.app import Installation
from kiosk.days import read_day
from kiosk.whole_file import CannotWrite

__all__ = ["DAY", "Installation", "pass_installation", "who", "writing"]

pass_installation = click.make_pass_decorator(Installation)


def who() -> str:
    """The account of the system that a command writes under."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "walkin"


@contextmanager
def writing() -> Iterator[None]:
    """While a file is written: what is in the way is said, and the command ends with its code."""
    try:
        yield
    except CannotWrite as e:
        click.echo(f"Error: {e}", err=True)
        raise click.exceptions.Exit(codes.CANNOT_WRITE) from e


class _Day(click.ParamType[dt.date]):
    """A date of either era."""

    name = "day"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        try:
            return read_day(str(value))
        except ValueError:
            self.fail(f"{value!r} is no date; write 2026-11-22 or 22/11/2569", param, ctx)


DAY = _Day()
