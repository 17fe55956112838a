"""`walkin run --supervised`: a small parent that starts a crashed or stuck kiosk again.

It speaks sd_notify(3) on both sides: it listens to the kiosk, and tells systemd, where that
listens, what the kiosk said.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import click

from kiosk import codes
from kiosk.cli.context import Installation
from kiosk.compositor import Compositor
from kiosk.crashes import FROZEN, Crashes
from kiosk.notify import ADDRESS, ALIVE, PATIENCE, READY, Supervisor, supervisor
from kiosk.restarts import Restarts
from kiosk.updating.house import House, our_house
from kiosk.updating.trial import Trial

PATIENCE_S = 3.0
"""Seconds without a sign of life after which an interface is stuck."""
START_S = 30.0
"""The same before Home is painted: a cold start on a slow disk."""
_LOOK_S = 0.2
_END_S = 5.0
# The first start says what has to be done; later ones only that something has changed.
_REFUSALS = frozenset(
    {codes.USAGE, codes.NOT_AVAILABLE, codes.CANNOT_WRITE, codes.TRY_AGAIN, codes.SETTINGS}
)


class _End(NamedTuple):
    """How a kiosk ended: its exit code, negative for a signal, None when it was stuck."""

    code: int | None
    was_ready: bool

    @property
    def words(self) -> str:
        if self.code is None:
            return FROZEN
        if self.code < 0:
            return signal.Signals(-self.code).name
        return f"exit code {self.code}"


def supervise(installation: Installation, words: Sequence[str]) -> int:
    """Run `walkin` with these words, without --supervised, until somebody ends it.

    Returns the exit code of the kiosk, when that could not begin or ended by itself.
    """
    outer = supervisor(os.environ)
    crashes = Crashes(installation.data, installation.clock.now)
    restarts = Restarts(time.monotonic)
    # Ends the child too, by `finally`.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    given = [word for word in words if word != "--supervised"]
    started = False
    house = our_house()
    trial = Trial(time.monotonic) if house is not None and house.on_trial() else None
    try:
        while True:
            end = _run(given, outer, trial)
            if house is not None and trial is not None:
                if not trial.proven and end.code != 0:
                    return _go_back(house, outer, words, end)
                trial = None if trial.proven else trial
            started = started or end.was_ready
            if end.code == 0 or (end.code in _REFUSALS and not started):
                return end.code
            click.echo(f"The kiosk ended ({end.words}); it is started again.", err=True)
            outer.tell(f"STATUS=Started again after {end.words}.")
            # Whatever it could still say becomes a report at its next start.
            if end.code is None or end.code == -signal.SIGKILL:
                crashes.keep(end.words)
            pause = restarts.crashed()
            if pause is None:
                click.echo("It crashed too often: visitors are asked to use the desk.", err=True)
                if _run([*given, "--sorry", "E-RESTART"], outer).code == codes.NOT_AVAILABLE:
                    return codes.NOT_AVAILABLE
            else:
                time.sleep(pause)
    except KeyboardInterrupt:
        return 0


def _go_back(house: House, outer: Supervisor, words: Sequence[str], end: _End) -> int:
    """The version before takes our place; returns only when there is none."""
    failed = house.version_of(house.current())
    if house.go_back() is None:
        return codes.NOT_AVAILABLE
    click.echo(f"Version {failed} ended ({end.words}): the one before is back.", err=True)
    outer.tell(f"STATUS=Back from version {failed}.")
    told = {ADDRESS: outer.address, PATIENCE: f"{outer.patience_s * 1e6:.0f}"}
    environ = os.environ | (told if outer.address else {})
    launcher = str(house.launcher)
    return os.execve(launcher, [launcher, *words], environ)  # noqa: S606 - our own


def _run(words: Sequence[str], outer: Supervisor, trial: Trial | None = None) -> _End:
    """One kiosk, as long as it lives; or until a version on trial has had time enough."""
    if trial is not None:
        trial.begin()
    isolated = ["-P"] if sys.flags.safe_path else []
    command = [sys.executable, *isolated, "-m", "kiosk", *words]
    with (
        closing(Compositor(os.environ)) as compositor,
        _ear() as (ear, told),
        _child(command, os.environ | told) as child,
    ):
        patience, last, was_ready = START_S, time.monotonic(), False
        while (code := child.poll()) is None:
            said = _hear(ear)
            # Who started the compositor ends it, and us with it, when nobody sees us any more.
            unseen = compositor.stuck()
            if unseen and trial is not None:
                trial.unseen()
            if said:
                last = time.monotonic()
                was_ready = was_ready or READY.encode() in said
                alive = ALIVE.encode() in said
                if alive:
                    patience = PATIENCE_S
                if not (alive and unseen):
                    outer.pass_on(said)
                    if trial is not None and not trial.proven and trial.hear(said):
                        _proven()
            silent = ear is not None and time.monotonic() - last > patience
            if silent or (trial is not None and trial.late):
                child.kill()
                child.wait()
                return _End(None, was_ready)
        return _End(code, was_ready or ear is None)


def _proven() -> None:
    house = our_house()
    if house is not None:
        with suppress(OSError):  # then its next start proves it
            house.proven()


@contextmanager
def _child(command: Sequence[str], environ: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """It does not outlive this block."""
    child = subprocess.Popen(command, env=environ)  # noqa: S603 - ourselves
    try:
        yield child
    finally:
        if child.poll() is None:
            child.terminate()
            try:
                child.wait(_END_S)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


@contextmanager
def _ear() -> Iterator[tuple[socket.socket | None, dict[str, str]]]:
    """A socket of our own, and what tells a child of it; none where the system has none."""
    if sys.platform == "win32":
        yield None, {}
        return
    folder = Path(tempfile.mkdtemp(prefix="walkin-"))
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
            ear.bind(str(folder / "notify"))
            ear.settimeout(_LOOK_S)
            told = {ADDRESS: str(folder / "notify"), PATIENCE: f"{PATIENCE_S * 1e6:.0f}"}
            yield ear, told
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _hear(ear: socket.socket | None) -> bytes:
    """What is said within a moment; empty when nothing is."""
    if ear is None:
        time.sleep(_LOOK_S)
        return b""
    try:
        return ear.recv(4096)
    except TimeoutError:
        return b""
