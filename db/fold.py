"""Folding: what every kind of entry does to the derived tables.

The result does not depend on the order in which other nodes' entries arrive: whole records keep the
later stamp, a departure or an undo may come before the check-in it speaks of.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import TextClause, text

from db.link import Link
from db.search import learner_text, occurrence_text
from kiosk import entry as e
from kiosk.clock import micros
from kiosk.identify import identifiers_of
from kiosk.record import Band, Learner

Row = dict[str, Any]


def _insert(table: str, columns: str, key: str, update: str = "") -> TextClause:
    """INSERT that, when the key is there, updates the row under the condition given, or nothing."""
    names = columns.split()
    if update:
        rest = [n for n in names if n not in key.split(", ")]
        sets = ", ".join(f"{n} = excluded.{n}" for n in rest)
        conflict = f"DO UPDATE SET {sets} WHERE {update}"
    else:
        conflict = "DO NOTHING"
    values = ", ".join(f":{n}" for n in names)
    return text(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values}) "  # noqa: S608
        f"ON CONFLICT ({key}) {conflict}"
    )


def _later(table: str) -> str:
    return f"(excluded.stamp, excluded.stamp_node) > ({table}.stamp, {table}.stamp_node)"


_ATTEND = text(
    "INSERT INTO attendance (node, seq, day, at, stamp, occurrence, learner, people, child, youth,"
    " adult, senior, partner, how, staff, expired, late, over_capacity, left_at, undone) VALUES"
    " (:node, :seq, :day, :at, :stamp,"
    " CASE WHEN EXISTS (SELECT 1 FROM moved m WHERE m.node = :node AND m.seq = :seq) THEN"
    " (SELECT m.occurrence FROM moved m WHERE m.node = :node AND m.seq = :seq)"
    " ELSE :occurrence END, :learner, :people, :child, :youth, :adult,"
    " :senior, :partner, :how, :staff, :expired, :late, :over_capacity,"
    " (SELECT d.at FROM departure d WHERE d.node = :node AND d.seq = :seq),"
    " (SELECT COUNT(*) FROM undone u WHERE u.node = :node AND u.seq = :seq))"
)
_DEPART = _insert(
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
_CLOSED = text(
    "INSERT INTO revision (topic, value) VALUES ('closed', :day) ON CONFLICT (topic) DO UPDATE"
    " SET value = excluded.value WHERE excluded.value > revision.value"
)
_MOVE = _insert("moved", "node seq occurrence stamp stamp_node", "node, seq", _later("moved"))
_MOVED = text(
    "UPDATE attendance SET occurrence = (SELECT m.occurrence FROM moved m WHERE m.node = :node AND"
    " m.seq = :seq) WHERE node = :node AND seq = :seq"
)
_UNDO = _insert(
    "undone",
    "node seq at staff reason stamp stamp_node",
    "node, seq",
    "(excluded.stamp, excluded.stamp_node) < (undone.stamp, undone.stamp_node)",
)
_UNDO_VISIT = text("UPDATE attendance SET undone = 1 WHERE node = :node AND seq = :seq")
_UNDO_WAITING = text("UPDATE waiting SET undone = 1 WHERE node = :node AND seq = :seq")
_WAIT = text(
    "INSERT INTO waiting (node, seq, day, occurrence, learner, number, people, undone) VALUES"
    " (:node, :seq, :day, :occurrence, :learner, :number, :people,"
    " (SELECT COUNT(*) FROM undone u WHERE u.node = :node AND u.seq = :seq))"
)
_KEEP_LEARNER = _insert(
    "learner", "learner body search stamp stamp_node", "learner", _later("learner")
)
_STORED_LEARNER = text("SELECT stamp, stamp_node, body FROM learner WHERE learner = :learner")
_FORGET_IDENTIFIER = text(
    "DELETE FROM identifier WHERE value = :value AND kind = :kind AND learner = :learner"
)
_IDENTIFY = _insert("identifier", "value kind learner", "value, kind, learner")
_KEEP_CARD = _insert("card", "card learner stamp stamp_node", "card, learner", _later("card"))
_KEEP_ACTIVITY = _insert("activity", "uid body stamp stamp_node", "uid", _later("activity"))
_KEEP_OCCURRENCE = _insert(
    "occurrence", "key body search stamp stamp_node", "key", _later("occurrence")
)
_NEW_REVISION = text(
    "INSERT INTO revision (topic, value) VALUES (:topic, :more)"
    " ON CONFLICT (topic) DO UPDATE SET value = revision.value + excluded.value"
)


def fold(link: Link, entries: Sequence[e.Entry]) -> None:
    """Write what the entries mean into the derived tables, within the open transaction."""
    for kind, group in itertools.groupby(entries, key=lambda entry: type(entry.body)):
        handler = _HANDLERS.get(kind)
        if handler is not None:
            handler(link, list(group))


def _name(entry: e.Entry) -> Row:
    return {"node": entry.node, "seq": entry.seq, "stamp": entry.stamp, "at": micros(entry.at)}


def _stamps(entry: e.Entry) -> Row:
    return {"stamp": entry.stamp, "stamp_node": entry.node}


def _visit(entry: e.Entry) -> Row:
    body = entry.body
    if isinstance(body, e.CheckedIn):
        bands = {} if body.band is None else {body.band: 1}
        people, learner = 1, body.learner
        expired, over = body.expired, body.over_capacity
    else:
        assert isinstance(body, e.GuestsCounted)  # noqa: S101 - narrows the union
        bands, people, learner = body.bands, sum(body.bands.values()), None
        expired, over = False, False
    return _name(entry) | {
        "day": body.day.isoformat(),
        "occurrence": body.occurrence,
        "learner": learner,
        "people": people,
        **{band.value: bands.get(band, 0) for band in Band},
        "partner": body.partner,
        "how": body.how,
        "staff": entry.by,
        "expired": int(expired),
        "late": int(body.late),
        "over_capacity": int(over),
    }


def _visits(link: Link, entries: list[e.Entry]) -> None:
    link.run(_ATTEND, *(_visit(entry) for entry in entries))


def _departures(link: Link, entries: list[e.Entry]) -> None:
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.CheckedOut)  # noqa: S101
        for node, seq in body.visits:
            row = {"node": node, "seq": seq, "at": micros(entry.at), "how": body.how}
            row |= {"rank": int(body.how == "auto")} | _stamps(entry)
            link.run(_DEPART, row)
            link.run(_LEFT, {"node": node, "seq": seq})


def _closed_days(link: Link, entries: list[e.Entry]) -> None:
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.DayClosed)  # noqa: S101
        link.run(_CLOSED, {"day": body.day.toordinal()})


def _moves(link: Link, entries: list[e.Entry]) -> None:
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.Moved)  # noqa: S101
        for node, seq in body.targets:
            target = {"node": node, "seq": seq}
            link.run(_MOVE, target | {"occurrence": body.occurrence} | _stamps(entry))
            link.run(_MOVED, target)


def _undos(link: Link, entries: list[e.Entry]) -> None:
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.Undone)  # noqa: S101
        target = {"node": body.target.node, "seq": body.target.seq}
        row = target | {"at": micros(entry.at), "staff": entry.by, "reason": body.reason}
        link.run(_UNDO, row | _stamps(entry))
        link.run(_UNDO_VISIT, target)
        link.run(_UNDO_WAITING, target)


def _queue(link: Link, entries: list[e.Entry]) -> None:
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.Queued)  # noqa: S101
        row = _name(entry) | {
            "day": body.day.isoformat(),
            "occurrence": body.occurrence,
            "learner": body.learner,
            "number": body.number,
            "people": body.people,
        }
        link.run(_WAIT, row)


def _learners(link: Link, entries: list[e.Entry]) -> None:
    latest: dict[str, e.Entry] = {}
    forgotten: list[Row] = []
    for entry in entries:
        learner = _learner_of(entry).learner
        stored = link.first(_STORED_LEARNER, {"learner": learner})
        newest = (0, "") if stored is None else (stored[0], stored[1])
        known = latest.get(learner)
        if known is not None:
            newest = max(newest, (known.stamp, known.node))
        if (entry.stamp, entry.node) > newest:
            if stored is not None and known is None:
                forgotten += _identifiers(_read_learner(stored[2]))
            latest[learner] = entry
    # In the order of their keys: neighbours share a page.
    kept = [latest[learner] for learner in sorted(latest)]
    link.run(_FORGET_IDENTIFIER, *forgotten)
    link.run(_KEEP_LEARNER, *(_learner_row(entry) for entry in kept))
    found = [row for entry in kept for row in _identifiers(_learner_of(entry))]
    link.run(_IDENTIFY, *sorted(found, key=itemgetter("value")))


def _learner_of(entry: e.Entry) -> Learner:
    assert isinstance(entry.body, e.LearnerKept)  # noqa: S101
    return entry.body.learner


def _learner_row(entry: e.Entry) -> Row:
    record = _learner_of(entry)
    row = {"learner": record.learner, "body": dump(record), "search": learner_text(record)}
    return row | _stamps(entry)


def _identifiers(learner: Learner) -> list[Row]:
    return [
        {"kind": kind, "value": value, "learner": learner.learner}
        for kind, value in identifiers_of(learner)
    ]


def _cards(link: Link, entries: list[e.Entry]) -> None:
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.CardIssued)  # noqa: S101
        link.run(_KEEP_CARD, {"card": body.card, "learner": body.learner} | _stamps(entry))


def _activities(link: Link, entries: list[e.Entry]) -> None:
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.ActivityKept)  # noqa: S101
        row = {"uid": body.activity.uid, "body": dump(body.activity)} | _stamps(entry)
        link.run(_KEEP_ACTIVITY, row)
    link.run(_NEW_REVISION, {"topic": "programme", "more": len(entries)})


def _occurrences(link: Link, entries: list[e.Entry]) -> None:
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.OccurrenceKept)  # noqa: S101
        record = body.occurrence
        row = {"key": record.key, "body": dump(record), "search": occurrence_text(record)}
        link.run(_KEEP_OCCURRENCE, row | _stamps(entry))


_HANDLERS: dict[type[e.Body], Callable[[Link, list[e.Entry]], None]] = {
    e.CheckedIn: _visits,
    e.GuestsCounted: _visits,
    e.CheckedOut: _departures,
    e.DayClosed: _closed_days,
    e.Moved: _moves,
    e.Undone: _undos,
    e.Queued: _queue,
    e.LearnerKept: _learners,
    e.CardIssued: _cards,
    e.ActivityKept: _activities,
    e.OccurrenceKept: _occurrences,
}

_encoder = msgspec.json.Encoder(order="deterministic")
_read_learner = msgspec.json.Decoder(Learner).decode


def dump(record: msgspec.Struct) -> str:
    """JSON text of a record."""
    return _encoder.encode(record).decode()
