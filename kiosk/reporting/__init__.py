"""The learning-city report: what the centre did for the city's learners, in figures."""

from __future__ import annotations

import datetime as dt

from kiosk.ports import Reader
from kiosk.reporting.counting import Counting
from kiosk.reporting.figures import Figures, Report, Row
from kiosk.reporting.period import Period, Tell
from kiosk.reporting.public import FEWEST, public_copy
from kiosk.reporting.tables import Made

__all__ = ["FEWEST", "Figures", "Period", "Report", "Row", "Tell", "make_report", "public_copy"]


def _nothing(_: str) -> None:
    pass


def make_report(
    reader: Reader,
    period: Period,
    *,
    centre: str,
    at: dt.datetime,
    tell: Tell = _nothing,
) -> Report:
    """Count the period; not for the public yet. `at` is aware UTC."""
    made = Made(Counting(reader, period, tell).count())
    return Report(
        centre=centre,
        period=period,
        at=at,
        public=False,
        visits=made.visits,
        attendances=made.attendances,
        tables=made.tables(period),
    )
