"""A learner's year: stamps by feature and partner, and minutes that somebody was here."""

import datetime as dt
from typing import Any

import pytest

from kiosk.passport import Passport, derive
from kiosk.ports import Line
from tests.builders import DAY, NOON, a_line, an_occurrence

MINUTE = dt.timedelta(minutes=1)


def clay(**more: Any) -> Any:
    """12:00 to 14:00."""
    return an_occurrence(features=("workplace", "lifelong-culture"), host="nrvc", **more)


def came(after: float, left: float | None = None, how: str = "self", **more: Any) -> Line:
    """Minutes after noon."""
    gone = None if left is None else NOON + left * MINUTE
    how = "" if left is None else how
    return a_line(at=NOON + after * MINUTE, left_at=gone, left_how=how, **more)


def visit(after: float, left: float | None = None, how: str = "self", **more: Any) -> Line:
    return came(after, left, how, occurrence=None, **more)


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        ([], 0),
        ([came(10)], 110),
        ([came(-20)], 120),
        ([came(-20, 30)], 30),
        ([came(10, 40)], 30),
        ([came(10, 400)], 110),
        ([came(10, 60, "auto")], 110),
        ([came(130)], 0),
        ([came(10, 5)], 0),
        ([visit(0, 90)], 90),
        ([visit(0, 90, "desk")], 90),
        ([visit(0, 600)], 480),
        ([visit(0, 90, "auto")], 0),
        ([visit(0)], 0),
        # The same hour is learned once.
        ([visit(-30, 150), came(0)], 180),
        ([came(0, 30), came(60, 90)], 60),
        ([came(0, 30), came(20, 40)], 40),
        # An exhibition of the whole day says nothing of how long somebody stayed.
        ([came(0, occurrence=clay(all_day=True))], 0),
        ([came(0, 45, occurrence=clay(all_day=True))], 45),
    ],
)
def test_minutes(lines: list[Line], minutes: int) -> None:
    assert derive(lines, 2026).minutes == minutes
    assert derive(lines[::-1], 2026).minutes == minutes


def test_stamps_are_one_an_occurrence_and_visits_one_a_day() -> None:
    earlier = DAY - dt.timedelta(days=3)
    story = an_occurrence(
        key="story", features=("lifelong-culture",), host="มหาวิทยาลัยราชภัฏนครราชสีมา"
    )
    lines = [
        came(0, 30, occurrence=clay()),
        came(40, occurrence=clay()),
        visit(100),
        came(0, occurrence=story, day=earlier),
        came(0, occurrence=an_occurrence(key="x", host="ใครก็ไม่รู้"), day=earlier),
        came(0, occurrence=an_occurrence(key="y", host="vu"), undone_at=NOON, day=earlier),
        came(0, occurrence=an_occurrence(key="z", host="vu"), day=dt.date(2025, 12, 31)),
    ]
    found = derive(lines, 2026)
    assert (found.visits, found.last) == (2, DAY)
    assert found.features == {"workplace": 1, "lifelong-culture": 2}
    assert found.partners == {"nrvc": 1, "nrru": 1}


def test_nobody_has_an_empty_passport() -> None:
    assert derive([], 2026) == Passport(year=2026)
