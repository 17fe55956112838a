"""Activities, occurrences, and which days are over."""

from __future__ import annotations

from sqlalchemy import text

from db.fold.rows import dump, insert, later, stamps_of
from db.link import Link
from db.search import occurrence_text
from kiosk import entry as e

_CLOSED = text(
    "INSERT INTO revision (topic, value) VALUES ('closed', :day) ON CONFLICT (topic) DO UPDATE"
    " SET value = excluded.value WHERE excluded.value > revision.value"
)
_KEEP_ACTIVITY = insert("activity", "uid body stamp stamp_node", "uid", later("activity"))
_KEEP_OCCURRENCE = insert(
    "occurrence", "key body search stamp stamp_node", "key", later("occurrence")
)
_FREE = insert("freed", "occurrence holder turn day", "occurrence, holder, turn")
_NEW_REVISION = text(
    "INSERT INTO revision (topic, value) VALUES (:topic, :more)"
    " ON CONFLICT (topic) DO UPDATE SET value = revision.value + excluded.value"
)


def closed_days(link: Link, entries: list[e.Entry]) -> None:
    """The last day that is over."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.DayClosed)  # noqa: S101
        link.run(_CLOSED, {"day": body.day.toordinal()})


def activities(link: Link, entries: list[e.Entry]) -> None:
    """Whole records of activities."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.ActivityKept)  # noqa: S101
        row = {"uid": body.activity.uid, "body": dump(body.activity)} | stamps_of(entry)
        link.run(_KEEP_ACTIVITY, row)
    link.run(_NEW_REVISION, {"topic": "programme", "more": len(entries)})


def occurrences(link: Link, entries: list[e.Entry]) -> None:
    """How occurrences stood when people came."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.OccurrenceKept)  # noqa: S101
        record = body.occurrence
        row = {"key": record.key, "body": dump(record), "search": occurrence_text(record)}
        link.run(_KEEP_OCCURRENCE, row | stamps_of(entry))


def freed_seats(link: Link, entries: list[e.Entry]) -> None:
    """What silent databases hold and staff set free."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.SeatsFreed)  # noqa: S101
        row = {"occurrence": body.occurrence, "holder": body.holder, "turn": body.turn}
        link.run(_FREE, row | {"day": body.day.isoformat()})
