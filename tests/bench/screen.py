"""The real window, software rendering: last key to tick, a touch to its picture, start, memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.bench.data import centre, not_yet_in
from tests.bench.figures import percentile, row
from tests.bench.window import SCANS

_STARTS = 3


def measure(folder: Path, learners: int, entries: int) -> None:
    centre(folder, learners, entries).store.close()
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    found = json.loads(_window(["scan", str(not_yet_in(folder, SCANS).start)], environ))
    p50, p95 = (percentile(found["tick"], part) for part in (0.5, 0.95))
    row("last scanner key -> durable -> tick frame, p50", f"{p50:.1f} ms", "10 ms", good=p50 <= 10)
    row("the same, p95", f"{p95:.1f} ms", "20 ms", good=p95 <= 20)
    p99 = percentile(found["touch"], 0.99)
    row("touch -> visible change, p99", f"{p99:.1f} ms", "5 ms", good=p99 <= 5)
    starts = [json.loads(_window(["start"], environ)) for _ in range(_STARTS)]
    home = percentile([s["home_s"] for s in starts], 0.5)
    row("start -> Home painted, warm", f"{home:.2f} s", "0.5 s", good=home <= 0.5)
    ready = percentile([s["programme_s"] for s in starts], 0.5)
    row("start -> today's programme on Home, warm", f"{ready:.2f} s", "-", good=True)
    if _forget_files():
        cold = json.loads(_window(["start"], environ))["home_s"]
        row("start -> Home painted, cold", f"{cold:.2f} s", "1.0 s", good=cold <= 1)
    else:
        row("start -> Home painted, cold", "needs root", "1.0 s", good=True)
    memory = percentile([s["pss_mb"] for s in starts], 0.5)
    row("memory (PSS) on Home", f"{memory:.0f} MB", "120 MB", good=memory <= 120)
    idle = starts[0]["idle_share"]
    row("idle on Home with its clock", f"{idle:.2%} of a core", "0.50 %", good=idle <= 0.005)
    moving = starts[0]["moving_share"]
    row("  while the picture of how to scan moves", f"{moving:.2%} of a core", "-", good=True)


def _forget_files() -> bool:
    """Let the system forget what it has read from the disk; only root may."""
    os.sync()
    try:
        Path("/proc/sys/vm/drop_caches").write_text("3")
    except OSError:
        return False
    return True


def _window(args: list[str], environ: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.window", *args],
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()[-1]
