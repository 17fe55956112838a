"""Check-ins over a disk that fails at a chosen call, and what is then in the journal."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import text

from db.store import SqlStore
from kiosk.config import Settings
from kiosk.desk import FrontDesk
from kiosk.entry import CheckedIn, LearnerKept
from kiosk.outcome import INSIDE, VISIT, Ask, Code
from kiosk.ports import StoreTrouble
from kiosk.secrets import fresh
from tests.faults.broken_disk import BrokenDisk, Fault
from tests.storage.centre import SetClock
from tests.storage.workload import KEY, NOON, learner, open_store

PEOPLE = 4


CHECKPOINT = 6
"""Pages; so small that a checkpoint falls on some of these check-ins."""


class Toll(NamedTuple):
    """What faults did: check-ins acknowledged, of those lost, doubled, troubles told, calls hit."""

    acknowledged: int
    lost: int
    doubled: int
    troubles: int
    hits: int


def every_call(
    start: Path, folder: Path, disk: BrokenDisk, fault: Fault, *, lasting: bool, step: int = 1,
    kind: type[SqlStore] = SqlStore,
) -> tuple[int, Toll]:  # fmt: skip
    """Let each call fail in a run of its own until none is left; how many, and the sum."""
    total, runs = Toll(0, 0, 0, 0, 0), 0
    for after in range(0, 10_000, step):
        place = folder / f"{fault.name}-{lasting}-{after}"
        place.mkdir()
        toll = run(start, place, disk, fault, after, lasting=lasting, kind=kind)
        total = Toll(*(a + b for a, b in zip(total, toll, strict=True)))
        shutil.rmtree(place)
        if not toll.hits:
            break
        runs += 1
    return runs, total


def template(folder: Path) -> Path:
    """A database with learners, to be copied."""
    file = folder / "walkin.db"
    store = open_store(file)
    with store.writing() as unit:
        unit.append_many([LearnerKept(learner=learner(n)) for n in range(PEOPLE)], NOON)
    store.close()
    return file


def run(
    start: Path, folder: Path, disk: BrokenDisk, fault: Fault, after: int, *, lasting: bool,
    kind: type[SqlStore] = SqlStore,
) -> Toll:  # fmt: skip
    """Everybody scans, twice when they saw no tick; once more after the disk is well again."""
    file = folder / "walkin.db"
    shutil.copy(start, file)
    store = kind(file, KEY, "A")
    desk = FrontDesk(store, SetClock(), Settings(), fresh())
    ticks: list[tuple[str, object]] = []
    told: list[str] = []
    hits = disk.hits
    disk.breaks(fault, after, lasting=lasting)
    for number in [n for n in range(PEOPLE) for _ in range(2)]:
        try:
            scan(desk, number, ticks)
        except StoreTrouble as e:
            told.append(e.reason)
    disk.heals()
    assert set(told) <= fault.reasons, fault.name
    # The same program goes on; nobody restarts it.
    for number in range(PEOPLE):
        scan(desk, number, ticks)
    store.close()
    return count(file, ticks)._replace(troubles=len(told), hits=disk.hits - hits)


def scan(desk: FrontDesk, number: int, ticks: list[tuple[str, object]]) -> None:
    """Somebody holds their card before the kiosk, and remembers the tick they saw."""
    outcome = desk.scan(f"K{100000 + number}", Ask(wanted=VISIT))
    assert outcome.code in INSIDE or outcome.code is Code.ALREADY_IN
    if outcome.code is Code.ADMITTED:
        assert outcome.entry is not None
        ticks.append((f"l{number}", outcome.entry))


def count(file: Path, ticks: list[tuple[str, object]]) -> Toll:
    """What the next start finds."""
    store = open_store(file)
    with store.reading() as reader:
        entries = reader.entries({}, limit=10_000)
        check = reader._link.value(text("PRAGMA integrity_check"))
    store.close()
    assert check == "ok"
    assert [e.seq for e in entries] == list(range(1, len(entries) + 1))
    came = {e.id: e.body.learner for e in entries if isinstance(e.body, CheckedIn)}
    times = Counter(came.values())
    held = {(who, entry) for entry, who in came.items()}
    # A second tick for the same entry: what the first one promised was taken back.
    lost = len(ticks) - len(set(ticks) & held)
    # In the end everybody was told that they are in, by a tick or as being in already.
    lost += len({f"l{n}" for n in range(PEOPLE)} - set(times))
    return Toll(len(ticks), lost, sum(times.values()) - len(times), 0, 0)
