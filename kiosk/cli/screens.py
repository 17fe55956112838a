"""`walkin run` and `walkin desk`: the windows."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import re
import secrets
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

import click

from kiosk import codes, demo
from kiosk.alone import hold_soon
from kiosk.cli.context import Installation, pass_installation
from kiosk.companion import exchanging
from kiosk.config import SettingsTrouble
from kiosk.crashes import Crashes
from kiosk.desk import FrontDesk
from kiosk.display import Nowhere, find_display
from kiosk.log_file import keep_log
from kiosk.notify import supervisor
from kiosk.restarts import PAGE_S

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
    help="Write every screen and state, in every look, as PNG into DIR, with a page to see them.",
)
@click.option(
    "--supervised",
    is_flag=True,
    help="Start it again whenever it crashes or is stuck: Home is back within seconds.",
)
@click.option("--sorry", hidden=True, metavar="CODE", help="Only the page that asks for the desk.")
@pass_installation
def run(
    installation: Installation,
    *,
    as_demo: bool,
    window: tuple[int, int] | None,
    shots: Path | None,
    supervised: bool,
    sorry: str | None,
) -> int:
    """Run the kiosk, full screen.

    Without a display, --demo shows the demonstration offscreen: it checks in a learner by QR code,
    one by number and a guest, says each outcome and writes the screens and the day's file.
    """
    if as_demo:
        installation = Installation(demo="-demo")
    if shots is not None:
        return _shots(shots)
    place = find_display(os.environ, sys.platform)
    if isinstance(place, Nowhere) and as_demo:
        return _demonstration()
    if isinstance(place, Nowhere):
        return _nowhere(place)
    if supervised:
        from kiosk.cli.supervised import supervise

        return supervise(installation, sys.argv[1:])
    if sorry is not None:
        return _sorry(installation, sorry, window)
    return _kiosk(installation, window)


def _kiosk(installation: Installation, window: tuple[int, int] | None) -> int:
    settings, _ = installation.settings, installation.secrets
    alone = hold_soon(installation.data)
    if alone is None:
        click.echo(f"Another kiosk runs on {installation.data}: there can be one.", err=True)
        return codes.TRY_AGAIN
    listens = supervisor(os.environ)
    crashes = _keep_log(installation)
    crashes.take_in()
    words = crashes.last_words()
    if words is not None:
        faulthandler.enable(words)
    _prepare()
    from ui.application import run_kiosk

    _tell_staff(installation)
    # A demonstration reads the centre's settings, and leaves them alone.
    keep = None if installation.demo else partial(installation.keep_settings, "scanner")
    try:
        with exchanging(installation.data, installation.has_hub):
            return run_kiosk(
                _desk_of(installation),
                settings,
                demo=bool(installation.demo),
                window=window,
                keep=keep,
                book=installation.book,
                supervisor=listens,
                last_words=words,
            )
    finally:
        alone.let_go()


def _sorry(installation: Installation, code: str, window: tuple[int, int] | None) -> int:
    """The page alone; it must come up whatever is wrong with everything else."""
    display = ""
    with suppress(SettingsTrouble):
        display = installation.settings.screen.display
    _prepare()
    from ui.shell import application
    from ui.sorry import say_sorry

    application()
    listens = supervisor(os.environ)
    return say_sorry(code, listens, display=display, size=window, stays_s=PAGE_S)


def _keep_log(installation: Installation) -> Crashes:
    _no_core()
    crashes = Crashes(installation.data, installation.clock.now)
    keep_log(installation.data, crashes)
    return crashes


def _no_core() -> None:
    """What a crash leaves must not be the memory of the process: names are in it."""
    if sys.platform != "win32":
        import resource

        # A sandbox may forbid it; its unit sets the limit itself.
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


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
    _keep_log(installation)
    _prepare()
    from ui.desk.remembered import FILE
    from ui.desk.running import run_desk

    _tell_staff(installation)
    memory = installation.data / FILE
    with exchanging(installation.data, installation.has_hub):
        return run_desk(
            _desk_of(installation),
            settings,
            demo=as_demo,
            window=window,
            memory=memory,
            book=installation.book,
        )


def _tell_staff(installation: Installation) -> None:
    if installation.demo:
        click.echo(f"Staff of the demonstration: {demo.STAFF}, PIN {demo.PIN}")


def _desk_of(installation: Installation) -> Callable[[], FrontDesk]:
    """Opens the desk on a worker's thread; the demonstration's with its sample day.

    Whoever opens it again, beside the first, finds the same day.
    """
    again = threading.Event()

    def make() -> FrontDesk:
        opened = installation.open()
        if installation.demo and not again.is_set() and demo.wanted(opened.desk):
            installation.start_anew(opened)
            opened = installation.open()
            demo.prepare(opened, secrets.token_bytes(16))
        again.set()
        return opened.desk

    return make


def _shots(folder: Path) -> int:
    """Every screen in every view, shared out among the processor's cores."""
    offscreen()
    from ui.screenshots import VIEWS, write_index

    # The sample day is made once, before several look at it.
    _desk_of(Installation(demo="-demo"))().close()
    workers = min(len(VIEWS), os.cpu_count() or 1)
    # Not fork: Qt does not survive it.
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        shares = [range(first, len(VIEWS), workers) for first in range(workers)]
        made = sum(pool.map(_share_of_shots, [folder] * workers, shares))
    page = write_index(folder)
    click.echo(f"{made} pictures in {folder}; look at {page}")
    return 0


def _share_of_shots(folder: Path, share: range) -> int:
    """In a process of its own."""
    offscreen()
    from ui.screenshots import VIEWS, take_shots

    installation = Installation(demo="-demo")
    views = [VIEWS[index] for index in share]
    return len(take_shots(_desk_of(installation), installation.settings, folder, views))


def _nowhere(place: Nowhere) -> int:
    click.echo(place.why, err=True)
    click.echo(_ADVICE, err=True)
    return codes.NOT_AVAILABLE


def _demonstration() -> int:
    click.echo("There is no display: the demonstration runs without one.")
    offscreen()
    from kiosk.cli.demonstration import demonstrate_offscreen

    return demonstrate_offscreen(Installation(demo="-demonstration"))


def offscreen() -> None:
    """Let Qt draw without a display; before its first import."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    _prepare()


def _prepare() -> None:
    """What Qt reads once, before its first import."""
    from ui.display import prepare_environment

    prepare_environment()
