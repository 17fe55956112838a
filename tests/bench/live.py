"""From a scan on a kiosk, which is another process, to its row in the desk's window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

SCANS = 200
REACH_MS = 1000
_MANY = 50
"""Rows that are there before, so that the list is as long as on a morning."""


def measure(folder: Path, learners: int, entries: int) -> None:
    from tests.bench.data import centre, not_yet_in
    from tests.bench.figures import percentile, row

    centre(folder, learners, entries).store.close()
    first = not_yet_in(folder, SCANS + _MANY).start
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.live", "desk", str(first)],
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    took = json.loads(done.stdout.splitlines()[-1])
    p95 = percentile(took, 0.95)
    said = f"p50 {percentile(took, 0.5):.0f}, p95 {p95:.0f}, worst {max(took):.0f} ms"
    what = f"{len(took)} scans on a kiosk -> row painted on the desk"
    row(what, said, f"{REACH_MS} ms", good=p95 <= REACH_MS)


def kiosk() -> None:
    """Scan each number that is read, and say when that began: seconds of the machine's clock."""
    from kiosk.app import Installation
    from kiosk.outcome import VISIT, Ask

    opened = Installation().open()
    for line in sys.stdin:
        began = time.monotonic()
        opened.desk.scan(line.strip(), Ask(wanted=VISIT))
        print(began, flush=True)


def desk(first: int) -> None:
    """Watch the list of a real window while the other process scans; prints milliseconds."""
    from kiosk.app import Installation
    from tests.bench.data import number
    from ui import shell
    from ui.desk.window import DeskWindow
    from ui.display import prepare_environment
    from ui.hands import wait_until

    prepare_environment()
    shell.application()
    installation = Installation()
    window = DeskWindow(installation.front_desk, installation.settings, size=(1280, 800))
    frames = [0.0]
    window.window.frameSwapped.connect(lambda: frames.__setitem__(0, time.monotonic()))
    window.start()
    wait_until(lambda: window.board.clock != "")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.bench.live", "kiosk"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        took = []
        for n in range(first, first + SCANS + _MANY):
            # At another moment between two looks of the desk each time.
            later = time.monotonic() + n * 37 % 250 / 1000
            wait_until(lambda: time.monotonic() >= later)  # noqa: B023
            before = window.board.came
            other.stdin.write(number(n) + "\n")
            other.stdin.flush()
            wait_until(lambda: window.board.came != before)  # noqa: B023
            shown = time.monotonic()
            wait_until(lambda: frames[0] > shown)  # noqa: B023
            took.append((frames[0] - float(other.stdout.readline())) * 1000)
        other.stdin.close()
    window.close()
    print(json.dumps(took[_MANY:]))


if __name__ == "__main__":
    if sys.argv[1] == "desk":
        desk(int(sys.argv[2]))
    else:
        kiosk()
