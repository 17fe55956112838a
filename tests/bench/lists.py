"""Today's list and head-counts, and a day of 10,000 entries to CSV."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.clock import service_day
from kiosk.exporting import Wanted, export_log
from tests.bench.data import centre
from tests.bench.figures import percentile, row


def measure(folder: Path, learners: int, entries: int) -> None:
    opened = centre(folder, learners, entries)
    yesterday = service_day(opened.clock.now(), opened.settings.zone) - dt.timedelta(days=1)

    def page() -> None:
        with opened.store.reading() as reader:
            assert len(reader.lines(yesterday)) == 50

    def counts() -> None:
        with opened.store.reading() as reader:
            assert len(reader.counts(yesterday)) == 40

    def find() -> None:
        with opened.store.reading() as reader:
            reader.lines(yesterday, text="กมล99")

    wanted = Wanted(first=yesterday, last=yesterday)

    def export() -> None:
        export_log(opened.store, opened.clock, opened.settings.zone, wanted, folder / "day.csv")

    for what, act, times, reach in (
        ("50 newest rows of a 10,000-entry day", page, 50, 5),
        ("head-counts of its 40 activities", counts, 50, 5),
        ("filter by text over its 10,000 entries", find, 20, 50),
        ("the day to CSV", export, 5, 300),
    ):
        p50 = percentile(timed(act, times), 0.5)
        row(what, f"{p50:.2f} ms", f"{reach} ms", good=p50 <= reach)
    opened.store.close()


def timed(act: Callable[[], None], times: int) -> list[float]:
    act()
    out = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        out.append((time.perf_counter() - start) * 1000)
    return out
