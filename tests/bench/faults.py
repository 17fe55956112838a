"""Every call to the disk fails in a run of its own: EIO, ENOSPC, EROFS, EMFILE, fsync."""

from pathlib import Path

from db import engine
from tests.faults import sweep
from tests.faults.broken_disk import FAULTS, broken_disk


def measure(folder: Path, learners: int, entries: int) -> None:
    small = f"wal_autocheckpoint={sweep.CHECKPOINT}"
    before = engine._PRAGMAS
    engine._PRAGMAS = tuple(small if p.startswith("wal_auto") else p for p in before)
    place = folder / "faults"
    place.mkdir(exist_ok=True)
    start = sweep.template(place)
    print(f"{'fault':8} {'':8} {'calls':>6} {'hits':>6} {'ticks':>6} {'lost':>5} {'doubled':>8}")
    try:
        with broken_disk() as disk:
            for fault in FAULTS:
                for lasting in (False, True):
                    runs, toll = sweep.every_call(start, place, disk, fault, lasting=lasting)
                    how = "lasting" if lasting else "once"
                    print(
                        f"{fault.name:8} {how:8} {runs:6} {toll.hits:6}"
                        f" {toll.acknowledged:6} {toll.lost:5} {toll.doubled:8}"
                    )
    finally:
        engine._PRAGMAS = before
