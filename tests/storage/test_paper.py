"""Who came is written down afterwards: when it was, and when it was written."""

import datetime as dt

import pytest

from kiosk.desk import NotPossible, Sheet
from kiosk.entry import CheckedIn, Entry, GuestsCounted, OccurrenceKept
from kiosk.outcome import VISIT, Ask, Code
from kiosk.record import Band
from tests.storage.centre import SUNDAY_NOON, Centre
from tests.storage.tables import contents

STAFF = "สมศรี"
WHY = "ลืมลงชื่อ"
HOUR = dt.timedelta(hours=1)
END = SUNDAY_NOON + HOUR


def entries(centre: Centre) -> list[Entry]:
    with centre.store.reading() as reader:
        return reader.entries({}, limit=10_000)


def test_a_late_entry_says_when_it_was_and_when_it_was_written(centre: Centre) -> None:
    centre.clock.at = END + 3 * HOUR
    entry = centre.desk.late_add("l1", centre.occurrence, STAFF, WHY)
    assert entry.at == SUNDAY_NOON
    body = entry.body
    assert isinstance(body, CheckedIn)
    assert (body.late, body.how, body.reason, entry.by) == (True, "desk", WHY, STAFF)
    (line,) = centre.desk.board().lines
    assert line.at == SUNDAY_NOON
    assert line.written_at is not None
    assert abs(line.written_at - centre.clock.at) < dt.timedelta(seconds=1)
    # It is over: they were there, and are not inside any more.
    assert (line.left_at, line.left_how) == (END, "auto")
    today = centre.desk.today()
    assert (today.came, today.inside, today.counts[centre.occurrence].came) == (1, 0, 1)


@pytest.mark.parametrize(("after", "possible"), [(24, True), (24.1, False), (-1.1, False)])
def test_a_day_after_the_end_it_is_too_late(centre: Centre, after: float, possible: bool) -> None:
    centre.clock.at = END + after * HOUR
    before = len(entries(centre))
    if possible:
        entry = centre.desk.late_add("l1", centre.occurrence, STAFF, WHY)
        assert isinstance(entry.body, CheckedIn)
        assert entry.body.day == dt.date(2026, 11, 22)
        assert centre.desk.today(entry.body.day).came == 1
        assert centre.desk.today().came == 0
        return
    with pytest.raises(NotPossible):
        centre.desk.late_add("l1", centre.occurrence, STAFF, WHY)
    assert len(entries(centre)) == before


def test_while_it_is_on_nobody_is_late(centre: Centre) -> None:
    centre.clock.later(30)
    at = SUNDAY_NOON + dt.timedelta(minutes=20)
    entry = centre.desk.late_add("l1", centre.occurrence, STAFF, WHY, at)
    assert isinstance(entry.body, CheckedIn)
    assert (entry.at, entry.body.late) == (at, False)
    assert centre.desk.today().inside == 1


def test_what_cannot_be_added(centre: Centre) -> None:
    centre.desk.scan("K100001")
    centre.clock.at = END + HOUR
    for who, what, at, why in (
        ("l1", centre.occurrence, None, "already"),
        ("nobody", centre.occurrence, None, "no record"),
        ("l4", centre.occurrence, None, "suspended"),
        ("l2", "something else", None, "no such activity"),
        ("l2", centre.occurrence, END + HOUR, "at that time"),
        ("l2", VISIT, None, "has to be said when"),
        ("l2", VISIT, END + 2 * HOUR, "yet to come"),
    ):
        with pytest.raises(NotPossible, match=why):
            centre.desk.late_add(who, what, STAFF, WHY, at)
    for by, reason in (("", WHY), (STAFF, "")):
        with pytest.raises(NotPossible):
            centre.desk.late_add("l2", centre.occurrence, by, reason)


def test_more_than_there_were_seats_is_marked(centre: Centre) -> None:
    centre.clock.at = END + HOUR
    marks = []
    for who in ("l1", "l2", "l3"):
        body = centre.desk.late_add(who, centre.occurrence, STAFF, WHY).body
        assert isinstance(body, CheckedIn)
        marks.append(body.over_capacity)
    body = centre.desk.late_count({Band.CHILD: 3}, centre.occurrence, STAFF, WHY).body
    assert isinstance(body, GuestsCounted)
    assert [*marks, body.over_capacity] == [False, False, True, True]
    assert [type(e.body) for e in entries(centre)].count(OccurrenceKept) == 1


