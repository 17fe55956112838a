"""Folding: what every kind of entry does to the derived tables.

The result does not depend on the order in which other nodes' entries arrive: whole records keep the
later stamp, a departure, an undo or a re-dating may come before the check-in it speaks of, a card
before or after the people who came by it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from db.fold import (
    alerts,
    attendance,
    erasing,
    leaving,
    looks,
    mentions,
    merging,
    people,
    programme,
    redating,
    staff,
    waiting,
)
from db.link import Link
from kiosk import entry as e


def fold(link: Link, entries: Sequence[e.Entry]) -> None:
    """Write what the entries mean into the derived tables, within the open transaction."""
    mentions.remember(link, entries)
    for kind, group in itertools.groupby(entries, key=lambda entry: type(entry.body)):
        handler = _HANDLERS.get(kind)
        if handler is not None:
            handler(link, redating.as_dated(link, list(group)))


_HANDLERS: dict[type[e.Body], Callable[[Link, list[e.Entry]], None]] = {
    e.CheckedIn: attendance.visits,
    e.GuestsCounted: attendance.visits,
    e.CheckedOut: leaving.departures,
    e.Moved: attendance.moves,
    e.Undone: attendance.undos,
    e.Queued: waiting.queue,
    e.NumberMarked: waiting.marks,
    e.FeedbackGiven: attendance.feedback,
    e.CountHeld: alerts.alerts,
    e.HelpCalled: alerts.alerts,
    e.Refused: alerts.refusals,
    e.AlertAnswered: alerts.answers,
    e.ConflictSeen: alerts.conflicts_seen,
    e.LearnerKept: people.learners,
    e.CardIssued: people.cards,
    e.CardLost: people.lost_cards,
    e.CountCorrected: attendance.corrections,
    e.Redated: redating.redates,
    e.Merged: merging.merges,
    e.Erased: erasing.erasures,
    e.Looked: looks.looks,
    e.ActivityKept: programme.activities,
    e.OccurrenceKept: programme.occurrences,
    e.DayClosed: programme.closed_days,
    e.SeatsFreed: programme.freed_seats,
    e.StaffKept: staff.records,
    e.PinTried: staff.tries,
    e.PinLocked: alerts.alerts,
    e.ManyUnknown: alerts.alerts,
    e.DeviceGone: alerts.alerts,
    e.DatabaseRestored: alerts.alerts,
    e.BackupFailed: alerts.alerts,
}
