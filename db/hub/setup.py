"""The hub's tables made and brought up to date, and months prepared for what comes."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier, Literal

from db.hub.rows import months_from
from db.hub.steps import LATEST, steps
from kiosk.hub import HubTrouble


class Refused(Exception):
    """The owner asked for something that cannot be; the message says why."""


MONTHS_AHEAD = 24
_STEPS = """CREATE TABLE IF NOT EXISTS hub_step (
    step integer PRIMARY KEY,
    name text NOT NULL,
    least integer NOT NULL,
    done_at timestamptz NOT NULL DEFAULT current_timestamp
)"""

Link = psycopg.Connection[Any]
"""The owner's connection, every statement of which is a transaction unless one is opened."""


def accounts_role(link: Link) -> str:
    """The role that all accounts are members of: roles are common to all databases of a server."""
    return f"walkin_of_{link.info.dbname}"[:63]


def bring_up(link: Link, *, plain: bool = False, upto: int = LATEST) -> list[str]:
    """Do every step that is not done yet; returns their names.

    Raises HubTrouble("newer"), and Refused when the database cannot hold every text.
    """
    if (encoding := link.info.parameter_status("server_encoding")) != "UTF8":
        msg = f"the database is of encoding {encoding}: make one with ENCODING 'UTF8'"
        raise Refused(msg)
    role = accounts_role(link)
    if not link.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
        link.execute(SQL("CREATE ROLE {} NOLOGIN").format(Identifier(role)))
    names = {"accounts": Identifier(role), "database": Identifier(link.info.dbname)}
    made = []
    link.execute(_STEPS)
    if (newest(link) or 0) > LATEST:
        raise HubTrouble("newer", f"step {newest(link)}")
    if link.execute("SELECT to_regclass('entry')").fetchone() != (None,):
        plain = not is_parted(link)
    for step in steps(plain=plain):
        if step.number > upto:
            break
        with link.transaction():
            # One after the other, whoever else brings it up at the same moment.
            link.execute("LOCK TABLE hub_step IN EXCLUSIVE MODE")
            if (newest(link) or 0) >= step.number:
                continue
            for statement in step.statements:
                link.execute(SQL(statement).format(**names))
            link.execute(
                "INSERT INTO hub_step (step, name, least) VALUES (%s, %s, %s)",
                [step.number, step.name, step.least],
            )
        made.append(step.name)
    _close_side_doors(link)
    return made


def newest(link: Link) -> int | None:
    """The last step that was done."""
    row = link.execute("SELECT max(step) FROM hub_step").fetchone()
    return row[0] if row else None


def is_parted(link: Link) -> bool:
    """Whether entries are kept by centre and month."""
    row = link.execute("SELECT relkind FROM pg_class WHERE oid = 'entry'::regclass").fetchone()
    return row is not None and row[0] in ("p", b"p")


def prepare(link: Link, centre: str, month: int, count: int = MONTHS_AHEAD + 1) -> list[int]:
    """Make the places of so many months of a centre; returns the months that are new.

    What lies among the rest already goes where it belongs.
    """
    if not is_parted(link):
        return []
    whole, rest = _name(centre), _name(centre, "rest")
    if not _is_there(link, whole):
        with link.transaction():
            link.execute(
                SQL("CREATE TABLE {} PARTITION OF entry FOR VALUES IN ({})"
                    " PARTITION BY RANGE (month)").format(Identifier(whole), Literal(centre))
            )  # fmt: skip
            link.execute(
                SQL("CREATE TABLE {} PARTITION OF {} DEFAULT").format(
                    Identifier(rest), Identifier(whole)
                )
            )
    early = link.execute(SQL("SELECT DISTINCT month FROM {}").format(Identifier(rest)))
    wanted = {*months_from(month, count), *(row[0] for row in early)}
    new = [m for m in sorted(wanted) if not _is_there(link, _name(centre, m))]
    for one in new:
        _make(link, centre, one)
    return new


def prepared_until(link: Link, centre: str) -> int | None:
    """The last month of a centre that has its place; None without months."""
    if not is_parted(link):
        return None
    rows = link.execute(
        "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
        " WHERE i.inhparent = to_regclass(%s)",
        [_quoted(_name(centre))],
    )
    months = [name.rpartition("_")[2] for (name,) in rows]
    return max((int(month) for month in months if month.isdigit()), default=None)


def _close_side_doors(link: Link) -> None:
    """Nobody keeps large objects here, which everybody may make elsewhere; where the owner may."""
    for function in ("lo_create(oid)", "lo_creat(integer)", "lo_from_bytea(oid, bytea)"):
        with suppress(psycopg.Error):
            link.execute(f"REVOKE EXECUTE ON FUNCTION pg_catalog.{function} FROM PUBLIC".encode())


def _make(link: Link, centre: str, month: int) -> None:
    """One month, and whatever lies among the rest of it."""
    whole, rest = Identifier(_name(centre)), Identifier(_name(centre, "rest"))
    name, after = Identifier(_name(centre, month)), months_from(month, 2)[1]
    with link.transaction():
        link.execute(SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(rest))
        link.execute(SQL("CREATE TABLE {} (LIKE {} INCLUDING ALL)").format(name, whole))
        link.execute(
            SQL("INSERT INTO {} SELECT * FROM {} WHERE month = {}").format(
                name, rest, Literal(month)
            )
        )
        link.execute(SQL("DELETE FROM {} WHERE month = {}").format(rest, Literal(month)))
        link.execute(
            SQL("ALTER TABLE {} ATTACH PARTITION {} FOR VALUES FROM ({}) TO ({})").format(
                whole, name, Literal(month), Literal(after)
            )
        )


def _name(centre: str, part: object = "") -> str:
    return f"entry_{centre}_{part}" if part else f"entry_{centre}"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _is_there(link: Link, name: str) -> bool:
    row = link.execute("SELECT to_regclass(%s)", [_quoted(name)]).fetchone()
    return row is not None and row[0] is not None
