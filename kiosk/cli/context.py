"""What commands share: the installation, and how a day is written."""

from __future__ import annotations

import datetime as dt
import getpass

import click

from kiosk.app import Installation
from kiosk.days import read_day

__all__ = ["DAY", "Installation", "pass_installation", "who"]

pass_installation = click.make_pass_decorator(Installation)


def who() -> str:
    """The account of the system that a command writes under."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "walkin"


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
