"""A file of the programme beside what is stored: what is new, different and the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kiosk.importing.calendar import ProgrammeFile, merged
from kiosk.importing.event import Unsound
from kiosk.importing.report import Planned, Rejected, Report
from kiosk.plan_rows import rows_of
from kiosk.record import Activity
from kiosk.recurrence import BrokenActivity

MOST_TOLD = 500
"""Of so many activities it is told what would become of them."""


class Change(NamedTuple):
    """An activity to write; `before` is what is stored, None for a new one."""

    before: Activity | None
    after: Activity


class Compared(NamedTuple):
    """What is to be written, and what becomes of all."""

    changes: tuple[Change, ...]
    report: Report


def compared(stored: Iterable[Activity], file: ProgrammeFile, zone: ZoneInfo) -> Compared:
    """Compare a file with the stored activities. One that the file does not mention stays."""
    known = {activity.uid: activity for activity in stored}
    changes: list[Change] = []
    counts: Counter[str] = Counter()
    rejected = list(file.rejected)
    for activity in file.activities:
        before = known.get(activity.uid)
        after = activity
        if activity.uid in file.partial:
            try:
                after = _completed(before, activity, zone)
            except (BrokenActivity, Unsound) as e:
                rejected.append(Rejected(file.partial[activity.uid], str(e)))
                continue
        if _is_same(before, after, zone, as_list=file.as_list):
            counts["unchanged"] += 1
        else:
            counts["added" if before is None else "changed"] += 1
            changes.append(Change(before, after))
    notes = [
        f"{count} {'event was' if count == 1 else 'events were'} dated in the Buddhist era"
        " and read as Gregorian"
        for count in (file.buddhist,)
        if count
    ]
    report = Report(
        added=counts["added"],
        changed=counts["changed"],
        unchanged=counts["unchanged"],
        rejected=tuple(sorted(rejected)),
        notes=tuple(notes),
        planned=tuple(_told(change, zone) for change in changes[:MOST_TOLD]),
    )
    return Compared(tuple(changes), report)


def _completed(known: Activity | None, changes: Activity, zone: ZoneInfo) -> Activity:
    """Exceptions that came without their master, put to what is stored of it."""
    if known is not None:
        return merged(known, changes, zone)
    if not changes.title:
        msg = "it changes an activity that is not known here"
        raise BrokenActivity(msg)
    return changes


def _is_same(before: Activity | None, after: Activity, zone: ZoneInfo, *, as_list: bool) -> bool:
    """A list cannot say all that a calendar can: what it leaves out is no difference."""
    if before is None or not as_list:
        return before == after
    return rows_of(before, zone) == rows_of(after, zone)


def _told(change: Change, zone: ZoneInfo) -> Planned:
    """The activity and the columns in which it is different."""
    rows = rows_of(change.after, zone)
    when = " ".join(filter(None, (rows[0]["date"], rows[0]["start"])))
    if change.before is None:
        return Planned("added", change.after.title, when, ())
    old = rows_of(change.before, zone)
    fields = [name for name, text in rows[0].items() if old[0][name] != text]
    if old[1:] != rows[1:]:
        fields.append("replaces")
    return Planned("changed", change.after.title, when, tuple(fields))
