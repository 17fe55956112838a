"""Gaps between frames, while a screen changes and while another process works."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from kiosk.clock import service_day
from tests.bench.data import learner, not_yet_in, number
from tests.bench.walk import Walk, folder

_ROUNDS = 6
_READY_S = 2.0
_AFTER_S = 0.5
"""How long a transition is watched: the longest movement ends before."""


def _rested() -> Walk:
    """A kiosk on which something always moves, and that has made ready what it keeps."""
    walk = Walk(moving=True)
    walk.pulse()
    walk.gaps(lambda: None, walk.rest(_READY_S))
    return walk


def transitions() -> dict[str, list[float]]:
    """The worst gap between frames of each round of every transition, ms."""
    walk = _rested()
    wait = walk.rest
    numbers = iter(not_yet_in(folder(), _ROUNDS))
    found: dict[str, list[float]] = {}

    def watch(what: str, act: Callable[[], object]) -> None:
        walk.gaps(lambda: None, wait(0.1))
        found.setdefault(what, []).append(max(walk.gaps(act, wait(_AFTER_S))))

    def tap(what: str, name: str) -> None:
        walk.place(name)
        watch(what, lambda: walk.tap(name))

    for n in numbers:
        watch("nothing", lambda: None)
        for name, what in (("pad", "number pad"), ("group", "group"), ("guests", "guests")):
            tap(f"Home -> {what}", f"open.{name}")
            watch("back to Home", walk.stage.home)
        watch("a scan -> choose", lambda n=n: walk.hands.scan(number(n)))
        tap("choose -> welcome, the card opens", walk.first("card."))
        tap("welcome -> Home", "anywhere")
        tap("language", "language.en")
        tap("language", "language.th")
        for percent in (125, 150, 200, 100):
            tap(f"text size {percent} %", f"size.{percent}")
        tap("contrast", "contrast")
        tap("contrast", "contrast")
        tap("Home -> newcomer", "open.new")
        watch("the notice is read", lambda: None)
        tap("newcomer -> name", "agree")
        tap("a letter", "kb.า")
        tap("shift", "kb.shift")
        tap("a letter with shift", "kb.ษ")
        walk.stage.home()
    walk.kiosk.close()
    return found


def beside() -> dict[str, list[float]]:
    """The gaps between frames while another process works on the same data, ms."""
    walk = _rested()
    place = folder()
    yesterday = service_day(dt.datetime.now(dt.UTC), walk.installation.settings.zone)
    yesterday -= dt.timedelta(days=1)
    codes = place / "codes"
    codes.write_text("".join(f"{number(n)}\n" for n in not_yet_in(place, 500)) * 4)
    people = place / "people.csv"
    people.write_text(
        "member_no,name_th\n" + "".join(f"N{n},{learner(n).name}\n" for n in range(5000)), "utf-8"
    )
    export = ["export", "log", "--day", str(yesterday), "-o", str(place / "day")]
    found = {"nothing": walk.gaps(lambda: None, walk.rest(3))}
    for what, args, given in (
        ("export of the day to CSV", [*export, "--format", "csv"], os.devnull),
        ("export of the day to JSON lines", [*export, "--format", "jsonl"], os.devnull),
        ("import of 5000 learners", ["import", "learners", str(people)], os.devnull),
        ("another kiosk that writes 2000 entries", ["station", "--visit"], str(codes)),
    ):
        with Path(given).open("rb") as source:
            running = subprocess.Popen(
                [sys.executable, "-m", "kiosk", *args], stdin=source, stdout=subprocess.DEVNULL
            )
            found[what] = walk.gaps(lambda: None, lambda at=running: at.poll() is not None)
        assert running.returncode == 0, what
    walk.kiosk.close()
    return found
