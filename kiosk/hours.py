"""When the centre is open."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from kiosk.clock import DAY_STARTS, UTC, day_span
from kiosk.config import Hours

_LOOK_AHEAD_DAYS = 60
_HALF = 30


class OpeningHours:
    """The centre's hours, in its zone."""

    def __init__(self, hours: Hours, zone: ZoneInfo) -> None:
        self._hours = hours
        self._zone = zone

    def open_at(self, now: dt.datetime) -> bool:
        """Whether the centre is open at `now` (aware)."""
        local = now.astimezone(self._zone)
        hours = self._hours.of(local.date())
        return hours is not None and hours[0] <= local.time() <= hours[1]

    def quiet_at(self, now: dt.datetime) -> bool:
        """Whether nobody is served for an hour: closed, or late in a service day without an end."""
        if self.open_at(now):
            local = now.astimezone(self._zone)
            return local.hour == DAY_STARTS.hour - 1 and local.minute < _HALF
        opens = self.opens_after(now)
        return opens is None or opens - now >= dt.timedelta(hours=1)

    def opens_after(self, now: dt.datetime) -> dt.datetime | None:
        """When the centre opens next, aware UTC; None when it does not within 60 days."""
        local = now.astimezone(self._zone)
        for ahead in range(_LOOK_AHEAD_DAYS):
            day = local.date() + dt.timedelta(days=ahead)
            hours = self._hours.of(day)
            if hours is not None:
                opens = dt.datetime.combine(day, hours[0], self._zone)
                if opens > local:
                    return opens.astimezone(UTC)
        return None

    def closes_on(self, day: dt.date) -> dt.datetime:
        """Closing time of a service day, aware UTC; its end when the centre has no hours then."""
        hours = self._hours.of(day)
        end = day_span(day, self._zone)[1]
        if hours is None or hours[1] == dt.time.max:
            return end
        return min(end, dt.datetime.combine(day, hours[1], self._zone).astimezone(UTC))
