import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from kiosk.days import fiscal_year, read_day, read_moment


@pytest.mark.parametrize(
    "text",
    ["2026-11-22", "2569-11-22", "22/11/2569", "22/11/2026", " ๒๒/๑๑/๒๕๖๙ ", "2569-11-22\n"],
)
def test_a_day_is_read_in_either_era(text: str) -> None:
    assert read_day(text) == dt.date(2026, 11, 22)


def test_a_leap_day_is_judged_by_the_gregorian_year() -> None:
    assert read_day("29/2/2567") == dt.date(2024, 2, 29)


@pytest.mark.parametrize(
    "text", ["", "today", "22-11-2569", "2569/11/22", "29/2/2569", "31/4/2569", "22/11/69", "0-1-1"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|day"):
        read_day(text)


@pytest.mark.parametrize(
    "text", ["22/11/2569 10:31", "2026-11-22 10.31", "๒๒/๑๑/๒๕๖๙ ๑๐.๓๑ น.", "2026-11-22T10:31:00"]
)
def test_a_moment_is_read_in_either_era(text: str) -> None:
    zone = ZoneInfo("Asia/Bangkok")
    assert read_moment(text, zone) == dt.datetime(2026, 11, 22, 3, 31, tzinfo=dt.UTC)


@pytest.mark.parametrize("text", ["", "10:31", "22/11/2569", "22/11/2569 24:00", "x 10:31"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"time|hour|date|day"):
        read_moment(text, ZoneInfo("Asia/Bangkok"))


@pytest.mark.parametrize("year", [2569, 2026])
def test_the_fiscal_year_ends_in_september_of_its_name(year: int) -> None:
    assert fiscal_year(year) == (dt.date(2025, 10, 1), dt.date(2026, 9, 30))
