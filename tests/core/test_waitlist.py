"""Who of those who wait is next, and how many could come in."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.entry import EntryId
from kiosk.waitlist import Turn, Waiting, could_come, in_order, next_of

NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
LASTS = 180.0


def waits(n: int, people: int = 1, *, called: float | None = None) -> Waiting:
    """Number n: the smaller, the longer it waits; called so many minutes ago."""
    return Waiting(
        entry=EntryId("A", n),
        number=f"A{n}",
        at=NOW - (60 - n) * MINUTE,
        occurrence="o",
        people=people,
        called_at=None if called is None else NOW - called * MINUTE,
    )


numbers = st.lists(
    st.builds(
        lambda n, people, called: waits(n, people, called=called),
        st.integers(1, 50),
        st.integers(1, 4),
        st.none() | st.floats(0, 10),
    ),
    unique_by=lambda one: one.entry,
)


@pytest.mark.parametrize(
    ("minutes", "turn"),
    [
        (None, Turn.WAITING),
        (0, Turn.CALLED),
        (3, Turn.CALLED),
        (3.01, Turn.MISSED),
        (-2, Turn.CALLED),
        # A desk whose clock is an hour ahead does not keep a seat for an hour.
        (-60, Turn.MISSED),
    ],
)
def test_a_call_lasts_three_minutes(minutes: float | None, turn: Turn) -> None:
    assert waits(1, called=minutes).turn(NOW, LASTS) is turn


def test_called_ones_stand_first_and_whoever_did_not_come_at_their_end() -> None:
    given = [
        waits(1),
        waits(2, called=5),
        waits(3, called=1),
        waits(4, called=2),
        waits(5, called=9),
    ]
    order = [one.number for one in in_order(given[::-1], NOW, LASTS)]
    assert order == ["A4", "A3", "A5", "A2", "A1"]


def test_next_is_the_first_who_fits_and_else_the_first_of_all() -> None:
    given = in_order([waits(1, 5), waits(2, 1), waits(3, 2), waits(4, called=1)], NOW, LASTS)
    for free, expected in ((0, "A1"), (1, "A2"), (4, "A2"), (5, "A1")):
        found = next_of(given, free, NOW, LASTS)
        assert found is not None
        assert found.number == expected


def test_whoever_did_not_come_is_called_again_after_all_others() -> None:
    missed = waits(1, called=9)
    for all_of_them, expected in (([missed, waits(2)], "A2"), ([missed], "A1"), ([], None)):
        found = next_of(in_order(all_of_them, NOW, LASTS), 3, NOW, LASTS)
        assert (found and found.number) == expected
    assert next_of([waits(1, called=1)], 3, NOW, LASTS) is None


@given(numbers, st.integers(0, 20))
def test_those_who_could_come_fit_and_are_who_would_be_called(
    given: list[Waiting], free: int
) -> None:
    ordered = in_order(given, NOW, LASTS)
    assert sorted(ordered, key=lambda one: one.entry) == sorted(given, key=lambda one: one.entry)
    could = could_come(ordered, free, NOW, LASTS)
    assert sum(one.people for one in could) <= free
    assert len({one.entry for one in could}) == len(could)
    assert all(one.turn(NOW, LASTS) is not Turn.CALLED for one in could)
    if could:
        assert could[0] == next_of(ordered, free, NOW, LASTS)
