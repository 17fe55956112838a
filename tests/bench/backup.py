"""A backup of a large centre, and its restore: each in a process of its own, as in an evening."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
import time
from pathlib import Path

from kiosk.app import Installation
from kiosk.backups.container import read_head
from kiosk.backups.shelf import SETTLED, name_of
from kiosk.entry import Erased
from kiosk.outcome import Ask
from kiosk.safety.clearing import Cleared, clear
from kiosk.safety.making import make
from kiosk.safety.place import Place
from tests.bench.data import centre, learner, not_yet_in, number
from tests.bench.figures import percentile, row

REACH_S = 120
"""Seconds for a restore (research, faults and security, 4)."""
BACKUP_REACH_S = 60


def measure(folder: Path, learners: int, entries: int) -> None:
    opened = centre(folder, learners, entries)
    with opened.store.reading() as reader:
        held = sum(reader.vector().values())
    opened.store.close()
    passphrase = folder / "passphrase"
    passphrase.write_text("แมวสีสวาดเจ็ดตัว\n", "utf-8")
    for what, more in (("own key", ()), ("passphrase", ("--passphrase-file", str(passphrase)))):
        file = folder / f"{what.replace(' ', '-')}.backup"
        made = _seconds("backup", str(file), *more)
        assert sum(read_head(file).entries.values()) == held
        size = f"{file.stat().st_size / 1e6:.0f} MB"
        row(f"backup of {held} entries, proven, {what}", f"{made:.1f} s, {size}",
            f"{BACKUP_REACH_S} s", good=made <= BACKUP_REACH_S)  # fmt: skip
        back = _seconds("restore", "--yes", str(file), *more)
        row(f"restore of them, proven, {what}", f"{back:.1f} s", f"{REACH_S} s",
            good=back <= REACH_S)  # fmt: skip
        file.unlink()
        for old in (folder / "data").glob("walkin.db.replaced-*"):
            old.unlink()
    _written_anew(folder, learners, entries)
    _beside_a_backup(folder, learners, entries)


def _written_anew(folder: Path, learners: int, entries: int) -> None:
    """One backup without somebody who was forgotten since; each monthly one takes that long."""
    opened = centre(folder, learners, entries)
    installation = Installation()
    place = Place(installation.database, opened.settings, opened.secrets)
    shelf, day = folder / "shelf", dt.date(2026, 1, 31)
    shelf.mkdir()
    make(place, shelf / name_of(place.node, day), opened.clock)
    with opened.store.writing() as unit:
        unit.append(Erased(learners=(learner(1).learner,), instead="f" * 32), opened.clock.now())
    opened.store.close()
    start = time.perf_counter()
    done = clear(place, shelf, day + 2 * SETTLED, opened.clock.now())
    took = time.perf_counter() - start
    assert done == Cleared(anew=1)
    shutil.rmtree(shelf)
    row("a backup of them written anew without somebody", f"{took:.1f} s",
        f"{REACH_S} s", good=took <= REACH_S)  # fmt: skip


def _beside_a_backup(folder: Path, learners: int, entries: int) -> None:
    """What a check-in takes while a backup is made, beside what it takes when none is."""
    opened = centre(folder, learners, entries)
    times: dict[str, list[float]] = {}
    for what in ("alone", "beside"):
        file, worker = folder / "beside.backup", None
        if what == "beside":
            worker = subprocess.Popen(_words("backup", str(file)), stderr=subprocess.DEVNULL)
        times[what] = []
        for n in not_yet_in(folder, 2000 if what == "alone" else 60_000):
            if worker is not None and worker.poll() is not None:
                break
            start = time.perf_counter()
            opened.desk.scan(number(n), Ask())
            times[what].append((time.perf_counter() - start) * 1000)
        if worker is not None:
            assert worker.wait() == 0
            file.unlink()
    opened.store.close()
    alone, beside = (percentile(times[what], 0.95) for what in ("alone", "beside"))
    row(f"check-in p95 while a backup is made ({len(times['beside'])})",
        f"{beside:.1f} ms, alone {alone:.1f} ms", "50 ms", good=beside <= 50)  # fmt: skip


def _seconds(*words: str) -> float:
    start = time.perf_counter()
    done = subprocess.run(_words(*words), check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return time.perf_counter() - start


def _words(*words: str) -> list[str]:
    return [sys.executable, "-m", "kiosk", *words]
