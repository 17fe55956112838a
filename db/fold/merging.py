"""Who is the same person: rows keep the learner that is left, and remember under whom they came.

`merged` follows from all entries about a learner, `came_as` names the rows of whoever was ever
merged: so an entry may come before what it speaks of, and may be taken back.
"""

from __future__ import annotations

from sqlalchemy import text

from db.fold import by_card, leaving, mentions
from db.fold.rows import stamps_of
from db.journal import one
from db.link import Link
from kiosk import entry as e
from kiosk.record import CARD_ID

_REMEMBER = text(
    "INSERT INTO came_as (node, seq, learner) SELECT :node, :seq, :learner"
    " WHERE EXISTS (SELECT 1 FROM merged m WHERE m.learner = :learner)"
)
_UNKNOWN_YET = (
    " NOT EXISTS (SELECT 1 FROM came_as c WHERE c.node = r.node AND c.seq = r.seq) AND"
    " NOT EXISTS (SELECT 1 FROM by_card b WHERE b.node = r.node AND b.seq = r.seq)"
)
_VISITS_CAME_AS = text(
    "INSERT INTO came_as (node, seq, learner) SELECT r.node, r.seq, r.learner FROM attendance r"  # noqa: S608
    f" WHERE r.learner = :learner AND{_UNKNOWN_YET}"
)
_WAITING_CAME_AS = text(
    "INSERT INTO came_as (node, seq, learner) SELECT r.node, r.seq, r.learner FROM waiting r"  # noqa: S608
    f" WHERE r.node = :node AND r.seq = :seq AND r.learner = :learner AND{_UNKNOWN_YET}"
)
_CAME_AS = text("SELECT node, seq FROM came_as WHERE learner = :learner")
_FORGET_CAME_AS = text("DELETE FROM came_as WHERE learner = :learner")
_TURN = tuple(
    text(f"UPDATE {table} SET learner = :root WHERE node = :node AND seq = :seq")  # noqa: S608
    for table in ("attendance", "waiting")
)
_KEEP = text(
    "INSERT INTO merged (learner, same_as, root, stamp, stamp_node)"
    " VALUES (:learner, :same_as, :learner, :stamp, :stamp_node) ON CONFLICT (learner) DO UPDATE"
    " SET same_as = excluded.same_as, stamp = excluded.stamp, stamp_node = excluded.stamp_node"
)
_FORGET = text("DELETE FROM merged WHERE learner = :learner")
_SAME_AS = text("SELECT same_as FROM merged WHERE learner = :learner")
_LEADING_HERE = text("SELECT learner FROM merged WHERE same_as = :learner ORDER BY learner")
_LEAD = text("UPDATE merged SET root = :root WHERE learner = :learner")
_CARDS = text(
    "SELECT card FROM card WHERE learner = :learner"
    " UNION SELECT card FROM foreign_card WHERE learner = :learner"
)


def remember(link: Link, *came: e.Entry) -> None:
    """After the rows of check-ins or waiting numbers were written."""
    rows = [
        {"node": entry.node, "seq": entry.seq, "learner": who}
        for entry in came
        if (who := getattr(entry.body, "learner", None)) is not None
    ]
    link.run(_REMEMBER, *rows)


def merges(link: Link, entries: list[e.Entry]) -> None:
    """They are the same, or they are not."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.Merged)  # noqa: S101
        # A card that nobody knew is joined by the card.
        if body.learner and not body.learner.startswith(CARD_ID):
            refold(link, body.learner)


def refold(link: Link, learner: str) -> None:
    """Work out anew who is left of a learner, from all entries about that."""
    said = [one(link, name) for name in mentions.about(link, learner)]
    said = [s for s in said if isinstance(s.body, e.Merged) and s.body.learner == learner]
    before = _leading_to(link, learner)
    if not said:
        for row in link.all(_CAME_AS, {"learner": learner}):
            _turn(link, row, learner)
        link.run(_FORGET_CAME_AS, {"learner": learner})
        link.run(_FORGET, {"learner": learner})
    else:
        last = max(said, key=lambda s: (s.stamp, s.node))
        assert isinstance(last.body, e.Merged)  # noqa: S101
        row = {"learner": learner, "same_as": last.body.into or learner}
        link.run(_KEEP, row | stamps_of(last))
        link.run(_VISITS_CAME_AS, {"learner": learner})
        for node, seq in mentions.about(link, learner):
            link.run(_WAITING_CAME_AS, {"node": node, "seq": seq, "learner": learner})
    for one_of_them in before | {learner}:
        _lead(link, one_of_them)


def _lead(link: Link, learner: str) -> None:
    """Bring everything of a learner to who is left."""
    root = _root(link, learner)
    link.run(_LEAD, {"learner": learner, "root": root})
    for row in link.all(_CAME_AS, {"learner": learner}):
        _turn(link, row, root)
    for (card,) in link.all(_CARDS, {"learner": learner}):
        by_card.join(link, card)


def _turn(link: Link, row: tuple[str, int], learner: str) -> None:
    name = e.EntryId(*row)
    before = leaving.theirs(link, name)
    for statement in _TURN:
        link.run(statement, {"root": learner, "node": name.node, "seq": name.seq})
    leaving.settle(link, name, before=before)


def _root(link: Link, learner: str) -> str:
    """Where following leads; of a ring the smallest id, whichever way it was closed."""
    path = [learner]
    while True:
        following = link.value(_SAME_AS, {"learner": path[-1]})
        if following is None or following == path[-1]:
            return path[-1]
        if following in path:
            return min(path[path.index(following) :])
        path.append(following)


def _leading_to(link: Link, learner: str) -> set[str]:
    """Everybody whose following passes a learner."""
    found: set[str] = set()
    ahead = [learner]
    while ahead:
        for (other,) in link.all(_LEADING_HERE, {"learner": ahead.pop()}):
            if other not in found and other != learner:
                found.add(other)
                ahead.append(other)
    return found
