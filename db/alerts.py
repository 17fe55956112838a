"""What staff should see to."""

from __future__ import annotations

import datetime as dt

import msgspec
from sqlalchemy import text

from db.board import Board
from kiosk.clock import from_micros
from kiosk.entry import EntryId
from kiosk.ports import Alert
from kiosk.record import Band, Learner, Occurrence

_OPEN = text(
    "SELECT a.node, a.seq, a.at, a.about, a.reason, a.screen, a.people, a.child, a.youth, a.adult,"
    " a.senior, a.partner, a.party, o.body, l.body FROM alert a"
    " LEFT JOIN occurrence o ON o.key = a.occurrence"
    " LEFT JOIN learner l ON l.learner = a.learner"
    " LEFT JOIN answered d ON d.node = a.node AND d.seq = a.seq"
    " WHERE a.day = :day AND d.node IS NULL ORDER BY a.at DESC, a.node DESC, a.seq DESC"
)

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
