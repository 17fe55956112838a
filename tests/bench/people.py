"""Searching while somebody types, a newcomer's namesakes, and forgetting somebody."""

from __future__ import annotations

import secrets
import time
from pathlib import Path

from kiosk.newcomer import Newcomer
from tests.bench.data import centre, not_yet_in, number
from tests.bench.figures import percentile, row
from tests.bench.lists import timed

REACH_MS = 50
TYPED = (
    "กมล54321", "ใจดี กมล9", "K154321", "4321", "nrru", "ไม่มีใครชื่อนี้", "มล777", "เกศรา",
)  # fmt: skip


def measure(folder: Path, learners: int, entries: int) -> None:
    opened = centre(folder, learners, entries)
    desk = opened.desk
    start = time.perf_counter()
    desk.find("ก")
    first = (time.perf_counter() - start) * 1000
    row(f"first search among {learners} learners", f"{first:.0f} ms", "1000 ms", good=first <= 1000)
    took: list[float] = []
    for who in not_yet_in(folder, 5):
        for text in TYPED:
            for many in range(1, len(text) + 1):
                start = time.perf_counter()
                desk.find(text[:many])
                took.append((time.perf_counter() - start) * 1000)
        # Others go on checking in meanwhile.
        desk.scan(number(who))
    p50, p95 = percentile(took, 0.5), percentile(took, 0.95)
    said = f"p50 {p50:.1f}, p95 {p95:.1f}, worst {max(took):.1f} ms"
    row("search, letter by letter", said, f"{REACH_MS} ms", good=p95 <= REACH_MS)

    def namesake() -> None:
        assert desk.likely(Newcomer(name="กมล7", birth_year=1947)) is not None

    p50, p95 = (percentile(timed(namesake, 50), part) for part in (0.5, 0.95))
    row("a newcomer's namesake", f"p50 {p50:.1f}, p95 {p95:.1f} ms", f"{REACH_MS} ms",
        good=p95 <= REACH_MS)  # fmt: skip
    # Somebody else each time the bench runs: who is forgotten is gone.
    found = desk.find(f"กมล{secrets.randbelow(90) + 10}")
    with opened.store.reading() as reader:
        came = max(found, key=lambda match: len(reader.came(match.learner)))
    opened.store.scrub()
    start = time.perf_counter()
    done = desk.forget(came.learner, secrets.token_bytes(16), "bench", "bench")
    took_ms = (time.perf_counter() - start) * 1000
    row(f"forgetting a learner with {done.visits} check-ins", f"{took_ms:.0f} ms", "1000 ms",
        good=took_ms <= 1000 and done.scrubbed)  # fmt: skip
    opened.store.close()
