"""Rows of the journal as entries, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import text

from db.link import Link
from kiosk.clock import from_micros
from kiosk.entry import AnyBody, Entry, EntryId, decode, encode
from kiosk.written import Written

# The last entry of each node, hopping from node to node along the primary key.
VECTOR = text(
    "WITH RECURSIVE hop (node) AS (SELECT MIN(node) FROM entry UNION ALL"
    " SELECT (SELECT MIN(e.node) FROM entry e WHERE e.node > hop.node) FROM hop"
    " WHERE hop.node IS NOT NULL)"
    " SELECT e.node, e.seq, e.stamp FROM hop JOIN entry e ON e.node = hop.node"
    " AND e.seq = (SELECT MAX(l.seq) FROM entry l WHERE l.node = hop.node)"
)
_APPEND = text(
    "INSERT INTO entry (node, seq, stamp, at, staff, kind, body)"
    " VALUES (:node, :seq, :stamp, :at, :staff, :kind, :body)"
)
_ONE = text("SELECT node, seq, stamp, at, staff, body FROM entry WHERE node = :node AND seq = :seq")
_REWRITE = text("UPDATE entry SET body = :body WHERE node = :node AND seq = :seq")


GOOD = (
    "{0}.body <> '' AND"
    " NOT EXISTS (SELECT 1 FROM aside s WHERE s.node = {0}.node AND s.seq = {0}.seq)"
)
"""SQL of what is here and was not set aside."""
_KNOWN = text(
    "SELECT node, seq, stamp, at, staff, body FROM entry WHERE node = :node AND seq = :seq AND "  # noqa: S608
    + GOOD.format("entry")
)
_SET_ASIDE = text(
    "INSERT INTO aside (node, seq, reason) VALUES (:node, :seq, :reason)"
    " ON CONFLICT (node, seq) DO UPDATE SET reason = excluded.reason"
)


def append(link: Link, rows: Iterable[Written]) -> None:
    """Write rows that are not there yet."""
    link.run(_APPEND, *(row._asdict() for row in rows))


def set_aside(link: Link, row: Written, reason: str) -> None:
    """Note that a written row is not understood, and why."""
    link.run(_SET_ASIDE, {"node": row.node, "seq": row.seq, "reason": reason})


def entry_of(row: Any) -> Entry:
    """The entry in a row of node, seq, stamp, at, staff, body."""
    node, seq, stamp, at, staff, body = row
    return Entry(node, seq, stamp, from_micros(at), staff, decode(body))


def one(link: Link, name: EntryId) -> Entry:
    """An entry that is there."""
    return entry_of(link.first(_ONE, {"node": name.node, "seq": name.seq}))


def known(link: Link, name: EntryId) -> Entry | None:
    """An entry, if it is here and was not set aside."""
    row = link.first(_KNOWN, {"node": name.node, "seq": name.seq})
    return None if row is None else entry_of(row)


def rewrite(link: Link, name: EntryId, body: AnyBody) -> None:
    """Put another body into an entry: only where somebody or something is let go."""
    link.run(_REWRITE, {"node": name.node, "seq": name.seq, "body": encode(body)})
