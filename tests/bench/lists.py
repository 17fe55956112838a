"""Today's list and head-counts, and a day of 10,000 entries to CSV."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.app import Installation
from kiosk.clock import service_day
from kiosk.exporting import Wanted, export_log
from tests.bench import goals
from tests.bench.data import centre
from tests.bench.figures import forget_files, percentile, row


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

    goals.ROWS.tell(percentile(timed(page, 50), 0.5))
    goals.COUNTS.tell(percentile(timed(counts, 50), 0.5))
    for what, act, times, reach in (
        ("filter by text over its 10,000 entries", find, 20, 50),
        ("the day to CSV", export, 5, 300),
    ):
        p50 = percentile(timed(act, times), 0.5)
        row(what, f"{p50:.2f} ms", f"{reach} ms", good=p50 <= reach)
    opened.store.close()
    for goal, asked in ((goals.ROWS_COLD, "lines"), (goals.COUNTS_COLD, "counts")):
        if (took := _cold(asked, yesterday)) is None:
            print(f"        {goal.what.strip()}: only root can make the system forget")
        else:
            goal.tell(took)


def _cold(asked: str, day: dt.date) -> float | None:
    """Milliseconds of the first answer of a process, of a disk nobody has read; None: cannot."""
    if not forget_files():
        return None
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.lists", asked, day.isoformat()],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(done.stdout)


def main() -> None:
    """Ask once; the programs are read from the disk before, the database is not."""
    asked, day = sys.argv[1], dt.date.fromisoformat(sys.argv[2])
    opened = Installation().open()
    with opened.store.reading() as reader:
        start = time.perf_counter()
        getattr(reader, asked)(day)
        print((time.perf_counter() - start) * 1000)
    opened.store.close()


def timed(act: Callable[[], None], times: int) -> list[float]:
    act()
    out = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        out.append((time.perf_counter() - start) * 1000)
    return out


if __name__ == "__main__":
    main()
