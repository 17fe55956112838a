"""Whoever has not come for long is forgotten; every count stays."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from kiosk.app import Installation
from kiosk.cli.upkeep import retention
from kiosk.config import Retention, Settings
from kiosk.desk import FrontDesk, LetGo
from kiosk.desk.retaining import PORTION
from kiosk.entry import CheckedIn, Entry, Erased, GuestsCounted, LearnerKept, Queued, Refused
from kiosk.record import Band
from kiosk.sync_state import SyncState
from tests.storage.centre import Centre
from tests.storage.tables import contents
from tests.storage.workload import DAY, KEY, NOON, learner

YEARS = dt.timedelta(days=731)
LATER = DAY + YEARS


def settings() -> Settings:
    return Settings(retention=Retention(learners_days=730, reads_days=90))


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    return Centre(tmp_path / "walkin.db", settings())


def random(count: int) -> bytes:
    random.drawn += 1  # type: ignore[attr-defined]
    return random.drawn.to_bytes(count, "big")  # type: ignore[attr-defined]


random.drawn = 0  # type: ignore[attr-defined]


def forgotten(centre: Centre) -> set[str]:
    return {one for body in centre.journal() if isinstance(body, Erased) for one in body.learners}


def test_who_came_or_changed_since_stays(centre: Centre) -> None:
    member = learner(11, valid_until=LATER + dt.timedelta(days=1))
    with centre.store.writing() as unit:
        unit.append(LearnerKept(learner=member), centre.clock.at)
        unit.append(CheckedIn(day=DAY, learner="l1"), centre.clock.at)
    centre.clock.at += YEARS
    with centre.store.writing() as unit:
        unit.append(CheckedIn(day=LATER, learner="l2"), centre.clock.at)
        unit.append(Queued(day=LATER, occurrence=KEY, learner="l3", number=1), centre.clock.at)
        unit.append(LearnerKept(learner=learner(4, nickname="ใหม่")), centre.clock.at)
    assert centre.desk.due().learners == 7
    assert centre.desk.let_go(random) == LetGo(learners=7)
    assert forgotten(centre) == {"l1", "l5", "l6", "l7", "l8", "l9", "l10"}
    assert centre.desk.due().learners == 0
    assert centre.desk.let_go(random) == LetGo()


def test_where_fewer_days_are_kept_nobody_is_forgotten(centre: Centre) -> None:
    """They may have come on one that is not kept here; by the hub's clock, if that is known."""
    with centre.store.writing() as unit:
        unit.append(CheckedIn(day=DAY, learner="l1"), centre.clock.at)
        unit.keep_from(LATER - dt.timedelta(days=400), unit.vector())
    centre.clock.at += YEARS
    assert centre.desk.due().learners == 0
    assert centre.desk.let_go(random) == LetGo(held=True)
    centre.clock.at += dt.timedelta(days=400)
    ahead = SyncState(looked_at=centre.clock.at, contact_at=centre.clock.at, ahead_s=400 * 86400.0)
    desk = FrontDesk(
        centre.store, centre.clock, centre.settings, centre.secrets, sync=lambda: ahead
    )
    assert desk.let_go(random) == LetGo(held=True)
    assert forgotten(centre) == set()


def test_the_counts_stay_and_nothing_of_who_it_was(centre: Centre) -> None:
    with centre.store.writing() as unit:
        for _ in range(2):
            unit.append(CheckedIn(day=DAY, learner="l1"), centre.clock.at)
        unit.append(CheckedIn(day=DAY, learner="l2"), centre.clock.at)
    with centre.store.reading() as reader:
        before = reader.people(DAY), reader.counts(DAY)
    centre.clock.at += YEARS
    assert centre.desk.let_go(random).scrubbed
    with centre.store.reading() as reader:
        assert (reader.people(DAY), reader.counts(DAY)) == before
        assert len({line.entry for line in reader.lines(DAY)}) == 3
        assert reader.learner("l1") is None
    again = contents(centre.store)
    centre.store.rebuild()
    assert contents(centre.store) == again


