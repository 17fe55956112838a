"""A computer that keeps the last days alone: nothing is lost by it, and all can come back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from sqlalchemy import text

from db.store import SqlStore
from kiosk.clock import UTC, micros
from kiosk.config import Settings
from kiosk.entry import (
    AnyBody,
    CheckedIn,
    Entry,
    EntryId,
    Erased,
    GuestsCounted,
    LearnerKept,
    Queued,
    Undone,
)
from kiosk.exchange import Exchange, Exchanged
from kiosk.gather import Gather
from kiosk.hub import Hub
from kiosk.nodes import Had
from kiosk.ports import StoreTrouble
from kiosk.record import Band
from kiosk.safety.rescue import take_over
from kiosk.sliding import Sliding
from kiosk.window import OF_A_DAY
from kiosk.written import seal
from tests.memory_hub import MemoryLink
from tests.storage.tables import contents
from tests.storage.town import InMemory, InPostgres
from tests.storage.workload import learner

LASTING = {
    "activity-kept",
    "backup-failed",
    "card-issued",
    "card-lost",
    "conflict-seen",
    "database-restored",
    "day-closed",
    "device-gone",
    "erased",
    "learner-kept",
    "log-exported",
    "looked",
    "many-unknown",
    "merged",
    "names-seen",
    "occurrence-kept",
    "pin-locked",
    "pin-tried",
    "seats-freed",
    "settings-kept",
    "staff-kept",
}
TODAY = dt.datetime.now(UTC).date()
DAYS = 400
KEPT_FROM = TODAY - dt.timedelta(days=DAYS)
KORAT = dt.timezone(dt.timedelta(hours=7))
OLD, LATE = TODAY - dt.timedelta(days=500), TODAY - dt.timedelta(days=20)
FILLED = text("UPDATE entry SET body = :body WHERE node = :node AND seq = :seq")
TIME = dt.datetime.combine(OLD, dt.time(5), UTC)


class Now:
    ahead = dt.timedelta(0)

    def now(self) -> dt.datetime:
        return dt.datetime.now(UTC) + self.ahead


class Kiosk:
    def __init__(self, hub: Hub, file: Path, name: str, days: int = 0) -> None:
        self.hub, self.name, self.days, self.is_closed = hub, name, days, True
        self.file, self.store = file, SqlStore(file, None, name)
        self.clock = Now()

    def write(self, body: AnyBody, day: dt.date) -> None:
        with self.store.writing() as unit:
            unit.append(body, dt.datetime.combine(day, dt.time(5), UTC))

    def sliding(self) -> Sliding:
        def is_closed(_: dt.datetime) -> bool:
            return self.is_closed

        def day(at: dt.datetime) -> dt.date:
            return at.date()

        return Sliding(self.store, self.days, day=day, may=is_closed)

    def exchange(self) -> Exchanged:
        """As `kiosk.syncing` does when it begins."""
        sliding = self.sliding()
        sliding.begin(self.hub)
        done = Exchange(self.store, self.hub, self.clock).exchange()
        sliding.meet(self.hub, done)
        return done

    def had(self, days: int = 60) -> None:
        """So many days ago the hub had all of ours."""
        with self.store.writing() as unit:
            vector = unit.vector()
            mine = {own.node: vector[own.node] for own in unit.ours() if own.node in vector}
            unit.mark_had(Had(TODAY - dt.timedelta(days=days), mine))

    def lets_go(self) -> None:
        """Old days go from here, for the hub has had them for long."""
        self.days = DAYS
        self.had()
        self.exchange()
        assert self.bare() != set()

    def bare(self) -> set[str]:
        """The kinds of what is here without its body."""
        with self.store.reading() as reader:
            rows = [row for node in reader.vector() for row in reader.written(node, 0, 1000)]
        return {row.kind for row in rows if not row.body}

    def came(self, first: dt.date) -> list[tuple[dt.date, str]]:
        with self.store.reading() as reader:
            lines = list(reader.log(first, TODAY))
        return [(line.day, line.learner.name if line.learner else "") for line in lines]

    def vector(self) -> dict[str, int]:
        with self.store.reading() as reader:
            return reader.vector()


@pytest.fixture(params=["memory", "postgres"])
def side(request: pytest.FixtureRequest) -> Iterator[InMemory | InPostgres]:
    made = (InMemory if request.param == "memory" else InPostgres)(Now())  # type: ignore[arg-type]
    yield made
    made.close()


@pytest.fixture
def kiosk(side: InMemory | InPostgres, tmp_path: Path) -> Iterator[Callable[[str, int], Kiosk]]:
    made: list[Kiosk] = []

    def make(name: str, days: int = 0) -> Kiosk:
        made.append(Kiosk(side.connect(name, "korat"), tmp_path / f"{name}.db", name, days))
        return made[-1]

    yield make
    for one in made:
        one.store.close()


def long_ago_and_of_late(one: Kiosk) -> None:
    """Somebody who came and was counted long ago and of late; of each one visit was undone."""
    one.write(LearnerKept(learner=learner(1)), OLD)
    for day in (OLD, LATE):
        one.write(CheckedIn(day=day, learner="l1"), day)
        one.write(GuestsCounted(day=day, bands={Band.CHILD: 3}), day)
        one.write(GuestsCounted(day=day, bands={Band.ADULT: 1}), day)
        with one.store.reading() as reader:
            last = reader.entries({})[-1].id
        one.write(Undone(target=last, reason="wrong"), day)
        one.write(Queued(day=day, occurrence="o", number=1, learner="l1"), day)


def test_every_kind_is_of_a_day_or_lasts() -> None:
    tags = {str(kind.__struct_config__.tag) for kind in get_args(AnyBody)}
    assert set(OF_A_DAY) | LASTING == tags
    assert set(OF_A_DAY) & LASTING == set()


def test_a_new_computer_gets_the_days_it_keeps(kiosk: Callable[..., Kiosk]) -> None:
    whole, small = kiosk("A"), kiosk("B", DAYS)
    long_ago_and_of_late(whole)
    whole.exchange()
    small.write(GuestsCounted(day=TODAY, bands={Band.SENIOR: 1}), TODAY)
    done = small.exchange()
    whole.exchange()
    assert done.missing == done.unsent == 0
    assert small.vector() == whole.vector()
    assert small.bare() == {"checked-in", "guests-counted", "undone", "queued"}
    assert small.came(KEPT_FROM) == whole.came(KEPT_FROM)
    assert len(small.came(KEPT_FROM)) == 4
    with small.store.reading() as reader:
        assert (reader.first_whole_day(), reader.first_day()) == (KEPT_FROM, LATE)
        assert reader.aside() == []
        assert reader.learner("l1") == learner(1)
        with pytest.raises(StoreTrouble, match="outside"):
            list(reader.log(OLD, TODAY))
        with pytest.raises(StoreTrouble, match="outside"):
            list(reader.evidence(OLD, TODAY))


def test_a_centre_that_has_nothing_older_lacks_nothing(kiosk: Callable[..., Kiosk]) -> None:
    one = kiosk("A", DAYS)
    one.write(CheckedIn(day=LATE, learner="l1"), LATE)
    one.exchange()
    assert len(one.came(OLD)) == 1
    with one.store.reading() as reader:
        assert (reader.keeps_from(), reader.first_whole_day()) == (KEPT_FROM, None)
        assert reader.came_before_and_since(TODAY) == set()


def test_days_go_when_the_centre_is_closed_and_come_back(kiosk: Callable[..., Kiosk]) -> None:
    one = kiosk("A")
    long_ago_and_of_late(one)
    one.exchange()
    before, entries = contents(one.store), one.vector()
    late = one.came(KEPT_FROM)
    one.days, one.is_closed = DAYS, False
    one.had()
    one.exchange()
    assert one.bare() == set()
    one.is_closed = True
    one.exchange()
    assert one.bare() != set()
    assert (one.came(KEPT_FROM), one.vector()) == (late, entries)
    after = contents(one.store)
    assert after != before
    with one.store.writing() as unit:
        unit.rebuild()
    assert contents(one.store) == after
    one.days, one.is_closed = 0, False
    one.exchange()
    assert one.bare() != set()
    one.is_closed = True
    one.exchange()
    assert one.bare() == set()
    assert contents(one.store) == before
    assert len(one.came(OLD)) == 6


def test_what_was_written_here_goes_when_the_hub_has_had_it_for_long(
    kiosk: Callable[..., Kiosk],
) -> None:
    one, other = kiosk("A"), kiosk("B")
    long_ago_and_of_late(one)
    one.exchange()
    other.exchange()
    other.days = one.days = DAYS
    for each in (one, other):
        each.exchange()
    assert (one.bare(), other.bare() != set()) == (set(), True)
    with one.store.reading() as reader:
        assert reader.had() == Had(TODAY, {"A": 11})
        assert (reader.keeps_from(), reader.first_whole_day()) == (KEPT_FROM, None)


def test_a_hub_that_lost_what_is_not_kept_here_is_told_and_sent_nothing_empty(
    kiosk: Callable[..., Kiosk],
) -> None:
    one = kiosk("A")
    long_ago_and_of_late(one)
    one.exchange()
    one.lets_go()
    another = InMemory(Now())  # type: ignore[arg-type]
    writes = Kiosk(another.connect("B", "korat"), one.file.with_name("b.db"), "B")
    writes.write(GuestsCounted(day=TODAY, bands={Band.CHILD: 2}), TODAY)
    writes.exchange()
    writes.store.close()
    one.hub = another.connect("A", "korat")
    with one.store.writing() as unit:
        unit.append(GuestsCounted(day=TODAY, bands={Band.ADULT: 1}), Now().now(), node="A-gate")
    for _ in range(2):
        done = one.exchange()
        assert (done.lost, done.missing, done.unsent) == (True, 0, 10)
    # Others go on, and what we write under another name.
    assert one.vector() == {"A": 11, "A-gate": 1, "B": 1}
    assert [row.kind for row in another.hub.rows["A"]] == ["learner-kept"]
    assert len(another.hub.rows["A-gate"]) == 1


def test_another_hub_has_to_have_had_it_for_long_as_well(kiosk: Callable[..., Kiosk]) -> None:
    one = kiosk("A")
    long_ago_and_of_late(one)
    one.exchange()
    one.days = DAYS
    one.had()
    one.hub = InMemory(Now()).connect("A", "korat")  # type: ignore[arg-type]
    for _ in range(2):
        assert not one.exchange().unsent
    assert one.bare() == set()
    with one.store.reading() as reader:
        assert reader.had() == Had(TODAY, {"A": 11})


def test_what_the_hub_has_not_got_stays(kiosk: Callable[..., Kiosk]) -> None:
    one = kiosk("A", DAYS)
    long_ago_and_of_late(one)
    done = Exchange(one.store, one.hub, one.clock).exchange()
    one.had()
    one.write(GuestsCounted(day=OLD, bands={Band.CHILD: 1}), OLD)
    one.sliding().meet(one.hub, done)
    with one.store.reading() as reader:
        rows = reader.written("A", 0, 1000)
    assert one.bare() != set()
    assert rows[-1].body
    assert one.exchange().unsent == 0


def test_whoever_was_forgotten_meanwhile_does_not_come_back(kiosk: Callable[..., Kiosk]) -> None:
    one, other = kiosk("A"), kiosk("B")
    one.write(CheckedIn(day=OLD, learner="l1"), OLD)
    one.write(Undone(target=EntryId("A", 1), reason="คนที่1 came twice"), OLD)
    long_ago_and_of_late(one)
    one.exchange()
    one.lets_go()
    other.exchange()
    other.write(Erased(learners=("l1",), instead="00ff", reason="asked"), TODAY)
    other.exchange()
    one.exchange()
    # A try that came to no end before that, and knew nothing of it.
    if isinstance(one.hub, MemoryLink):
        back = one.hub._hub.rows["A"]
        with one.store.writing() as unit:
            for row in back[:2]:
                unit._link.run(FILLED, row._asdict())
    one.days = 0
    one.exchange()
    assert one.bare() == set()
    with one.store.reading() as reader:
        rows = [row for node in reader.vector() for row in reader.written(node, 0, 1000)]
    named = [row for row in rows if '"l1"' in row.body or "twice" in row.body]
    assert [row.kind for row in named] == ["erased"]
    assert one.came(OLD) == other.came(OLD)


def test_what_cannot_be_read_comes_back_too(kiosk: Callable[..., Kiosk]) -> None:
    one, other = kiosk("A"), kiosk("B", DAYS)
    long_ago_and_of_late(one)
    with one.store.writing() as unit:
        unit._link.tell('UPDATE entry SET body = \'{"kind":"moved"}\' WHERE seq = 2')
        unit.rebuild()
    one.exchange()
    other.exchange()
    assert other.bare() != set()
    other.days = 0
    other.exchange()
    assert other.bare() == set()
    with one.store.reading() as here, other.store.reading() as there:
        assert [a.entry for a in there.aside()] == [a.entry for a in here.aside()] != []
    assert contents(one.store) == contents(other.store)


def test_where_bodies_are_missing_the_days_are_not_whole(tmp_path: Path) -> None:
    """However they came there: a database was mended out of one that keeps fewer days."""
    store = SqlStore(tmp_path / "mended.db", None, "A")
    row = seal(Entry("B", 1, micros(TIME), TIME, None, CheckedIn(day=OLD, learner="l1")))
    take_over(store, [row._replace(body="")], Now().now())
    with store.writing() as unit:
        assert unit.first_whole_day() == OLD + dt.timedelta(days=3)
        unit.keep_from(None, {})
        assert unit.first_whole_day() == OLD + dt.timedelta(days=3)
        assert unit.aside() == []
    store.close()


def test_what_is_empty_for_no_reason_is_set_aside(tmp_path: Path) -> None:
    """Nobody is kept out by it: it is not a day that was let go."""
    store = SqlStore(tmp_path / "a.db", None, "A")
    now = Now().now()
    rows = [
        seal(Entry("B", 1, micros(now), now, None, CheckedIn(day=TODAY, learner="l1"))),
        seal(Entry("B", 2, micros(now) + 1, now, None, LearnerKept(learner=learner(1)))),
    ]
    take_over(store, [row._replace(body="") for row in rows], now)
    with store.writing() as unit:
        assert (unit.keeps_from(), unit.first_whole_day()) == (None, None)
        assert [(one.entry.seq, one.reason) for one in unit.aside()] == [(1, "Empty"), (2, "Empty")]
        unit.rebuild()
        unit.keep_from(OLD, {})
        unit.keep_from(None, {})
        assert unit.first_whole_day() is None
        assert len(unit.aside()) == 2
    store.close()


def test_figures_that_need_older_days_are_not_told(kiosk: Callable[..., Kiosk]) -> None:
    whole, small = kiosk("A"), kiosk("B", DAYS)
    long_ago_and_of_late(whole)
    for each in (whole, small):
        each.exchange()
    with small.store.reading() as reader:
        gather = Gather(Settings())
        with pytest.raises(StoreTrouble, match="outside"):
            gather.today(reader, Now().now(), OLD)
        assert gather.today(reader, TIME).came == 0
        with pytest.raises(StoreTrouble, match="outside"):
            reader.came_before_and_since(LATE)
        begin = dt.datetime.combine(KEPT_FROM, dt.time(4), KORAT)
        assert list(reader.acts(begin, begin + dt.timedelta(days=1))) == []
        with pytest.raises(StoreTrouble, match="outside"):
            reader.acts(begin - dt.timedelta(days=1), begin)
    with whole.store.reading() as reader:
        assert reader.came_before_and_since(LATE) == {"l1"}


def test_a_clock_that_is_years_ahead_lets_nothing_go(kiosk: Callable[..., Kiosk]) -> None:
    whole, one, new = kiosk("A"), kiosk("B"), kiosk("C", DAYS)
    long_ago_and_of_late(whole)
    for each in (whole, one):
        each.exchange()
    late = whole.came(KEPT_FROM)
    for each in (one, new):
        each.days, each.clock.ahead = DAYS, dt.timedelta(days=800)
        each.exchange()
        assert each.came(KEPT_FROM) == late
