"""kill -9 of a running station, a thousand times. Takes some minutes."""

from __future__ import annotations

from pathlib import Path

from tests.bench.figures import row
from tests.storage.test_kill import kill_often

KILLS = 1000


def measure(folder: Path, learners: int, entries: int) -> None:
    place = folder / "kill"
    place.mkdir(exist_ok=True)
    toll = kill_often(place, KILLS)
    row(f"kill -9, {KILLS} times: acknowledged", str(toll.acknowledged), "-", good=True)
    row("  lost; doubled", f"{toll.lost}; {toll.doubled}", "0; 0",
        good=toll.lost == toll.doubled == 0)  # fmt: skip
