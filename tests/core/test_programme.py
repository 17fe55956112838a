"""What a service day has: whole days, texts, and what the programme keeps."""

import datetime as dt
import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.clock import service_day
from kiosk.programme import Programme
from kiosk.record import Activity
from tests.core.calendars import BANGKOK, activity, expand, starts

NEW_YEAR = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "text",
    [
        "DTSTART;VALUE=DATE:20261107\nDTEND;VALUE=DATE:20261109",
        "DTSTART;VALUE=DATE:20261107\nDURATION:P2D",
        "DTSTART;TZID=Asia/Bangkok:20261107T000000\nDTEND;TZID=Asia/Bangkok:20261109T000000",
        "DTSTART;VALUE=DATE:20261107\nRRULE:FREQ=DAILY;UNTIL=20261107T170000Z",
        "DTSTART;VALUE=DATE:20261107\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20261108T170000Z",
    ],
)
def test_whole_days_are_one_occurrence_for_each_service_day(text: str) -> None:
    found = expand(text, first="2026-11-01", last="2026-11-30")
    assert [o.day.day for o in found] == [7, 8]
    assert all(o.all_day and o.start == o.opens for o in found)
    assert starts(found) == ["07 04:00-04:00", "08 04:00-04:00"]
    assert len({o.key for o in found}) == 2


def test_an_all_day_event_without_end_takes_one_day() -> None:
    assert len(expand("DTSTART;VALUE=DATE:20261107", first="2026-11-01", last="2026-11-30")) == 1


def test_what_starts_before_four_belongs_to_the_day_before() -> None:
    early = "DTSTART:20261107T033000\nDURATION:PT1H"
    assert [o.day.day for o in expand(early, first="2026-11-06", last="2026-11-07")] == [6]


def test_summer_time_of_another_zone_moves_the_time_here() -> None:
    rule = "DTSTART;TZID=Europe/Berlin:20261020T100000\nRRULE:FREQ=WEEKLY;COUNT=2"
    found = expand(rule, first="2026-10-01", last="2026-11-30")
    assert starts(found) == ["20 15:00-16:00", "27 16:00-17:00"]


def test_a_cancelled_activity_is_listed_cancelled() -> None:
    rule = "DTSTART:20261103T090000\nRRULE:FREQ=DAILY;COUNT=2\nSTATUS:CANCELLED"
    assert [o.cancelled for o in expand(rule, first="2026-11-01", last="2026-11-12")] == [
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("said", "minutes"),
    [("SUMMARY:x", 30), ("X-WALKIN-OPENS-BEFORE:5", 5), ("X-WALKIN-OPENS-BEFORE:0", 0)],
)
def test_check_in_opens_so_many_minutes_before(said: str, minutes: int) -> None:
    (found,) = expand(f"DTSTART:20261103T090000\n{said}", first="2026-11-03")
    assert found.start - found.opens == dt.timedelta(minutes=minutes)


def test_texts_are_plain_and_only_known_codes_count() -> None:
    (found,) = expand(
        "DTSTART:20261103T090000\nSUMMARY:<b>ดนตรี</b>\u200b  <img src=x>ในสวน " + "ก" * 300 + "\n"
        "CATEGORIES:WORKPLACE,party\nCATEGORIES:lifelong-culture\nX-WALKIN-AUDIENCE:child\\,Family\n"
        "X-WALKIN-CAPACITY:-3\nLOCATION:a\\, b",
        first="2026-11-03",
    )
    assert found.title.startswith("ดนตรี ในสวน ก")
    assert len(found.title) == 160
    assert found.features == ("workplace", "lifelong-culture")
    assert found.audience == ("child", "family")
    assert found.capacity is None
    assert found.room == "a, b"


def test_titles_in_two_languages_go_to_their_places() -> None:
    (found,) = expand(
        "DTSTART:20261103T090000\nSUMMARY;LANGUAGE=en:Music\nSUMMARY;LANGUAGE=th:ดนตรี",
        first="2026-11-03",
    )
    assert (found.title, found.title_en) == ("ดนตรี", "Music")


@settings(deadline=None)
@given(
    st.integers(0, 525_600).map(lambda m: NEW_YEAR + dt.timedelta(minutes=m)),
    st.sampled_from(["Asia/Bangkok", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"]),
)
def test_every_occurrence_lies_in_exactly_one_service_day(at: dt.datetime, zone: str) -> None:
    text = f"DTSTART;TZID={zone}:{at:%Y%m%dT%H%M%S}\nRRULE:FREQ=DAILY;COUNT=5\nDURATION:PT45M"
    days = [at.date() + dt.timedelta(days=n) for n in range(-2, 8)]
    found = [o for day in days for o in expand(text, first=day.isoformat())]
    assert len(found) == len({o.key for o in found}) == 5
    assert all(o.day == service_day(o.start, BANGKOK) for o in found)


class Shelf:
    """As much of a Reader as the programme asks for."""

    def __init__(self, *activities: Activity) -> None:
        self.held = list(activities)
        self.revision = 1
        self.asked = 0

    def programme_revision(self) -> int:
        return self.revision

    def activities(self) -> list[Activity]:
        self.asked += 1
        return self.held


SUNDAYS = "DTSTART:20261101T100000\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:b"


def test_a_day_is_expanded_once_until_the_programme_changes() -> None:
    shelf = Shelf(activity(SUNDAYS))
    programme = Programme(BANGKOK, 30)
    day = dt.date(2026, 11, 1)
    first = programme.on(day, shelf)
    assert programme.on(day, shelf) is first
    assert shelf.asked == 1
    shelf.held.append(activity("DTSTART:20261101T100000\nSUMMARY:a", uid="z"))
    shelf.revision += 1
    assert [o.title for o in programme.on(day, shelf)] == ["a", "b"]
    assert shelf.asked == 2


def test_many_days_leave_only_a_few_kept() -> None:
    shelf = Shelf(activity(SUNDAYS))
    programme = Programme(BANGKOK, 30)
    for count in range(40):
        programme.on(dt.date(2026, 11, 1) + dt.timedelta(days=count), shelf)
    assert len(programme._days) <= 8
    assert shelf.asked == 1


def test_the_next_day_skips_what_is_cancelled() -> None:
    shelf = Shelf(activity(SUNDAYS, "RECURRENCE-ID:20261108T100000\nSTATUS:CANCELLED"))
    programme = Programme(BANGKOK, 30)
    assert programme.next_day(dt.date(2026, 11, 1), shelf) == dt.date(2026, 11, 15)
    assert programme.next_day(dt.date(2026, 11, 22), shelf) is None
    assert shelf.asked == 1


def test_a_broken_activity_leaves_the_others_on_the_screen(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = Activity(uid="bad", title="bad", ics="nothing")
    shelf = Shelf(broken, activity(SUNDAYS))
    with caplog.at_level(logging.WARNING):
        found = Programme(BANGKOK, 30).on(dt.date(2026, 11, 1), shelf)
    assert [o.title for o in found] == ["b"]
    assert "bad" in caplog.text
