"""Entries are taken back."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.desk.counter import Counter
from kiosk.desk.impossible import No, NotPossible
from kiosk.entry import Entry, EntryId, Undone
from kiosk.ports import Unit


class Undoing(Counter):
    """Taking check-ins and check-outs back, on the day they were made."""

    def undo(self, target: EntryId, reason: str, by: str | None = None) -> Entry | None:
        """Take an entry back on the service day it is of, or was written down on.

        None when it is undone already.

        Raises NotPossible when the entry is not of today or cannot be undone.
        """
        with self._store.writing() as unit:
            return self._undo(unit, target, reason, by)

    def undo_all(self, targets: Sequence[EntryId], reason: str, by: str | None = None) -> int:
        """Take several entries back, all or none; returns how many were not undone already.

        Raises NotPossible as `undo` does.
        """
        with self._store.writing() as unit:
            undone = [self._undo(unit, target, reason, by) for target in targets]
            return sum(entry is not None for entry in undone)

    def stay(self, check_out: EntryId, reason: str, by: str) -> Entry | None:
        """The people whom staff checked out today are inside after all; None when they are already.

        `reason` is no free text: it outlives whoever is forgotten.

        Raises NotPossible when the entry is no check-out by staff, or not of today.
        """
        with self._store.writing() as unit:
            found = unit.check_out(check_out)
            if found is None or found[0].how != "desk":
                msg = f"{check_out} is no check-out by staff"
                raise NotPossible(No.NO_ENTRY, msg)
            body, taken_back = found
            now = self._clock.now()
            if body.day != self._gather.day(now):
                msg = f"{check_out} is not of today; only today's can be taken back"
                raise NotPossible(No.NOT_TODAY, msg)
            if taken_back:
                return None
            return unit.append(Undone(target=check_out, reason=reason), now, by=by)

    def _undo(self, unit: Unit, target: EntryId, reason: str, by: str | None) -> Entry | None:
        line = unit.line(target)
        if line is not None and line.undone_at is not None:
            return None
        self._line_of_today(unit, target)
        return unit.append(Undone(target=target, reason=reason), self._clock.now(), by=by)
