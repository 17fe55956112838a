"""What staff should see to."""

from __future__ import annotations

import datetime as dt

import msgspec
from sqlalchemy import text

from db.board import Board
from kiosk.clock import from_micros, micros
from kiosk.entry import EntryId
from kiosk.ports import Alert
from kiosk.record import Band, Learner, Occurrence

_OPEN = text(
    "SELECT a.node, a.seq, a.at, a.about, a.reason, a.screen, a.people, a.child, a.youth, a.adult,"
    " a.senior, a.partner, a.party, o.body, COALESCE(l.body, f.body) FROM alert a"
    " LEFT JOIN occurrence o ON o.key = a.occurrence"
    " LEFT JOIN learner l ON l.learner = a.learner"
    " LEFT JOIN foreign_learner f ON f.learner = a.learner"
    " LEFT JOIN answered d ON d.node = a.node AND d.seq = a.seq"
    " WHERE a.day = :day AND d.node IS NULL ORDER BY a.at DESC, a.node DESC, a.seq DESC"
)
_RECENT = (
    "{0}.node = :node AND {0}.seq > (SELECT MAX(l.seq) FROM entry l WHERE l.node = :node) - :back"
)
_TOLD = f"{_RECENT.format('a')} AND a.about = 'many_unknown'"
# Codes of nobody, after the last alarm about them and after staff saw to it.
_UNKNOWN = text(
    f"SELECT COUNT(*) FROM entry e WHERE {_RECENT.format('e')}"  # noqa: S608
    f" AND e.seq > COALESCE((SELECT MAX(a.seq) FROM alert a WHERE {_TOLD}), 0)"
    " AND e.stamp > COALESCE((SELECT MAX(d.stamp) FROM alert a"
    f" JOIN answered d ON d.node = a.node AND d.seq = a.seq WHERE {_TOLD}), 0)"
    " AND e.kind = 'refused' AND e.at BETWEEN :first AND :last AND e.staff IS NULL"
    ' AND e.body LIKE \'%"outcome":"unknown"%\''
)
_LOOK_BACK = 500
"""Entries; a kiosk writes fewer in ten minutes, unless somebody imports."""

_read_learner = msgspec.json.Decoder(Learner).decode
_read_occurrence = msgspec.json.Decoder(Occurrence).decode


class Alerts(Board):
    """`kiosk.ports.Reader`: facts, lists, and alerts."""

    def alerts(self, day: dt.date) -> list[Alert]:
        """What nobody has seen to yet on a service day, newest first."""
        found = []
        for row in self._link.all(_OPEN, {"day": day.isoformat()}):
            node, seq, at, about, reason, screen, people, *counts, partner, party, place, who = row
            bands = zip(Band, counts, strict=True)
            alert = Alert(
                entry=EntryId(node, seq),
                at=from_micros(at),
                about=about,
                reason=reason,
                screen=screen,
                people=people,
                bands={band: n for band, n in bands if n},
                occurrence=None if place is None else _read_occurrence(place),
                learner=None if who is None else _read_learner(who),
                partner=partner,
                party=party,
            )
            found.append(alert)
        return found

    def unknown_codes(self, node: str, first: dt.datetime, last: dt.datetime) -> int:
        """Codes of nobody that visitors showed at a node between these times."""
        values = {"node": node, "back": _LOOK_BACK, "first": micros(first), "last": micros(last)}
        return int(self._link.value(_UNKNOWN, values))
