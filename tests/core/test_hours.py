"""When the centre is open, and when work that kiosks would wait for may be done."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from kiosk.config import Hours
from kiosk.hours import OpeningHours

KORAT = ZoneInfo("Asia/Bangkok")
SUNDAY = Hours(sun="09:00-18:00", tue="10:00-17:00")


@pytest.mark.parametrize(
    ("hours", "time", "quiet"),
    [
        (SUNDAY, "2026-11-22T12:00", False),
        (SUNDAY, "2026-11-22T18:01", True),
        (SUNDAY, "2026-11-22T07:59", True),
        (SUNDAY, "2026-11-22T08:30", False),
        (SUNDAY, "2026-11-23T09:30", True),
        (Hours(), "2026-11-22T12:00", False),
        (Hours(), "2026-11-22T03:10", True),
        (Hours(), "2026-11-22T03:40", False),
        (Hours(), "2026-11-22T04:00", False),
    ],
)
def test_nobody_is_served_for_an_hour(hours: Hours, time: str, quiet: bool) -> None:
    at = dt.datetime.fromisoformat(time).replace(tzinfo=KORAT)
    assert OpeningHours(hours, KORAT).quiet_at(at) is quiet
