"""Ten thousand hostile strings through every entry point; milliseconds each."""

import statistics
from pathlib import Path

from tests.faults.corpus import corpus
from tests.faults.hostile import everything

MANY = 10_000
MOST_MS = 50.0


def measure(folder: Path, learners: int, entries: int) -> None:
    place = folder / "hostile"
    place.mkdir(exist_ok=True)
    texts = corpus(MANY)
    took = everything(place, texts)
    print(f"{len(texts)} strings; of none was anything told, and nothing failed")
    print(f"{'entry point':22} {'given':>7} {'median':>8} {'p99':>8} {'most':>8}")
    slow = []
    for point, seconds in took.items():
        ms = sorted(1000 * s for s in seconds)
        median, p99 = statistics.median(ms), ms[min(len(ms) - 1, len(ms) * 99 // 100)]
        print(f"{point:22} {len(ms):7} {median:8.2f} {p99:8.2f} {ms[-1]:8.1f}")
        slow += [point] * (median > MOST_MS)
    if slow:
        print(f"slower than {MOST_MS:g} ms: {', '.join(slow)}")
        raise SystemExit(1)
