"""The learning-city report."""

from __future__ import annotations

from kiosk.desk.counter import Counter
from kiosk.reporting import Period, Report, Tell, make_report


class Reporting(Counter):
    """Figures for the city; nobody's name is in them."""

    def report(self, period: Period, *, centre: str, tell: Tell) -> Report:
        """Count a period; with small numbers, which are not for the public."""
        with self._store.reading() as reader:
            return make_report(reader, period, centre=centre, at=self._clock.now(), tell=tell)