def guests_came(centre: Centre, days: int) -> None:
    """Somebody without a record came on each of so many days before today."""
    today = centre.desk.today().day
    with centre.store.writing() as unit:
        for back in range(1, days + 1):
            day = today - dt.timedelta(days=back)
            unit.append(GuestsCounted(day=day, bands={Band.ADULT: 1}), centre.clock.at)


@pytest.mark.parametrize("years", [2, 10, 80])
def test_a_clock_that_jumps_ahead_forgets_nobody(centre: Centre, years: int) -> None:
    guests_came(centre, 60)
    right = centre.clock.at
    centre.clock.at += years * YEARS / 2
    assert centre.desk.due().learners == 10
    assert centre.desk.let_go_daily(random) == LetGo(held=True)
    guests_came(centre, 4)
    assert centre.desk.let_go_daily(random) == LetGo(held=True)
    assert forgotten(centre) == set()
    centre.clock.at = right + dt.timedelta(days=1)
    assert centre.desk.let_go_daily(random) == LetGo()
    assert centre.desk.is_time_sure()
    centre.clock.at += YEARS
    guests_came(centre, 5)
    assert centre.desk.let_go_daily(random).learners == 10


def test_it_goes_on_in_portions_and_once_a_day(centre: Centre) -> None:
    with centre.store.writing() as unit:
        people = [learner(n) for n in range(11, 11 + PORTION)]
        unit.append_many([LearnerKept(learner=one) for one in people], centre.clock.at)
    centre.clock.at += YEARS
    # By a clock that went ahead by years everybody is long gone.
    for back in range(4, -1, -1):
        assert centre.desk.let_go_daily(random) == LetGo(held=True)
        with centre.store.writing() as unit:
            day = LATER - dt.timedelta(days=back)
            unit.append(GuestsCounted(day=day, bands={Band.CHILD: 1}), centre.clock.at)
    first = centre.desk.let_go_daily(random)
    assert (first.learners, first.more) == (PORTION, True)
    assert centre.desk.let_go_daily(random).learners == 10
    with centre.store.writing() as unit:
        late = centre.clock.at - YEARS
        unit.append(LearnerKept(learner=learner(99)), late, written=late)
    assert centre.desk.let_go_daily(random) == LetGo()


def test_what_was_read_of_unknown_cards_goes_after_its_days(centre: Centre) -> None:
    for code in ("X-UNKNOWN-1", "X-UNKNOWN-2"):
        centre.desk.scan(code)
        centre.clock.at += dt.timedelta(days=60)
    reads = [body.read for body in centre.journal() if isinstance(body, Refused)]
    assert all(reads)
    assert centre.desk.due().reads == 1
    assert centre.desk.let_go(random).reads == 1
    left = [body for body in centre.journal() if isinstance(body, Refused)]
    assert [body.read for body in left] == ["", reads[1]]
    assert left[0] == msgspec.structs.replace(left[0], read="")


def test_what_arrives_late_of_somebody_forgotten_is_nobodys(centre: Centre) -> None:
    centre.clock.at += YEARS
    centre.desk.let_go(random)
    late = Entry("B", 1, 5, NOON, None, CheckedIn(day=DAY, learner="l1"))
    with centre.store.writing() as unit:
        unit.receive([late])
    with centre.store.reading() as reader:
        (line,) = reader.lines(DAY)
        assert line.learner is None or not line.learner.known
        assert reader.came("l1") == []


def test_the_command_says_what_is_due_and_does_it(tmp_path: Path) -> None:
    environ = {"WALKIN_DATA": str(tmp_path / "data"), "WALKIN_CONFIG": str(tmp_path / "w.toml")}
    installation = Installation(environ=environ)
    opened = installation.open()
    long_ago = opened.clock.now() - YEARS
    with opened.store.writing() as unit:
        unit.append(LearnerKept(learner=learner(1)), long_ago, written=long_ago)

    def run(*words: str) -> str:
        done = CliRunner().invoke(retention, words, obj=installation, standalone_mode=False)
        assert done.exception is None
        return done.output

    said = run("--dry-run")
    assert "not seen for 730 days: 1 learners" in said
    assert "let go" not in said
    assert "let go; all counts stay" in run()
    assert "730 days: 0 learners" in run()
