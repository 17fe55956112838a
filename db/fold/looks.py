"""When each member of staff last looked at a learner's name."""

from __future__ import annotations

from sqlalchemy import text

from db.fold.rows import Row, insert, later, stamps_of
from db.link import Link
from kiosk import entry as e
from kiosk.clock import micros

_LOOK = insert("looked", "learner staff at stamp stamp_node", "learner, staff", later("looked"))
_LOOKS = text("SELECT staff, at, stamp, stamp_node FROM looked WHERE learner = :learner")
_FORGET = text("DELETE FROM looked WHERE learner = :learner")


def looks(link: Link, entries: list[e.Entry]) -> None:
    """The last look stands."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.Looked)  # noqa: S101
        row: Row = {"learner": body.learner, "staff": entry.by or "", "at": micros(entry.at)}
        link.run(_LOOK, row | stamps_of(entry))


def rename(link: Link, learner: str, instead: str) -> None:
    """The looks at somebody who is forgotten."""
    rows = link.all(_LOOKS, {"learner": learner})
    link.run(_FORGET, {"learner": learner})
    for staff, at, stamp, node in rows:
        row = {"learner": instead, "staff": staff, "at": at, "stamp": stamp, "stamp_node": node}
        link.run(_LOOK, row)
