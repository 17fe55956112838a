"""People leave, and say how it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kiosk.desk.counter import Counter
from kiosk.entry import CheckedOut, Entry, EntryId


class Leaving(NamedTuple):
    """What was written, and whether whoever leaves may be asked how it was."""

    entry: Entry
    ask_feedback: bool


class WayOut(Counter):
    """Leaving, and what people thought of it."""

    def leave(self, visits: Sequence[EntryId], by: str | None = None) -> Leaving:
        """The people of these check-ins leave."""
        now = self._clock.now()
        body = CheckedOut(
            day=self._gather.day(now), visits=tuple(visits), how="self" if by is None else "desk"
        )
        with self._store.writing() as unit:
            return Leaving(unit.append(body, now, by=by), ask_feedback=False)

    def give_feedback(self, visit: EntryId, face: int) -> Entry:
        """Keep how somebody who leaves liked it. Raises ValueError unless `face` is 1 to 5."""
        raise NotImplementedError
