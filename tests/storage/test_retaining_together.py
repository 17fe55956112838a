"""Whoever is forgotten on one computer is forgotten on all of them and on the hub, for good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from db.hub.forgetting import forget, let_reads_go
from db.hub.link import connect
from kiosk.about import about
from kiosk.clock import UTC
from kiosk.config import Retention, Settings
from kiosk.desk import FrontDesk, LetGo
from kiosk.entry import CheckedIn, LearnerKept, Refused, decode, encode
from kiosk.record import Learner
from kiosk.secrets import fresh
from kiosk.sync_state import SyncState, Told
from kiosk.syncing import Syncing
from tests.postgres import server
from tests.storage.tables import contents
from tests.storage.test_exchange_with_postgres import Calm, PostgresSide
from tests.storage.workload import open_store

NOW = dt.datetime.now(UTC)
LONG_AGO = NOW - dt.timedelta(days=800)
DAY = LONG_AGO.date()
READ = "ab12" * 8
WHO = Learner(learner="l1", number="K170001", name="อรุณี ลืมเลือน", phone="0812345679")
TRACES = ("อรุณี", "ลืมเลือน", "K170001", "0812345679", READ, "ป้าอร")


class Computer:
    """A data folder, a clock, and an account of the hub."""

    def __init__(self, hub: PostgresSide, name: str, folder: Path) -> None:
        self.hub, self.name, self.file = hub, name, folder / name / "walkin.db"
        self.file.parent.mkdir()
        self.store = open_store(self.file, None, name)
        self.at = NOW
        self.state = SyncState(looked_at=NOW, trouble="unreachable")
        settings = Settings(retention=Retention(learners_days=730, reads_days=60))
        self.desk = FrontDesk(self.store, self, settings, fresh(), sync=lambda: self.state)
        self._drawn = 0

    def now(self) -> dt.datetime:
        return self.at

    def write(self, at: dt.datetime, *bodies: object) -> None:
        with self.store.writing() as unit:
            for body in bodies:
                unit.append(body, at, written=at)  # type: ignore[arg-type]

    def meet(self) -> None:
        syncing = Syncing(
            self.store, lambda: connect(self.hub.place(self.name), about), self, self.file.parent,
            dog=Calm(), now=lambda: 0.0, reads_days=60,
        )  # fmt: skip
        syncing.turn()
        syncing.close()
        self.state = syncing.state
        assert self.state.trouble == ""

    def let_go(self) -> LetGo:
        return self.desk.let_go(self._random)

    def _random(self, count: int) -> bytes:
        self._drawn += 1
        return f"{self.name}{self._drawn}".encode().ljust(count, b"-")

    def journal(self) -> dict[tuple[str, int], str]:
        with self.store.reading() as reader:
            return {(e.node, e.seq): encode(e.body) for e in reader.entries({}, 10_000)}

    def on_disk(self) -> set[str]:
        """Which traces stand in the files, also where nothing points to them any more."""
        found = b"".join(file.read_bytes() for file in self.file.parent.glob("walkin.db*"))
        return {trace for trace in TRACES if trace.encode() in found}


@pytest.fixture
def hub() -> Iterator[PostgresSide]:
    made = PostgresSide(server())
    yield made
    made.close()


def on_hub(hub: PostgresSide) -> set[str]:
    told = "\n".join(row.body for row in hub.all_rows())
    return {trace for trace in TRACES if trace in told}


def tend(hub: PostgresSide) -> tuple[int, int]:
    with server().connect(hub.name) as owner:
        return sum(one.changed for one in forget(owner)), sum(let_reads_go(owner, NOW))


def test_nothing_of_whoever_is_forgotten_comes_back(hub: PostgresSide, tmp_path: Path) -> None:
    a, b = Computer(hub, "A", tmp_path), Computer(hub, "B", tmp_path)
    came = CheckedIn(day=DAY, learner="l1", reason="ป้าอร ลืมบัตร")
    a.write(LONG_AGO, LearnerKept(learner=WHO), came)
    a.write(NOW - dt.timedelta(days=70), Refused(day=DAY, outcome="unknown", read=READ))
    a.meet()
    b.meet()
    # Written on B while it cannot be heard: the record once more, and by a card of theirs.
    b.write(LONG_AGO, came, LearnerKept(learner=WHO, source="desk", reason="ป้าอร"), came)
    assert a.on_disk() == b.on_disk() == on_hub(hub) == set(TRACES)

    b.state = SyncState(looked_at=NOW, trouble="unreachable")
    assert b.let_go() == LetGo(reads=1, held=True)
    assert a.let_go() == LetGo(learners=1, reads=1)
    assert a.on_disk() == set()
    a.meet()
    assert on_hub(hub) == set(TRACES)
    b.meet()
    assert b.on_disk() == set()
    a.meet()
    assert a.on_disk() == set()

    # What B sent was written before it knew; each night the hub forgets it.
    assert tend(hub) == (5, 1)
    assert on_hub(hub) == set()
    assert tend(hub) == (0, 0)
    c = Computer(hub, "C", tmp_path)
    for one in (c, a, b, c):
        one.meet()
        assert one.let_go() == LetGo()
    journal = {(row.node, row.seq): row.body for row in hub.all_rows()}
    assert a.journal() == b.journal() == c.journal() == journal
    assert contents(a.store) == contents(b.store) == contents(c.store)
    assert a.on_disk() | b.on_disk() | c.on_disk() == set()
    with c.store.reading() as reader:
        assert reader.people(DAY) == 1
        assert len(reader.lines(DAY)) == 3


def test_a_clock_that_is_years_ahead_forgets_nobody(hub: PostgresSide, tmp_path: Path) -> None:
    a = Computer(hub, "A", tmp_path)
    a.write(NOW - dt.timedelta(days=3), LearnerKept(learner=WHO))
    a.at = NOW + dt.timedelta(days=3653)
    assert a.let_go() == LetGo(held=True)
    a.meet()
    assert a.let_go() == LetGo()
    with a.store.reading() as reader:
        assert reader.learner("l1") == WHO
    # What the hub has and is not here yet may say that they came.
    a.at, a.state = NOW, SyncState(looked_at=NOW, contact_at=NOW, missing=1)
    a.write(LONG_AGO, LearnerKept(learner=Learner(learner="l2", number="K170002")))
    assert a.let_go() == LetGo(held=True)


def test_each_centre_says_how_long_its_hub_keeps_what_was_read(
    hub: PostgresSide, tmp_path: Path
) -> None:
    a = Computer(hub, "A", tmp_path)
    for days in (10, 30):
        refused = Refused(day=DAY, outcome="unknown", read=f"{days}" * 16)
        a.write(NOW - dt.timedelta(days=days), refused)
    a.meet()
    assert tend(hub)[1] == 0
    hub.connect("A").tell({"A": msgspec.json.encode(Told(reads_days=20)).decode()})
    assert tend(hub)[1] == 1
    reads = {body.read for row in hub.all_rows() if isinstance(body := decode(row.body), Refused)}
    assert reads == {"", "10" * 16}
