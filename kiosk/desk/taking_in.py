"""Many activities at once, from a file whose preview somebody has seen."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.desk.counter import signed
from kiosk.desk.impossible import No, NotPossible
from kiosk.desk.timetable import Changed, Timetable
from kiosk.entry import ActivityKept
from kiosk.record import Activity


class TakingIn(Timetable):
    """Reading and writing whole activities."""

    def activities(self) -> list[Activity]:
        """Everything that is planned."""
        with self._store.reading() as reader:
            return reader.activities()

    def take_in(self, changes: Sequence[tuple[Activity | None, Activity]], by: str) -> Changed:
        """Write these activities instead of what was seen, None where there was nothing.

        Raises NotPossible when any was changed meanwhile: then none is written.
        """
        signed(by)
        with self._store.writing() as unit:
            stored = {activity.uid: activity for activity in unit.activities()}
            if any(stored.get(after.uid) != before for before, after in changes):
                msg = "somebody else has changed one of these activities just now; look again"
                raise NotPossible(No.OTHER_WAS_FASTER, msg)
            bodies = [ActivityKept(activity=after) for _, after in changes]
            unit.append_many(bodies, self._clock.now(), by=by)
        return Changed(
            key="",
            before=tuple(before for before, _ in changes),
            after=tuple(after for _, after in changes),
        )
