"""The supervised kiosk on an X server: from what ends it until Home is painted again."""

from __future__ import annotations

import signal
import tempfile
import time
from pathlib import Path

from tests.bench.figures import row
from tests.test_supervised import Supervised

_EACH = 2  # with another kind of end that is 4 crashes: the fifth would be a loop
_ENDS = (
    ("crashed (SIGSEGV)", signal.SIGSEGV),
    ("killed (SIGKILL)", signal.SIGKILL),
    ("stopped (SIGSTOP)", signal.SIGSTOP),
    ("an endless loop in a slot", signal.SIGUSR1),
)


def measure(folder: Path, learners: int, entries: int) -> None:
    del learners, entries
    parent = 0.0
    for pair in (_ENDS[:2], _ENDS[2:]):
        with tempfile.TemporaryDirectory(dir=folder) as place:
            kiosk = Supervised(Path(place))
            kiosk.hears("READY=1")
            for what, number in pair:
                times = []
                for _ in range(_EACH):
                    began = time.perf_counter()
                    kiosk.send(number)
                    kiosk.hears("READY=1")
                    times.append(time.perf_counter() - began)
                worst = max(times)
                row(f"{what} -> Home painted, worst", f"{worst:.1f} s", "5 s", good=worst <= 5)
            parent = _memory(kiosk.kiosk.pid)
            kiosk.close()
    row("memory (PSS) of the supervisor", f"{parent:.0f} MB", "-", good=True)


def _memory(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0
