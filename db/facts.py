"""What a decision needs to know, each a look-up by an index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec
from sqlalchemy import text

from db import window
from db.foreign import Foreign
from db.link import Link
from db.search import literal
from kiosk.clock import from_micros
from kiosk.entry import EntryId
from kiosk.outcome import Visit
from kiosk.ports import CardState, Held, Identifier, StoreTrouble
from kiosk.record import Activity, Learner, Occurrence

_FIND = text("SELECT kind, value, learner FROM identifier WHERE value = :value")
_LEARNER = text("SELECT body FROM learner WHERE learner = :learner")
_LEARNERS = text("SELECT body FROM learner WHERE learner > :after ORDER BY learner LIMIT :limit")
_LOST = (
    "EXISTS (SELECT 1 FROM lost_card l WHERE l.learner = c.learner AND"
    " (l.stamp, l.stamp_node) > (c.stamp, c.stamp_node))"
)
_REPLACED = (
    "EXISTS (SELECT 1 FROM card later WHERE later.learner = c.learner AND"
    " (later.stamp, later.stamp_node) > (c.stamp, c.stamp_node))"
)
# The learner it was last given to, and what became of it.
_CARD = text(
    f"SELECT c.learner, c.key, CASE WHEN {_LOST} THEN 'lost' WHEN {_REPLACED} THEN"  # noqa: S608
    " 'replaced' ELSE '' END FROM card c WHERE c.card = :card"
    " ORDER BY c.stamp DESC, c.stamp_node DESC LIMIT 1"
)
_FOREIGN_CARD = text("SELECT learner, key, ended FROM foreign_card WHERE card = :card")
_FOREIGN_LEARNER = text("SELECT body FROM foreign_learner WHERE learner = :learner")
_HELD = text(
    "SELECT c.stamp, l.at, l.staff FROM card c LEFT JOIN lost_card l ON l.learner = c.learner AND"
    " (l.stamp, l.stamp_node) > (c.stamp, c.stamp_node) WHERE c.learner = :learner"
    " ORDER BY c.stamp DESC, c.stamp_node DESC LIMIT 1"
)
_BY_KEY = text(
    f"SELECT c.key, COUNT(*) FROM card c WHERE NOT {_LOST} AND NOT {_REPLACED}"  # noqa: S608
    " GROUP BY c.key"
)
_ALIKE = text(
    "SELECT body FROM learner l WHERE born = :born AND search LIKE :name ESCAPE '!' AND NOT EXISTS"
    " (SELECT 1 FROM merged m WHERE m.learner = l.learner AND m.root <> m.learner)"
)
_VISITS = text(
    "SELECT node, seq, at, occurrence, left_at FROM attendance"
    " WHERE learner = :learner AND day = :day AND undone = 0"
)
_CAME = text("SELECT 1 FROM attendance WHERE learner = :learner AND undone = 0 LIMIT 1")
_LEFT_BY_WORD = text(
    "SELECT EXISTS (SELECT 1 FROM departure d WHERE d.node = m.node AND d.seq = m.seq AND"
    " d.rank = 0) OR EXISTS (SELECT 1 FROM attendance a JOIN departure d ON d.node = a.node AND"
    " d.seq = a.seq WHERE a.learner = m.learner AND a.day = m.day AND d.rank = 0)"
    " FROM attendance m WHERE m.node = :node AND m.seq = :seq"
)
_TAKEN = text(
    "SELECT COUNT(DISTINCT learner)"
    " + COALESCE(SUM(CASE WHEN learner IS NULL THEN people END), 0) FROM attendance"
    " WHERE day = :day AND occurrence = :occurrence AND undone = 0 AND left_at IS NULL"
)
_CLOSED = text("SELECT value FROM revision WHERE topic = 'closed'")
_FIRST_DAY = text("SELECT MIN(day) FROM attendance")
_INSIDE = text(
    "SELECT node, seq, at FROM attendance WHERE day = :day AND left_at IS NULL AND undone = 0"
    " ORDER BY node, seq"
)
_REVISION = text("SELECT value FROM revision WHERE topic = 'programme'")
_ACTIVITIES = text("SELECT body FROM activity ORDER BY uid")
_OCCURRENCE = text("SELECT body FROM occurrence WHERE key = :key")

_read_learner = msgspec.json.Decoder(Learner).decode
_read_activity = msgspec.json.Decoder(Activity).decode
_read_occurrence = msgspec.json.Decoder(Occurrence).decode


class Facts(Foreign):
    """The half of `kiosk.ports.Reader` that decisions use."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def find(self, keys: Sequence[Identifier]) -> list[tuple[Identifier, str]]:
        """Learner ids under any of the identifiers; exact matches only."""
        wanted = set(keys)
        found = [
            (Identifier(kind, value), learner)
            for value in sorted({key.value for key in keys})
            for kind, value, learner in self._link.all(_FIND, {"value": value})
        ]
        return [(key, learner) for key, learner in found if key in wanted]

    def learner(self, learner: str) -> Learner | None:
        """The record of a learner id."""
        row = {"learner": learner}
        body = self._link.value(_LEARNER, row) or self._link.value(_FOREIGN_LEARNER, row)
        return None if body is None else _read_learner(body)

    def learners(self, after: str = "", limit: int = 500) -> list[Learner]:
        """Records by learner id, for paging."""
        rows = self._link.all(_LEARNERS, {"after": after, "limit": limit})
        return [_read_learner(body) for (body,) in rows]

    def card(self, card: str) -> CardState | None:
        """The card with this hash."""
        row = self._link.first(_CARD, {"card": card})
        row = row or self._link.first(_FOREIGN_CARD, {"card": card})
        return None if row is None else CardState(*row)

    def held(self, learner: str) -> Held | None:
        """The newest card of this id, with a record here or not."""
        row = self._link.first(_HELD, {"learner": learner})
        if row is None:
            return None
        stamp, lost_at, lost_by = row
        return Held(from_micros(stamp), None if lost_at is None else from_micros(lost_at), lost_by)

    def cards_by_key(self) -> dict[str, int]:
        """How many cards are good, by the letter of their key."""
        return {key: int(many) for key, many in self._link.all(_BY_KEY)}

    def alike(self, name: str, birth_year: int) -> list[Learner]:
        """Learners born in that year whose words contain the name, in the form it is searched."""
        rows = self._link.all(_ALIKE, {"name": f"%{literal(name)}%", "born": birth_year})
        return [_read_learner(body) for (body,) in rows]

    def visits(self, learner: str, day: dt.date) -> tuple[Visit, ...]:
        """A learner's check-ins of a service day that were not undone, newest first."""
        rows = self._link.all(_VISITS, {"learner": learner, "day": day.isoformat()})
        # Ordered here: an ORDER BY would tempt the planner to walk the whole day.
        rows.sort(key=lambda row: (row[2], row[1]), reverse=True)
        return tuple(
            Visit(
                EntryId(node, seq),
                from_micros(at),
                occurrence,
                None if left is None else from_micros(left),
            )
            for node, seq, at, occurrence, left in rows
        )

    def came_before(self, learner: str) -> bool:
        """Whether the learner has any check-in that was not undone."""
        return self._link.first(_CAME, {"learner": learner}) is not None

    def left_by_word(self, visit: EntryId) -> bool:
        """Whether whoever came by this check-in has said before, on that day, that they leave."""
        return bool(self._link.value(_LEFT_BY_WORD, {"node": visit.node, "seq": visit.seq}))

    def taken(self, day: dt.date, occurrences: Sequence[str]) -> dict[str, int]:
        """Seats taken: different learners plus counted people who have not left."""
        days = day.isoformat()
        return {
            key: int(self._link.value(_TAKEN, {"day": days, "occurrence": key}))
            for key in occurrences
        }

    def first_day(self) -> dt.date | None:
        """The first service day with a check-in."""
        day = self._link.value(_FIRST_DAY)
        first, whole = day and dt.date.fromisoformat(day), self.first_whole_day()
        return max(first, whole) if first and whole else first

    def first_whole_day(self) -> dt.date | None:
        """The first service day of which everything is here; None when everything is."""
        return window.first_whole_day(self._link)

    def must_keep(self, day: dt.date) -> None:
        """Raises StoreTrouble("outside") for a day of which not everything is here."""
        whole = self.first_whole_day()
        if whole is not None and day < whole:
            raise StoreTrouble("outside", f"days before {whole} are not kept here")

    def closed_until(self) -> dt.date | None:
        """The last service day that was closed; None before the first."""
        closed = self._link.value(_CLOSED)
        return None if closed is None else dt.date.fromordinal(closed)

    def still_inside(self, day: dt.date) -> list[tuple[EntryId, dt.datetime]]:
        """Check-ins of a service day whose people did not leave, and when they came."""
        rows = self._link.all(_INSIDE, {"day": day.isoformat()})
        return [(EntryId(node, seq), from_micros(at)) for node, seq, at in rows]

    def programme_revision(self) -> int:
        """Grows whenever an activity is changed."""
        return int(self._link.value(_REVISION) or 0)

    def activities(self) -> list[Activity]:
        """All activities."""
        return [_read_activity(body) for (body,) in self._link.all(_ACTIVITIES)]

    def occurrence(self, key: str) -> Occurrence | None:
        """How an occurrence stood when people last came to it."""
        body = self._link.value(_OCCURRENCE, {"key": key})
        return None if body is None else _read_occurrence(body)
