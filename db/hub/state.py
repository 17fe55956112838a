"""How the hub is: who is heard of, how much it holds, and what somebody should look at."""

from __future__ import annotations

import datetime as dt

import msgspec
from psycopg.sql import SQL, Identifier

from db.hub.accounts import present
from db.hub.rows import months_from
from db.hub.setup import Link, is_parted, newest, prepared_until
from db.hub.steps import LATEST

_SILENT = dt.timedelta(days=1)
_MONTHS_LEFT = 3
_NODES = """
SELECT coalesce(n.node, a.node), a.centre, coalesce(n.seq, 0), n.seen_at, coalesce(n.told, ''),
       a.removed_at IS NOT NULL
FROM account a LEFT JOIN node n ON n.account = a.role
WHERE n.node IS NOT NULL OR a.removed_at IS NULL ORDER BY 2, 1
"""
# Every place of entries, whichever way they are kept; sizes in bytes.
_SIZES = """
SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint,
       pg_database_size(current_database())
FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
AND (relname = 'entry' OR left(relname, 6) = 'entry_')
"""


class HubNode(msgspec.Struct, frozen=True, kw_only=True):
    """A node by what it has sent, or one that is invited; `removed` when it may come no more."""

    node: str
    centre: str
    entries: int
    heard_at: dt.datetime | None
    told: str
    removed: bool


class HubCentre(msgspec.Struct, frozen=True, kw_only=True):
    """A centre; the last month that has its place, like 202812, None without partitions.

    `early` are entries of months that have none.
    """

    code: str
    name: str
    prepared_until: int | None
    early: int


class HubState(msgspec.Struct, frozen=True, kw_only=True):
    """The whole hub. Sizes in bytes; `alerts` are sentences for whoever keeps it."""

    at: dt.datetime
    step: int
    latest: int
    server: str
    tls: bool
    parted: bool
    entries: int
    entries_bytes: int
    database_bytes: int
    centres: list[HubCentre]
    nodes: list[HubNode]
    alerts: list[str]


def state(link: Link, *, local: bool) -> HubState:
    """Look at it; `local` when nobody can listen on the way from here."""
    now = present(link)
    nodes = [
        HubNode(node=n, centre=c, entries=seq, heard_at=seen, told=told, removed=gone)
        for n, c, seq, seen, told, gone in link.execute(_NODES)
    ]
    parted = is_parted(link)
    centres = [
        HubCentre(
            code=code,
            name=name,
            prepared_until=prepared_until(link, code),
            early=_early(link, code) if parted else 0,
        )
        for code, name in link.execute("SELECT code, name FROM centre ORDER BY code").fetchall()
    ]
    sizes = link.execute(_SIZES).fetchone() or (0, 0)
    found = HubState(
        at=now,
        step=newest(link) or 0,
        latest=LATEST,
        server=f"{link.info.server_version // 10000}.{link.info.server_version % 10000}",
        tls=bool(link.pgconn.ssl_in_use),
        parted=parted,
        entries=sum(node.entries for node in nodes),
        entries_bytes=sizes[0],
        database_bytes=sizes[1],
        centres=centres,
        nodes=nodes,
        alerts=[],
    )
    return msgspec.structs.replace(found, alerts=_alerts(found, local=local))


def _early(link: Link, centre: str) -> int:
    rest = Identifier(f"entry_{centre}_rest")
    row = link.execute(SQL("SELECT count(*) FROM {}").format(rest)).fetchone()
    return row[0] if row else 0


def _alerts(found: HubState, *, local: bool) -> list[str]:
    said = []
    if found.step < found.latest:
        said.append("the tables are of an earlier program: run walkin hub tend")
    if not found.tls and not local:
        said.append("this connection is not encrypted: look at the server's certificate")
    soon = months_from(found.at.year * 100 + found.at.month, _MONTHS_LEFT + 1)[-1]
    for centre in found.centres:
        until = centre.prepared_until
        if found.parted and (until is None or until < soon):
            said.append(f"{centre.code} is prepared until {_month(until)}: run walkin hub tend")
        if centre.early:
            said.append(f"{centre.early} entries of {centre.code} lie in no month: tend again")
    for node in found.nodes:
        silent = node.heard_at is None or found.at - node.heard_at > _SILENT
        if silent and not node.removed:
            heard = "never heard"
            if node.heard_at is not None:
                heard = f"not heard since {node.heard_at:%Y-%m-%d %H:%M}"
            said.append(f"{node.node} of {node.centre} was {heard}")
    return said


def _month(month: int | None) -> str:
    return "no month" if month is None else f"{month // 100}-{month % 100:02}"
