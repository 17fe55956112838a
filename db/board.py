"""What people look at: head-counts, the desk's list, the day's log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Sequence
from typing import Any

import msgspec
from sqlalchemy import text

from db.facts import Facts
from db.link import Link
from db.search import literal
from kiosk.clock import from_micros, micros
from kiosk.crowd import Count
from kiosk.dating import Misdated, before, shift_of, zone_of
from kiosk.entry import EntryId, decode
from kiosk.ports import Line
from kiosk.record import Band, Learner, Occurrence
from kiosk.thai import search_form

_COUNTS = text(
    "SELECT occurrence, COUNT(DISTINCT learner),"
    " COALESCE(SUM(CASE WHEN learner IS NULL THEN people END), 0),"
    " COUNT(DISTINCT CASE WHEN left_at IS NULL THEN learner END),"
    " COALESCE(SUM(CASE WHEN learner IS NULL AND left_at IS NULL THEN people END), 0)"
    " FROM attendance WHERE day = :day AND undone = 0 GROUP BY occurrence"
)
_INSIDE = text(
    "SELECT COUNT(DISTINCT learner),"
    " COALESCE(SUM(CASE WHEN learner IS NULL THEN people END), 0)"
    " FROM attendance WHERE day = :day AND undone = 0 AND left_at IS NULL"
)
_PEOPLE = text(
    "SELECT COUNT(DISTINCT learner),"
    " COALESCE(SUM(CASE WHEN learner IS NULL THEN people END), 0)"
    " FROM attendance WHERE day = :day AND undone = 0"
)
# Whoever said at another check-in of theirs that they leave, left here by that.
_LEFT_HOW = (
    "CASE WHEN a.left_at IS NULL THEN '' WHEN d.at = a.left_at THEN d.how ELSE"
    " (SELECT MIN(w.how) FROM attendance t JOIN way_out w ON w.node = t.node AND w.seq = t.seq"
    " WHERE t.learner = a.learner AND t.day = a.day AND w.rank = 0 AND w.at = a.left_at) END"
)
# The same thing, and they had not left it. Not compared as one row: the planner would walk the day.
_AGAIN = (
    "a.undone = 0 AND EXISTS (SELECT 1 FROM attendance b WHERE b.learner = a.learner"
    " AND b.day = a.day AND b.undone = 0 AND COALESCE(b.occurrence, '') ="
    " COALESCE(a.occurrence, '') AND (b.at < a.at OR b.at = a.at AND (b.node, b.seq) <"
    " (a.node, a.seq))"
    " AND (b.left_at IS NULL OR b.left_at > a.at))"
)
_LINE = (
    "SELECT a.node, a.seq, a.day, a.at, a.occurrence, o.body, a.learner,"  # noqa: S608
    " COALESCE(l.body, f.body), a.people, a.child, a.youth, a.adult, a.senior, a.partner, a.how,"
    " a.staff, a.expired, a.late, a.over_capacity,"
    f" a.left_at, {_LEFT_HOW}, CASE WHEN a.undone = 1 THEN COALESCE(u.at, a.at) END, u.staff,"
    " u.reason, a.stamp, MAX(COALESCE(c.stamp, 0), COALESCE(m.stamp, 0), COALESCE(r.stamp, 0)),"
    f" {_AGAIN}, r.shift_s, r.zone, e.staff, e.body FROM attendance a"
    " LEFT JOIN occurrence o ON o.key = a.occurrence"
    " LEFT JOIN learner l ON l.learner = a.learner"
    " LEFT JOIN foreign_learner f ON f.learner = a.learner"
    " LEFT JOIN departure d ON d.node = a.node AND d.seq = a.seq"
    " LEFT JOIN undone u ON u.node = a.node AND u.seq = a.seq"
    " LEFT JOIN corrected c ON c.node = a.node AND c.seq = a.seq"
    " LEFT JOIN moved m ON m.node = a.node AND m.seq = a.seq"
    " LEFT JOIN redated r ON r.node = a.node AND r.seq = a.seq"
    " LEFT JOIN entry e ON e.node = r.stamp_node AND e.seq = r.by_seq"
)
_ONE = text(f"{_LINE} WHERE a.node = :node AND a.seq = :seq")
_NEWEST = f"{_LINE} WHERE a.day = :day"
_BEFORE = " AND (a.at, a.node, a.seq) < (:at, :node, :seq)"
_MATCH = (
    " AND (l.search LIKE :text ESCAPE '!' OR o.search LIKE :text ESCAPE '!' OR a.partner = :word)"
)
_ORDER = " ORDER BY a.at DESC, a.node DESC, a.seq DESC LIMIT :limit"
_LONGEST_SEARCH = 100
_BANDS = tuple(Band)
_LOG = text(f"{_LINE} WHERE a.day BETWEEN :first AND :last ORDER BY a.day, a.at, a.node, a.seq")
_REDATED = text(
    "SELECT COUNT(*) FROM redated WHERE node = :node AND seq BETWEEN :first AND :last"
    " AND shift_s <> 0"
)
_ATTENDED = text(
    f"{_LINE} WHERE a.learner = :learner AND a.day BETWEEN :first AND :last AND a.undone = 0"
)
_STATEMENTS = {
    (before, match): text(
        _NEWEST + (_BEFORE if before else "") + (_MATCH if match else "") + _ORDER
    )
    for before in (False, True)
    for match in (False, True)
}

_read_learner = msgspec.json.Decoder(Learner).decode
_read_occurrence = msgspec.json.Decoder(Occurrence).decode


class Board(Facts):
    """`kiosk.ports.Reader`: facts, and the lists people look at."""

    def __init__(self, link: Link) -> None:
        super().__init__(link)
        self._occurrences: dict[str, Occurrence] = {}

    def counts(self, day: dt.date) -> list[Count]:
        """Head-counts of a service day."""
        rows = self._link.all(_COUNTS, {"day": day.isoformat()})
        return [Count(key, named + guests, n + g) for key, named, guests, n, g in rows]

    def people(self, day: dt.date) -> int:
        """Different learners plus counted people of a service day."""
        return self._sum(_PEOPLE, day)

    def inside(self, day: dt.date) -> int:
        """People inside now: different learners plus counted people who did not leave."""
        return self._sum(_INSIDE, day)

    def line(self, entry: EntryId) -> Line | None:
        """One check-in by its entry's name."""
        row = self._link.first(_ONE, {"node": entry.node, "seq": entry.seq})
        return None if row is None else self._line(row)

    def lines(
        self, day: dt.date, *, before: EntryId | None = None, text: str = "", limit: int = 50
    ) -> list[Line]:
        """Check-ins of a service day, newest first, from after `before`; undone ones too."""
        values: dict[str, object] = {"day": day.isoformat(), "limit": limit}
        last = None if before is None else self.line(before)
        if last is not None:
            values |= {"at": micros(last.at), "node": last.entry.node, "seq": last.entry.seq}
        word = search_form(text[:_LONGEST_SEARCH])
        if word:
            values |= {"text": f"%{literal(word)}%", "word": word}
        statement = _STATEMENTS[last is not None, bool(word)]
        return [self._line(row) for row in self._link.all(statement, values)]

    def redated(self, node: str, first: int, last: int) -> int:
        """How many of these entries of a node happened at another time than they say."""
        return int(self._link.value(_REDATED, {"node": node, "first": first, "last": last}))

    def log(self, first: dt.date, last: dt.date) -> Generator[Line, None, None]:
        """All check-ins of these service days, by day and time."""
        self.must_keep(first)
        values = {"first": first.isoformat(), "last": last.isoformat()}
        return (self._line(row) for row in self._link.each(_LOG, values))

    def attended(self, learner: str, first: dt.date, last: dt.date) -> list[Line]:
        """A learner's check-ins of these service days that were not undone, in no order."""
        values = {"learner": learner, "first": first.isoformat(), "last": last.isoformat()}
        return [self._line(row) for row in self._link.all(_ATTENDED, values)]

    def _sum(self, statement: Any, day: dt.date) -> int:
        named, guests = self._link.first(statement, {"day": day.isoformat()})
        return int(named) + int(guests)

    def _line(self, row: Any) -> Line:
        (
            node, seq, day, at, key, occurrence, learner, record, people, child, youth, adult,
            senior, partner, how, staff, expired, late, over, left_at, left_how, undone_at,
            undone_by, undone_reason, stamp, changed, again, *redated,
        ) = row  # fmt: skip
        bands = zip(_BANDS, (child, youth, adult, senior), strict=True)
        return Line(
            entry=EntryId(node, seq),
            day=dt.date.fromisoformat(day),
            at=from_micros(at),
            occurrence=None if key is None else self._occurrence_of(key, occurrence),
            learner=None if record is None else _read_learner(record),
            named=learner is not None,
            people=people,
            bands={band: n for band, n in bands if n},
            partner=partner,
            how=how,
            by=staff,
            expired=bool(expired),
            late=bool(late),
            over_capacity=bool(over),
            left_at=None if left_at is None else from_micros(left_at),
            left_how=left_how or "",
            undone_at=None if undone_at is None else from_micros(undone_at),
            undone_by=undone_by,
            undone_reason=undone_reason or "",
            written_at=from_micros(stamp),
            changed_at=from_micros(changed) if changed else None,
            again=bool(again),
            misdated=_misdated(from_micros(at), dt.date.fromisoformat(day), redated),
        )

    def _occurrence_of(self, key: str, body: str | None) -> Occurrence | None:
        if body is None:
            return None
        if key not in self._occurrences:
            self._occurrences[key] = _read_occurrence(body)
        return self._occurrences[key]


def _misdated(
    at: dt.datetime,
    day: dt.date,
    redated: Sequence[Any],
) -> Misdated | None:
    """What a check-in said before it was re-dated, unless that was taken back."""
    shift_s, zone, staff, body = redated
    if not shift_s or zone is None or body is None:
        return None
    said = before(at, day, shift_of(shift_s), zone_of(zone))
    return Misdated(*said, staff, getattr(decode(body), "reason", ""))
