"""The real window, software rendering: last key to tick, a touch to its picture, start, memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.bench import goals
from tests.bench.data import centre, not_yet_in
from tests.bench.figures import forget_files, percentile, row
from tests.bench.window import SCANS

_STARTS = 3


def measure(folder: Path, learners: int, entries: int) -> None:
    centre(folder, learners, entries).store.close()
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    found = json.loads(_window(["scan", str(not_yet_in(folder, SCANS).start)], environ))
    p50, p95 = (percentile(found["tick"], part) for part in (0.5, 0.95))
    goals.TICK.tell(p50)
    goals.TICK_P95.tell(p95)
    goals.TOUCH.tell(percentile(found["touch"], 0.99))
    starts = [json.loads(_window(["start"], environ)) for _ in range(_STARTS)]
    goals.WARM.tell(percentile([s["home_s"] for s in starts], 0.5))
    ready = percentile([s["programme_s"] for s in starts], 0.5)
    row("start -> today's programme on Home, warm", f"{ready:.2f} s", "-", good=True)
    if forget_files():
        goals.COLD.tell(json.loads(_window(["start"], environ))["home_s"])
    else:
        row("start -> Home painted, cold", "needs root", "-", good=True)
    goals.MEMORY.tell(percentile([s["pss_mb"] for s in starts], 0.5))
    goals.IDLE.tell(100 * percentile([s["idle_share"] for s in starts], 0.5))
    moving = starts[0]["moving_share"]
    row("  while the picture of how to scan moves", f"{moving:.2%} of a core", "-", good=True)


def _window(args: list[str], environ: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.window", *args],
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()[-1]
