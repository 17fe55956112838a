"""Each call that goes to the disk fails, once or for good: never a false tick, nothing doubled."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db import engine
from db.store import SqlStore
from db.unit import Unit
from kiosk.outcome import VISIT, Ask, Code
from kiosk.ports import StoreTrouble
from tests.faults import sweep
from tests.faults.broken_disk import EIO, ENOSPC, FAULTS, BrokenDisk, Fault, broken_disk
from tests.storage.centre import Centre
from tests.storage.test_migrations import run, shape
from tests.storage.workload import KEY, open_store

FEWEST = {"EIO": 80, "ENOSPC": 40, "EROFS": 40, "EMFILE": 8, "fsync": 8}
"""Calls of a fault's kinds in one run; with fewer the sweep would have missed most of it."""


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[BrokenDisk]:
    small = f"wal_autocheckpoint={sweep.CHECKPOINT}"
    pragmas = [small if p.startswith("wal_autocheckpoint") else p for p in engine._PRAGMAS]
    assert small in pragmas
    monkeypatch.setattr(engine, "_PRAGMAS", pragmas)
    with broken_disk() as disk:
        yield disk


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.name)
def test_whatever_call_fails_no_tick_is_false_and_it_goes_on_by_itself(
    disk: BrokenDisk, tmp_path: Path, fault: Fault, lasting: bool
) -> None:
    step = 1 if FEWEST[fault.name] < 10 or (fault is EIO and not lasting) else 4
    start = sweep.template(tmp_path)
    runs, toll = sweep.every_call(start, tmp_path, disk, fault, lasting=lasting, step=step)
    assert runs >= FEWEST[fault.name] // step
    assert (toll.lost, toll.doubled) == (0, 0)
    assert toll.acknowledged > runs
    assert toll.troubles > 0


class Lying(SqlStore):
    """Says that it is kept whatever the disk says."""

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        decided = False
        try:
            with super().writing() as unit:
                yield unit
                decided = True
        except StoreTrouble:
            if not decided:
                raise


class Doubting(SqlStore):
    """Commits, and says twice that it did not."""

    said = 0

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        with super().writing() as unit:
            yield unit
        Doubting.said += 1
        if Doubting.said in (1, 4):
            raise StoreTrouble("disk")


class Splitting(Doubting):
    """And forgets who is here already."""

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        with super().writing() as unit:
            unit.visits = lambda *_: ()  # type: ignore[method-assign]
            yield unit


def test_the_sweep_would_see_a_tick_before_the_disk_has_it(
    disk: BrokenDisk, tmp_path: Path
) -> None:
    start = sweep.template(tmp_path)
    _, toll = sweep.every_call(start, tmp_path, disk, EIO, lasting=False, step=7, kind=Lying)
    assert toll.lost > 0


@pytest.mark.parametrize(("kind", "doubles"), [(Doubting, False), (Splitting, True)])
def test_who_scans_again_after_an_unknown_end_is_in_once(
    disk: BrokenDisk, tmp_path: Path, kind: type[SqlStore], doubles: bool
) -> None:
    start = sweep.template(tmp_path)
    place = tmp_path / "run"
    place.mkdir()
    Doubting.said = 0
    toll = sweep.run(start, place, disk, EIO, 10_000, lasting=False, kind=kind)
    assert toll.troubles > 0
    assert toll.lost == 0
    assert (toll.doubled > 0) is doubles


def test_a_locked_database_gives_no_tick_and_goes_on_when_it_is_free(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_PATIENCE", 0.02)
    other = SqlStore(centre.file, KEY, "B")
    with other.writing(), pytest.raises(StoreTrouble) as e:
        centre.desk.scan("K100001", Ask(wanted=VISIT))
    assert e.value.reason == "locked"
    other.close()
    assert centre.desk.scan("K100001", Ask(wanted=VISIT)).code is Code.ADMITTED
    assert len(centre.wrote()) == 1


OLD = "0005"
"""Tables of an earlier program."""


@pytest.mark.parametrize("fault", [EIO, ENOSPC], ids=lambda f: f.name)
def test_an_upgrade_that_breaks_off_at_any_call_leaves_old_tables_or_new_ones(
    disk: BrokenDisk, tmp_path: Path, fault: Fault
) -> None:
    start = sweep.template(tmp_path)
    run(start, "downgrade", OLD)
    old, broken, done = shape(start), 0, False
    for after in itertools.count(0, 19):
        file = tmp_path / str(after) / "walkin.db"
        file.parent.mkdir()
        shutil.copy(start, file)
        disk.breaks(fault, after, lasting=True)
        hits = disk.hits
        try:
            open_store(file).close()
            done = True
        except StoreTrouble:
            broken += 1
        disk.heals()
        found = shape(file)
        store = open_store(file)
        with store.reading() as reader:
            assert len(reader.entries({})) == sweep.PEOPLE
        store.close()
        assert found in (old, shape(file))
        shutil.rmtree(file.parent)
        if disk.hits == hits:
            break
    assert broken >= 10
    assert done
