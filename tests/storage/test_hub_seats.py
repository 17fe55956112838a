"""Seats on a real PostgreSQL: divided as in memory, by many at once, and by nobody else."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from db.hub.accounts import add_account, add_centre
from db.hub.seats import share
from db.hub.setup import bring_up
from kiosk.seats import Asked, Freed, Overtaken, Wish
from tests.postgres import server

ENDS = dt.datetime.now(dt.UTC) + dt.timedelta(hours=2)


class Hub:
    """A and B in Korat, P in Phimai."""

    def __init__(self) -> None:
        self.name = server().fresh()
        self.roles = {}
        with server().connect(self.name) as owner:
            bring_up(owner)
            for centre, nodes in {"korat": "AB", "phimai": "P"}.items():
                add_centre(owner, centre, centre, 202611)
                for node in nodes:
                    self.roles[node] = add_account(
                        owner, node, centre, password="p", ending=self.name
                    )

    def link(self, node: str) -> psycopg.Connection[Any]:
        return psycopg.connect(server().url(self.name, self.roles[node], "p"), autocommit=True)


@pytest.fixture(scope="module")
def hub() -> Hub:
    return Hub()


def asked(holder: str, turn: int, key: str, seats: int = 0, used: int = 0, **more: Any) -> Asked:
    capacity, stamp = more.pop("capacity", 10), more.pop("stamp", 1)
    wish = Wish(key, capacity, stamp, ENDS, seats, used, more.pop("wants", 0))
    return Asked(holder, turn, (wish,), **more)


def test_seats_are_taken_given_back_and_taken_by_the_other(hub: Hub) -> None:
    with hub.link("A") as a, hub.link("B") as b:
        (first,) = share(a, asked("h1", 1, "k1"))
        assert (first.seats, first.share, first.others) == (10, 10, ())
        (second,) = share(b, asked("h2", 1, "k1"))
        assert (second.seats, second.share) == (0, 5)
        (other,) = second.others
        assert (other.holder, other.account, other.seats) == ("h1", hub.roles["A"], 10)
        assert share(a, asked("h1", 2, "k1", 10, 2))[0][1:3] == (10, 6)
        assert share(a, asked("h1", 3, "k1", 6, 2))[0][1:3] == (6, 6)
        assert share(b, asked("h2", 2, "k1"))[0].seats == 4
        # What comes late is not listened to, and changes nothing.
        with pytest.raises(Overtaken):
            share(a, asked("h1", 3, "k1", 10))
        assert share(a, asked("h1", 4, "k1", 6, 2))[0].seats == 6


def test_the_later_programme_says_how_many_seats_there_are(hub: Hub) -> None:
    with hub.link("A") as a, hub.link("B") as b:
        share(a, asked("h1", 11, "k2"))
        assert share(b, asked("h2", 11, "k2", capacity=20, stamp=2))[0].seats == 10
        assert share(a, asked("h1", 12, "k2", 10, capacity=10))[0].share == 10


def test_what_staff_set_free_goes_to_others_until_its_holder_comes_back(hub: Hub) -> None:
    with hub.link("A") as a, hub.link("B") as b:
        share(a, asked("h1", 21, "k3", used=1))
        freed = (Freed("k3", "h1", 21),)
        assert share(b, asked("h2", 21, "k3", freed=freed, used=0, wants=9))[0].seats == 9
        assert share(a, asked("h1", 22, "k3", 10, 1))[0].seats == 1


def test_of_many_at_once_nobody_gets_a_seat_twice(hub: Hub) -> None:
    def kiosk(number: int) -> int:
        chance, held, holder = random.Random(number), 0, f"m{number}"
        with hub.link("AB"[number % 2]) as link:
            for turn in range(1, 25):
                (found,) = share(link, asked(holder, turn, "k4", held, wants=chance.randint(0, 9)))
                held = min(found.seats, found.share)
                (total,) = link.execute(
                    "SELECT sum(seats) FROM seat WHERE occurrence = 'k4'"
                ).fetchone()
                assert total <= 10
        return held

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(kiosk, range(6))) <= 10


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE seat SET seats = 0 WHERE holder = 'r2'",
        "UPDATE seat_holder SET turn = 0 WHERE holder = 'r2'",
        "DELETE FROM seat_limit",
    ],
)
def test_nothing_of_others_changes(hub: Hub, statement: str) -> None:
    with hub.link("B") as b, hub.link("A") as a:
        with contextlib.suppress(Overtaken):
            share(b, asked("r2", 1, "k5"))
        assert a.execute(statement).rowcount == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE seat SET holder = 'r2'",
        "DELETE FROM seat",
        "DELETE FROM seat_holder",
        "DELETE FROM seat_freed",
        "INSERT INTO seat_holder VALUES ('x', 'phimai', current_user, 1, now())",
        "INSERT INTO seat_limit VALUES ('phimai', 'k', 1, 1, now())",
    ],
)
def test_what_an_account_must_not_do(hub: Hub, statement: str) -> None:
    with hub.link("A") as a, pytest.raises(InsufficientPrivilege):
        a.execute(statement)


def test_another_centre_sees_nothing_and_has_seats_of_its_own(hub: Hub) -> None:
    with hub.link("A") as a, hub.link("P") as p:
        share(a, asked("h1", 51, "k6"))
        assert p.execute("SELECT count(*) FROM seat").fetchone() == (0,)
        assert share(p, asked("p1", 1, "k6"))[0] == ("k6", 10, 10, ())
        with pytest.raises((InsufficientPrivilege, Overtaken)):
            share(p, asked("h1", 99, "k6"))
