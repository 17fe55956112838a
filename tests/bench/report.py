"""The learning-city report over a fiscal year: its time and its peak memory, as a command."""

from __future__ import annotations

import datetime as dt
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from kiosk.app import Installation
from kiosk.entry import (
    AnyBody,
    CheckedIn,
    CheckedOut,
    DayClosed,
    EntryId,
    FeedbackGiven,
    GuestsCounted,
    LearnerKept,
    OccurrenceKept,
)
from kiosk.partners import PARTNERS
from kiosk.record import FEATURES, Band, Occurrence
from kiosk.reporting.period import Period, fiscal
from tests.bench.data import learner
from tests.bench.figures import row

YEAR = 2569
_SESSIONS = 40
_BATCH = 5000
_DAYS = 365
_HOUR = dt.timedelta(hours=1)


def measure(folder: Path, learners: int, entries: int) -> None:
    where = folder / "report"
    where.mkdir(exist_ok=True)
    environ = {**os.environ, "WALKIN_DATA": str(where / "data")}
    environ["WALKIN_CONFIG"] = str(where / "walkin.toml")
    fill(Installation(environ=environ), learners, entries, fiscal(YEAR))
    alone = bare(Installation(environ=environ))
    print(f"   the database alone gives the same rows in {alone:.1f} s", flush=True)
    for form, public in (("json", False), ("json", True), ("xlsx", False), ("pdf", True)):
        out = where / f"report.{form}"
        words = ["--fiscal-year", str(YEAR), "--format", form, "-o", str(out)]
        took, memory = run(environ, *words, *(["--public"] if public else []))
        what = f"report of {entries} check-ins to {form}{', public' if public else ''}"
        row(what, f"{took:.1f} s", "10 s", good=took <= 10)
        row("  its peak memory", f"{memory:.0f} MB", "300 MB", good=memory <= 300)


def bare(installation: Installation) -> float:
    """Seconds for the database to give the rows: what the machine is worth at the moment."""
    opened, period = installation.open(), fiscal(YEAR)
    start = time.perf_counter()
    with opened.store.reading() as reader:
        for _ in reader.evidence(period.first, period.last):
            pass
    opened.store.close()
    return time.perf_counter() - start


def run(environ: dict[str, str], *words: str) -> tuple[float, float]:
    """Seconds from the start of the process to its end, and megabytes at most."""
    start = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "report", *words], env=environ, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    return time.perf_counter() - start, used.ru_maxrss / 1024


def fill(installation: Installation, learners: int, entries: int, period: Period) -> None:
    """Check-ins of every day, a quarter of which end by a word, the others at closing time."""
    opened = installation.open()
    with opened.store.reading() as reader:
        held = sum(reader.vector().values())
    if held:
        opened.store.close()
        return
    print(f"   making {entries} check-ins of a fiscal year ...", flush=True)
    opened.store._link.tell("PRAGMA synchronous = OFF")
    chance = random.Random(22)
    people = [learner(n) for n in range(learners)]
    start = dt.datetime.combine(period.first, dt.time(2), dt.UTC)
    for first in range(0, learners, _BATCH):
        with opened.store.writing() as unit:
            unit.append_many(
                [LearnerKept(learner=one) for one in people[first : first + _BATCH]], start
            )
    ids = [one.learner for one in people]
    each = -(-entries // _DAYS)
    for ago in range(_DAYS):
        day = period.first + dt.timedelta(days=ago)
        opens = start + dt.timedelta(days=ago)
        with opened.store.writing() as unit:
            unit.append_many([kept(n, day, opens) for n in range(_SESSIONS)], opens)
            begin = unit.vector()[opened.settings.node.name] + 1
            unit.append_many([came(chance, day, ids) for _ in range(each)], opens + _HOUR)
            visits = [EntryId(opened.settings.node.name, begin + n) for n in range(each)]
            gone = [CheckedOut(day=day, visits=(v,)) for v in visits[::4]]
            unit.append_many(gone, opens + 2 * _HOUR)
            faces = [
                FeedbackGiven(day=day, visit=v, face=chance.randint(1, 5)) for v in visits[::8]
            ]
            unit.append_many(faces, opens + 2 * _HOUR)
            rest = tuple(v for n, v in enumerate(visits) if n % 4)
            closed = [CheckedOut(day=day, visits=rest, how="auto"), DayClosed(day=day)]
            unit.append_many(closed, opens + 9 * _HOUR)
    opened.store._link.tell("PRAGMA wal_checkpoint(TRUNCATE)")
    opened.store.close()


def kept(n: int, day: dt.date, opens: dt.datetime) -> OccurrenceKept:
    return OccurrenceKept(
        occurrence=Occurrence(
            key=f"a{n}@{day}",
            activity=f"a{n}",
            day=day,
            title=f"กิจกรรมที่ {n}",
            start=opens,
            end=opens + 4 * _HOUR,
            opens=opens,
            features=tuple(FEATURES[(n + m) % len(FEATURES)] for m in range(n % 3)),
            host=PARTNERS[n % len(PARTNERS)].code,
        )
    )


def came(chance: random.Random, day: dt.date, ids: list[str]) -> AnyBody:
    occurrence = f"a{chance.randrange(_SESSIONS)}@{day}"
    if chance.random() < 0.3:
        bands = {chance.choice(list(Band)): chance.randint(1, 4)}
        return GuestsCounted(day=day, bands=bands, occurrence=occurrence)
    band, partner = chance.choice(list(Band)), chance.choice(PARTNERS).code
    who = chance.choice(ids)
    return CheckedIn(day=day, learner=who, occurrence=occurrence, band=band, partner=partner)
