"""`walkin run` and `walkin desk`: the windows."""

from __future__ import annotations

import os
import re
import secrets
import sys
from collections.abc import Callable
from pathlib import Path

import click

from kiosk import codes, demo
from kiosk.cli.context import Installation, pass_installation
from kiosk.desk import FrontDesk
from kiosk.display import Nowhere, find_display

_ADVICE = "Start it from the screen's own session, or see it without one: walkin run --demo"


class _Size(click.ParamType[tuple[int, int]]):
    """Width and height in pixels."""

    name = "size"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        found = re.fullmatch(r"(\d{3,5})x(\d{3,5})", str(value))
        if found is None:
            self.fail(f"{value!r} is no size; write 1080x1920", param, ctx)
        return int(found[1]), int(found[2])


SIZE = _Size()
_window = click.option(
    "--window", type=SIZE, metavar="WxH", help="In a window of this size, not full screen."
)
_demo = click.option(
    "--demo", "as_demo", is_flag=True, help="A sample day in a data folder of its own."
)


@click.command()
@_demo
@_window
@click.option(
    "--shots",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write every screen of the sample day as PNG into DIR, without a display.",
)
@pass_installation
def run(
    installation: Installation,
    *,
    as_demo: bool,
    window: tuple[int, int] | None,
    shots: Path | None,
) -> int:
    """Run the kiosk, full screen.

    Without a display, --demo shows the demonstration offscreen: it checks in a learner by QR code,
    one by number and a guest, says each outcome and writes the screens and the day's file.
    """
    if as_demo:
        installation = Installation(demo="-demo")
    if shots is not None:
        return _shots(Installation(demo="-demo"), shots)
    place = find_display(os.environ, sys.platform)
    if isinstance(place, Nowhere) and as_demo:
        return _demonstration()
    if isinstance(place, Nowhere):
        return _nowhere(place)
    settings, _ = installation.settings, installation.secrets
    _prepare()
    from ui.application import run_kiosk

    return run_kiosk(_desk_of(installation), settings, demo=as_demo, window=window)


@click.command()
@_demo
@_window
@pass_installation
def desk(installation: Installation, *, as_demo: bool, window: tuple[int, int] | None) -> int:
    """Open the front desk's list of today, live."""
    if as_demo:
        installation = Installation(demo="-demo")
    place = find_display(os.environ, sys.platform)
    if isinstance(place, Nowhere):
        return _nowhere(place)
    settings, _ = installation.settings, installation.secrets
    _prepare()
    from ui.desk_window import run_desk

    return run_desk(_desk_of(installation), settings, demo=as_demo, window=window)


def _desk_of(installation: Installation) -> Callable[[], FrontDesk]:
    """Opens the desk on the worker's thread; the demonstration's with its sample day."""

    def make() -> FrontDesk:
        opened = installation.open()
        if installation.demo and demo.wanted(opened.desk):
            installation.start_anew(opened)
            opened = installation.open()
            demo.prepare(opened, secrets.token_bytes(16))
        return opened.desk

    return make


def _shots(installation: Installation, folder: Path) -> int:
    _offscreen()
    from ui.screenshots import take_shots

    made = take_shots(_desk_of(installation), installation.settings, folder)
    click.echo(f"{len(made)} pictures in {folder}")
    return 0


def _nowhere(place: Nowhere) -> int:
    click.echo(place.why, err=True)
    click.echo(_ADVICE, err=True)
    return codes.NOT_AVAILABLE


def _demonstration() -> int:
    click.echo("There is no display: the demonstration runs without one.")
    _offscreen()
    from kiosk.cli.demonstration import demonstrate_offscreen

    return demonstrate_offscreen(Installation(demo="-demonstration"))


def _offscreen() -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    _prepare()


def _prepare() -> None:
    """What Qt reads once, before its first import."""
    from ui.display import prepare_environment

    prepare_environment()
