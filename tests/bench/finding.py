"""Finding somebody in the desk's window: from a letter to the picture with those it leaves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

REACH_MS = 50
_SCANNER_MS = 100
"""Until a letter is known to be a finger's; beside the search itself."""
_STILL_S = 0.05
"""Seconds without a picture: nothing else is to be seen."""
_TYPED = ("kml54321", "K154321", "4321", "nrru", "nobody at all", "K1000")


def measure(folder: Path, learners: int, entries: int) -> None:
    from tests.bench.data import centre
    from tests.bench.figures import percentile, row

    centre(folder, learners, entries).store.close()
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.finding"],
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    for what, reach in (("in the field", REACH_MS), ("pressed", REACH_MS + _SCANNER_MS)):
        took = found[what]
        p95 = percentile(took, 0.95)
        said = f"p50 {percentile(took, 0.5):.1f}, p95 {p95:.1f}, worst {max(took):.1f} ms"
        row(f"desk: letter {what} -> its rows painted", said, f"{reach} ms", good=p95 <= reach)
    ready = found["ready"][0]
    row("desk: page of search opened -> warm", f"{ready:.0f} ms", "1000 ms", good=ready <= 1000)


def main() -> None:
    """One run of the real window in a process of its own; prints milliseconds as JSON."""
    from kiosk.app import Installation
    from ui.display import prepare_environment

    prepare_environment()
    from kiosk.record import Role
    from ui import shell
    from ui.desk.window import DeskWindow
    from ui.hands import Hands, wait_until

    shell.application()
    installation = Installation()
    desk = DeskWindow(installation.front_desk, installation.settings, size=(1280, 800))
    hands = Hands(desk.window)
    frames, shown, typed = [0.0], [0.0], [0.0]
    for signal, last in (
        (desk.window.frameSwapped, frames),
        (desk._people.finding.shown, shown),
        (desk.found.typed, typed),
    ):
        signal.connect(lambda *_, last=last: last.__setitem__(0, time.perf_counter()))
    desk.window.requestActivate()
    desk.start()
    desk.clerk.come("bench", Role.DESK)
    wait_until(lambda: desk.board.clock != "")
    opened, ready = time.perf_counter(), []
    desk.turn("find")
    desk.jobs.submit(lambda _desk: None, lambda _: ready.append(time.perf_counter()), print)
    wait_until(lambda: bool(ready))
    took: dict[str, list[float]] = {"in the field": [], "pressed": []}
    took["ready"] = [(ready[0] - opened) * 1000]
    for text in _TYPED:
        desk.found.cleared.emit()
        for letter in text:
            pressed = time.perf_counter()
            hands.key(ord(letter.upper()), letter, after_ms=200)
            wait_until(lambda: shown[0] > pressed)  # noqa: B023
            # The same words as before are painted no second time.
            wait_until(lambda: frames[0] > shown[0] or time.perf_counter() - shown[0] > _STILL_S)
            now = max(frames[0], shown[0])
            took["in the field"].append((now - typed[0]) * 1000)
            took["pressed"].append((now - pressed) * 1000)
    desk.close()
    print(json.dumps(took))


if __name__ == "__main__":
    main()
