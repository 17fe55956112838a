"""Who may use the hub: centres, and an account for each installation."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier, Literal

from db.hub.setup import Link, Refused, accounts_role, prepare

_CONNECTIONS = 8
"""At once: kiosk, desk, station and a command, and one that the server has not missed yet."""


def add_centre(link: Link, code: str, name: str, month: int) -> bool:
    """Add a centre, or give it another name; False when it was there. `month` is the present."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,24}", code):
        msg = "a centre's code has 1 to 24 letters, digits or dashes"
        raise Refused(msg)
    alike = link.execute(
        "SELECT code FROM centre WHERE lower(code) = lower(%s) AND code <> %s", [code, code]
    ).fetchone()
    if alike is not None:
        msg = f"there is a centre {alike[0]} already: write its code the same way"
        raise Refused(msg)
    done = link.execute(
        "INSERT INTO centre (code, name) VALUES (%s, %s) ON CONFLICT (code) DO NOTHING",
        [code, name],
    )
    if not done.rowcount:
        link.execute("UPDATE centre SET name = %s WHERE code = %s", [name, code])
    prepare(link, code, month)
    return bool(done.rowcount)


def add_account(
    link: Link, node: str, centre: str, *, reads: str = "centre", password: str, ending: str
) -> str:
    """Make an account for an installation; returns its role, `ending` in its name.

    Raises Refused when there is no such centre, or the installation has one.
    """
    if not link.execute("SELECT 1 FROM centre WHERE code = %s", [centre]).fetchone():
        msg = f"there is no centre {centre}; make it with: walkin hub centre {centre} NAME"
        raise Refused(msg)
    if role_of(link, node) is not None:
        msg = f"{node} has an account; give it a new password with --again"
        raise Refused(msg)
    role = f"walkin_{re.sub('[^a-z0-9]+', '_', node.lower())}_{ending}"
    with link.transaction():
        link.execute(
            SQL("CREATE ROLE {} LOGIN PASSWORD {} CONNECTION LIMIT {} IN ROLE {}").format(
                Identifier(role),
                Literal(_hidden(link, role, password)),
                Literal(_CONNECTIONS),
                Identifier(accounts_role(link)),
            )
        )
        link.execute(
            "INSERT INTO account (role, centre, node, reads) VALUES (%s, %s, %s, %s)",
            [role, centre, node, reads],
        )
    return role


def renew_account(link: Link, node: str, password: str) -> str:
    """Give an installation's account another password; returns its role. Raises Refused."""
    role = _known(link, node)
    link.execute(
        SQL("ALTER ROLE {} PASSWORD {}").format(
            Identifier(role), Literal(_hidden(link, role, password))
        )
    )
    return role


def remove_account(link: Link, node: str) -> str:
    """Let an installation in no more, now; its entries stay. Returns its role. Raises Refused."""
    role = _known(link, node)
    with link.transaction():
        link.execute("UPDATE account SET removed_at = current_timestamp WHERE role = %s", [role])
        link.execute(SQL("ALTER ROLE {} NOLOGIN PASSWORD NULL").format(Identifier(role)))
        link.execute(
            SQL("REVOKE {} FROM {}").format(Identifier(accounts_role(link)), Identifier(role))
        )
    # Not every server lets its owner do so: policies shut it out meanwhile.
    with suppress(psycopg.errors.InsufficientPrivilege):
        link.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", [role]
        )
    return role


def role_of(link: Link, node: str) -> str | None:
    """The role of an installation's account; None when it has none."""
    row = link.execute(
        "SELECT role FROM account WHERE node = %s AND removed_at IS NULL", [node]
    ).fetchone()
    return None if row is None else row[0]


def centre_of(link: Link, role: str) -> str:
    """Whose account it is."""
    row: Any = link.execute("SELECT centre FROM account WHERE role = %s", [role]).fetchone()
    return str(row[0])


def present(link: Link) -> dt.datetime:
    """The hub's present, aware UTC."""
    row: Any = link.execute("SELECT clock_timestamp()").fetchone()
    now: dt.datetime = row[0]
    return now.astimezone(dt.UTC)


def _known(link: Link, node: str) -> str:
    role = role_of(link, node)
    if role is None:
        msg = f"{node} has no account here"
        raise Refused(msg)
    return role


def _hidden(link: Link, role: str, password: str) -> str:
    """The password as the server keeps it: it stands in no log of the server's."""
    kept: psycopg.pq.abc.PGconn = link.pgconn
    return kept.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
