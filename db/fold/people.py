"""Learners, what names them, and their cards."""

from __future__ import annotations

from operator import itemgetter

import msgspec
from sqlalchemy import text

from db.fold import by_card
from db.fold.rows import Row, dump, insert, later, stamps_of
from db.link import Link
from kiosk import entry as e
from kiosk.clock import micros
from kiosk.findable import searched, sorted_by
from kiosk.identify import identifiers_of
from kiosk.record import Learner

_KEEP_LEARNER = insert(
    "learner", "learner body search sort born stamp stamp_node", "learner", later("learner")
)
_STORED_LEARNER = text("SELECT stamp, stamp_node, body FROM learner WHERE learner = :learner")
_NEIGHBOURS = text(
    "SELECT learner, stamp, stamp_node, body FROM learner WHERE learner BETWEEN :first AND :last"
    " LIMIT :most"
)
_FEW = 100
_FORGET_LEARNER = text("DELETE FROM learner WHERE learner = :learner")
_FORGET_IDENTIFIER = text(
    "DELETE FROM identifier WHERE value = :value AND kind = :kind AND learner = :learner"
)
_IDENTIFY = insert("identifier", "value kind learner", "value, kind, learner")
_KEEP_CARD = insert("card", "card learner key stamp stamp_node", "card, learner", later("card"))
_LOSE_CARD = insert("lost_card", "learner at staff stamp stamp_node", "learner", later("lost_card"))

_CARDS = text("SELECT card FROM card WHERE learner = :learner")
_FORGET_CARDS = text("DELETE FROM card WHERE learner = :learner")
_LOST = text("SELECT at, staff, stamp, stamp_node FROM lost_card WHERE learner = :learner")
_FORGET_LOST = text("DELETE FROM lost_card WHERE learner = :learner")

_read_learner = msgspec.json.Decoder(Learner).decode


def learners(link: Link, entries: list[e.Entry]) -> None:
    """Whole records, and every number they are found by."""
    latest: dict[str, e.Entry] = {}
    forgotten: list[Learner] = []
    # Without a number it is what is left of somebody forgotten.
    known = [entry for entry in entries if _learner_of(entry).known]
    there = _stored(link, {_learner_of(entry).learner for entry in known})
    for entry in known:
        learner = _learner_of(entry).learner
        stored = there.get(learner)
        newest = (0, "") if stored is None else (stored[0], stored[1])
        before = latest.get(learner)
        if before is not None:
            newest = max(newest, (before.stamp, before.node))
        if (entry.stamp, entry.node) > newest:
            if stored is not None and before is None:
                forgotten.append(_read_learner(stored[2]))
            latest[learner] = entry
    # In the order of their keys: neighbours share a page.
    kept = [latest[learner] for learner in sorted(latest)]
    _unname(link, *forgotten)
    link.run(_KEEP_LEARNER, *(_learner_row(entry) for entry in kept))
    found = [row for entry in kept for row in _identifiers(_learner_of(entry))]
    link.run(_IDENTIFY, *sorted(found, key=itemgetter("value")))


def _stored(link: Link, learners: set[str]) -> dict[str, tuple[int, str, str]]:
    """Stamps and body of those that are there; an import, in the order of keys, is read at once."""
    if len(learners) > _FEW:
        most = 2 * len(learners)
        span = {"first": min(learners), "last": max(learners), "most": most + 1}
        rows = link.all(_NEIGHBOURS, span)
        if len(rows) <= most:
            return {learner: tuple(rest) for learner, *rest in rows}
    found = {one: link.first(_STORED_LEARNER, {"learner": one}) for one in learners}
    return {learner: row for learner, row in found.items() if row is not None}


def forget_record(link: Link, learner: str) -> None:
    """Nothing is left of a record."""
    stored = link.first(_STORED_LEARNER, {"learner": learner})
    if stored is not None:
        _unname(link, _read_learner(stored[2]))
        link.run(_FORGET_LEARNER, {"learner": learner})


def _unname(link: Link, *learners: Learner) -> None:
    """Nothing that the records say leads to the learners any more."""
    link.run(_FORGET_IDENTIFIER, *(row for one in learners for row in _identifiers(one)))


def _learner_of(entry: e.Entry) -> Learner:
    assert isinstance(entry.body, e.LearnerKept)  # noqa: S101
    return entry.body.learner


def _learner_row(entry: e.Entry) -> Row:
    record = _learner_of(entry)
    row: Row = {"learner": record.learner, "body": dump(record), "search": searched(record)}
    row |= {"sort": sorted_by(record), "born": record.birth_year}
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
        if not body.card:
            # What is left of somebody forgotten.
            continue
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


def forget_cards(link: Link, learner: str, instead: str) -> None:
    """No card leads to the learner any more; whoever came by one comes by an unknown one."""
    cards = link.all(_CARDS, {"learner": learner})
    link.run(_FORGET_CARDS, {"learner": learner})
    for (card,) in cards:
        by_card.join(link, card)
    lost = link.first(_LOST, {"learner": learner})
    if lost is not None:
        at, staff, stamp, node = lost
        link.run(_FORGET_LOST, {"learner": learner})
        row = {"learner": instead, "at": at, "staff": staff, "stamp": stamp, "stamp_node": node}
        link.run(_LOSE_CARD, row)
