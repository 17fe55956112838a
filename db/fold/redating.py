"""Entries that a wrong clock dated: told by the time that an admin gave them.

Whatever comes first, the re-dating or what it is about, every table says the same: entries are
folded as they are dated by then, and what is folded already is dated anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import TextClause, text

from db.fold import leaving
from db.fold.rows import Row, insert, later, stamps_of
from db.journal import known
from db.link import Link
from kiosk import entry as e
from kiosk.clock import micros
from kiosk.dating import DATED, dated, shift_of, zone_of

_KEEP = insert(
    "redated", "node seq shift_s zone by_seq stamp stamp_node", "node, seq", later("redated")
)
_ANYTHING = text("SELECT 1 FROM redated LIMIT 1")
_SHIFT = text("SELECT shift_s, zone FROM redated WHERE node = :node AND seq = :seq")


def as_dated(link: Link, entries: Sequence[e.Entry]) -> list[e.Entry]:
    """The entries by the times that they were given."""
    if not isinstance(entries[0].body, DATED) or link.first(_ANYTHING) is None:
        return list(entries)
    return [_as_dated(link, entry) for entry in entries]


def redates(link: Link, entries: list[e.Entry]) -> None:
    """They happened at another time than they say."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.Redated)  # noqa: S101
        shift_of(body.shift_s), zone_of(body.zone)
        row: Row = {"shift_s": body.shift_s, "zone": body.zone, "by_seq": entry.seq}
        for node, seq in body.targets:
            target: Row = {"node": node, "seq": seq}
            link.run(_KEEP, target | row | stamps_of(entry))
            _date_anew(link, e.EntryId(node, seq))


def _as_dated(link: Link, entry: e.Entry) -> e.Entry:
    found = link.first(_SHIFT, {"node": entry.node, "seq": entry.seq})
    return entry if found is None else dated(entry, shift_of(found[0]), zone_of(found[1]))


def _date_anew(link: Link, target: e.EntryId) -> None:
    try:
        entry = known(link, target)
    except (ValueError, OverflowError):
        # It is about to be set aside.
        return
    if entry is None:
        return
    anew = _ANEW.get(type(entry.body))
    if anew is not None:
        anew(link, _as_dated(link, entry))


def _named(table: str) -> Callable[[Link, e.Entry], None]:
    """The row of such a table is called as the entry is."""
    statement = text(f"UPDATE {table} SET day = :day, at = :at WHERE node = :node AND seq = :seq")  # noqa: S608

    def anew(link: Link, entry: e.Entry) -> None:
        row = {"day": entry.body.day.isoformat(), "at": micros(entry.at)}  # type: ignore[union-attr]
        link.run(statement, row | {"node": entry.node, "seq": entry.seq})

    return anew


_VISIT = _named("attendance")


def _visit(link: Link, entry: e.Entry) -> None:
    before = leaving.theirs(link, entry.id)
    _VISIT(link, entry)
    leaving.settle(link, entry.id, before=before)


def _speaking(table: str, sets: str = "at = :at", field: str = "target") -> Callable[..., None]:
    """The row of such a table is called as what the entry speaks of is, and has its stamp."""
    statement = text(
        f"UPDATE {table} SET {sets} WHERE node = :of_node AND seq = :of_seq AND {_WRITTEN}"  # noqa: S608
    )

    def anew(link: Link, entry: e.Entry) -> None:
        node, seq = getattr(entry.body, field)
        _run(link, statement, entry, {"of_node": node, "of_seq": seq})

    return anew


def _lost(link: Link, entry: e.Entry) -> None:
    assert isinstance(entry.body, e.CardLost)  # noqa: S101
    _run(link, _LOST, entry, {"learner": entry.body.learner})


def _departure(link: Link, entry: e.Entry) -> None:
    assert isinstance(entry.body, e.CheckedOut)  # noqa: S101
    for node, seq in entry.body.visits:
        for statement in _DEPARTURE:
            _run(link, statement, entry, {"of_node": node, "of_seq": seq})
        leaving.settle(link, e.EntryId(node, seq))


def _run(link: Link, statement: TextClause, entry: e.Entry, row: Row) -> None:
    day = getattr(entry.body, "day", None)
    row |= {"day": day and day.isoformat(), "at": micros(entry.at), "by_seq": entry.seq}
    link.run(statement, row | stamps_of(entry))


_WRITTEN = "stamp = :stamp AND stamp_node = :stamp_node"
_LOST = text(f"UPDATE lost_card SET at = :at WHERE learner = :learner AND {_WRITTEN}")  # noqa: S608
_OF_VISIT = "node = :of_node AND seq = :of_seq"
_DEPARTURE = (
    text(
        "UPDATE way_out SET at = :at WHERE out_node = :stamp_node AND out_seq = :by_seq"  # noqa: S608
        f" AND {_OF_VISIT}"
    ),
    text(f"UPDATE departure SET at = :at WHERE {_OF_VISIT} AND {_WRITTEN}"),  # noqa: S608
)
_ANEW: dict[type[e.Body], Callable[[Link, e.Entry], None]] = {
    e.CheckedIn: _visit,
    e.GuestsCounted: _VISIT,
    e.Queued: _named("waiting"),
    e.CheckedOut: _departure,
    e.CardLost: _lost,
    e.NumberMarked: _speaking("waiting_mark"),
    e.Undone: _speaking("undone"),
    e.AlertAnswered: _speaking("answered"),
    e.FeedbackGiven: _speaking("feedback", "day = :day, at = :at", "visit"),
    e.Refused: _named("alert"),
    e.CountHeld: _named("alert"),
    e.HelpCalled: _named("alert"),
    e.PinLocked: _named("alert"),
    e.ManyUnknown: _named("alert"),
    e.DeviceGone: _named("alert"),
    e.DatabaseRestored: _named("alert"),
    e.BackupFailed: _named("alert"),
}
