"""Scan decoded to durable entry, beside a raw fsync."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from kiosk.app import Installation
from kiosk.entry import LearnerKept
from tests.bench import goals
from tests.bench.data import centre, learner, not_yet_in, number
from tests.bench.figures import Raw, alternate, percentile
from tests.faults.broken_disk import Fault, broken_disk

ROUNDS, EACH = 100, 15
_FEW, _FEW_EACH = 40, 10
_SYNCED = 20
_COUNTED = Fault("none", {"sync": 0}, frozenset())


def measure(folder: Path, learners: int, entries: int) -> None:
    opened = centre(folder, learners, entries)
    numbers = iter(not_yet_in(folder, 50 + ROUNDS * EACH + _FEW * _FEW_EACH))

    def scan() -> None:
        outcome = opened.desk.scan(number(next(numbers)))
        assert outcome.entry is not None

    for _ in range(50):
        scan()
    raw, ours = alternate(Raw(folder), scan, ROUNDS, EACH)
    p50, p99 = (percentile(ours, part) for part in (0.5, 0.99))
    raw50, raw99 = (percentile(raw, part) for part in (0.5, 0.99))
    goals.CHECK_IN.tell(p50 / raw50, f"{p50:.2f} ms")
    limit = max(3 * raw99, 10)
    goals.CHECK_IN_P99.tell(p99 / limit, f"{p99:.2f} ms, raw {raw99:.2f} ms")
    _beside_an_empty_one(folder, scan, entries)
    opened.store.close()
    _syncs(folder, learners, entries)


def _beside_an_empty_one(folder: Path, scan: Callable[[], None], entries: int) -> None:
    """The same people into a database that has nothing else, by turns."""
    place = folder / "empty"
    shutil.rmtree(place, ignore_errors=True)
    environ = {"WALKIN_DATA": str(place), "WALKIN_CONFIG": str(folder / "empty.toml")}
    empty = Installation(environ=environ).open()
    people = range(_FEW * _FEW_EACH)
    with empty.store.writing() as unit:
        unit.append_many([LearnerKept(learner=learner(n)) for n in people], empty.clock.now())
    numbers = iter(people)

    def scan_here() -> None:
        assert empty.desk.scan(number(next(numbers))).entry is not None

    here, there = alternate(scan_here, scan, _FEW, _FEW_EACH)
    empty.store.close()
    ratio = percentile(there, 0.5) / percentile(here, 0.5)
    goals.CHECK_IN_LARGE.tell(ratio, f"{entries:,} entries")


def _syncs(folder: Path, learners: int, entries: int) -> None:
    """How often one check-in has the disk write what it holds back."""
    numbers = not_yet_in(folder, _SYNCED + 1)
    counts = []
    with broken_disk() as disk:
        opened = centre(folder, learners, entries)
        for n in numbers:
            disk.breaks(_COUNTED, 1_000_000, lasting=False)
            opened.desk.scan(number(n))
            counts.append(disk.calls)
        opened.store.close()
    # The first opens what it needs; a checkpoint, once in some hundred, has syncs of its own.
    goals.CHECK_IN_SYNCS.tell(percentile(counts[1:], 0.5))
