"""What every command is given: the installation."""

from __future__ import annotations

import click

from kiosk.app import Installation

__all__ = ["Installation", "pass_installation"]

pass_installation = click.make_pass_decorator(Installation)
