"""The desk's list of a day with 100,000 lines: gaps between frames while it is scrolled through."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

REACH_MS = 50
PAGE_MS = 200
LINES = 100_000
_BATCH = 5000
_DEEP = 10_000
"""Lines loaded before it is scrolled back."""
_PEOPLE = 2000
_AT_ONCE = 10
"""Entries of the same moment."""
_NOTCH = 120
"""What one click of a wheel is, in eighths of a degree (QWheelEvent.angleDelta)."""
_WATCHED_S = 10.0
_KEYS_S = 0.033
"""Between two presses of a key that is held down."""


def measure(folder: Path, learners: int, entries: int) -> None:
    from tests.bench.figures import percentile, row

    # Of its own: others count on what is in the folder.
    environ = os.environ | {
        "WALKIN_DATA": str(folder / "scrolling"),
        "WALKIN_CONFIG": str(folder / "scrolling.toml"),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.scrolling"],
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    for what, gaps in found["gaps"].items():
        worst = max(gaps)
        said = f"p99 {percentile(gaps, 0.99):.1f}, worst {worst:.1f} ms"
        row(f"desk: {what}", said, f"{REACH_MS} ms", good=worst <= REACH_MS)
    took = found["page"]
    said = f"p50 {percentile(took, 0.5):.0f}, worst {max(took):.0f} ms"
    row(
        "desk: 100 older lines, from the key to the list",
        said,
        f"{PAGE_MS} ms",
        good=max(took) <= PAGE_MS,
    )


def main() -> None:
    """One run of the real window in a process of its own; prints its figures as JSON."""
    from kiosk.app import Installation
    from ui.display import prepare_environment

    prepare_environment()
    from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
    from PySide6.QtGui import QGuiApplication, QKeyEvent, QWheelEvent

    from tests.bench.pulse import pulse
    from ui import shell
    from ui.desk.window import DeskWindow
    from ui.hands import wait_until

    shell.application()
    installation = Installation()
    _fill(installation)
    desk = DeskWindow(installation.front_desk, installation.settings, size=(1280, 800))
    frames: list[float] = []
    desk.window.frameSwapped.connect(lambda: frames.append(time.perf_counter()))
    desk.window.requestActivate()
    desk.start()
    wait_until(lambda: desk.attendance.rowCount() > 0)
    kept = pulse(desk.window)
    middle = QPointF(800, 500)
    none = Qt.KeyboardModifier.NoModifier

    def wheel(notches: int) -> None:
        turn = QWheelEvent(
            middle, middle, QPoint(), QPoint(0, notches * _NOTCH), Qt.MouseButton.NoButton, none,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        turn.setTimestamp(time.monotonic_ns() // 1_000_000)
        QGuiApplication.sendEvent(desk.window, turn)

    def held(key: Qt.Key) -> None:
        press = QKeyEvent(QEvent.Type.KeyPress, key, none, "", True)
        QGuiApplication.sendEvent(desk.window, press)

    def watch(act: Callable[[], object], every: float, seconds: float) -> list[float]:
        first, soon = len(frames), time.perf_counter()
        end = soon + seconds
        while soon < end:
            act()
            # By the clock, and not later for what it took: the next key comes all the same.
            soon += every
            wait_until(lambda: time.perf_counter() >= soon)  # noqa: B023
        return [(b - a) * 1000 for a, b in itertools.pairwise(frames[first:])]

    gaps = {"wheel down": watch(lambda: wheel(-8), 0.016, _WATCHED_S)}
    gaps["page-down held"] = watch(lambda: held(Qt.Key.Key_PageDown), _KEYS_S, _WATCHED_S)
    pages: list[float] = []
    while desk.attendance.rowCount() < _DEEP:
        before, began = desk.attendance.rowCount(), time.perf_counter()
        held(Qt.Key.Key_End)
        wait_until(lambda: desk.attendance.rowCount() > before)  # noqa: B023
        pages.append((time.perf_counter() - began) * 1000)
    gaps["wheel up from deep down"] = watch(lambda: wheel(4), 0.016, 2)
    gaps["page-up held from deep down"] = watch(lambda: held(Qt.Key.Key_PageUp), _KEYS_S, 2)
    del kept
    desk.close()
    print(json.dumps({"gaps": gaps, "page": pages}))


def _fill(installation: object) -> None:
    from kiosk.clock import service_day
    from kiosk.entry import CheckedIn, LearnerKept
    from tests.bench.data import learner

    opened = installation.open()
    now = opened.clock.now()
    day = service_day(now, opened.settings.zone)
    with opened.store.reading() as reader:
        filled = bool(reader.lines(day))
    if filled:
        opened.store.close()
        return
    people = [learner(n) for n in range(_PEOPLE)]
    opened.store._link.tell("PRAGMA synchronous = OFF")
    with opened.store.writing() as unit:
        unit.append_many([LearnerKept(learner=one) for one in people], now)
    for start in range(0, LINES, _BATCH):
        with opened.store.writing() as unit:
            for n in range(start, start + _BATCH, _AT_ONCE):
                came = [
                    CheckedIn(day=day, learner=people[at % _PEOPLE].learner)
                    for at in range(n, n + _AT_ONCE)
                ]
                unit.append_many(came, now - dt.timedelta(milliseconds=100 * (LINES - n)))
    opened.store._link.tell("PRAGMA wal_checkpoint(TRUNCATE)")
    opened.store.close()


if __name__ == "__main__":
    main()
