"""Who left, and who did not after all.

Every check-out is remembered, so that another one holds when staff take the first back, whichever
arrived when. Whoever says that they leave leaves with all they came for: a kiosk that was out of
reach may have let them in as well, and could not be told.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from sqlalchemy import text

from db.fold.rows import insert, stamps_of
from db.link import Link
from kiosk import entry as e
from kiosk.clock import micros

_REMEMBER = insert(
    "way_out", "node seq out_node out_seq at how rank stamp", "out_node, out_seq, node, seq"
)
_TAKEN_BACK = text("SELECT 1 FROM undone WHERE node = :node AND seq = :seq")
_DEPART = insert(
    "departure",
    "node seq at how rank stamp stamp_node",
    "node, seq",
    "(excluded.rank, excluded.stamp, excluded.stamp_node)"
    " < (departure.rank, departure.stamp, departure.stamp_node)",
)
# By their word here, by their word elsewhere later, at closing time.
_SET = (
    "UPDATE attendance SET left_at = COALESCE((SELECT d.at FROM departure d"
    " WHERE d.node = attendance.node AND d.seq = attendance.seq AND d.rank = 0),"
    " (SELECT MIN(w.at) FROM attendance t JOIN way_out w ON w.node = t.node AND w.seq = t.seq"
    " WHERE t.learner = attendance.learner AND t.day = attendance.day AND w.rank = 0"
    " AND w.at >= attendance.at AND NOT EXISTS"
    " (SELECT 1 FROM undone u WHERE u.node = w.out_node AND u.seq = w.out_seq)),"
    " (SELECT d.at FROM departure d WHERE d.node = attendance.node AND d.seq = attendance.seq))"
)
_LEFT = text(f"{_SET} WHERE node = :node AND seq = :seq")
_ALL_LEFT = text(f"{_SET} WHERE learner = :learner AND day = :day")
_WHOSE = text("SELECT learner, day FROM attendance WHERE node = :node AND seq = :seq")
# CROSS JOIN: the few that came first, then what else they came for.
_OUT_BEFORE = text(
    "SELECT seq FROM way_out WHERE node = :node AND seq BETWEEN :first AND :last"
    " UNION SELECT a.seq FROM attendance a CROSS JOIN attendance t CROSS JOIN way_out w"
    " WHERE a.node = :node AND a.seq BETWEEN :first AND :last AND t.learner = a.learner"
    " AND t.day = a.day AND w.node = t.node AND w.seq = t.seq AND w.rank = 0"
)
_WHO_LEFT = text("SELECT node, seq FROM way_out WHERE out_node = :node AND out_seq = :seq")
_STAY = text("DELETE FROM departure WHERE node = :node AND seq = :seq")
_OTHER_WAY = text(
    "INSERT INTO departure (node, seq, at, how, rank, stamp, stamp_node)"
    " SELECT w.node, w.seq, w.at, w.how, w.rank, w.stamp, w.out_node FROM way_out w"
    " WHERE w.node = :node AND w.seq = :seq AND NOT EXISTS"
    " (SELECT 1 FROM undone u WHERE u.node = w.out_node AND u.seq = w.out_seq)"
    " ORDER BY w.rank, w.stamp, w.out_node LIMIT 1"
)

Theirs = tuple[str, str]
"""A learner and a service day."""


def departures(link: Link, entries: list[e.Entry]) -> None:
    """They left; a person's word wins over closing time."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.CheckedOut)  # noqa: S101
        out = {"out_node": entry.node, "out_seq": entry.seq, "at": micros(entry.at)}
        out |= {"how": body.how, "rank": int(body.how == "auto")} | stamps_of(entry)
        visits = [{"node": node, "seq": seq} for node, seq in body.visits]
        link.run(_REMEMBER, *(visit | out for visit in visits))
        if link.first(_TAKEN_BACK, {"node": entry.node, "seq": entry.seq}) is None:
            link.run(_DEPART, *(visit | out for visit in visits))
            if body.how == "auto":
                link.run(_LEFT, *visits)
            else:
                settle(link, *map(e.EntryId._make, body.visits))


def arrived(link: Link, came: Sequence[e.Entry]) -> None:
    """After the rows of check-ins were written: whoever is told to have left already has."""
    for node, group in itertools.groupby(came, key=lambda entry: entry.node):
        seqs = [entry.seq for entry in group]
        span = {"node": node, "first": min(seqs), "last": max(seqs)}
        settle(link, *(e.EntryId(node, seq) for (seq,) in link.all(_OUT_BEFORE, span)))


def undo(link: Link, target: e.EntryId) -> None:
    """After an entry was taken back: whoever left by it has not, unless by another one."""
    for node, seq in link.all(_WHO_LEFT, {"node": target.node, "seq": target.seq}):
        visit = {"node": node, "seq": seq}
        for statement in (_STAY, _OTHER_WAY):
            link.run(statement, visit)
        settle(link, e.EntryId(node, seq))


def theirs(link: Link, visit: e.EntryId) -> set[Theirs]:
    """Whose check-in it is, of which day; nothing when it is not here or of nobody's."""
    row = link.first(_WHOSE, {"node": visit.node, "seq": visit.seq})
    return set() if row is None or row[0] is None else {(row[0], row[1])}


def settle(link: Link, *visits: e.EntryId, before: set[Theirs] | None = None) -> None:
    """See when each left who came by these check-ins, or had come by them `before`."""
    link.run(_LEFT, *({"node": visit.node, "seq": visit.seq} for visit in visits))
    found = set(before or ()).union(*(theirs(link, visit) for visit in visits))
    rows = [{"learner": learner, "day": day} for learner, day in sorted(found)]
    link.run(_ALL_LEFT, *rows)
