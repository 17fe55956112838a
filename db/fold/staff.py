"""Members of staff, and the last PIN typed for each on each node."""

from __future__ import annotations

from db.fold.rows import dump, insert, later, stamps_of
from db.link import Link
from kiosk import entry as e
from kiosk.clock import micros

_KEEP = insert("staff", "name body stamp stamp_node", "name", later("staff"))
_TRY = insert(
    "pin_try", "node staff wrong at stamp", "node, staff", "excluded.stamp > pin_try.stamp"
)


def records(link: Link, entries: list[e.Entry]) -> None:
    """Whole records."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.StaffKept)  # noqa: S101
        link.run(_KEEP, {"name": body.staff.name, "body": dump(body.staff)} | stamps_of(entry))


def tries(link: Link, entries: list[e.Entry]) -> None:
    """How many wrong ones in a row; a node's own stamps never run backwards."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.PinTried)  # noqa: S101
        row = {"node": entry.node, "staff": body.staff, "wrong": body.wrong}
        link.run(_TRY, row | {"at": micros(entry.at), "stamp": entry.stamp})
