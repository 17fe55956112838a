"""Who waits, what staff did with their numbers, and who of them came in.

A waiting number has ended when its people came, which the check-in says; so an undo of the check-in
puts it back in line. When two desks that do not know of each other let in the same people, the
first check-in that stands counts and the others are void.
"""

from __future__ import annotations

from sqlalchemy import text

from db.fold import by_card, merging
from db.fold.rows import ROOT, insert, later, name_of, stamps_of
from db.link import Link
from kiosk import entry as e
from kiosk.clock import micros
from kiosk.record import Band

_WAIT = text(
    "INSERT INTO waiting (node, seq, day, at, stamp, occurrence, learner, number, people, child,"  # noqa: S608
    " youth, adult, senior, partner, party, undone) VALUES (:node, :seq, :day, :at, :stamp,"
    f" :occurrence, {ROOT.format(':learner')}, :number, :people, :child, :youth, :adult, :senior,"
    " :partner, :party,"
    " (SELECT COUNT(*) FROM undone u WHERE u.node = :node AND u.seq = :seq))"
)
_UNDO = text("UPDATE waiting SET undone = 1 WHERE node = :node AND seq = :seq")
_MARK = insert(
    "waiting_mark", "node seq mark at stamp stamp_node", "node, seq", later("waiting_mark")
)
_LET_IN = insert("let_in", "node seq waiting_node waiting_seq stamp", "node, seq")
_CAME_WITH = text("SELECT waiting_node, waiting_seq FROM let_in WHERE node = :node AND seq = :seq")
_UNDONE = "EXISTS (SELECT 1 FROM undone u WHERE u.node = {0}.node AND u.seq = {0}.seq)"
_ONE_COUNTS = text(
    "UPDATE attendance SET undone = CASE WHEN "  # noqa: S608 - our own words
    + _UNDONE.format("attendance")
    + " OR EXISTS (SELECT 1 FROM let_in i JOIN let_in f ON f.waiting_node = i.waiting_node AND"
    " f.waiting_seq = i.waiting_seq AND (f.stamp, f.node, f.seq) < (i.stamp, i.node, i.seq)"
    " WHERE i.node = attendance.node AND i.seq = attendance.seq AND NOT "
    + _UNDONE.format("f")
    + ") THEN 1 ELSE 0 END WHERE (node, seq) IN (SELECT l.node, l.seq FROM let_in l"
    " WHERE l.waiting_node = :node AND l.waiting_seq = :seq)"
)


def queue(link: Link, entries: list[e.Entry]) -> None:
    """They wait."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.Queued)  # noqa: S101
        row = name_of(entry) | {
            "day": body.day.isoformat(),
            "occurrence": body.occurrence,
            "learner": body.learner,
            "number": body.number,
            "people": body.people,
            **{band.value: body.bands.get(band, 0) for band in Band},
            "partner": body.partner,
            "party": body.party,
        }
        link.run(_WAIT, row)
        by_card.remember(link, entry, body.learner)
        merging.remember(link, entry)


def marks(link: Link, entries: list[e.Entry]) -> None:
    """They were called, are gone, or wait again."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.NumberMarked)  # noqa: S101
        row = {"node": body.target.node, "seq": body.target.seq, "mark": body.mark.value}
        link.run(_MARK, row | {"at": micros(entry.at)} | stamps_of(entry))


def let_in(link: Link, entry: e.Entry, number: e.EntryId) -> None:
    """After the row of a check-in with a waiting number was written."""
    row = {"node": entry.node, "seq": entry.seq, "stamp": entry.stamp}
    link.run(_LET_IN, row | {"waiting_node": number.node, "waiting_seq": number.seq})
    link.run(_ONE_COUNTS, {"node": number.node, "seq": number.seq})


def undo(link: Link, target: e.EntryId) -> None:
    """After something was taken back: a number, or the check-in that came with one."""
    name = {"node": target.node, "seq": target.seq}
    link.run(_UNDO, name)
    number = link.first(_CAME_WITH, name)
    if number is not None:
        link.run(_ONE_COUNTS, {"node": number[0], "seq": number[1]})
