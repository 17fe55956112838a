"""A wrong clock is told to desk, log and `walkin doctor`; nobody is kept out by it."""

from __future__ import annotations

import datetime as dt
import logging

import pytest

from db.health import look_at
from kiosk.clock_guard import BUILT, EARLY, JUMPED, LONG, OFF_HUB, ClockGuard
from kiosk.desk import FrontDesk
from kiosk.outcome import VISIT, Ask, Code
from kiosk.sync_state import SyncState
from tests.storage.centre import SUNDAY_NOON, Centre
from tests.storage.workload import KEY

SECOND, DAY = dt.timedelta(seconds=1), dt.timedelta(days=1)
JUMPS = [1 * SECOND, 60 * SECOND, 121 * SECOND, dt.timedelta(hours=1), DAY, 31 * DAY, 3652 * DAY]
BOTH_WAYS = [sign * jump for jump in JUMPS for sign in (1, -1)]


class Steady:
    """Seconds that only grow."""

    def __init__(self) -> None:
        self.s = 0.0

    def __call__(self) -> float:
        return self.s


def told(centre: Centre) -> list[str]:
    return [a.reason for a in centre.desk.alerts() if a.about == "device_gone"]


def in_order(centre: Centre) -> bool:
    with centre.store.reading() as reader:
        entries = reader.entries({}, limit=10_000)
    stamps = [e.stamp for e in entries]
    numbered = [e.seq for e in entries] == list(range(1, len(entries) + 1))
    return numbered and stamps == sorted(set(stamps))


@pytest.mark.parametrize("jump", BOTH_WAYS, ids=str)
def test_a_jump_of_the_clock_is_told_once_and_refuses_nobody(
    centre: Centre, jump: dt.timedelta
) -> None:
    steady = Steady()
    guard = ClockGuard(steady)
    centre.desk.mind_clock(guard)
    assert centre.desk.scan("K100001", Ask(wanted=VISIT)).code is Code.ADMITTED
    centre.clock.at += jump + SECOND
    steady.s += 1
    for learner in ("K100002", "K100003"):
        centre.desk.mind_clock(guard)
        assert centre.desk.scan(learner, Ask(wanted=VISIT)).code is Code.ADMITTED
    early = centre.clock.at < BUILT
    jumped = abs(jump) > dt.timedelta(minutes=2)
    assert sorted(told(centre)) == [EARLY] * early + [JUMPED] * jumped
    assert in_order(centre)
    with look_at(centre.file, KEY) as health:
        seen = health.clock_jumped_at((centre.desk.today().day,))
    assert (seen is not None) is jumped


def test_it_is_told_again_after_staff_have_seen_it(centre: Centre) -> None:
    steady = Steady()
    guard = ClockGuard(steady)
    centre.desk.mind_clock(guard)
    for _ in range(2):
        centre.clock.at += dt.timedelta(minutes=5)
        centre.desk.mind_clock(guard)
        centre.clock.at += dt.timedelta(minutes=5)
        centre.desk.mind_clock(guard)
        assert told(centre) == [JUMPED]
        (alert,) = (a for a in centre.desk.alerts() if a.reason == JUMPED)
        centre.desk.answer_alert(alert.entry, "สมศรี")
        assert told(centre) == []


def test_a_clock_that_forgot_the_time_is_told_until_it_is_right(centre: Centre) -> None:
    steady = Steady()
    guard = ClockGuard(steady)
    centre.clock.at = dt.datetime(2000, 1, 1, 5, tzinfo=dt.UTC)
    centre.desk.mind_clock(guard)
    assert told(centre) == [EARLY]
    assert centre.desk.scan("K100001", Ask(wanted=VISIT)).code is Code.ADMITTED
    centre.clock.at = SUNDAY_NOON
    centre.desk.mind_clock(guard)
    # Setting it right is no jump.
    assert told(centre) == []
    assert in_order(centre)


def test_one_still_too_early_is_taken_back_on_the_day_it_was_told(centre: Centre) -> None:
    steady = Steady()
    centre.clock.at = BUILT - 60 * SECOND
    centre.desk.mind_clock(ClockGuard(steady))
    assert told(centre) == [EARLY]
    centre.clock.at = BUILT + 60 * SECOND
    centre.desk.mind_clock(ClockGuard(steady))
    assert told(centre) == []


