"""What other centres tell: kept beside the journal, for it is not ours to carry on."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import text

from db.fold import by_card
from db.fold.rows import dump, insert
from db.link import Link
from kiosk.foreign import Passport, Told
from kiosk.record import CARD_ID

_KEEP_LEARNER = insert("foreign_learner", "learner body", "learner", "TRUE")
_KEEP_CARD = insert("foreign_card", "card learner key ended body", "card", "TRUE")
_KEEP_PART = insert("elsewhere", "learner centre last body", "learner, centre", "TRUE")
_CARDS = text("SELECT card FROM foreign_card WHERE learner = :learner")
_FORGET_CARD = text("DELETE FROM foreign_card WHERE card = :card")
_FORGET_LEARNER = text("DELETE FROM foreign_learner WHERE learner = :learner")
_FORGET_PARTS = text("DELETE FROM elsewhere WHERE learner = :learner")


def keep_told(link: Link, card: str, told: Told) -> None:
    """Keep what is told of a card; whoever came by it is that learner now."""
    record = told.record
    if record is None:
        return
    link.run(_KEEP_LEARNER, {"learner": record.learner, "body": dump(record)})
    row = {"card": card, "learner": record.learner, "key": told.key, "ended": told.ended}
    link.run(_KEEP_CARD, row | {"body": dump(told)})
    keep_parts(link, record.learner, told.elsewhere)
    by_card.join(link, card)


def keep_parts(link: Link, learner: str, parts: Mapping[str, Passport]) -> None:
    """Keep what was learned elsewhere, and nothing that was told before."""
    link.run(_FORGET_PARTS, {"learner": learner})
    for centre, part in parts.items():
        last = "" if part.last is None else part.last.isoformat()
        row = {"learner": learner, "centre": centre, "last": last, "body": dump(part)}
        link.run(_KEEP_PART, row)


def forget(link: Link, learner: str) -> None:
    """Nothing is left of what was told of a learner, or of a card (`CARD_ID`)."""
    cards = [card for (card,) in link.all(_CARDS, {"learner": learner})]
    if learner.startswith(CARD_ID):
        cards.append(learner.removeprefix(CARD_ID))
    for card in cards:
        link.run(_FORGET_CARD, {"card": card})
        by_card.join(link, card)
    link.run(_FORGET_LEARNER, {"learner": learner})
    link.run(_FORGET_PARTS, {"learner": learner})
