"""Calendar files as tools and people write them; a broken event spoils no other."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.importing.calendar import ProgrammeFile, read_programme
from kiosk.programme import occurrences_of

BANGKOK = ZoneInfo("Asia/Bangkok")
GOOD = """BEGIN:VEVENT
UID:good-{0}
DTSTART:20261103T100000
SUMMARY:ดี {0}
END:VEVENT
"""


def calendar(*blocks: str, end: str = "\r\n") -> bytes:
    text = "BEGIN:VCALENDAR\n" + "".join(f"{b.strip()}\n" for b in blocks) + "END:VCALENDAR\n"
    return text.replace("\n", end).encode()


def event(text: str) -> str:
    return f"BEGIN:VEVENT\n{text.strip()}\nEND:VEVENT\n"


def read(*blocks: str) -> ProgrammeFile:
    return read_programme(calendar(*blocks), BANGKOK)


def times(file: ProgrammeFile, last: str = "2026-12-31") -> list[str]:
    """Local starts of all occurrences of November and December."""
    found = []
    for activity in file.activities:
        span = dt.date(2026, 11, 1), dt.date.fromisoformat(last)
        found += occurrences_of(activity, *span, BANGKOK, 30)
    return [
        f"{o.start.astimezone(BANGKOK):%m%d %H:%M}" for o in sorted(found, key=lambda o: o.start)
    ]


BROKEN = {
    "UID:b\nDTSTART:20261301T100000\nSUMMARY:x": "DTSTART cannot be read: “20261301T100000”",
    "UID:b\nDTSTART:soon\nSUMMARY:x": "DTSTART cannot be read: “soon”",
    "DTSTART:20261101T100000\nSUMMARY:x": "it has no UID",
    "UID:b\nSUMMARY:x": "it has no start",
    "UID:b\nDTSTART:20261101T100000": "it has no title",
    "UID:b\nDTSTART:20261101T100000\nSUMMARY:x\n%%% garbage %%%": "is no calendar property",
    "UID:b\nDTSTART:20261101T100000\nSUMMARY:x\nRRULE:FREQ=NOW": "RRULE cannot be read",
    "UID:b\nDTSTART:20261101T100000\nSUMMARY:x\nRRULE:FREQ=SECONDLY": "every second",
    "UID:b\nDTSTART:20261101T100000\nSUMMARY:x\nRRULE:BYDAY=MO": "does not say how often",
    "UID:b\nDTSTART:20261101T100000\nSUMMARY:x\nRRULE:FREQ=DAILY;INTERVAL=0": "INTERVAL below 1",
    "UID:b\nDTSTART:20261101T100000\nSUMMARY:x\nRRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=0,5,10,"
    "15,20,25,30,35,40,45": "50 times a day",
    "UID:b\nDTSTART:20261101T100000\nSUMMARY:x\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30": "no mo",
    "UID:b\nDTSTART:20261101T100000\nSUMMARY:x\nRRULE:FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1": "never",
    "UID:b\nDTSTART:20261101T100000\nSUMMARY:x\nRRULE:FREQ=DAILY;UNTIL=20261001": "ends before it",
    "UID:b\nDTSTART:20261101T100000\nDTEND:20261101T090000\nSUMMARY:x": "ends before it starts",
    "UID:b\nDTSTART:20261101T100000\nDTEND;VALUE=DATE:20261102\nSUMMARY:x": "is a date, the other",
    "UID:b\nDTSTART;TZID=Mars/Base:20261101T100000\nSUMMARY:x": "“Mars/Base”, which nothing here",
    "UID:b\nDTSTART:19010101T100000\nSUMMARY:x": "in the year 1901",
    "UID:b\nDTSTART:20261101T100000\nDTSTART:20261102T100000\nSUMMARY:x": "DTSTART twice",
    "UID:b\nDTSTART:20261101T100000\nSUMMARY:x\nX-WALKIN-CAPACITY:many": "no number above 0: “m",
    "UID:b\nDTSTART:20261101T100000\nSUMMARY:x\nX-WALKIN-CAPACITY:0": "no number above 0",
    "UID:b\nDTSTART:20261101T100000\nSUMMARY:x\nEXDATE:20261101,never": "EXDATE cannot be read",
    "UID:b\nDTSTART:20261101T100000\nSUMMARY:x\nDURATION:long": "DURATION cannot be read",
    f"UID:{'b' * 300}\nDTSTART:20261101T100000\nSUMMARY:x": "no usable name",
    f"UID:b\nDTSTART:20261101T100000\nSUMMARY:{'x' * 70_000}": "longer than an activity",
}


# Whether a rule ever comes true takes a while to say no to.
QUICKLY_BROKEN = [text for text in BROKEN if "BYYEARDAY" not in text]


@pytest.mark.parametrize(("text", "reason"), BROKEN.items())
def test_a_broken_event_in_the_middle_is_rejected_alone_with_its_line(
    text: str, reason: str
) -> None:
    file = read(GOOD.format(1), event(text), GOOD.format(2))
    assert [a.uid for a in file.activities] == ["good-1", "good-2"]
    (rejected,) = file.rejected
    assert rejected.line == 7
    assert reason in rejected.reason


def test_an_event_that_does_not_end_is_rejected_and_the_next_one_read() -> None:
    open_one = "BEGIN:VEVENT\nUID:b\nDTSTART:20261101T100000\nSUMMARY:x\nBEGIN:VALARM\nTRIGGER:x"
    file = read(GOOD.format(1), open_one, GOOD.format(2), open_one)
    assert [a.uid for a in file.activities] == ["good-1", "good-2"]
    assert [(r.line, r.reason) for r in file.rejected] == [
        (7, "it does not end (no END:VEVENT)"),
        (18, "it does not end (no END:VEVENT)"),
    ]


@settings(deadline=None)
@given(st.lists(st.sampled_from([*QUICKLY_BROKEN, "ok"]), max_size=6))
def test_any_mixture_of_broken_events_keeps_the_good_ones(chosen: list[str]) -> None:
    blocks = [GOOD.format(n) if text == "ok" else event(text) for n, text in enumerate(chosen)]
    file = read(*blocks)
    good = [f"good-{n}" for n, text in enumerate(chosen) if text == "ok"]
    assert [a.uid for a in file.activities] == good
    if chosen:
        assert len(file.rejected) == len(chosen) - len(good)


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_at_all_make_the_reader_fail(raw: bytes) -> None:
    for tried in (raw, calendar(GOOD.format(1)) + raw, b"BEGIN:VEVENT\r\n" + raw):
        file = read_programme(tried, BANGKOK)
        assert file.activities or file.rejected


@pytest.mark.parametrize("raw", [b"", b"member_no,name\n", b"\x89PNG\r\n\x1a\n\0\0", b"<html>"])
def test_what_is_no_calendar_gets_one_clear_rejection(raw: bytes) -> None:
    (rejected,) = read_programme(raw, BANGKOK).rejected
    assert "no calendar file" in rejected.reason


def test_a_calendar_without_events_says_so() -> None:
    assert read().rejected[0].reason == "the calendar holds no event (VEVENT)"


THAI = calendar(event("UID:a\nDTSTART:20261101T100000\nSUMMARY:ปั้นดินด่านเกวียน"))


@pytest.mark.parametrize(
    "raw",
    [
        THAI,
        b"\xef\xbb\xbf" + THAI,
        THAI.decode().encode("utf-16"),
        THAI.decode().encode("cp874"),
        THAI.replace(b"\r\n", b"\n"),
        THAI.replace(b"\r\n", b"\r"),
        THAI.replace(b"\r\n", b"\r\n\r\n"),
        THAI.replace("ดิน".encode(), "ดิน".encode()[:4] + b"\r\n " + "ดิน".encode()[4:]),
        THAI.replace(b"DTSTART", b"dtstart").replace(b"BEGIN:VEVENT", b"begin:vevent"),
        THAI.removesuffix(b"END:VCALENDAR\r\n"),
        THAI.removeprefix(b"BEGIN:VCALENDAR\r\n"),
    ],
    ids=[
        *("utf8", "bom", "utf16", "cp874", "lf", "cr", "blank lines", "fold in a letter"),
        *("lower case", "no end", "no head"),
    ],
)
def test_the_title_is_read_in_every_encoding_and_line_end(raw: bytes) -> None:
    file = read_programme(raw, BANGKOK)
    assert [a.title for a in file.activities] == ["ปั้นดินด่านเกวียน"]
    assert not file.rejected


def test_one_damaged_byte_costs_one_event_not_all_the_letters() -> None:
    damaged = calendar(GOOD.format(1), GOOD.format(2), GOOD.format(3)).replace(
        "ดี 2".encode(), b"\xff 2"
    )
    file = read_programme(damaged, BANGKOK)
    assert [a.title for a in file.activities] == ["ดี 1", "ดี 3"]
    assert file.rejected[0].reason == "SUMMARY has characters that cannot be read"


def test_buddhist_years_are_read_as_gregorian_and_counted() -> None:
    file = read(
        event(
            "UID:a\nDTSTART:25691122T100000\nDTEND:25691122T110000\nSUMMARY:เกิด 25690101\n"
            "RRULE:FREQ=DAILY;UNTIL=25691125\nEXDATE:25691123T100000"
        )
    )
    assert times(file) == ["1122 10:00", "1124 10:00", "1125 10:00"]
    assert file.activities[0].title == "เกิด 25690101"
    assert file.buddhist == 1


def test_what_changes_at_every_export_and_what_is_private_is_not_kept() -> None:
    base = "UID:a\nDTSTART:20261101T100000\nSUMMARY:x\nORGANIZER;CN=โรงเรียน:mailto:a@b.c"
    noise = "\nDTSTAMP:20261122T000000Z\nLAST-MODIFIED:1\nATTENDEE:mailto:d@e.f\nX-APPLE-Y;Z=1:2"
    alarm = "\nBEGIN:VALARM\nTRIGGER:-PT5M\nDESCRIPTION:again\nEND:VALARM"
    assert read(event(base + noise + alarm)).activities == read(event(base)).activities
    assert "@" not in read(event(base)).activities[0].ics


def test_a_doubled_master_is_told_unless_its_sequence_settles_it() -> None:
    one = "UID:a\nDTSTART:20261101T100000\nSUMMARY:one"
    two = "UID:a\nDTSTART:20261101T100000\nSUMMARY:two"
    assert not read(event(one), event(one)).rejected
    file = read(event(one), event(two))
    assert [a.title for a in file.activities] == ["two"]
    assert [r.line for r in file.rejected] == [2]
    file = read(event(one + "\nSEQUENCE:3"), event(two + "\nSEQUENCE:2"))
    assert [a.title for a in file.activities] == ["one"]
    assert not file.rejected


def test_an_exception_of_a_rejected_event_is_rejected_with_it() -> None:
    file = read(
        event("UID:a\nDTSTART:never\nSUMMARY:x"),
        event("UID:a\nRECURRENCE-ID:20261101T100000\nDTSTART:20261101T110000\nSUMMARY:x"),
    )
    assert not file.activities
    assert [r.line for r in file.rejected] == [2, 7]
