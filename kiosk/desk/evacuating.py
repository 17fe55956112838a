"""Everybody must leave: who is inside."""

from __future__ import annotations

from kiosk import thai
from kiosk.collation import order_key
from kiosk.desk.counter import Counter
from kiosk.entry import NamesSeen
from kiosk.evacuation import Evacuation, Present, Unnamed
from kiosk.ports import StoreTrouble


class Evacuating(Counter):
    """The list of who is inside."""

    def evacuation(self, by: str) -> Evacuation:
        """Everybody who is inside now; that `by` saw their names is kept in the journal.

        "" when it is not known who looks: in an emergency nobody is asked for a PIN. A disk that
        takes no entry keeps nobody from having the list.
        """
        with self._store.reading() as reader:
            now = self._clock.now()
            day = self._gather.day(now)
            found = Evacuation(
                day=day,
                at=now,
                by=by,
                named=tuple(sorted(reader.present(day), key=_name)),
                unnamed=tuple(sorted(reader.unnamed(day), key=_size)),
            )
        try:
            with self._store.writing() as unit:
                seen = NamesSeen(day=day, why="evacuation", people=len(found.named))
                unit.append(seen, now, by=by or None)
        except StoreTrouble:
            return found._replace(noted=False)
        return found


def _name(present: Present) -> tuple[object, ...]:
    name = present.name
    first = order_key(thai.first_name(name))
    return name == "", first, order_key(name), present.learner.number


def _size(group: Unnamed) -> tuple[int, str]:
    return -group.people, "" if group.occurrence is None else group.occurrence.key
