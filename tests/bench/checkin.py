"""Scan decoded to durable entry, beside a raw fsync."""

from __future__ import annotations

from pathlib import Path

from tests.bench.data import centre, not_yet_in, number
from tests.bench.figures import Raw, alternate, percentile, row

ROUNDS, EACH = 100, 15


def measure(folder: Path, learners: int, entries: int) -> None:
    opened = centre(folder, learners, entries)
    numbers = iter(not_yet_in(folder, 50 + ROUNDS * EACH))

    def scan() -> None:
        outcome = opened.desk.scan(number(next(numbers)))
        assert outcome.entry is not None

    for _ in range(50):
        scan()
    raw, ours = alternate(Raw(folder), scan, ROUNDS, EACH)
    p50, p99 = (percentile(ours, part) for part in (0.5, 0.99))
    raw50, raw99 = (percentile(raw, part) for part in (0.5, 0.99))
    ratio = p50 / raw50
    row(
        "scan text -> durable entry, p50 / raw p50",
        f"{ratio:.2f} x ({p50:.2f} ms)",
        "2 x",
        good=ratio <= 2,
    )
    limit = max(3 * raw99, 10)
    row("the same, p99", f"{p99:.2f} ms (raw {raw99:.2f})", f"{limit:.1f} ms", good=p99 <= limit)
    opened.store.close()
