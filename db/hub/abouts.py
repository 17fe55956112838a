"""Whom the hub's entries speak of, where it was not written beside them when they came."""

from __future__ import annotations

from collections.abc import Iterator

from db.hub.rows import numbers, texts
from db.hub.setup import Link
from kiosk.about import about
from kiosk.written import Written

PORTION = 5000
"""Entries changed in one transaction."""

# Centre by centre, month by month: a server has no locks for the months of all.
_MONTHS = "SELECT DISTINCT month FROM entry WHERE centre = %s AND about IS NULL ORDER BY month"
_SOME = """
SELECT node, seq, stamp, at, staff, kind, body FROM entry
WHERE centre = %s AND month = %s AND about IS NULL AND (node, seq) > (%s, %s)
ORDER BY node, seq LIMIT %s
"""
_FILL = """
UPDATE entry SET about = r.about FROM unnest(%s::text[], %s::bigint[], %s::text[])
AS r (node, seq, about)
WHERE entry.centre = %s AND entry.month = %s AND entry.node = r.node AND entry.seq = r.seq
"""


def fill(link: Link) -> Iterator[int]:
    """Write it beside every entry of a program of before; tells of each portion.

    What a later program wrote is left for that.
    """
    for (centre,) in link.execute("SELECT code FROM centre ORDER BY code").fetchall():
        for (month,) in link.execute(_MONTHS, [centre]).fetchall():
            yield from _fill(link, centre, month)


def _fill(link: Link, centre: str, month: int) -> Iterator[int]:
    node, seq = "", 0
    while found := link.execute(_SOME, [centre, month, node, seq, PORTION]).fetchall():
        rows = [Written(*row) for row in found]
        told = [(row.node, row.seq, whom) for row in rows if (whom := about(row)) is not None]
        if told:
            nodes, seqs, abouts = zip(*told, strict=True)
            link.execute(_FILL, [texts(nodes), numbers(seqs), texts(abouts), centre, month])
            yield len(told)
        node, seq = rows[-1].node, rows[-1].seq