def test_what_was_written_today_of_yesterday_can_be_undone_today(centre: Centre) -> None:
    centre.clock.at = END + 20 * HOUR
    entry = centre.desk.late_add("l1", centre.occurrence, STAFF, WHY)
    assert centre.desk.undo(entry.id, "ผิดคน", STAFF) is not None
    assert centre.desk.today(dt.date(2026, 11, 22)).came == 0
    entry = centre.desk.late_add("l1", centre.occurrence, STAFF, WHY)
    centre.clock.at += 24 * HOUR
    with pytest.raises(NotPossible, match="not of today"):
        centre.desk.undo(entry.id, "ผิดคน", STAFF)


def test_a_sheet_is_typed_in_in_one_go(centre: Centre) -> None:
    centre.desk.scan("K100001")
    centre.clock.at = END + 5 * HOUR
    sheet = Sheet(
        wanted=centre.occurrence,
        numbers=(
            "K100001",
            "k-100002",
            "K100002",
            "๑๐๐๐๐๓",
            "661000008",
            "999",
            "K100004",
            "",
            "🙂",
        ),
        bands={Band.CHILD: 12, Band.ADULT: 2},
        party="school",
    )
    done = centre.desk.type_in(sheet, STAFF)
    assert done.added == ("K100002", "๑๐๐๐๐๓", "661000008")
    assert done.already == ("K100001",)
    assert done.suspended == ("K100004",)
    assert set(done.unknown) == {"999", "", "🙂"}
    assert done.counted == 14
    assert len(done.entries) == 4
    today = centre.desk.today()
    assert (today.came, today.inside) == (18, 1)
    lines = [line for line in centre.desk.board().lines if line.entry in done.entries]
    assert {(line.how, line.at, line.late, line.left_at) for line in lines} == {
        ("paper", SUNDAY_NOON, True, END)
    }
    # Typed in at two desks, nobody is counted twice.
    with pytest.raises(NotPossible, match="before"):
        centre.desk.type_in(sheet, STAFF)
    again = centre.desk.type_in(Sheet(wanted=centre.occurrence, numbers=sheet.numbers), STAFF)
    assert (again.added, again.entries) == ((), ())
    assert centre.desk.today().came == 18
    other = Sheet(wanted=centre.occurrence, bands={Band.CHILD: 12, Band.ADULT: 2}, again=True)
    assert centre.desk.type_in(other, STAFF).counted == 14
    assert centre.desk.today().came == 32
    found = contents(centre.store)
    centre.store.rebuild()
    assert contents(centre.store) == found


def test_a_sheet_of_visits_says_when(centre: Centre) -> None:
    at = centre.clock.at
    centre.clock.at += 30 * HOUR
    sheet = Sheet(wanted=VISIT, numbers=("K100001",), bands={Band.SENIOR: 3}, at=at)
    done = centre.desk.type_in(sheet, STAFF)
    assert (done.added, done.counted) == (("K100001",), 3)
    day = centre.desk.today(dt.date(2026, 11, 22))
    assert (day.came, day.inside) == (4, 0)
    with pytest.raises(NotPossible, match="before"):
        centre.desk.type_in(sheet, STAFF)


@pytest.mark.parametrize("days", [7, 8])
def test_a_sheet_keeps_for_a_week(centre: Centre, days: int) -> None:
    centre.clock.at = END + days * 24 * HOUR
    sheet = Sheet(wanted=centre.occurrence, numbers=("K100001",))
    if days == 7:
        assert centre.desk.type_in(sheet, STAFF).added == ("K100001",)
    else:
        with pytest.raises(NotPossible):
            centre.desk.type_in(sheet, STAFF)


@pytest.mark.parametrize(
    "sheet",
    [
        Sheet(wanted="small"),
        Sheet(wanted="small", bands={Band.CHILD: -1}),
        Sheet(wanted="nothing", numbers=("K100001",)),
    ],
)
def test_a_sheet_that_says_nothing_right_keeps_nothing(centre: Centre, sheet: Sheet) -> None:
    wanted = centre.occurrence if sheet.wanted == "small" else sheet.wanted
    sheet = Sheet(wanted=wanted, numbers=sheet.numbers, bands=sheet.bands)
    before = len(entries(centre))
    with pytest.raises(NotPossible):
        centre.desk.type_in(sheet, STAFF)
    assert len(entries(centre)) == before


def test_a_merged_learner_on_the_sheet_is_who_is_left(centre: Centre) -> None:
    centre.desk.merge("l2", "l1", STAFF, WHY)
    sheet = Sheet(wanted=centre.occurrence, numbers=("K100001", "K100002"))
    done = centre.desk.type_in(sheet, STAFF)
    assert (done.added, done.already) == (("K100001",), ("K100002",))
    assert centre.desk.scan("K100002", Ask(by=STAFF)).code is Code.ALREADY_IN
