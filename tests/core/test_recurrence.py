"""Rules of repetition as calendar tools write them, with exceptions and time zones."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.recurrence import BrokenActivity
from tests.core.calendars import expand, starts

TOKYO_ZONE = """BEGIN:VTIMEZONE
TZID:Our own zone
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0900
TZOFFSETTO:+0900
END:STANDARD
END:VTIMEZONE"""
MASTER = """SUMMARY:โค้ดดิ้ง
X-WALKIN-SUMMARY-EN:Coding
LOCATION:ห้อง ICT
ORGANIZER;CN="วิทยาลัย":invalid:nomail
CATEGORIES:modern-technology,workplace
X-WALKIN-AUDIENCE:youth
X-WALKIN-CAPACITY:20"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "DTSTART;TZID=Asia/Bangkok:20261101T100000\nDTEND;TZID=Asia/Bangkok:20261101T110000\n"
            "RRULE:FREQ=WEEKLY;BYDAY=SU,WE",
            ["01 10:00-11:00", "04 10:00-11:00", "08 10:00-11:00", "11 10:00-11:00"],
            id="weekly",
        ),
        pytest.param(
            "DTSTART:20261101T100000\nDTEND:20261101T110000",
            ["01 10:00-11:00"],
            id="floating times are the centre's",
        ),
        pytest.param(
            "DTSTART:20261101T030000Z\nDURATION:PT90M", ["01 10:00-11:30"], id="UTC and a duration"
        ),
        pytest.param(
            "DTSTART;TZID=SE Asia Standard Time:20261101T100000\nDURATION:PT1H",
            ["01 10:00-11:00"],
            id="a Windows zone",
        ),
        pytest.param(
            "DTSTART;TZID=Asia/Tokyo:20261101T100000\nDURATION:PT1H",
            ["01 08:00-09:00"],
            id="another zone",
        ),
        pytest.param("DTSTART:20261101T100000", ["01 10:00-11:00"], id="no end means one hour"),
        pytest.param(
            "DTSTART:20261101T100000\nDTEND:20261101T100000",
            ["01 10:00-11:00"],
            id="an end at the start means one hour",
        ),
        pytest.param(
            "DTSTART:20261101T100000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20261102T100000",
            ["01 10:00-11:00", "03 10:00-11:00"],
            id="a date taken out counts",
        ),
        pytest.param(
            "DTSTART:20261101T100000\nRRULE:FREQ=DAILY;COUNT=6\n"
            "EXDATE:20261102T100000,20261103T030000Z\nEXDATE;VALUE=DATE:20261105",
            ["01 10:00-11:00", "04 10:00-11:00", "06 10:00-11:00"],
            id="taken out as list, in UTC, as date",
        ),
        pytest.param(
            "DTSTART:20261101T100000\nRDATE:20261103T140000,20261104T150000\n"
            "RDATE;VALUE=PERIOD:20261105T030000Z/PT2H",
            ["01 10:00-11:00", "03 14:00-15:00", "04 15:00-16:00", "05 10:00-12:00"],
            id="extra dates and periods",
        ),
        pytest.param(
            "DTSTART:20261101T100000\nRRULE:FREQ=DAILY;UNTIL=20261103",
            ["01 10:00-11:00", "02 10:00-11:00", "03 10:00-11:00"],
            id="until a date includes that day",
        ),
        pytest.param(
            "DTSTART;TZID=Asia/Bangkok:20261101T100000\nRRULE:FREQ=DAILY;UNTIL=20261102T030000Z",
            ["01 10:00-11:00", "02 10:00-11:00"],
            id="until a moment in UTC",
        ),
        pytest.param(
            "DTSTART;TZID=Asia/Bangkok:20261101T100000\nRRULE:FREQ=DAILY;UNTIL=20261102T100000",
            ["01 10:00-11:00", "02 10:00-11:00"],
            id="until a local time",
        ),
        pytest.param(
            "DTSTART:20261101T100000\nRRULE:FREQ=DAILY;UNTIL=20261102;COUNT=5",
            ["01 10:00-11:00", "02 10:00-11:00"],
            id="both until and count",
        ),
        pytest.param(
            "DTSTART:20261101T210000\nDTEND:20261102T010000",
            ["01 21:00-01:00"],
            id="across midnight is one occurrence",
        ),
    ],
)
def test_a_rule_gives_the_occurrences_its_writer_meant(text: str, expected: list[str]) -> None:
    assert starts(expand(text, first="2026-11-01", last="2026-11-12")) == expected


def test_a_zone_the_file_defines_itself_is_used() -> None:
    text = "DTSTART;TZID=Our own zone:20261101T100000\nDURATION:PT1H"
    assert starts(expand(text, first="2026-11-01", before=TOKYO_ZONE)) == ["01 08:00-09:00"]


