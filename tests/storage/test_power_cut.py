"""Power cuts: what was acknowledged is on the disk, once.

kill -9 proves nothing here, the page cache survives it. The statements the real store sends for a
busy minute are recorded and sent again to a disk that loses its power at a random write.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import random
from collections.abc import Sequence
from pathlib import Path

import apsw
import pytest
from sqlalchemy import text

from db import engine
from db.store import SqlStore
from kiosk.config import Settings
from kiosk.desk import FrontDesk
from kiosk.entry import LearnerKept
from kiosk.outcome import Ask, Code
from kiosk.record import Band
from kiosk.secrets import fresh
from tests.storage.faulty_disk import Disk
from tests.storage.workload import NOON, learner, open_store

CHECK_INS = 40
CUTS = 200


class StandingClock:
    def now(self) -> dt.datetime:
        return NOON


class Recording:
    """A database file with learners, and the statements of the check-ins that follow."""

    def __init__(self, folder: Path) -> None:
        file = folder / "walkin.db"
        store = open_store(file, None)
        with store.writing() as unit:
            unit.append_many([LearnerKept(learner=learner(n)) for n in range(CHECK_INS)], NOON)
        store.close()
        self.image = {"walkin.db": file.read_bytes()}
        self.first = CHECK_INS + 1
        self.statements: list[str] = []
        store = open_store(file, None)
        with store.reading() as unit:
            driver = engine.driver(unit._link.connection)
        driver.set_trace_callback(self.statements.append)
        desk = FrontDesk(store, StandingClock(), Settings(), fresh())
        for n in range(CHECK_INS):
            if n % 4:
                assert desk.scan(f"K{100000 + n}").code is Code.ADMITTED
            else:
                assert desk.count_guests({Band.CHILD: 1}, Ask()).code is Code.ADMITTED
        store.close()


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return Recording(tmp_path_factory.mktemp("recording"))


def play(disk: Disk, statements: Sequence[str], pragmas: Sequence[str] = engine._PRAGMAS) -> int:
    """Send the statements until the power goes; returns how many commits were acknowledged."""
    acknowledged = 0
    connection = apsw.Connection("walkin.db", vfs=disk.vfs_name)
    try:
        # One connection, no shared memory: the faulty disk has none.
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA wal_autocheckpoint=20")
        for sql in statements:
            connection.execute(sql)
            acknowledged += sql == "COMMIT"
    except apsw.Error:
        assert disk.dead
    # Closing checkpoints, and on a dead disk fails.
    with contextlib.suppress(apsw.Error):
        connection.close()
    return acknowledged


def survivors(store: SqlStore) -> tuple[list[int], int]:
    """Sequence numbers found, and rows of attendance."""
    with store.reading() as unit:
        entries = unit.entries({}, limit=10_000)
        rows = unit._link.value(text("SELECT COUNT(*) FROM attendance"))
        check = unit._link.value(text("PRAGMA integrity_check"))
    assert check == "ok"
    return [e.seq for e in entries], int(rows or 0)


def lost_after_cuts(
    recording: Recording, folder: Path, cuts: int, pragmas: Sequence[str] = engine._PRAGMAS
) -> int:
    """Cut the power at `cuts` random writes; returns how many acknowledged entries were lost."""
    chance = random.Random(20261122)
    whole = Disk(recording.image, 10**9)
    assert play(whole, recording.statements, pragmas) == CHECK_INS
    writes = 10**9 - whole._left
    lost = 0
    for number in range(cuts):
        disk = Disk(recording.image, chance.randrange(writes))
        acknowledged = play(disk, recording.statements, pragmas)
        place = folder / str(number)
        place.mkdir()
        for name, data in disk.after_power_cut(chance).items():
            (place / Path(name).name).write_bytes(data)
        store = open_store(place / "walkin.db", None)
        seqs, rows = survivors(store)
        store.close()
        last = recording.first - 1 + acknowledged
        assert seqs == list(range(1, len(seqs) + 1))
        assert len(seqs) - recording.first + 1 == rows
        lost += max(0, last - len(seqs))
    return lost


def test_no_acknowledged_check_in_is_lost_in_a_power_cut(
    recording: Recording, tmp_path: Path
) -> None:
    assert lost_after_cuts(recording, tmp_path, CUTS) == 0


def test_the_test_would_see_a_store_that_does_not_wait_for_the_disk(
    recording: Recording, tmp_path: Path
) -> None:
    mutant = [p.replace("synchronous=FULL", "synchronous=NORMAL") for p in engine._PRAGMAS]
    assert mutant != list(engine._PRAGMAS)
    assert lost_after_cuts(recording, tmp_path, 30, mutant) > 0


def test_a_check_in_syncs_once(recording: Recording) -> None:
    disk = Disk(recording.image, 10**9)
    play(disk, [])
    before = disk.syncs
    connection = apsw.Connection("walkin.db", vfs=disk.vfs_name)
    connection.execute("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    counts = []
    for sql in recording.statements:
        connection.execute(sql)
        if sql == "COMMIT":
            counts.append(disk.syncs - before)
            before = disk.syncs
    # The first commit also writes the WAL's header.
    assert set(counts[1:]) == {1}
