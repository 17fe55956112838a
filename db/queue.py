"""Waiting numbers: which are held, which are called, and what became of the others."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import text

from db.staff import Staffing
from kiosk.clock import EPOCH, from_micros, micros
from kiosk.entry import EntryId
from kiosk.nodes import letter
from kiosk.record import Band
from kiosk.waitlist import Waiting

_THEIRS = (
    "SELECT 1 FROM attendance a WHERE a.learner = w.learner AND a.day = w.day AND a.undone = 0"
)
# Just visiting is no way of giving up: one may well wait in the reading room.
_ENDED = (
    "CASE WHEN w.undone = 1 THEN 'gone'"  # noqa: S608
    " WHEN EXISTS (SELECT 1 FROM let_in i JOIN attendance a ON a.node = i.node AND a.seq = i.seq"
    " WHERE i.waiting_node = w.node AND i.waiting_seq = w.seq AND a.undone = 0) THEN 'in'"
    " WHEN m.mark = 'gone' THEN 'gone'"
    f" WHEN EXISTS ({_THEIRS} AND a.occurrence = w.occurrence"
    " AND (a.stamp > w.stamp OR a.left_at IS NULL)) THEN 'in'"
    f" WHEN EXISTS ({_THEIRS} AND (a.left_at > w.at"
    " OR a.stamp > w.stamp AND a.occurrence IS NOT NULL)) THEN 'left'"
    " ELSE '' END"
)
_NUMBER = (
    "SELECT w.node, w.seq, w.number, w.at, w.occurrence, w.people, w.learner, w.child, w.youth,"  # noqa: S608
    " w.adult, w.senior, w.partner, w.party, CASE WHEN m.mark = 'called' THEN m.at END AS called,"
    f" {_ENDED} AS ended FROM waiting w"
    " LEFT JOIN waiting_mark m ON m.node = w.node AND m.seq = w.seq"
)
_ONE = text(f"{_NUMBER} WHERE w.node = :node AND w.seq = :seq")
_HELD = f"SELECT * FROM ({_NUMBER} WHERE {{}}) AS n WHERE n.ended = ''"  # noqa: S608
_OF_DAY = text(_HELD.format("w.day = :day") + " ORDER BY n.at, n.node, n.seq")
_OF_LEARNER = text(
    _HELD.format("w.learner = :learner AND w.day = :day") + " ORDER BY n.at, n.node, n.seq"
)
_CALLED = text(
    _HELD.format("m.mark = 'called' AND m.at BETWEEN :first AND :last AND w.day = :day")
    + " ORDER BY n.called, n.node, n.seq"
)
_GIVEN = text("SELECT node, seq, number FROM waiting WHERE day = :day ORDER BY node, seq")
_LAST = text("SELECT node, MAX(number) FROM waiting WHERE day = :day GROUP BY node")


class Queue(Staffing):
    """`kiosk.ports.Reader`: all that, and waiting numbers."""

    def waiting(self, learner: str, day: dt.date) -> dict[str, Waiting]:
        """Waiting numbers a learner holds, by occurrence."""
        rows = self._link.all(_OF_LEARNER, {"learner": learner, "day": day.isoformat()})
        # Two kiosks that were apart may each have given one: the last called, or the oldest, holds.
        numbers = sorted(map(_waiting, reversed(rows)), key=lambda one: one.called_at or EPOCH)
        return {one.occurrence: one for one in numbers}

    def numbers(self, day: dt.date) -> list[Waiting]:
        """Every waiting number of a service day that is still held, the oldest first."""
        return [_waiting(row) for row in self._link.all(_OF_DAY, {"day": day.isoformat()})]

    def given(self, day: dt.date) -> list[tuple[str, EntryId]]:
        """Every waiting number of a service day as it is read out, held or not."""
        rows = self._link.all(_GIVEN, {"day": day.isoformat()})
        return [(f"{letter(node)}{number}", EntryId(node, seq)) for node, seq, number in rows]

    def calls(self, day: dt.date, first: dt.datetime, last: dt.datetime) -> list[Waiting]:
        """Those of them that were called last between these times, the earliest first."""
        values = {"day": day.isoformat(), "first": micros(first), "last": micros(last)}
        return [_waiting(row) for row in self._link.all(_CALLED, values)]

    def number(self, entry: EntryId) -> Waiting | None:
        """A waiting number by its entry's name, held or not."""
        row = self._link.first(_ONE, {"node": entry.node, "seq": entry.seq})
        return None if row is None else _waiting(row)

    def next_number(self, node: str, day: dt.date) -> int:
        """The waiting number the node gives next: all that have its letter count together."""
        last = self._link.all(_LAST, {"day": day.isoformat()})
        mine = letter(node)
        return max((int(number) for other, number in last if letter(other) == mine), default=0) + 1


def _waiting(row: Any) -> Waiting:
    node, seq, number, at, occurrence, people, learner, *counts, partner, party, called, ended = row
    bands = zip(Band, counts, strict=True)
    return Waiting(
        entry=EntryId(node, seq),
        number=f"{letter(node)}{number}",
        at=from_micros(at),
        occurrence=occurrence,
        people=people,
        learner=learner,
        bands={band: n for band, n in bands if n},
        partner=partner,
        party=party,
        called_at=None if called is None else from_micros(called),
        ended=ended,
    )
