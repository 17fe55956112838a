"""Seats are divided: never more than there are, to whom somebody waits at, fairly."""

import random

from kiosk.seats import Holding, settled, shares


def some(chance: random.Random) -> tuple[int, list[Holding]]:
    """A state that can come about: what all hold is no more than the capacity was."""
    capacity, left, found = chance.randint(0, 30), 30, []
    left = capacity
    for name in "ABCDE"[: chance.randint(1, 5)]:
        seats = chance.randint(0, left)
        left -= seats
        over = chance.choice((0, 0, 0, chance.randint(0, 4)))
        found.append(
            Holding(
                name, seats, chance.randint(0, seats) + over, chance.choice((0, 0, 1, 3, 50)),
                heard=chance.random() < 0.7, freed=False,
            )
        )  # fmt: skip
    return capacity, found


def test_whoever_asks_in_whatever_order_no_seat_is_held_twice() -> None:
    for seed in range(500):
        chance = random.Random(seed)
        capacity, holdings = some(chance)
        for _ in range(12):
            mine = chance.choice(holdings)._replace(heard=True)
            others = [one for one in holdings if one.holder != mine.holder]
            seats, share = settled(capacity, mine, others)
            assert seats >= mine.seats
            assert share >= mine.used
            assert seats == mine.seats or seats + sum(o.weight for o in others) <= capacity
            # What is beyond the share is given back, but for seats in use.
            kept = min(seats, max(share, mine.used))
            holdings = sorted([*others, mine._replace(seats=kept)])
            assert sum(one.seats for one in holdings) <= capacity


def test_when_all_are_heard_nothing_free_is_left_over() -> None:
    for seed in range(200):
        capacity, holdings = some(random.Random(seed))
        holdings = [one._replace(heard=True) for one in holdings]
        used = sum(one.used for one in holdings)
        assert sum(shares(capacity, holdings).values()) == max(capacity, used)


def test_free_seats_go_where_somebody_waits_and_the_rest_equally() -> None:
    two = [Holding("A", 6, 4), Holding("B", 4, 4, wants=1)]
    assert shares(10, two) == {"A": 5, "B": 5}
    many = [Holding("A", 0, wants=3), Holding("B", 0, wants=2), Holding("C", 7, 1)]
    assert shares(7, many) == {"A": 4, "B": 2, "C": 1}
    assert shares(7, [Holding(name, 0) for name in "ABC"]) == {"A": 3, "B": 2, "C": 2}


def test_the_silent_keep_their_seats_until_staff_set_them_free() -> None:
    silent = Holding("B", 6, 2, heard=False)
    assert settled(10, Holding("A", 4, 4), [silent]) == (4, 4)
    freed = silent._replace(freed=True)
    assert settled(10, Holding("A", 4, 4), [freed]) == (8, 8)
    # It comes back with one more than it last said, and keeps no other.
    back = Holding("B", 6, 3, freed=True)
    assert settled(10, back, [Holding("A", 8, 4)]) == (3, 4)


def test_a_room_that_became_smaller_gives_nobody_more() -> None:
    smaller = [Holding("A", 10, 4), Holding("B", 10, 3)]
    for mine, other in (smaller, smaller[::-1]):
        assert settled(6, mine, [other]) == (10, mine.used)


def test_people_whom_staff_let_in_beyond_the_seats_are_no_seats_for_others() -> None:
    crowded = Holding("B", 5, 8)
    assert settled(10, Holding("A", 2, 2), [crowded]) == (2, 2)
    assert settled(10, Holding("A", 2, 1), [crowded])[0] == 2
