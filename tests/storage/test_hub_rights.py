"""An account can append to its own nodes and read its centre, and nothing else: tried out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from db.hub.accounts import add_account, add_centre, remove_account
from db.hub.setup import bring_up
from tests.postgres import OWNER, server

MONTH = 202611
ENTRY = "INSERT INTO entry (centre, month, node, seq, stamp, at, kind, body) VALUES"


# Where it was shown, the card, who gave it.
CARDS = (
    ("phimai", "a", "korat"),
    ("korat", "b", "phimai"),
    ("phimai", "c", ""),
    ("phimai", "e", "city"),
    ("city", "f", "phimai"),
)


class Hub:
    """A city: A and B in Korat, P in Phimai, C of the city that reads all; each wrote an entry."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.roles = {}
        with server().connect(name) as owner:
            bring_up(owner)
            for centre in ("korat", "phimai", "city"):
                add_centre(owner, centre, centre, MONTH)
            for node, centre in {"A": "korat", "B": "korat", "P": "phimai", "C": "city"}.items():
                reads = "all" if node == "C" else "centre"
                self.roles[node] = add_account(
                    owner, node, centre, reads=reads, password="p", ending=name
                )
        for node, centre in {"A": "korat", "B": "korat", "P": "phimai", "C": "city"}.items():
            with self.as_account(node) as link:
                link.execute(
                    "INSERT INTO node (node, centre, account) VALUES (%s, %s, current_user)",
                    [node, centre],
                )
                link.execute(f"{ENTRY} (%s, {MONTH}, %s, 1, 1, 1, 'k', '{{}}')", [centre, node])

        with server().connect(name) as owner:
            for centre, card, home in CARDS:
                owner.execute(
                    "INSERT INTO foreign_card (centre, card, home, shown, told)"
                    " VALUES (%s, %s, %s, %s, %s)",
                    [centre, card * 64, home, "{}" * bool(home), "{}" * bool(home)],
                )

    def as_account(self, node: str) -> psycopg.Connection[Any]:
        return psycopg.connect(server().url(self.name, self.roles[node], "p"), autocommit=True)

    def all(self) -> list[Any]:
        """Everything in it, and who may do what."""
        with server().connect(self.name) as owner:
            return [
                owner.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()
                for table in ("entry", "node", "account", "centre", "hub_step", "foreign_card")
            ] + owner.execute("SELECT relname, relacl::text FROM pg_class ORDER BY 1").fetchall()


@pytest.fixture(scope="module")
def hub() -> Hub:
    return Hub(server().fresh())


@pytest.fixture
def link(hub: Hub) -> Iterator[psycopg.Connection[Any]]:
    """A's connection. Nothing may have come of what it tried."""
    before = hub.all()
    with hub.as_account("A") as link:
        yield link
    assert hub.all() == before


