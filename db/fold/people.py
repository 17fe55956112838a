"""Learners, what names them, and their cards."""

from __future__ import annotations

from operator import itemgetter

import msgspec
from sqlalchemy import text

from db.fold import by_card
from db.fold.rows import Row, dump, insert, later, stamps_of
from db.link import Link
from db.search import learner_text
from kiosk import entry as e
from kiosk.clock import micros
from kiosk.identify import identifiers_of
from kiosk.record import Learner

_KEEP_LEARNER = insert(
    "learner", "learner body search stamp stamp_node", "learner", later("learner")
)
_STORED_LEARNER = text("SELECT stamp, stamp_node, body FROM learner WHERE learner = :learner")
_FORGET_IDENTIFIER = text(
    "DELETE FROM identifier WHERE value = :value AND kind = :kind AND learner = :learner"
)
_IDENTIFY = insert("identifier", "value kind learner", "value, kind, learner")
_KEEP_CARD = insert("card", "card learner key stamp stamp_node", "card, learner", later("card"))
_LOSE_CARD = insert("lost_card", "learner at staff stamp stamp_node", "learner", later("lost_card"))

_read_learner = msgspec.json.Decoder(Learner).decode


def learners(link: Link, entries: list[e.Entry]) -> None:
    """Whole records, and every number they are found by."""
    latest: dict[str, e.Entry] = {}
    forgotten: list[Row] = []
    for entry in entries:
        learner = _learner_of(entry).learner
        stored = link.first(_STORED_LEARNER, {"learner": learner})
        newest = (0, "") if stored is None else (stored[0], stored[1])
        known = latest.get(learner)
        if known is not None:
            newest = max(newest, (known.stamp, known.node))
        if (entry.stamp, entry.node) > newest:
            if stored is not None and known is None:
                forgotten += _identifiers(_read_learner(stored[2]))
            latest[learner] = entry
    # In the order of their keys: neighbours share a page.
    kept = [latest[learner] for learner in sorted(latest)]
    link.run(_FORGET_IDENTIFIER, *forgotten)
    link.run(_KEEP_LEARNER, *(_learner_row(entry) for entry in kept))
    found = [row for entry in kept for row in _identifiers(_learner_of(entry))]
    link.run(_IDENTIFY, *sorted(found, key=itemgetter("value")))


def _learner_of(entry: e.Entry) -> Learner:
    assert isinstance(entry.body, e.LearnerKept)  # noqa: S101
    return entry.body.learner


def _learner_row(entry: e.Entry) -> Row:
    record = _learner_of(entry)
    row = {"learner": record.learner, "body": dump(record), "search": learner_text(record)}
    return row | stamps_of(entry)


def _identifiers(learner: Learner) -> list[Row]:
    return [
        {"kind": kind, "value": value, "learner": learner.learner}
        for kind, value in identifiers_of(learner)
    ]


def cards(link: Link, entries: list[e.Entry]) -> None:
    """Cards, and whoever came by one before it was known here."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.CardIssued)  # noqa: S101
        row = {"card": body.card, "learner": body.learner, "key": body.key}
        link.run(_KEEP_CARD, row | stamps_of(entry))
        by_card.join(link, body.card)


def lost_cards(link: Link, entries: list[e.Entry]) -> None:
    """Cards reported lost; a card given later is not meant."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.CardLost)  # noqa: S101
        row = {"learner": body.learner, "at": micros(entry.at), "staff": entry.by}
        link.run(_LOSE_CARD, row | stamps_of(entry))
