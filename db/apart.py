"""What kiosks did that did not know of each other."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import text

from db.facts import Facts
from kiosk.apart import Stay
from kiosk.clock import from_micros
from kiosk.entry import EntryId

_STAY = (
    "SELECT a.node, a.seq, a.at, a.left_at, a.occurrence, a.learner, a.people,"
    " a.over_capacity = 1 AND a.staff IS NOT NULL FROM"
)
_STANDING = " a.day = :day AND a.undone = 0"
# CROSS JOIN: the few learners first, then their rows.
_SEVERAL = "HAVING MIN(b.node) <> MAX(b.node)) g CROSS JOIN attendance a WHERE"
_TWICE = text(
    f"{_STAY} (SELECT b.occurrence, b.learner FROM attendance b WHERE b.day = :day"  # noqa: S608
    f" AND b.undone = 0 AND b.learner IS NOT NULL GROUP BY b.occurrence, b.learner {_SEVERAL}"
    f" a.learner = g.learner AND COALESCE(a.occurrence, '') = COALESCE(g.occurrence, '') AND"
    f"{_STANDING}"
)
_IN_BOTH = text(
    f"{_STAY} (SELECT b.learner FROM attendance b WHERE b.day = :day AND b.undone = 0"  # noqa: S608
    f" AND b.occurrence IN (:one, :other) AND b.learner IS NOT NULL GROUP BY b.learner {_SEVERAL}"
    f" a.learner = g.learner AND a.occurrence IN (:one, :other) AND{_STANDING}"
)
_THERE = text(
    f"{_STAY} attendance a WHERE{_STANDING} AND a.occurrence = :occurrence AND a.left_at IS NULL"
)
_SEEN = text("SELECT 1 FROM conflict_seen WHERE kind = :kind AND node = :node AND seq = :seq")


class Apart(Facts):
    """`kiosk.apart.Apart`."""

    def stays_twice(self, day: dt.date) -> list[Stay]:
        """Check-ins of learners who came for the same thing at more than one node."""
        return [_stay(row) for row in self._link.all(_TWICE, {"day": day.isoformat()})]

    def stays_in_both(self, day: dt.date, one: str, other: str) -> list[Stay]:
        """Check-ins to two occurrences of learners who came to them at more than one node."""
        values = {"day": day.isoformat(), "one": one, "other": other}
        return [_stay(row) for row in self._link.all(_IN_BOTH, values)]

    def stays(self, day: dt.date, occurrence: str) -> list[Stay]:
        """Check-ins of everybody who is there now."""
        values = {"day": day.isoformat(), "occurrence": occurrence}
        return [_stay(row) for row in self._link.all(_THERE, values)]

    def conflict_seen(self, kind: str, entry: EntryId) -> bool:
        """Whether staff have seen this entry's part in such a conflict."""
        row = {"kind": kind, "node": entry.node, "seq": entry.seq}
        return self._link.first(_SEEN, row) is not None


def _stay(row: Any) -> Stay:
    node, seq, at, left, occurrence, learner, people, by_name = row
    return Stay(
        entry=EntryId(node, seq),
        at=from_micros(at),
        left_at=None if left is None else from_micros(left),
        occurrence=occurrence,
        learner=learner,
        people=people,
        by_name=bool(by_name),
    )
