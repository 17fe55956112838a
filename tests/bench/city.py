"""Cities of computers that fail in every way: the suite's simulations, with seeds it never had.

`--runs` of them, ten thousand unless told otherwise, two at once. Each is two storms: over entries,
which have to be everywhere once in the end, and over the seats of a room, which nobody overfills.
"""

from __future__ import annotations

import multiprocessing
import secrets
import shutil
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from db.store import SqlStore
from tests.bench.figures import row
from tests.storage.city import in_memory, run
from tests.storage.test_seats import IMAGE, image_in, storm

AT_ONCE = 2
PORTION = 50
_ROOMS = "rooms overfilled, or with seats lost"
SHOWN = (
    "nodes", "entries", "restores", "copies", "clocks", "partitions", "storms", "calls",
    "dropped", "unanswered", "late", "twice", "renamed", "let go", "rooms",
)  # fmt: skip


def measure(folder: Path, runs: int, first: int | None = None) -> None:
    """Ends the program with code 1 when a city fails: its seed and why are printed."""
    with in_memory(folder) as here:
        tally = _run(Path(here), runs, secrets.randbelow(1 << 48) if first is None else first)
    wrong = ("lost", "doubled", "failed", _ROOMS)
    for what in wrong:
        row(f"  {what}", f"{tally[what]}", "0", good=tally[what] == 0)
    if tally["runs"] != runs or any(tally[what] for what in wrong):
        sys.exit(1)


def _run(here: Path, runs: int, first: int) -> Counter[str]:
    SqlStore(here / "empty.db", None, "A").close()
    image_in(here)
    print(f"   seeds from {first}", flush=True)
    portions = [range(first + n, first + min(runs, n + PORTION)) for n in range(0, runs, PORTION)]
    tally: Counter[str] = Counter()
    start = time.monotonic()
    # Not fork: each has its own SQLite.
    with ProcessPoolExecutor(AT_ONCE, mp_context=multiprocessing.get_context("spawn")) as pool:
        for number, part in enumerate(pool.map(_portion, portions, [here] * len(portions)), 1):
            tally.update(part)
            if number % 20 == 0:
                done = min(runs, number * PORTION)
                print(f"   {done} runs, {time.monotonic() - start:.0f} s", flush=True)
    seconds = time.monotonic() - start
    row("cities", f"{tally['runs']}, {AT_ONCE} at once, in {seconds:.0f} s", "-", good=True)
    for what in SHOWN:
        row(f"  {what}", f"{tally[what]:,}", "-", good=True)
    return tally


def _portion(seeds: Iterable[int], here: Path) -> Counter[str]:
    tally: Counter[str] = Counter()
    for seed in seeds:
        tally["runs"] += 1
        for what, act in (("failed", _entries), (_ROOMS, _seats)):
            folder = here / str(seed)
            try:
                act(seed, folder, here, tally)
            except Exception:  # noqa: BLE001 - whatever it is, the others are tried too
                tally[what] += 1
                print(f"   MISS seed {seed}: {what}", flush=True)
                traceback.print_exc()
            shutil.rmtree(folder)
    return tally


def _entries(seed: int, folder: Path, here: Path, tally: Counter[str]) -> None:
    run(seed, folder, here / "empty.db", tally)


def _seats(seed: int, folder: Path, here: Path, tally: Counter[str]) -> None:
    folder.mkdir()
    storm(folder, here / IMAGE, seed)
    tally["rooms"] += 1
