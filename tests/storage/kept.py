"""An installation with a few people, its backups, and what may happen to files."""

from __future__ import annotations

import datetime as dt
import gc
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import click
from click.testing import CliRunner, Result

from kiosk import codes
from kiosk.app import Installation
from kiosk.cli.backup import backup, restore
from kiosk.entry import AnyBody, CheckedIn, GuestsCounted, LearnerKept
from kiosk.ports import StoreTrouble
from kiosk.record import Band
from tests.builders import DAY, NOON
from tests.storage.workload import learner

ONE = dt.timedelta(days=1)


class SetClock:
    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> dt.datetime:
        return self.at


class Kept:
    """Data, settings and keys in a folder of their own."""

    def __init__(self, folder: Path, clock: SetClock | None = None, **environ: str) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.clock = clock or SetClock()
        self.environ = {
            "WALKIN_DATA": str(folder / "data"),
            "WALKIN_CONFIG": str(folder / "walkin.toml"),
            **environ,
        }

    @property
    def installation(self) -> Installation:
        return Installation(environ=self.environ, clock=self.clock)

    @property
    def database(self) -> Path:
        return self.folder / "data" / "walkin.db"

    @property
    def files(self) -> list[str]:
        """What lies about, but for locks."""
        locks = (".turn", ".open", ".copying")
        return sorted(f.name for f in self.database.parent.iterdir() if f.suffix not in locks)

    @property
    def left_over(self) -> list[str]:
        """What a copy was made in."""
        return [f.name for f in self.database.parent.glob(".copying-*")]

    def write(self, *bodies: AnyBody) -> None:
        store = self.installation.open().store
        with store.writing() as unit:
            unit.append_many(bodies, self.clock.at)
        store.close()

    def come(self, first: int, last: int) -> None:
        """These learners register and check in."""
        many = range(first, last + 1)
        self.write(*(LearnerKept(learner=learner(n)) for n in many))
        self.write(*(CheckedIn(day=DAY, learner=f"l{n}") for n in many))

    def is_busy(self) -> None:
        """Somebody came on each of the last days: the time must be right."""
        days = [self.clock.at.date() - back * ONE for back in range(1, 7)]
        self.write(*(GuestsCounted(day=day, bands={Band.ADULT: 1}) for day in days))

    def bodies(self) -> list[AnyBody]:
        store = self.installation.open().store
        try:
            with store.reading() as reader:
                return [entry.body for entry in reader.entries({}, limit=100_000)]
        finally:
            store.close()

    def backup(self, *words: str) -> Result:
        return self._run(backup, *words)

    def restore(self, *words: str, given: str = "") -> Result:
        return self._run(restore, *words, given=given)

    def _run(self, command: click.Command, *words: str, given: str = "") -> Result:
        result = CliRunner().invoke(
            command, list(words), obj=self.installation, standalone_mode=False, input=given
        )
        gc.collect()  # a process that ends lets go of its database
        return result


def code_of(result: Result) -> int:
    """The exit code that `walkin` makes of it."""
    match result.exception:
        case None:
            return int(result.return_value or 0)
        case StoreTrouble(reason=reason):
            return codes.exit_of(reason)
        case click.Abort():
            return 130
    raise result.exception


def killed_before_each_step(act: Callable[[], Any], look: Callable[[], None]) -> int:
    """Kill -9 before the first change of a name or sync of a file, then before the second, ...

    `look` is called after each; returns how many there were.
    """
    for step in range(1000):
        child = os.fork()
        if child == 0:
            _act_until(step, act)
        _, status = os.waitpid(child, 0)
        look()
        if not os.WIFSIGNALED(status):
            assert os.WEXITSTATUS(status) == 0
            return step
    raise AssertionError


def _act_until(step: int, act: Callable[[], Any]) -> None:
    left = [step]

    def dying(real: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **more: Any) -> Any:
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            return real(*args, **more)

        return counted

    code = 1
    try:
        with (
            patch.object(os, "fsync", dying(os.fsync)),
            patch.object(Path, "replace", dying(Path.replace)),
            patch.object(Path, "rename", dying(Path.rename)),
            patch.object(Path, "unlink", dying(Path.unlink)),
        ):
            act()
        code = 0
    finally:
        os._exit(code)