def test_an_exception_without_details_has_those_of_the_master() -> None:
    moved, cancelled = expand(
        f"DTSTART:20261103T163000\nDURATION:PT90M\nRRULE:FREQ=WEEKLY;BYDAY=TU,TH\n{MASTER}",
        "RECURRENCE-ID:20261103T163000\nDTSTART:20261103T150000\nSUMMARY:ย้ายแล้ว",
        "RECURRENCE-ID:20261105T163000\nSTATUS:CANCELLED",
        first="2026-11-03",
        last="2026-11-05",
    )
    assert starts((moved, cancelled)) == ["03 15:00-16:30", "05 16:30-18:00"]
    assert (moved.title, moved.title_en) == ("ย้ายแล้ว", "Coding")
    assert (moved.host, moved.room, moved.capacity) == ("วิทยาลัย", "ห้อง ICT", 20)
    assert moved.features == ("modern-technology", "workplace")
    assert (moved.cancelled, cancelled.cancelled) == (False, True)
    assert cancelled.title == "โค้ดดิ้ง"


def test_a_moved_occurrence_keeps_its_key_and_belongs_to_its_new_day() -> None:
    rule = "DTSTART:20261103T163000\nRRULE:FREQ=WEEKLY\nSUMMARY:x"
    move = "RECURRENCE-ID:20261110T163000\nDTSTART:20261120T090000\nSUMMARY:x"
    before = expand(rule, first="2026-11-10")[0]
    assert expand(rule, move, first="2026-11-10") == ()
    (after,) = expand(rule, move, first="2026-11-20")
    assert after.key == before.key == "a/20261110T093000Z"
    assert after.day == dt.date(2026, 11, 20)


def test_an_exception_is_found_in_whatever_zone_it_names_the_repeat() -> None:
    rule = "DTSTART;TZID=Asia/Bangkok:20261103T163000\nRRULE:FREQ=DAILY;COUNT=2"
    for named in (":20261104T093000Z", ";TZID=Asia/Tokyo:20261104T183000", ":20261104T163000"):
        move = f"RECURRENCE-ID{named}\nDTSTART:20261104T100000"
        found = expand(rule, move, first="2026-11-03", last="2026-11-05")
        assert starts(found) == ["03 16:30-17:30", "04 10:00-11:00"]


def test_an_exception_takes_no_other_repeat_that_lies_the_zone_apart() -> None:
    # 16:00 in Bangkok is 09:00 in UTC: libraries that compare both take 09:00 for the exception.
    rule = "DTSTART;TZID=Asia/Bangkok:20261103T090000\nRRULE:FREQ=DAILY;BYHOUR=9,16;COUNT=4"
    found = expand(
        f"{rule}\nEXDATE;TZID=Asia/Bangkok:20261104T160000",
        "RECURRENCE-ID;TZID=Asia/Bangkok:20261103T160000\nDTSTART;TZID=Asia/Bangkok:20261103T170000",
        first="2026-11-03",
        last="2026-11-05",
    )
    assert starts(found) == ["03 09:00-10:00", "03 17:00-18:00", "04 09:00-10:00"]


def test_an_exception_for_this_and_future_moves_the_rest_and_keeps_every_key() -> None:
    rule = "DTSTART:20261103T090000\nRRULE:FREQ=DAILY;COUNT=4\nSUMMARY:old"
    later = (
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20261105T090000\nDTSTART:20261105T103000\nSUMMARY:new"
    )
    found = expand(rule, later, first="2026-11-01", last="2026-11-12")
    assert starts(found) == ["03 09:00-10:00", "04 09:00-10:00", "05 10:30-11:30", "06 10:30-11:30"]
    assert [o.title for o in found] == ["old", "old", "new", "new"]
    assert [o.key for o in found] == [
        o.key for o in expand(rule, first="2026-11-01", last="2026-11-12")
    ]


def test_this_and_future_without_a_move_keeps_every_key() -> None:
    rule = "DTSTART:20261103T090000\nRRULE:FREQ=DAILY;COUNT=3\nSUMMARY:old"
    later = (
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20261104T090000\nDTSTART:20261104T090000\nSUMMARY:new"
    )
    found = expand(rule, later, first="2026-11-01", last="2026-11-12")
    assert len({o.key for o in found}) == 3
    assert [o.title for o in found] == ["old", "new", "new"]


@pytest.mark.parametrize(
    "text",
    [
        "SUMMARY:no start",
        "DTSTART:tomorrow",
        "DTSTART:20261103T090000\nRRULE:FREQ=DAILY;INTERVAL=0",
        "DTSTART:20261103T090000\nRRULE:FREQ=SECONDLY",
        "DTSTART:20261103T090000\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "DTSTART:20261103T090000\nRRULE:FREQ=SOMETIMES",
        "DTSTART:20261103T090000\nEXDATE:x",
    ],
)
def test_what_cannot_be_expanded_says_so(text: str) -> None:
    with pytest.raises(BrokenActivity):
        expand(text, first="2026-11-03")


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_makes_the_expansion_fail_otherwise(text: str) -> None:
    with contextlib.suppress(BrokenActivity):
        expand(f"DTSTART:20261103T090000\nRRULE:{text}", first="2026-11-03")