FORBIDDEN = [
    f"{ENTRY} ('korat', {MONTH}, 'B', 2, 2, 2, 'k', '{{}}')",
    f"{ENTRY} ('phimai', {MONTH}, 'P', 2, 2, 2, 'k', '{{}}')",
    f"{ENTRY} ('phimai', {MONTH}, 'A', 2, 2, 2, 'k', '{{}}')",
    f"{ENTRY} ('korat', {MONTH}, 'nobody', 2, 2, 2, 'k', '{{}}')",
    "UPDATE entry SET body = '{}'",
    "UPDATE entry SET about = 'x' WHERE node = 'A'",
    "DELETE FROM entry WHERE node = 'A'",
    "TRUNCATE entry",
    "COPY entry (centre, month, node, seq, stamp, at, kind, body) FROM STDIN",
    "INSERT INTO node (node, centre, account) VALUES ('X', 'phimai', current_user)",
    "INSERT INTO node (node, centre, account) SELECT 'X', 'korat', account FROM node"
    " WHERE node = 'B'",
    "INSERT INTO node (node, centre, account, seq) VALUES ('X', 'korat', current_user, 7)",
    "INSERT INTO node (node, centre, account) VALUES ('A', 'korat', current_user)"
    " ON CONFLICT (node) DO UPDATE SET centre = 'phimai'",
    "UPDATE node SET centre = 'phimai' WHERE node = 'A'",
    "UPDATE node SET node = 'B2' WHERE node = 'A'",
    "UPDATE node SET account = current_user",
    "DELETE FROM node",
    "TRUNCATE node",
    "INSERT INTO account (role, centre, node) VALUES (current_user, 'phimai', 'Z')",
    "UPDATE account SET reads = 'all'",
    "DELETE FROM account",
    "SELECT * FROM centre",
    "INSERT INTO centre VALUES ('x', 'x')",
    f"INSERT INTO foreign_card (centre, card) VALUES ('phimai', '{'d' * 64}')",
    f"INSERT INTO foreign_card (centre, card, home) VALUES ('korat', '{'d' * 64}', 'korat')",
    f"INSERT INTO foreign_card (centre, card, told) VALUES ('korat', '{'d' * 64}', '{{}}')",
    "UPDATE foreign_card SET home = 'city', told = '{}' WHERE home = ''",
    "UPDATE foreign_card SET home = 'city' WHERE home = 'korat'",
    "UPDATE foreign_card SET home = '' WHERE home = 'korat' AND centre = 'phimai'",
    "UPDATE foreign_card SET centre = 'korat'",
    "UPDATE foreign_card SET card = card",
    "TRUNCATE foreign_card",
    "INSERT INTO hub_step (step, name, least) VALUES (9, 'x', 9)",
    "DELETE FROM hub_step",
    f"SELECT * FROM entry_korat_{MONTH}",
    f"SELECT * FROM entry_phimai_{MONTH}",
    "SELECT * FROM entry_phimai",
    "SELECT * FROM entry_phimai_rest",
    f"INSERT INTO entry_phimai_{MONTH} SELECT * FROM entry",
    f"DELETE FROM entry_korat_{MONTH}",
    "ALTER TABLE entry DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE entry NO FORCE ROW LEVEL SECURITY",
    "DROP POLICY looks ON entry",
    "CREATE POLICY mine ON entry USING (true)",
    "DROP TABLE entry",
    "SET row_security = off; SELECT * FROM entry",
    f"SET ROLE {OWNER}",
    f"SET SESSION AUTHORIZATION {OWNER}",
    "CREATE TABLE mine (x text)",
    "CREATE TEMP TABLE mine (x text)",
    "CREATE VIEW mine AS SELECT * FROM entry",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE ROLE mine",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    "ALTER ROLE CURRENT_USER CONNECTION LIMIT -1",
    "BEGIN; LOCK TABLE entry IN EXCLUSIVE MODE",
    "BEGIN; LOCK TABLE node IN SHARE MODE",
    "COPY entry TO PROGRAM 'cat'",
    "SELECT pg_read_file('PG_VERSION')",
    "SELECT lo_from_bytea(0, 'x')",
    "CREATE DATABASE mine",
]


def test_it_is_refused(link: psycopg.Connection[Any]) -> None:
    done = []
    for statement in FORBIDDEN:
        try:
            link.execute(statement)
        except (InsufficientPrivilege, psycopg.errors.FeatureNotSupported):
            link.rollback()
        else:
            done.append(statement)
    assert done == []


def test_other_accounts_cannot_be_taken_on(link: psycopg.Connection[Any], hub: Hub) -> None:
    for role in (hub.roles["B"], hub.roles["C"]):
        for statement in (f"SET ROLE {role}", f"ALTER ROLE {role} PASSWORD 'mine'"):
            with pytest.raises(InsufficientPrivilege):
                link.execute(statement)
    link.execute("GRANT ALL ON entry, node TO PUBLIC")
    # As one of all accounts it is nobody's.
    link.execute(f"SET ROLE walkin_of_{hub.name}")
    assert link.execute("SELECT * FROM entry").fetchall() == []
    assert link.execute("SELECT * FROM account").fetchall() == []


