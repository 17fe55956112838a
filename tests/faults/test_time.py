"""Where one day ends and the next begins: 04:00, months, years of both eras, days switched off."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from kiosk import thai
from kiosk.clock import service_day
from kiosk.config import Settings
from kiosk.days import fiscal_of, fiscal_year
from kiosk.entry import CheckedIn, CheckedOut, DayClosed
from kiosk.exporting import Wanted, export_log
from kiosk.importing import import_programme
from kiosk.outcome import VISIT, Ask, Code
from kiosk.reporting import period
from tests.storage.centre import Centre

BANGKOK = ZoneInfo("Asia/Bangkok")
DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)
LAST_DAYS = [
    dt.date(2026, 11, 30),  # a month
    dt.date(2026, 12, 31),  # a year: 2569 to 2570
    dt.date(2027, 9, 30),  # a fiscal year
    dt.date(2027, 2, 28),  # a February without a 29th
    dt.date(2028, 2, 28),
    dt.date(2028, 2, 29),
    dt.date(2099, 12, 31),
]
EVERY_DAY = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//TH
BEGIN:VEVENT
UID:daily
DTSTART;VALUE=DATE:20261101
RRULE:FREQ=DAILY
SUMMARY:ทุกวัน
X-WALKIN-CAPACITY:1
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def daily(centre: Centre) -> Iterator[Centre]:
    import_programme(centre.store, centre.clock, centre.settings, EVERY_DAY.encode())
    return centre


def at(centre: Centre, day: dt.date, time: str) -> None:
    local = dt.datetime.combine(day, dt.time.fromisoformat(time), BANGKOK)
    centre.clock.at = local.astimezone(dt.UTC)


def came(centre: Centre, learner: int) -> dt.date:
    """Somebody visits; the day it is kept under."""
    outcome = centre.desk.scan(f"K{100000 + learner}", Ask(wanted=VISIT))
    assert outcome.code is Code.ADMITTED
    body = centre.journal()[-1]
    assert isinstance(body, CheckedIn)
    return body.day


def exported(centre: Centre, first: dt.date, last: dt.date) -> list[dict[str, str]]:
    out = io.BytesIO()
    export_log(centre.store, centre.clock, BANGKOK, Wanted(first=first, last=last), out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"))))


@pytest.mark.parametrize("last", LAST_DAYS, ids=str)
def test_the_day_turns_at_four_for_entries_home_and_files(centre: Centre, last: dt.date) -> None:
    new = last + DAY
    moments = [
        (last, "23:59:59", last),
        (new, "00:00:00", last),
        (new, "03:59:59", last),
        (new, "04:00:00", new),
        (new, "23:59:59", new),
    ]
    for number, (date, time, belongs) in enumerate(moments, 1):
        at(centre, date, time)
        # Five learners, none of them suspended, a child or expired on any of these days.
        assert came(centre, (1, 2, 3, 7, 9)[number - 1]) == belongs
        assert centre.desk.today().day == belongs
    for day, people in ((last, 3), (new, 2)):
        rows = exported(centre, day, day)
        assert [row["service_day"] for row in rows] == [day.isoformat()] * people
        assert {row["service_day_be"] for row in rows} == {thai.buddhist(day)}
        assert {row["service_day_be"][-4:] for row in rows} == {str(day.year + 543)}
    assert len(exported(centre, last, new)) == 5
    ends = fiscal_year(fiscal_of(last))
    assert len(exported(centre, *ends)) == (3 if last.month == 9 else 5)
    report = centre.desk.report(period.fiscal(fiscal_of(new) + 543), centre="", tell=lambda _: None)
    assert report.visits.came == (2 if last.month == 9 else 5)


@pytest.mark.parametrize("last", LAST_DAYS, ids=str)
def test_waiting_numbers_begin_anew_and_nobody_of_yesterday_is_inside(
    daily: Centre, last: dt.date
) -> None:
    for day in (last, last + DAY):
        at(daily, day, "10:00:00")
        codes = [daily.desk.scan(f"K{100000 + n}").code for n in (1, 2, 3)]
        assert codes == [Code.ADMITTED, Code.STANDBY, Code.STANDBY]
        numbers = [n.number for one in daily.desk.board().waiting for n in one.numbers]
        assert numbers == ["A1", "A2"]
        assert daily.desk.today().running[0].taken == 1
    at(daily, last + DAY, "10:00:01")
    assert daily.desk.close_days() == 1
    assert [b.day for b in daily.journal() if isinstance(b, CheckedOut)] == [last]
    assert daily.desk.close_days() == 0


@pytest.mark.parametrize("off", [1, 2, 9, 40, 400])
def test_days_the_machine_was_off_are_closed_at_their_own_end(centre: Centre, off: int) -> None:
    day = dt.date(2026, 12, 30)
    at(centre, day, "10:00:00")
    came(centre, 1)
    at(centre, day + off * DAY, "09:00:00")
    assert centre.desk.close_days() == 1
    with centre.store.reading() as reader:
        (gone,) = (e for e in reader.entries({}, 10_000) if isinstance(e.body, CheckedOut))
    assert service_day(gone.at - SECOND, BANGKOK) == day
    assert centre.journal()[-1] == DayClosed(day=day + (off - 1) * DAY)
    assert centre.desk.last_closed() == day + (off - 1) * DAY
    assert centre.desk.close_days() == 0
    assert centre.desk.today().day == day + off * DAY


JUMPS = [
    SECOND,
    dt.timedelta(minutes=3),
    dt.timedelta(hours=5),
    DAY,
    31 * DAY,
    365 * DAY,
    3652 * DAY,
]


@pytest.mark.parametrize("jump", [j * sign for j in JUMPS for sign in (1, -1)], ids=str)
def test_a_clock_that_jumps_and_is_set_right_loses_no_day(
    centre: Centre, jump: dt.timedelta
) -> None:
    day = dt.date(2027, 6, 1)
    at(centre, day, "10:00:00")
    came(centre, 1)
    right = centre.clock.at
    centre.clock.at = right + jump
    wrong_day = came(centre, 2)
    centre.desk.close_days()
    centre.clock.at = right + 60 * SECOND
    assert came(centre, 3) == day
    centre.desk.close_days()
    assert {r["service_day"] for r in exported(centre, day, day)} == {day.isoformat()}
    assert len(exported(centre, day, day)) == 2 + (wrong_day == day)
    at(centre, day + DAY, "09:00:00")
    centre.desk.close_days()
    with centre.store.reading() as reader:
        assert reader.still_inside(day) == []
        entries = reader.entries({}, 10_000)
    assert [e.seq for e in entries] == list(range(1, len(entries) + 1))
    stamps = [e.stamp for e in entries]
    assert stamps == sorted(set(stamps))


def test_no_moment_of_a_thousand_days_is_on_a_wrong_one() -> None:
    zone, settings = BANGKOK, Settings()
    assert settings.zone == zone
    first = dt.date(2027, 12, 1)
    for n in range(1000):
        day = first + n * DAY
        start = dt.datetime.combine(day, dt.time(4), zone).astimezone(dt.UTC)
        assert service_day(start - SECOND, zone) == day - DAY
        assert service_day(start, zone) == day
        assert service_day(start + DAY - SECOND, zone) == day
