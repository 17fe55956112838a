"""Which entries speak of whom: what is kept of a learner is found without reading the journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import text

from db.fold.rows import Row, insert
from db.link import Link
from kiosk import entry as e
from kiosk.erasure import explained, learners_in

_MENTION = insert("mention", "about node seq", "about, node, seq")
_ABOUT = text("SELECT node, seq FROM mention WHERE about = :about ORDER BY node, seq")


def remember(link: Link, entries: Sequence[e.Entry]) -> None:
    """Before what the entries mean is written."""
    rows = [row for entry in entries for row in _rows(entry)]
    link.run(_MENTION, *rows)


def about(link: Link, what: str | e.EntryId) -> list[e.EntryId]:
    """The entries that speak of a learner's id, or in free words of an entry."""
    return [e.EntryId(*row) for row in link.all(_ABOUT, {"about": str(what)})]


def _rows(entry: e.Entry) -> Iterator[Row]:
    # Attendance is asked for those.
    if not isinstance(entry.body, e.CheckedIn):
        for what in (*learners_in(entry.body), *explained(entry.body)):
            yield {"about": str(what), "node": entry.node, "seq": entry.seq}
