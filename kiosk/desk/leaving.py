"""People leave, and say how it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kiosk.desk.counter import Counter
from kiosk.entry import CheckedOut, Entry, EntryId, FeedbackGiven

_FACES = range(1, 6)


class Leaving(NamedTuple):
    """What was written, and whether whoever leaves may be asked how it was."""

    entry: Entry
    ask_feedback: bool


class WayOut(Counter):
    """Leaving, and what people thought of it."""

    def leave(self, visits: Sequence[EntryId], by: str | None = None) -> Leaving:
        """The people of these check-ins leave.

        Nobody is asked twice a day how it was, nor when staff check them out: then nobody stands
        before the screen.
        """
        with self._store.writing() as unit:
            now = self._clock.now()
            body = CheckedOut(
                day=self._gather.day(now),
                visits=tuple(visits),
                how="self" if by is None else "desk",
            )
            asked = any(unit.left_by_word(visit) for visit in body.visits)
            entry = unit.append(body, now, by=by)
            return Leaving(entry, ask_feedback=by is None and not asked)

    def give_feedback(self, visit: EntryId, face: int) -> Entry:
        """Keep how somebody who leaves liked it: about their newest check-in.

        Raises ValueError unless `face` is 1, sad, to 5, delighted.
        """
        if face not in _FACES:
            msg = f"there is no face {face}"
            raise ValueError(msg)
        with self._store.writing() as unit:
            now = self._clock.now()
            return unit.append(
                FeedbackGiven(day=self._gather.day(now), visit=visit, face=face), now
            )
