import csv
import datetime as dt
import io
import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.entry import EntryId
from kiosk.exporting.log import COLUMNS, PERSONAL, write_csv, write_jsonl
from kiosk.ports import Line
from kiosk.record import Band
from tests.builders import NOON, a_learner, a_line, an_occurrence

BANGKOK = ZoneInfo("Asia/Bangkok")
UNDONE = {"undone_at": NOON, "undone_reason": "สมชายกดผิด", "undone_by": "somchai"}


def as_csv(*lines: Line, names: bool = False) -> bytes:
    out = io.BytesIO()
    assert write_csv(lines, out, zone=BANGKOK, names=names) == len(lines)
    return out.getvalue()


def as_jsonl(*lines: Line, names: bool = False) -> bytes:
    out = io.BytesIO()
    assert write_jsonl(lines, out, zone=BANGKOK, names=names) == len(lines)
    return out.getvalue()


def rows(written: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def cell(column: str, **changes: Any) -> str:
    return rows(as_csv(a_line(**changes), names=True))[0][column]


def test_spreadsheets_see_utf_8_and_every_line_ends_in_crlf() -> None:
    written = as_csv(a_line())
    assert written.startswith(b"\xef\xbb\xbfentry,service_day,service_day_be,time,")
    assert written.count(b"\r\n") == written.count(b"\n") == 2
    assert written.endswith(b"\r\n")


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("entry", "A:17"),
        ("service_day", "2026-11-22"),
        ("service_day_be", "22/11/2569"),
        ("time", "12:05:06"),
        ("at_utc", "2026-11-22T05:05:06.000Z"),
        ("activity", "clay"),
        ("activity_title", "ปั้นดินด่านเกวียน"),
        ("activity_title_en", "Dan Kwian clay"),
        ("session_start", "12:00"),
        ("room", "ห้อง 2"),
        ("host", "nrvc"),
        ("kind", "learner"),
        ("age_band", "adult"),
        ("people", "1"),
        ("child", "0"),
        ("adult", "1"),
        ("partner", "nrru"),
        ("how", "card"),
        ("expired", "no"),
        ("left_time", ""),
        ("undone", "no"),
        ("learner_number", "K100001"),
        ("learner_name", "นางสาวมะลิ ตัวอย่าง"),
        ("learner_nickname", "มะลิ"),
        ("by", ""),
    ],
)
def test_a_check_in_is_written_in_full(column: str, expected: str) -> None:
    assert cell(column) == expected


GONE = NOON + dt.timedelta(hours=2)
CASES = [
    ("a general visit has no activity", {"occurrence": None}, {"activity": "", "room": ""}),
    (
        "an all-day activity has no start",
        {"occurrence": an_occurrence(all_day=True)},
        {"session_start": ""},
    ),
    (
        "a learner whose record is gone is a learner still",
        {"learner": None},
        {"kind": "learner", "learner_number": "", "age_band": "adult"},
    ),
    ("one counted person", {"guests": {Band.SENIOR: 1}}, {"kind": "guest", "age_band": "senior"}),
    (
        "a group has no band of its own",
        {"guests": {Band.CHILD: 30, Band.ADULT: 2}},
        {"kind": "party", "age_band": "", "people": "32", "child": "30", "adult": "2"},
    ),
    (
        "people of unknown age are counted",
        {"people": 1, "bands": {}},
        {"people": "1", "age_band": "", "adult": "0"},
    ),
    (
        "leaving",
        {"left_at": GONE, "left_how": "auto"},
        {"left_time": "14:00:00", "left_at_utc": "2026-11-22T07:00:00.000Z", "left_how": "auto"},
    ),
    (
        "flags",
        {"expired": True, "late": True, "over_capacity": True, "by": "somchai"},
        {"expired": "yes", "late": "yes", "over_capacity": "yes", "by": "somchai"},
    ),
    (
        "an undone line stays, marked, and counts nobody",
        {"guests": {Band.CHILD: 3}, **UNDONE},
        {"undone": "yes", "people": "0", "child": "0", "undone_reason": "สมชายกดผิด"},
    ),
    (
        "after midnight it is still the service day",
        {"at": dt.datetime(2026, 11, 22, 18, 30, tzinfo=dt.UTC)},
        {"service_day": "2026-11-22", "time": "01:30:00"},
    ),
]


@pytest.mark.parametrize(("changes", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_differs_is_told(changes: dict[str, Any], expected: dict[str, str]) -> None:
    row = rows(as_csv(a_line(**changes), names=True))[0]
    assert {column: row[column] for column in expected} == expected


@pytest.mark.parametrize("write", [as_csv, as_jsonl])
def test_without_names_nothing_tells_who_somebody_is(write: Any) -> None:
    line = a_line(by="somchai", learner=a_learner(phone="0812345678"), **UNDONE)
    written = write(line).decode()
    for secret in ("K100001", "มะลิ", "somchai", "สมชาย", "0812345678", "l1"):
        assert secret not in written
    assert "K100001" in write(line, names=True).decode()


@pytest.mark.parametrize("first", "=+-@\t\r\n\0＝＋－＠")
def test_no_cell_becomes_a_formula(first: str) -> None:
    text = f'{first}HYPERLINK("http://x";"y")'
    assert cell("activity_title", occurrence=an_occurrence(title=text)) == "'" + text
    assert cell("learner_name", learner=a_learner(name=text)) == "'" + text


@pytest.mark.parametrize(
    "text", ["a,b", 'a"b', "a\nb", "a\r\nb", "a;b", " a ", "", "'", "1-2", "ก", "a=b"]
)
def test_every_other_text_comes_back_as_it_was(text: str) -> None:
    assert cell("room", occurrence=an_occurrence(room=text)) == text


@pytest.mark.parametrize("number", ["00123", "1234567890123456", "5", "66e01", "1/2"])
def test_digits_that_are_no_amount_stand_in_quotes(number: str) -> None:
    written = as_csv(a_line(learner=a_learner(number=number)), names=True).decode()
    assert f',"{number}",' in written


def test_our_own_numbers_are_numbers() -> None:
    assert ",party,,32,30,0,2,0," in as_csv(a_line(guests={Band.CHILD: 30, Band.ADULT: 2})).decode()


def test_json_lines_have_the_same_columns_with_types() -> None:
    written = as_jsonl(a_line(), a_line(entry=EntryId("B", 2), **UNDONE), names=True)
    first, second = map(json.loads, written.decode().splitlines())
    assert tuple(first) == COLUMNS + PERSONAL
    assert (first["people"], first["expired"], first["undone"]) == (1, False, False)
    assert (second["entry"], second["people"], second["undone"]) == ("B:2", 0, True)


@pytest.mark.parametrize("write", [as_csv, as_jsonl])
def test_a_long_day_is_whole_across_the_chunks(write: Any) -> None:
    lines = [a_line(entry=EntryId("A", n)) for n in range(1, 1702)]
    written = write(*lines)
    assert [f"A:{n}".encode() in written for n in (1, 500, 501, 1701)] == [True] * 4
    assert written.count(b"\n") == 1701 + (write is as_csv)
    assert write(*lines) == written


def test_an_empty_day_is_a_header_alone() -> None:
    assert rows(as_csv()) == []
    assert as_jsonl() == b""
