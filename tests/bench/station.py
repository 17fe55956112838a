"""`walkin station`: codes a second, alone and eight at once on one data folder."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.bench import goals
from tests.bench.data import centre, not_yet_in, number
from tests.bench.figures import Raw, percentile

ONE, EACH_OF_EIGHT = 3000, 800
_WARM_UP = ["warm-up", "warm-up"]
"""After the first it does what is done once a day: the people of this centre never left."""


def measure(folder: Path, learners: int, entries: int) -> None:
    opened = centre(folder, learners, entries)
    opened.store.close()
    raw = Raw(folder)
    start = time.perf_counter()
    for _ in range(2000):
        raw()
    raw_rate = 2000 / (time.perf_counter() - start)
    rate, _, _ = together([not_yet_in(folder, ONE)])
    goals.STATION.tell(rate / raw_rate, f"{rate:.0f}/s")
    rate, waits, refused = together([not_yet_in(folder, EACH_OF_EIGHT) for _ in range(8)])
    goals.EIGHT.tell(rate / raw_rate, f"{rate:.0f}/s")
    goals.WAIT.tell(max(waits), f"p99 {percentile(waits, 0.99):.1f} ms")
    goals.REFUSED.tell(refused)


def together(shares: list[range]) -> tuple[float, list[float], int]:
    """Codes a second of all stations, the wait of each code in ms, and how many were not kept."""
    running = [Station() for _ in shares]
    for one in running:
        one.ask(_WARM_UP)
    start = time.perf_counter()
    threads = [
        threading.Thread(target=one.ask, args=([number(n) for n in share],))
        for one, share in zip(running, shares, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - start
    answers = [answer for one in running for answer in one.close()]
    kept = [a for a in answers if "entry" in a]
    return len(kept) / took, [a["ms"] for a in answers], len(answers) - len(kept)


class Station:
    """A running `walkin station` that is asked and answers."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "station", "--visit"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._answers: list[bytes] = []

    def ask(self, codes: list[str]) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        # A pipe holds 64 KB: asked in portions that fit both ways.
        for start in range(0, len(codes), 100):
            portion = codes[start : start + 100]
            self._process.stdin.write("".join(f"{code}\n" for code in portion).encode())
            self._process.stdin.flush()
            self._answers += [self._process.stdout.readline() for _ in portion]

    def close(self) -> list[dict[str, float]]:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        return [json.loads(line) for line in self._answers[len(_WARM_UP) :]]
