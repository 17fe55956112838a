"""What the desk's window says, derived from lines and counts."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.config import Settings
from kiosk.crowd import Count, Inside
from kiosk.desk import Board, Today
from kiosk.entry import EntryId
from kiosk.nodes import NodeState
from kiosk.opening import whys
from kiosk.outcome import Running
from kiosk.record import Band
from kiosk.waitlist import Waiting
from tests.builders import DAY, NOON, a_learner, a_line, an_occurrence
from ui.catalogue import Catalogue
from ui.viewmodels.desk.board import Known, derive_board
from ui.viewmodels.desk.occurrences import derive_occurrences
from ui.viewmodels.desk.rows import derive_detail, derive_row

BANGKOK = ZoneInfo("Asia/Bangkok")
MINUTE = dt.timedelta(minutes=1)


def texts(language: str = "th") -> Catalogue:
    made = Catalogue()
    made.language = language
    return made


@pytest.mark.parametrize(
    ("language", "changes", "field", "expected"),
    [
        ("th", {}, "time", "12.05"),
        ("en", {}, "time", "12:05"),
        ("th", {}, "name", "มะลิ ต."),
        ("th", {"learner": a_learner(nickname="แดง")}, "name", "มะลิ ต. (แดง)"),
        ("en", {"learner": a_learner(name_en="Mali Tuayang")}, "name", "Mali T. (มะลิ)"),
        ("en", {"learner": a_learner()}, "name", "มะลิ ต."),
        ("th", {"learner": a_learner(name="", nickname="แดง")}, "name", "แดง"),
        ("en", {"learner": a_learner(name="", nickname="")}, "name", "Learner without a name"),
        ("en", {"learner": None}, "name", "Learner, record removed"),
        ("th", {"learner": a_learner(name="<b>ก\u202eข</b>")}, "name", "<b>กข</b> (มะลิ)"),
        ("th", {"guests": {Band.CHILD: 1}}, "name", "ผู้มาเยือน · เด็ก"),
        ("en", {"guests": {Band.CHILD: 1}}, "name", "Visitor · Child"),
        (
            "th",
            {"guests": {Band.CHILD: 30, Band.ADULT: 2}},
            "name",
            "ผู้มาเยือน 32 คน · เด็ก 30 · ผู้ใหญ่ 2",
        ),
        ("en", {"guests": {Band.SENIOR: 4}}, "name", "4 visitors · Senior 4"),
        ("th", {"guests": {Band.CHILD: 1}}, "number", ""),
        ("en", {}, "activity", "Dan Kwian clay"),
        ("th", {"occurrence": None}, "activity", "แวะมาเฉย ๆ"),
        ("th", {"how": "member"}, "how", "รหัสสมาชิก"),
        ("en", {"guests": {Band.CHILD: 1}}, "how", "Counted"),
        ("en", {"how": "turnstile"}, "how", "turnstile"),
        ("th", {}, "notes", ""),
        (
            "en",
            {"expired": True, "late": True, "over_capacity": True},
            "notes",
            "card expired · added late · over capacity",
        ),
        ("th", {"left_at": NOON + 65 * MINUTE}, "notes", "กลับ 13.05"),
        ("en", {"left_at": NOON, "left_how": "auto"}, "notes", "closed by itself 12:00"),
        (
            "th",
            {"undone_at": NOON, "undone_by": "แอน", "undone_reason": "ผิดคน"},
            "notes",
            "ยกเลิกแล้ว โดย แอน เพราะ ผิดคน",
        ),
        (
            "en",
            {"undone_at": NOON, "undone_reason": "twice", "left_at": NOON},
            "notes",
            "Undone because: twice · left 12:00",
        ),
        ("th", {"undone_at": NOON, "undone_reason": "visitor"}, "notes", "ผู้มาเยือนยกเลิกเอง"),
        (
            "en",
            {"undone_at": NOON, "undone_reason": "visitor"},
            "notes",
            "Cancelled by the visitor",
        ),
        ("en", {"expired": True}, "noticed", True),
        ("en", {"expired": True, "undone_at": NOON}, "noticed", False),
        ("en", {"undone_at": NOON}, "undone", True),
        (
            "en",
            {"late": True},
            "spoken",
            "12:05, มะลิ ต., K100001, Dan Kwian clay, Card, added late",
        ),
    ],
)
def test_a_line_in_words(
    language: str, changes: dict[str, Any], field: str, expected: object
) -> None:
    line = a_line(**changes)
    assert getattr(derive_row(line, texts(language), BANGKOK), field) == expected


def test_the_selected_line_says_everything() -> None:
    detail = derive_detail(a_line(by="ครูแอน", late=True), texts(), BANGKOK)
    assert detail.title == "มะลิ ต. · K100001"
    assert detail.words == (
        "12.05 น. · ปั้นดินด่านเกวียน · ห้อง 2 · บัตร · โดย ครูแอน · มหาวิทยาลัยราชภัฏนครราชสีมา · ลงย้อนหลัง"
    )


def today(*running: Running, counts: dict[str | None, Count] | None = None, **more: Any) -> Today:
    base: dict[str, Any] = {"came": 0, "inside": 0, "centre_open": True, "opens_at": None}
    return Today(
        day=DAY, now=NOON, running=running, counts=counts or {}, next_day=None, **base | more
    )


@pytest.mark.parametrize(
    ("minutes", "changes", "taken", "kind", "words"),
    [
        (0, {}, 3, "open", "เปิดรับ"),
        (-30, {}, 0, "open", "เปิดรับ"),
        (-31, {}, 0, "later", "รอเปิด 11.30"),
        (0, {}, 20, "full", "เต็ม"),
        (0, {"capacity": None}, 99, "open", "เปิดรับ"),
        (120, {}, 3, "open", "เปิดรับ"),
        (121, {}, 20, "ended", "จบแล้ว 14.00"),
        (0, {"cancelled": True}, 20, "cancelled", "งดจัด"),
    ],
)
def test_the_state_of_an_occurrence(
    minutes: int, changes: dict[str, Any], taken: int, kind: str, words: str
) -> None:
    running = Running(an_occurrence(**changes), taken)
    stands = whys((running,), NOON + minutes * MINUTE, centre_open=True)
    row = derive_occurrences(today(running), stands, texts(), BANGKOK)
    mine = next(r for r in row if r.key)
    assert (mine.kind, mine.words) == (kind, words)


def test_head_counts_add_up_to_everybody() -> None:
    open_now = Running(an_occurrence(key="a", capacity=40), 10)
    ended = Running(an_occurrence(key="b", end=NOON - MINUTE), 1)
    later = Running(an_occurrence(key="c", capacity=None, opens=NOON + MINUTE), 0)
    counts = {
        "a": Count("a", 12, 10),
        "b": Count("b", 5, 1),
        None: Count(None, 1234, 3),
        "gone": Count("gone", 2, 2),
        "gone too": Count("gone too", 1, 0),
    }
    stands = whys((ended, later, open_now), NOON, centre_open=True)
    rows = derive_occurrences(
        today(ended, later, open_now, counts=counts), stands, texts("en"), BANGKOK
    )
    assert [(row.kind, row.numbers, row.fill) for row in rows] == [
        ("open", "12 came · 10/40 inside", 0.25),
        ("later", "0 came · 0 inside", -1.0),
        ("visit", "1,234 came · 3 inside", -1.0),
        ("other", "3 came · 2 inside", -1.0),
        ("ended", "5 came · 1/20 inside", 0.05),
    ]
    assert rows[0].spoken == "Dan Kwian clay, 12:00–14:00, ห้อง 2, Open, 12 came · 10/40 inside"


def test_over_capacity_fills_the_bar_and_no_more() -> None:
    running = Running(an_occurrence(key="a", capacity=10), 12)
    rows = derive_occurrences(
        today(running, counts={"a": Count("a", 12, 12)}), {}, texts(), BANGKOK
    )
    assert rows[0].fill == 1.0


@pytest.mark.parametrize(
    ("changes", "waits", "is_open", "kind", "words", "more"),
    [
        ({"capacity": 1}, True, True, "full", "เต็ม", "รอ 1 คิว 3 คน"),
        ({}, False, False, "closed", "ศูนย์ปิดอยู่", ""),
        ({"cancelled": True, "cancelled_why": "ฝนตก"}, False, True, "cancelled", "งดจัด", "ฝนตก"),
    ],
)
def test_why_it_is_closed_and_who_waits(
    changes: dict[str, Any], waits: bool, is_open: bool, kind: str, words: str, more: str
) -> None:
    running = Running(an_occurrence(key="a", all_day=True, **changes), 1)
    number = Waiting(entry=EntryId("A", 1), number="A1", at=NOON, occurrence="a", people=3)
    stands = whys((running,), NOON, [number] if waits else [], centre_open=is_open)
    rows = derive_occurrences(today(running), stands, texts(), BANGKOK)
    row = next(row for row in rows if row.key)
    assert (row.kind, row.words, row.more) == (kind, words, more)


def board(**more: Any) -> Board:
    return Board(today(), [], **more)


@pytest.mark.parametrize(
    ("language", "stands", "field", "said"),
    [
        ("th", {}, "bands", ""),
        (
            "th",
            {"inside": Inside({Band.ADULT: 3}, {Band.CHILD: 20, None: 1})},
            "bands",
            "มีชื่อ 3 · ไม่มีชื่อ 21 · เด็ก 20 · ผู้ใหญ่ 3 · ไม่ทราบวัย 1",
        ),
        (
            "en",
            {"nodes": (NodeState("A", NOON, 7), NodeState("B", NOON - 24 * 60 * MINUTE, 9, 4))},
            "nodes",
            "A\u00a012:00\u00a0· B\u00a021/11\u00a012:00 (4\u00a0to\u00a0send)",
        ),
        ("en", {}, "clock_trouble", ""),
        (
            "en",
            {"clock_behind": dt.timedelta(seconds=121)},
            "clock_trouble",
            "This machine's clock is 3 minutes behind the last entry. Compare it with another"
            " clock, and set the one that is wrong",
        ),
    ],
)
def test_what_stands_below_the_panel(
    language: str, stands: dict[str, Any], field: str, said: str
) -> None:
    known = Known(board=board(**stands), today=today(), now=NOON)
    assert getattr(derive_board(known, texts(language), Settings()), field) == said


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (Known(), {"empty": "Opening the list…", "came": "–", "clock": ""}),
        (Known(trouble="E-LOCKED"), {"empty": "", "matches": ""}),
        (
            Known(today=today(came=1234, inside=5), now=NOON, loaded=3),
            {"came": "1,234", "inside": "5", "clock": "12:00", "matches": "3 entries"},
        ),
        (Known(today=today(), now=NOON, loaded=100, complete=False), {"matches": "100+ entries"}),
        (Known(today=today(), now=NOON, loaded=1), {"matches": "1 entry"}),
        (Known(today=today(), now=NOON, loaded=2, text="มะ"), {"matches": "2 found", "empty": ""}),
        (Known(today=today(), now=NOON), {"empty": "Nobody has checked in yet today"}),
        (
            Known(today=today(), now=NOON, text="x" * 99),
            {"empty": f"Nothing matches “{'x' * 40}…” today"},
        ),
        (
            Known(today=today(), now=NOON),
            {"date": "Sunday 22 November 2026", "centre": "TK Square Korat"},
        ),
        # The small hours belong to the day before, and so does the date of the list.
        (
            Known(today=today(), now=NOON + 14 * 60 * MINUTE),
            {"date": "Sunday 22 November 2026", "clock": "02:00"},
        ),
    ],
)
def test_what_stands_around_the_list(known: Known, expected: dict[str, str]) -> None:
    props = derive_board(known, texts("en"), Settings())
    assert {name: getattr(props, name) for name in expected} == expected


def test_trouble_is_said_with_its_code() -> None:
    props = derive_board(Known(trouble="E-DISK"), texts("en"), Settings())
    assert props.trouble == (
        "The list cannot be read for now (E-DISK). It comes back by itself"
        " · The disk reports an error: check the disk and its cable"
    )
