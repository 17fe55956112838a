"""The visits of many days, for the learning-city report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec
from sqlalchemy import text

from db.link import Link
from db.people import People
from kiosk.evidence import Came
from kiosk.ports import StoreTrouble
from kiosk.record import Learner

# Day by day along the index: no sorting, and no more than a chunk of rows in memory.
_EVIDENCE = text(
    "SELECT a.day, a.learner, a.occurrence, a.people, a.child, a.youth, a.adult, a.senior,"
    " a.partner, a.at, CASE WHEN a.left_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM departure d"
    " WHERE d.node = a.node AND d.seq = a.seq AND d.rank = 1 AND d.at = a.left_at)"
    " THEN a.left_at END, f.face"
    " FROM attendance a LEFT JOIN feedback f ON f.node = a.node AND f.seq = a.seq"
    " WHERE a.day BETWEEN :first AND :last AND a.undone = 0 ORDER BY a.day, a.at, a.node, a.seq"
)
# One walk along the index finds the few to look at more closely.
_EARLIER = text(
    "SELECT p.learner FROM (SELECT learner FROM attendance WHERE learner IS NOT NULL GROUP BY"
    " learner HAVING MIN(day) < :first AND MAX(day) >= :first) AS p WHERE EXISTS (SELECT 1 FROM"
    " attendance b WHERE b.learner = p.learner AND b.day < :first AND b.undone = 0)"
)
_SEXES = text("""SELECT learner, body FROM learner WHERE body LIKE '%"sex":"%'""")
_CHUNK = 2000

_read_learner = msgspec.json.Decoder(Learner).decode


class Evidence(People):
    """`kiosk.ports.Reader`: all that, and what a report counts."""

    _link: Link

    def evidence(self, first: dt.date, last: dt.date) -> Iterator[Came]:
        """The check-ins of these service days, by day and time; plain tuples in this order."""
        self.must_keep(first)
        days = {"first": first.isoformat(), "last": last.isoformat()}
        return self._link.each(_EVIDENCE, days, _CHUNK)

    def came_before_and_since(self, first: dt.date) -> frozenset[str]:
        """Which learners of this service day or later ones had come before it."""
        if self.first_whole_day() is not None:
            raise StoreTrouble("outside", "who came before is not kept here")
        rows = self._link.all(_EARLIER, {"first": first.isoformat()})
        return frozenset(learner for (learner,) in rows)

    def sexes(self) -> dict[str, str]:
        """The sex of every learner whose record says it."""
        rows = self._link.all(_SEXES)
        said = ((learner, _read_learner(body).sex) for learner, body in rows)
        return {learner: sex for learner, sex in said if sex}
