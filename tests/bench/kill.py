"""kill -9 of a running station, a thousand times. Takes some minutes."""

from __future__ import annotations

from pathlib import Path

from tests.bench import goals
from tests.storage.test_kill import kill_often

KILLS = 1000


def measure(folder: Path, learners: int, entries: int) -> None:
    place = folder / "kill"
    place.mkdir(exist_ok=True)
    toll = kill_often(place, KILLS)
    goals.LOST.tell(toll.lost, f"of {toll.acknowledged:,}")
    goals.DOUBLED.tell(toll.doubled)