def test_of_others_nothing_is_seen_or_changed(link: psycopg.Connection[Any], hub: Hub) -> None:
    nodes = link.execute("SELECT node FROM node ORDER BY node").fetchall()
    assert nodes == [("A",), ("B",)]
    entries = link.execute("SELECT centre, node FROM entry ORDER BY node").fetchall()
    assert entries == [("korat", "A"), ("korat", "B")]
    assert link.execute("SELECT * FROM entry WHERE centre = 'phimai'").fetchall() == []
    assert link.execute("SELECT role FROM account").fetchall() == [(hub.roles["A"],)]
    for others in ("UPDATE node SET seq = 9 WHERE node = 'B'",
                   "UPDATE node SET told = 'x' WHERE node = 'P'"):  # fmt: skip
        assert link.execute(others).rowcount == 0
    taken = "INSERT INTO node (node, centre, account) VALUES (%s, 'korat', current_user)"
    for name in ("B", "P"):
        assert link.execute(f"{taken} ON CONFLICT DO NOTHING", [name]).rowcount == 0


def test_of_cards_only_the_two_centres_know_that_speak_of_them(
    link: psycopg.Connection[Any], hub: Hub
) -> None:
    seen = "SELECT centre, left(card, 1), shown || told FROM foreign_card ORDER BY card"
    ours = [("phimai", "a", "{}{}"), ("korat", "b", "{}{}"), ("phimai", "c", "")]
    assert link.execute(seen).fetchall() == ours
    for others in (
        "UPDATE foreign_card SET told = 'x' WHERE home = 'city'",
        "UPDATE foreign_card SET shown = 'x' WHERE centre = 'city'",
        "DELETE FROM foreign_card WHERE centre <> 'korat'",
    ):
        assert link.execute(others).rowcount == 0
    with hub.as_account("C") as city:
        # Whoever reads all entries knows no more of cards.
        assert [row[1] for row in city.execute(seen)] == ["c", "e", "f"]
    link.execute(f"SET ROLE walkin_of_{hub.name}")
    assert link.execute("SELECT * FROM foreign_card").fetchall() == []


def test_who_reads_all_writes_no_more_than_anybody(hub: Hub) -> None:
    before = hub.all()
    with hub.as_account("C") as link:
        assert link.execute("SELECT count(*) FROM entry").fetchone() == (4,)
        assert link.execute("SELECT count(*) FROM node").fetchone() == (4,)
        assert link.execute("UPDATE node SET seq = 9 WHERE node <> 'C'").rowcount == 0
        with pytest.raises(InsufficientPrivilege):
            link.execute(f"{ENTRY} ('korat', {MONTH}, 'C', 2, 2, 2, 'k', '{{}}')")
        with pytest.raises(InsufficientPrivilege):
            link.execute(f"{ENTRY} ('korat', {MONTH}, 'A', 2, 2, 2, 'k', '{{}}')")
    assert hub.all() == before


def test_whoever_has_lost_their_account_has_lost_it_at_once() -> None:
    hub = Hub(server().fresh())
    with hub.as_account("A") as link, server().connect(hub.name) as owner:
        # As on a server where the owner may not end others' connections.
        owner.execute("UPDATE account SET removed_at = now() WHERE node = 'A'")
        assert link.execute("SELECT * FROM entry").fetchall() == []
        assert link.execute("SELECT * FROM foreign_card").fetchall() == []
        assert link.execute("UPDATE node SET told = 'x'").rowcount == 0
        with pytest.raises(InsufficientPrivilege):
            link.execute(f"{ENTRY} ('korat', {MONTH}, 'A', 2, 2, 2, 'k', '{{}}')")
        owner.execute("UPDATE account SET removed_at = NULL WHERE node = 'A'")
        assert len(link.execute("SELECT * FROM entry").fetchall()) == 2
        remove_account(owner, "A")
        with pytest.raises(psycopg.OperationalError):
            link.execute("SELECT 1")
    assert [row[2] for row in hub.all()[0]].count("A") == 1
