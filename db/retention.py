"""Who and what is kept for longer than the settings say, and who of the staff did what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec
from sqlalchemy import text

from db.journal import GOOD, entry_of, rewrite
from db.link import Link
from kiosk.clock import micros
from kiosk.entry import Entry, Refused
from kiosk.record import Learner

_UNSEEN = text(
    "SELECT l.body FROM learner l WHERE l.stamp < :stamp"
    " AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.learner = l.learner AND a.day >= :day)"
    " AND NOT EXISTS (SELECT 1 FROM waiting w WHERE w.learner = l.learner AND w.day >= :day)"
    " AND NOT EXISTS (SELECT 1 FROM elsewhere t WHERE t.learner = l.learner AND t.last >= :day)"
    " AND NOT EXISTS (SELECT 1 FROM merged m JOIN elsewhere t ON t.learner = m.learner"
    " WHERE m.root = l.learner AND t.last >= :day)"
    " AND NOT EXISTS (SELECT 1 FROM merged m WHERE m.learner = l.learner"
    " AND m.root <> m.learner)"
    " AND NOT EXISTS (SELECT 1 FROM erased e WHERE e.instead = l.learner)"
    " ORDER BY l.learner"
)
# From day to day along the index, whatever many came.
_DAYS_OPEN = text(
    "WITH RECURSIVE hop (day) AS (SELECT MIN(day) FROM attendance WHERE day >= :first UNION ALL"
    " SELECT (SELECT MIN(a.day) FROM attendance a WHERE a.day > hop.day) FROM hop"
    " WHERE hop.day IS NOT NULL) SELECT COUNT(*) FROM hop WHERE day <= :last"
)
# Bodies leave out what is empty.
_READS = (
    " FROM entry WHERE kind = 'refused' AND at < :at AND body LIKE '%\"read\":%' AND "
    + GOOD.format("entry")
)
_COUNT_READS = text(f"SELECT COUNT(*){_READS}")
_SOME_READS = text(f"SELECT node, seq, stamp, at, staff, body{_READS} LIMIT :limit")
# A look without a name is one too.
_ACTS = text(
    "SELECT node, seq, stamp, at, staff, body FROM entry WHERE at >= :begin"  # noqa: S608
    f" AND at < :end AND {GOOD.format('entry')} AND (staff IS NOT NULL OR"
    " kind IN ('names-seen', 'looked', 'log-exported', 'erased'))"
    " ORDER BY at, node, seq"
)

_read = msgspec.json.Decoder(Learner).decode


def unseen_since(link: Link, day: dt.date, limit: int | None) -> list[str]:
    """Ids of learners, see `kiosk.register.Register`."""
    midnight = dt.datetime.combine(day, dt.time(), dt.UTC)
    found: list[str] = []
    for (body,) in link.all(_UNSEEN, {"stamp": micros(midnight), "day": day.isoformat()}):
        record = _read(body)
        if record.valid_until is None or record.valid_until < day:
            found.append(record.learner)
        if limit is not None and len(found) >= limit:
            break
    return found


def days_open(link: Link, first: dt.date, last: dt.date) -> int:
    """On how many of these service days somebody came."""
    days = {"first": first.isoformat(), "last": last.isoformat()}
    return int(link.value(_DAYS_OPEN, days))


def reads_before(link: Link, at: dt.datetime) -> int:
    """How many refusals still tell what was read."""
    return int(link.value(_COUNT_READS, {"at": micros(at)}))


def let_reads_go(link: Link, at: dt.datetime, limit: int) -> int:
    """Every node does so with every copy: it follows from their age alone."""
    rows = link.all(_SOME_READS, {"at": micros(at), "limit": limit})
    for entry in map(entry_of, rows):
        assert isinstance(entry.body, Refused)  # noqa: S101
        rewrite(link, entry.id, msgspec.structs.replace(entry.body, read=""))
    return len(rows)


def acts(link: Link, begin: dt.datetime, end: dt.datetime) -> Iterator[Entry]:
    """Entries of staff, by time."""
    for row in link.each(_ACTS, {"begin": micros(begin), "end": micros(end)}):
        yield entry_of(row)
