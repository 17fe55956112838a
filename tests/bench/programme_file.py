"""A calendar of many events, read beside a window: how long, how much memory, and its gaps."""

from __future__ import annotations

import resource
import threading
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.bench.figures import percentile, row

EVENTS = 2_000
GAP_MS = 50
MEMORY_MB = 300
_TICK_S = 0.005


def measure(folder: Path, learners: int, entries: int) -> None:
    from kiosk.importing.calendar import ProgrammeFile, read_programme
    from kiosk.plan_rows import rows_of
    from tests.core.test_import_programme import GOOD, calendar

    raw = calendar(*(GOOD.format(n) for n in range(EVENTS)))
    zone = ZoneInfo("Asia/Bangkok")
    found: list[ProgrammeFile] = []
    reader = threading.Thread(target=lambda: found.append(read_programme(raw, zone)))
    gaps = []
    start = last = time.perf_counter()
    reader.start()
    while reader.is_alive():
        time.sleep(_TICK_S)  # as a window waits for its next frame
        now = time.perf_counter()
        gaps.append((now - last - _TICK_S) * 1000)
        last = now
    took = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    said = f"{took:.1f} s, {1000 * took / EVENTS:.1f} ms each, {memory} MB"
    row(f"{EVENTS} events read", said, f"{MEMORY_MB} MB", good=memory <= MEMORY_MB)
    worst = f"p99 {percentile(gaps, 0.99):.0f}, worst {max(gaps):.0f} ms"
    row("gaps of the window meanwhile", worst, f"{GAP_MS} ms", good=max(gaps) <= GAP_MS)
    began = time.perf_counter()
    for activity in found[0].activities:
        rows_of(activity, zone)
    each = 1000 * (time.perf_counter() - began) / EVENTS
    row("an activity as rows of a list", f"{each:.2f} ms", "1 ms", good=each <= 1)
