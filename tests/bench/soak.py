"""Fifty days and nights with 100,000 visitors in an hour, and what is left of them.

A real kiosk in a process of its own, on a hub whose network fails all the time. Visitors check in
every way there is, change language, size and colours, go away in the middle; cables of scanner and
camera are pulled; staff open the desk; each night the day is exported, a backup made, and the
window replaced as after other settings (in the first days). Memory, handles, threads and objects
have to stay flat.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench import soaking
from tests.bench.goals import EXACT, Goal
from tests.bench.held import Held, trends
from tests.postgres import Server
from tests.proxy import Proxy
from tests.walkin import ROOT, Walkin

_EACH_S = 2.0
_WEATHER: tuple[dict[str, object], ...] = (
    {}, {"refuse": True}, {"delay_s": 0.2}, {"cut_after": 3000, "reset": True}, {}, {"hole": True},
)  # fmt: skip


def measure(folder: Path, visitors: int) -> None:
    """A kiosk and so many visitors."""
    place = folder / "soak"
    for old in (place, folder / "hub"):
        shutil.rmtree(old, ignore_errors=True)
    place.mkdir()
    soaking.prepare(place)
    with _flapping_hub(folder / "hub", place):
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.walks", "soak", str(visitors)],
            env=_environ(place),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    print("   each day: " + ", ".join(Held._fields))
    samples = [Held(*one) for one in json.loads(done.stdout.splitlines()[-1])]
    for trend in trends(samples):
        thirds = ", ".join(f"{one:,.1f}" for one in trend.thirds)
        goal = Goal(
            "soak", f"growth of {trend.what}, of the first third", 100 * trend.may, "%", EXACT
        )
        goal.tell(max(0.0, 100 * trend.growth), f"medians of thirds {thirds}")


def _environ(place: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k != "WALKIN_BACKUP_FOLDER"}
    return kept | {
        "PYTHONPATH": str(ROOT),  # for what the kiosk starts
        "WALKIN_DATA": str(place / "data"),
        "WALKIN_CONFIG": str(place / "walkin.toml"),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
    }


@contextmanager
def _flapping_hub(folder: Path, place: Path) -> Iterator[None]:
    """Join the centre in `place` to a hub, and let the network to it fail in turns."""
    folder.mkdir()
    server, owner, kiosk = Server(folder / "postgres"), Walkin(folder), Walkin(place)
    ended = threading.Event()
    with Proxy(server.port) as proxy:
        url = server.url(server.fresh()).replace(f":{server.port}/", f":{proxy.port}/")
        _well(owner("hub", "init", "-", given=f"{url}\n".encode()))
        _well(owner("hub", "centre", "korat", "โคราช"))
        invitation = _well(owner("hub", "add", "k.A", "--centre", "korat"))
        _well(kiosk("hub", "join", given=invitation))

        def flap() -> None:
            for weather in itertools.cycle(_WEATHER):
                proxy.set(**weather)
                if ended.wait(_EACH_S):
                    return

        flapping = threading.Thread(target=flap)
        flapping.start()
        try:
            yield
        finally:
            ended.set()
            flapping.join()
            server.stop()


def _well(done: subprocess.CompletedProcess[bytes]) -> bytes:
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout
