"""Somebody is forgotten: in every entry, also those that arrive later, and in every table.

Entries keep their names, so that nothing seems lost; a random id takes the person's place, so that
every count stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import text

from db.fold import foreign, leaving, looks, mentions, merging, people
from db.journal import known, one, rewrite
from db.link import Link
from kiosk import entry as e
from kiosk.erasure import SPOKEN_OF, explained, learners_in, redacted, unexplained
from kiosk.record import CARD_ID

_ANYBODY = text("SELECT 1 FROM erased LIMIT 1")
_INSTEAD = text("SELECT instead, stamp, stamp_node FROM erased WHERE learner = :learner")
_PLACE = text("SELECT 1 FROM erased WHERE instead = :learner LIMIT 1")
_CALLED_SO = text("SELECT learner FROM erased WHERE instead = :instead")
_ERASE = text(
    "INSERT INTO erased (learner, instead, stamp, stamp_node) VALUES (:learner, :instead, :stamp,"
    " :stamp_node) ON CONFLICT (learner) DO UPDATE SET instead = excluded.instead,"
    " stamp = excluded.stamp, stamp_node = excluded.stamp_node"
)
_VISITS = text(
    "SELECT a.node, a.seq FROM attendance a WHERE a.learner = :learner AND"
    " NOT EXISTS (SELECT 1 FROM came_as c WHERE c.node = a.node AND c.seq = a.seq) AND"
    " NOT EXISTS (SELECT 1 FROM by_card b WHERE b.node = a.node AND b.seq = a.seq)"
)
_CAME_AS = text("SELECT node, seq FROM came_as WHERE learner = :learner")
_BY_CARD = text("SELECT node, seq FROM by_card WHERE card = :card")
_WHO_CAME = text("SELECT learner FROM attendance WHERE node = :node AND seq = :seq")
_WHO_WAITED = text("SELECT learner FROM waiting WHERE node = :node AND seq = :seq")
_RENAME = tuple(
    text(f"UPDATE {table} SET learner = :learner WHERE node = :node AND seq = :seq")  # noqa: S608
    for table in ("attendance", "waiting", "alert")
)
_UNTIE = tuple(
    text(f"DELETE FROM {table} WHERE node = :node AND seq = :seq")  # noqa: S608
    for table in ("came_as", "by_card")
)
_UNEXPLAIN = text("UPDATE undone SET reason = '' WHERE node = :node AND seq = :seq")
_MENTIONED = text(
    "UPDATE mention SET about = :instead WHERE about = :about AND node = :node AND seq = :seq"
)
_UNMENTION = text("DELETE FROM mention WHERE about = :about AND node = :node AND seq = :seq")


def redact(link: Link, entries: Sequence[e.Entry]) -> list[e.Entry]:
    """The entries as they may be kept, before they are written."""
    if link.first(_ANYBODY) is None:
        return list(entries)
    return [entry._replace(body=_kept(link, entry.body)) for entry in entries]


def hush(link: Link, came: Sequence[e.Entry], kept: Sequence[e.Entry]) -> None:
    """After they were folded: nothing is left of what was said before about those redacted."""
    for before, after in zip(came, kept, strict=True):
        redacted_now = learners_in(before.body) != learners_in(after.body)
        if redacted_now and isinstance(after.body, SPOKEN_OF):
            _unexplain(link, after.id)


def portions(entries: Sequence[e.Entry]) -> Iterator[Sequence[e.Entry]]:
    """The entries in runs, an erasure at the end of its own: it holds for what follows."""
    start = 0
    for at, entry in enumerate(entries, 1):
        if isinstance(entry.body, e.Erased) or at == len(entries):
            yield entries[start:at]
            start = at


def erasures(link: Link, entries: list[e.Entry]) -> None:
    """People are forgotten."""
    for entry in entries:
        for learner, instead in _settle(link, entry).items():
            _forget(link, learner, instead)


def _settle(link: Link, entry: e.Entry) -> dict[str, str]:
    """Who takes whose place now. Forgotten twice, on two nodes: the earlier one's id stays."""
    body = entry.body
    assert isinstance(body, e.Erased)  # noqa: S101
    known = [link.first(_INSTEAD, {"learner": one}) for one in (*body.learners, body.instead)]
    places = {(stamp, node, place) for place, stamp, node in filter(None, known)}
    places.add((entry.stamp, entry.node, body.instead))
    stamp, node, stays = min(places)
    gone = {place for _, _, place in places} - {stays}
    learners = {*body.learners, *gone} - {stays}
    for place in gone:
        learners |= {learner for (learner,) in link.all(_CALLED_SO, {"instead": place})}
    row = {"instead": stays, "stamp": stamp, "stamp_node": node}
    link.run(_ERASE, *(row | {"learner": learner} for learner in sorted(learners)))
    return dict.fromkeys(sorted(learners), stays)


def _forget(link: Link, learner: str, instead: str) -> None:
    for name in _visits(link, learner):
        _rename(link, name, learner, instead)
    for name in mentions.about(link, learner):
        _rename(link, name, learner, instead)
    people.forget_record(link, learner)
    people.forget_cards(link, learner, instead)
    foreign.forget(link, learner)
    looks.rename(link, learner, instead)


def _visits(link: Link, learner: str) -> list[e.EntryId]:
    """The check-ins that were written under this id."""
    rows = link.all(_VISITS, {"learner": learner}) + link.all(_CAME_AS, {"learner": learner})
    if learner.startswith(CARD_ID):
        rows += link.all(_BY_CARD, {"card": learner.removeprefix(CARD_ID)})
    return [e.EntryId(node, seq) for node, seq in rows]


def _rename(link: Link, name: e.EntryId, learner: str, instead: str) -> None:
    """One entry about the learner, what became of it, and what was said about it."""
    row = {"node": name.node, "seq": name.seq}
    before, theirs = one(link, name).body, leaving.theirs(link, name)
    rewrite(link, name, redacted(before, {learner: instead}))
    for statement in _UNTIE:
        link.run(statement, row)
    for statement in _RENAME:
        link.run(statement, row | {"learner": instead})
    leaving.settle(link, name, before=theirs)
    if isinstance(before, e.Merged):
        for what in learners_in(before):
            link.run(_UNMENTION, row | {"about": what})
        if before.learner:
            merging.refold(link, before.learner)
    else:
        link.run(_MENTIONED, row | {"about": learner, "instead": instead})
    if isinstance(before, SPOKEN_OF):
        _unexplain(link, name)


def _unexplain(link: Link, name: e.EntryId) -> None:
    """Nothing is left of what staff wrote about an entry."""
    for said in mentions.about(link, name):
        body = one(link, said).body
        rewrite(link, said, unexplained(body))
        for what in explained(body):
            link.run(_UNMENTION, {"about": str(what), "node": said.node, "seq": said.seq})
            if isinstance(body, e.Undone):
                link.run(_UNEXPLAIN, {"node": what.node, "seq": what.seq})


def _kept(link: Link, body: e.AnyBody) -> e.AnyBody:
    found = {one: link.first(_INSTEAD, {"learner": one}) for one in learners_in(body)}
    instead = {one: row[0] for one, row in found.items() if row is not None}
    if instead:
        return redacted(body, instead)
    return unexplained(body) if any(_is_gone(link, what) for what in explained(body)) else body


def _who_is_named(link: Link, name: e.EntryId) -> str | None:
    """Of what was put back in the journal and is not folded yet."""
    entry = known(link, name)
    return entry.body.learner if entry and isinstance(entry.body, SPOKEN_OF) else None


def _is_gone(link: Link, name: e.EntryId) -> bool:
    """Whether an entry is of somebody forgotten."""
    row = {"node": name.node, "seq": name.seq}
    who = link.value(_WHO_CAME, row) or link.value(_WHO_WAITED, row) or _who_is_named(link, name)
    return who is not None and link.first(_PLACE, {"learner": who}) is not None
