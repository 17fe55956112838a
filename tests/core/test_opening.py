"""Why an occurrence takes nobody, as the board says it."""

import datetime as dt
from typing import Any

import pytest

from kiosk.entry import EntryId
from kiosk.opening import Opening, Why, door_open, waiting_lists, whys
from kiosk.outcome import Running
from kiosk.record import Occurrence
from kiosk.waitlist import Turn, Waiting

NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def running(start: int, *, taken: int = 0, held: int = 0, key: str = "o", **more: Any) -> Running:
    """An hour that begins so many minutes from now; it opens half an hour before."""
    begins = NOW + start * MINUTE
    occurrence = Occurrence(
        key=key, activity=key, day=NOW.date(), title=key, start=begins,
        end=begins + 60 * MINUTE, opens=begins - 30 * MINUTE, **more,
    )  # fmt: skip
    return Running(occurrence, taken, held)


def waits(n: int, people: int, key: str = "o") -> Waiting:
    return Waiting(entry=EntryId("A", n), number=f"A{n}", at=NOW, occurrence=key, people=people)


ALL_DAY = running(-30, all_day=True)


@pytest.mark.parametrize(
    ("one", "centre_open", "expected"),
    [
        (running(-10), True, Why(Opening.OPEN)),
        (running(-10, capacity=5, taken=4), True, Why(Opening.OPEN)),
        (running(-10, capacity=5, taken=5), True, Why(Opening.FULL)),
        (running(-10, capacity=5, taken=4, held=1), True, Why(Opening.FULL)),
        (running(60), True, Why(Opening.LATER, at=NOW + 30 * MINUTE)),
        (running(60, capacity=5, taken=5), True, Why(Opening.LATER, at=NOW + 30 * MINUTE)),
        (running(-61), True, Why(Opening.ENDED, at=NOW - MINUTE)),
        (running(-60), True, Why(Opening.OPEN)),
        (running(-61, cancelled=True), True, Why(Opening.CANCELLED)),
        (
            running(60, cancelled=True, cancelled_why="วิทยากรป่วย"),
            True,
            Why(Opening.CANCELLED, reason="วิทยากรป่วย"),
        ),
        (ALL_DAY, True, Why(Opening.OPEN)),
        (ALL_DAY, False, Why(Opening.CLOSED)),
        # At its own hour an activity keeps the door open.
        (running(-10), False, Why(Opening.OPEN)),
    ],
)
def test_every_reason_has_its_code(one: Running, centre_open: bool, expected: Why) -> None:
    assert whys([one], NOW, centre_open=centre_open) == {"o": expected}


def test_an_activity_at_its_own_hour_opens_the_door_for_what_goes_on_all_day() -> None:
    today = [ALL_DAY, running(-10, key="evening")]
    assert door_open(today, NOW, centre_open=False)
    assert whys(today, NOW, centre_open=False)["o"].opening is Opening.OPEN


def test_it_says_how_many_wait() -> None:
    full = running(-10, capacity=5, taken=5)
    found = whys([full], NOW, [waits(1, 1), waits(2, 4), waits(3, 9, "other")], centre_open=True)
    assert found == {"o": Why(Opening.FULL, numbers=2, people=5)}


def test_a_list_says_who_could_be_let_in() -> None:
    today = [
        running(-10, capacity=5, taken=2, held=1),
        running(-90, key="over", capacity=1),
        running(-10, key="empty"),
        running(-10, key="unlimited"),
        running(-10, key="off", capacity=1, cancelled=True),
    ]
    numbers = [
        waits(1, 3), waits(2, 1), waits(3, 1), waits(4, 1), waits(5, 1, "over"),
        waits(6, 30, "unlimited"), waits(7, 9, "off"),
    ]  # fmt: skip
    lists = waiting_lists(today, numbers, NOW, 180.0)
    # Whoever waits for what is called off should hear of it; of what is over nobody does.
    assert [one.running.occurrence.key for one in lists] == ["o", "unlimited", "off"]
    first, unlimited, off = lists
    assert [one.number for one in first.numbers] == ["A1", "A2", "A3", "A4"]
    assert set(first.turns) == {Turn.WAITING}
    assert first.free == 2
    assert [one.number for one in first.could] == ["A2", "A3"]
    assert [one.number for one in unlimited.could] == ["A6"]
    assert off.could == ()
