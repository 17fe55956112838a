"""Entries are taken back."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.desk.counter import Counter
from kiosk.entry import Entry, EntryId, Undone
from kiosk.ports import Unit


class Undoing(Counter):
    """Taking check-ins back, on the day they were made."""

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

    def _undo(self, unit: Unit, target: EntryId, reason: str, by: str | None) -> Entry | None:
        line = unit.line(target)
        if line is not None and line.undone_at is not None:
            return None
        self._line_of_today(unit, target)
        return unit.append(Undone(target=target, reason=reason), self._clock.now(), by=by)
