"""Who came, was taken back, was moved; and how they liked it."""

from __future__ import annotations

from sqlalchemy import text

from db.fold import by_card, leaving, merging, waiting
from db.fold.rows import ROOT, Row, insert, later, name_of, stamps_of
from db.link import Link
from kiosk import entry as e
from kiosk.clock import micros
from kiosk.record import Band

_ATTEND = text(
    "INSERT INTO attendance (node, seq, day, at, stamp, occurrence, learner, people, child, youth,"  # noqa: S608
    " adult, senior, partner, how, staff, expired, late, over_capacity, undone) VALUES"
    " (:node, :seq, :day, :at, :stamp,"
    " CASE WHEN EXISTS (SELECT 1 FROM moved m WHERE m.node = :node AND m.seq = :seq) THEN"
    " (SELECT m.occurrence FROM moved m WHERE m.node = :node AND m.seq = :seq)"
    f" ELSE :occurrence END, {ROOT.format(':learner')}, :people, :child, :youth, :adult,"
    " :senior, :partner, :how, :staff, :expired, :late, :over_capacity,"
    " (SELECT COUNT(*) FROM undone u WHERE u.node = :node AND u.seq = :seq))"
)
_MOVE = insert("moved", "node seq occurrence stamp stamp_node", "node, seq", later("moved"))
_MOVED = text(
    "UPDATE attendance SET occurrence = (SELECT m.occurrence FROM moved m WHERE m.node = :node AND"
    " m.seq = :seq) WHERE node = :node AND seq = :seq"
)
_UNDO = insert(
    "undone",
    "node seq at staff reason stamp stamp_node",
    "node, seq",
    "(excluded.stamp, excluded.stamp_node) < (undone.stamp, undone.stamp_node)",
)
_UNDO_VISIT = text("UPDATE attendance SET undone = 1 WHERE node = :node AND seq = :seq")
_CORRECT = insert(
    "corrected",
    "node seq child youth adult senior stamp stamp_node",
    "node, seq",
    later("corrected"),
)
_CORRECTED = text(
    "UPDATE attendance SET child = k.child, youth = k.youth, adult = k.adult, senior = k.senior,"
    " people = k.child + k.youth + k.adult + k.senior FROM corrected k WHERE k.node = :node"
    " AND k.seq = :seq AND attendance.node = :node AND attendance.seq = :seq"
    " AND attendance.learner IS NULL"
)
_FEEDBACK = insert(
    "feedback", "node seq day at face stamp stamp_node", "node, seq", later("feedback")
)


def _visit(entry: e.Entry) -> Row:
    body = entry.body
    if isinstance(body, e.CheckedIn):
        bands = {} if body.band is None else {body.band: 1}
        people, learner = 1, body.learner
        expired = body.expired
    else:
        assert isinstance(body, e.GuestsCounted)  # noqa: S101 - narrows the union
        bands, people, learner = body.bands, sum(body.bands.values()), None
        expired = False
    return name_of(entry) | {
        "day": body.day.isoformat(),
        "occurrence": body.occurrence,
        "learner": learner,
        "people": people,
        **{band.value: bands.get(band, 0) for band in Band},
        "partner": body.partner,
        "how": body.how,
        "staff": entry.by,
        "expired": int(expired),
        "late": int(body.late),
        "over_capacity": int(body.over_capacity),
    }


def visits(link: Link, entries: list[e.Entry]) -> None:
    """People came."""
    link.run(_ATTEND, *(_visit(entry) for entry in entries))
    for entry in entries:
        assert isinstance(entry.body, e.CheckedIn | e.GuestsCounted)  # noqa: S101
        if isinstance(entry.body, e.CheckedIn):
            by_card.remember(link, entry, entry.body.learner)
            merging.remember(link, entry)
        else:
            link.run(_CORRECTED, {"node": entry.node, "seq": entry.seq})
        if entry.body.waited is not None:
            waiting.let_in(link, entry, entry.body.waited)
    leaving.arrived(link, entries)


def corrections(link: Link, entries: list[e.Entry]) -> None:
    """So many were counted."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.CountCorrected)  # noqa: S101
        target = {"node": body.target.node, "seq": body.target.seq}
        bands = {band.value: max(0, body.bands.get(band, 0)) for band in Band}
        link.run(_CORRECT, target | bands | stamps_of(entry))
        link.run(_CORRECTED, target)


def moves(link: Link, entries: list[e.Entry]) -> None:
    """They came for something else."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.Moved)  # noqa: S101
        for node, seq in body.targets:
            target = {"node": node, "seq": seq}
            link.run(_MOVE, target | {"occurrence": body.occurrence} | stamps_of(entry))
            link.run(_MOVED, target)


def undos(link: Link, entries: list[e.Entry]) -> None:
    """It is taken back, whatever it was."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.Undone)  # noqa: S101
        target = {"node": body.target.node, "seq": body.target.seq}
        row = target | {"at": micros(entry.at), "staff": entry.by, "reason": body.reason}
        link.run(_UNDO, row | stamps_of(entry))
        link.run(_UNDO_VISIT, target)
        waiting.undo(link, body.target)
        leaving.undo(link, body.target)


def feedback(link: Link, entries: list[e.Entry]) -> None:
    """They said how they liked it; the last word about a visit stands."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.FeedbackGiven)  # noqa: S101
        row = {"node": body.visit.node, "seq": body.visit.seq, "at": micros(entry.at)}
        row |= {"day": body.day.isoformat(), "face": body.face}
        link.run(_FEEDBACK, row | stamps_of(entry))
