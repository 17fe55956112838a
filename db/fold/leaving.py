"""Who left, and who did not after all.

Every check-out is remembered, so that another one holds when staff take the first back, whichever
arrived when.
"""

from __future__ import annotations

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
_LEFT = text(
    "UPDATE attendance SET left_at = (SELECT d.at FROM departure d WHERE d.node = :node AND"
    " d.seq = :seq) WHERE node = :node AND seq = :seq"
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


def departures(link: Link, entries: list[e.Entry]) -> None:
    """They left; a person's word wins over closing time."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.CheckedOut)  # noqa: S101
        out = {"out_node": entry.node, "out_seq": entry.seq, "at": micros(entry.at)}
        out |= {"how": body.how, "rank": int(body.how == "auto")} | stamps_of(entry)
        rows = [{"node": node, "seq": seq} | out for node, seq in body.visits]
        link.run(_REMEMBER, *rows)
        if link.first(_TAKEN_BACK, {"node": entry.node, "seq": entry.seq}) is None:
            link.run(_DEPART, *rows)
            link.run(_LEFT, *({"node": node, "seq": seq} for node, seq in body.visits))


def undo(link: Link, target: e.EntryId) -> None:
    """After an entry was taken back: whoever left by it has not, unless by another one."""
    for node, seq in link.all(_WHO_LEFT, {"node": target.node, "seq": target.seq}):
        visit = {"node": node, "seq": seq}
        for statement in (_STAY, _OTHER_WAY, _LEFT):
            link.run(statement, visit)
