"""Learners: who is found by what, who is the same person, what is kept of whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import text

from db import retention
from db.journal import VECTOR, one
from db.link import Link
from db.names import Names
from db.presence import Presence
from kiosk.clock import from_micros
from kiosk.entry import Entry, EntryId
from kiosk.nodes import NodeState
from kiosk.record import Band, Learner
from kiosk.register import Place

_RECORD = text("SELECT body FROM learner WHERE learner = :learner")
_ROOT = text("SELECT root FROM merged WHERE learner = :learner")
_LEFT_OF = text(
    "SELECT learner FROM merged WHERE root = :learner AND learner <> :learner ORDER BY learner"
)
_CARDS = text(
    "SELECT card FROM card WHERE learner = :learner"
    " UNION SELECT card FROM foreign_card WHERE learner = :learner ORDER BY card"
)
_ABOUT = text("SELECT node, seq FROM mention WHERE about = :learner")
_CAME = text(
    "SELECT node, seq FROM attendance WHERE learner = :learner ORDER BY day, at, node, seq"
)
_FACES = text(
    "SELECT a.node, a.seq, f.face FROM attendance a JOIN feedback f ON f.node = a.node"
    " AND f.seq = a.seq WHERE a.learner = :learner"
)
_LOOKED = text("SELECT at FROM looked WHERE learner = :learner AND staff = :staff")
_ERASED = text("SELECT learner FROM erased")
_IS_ERASED = text("SELECT 1 FROM erased WHERE learner = :learner")
_ON_PAPER = text(
    "SELECT child, youth, adult, senior FROM attendance WHERE day = :day AND occurrence = :key"
    " AND undone = 0 AND learner IS NULL AND how = 'paper'"
)
_VISITS_ON_PAPER = text(
    "SELECT child, youth, adult, senior FROM attendance WHERE day = :day AND occurrence IS NULL"
    " AND undone = 0 AND learner IS NULL AND how = 'paper'"
)

_read = msgspec.json.Decoder(Learner).decode


class People(Presence):
    """`kiosk.ports.Reader`: all that, and learners."""

    def __init__(self, link: Link, names: Names) -> None:
        super().__init__(link)
        self._names = names

    def found(
        self, words: Sequence[str], after: Place | None = None, limit: int = 50
    ) -> list[tuple[Place, Learner]]:
        """Learners in whose words all these stand, in the form they are searched."""
        found: dict[str, tuple[Place, Learner]] = {}
        if words:
            for place in self._names.found(self._link, self.vector(), words, after):
                if len(found) >= limit:
                    break
                record = self._record(place.learner)
                if record is not None:
                    found.setdefault(record.learner, (place, record))
        return list(found.values())

    def root(self, learner: str) -> str:
        """The id that stands for this one: another when they were found to be the same person."""
        return str(self._link.value(_ROOT, {"learner": learner}) or learner)

    def same_as(self, learner: str) -> list[str]:
        """The ids for which this one stands, itself left out."""
        return [one for (one,) in self._link.all(_LEFT_OF, {"learner": learner})]

    def cards_of(self, learner: str) -> list[str]:
        """Hashes of all cards that were ever made for this id."""
        return [card for (card,) in self._link.all(_CARDS, {"learner": learner})]

    def history(self, learner: str) -> list[Entry]:
        """Every entry that speaks of this id or of one it stands for, by stamp; no check-ins."""
        names: set[EntryId] = set()
        for known in (learner, *self.same_as(learner)):
            names |= {EntryId(*row) for row in self._link.all(_ABOUT, {"learner": known})}
        entries = [one(self._link, name) for name in names]
        return sorted(entries, key=lambda entry: (entry.stamp, entry.node, entry.seq))

    def came(self, learner: str) -> list[EntryId]:
        """All check-ins of this learner, undone ones too, by time."""
        return [EntryId(*row) for row in self._link.all(_CAME, {"learner": learner})]

    def faces(self, learner: str) -> dict[EntryId, int]:
        """How this learner liked it, by check-in."""
        rows = self._link.all(_FACES, {"learner": learner})
        return {EntryId(node, seq): face for node, seq, face in rows}

    def last_look(self, learner: str, staff: str) -> dt.datetime | None:
        """When a member of staff last looked at a learner's name."""
        at = self._link.value(_LOOKED, {"learner": learner, "staff": staff})
        return None if at is None else from_micros(at)

    def is_erased(self, learner: str) -> bool:
        """Whether whoever had this id is forgotten."""
        return self._link.first(_IS_ERASED, {"learner": learner}) is not None

    def erased(self) -> frozenset[str]:
        """Ids of everybody who is forgotten."""
        return frozenset(learner for (learner,) in self._link.all(_ERASED))

    def unseen_since(self, day: dt.date, limit: int | None) -> list[str]:
        """Ids of learners who neither came nor waited since, nor did their record change."""
        return retention.unseen_since(self._link, day, limit)

    def days_open(self, first: dt.date, last: dt.date) -> int:
        """On how many of these service days somebody came."""
        return retention.days_open(self._link, first, last)

    def reads_before(self, at: dt.datetime) -> int:
        """How many refusals before that time still tell what was read."""
        return retention.reads_before(self._link, at)

    def acts(self, begin: dt.datetime, end: dt.datetime) -> Iterator[Entry]:
        """What staff did in that time."""
        # A service day begins early in the morning of its zone.
        self.must_keep((begin + dt.timedelta(hours=12)).date())
        return retention.acts(self._link, begin, end)

    def on_paper(self, day: dt.date, occurrence: str | None) -> list[dict[Band, int]]:
        """The counts of people without a record that were typed in from paper, not undone."""
        values = {"day": day.isoformat(), "key": occurrence}
        statement = _VISITS_ON_PAPER if occurrence is None else _ON_PAPER
        rows = self._link.all(statement, values)
        return [{band: n for band, n in zip(Band, row, strict=True) if n} for row in rows]

    def vector(self) -> dict[str, int]:
        """Last sequence number held of each node."""
        return {node: seq for node, seq, _ in self._link.all(VECTOR)}

    def nodes(self) -> list[NodeState]:
        """Every node with an entry here, by name."""
        rows = sorted(self._link.all(VECTOR))
        return [NodeState(node, from_micros(stamp), seq) for node, seq, stamp in rows]

    def _record(self, learner: str) -> Learner | None:
        """The record of who is left; their own while that has not arrived here."""
        for known in dict.fromkeys((self.root(learner), learner)):
            body = self._link.value(_RECORD, {"learner": known})
            if body is not None:
                return _read(body)
        return None
