"""At closing time whoever did not say so has left."""

from __future__ import annotations

import datetime as dt

from kiosk.desk.counter import Counter
from kiosk.entry import CheckedOut, DayClosed
from kiosk.ports import Unit

# People a closing entry speaks of at once.
_PORTION = 500
_DAY = dt.timedelta(days=1)
_LOOK_BACK = dt.timedelta(days=7)


class Closing(Counter):
    """Closing days."""

    def close_days(self) -> int:
        """Close every day whose closing time has passed; returns how many check-ins were open.

        Whoever did not say so left at closing time, marked `auto`; who came later still, at the end
        of the service day. Catches up on days the machine was off. By the hub's clock, if that is
        known: a computer that is a day ahead sends nobody home on the others.
        """
        closed = 0
        with self._store.writing() as unit:
            now = self._true_now()
            today = self._gather.day(now)
            marked = unit.closed_until()
            day = unit.first_day()
            if marked is not None:
                # A mark may be of a clock that was ahead, and people came after it was set right.
                day = min(marked + _DAY, today - _LOOK_BACK)
            while day is not None and day <= today:
                if unit.still_inside(day):
                    for moment in self._gather.closings(day, unit):
                        if moment <= now:
                            closed += _send_home(unit, day, moment)
                day += _DAY
            if marked is None or marked < today - _DAY:
                unit.append(DayClosed(day=today - _DAY), now, written=self._clock.now())
        return closed

    def last_closed(self) -> dt.date:
        """The last service day whose closing time has passed."""
        with self._store.reading() as reader:
            now = self._true_now()
            today = self._gather.day(now)
            return today if self._gather.closings(today, reader)[0] <= now else today - _DAY


def _send_home(unit: Unit, day: dt.date, moment: dt.datetime) -> int:
    """Whoever came before `moment` and did not leave, left then; returns how many check-ins."""
    inside = [entry for entry, at in unit.still_inside(day) if at < moment]
    for start in range(0, len(inside), _PORTION):
        visits = tuple(inside[start : start + _PORTION])
        unit.append(CheckedOut(day=day, visits=visits, how="auto"), moment)
    return len(inside)
