"""Percentiles, and a raw fsync to compare with."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which `part` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


class Raw:
    """Append of 4 KiB and fsync on the disk of the folder."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / "raw").open("ab", buffering=0)
        self._block = os.urandom(4096)

    def __call__(self) -> None:
        self._file.write(self._block)
        os.fsync(self._file.fileno())


def alternate(
    raw: Callable[[], None], other: Callable[[], object], rounds: int, each: int
) -> tuple[list[float], list[float]]:
    """Times in milliseconds of both, in small blocks by turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for which, act in enumerate((raw, other)):
            for _ in range(each):
                start = time.perf_counter()
                act()
                times[which].append((time.perf_counter() - start) * 1000)
    return times


def forget_files() -> bool:
    """Let the system forget what it has read from the disk; only root may, else False."""
    os.sync()
    try:
        Path("/proc/sys/vm/drop_caches").write_text("3")
    except OSError:
        return False
    return True


def row(what: str, value: str, reach: str, *, good: bool) -> None:
    """One line of what PRODUCT does not ask for; what it asks for is in `goals`."""
    print(f"   {'ok  ' if good else 'MISS'} {what:<58} {value:<34} reach {reach}", flush=True)