def test_a_year_without_an_entry_is_told_at_the_start(centre: Centre) -> None:
    centre.clock.at = SUNDAY_NOON + LONG + DAY
    centre.desk.mind_clock(ClockGuard(Steady()))
    assert told(centre) == [JUMPED]


def test_a_machine_that_was_off_or_asleep_for_days_is_not_blamed(centre: Centre) -> None:
    steady = Steady()
    guard = ClockGuard(steady)
    centre.desk.mind_clock(guard)
    centre.clock.at += 9 * DAY
    steady.s += 9 * 86400
    centre.desk.mind_clock(guard)
    centre.clock.at += 30 * DAY
    centre.desk.mind_clock(ClockGuard(Steady()))
    assert told(centre) == []


def test_it_looks_at_the_start_and_every_hour_and_costs_nothing_between() -> None:
    steady = Steady()
    guard = ClockGuard(steady)
    looked = []
    for minute in range(181):
        steady.s = minute * 60
        now = SUNDAY_NOON + dt.timedelta(minutes=minute)
        if guard.due(now):
            guard.look(now, None)
            looked.append(minute)
    assert looked == [0, 60, 120, 180]


def test_the_log_says_what_is_wrong_and_names_nobody(
    centre: Centre, caplog: pytest.LogCaptureFixture
) -> None:
    steady = Steady()
    guard = ClockGuard(steady)
    centre.desk.mind_clock(guard)
    centre.clock.at -= DAY
    with caplog.at_level(logging.WARNING, "walkin.clock"):
        centre.desk.mind_clock(guard)
    assert [r.getMessage() for r in caplog.records] == [
        "the clock is 86400 s behind the newest entry",
        "the clock is before this release was made",
        "the clock jumped by -86400 s",
    ]


@pytest.mark.parametrize("ahead", [DAY, -366 * DAY, 11 * 60 * SECOND], ids=str)
def test_a_clock_that_is_not_the_hubs_is_told_on_the_day_it_is_until_it_is_right(
    centre: Centre, ahead: dt.timedelta
) -> None:
    right = centre.clock.at
    state = [SyncState(looked_at=right, contact_at=right, ahead_s=0.0)]
    desk = FrontDesk(
        centre.store, centre.clock, centre.settings, centre.secrets, sync=lambda: state[0]
    )
    guard = ClockGuard(Steady())

    def mind(ahead: dt.timedelta, trouble: str = "") -> list[str]:
        centre.clock.at = now = right + ahead
        state[0] = SyncState(
            looked_at=now, contact_at=now, ahead_s=ahead.total_seconds(), trouble=trouble
        )
        desk.mind_clock(guard)
        centre.clock.at = right
        return [reason for reason in told(centre) if reason == OFF_HUB]

    assert mind(9 * 60 * SECOND) == []
    assert mind(ahead) == mind(ahead) == [OFF_HUB]
    (alert,) = [a for a in centre.desk.alerts() if a.reason == OFF_HUB]
    assert alert.at == right
    assert desk.board().clock_ahead is None
    centre.clock.at = right + ahead
    assert desk.board().clock_ahead == ahead
    centre.clock.at = right
    # While the hub cannot be heard nobody knows.
    assert mind(dt.timedelta(0), trouble="unreachable") == [OFF_HUB]
    assert mind(dt.timedelta(0)) == []


def test_a_computer_that_is_a_day_ahead_of_the_hub_sends_nobody_home(centre: Centre) -> None:
    assert centre.desk.scan("K100001", Ask(wanted=VISIT)).code is Code.ADMITTED
    ahead = SUNDAY_NOON + DAY
    state = SyncState(looked_at=ahead, contact_at=ahead, ahead_s=DAY.total_seconds())
    desk = FrontDesk(
        centre.store, centre.clock, centre.settings, centre.secrets, sync=lambda: state
    )
    centre.clock.at = ahead
    assert desk.close_days() == 0
    assert desk.last_closed() == SUNDAY_NOON.date() - DAY
    with centre.store.reading() as reader:
        assert reader.inside(SUNDAY_NOON.date()) == 1
        assert reader.closed_until() == SUNDAY_NOON.date() - DAY
    # By its clock alone, as before it ever met a hub, the day is over.
    assert centre.desk.close_days() == 1
