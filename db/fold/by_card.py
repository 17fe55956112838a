"""Who came by a card that nobody here knew: theirs, as soon as the card is known.

Rows keep the learner they were folded under; `by_card` remembers which of them stood for a card, so
the card may arrive before them or after, and may even be given to somebody else. A card of another
centre is its learner's once that centre has told whose it is.
"""

from __future__ import annotations

from sqlalchemy import text

from db.fold import leaving
from db.fold.rows import ROOT, insert
from db.link import Link
from kiosk import entry as e
from kiosk.record import CARD_ID

_BY_CARD = insert("by_card", "node seq card", "node, seq")
_VISITS_BY = text(
    "SELECT b.node, b.seq FROM by_card b JOIN attendance a ON a.node = b.node AND a.seq = b.seq"
    " WHERE b.card = :card"
)
_ANYBODY = text("SELECT 1 FROM by_card WHERE card = :card LIMIT 1")
_THEIRS = (
    f" SET learner = COALESCE((SELECT {ROOT.format('c.learner')} FROM card c WHERE c.card = :card"  # noqa: S608
    " ORDER BY c.stamp DESC, c.stamp_node DESC LIMIT 1),"
    f" (SELECT {ROOT.format('f.learner')} FROM foreign_card f WHERE f.card = :card),"
    f" '{CARD_ID}' || :card)"
    " WHERE (node, seq) IN (SELECT b.node, b.seq FROM by_card b WHERE b.card = :card)"
)
_VISITS = text(f"UPDATE attendance{_THEIRS}")
_WAITING = text(f"UPDATE waiting{_THEIRS}")


def remember(link: Link, entry: e.Entry, learner: str | None) -> None:
    """After the row of a check-in or a waiting number was written."""
    # Looked at by its first letters alone: a learner's own check-in asks nothing more.
    if learner is not None and learner.startswith(CARD_ID):
        card = learner.removeprefix(CARD_ID)
        link.run(_BY_CARD, {"node": entry.node, "seq": entry.seq, "card": card})
        _join(link, card)


def join(link: Link, card: str) -> None:
    """After a card was issued, or its owner is somebody else now."""
    if link.first(_ANYBODY, {"card": card}) is not None:
        _join(link, card)


def _join(link: Link, card: str) -> None:
    visits = [e.EntryId(*row) for row in link.all(_VISITS_BY, {"card": card})]
    before = set().union(*(leaving.theirs(link, visit) for visit in visits))
    link.run(_VISITS, {"card": card})
    leaving.settle(link, *visits, before=before)
    link.run(_WAITING, {"card": card})
