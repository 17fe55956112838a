"""Whatever fails, all computers of a centre end with the same entries, each once."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import pytest

from db.store import SqlStore
from kiosk.elsewhere import Elsewhere
from kiosk.entry import GuestsCounted
from kiosk.exchange import Exchange
from kiosk.hub import HubTrouble
from kiosk.record import Band
from kiosk.syncing import Syncing
from tests.memory_hub import MemoryHub, MemoryLink
from tests.storage.centre import SetClock
from tests.storage.city import in_memory, run
from tests.storage.test_exchange_with_postgres import Calm
from tests.storage.workload import DAY, NOON

RUNS = 200
EACH = 25
HAPPENS = (
    "dropped",
    "unanswered",
    "late",
    "twice",
    "partitions",
    "clocks",
    "restores",
    "renamed",
    "let go",
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "empty.db"
    SqlStore(file, None, "A").close()
    return file


@pytest.mark.parametrize("first", range(0, RUNS, EACH))
def test_all_end_equal_and_nothing_is_lost_or_doubled(
    first: int, tmp_path: Path, empty: Path
) -> None:
    tally: Counter[str] = Counter()
    with in_memory(tmp_path) as folder:
        for seed in range(first, first + EACH):
            run(seed, Path(folder) / str(seed), empty, tally)
    # All of it happened.
    assert {what for what in HAPPENS if not tally[what]} == set()


class _Slow(MemoryLink):
    """What it is asked first was asked before, too, and that arrives just before it."""

    def register(self, node: str) -> bool:
        if not self._hub.rows:
            super().register(node)
        return super().register(node)


def test_a_registration_that_arrived_late_is_no_other_computers(
    tmp_path: Path, empty: Path
) -> None:
    file = tmp_path / "a.db"
    shutil.copyfile(empty, file)
    store = SqlStore(file, None, "A")
    with store.writing() as unit:
        unit.append(GuestsCounted(day=DAY, bands={Band.CHILD: 1}), NOON)
    hub = MemoryHub(lambda: NOON)
    done = Exchange(store, _Slow(hub, "A", "korat"), SetClock()).exchange()
    store.close()
    assert done.parted == ()
    assert [(row.node, row.seq) for row in hub.all_rows()] == [("A", 1)]


def test_copies_that_stamp_alike_are_told_apart(tmp_path: Path, empty: Path) -> None:
    """Their clock was ahead and is right again: both count on from the last stamp in common."""
    shutil.copyfile(empty, tmp_path / "0.db")
    came = GuestsCounted(day=DAY, bands={Band.CHILD: 1})
    hub = MemoryHub(lambda: NOON)
    parted = []
    for number, after_s in enumerate((300, 1, 2)):
        store = SqlStore(tmp_path / f"{number}.db", None, "A")
        with store.writing() as unit:
            unit.append(came, NOON + dt.timedelta(seconds=after_s))
        parted.append(Exchange(store, hub.connect("A"), SetClock()).exchange().parted)
        store.close()
        if number == 0:
            for copy in ("1.db", "2.db"):
                shutil.copyfile(tmp_path / "0.db", tmp_path / copy)
    assert parted == [(), (), ("A~2",)]
    rows = hub.all_rows()
    assert sorted((row.node, row.seq) for row in rows) == [("A", 1), ("A", 2), ("A~2", 1)]
    assert len({row.at for row in rows}) == len(rows)


class _Mute(MemoryLink):
    """It has nothing to say of cards."""

    def sightings(self, since: dt.datetime | None = None) -> NoReturn:
        raise HubTrouble("broken")


def test_whose_exchange_fails_in_the_end_is_heard_all_the_same(tmp_path: Path, empty: Path) -> None:
    file, clock = tmp_path / "a.db", SetClock()
    shutil.copyfile(empty, file)
    store = SqlStore(file, None, "A")
    with store.writing() as unit:
        unit.append(GuestsCounted(day=DAY, bands={Band.CHILD: 1}), NOON)
    hub = MemoryHub(lambda: NOON)
    syncing = Syncing(
        store, lambda: _Mute(hub, "A", "korat"), clock, tmp_path, dog=Calm(), now=lambda: 1.0,
        elsewhere=lambda: Elsewhere(
            store, clock, ZoneInfo("Asia/Bangkok"), fresh=lambda: "f", now=lambda: 1.0
        ),
    )  # fmt: skip
    syncing.turn()
    store.close()
    assert syncing.state.trouble == "broken"
    assert hub.seen == {"A": NOON}
