"""Who is inside now."""

from __future__ import annotations

import datetime as dt

import msgspec
from sqlalchemy import text

from db.journal import GOOD
from db.queue import Queue
from kiosk.clock import from_micros
from kiosk.crowd import Inside
from kiosk.entry import CheckedOut, EntryId, decode
from kiosk.evacuation import Present, Unnamed
from kiosk.record import Band, Learner, stranger

# One row a visit: who came for several things has several.
_PRESENT = text(
    "SELECT a.learner, a.at, a.occurrence, o.body, COALESCE(l.body, f.body) FROM attendance a"
    " LEFT JOIN occurrence o ON o.key = a.occurrence"
    " LEFT JOIN learner l ON l.learner = a.learner"
    " LEFT JOIN foreign_learner f ON f.learner = a.learner"
    " WHERE a.day = :day AND a.undone = 0 AND a.left_at IS NULL AND a.learner IS NOT NULL"
    " ORDER BY a.at, a.node, a.seq"
)
_UNNAMED = text(
    "SELECT g.occurrence, o.body, g.people, g.child, g.youth, g.adult, g.senior FROM (SELECT"
    " occurrence, SUM(people) AS people, SUM(child) AS child, SUM(youth) AS youth,"
    " SUM(adult) AS adult, SUM(senior) AS senior FROM attendance WHERE day = :day AND undone = 0"
    " AND left_at IS NULL AND learner IS NULL GROUP BY occurrence) AS g"
    " LEFT JOIN occurrence o ON o.key = g.occurrence"
)
_CHECK_OUT = text(
    "SELECT e.body, u.node IS NOT NULL FROM entry e LEFT JOIN undone u ON u.node = e.node AND"  # noqa: S608
    " u.seq = e.seq WHERE e.node = :node AND e.seq = :seq AND e.kind = 'checked-out' AND "
    + GOOD.format("e")
)
# One row a learner, who may have come for several things.
_NAMED_BANDS = text(
    "SELECT p.band, COUNT(*) FROM (SELECT MIN(CASE WHEN child > 0 THEN 0 WHEN youth > 0 THEN 1"
    " WHEN adult > 0 THEN 2 WHEN senior > 0 THEN 3 ELSE 4 END) AS band FROM attendance"
    " WHERE day = :day AND undone = 0 AND left_at IS NULL AND learner IS NOT NULL"
    " GROUP BY learner) AS p GROUP BY p.band"
)
_UNNAMED_BANDS = text(
    "SELECT COALESCE(SUM(child), 0), COALESCE(SUM(youth), 0), COALESCE(SUM(adult), 0),"
    " COALESCE(SUM(senior), 0), COALESCE(SUM(people), 0) FROM attendance"
    " WHERE day = :day AND undone = 0 AND left_at IS NULL AND learner IS NULL"
)

_read_learner = msgspec.json.Decoder(Learner).decode


class Presence(Queue):
    """`kiosk.ports.Reader`: all that, and who is inside."""

    def inside_by_band(self, day: dt.date) -> Inside:
        """People inside now by their age bands as they were when they came."""
        values, order = {"day": day.isoformat()}, (*Band, None)
        named = {order[band]: int(n) for band, n in self._link.all(_NAMED_BANDS, values)}
        *counts, people = map(int, self._link.first(_UNNAMED_BANDS, values))
        unnamed = zip(order, (*counts, people - sum(counts)), strict=True)
        return Inside(named, {band: n for band, n in unnamed if n})

    def present(self, day: dt.date) -> list[Present]:
        """Learners who are inside now, in no order."""
        found: dict[str, Present] = {}
        for learner, at, key, place, record in self._link.all(_PRESENT, {"day": day.isoformat()}):
            came_for = None if key is None else self._occurrence_of(key, place)
            before = found.get(learner)
            if before is not None:
                found[learner] = before._replace(occurrence=came_for)
                continue
            who = stranger(learner) if record is None else _read_learner(record)
            found[learner] = Present(who, from_micros(at), came_for)
        return list(found.values())

    def unnamed(self, day: dt.date) -> list[Unnamed]:
        """Counted people who are inside now, by what they came for, in no order."""
        found = []
        for key, place, people, *counts in self._link.all(_UNNAMED, {"day": day.isoformat()}):
            bands = {band: int(n) for band, n in zip(Band, counts, strict=True) if n}
            came_for = None if key is None else self._occurrence_of(key, place)
            found.append(Unnamed(int(people), bands, came_for))
        return found

    def check_out(self, entry: EntryId) -> tuple[CheckedOut, bool] | None:
        """A check-out by its entry's name, and whether it was taken back."""
        row = self._link.first(_CHECK_OUT, {"node": entry.node, "seq": entry.seq})
        if row is None:
            return None
        body = decode(row[0])
        assert isinstance(body, CheckedOut)  # noqa: S101
        return body, bool(row[1])
