"""The programme is edited, and whoever has come is lost to nothing of it."""

import datetime as dt
import itertools
from collections import Counter

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.desk import Changed, Fate, No, NotPossible, Planned, Visits
from kiosk.importing import import_programme
from kiosk.outcome import VISIT, Ask
from kiosk.programme import occurrences_of
from kiosk.record import Occurrence
from kiosk.rhythm import Every, Rhythm
from kiosk.wish import Wish
from tests.storage.centre import Centre

SUNDAY = dt.date(2026, 11, 22)
STAFF = "หัวหน้า"
WHY = "วิทยากรป่วย"
DAY = dt.timedelta(days=1)
WEEK = 7 * DAY
YOGA = Wish(
    title="โยคะ; เช้า, เบาๆ",
    title_en='Yoga, "easy"; slow',
    day=SUNDAY,
    start=dt.time(13, 0),
    end=dt.time(14, 0),
    room="ห้อง 1, ชั้น 2",
    host="ครู ”แอน”",
    audience=("senior", "family"),
    features=("lifelong-culture", "workplace"),
    capacity=12,
    opens_before=90,
    picture="centre",
)
WEEKLY = msgspec.structs.replace(YOGA, rhythm=Rhythm(every=Every.WEEK, until=SUNDAY + 5 * WEEK))


def but(wish: Wish, **changes: object) -> Wish:
    return msgspec.structs.replace(wish, **changes)


def new(centre: Centre, wish: Wish, name: int = 1) -> Changed:
    return centre.desk.plan_new(wish, bytes([name]) * 16, STAFF)


def shown(centre: Centre, key: str, weeks: int = 8) -> list[str]:
    """What the programme says of an activity: day, time, room, and a cross when it is off."""
    uid = key.rpartition("/")[0]
    zone = centre.settings.zone
    return [
        f"{o.day:%m%d} {o.start.astimezone(zone):%H%M}-{o.end.astimezone(zone):%H%M}"
        f"{' ' + o.room if o.room != YOGA.room else ''}{' x' if o.cancelled else ''}"
        for day in centre.desk.plan(SUNDAY, weeks * 7).days
        for o in (one.occurrence for one in day.occurrences)
        if o.activity == uid
    ]


def at(centre: Centre, key: str, day: dt.date) -> Planned:
    uid = key.rpartition("/")[0]
    (found,) = [
        one.occurrence
        for one in centre.desk.plan(day, 1).days[0].occurrences
        if one.occurrence.activity == uid
    ]
    return centre.desk.planned(found.key, day)


def come(centre: Centre, key: str, *numbers: str) -> None:
    for number in numbers:
        assert centre.desk.scan(number, Ask(wanted=key)).entry is not None


def where(centre: Centre) -> Counter[str]:
    """How many check-ins of today stand at which title and time."""
    lines = centre.desk.lines(SUNDAY)
    zone = centre.settings.zone
    return Counter(
        "visit"
        if line.occurrence is None
        else f"{line.occurrence.start.astimezone(zone):%H%M}"
        f"{' x' if line.occurrence.cancelled else ''}"
        for line in lines
    )


def refused(why: No) -> pytest.RaisesExc[NotPossible]:
    return pytest.RaisesExc(NotPossible, check=lambda e: e.why is why)


def comes_back_unchanged(centre: Centre, key: str = "") -> None:
    """What was written is what an import of it would write."""
    with centre.store.reading() as reader:
        stored = [a for a in reader.activities() if a.uid in (key or a.uid)]
    for activity in stored:
        raw = activity.ics.encode()
        report = import_programme(centre.store, centre.clock, centre.settings, raw, dry_run=True)
        assert (report.unchanged, report.rejected) == (1, ()), activity.ics


def test_what_was_wished_is_what_is_planned_and_read_back(centre: Centre) -> None:
    made = new(centre, WEEKLY)
    planned = centre.desk.planned(made.key, SUNDAY)
    assert planned.wish == WEEKLY
    assert planned.repeats
    assert len(shown(centre, made.key)) == 6
    comes_back_unchanged(centre)
    whole = new(centre, but(YOGA, start=None, end=None), 2)
    assert centre.desk.planned(whole.key, SUNDAY).wish == but(YOGA, start=None, end=None)
    comes_back_unchanged(centre)
    centre.desk.take_back_plan(made, STAFF, WHY)
    assert shown(centre, made.key) == []
    comes_back_unchanged(centre)


@pytest.mark.parametrize(
    ("every", "days", "count"),
    [
        (Every.DAY, (), 36),
        (Every.WORKDAY, (), 25),
        (Every.WEEK, (1, 3), 16),
        (Every.FORTNIGHT, (), 3),
        (Every.MONTH, (), 2),
    ],
)
def test_every_rhythm_is_followed_and_read_back(
    centre: Centre, every: Every, days: tuple[int, ...], count: int
) -> None:
    rhythm = Rhythm(every=every, days=days, until=SUNDAY + 35 * DAY)
    start = SUNDAY + DAY if every is Every.WORKDAY else SUNDAY
    made = new(centre, but(YOGA, day=start, rhythm=rhythm))
    assert len(shown(centre, made.key)) == count
    read = centre.desk.planned(made.key, start).wish.rhythm
    assert (read.every, read.until) == (every, rhythm.until)
    assert set(days) <= set(read.days)


def test_one_or_all_following_are_moved_and_changed(centre: Centre) -> None:
    key = new(centre, WEEKLY).key
    second = at(centre, key, SUNDAY + WEEK)
    centre.desk.replan(second, but(second.wish, day=SUNDAY + 8 * DAY, room="ลาน"), STAFF)
    third = at(centre, key, SUNDAY + 2 * WEEK)
    late = but(third.wish, start=dt.time(15), end=dt.time(17))
    centre.desk.replan(third, late, STAFF, following=True)
    assert shown(centre, key) == [
        "1122 1300-1400",
        "1130 1300-1400 ลาน",
        "1206 1500-1700",
        "1213 1500-1700",
        "1220 1500-1700",
        "1227 1500-1700",
    ]
    # One of the following alone, then the first of them: the others stay as all were put.
    fourth = at(centre, key, SUNDAY + 3 * WEEK)
    centre.desk.replan(fourth, but(fourth.wish, capacity=None, host=""), STAFF)
    again = at(centre, key, SUNDAY + 2 * WEEK)
    centre.desk.replan(again, but(again.wish, start=dt.time(9), end=dt.time(10)), STAFF)
    assert at(centre, key, SUNDAY + 3 * WEEK).wish.capacity is None
    assert at(centre, key, SUNDAY + 3 * WEEK).wish.host == ""
    assert shown(centre, key)[2:] == [
        "1206 0900-1000", "1213 1500-1700", "1220 1500-1700", "1227 1500-1700",
    ]  # fmt: skip
    comes_back_unchanged(centre)
    # All of them get another room, the moved ones too.
    first = centre.desk.planned(key, SUNDAY)
    centre.desk.replan(first, but(first.wish, room="สวน"), STAFF, following=True)
    assert [line[10:] for line in shown(centre, key)] == [
        "1400 สวน", "1400 สวน", "1000 สวน", "1700 สวน", "1700 สวน", "1700 สวน",
    ]  # fmt: skip
    comes_back_unchanged(centre)


def test_calling_off_says_why_and_can_be_taken_back(centre: Centre) -> None:
    key = new(centre, WEEKLY).key
    second = at(centre, key, SUNDAY + WEEK)
    changed = centre.desk.call_off(second, STAFF, WHY, following=True)
    assert [line.endswith(" x") for line in shown(centre, key)] == [False] + 5 * [True]
    off = at(centre, key, SUNDAY + WEEK)
    assert off.occurrence.cancelled_why == WHY
    comes_back_unchanged(centre)
    centre.desk.put_back_on(off, STAFF)
    assert [line.endswith(" x") for line in shown(centre, key)] == [False, False] + 4 * [True]
    with refused(No.OTHER_WAS_FASTER):
        centre.desk.take_back_plan(changed, STAFF, WHY)
    with refused(No.NO_REASON):
        centre.desk.call_off(centre.desk.planned(key, SUNDAY), STAFF, " ")


def test_a_repetition_ends_earlier_and_a_single_one_begins_to_repeat(centre: Centre) -> None:
    key = new(centre, WEEKLY).key
    seen = centre.desk.planned(key, SUNDAY)
    shorter = msgspec.structs.replace(seen.wish.rhythm, until=SUNDAY + 2 * WEEK)
    centre.desk.replan(seen, but(seen.wish, rhythm=shorter), STAFF)
    assert len(shown(centre, key)) == 3
    once = new(centre, but(YOGA, day=SUNDAY + DAY), 2)
    seen = centre.desk.planned(once.key, SUNDAY + DAY)
    daily = Rhythm(every=Every.DAY, until=SUNDAY + 4 * DAY)
    centre.desk.replan(seen, but(seen.wish, rhythm=daily), STAFF)
    assert len(shown(centre, once.key)) == 4
    comes_back_unchanged(centre)


@pytest.mark.parametrize("rhythm", [Rhythm(), WEEKLY.rhythm], ids=["once", "weekly"])
@pytest.mark.parametrize("following", [False, True])
@pytest.mark.parametrize("fate", Fate)
def test_visits_are_asked_about_and_none_is_lost(
    centre: Centre, rhythm: Rhythm, following: bool, fate: Fate
) -> None:
    key = new(centre, but(YOGA, rhythm=rhythm)).key
    come(centre, key, "K100001", "K100002", "K100003")
    come(centre, centre.occurrence, "K100003")
    before = where(centre)
    assert before == {"1300": 3, "1200": 1}
    seen = centre.desk.planned(key, SUNDAY)
    assert seen.came == 3
    wish = but(seen.wish, start=dt.time(16), end=dt.time(17))
    with refused(No.HAS_VISITS):
        centre.desk.replan(seen, wish, STAFF, following=following)
    assert where(centre) == before
    visits = Visits(fate=fate, to=centre.occurrence)
    changed = centre.desk.replan(seen, wish, STAFF, following=following, visits=visits, reason=WHY)
    wanted = {
        Fate.LEAVE: {"1300": 3, "1200": 1},
        Fate.ALONG: {"1600": 3, "1200": 1},
        # Who is there already stays at what they came to first.
        Fate.TO: {"1300": 1, "1200": 3},
    }
    assert where(centre) == wanted[fate]
    times = [line for line in shown(centre, key) if line.startswith("1122")]
    assert times == ["1122 1300-1400 x" if fate is Fate.LEAVE else "1122 1600-1700"]
    assert [line[5:] for line in shown(centre, changed.key)][-1] == (
        "1300-1400" if rhythm != Rhythm() and not following and fate is not Fate.LEAVE
        else "1600-1700"
    )  # fmt: skip
    if rhythm != Rhythm():
        later = {line[5:9] for line in shown(centre, key) if not line.startswith("1122")}
        assert later == {"1600" if following else "1300"}
    comes_back_unchanged(centre)
    # Somebody comes to what was moved, and those who stayed stay.
    centre.clock.later(225)
    come(centre, changed.key, "K100010")
    assert where(centre)["1300"] == wanted[fate].get("1300", 0) - (1 if fate is Fate.TO else 0)


def test_calling_off_leaves_or_moves_who_has_come_and_taking_back_restores_all(
    centre: Centre,
) -> None:
    key = new(centre, WEEKLY).key
    come(centre, key, "K100001", "K100002")
    seen = centre.desk.planned(key, SUNDAY)
    with refused(No.HAS_VISITS):
        centre.desk.call_off(seen, STAFF, WHY)
    changed = centre.desk.call_off(
        seen, STAFF, WHY, visits=Visits(fate=Fate.TO, to=VISIT), following=True
    )
    assert where(centre) == {"visit": 2}
    centre.desk.take_back_plan(changed, STAFF, WHY)
    assert where(centre) == {"1300": 2}
    assert not any(line.endswith("x") for line in shown(centre, key))
    centre.desk.call_off(
        centre.desk.planned(key, SUNDAY), STAFF, WHY, visits=Visits(fate=Fate.LEAVE)
    )
    assert where(centre) == {"1300": 2}


def test_another_room_goes_along_with_who_is_in_it(centre: Centre) -> None:
    key = new(centre, YOGA).key
    come(centre, key, "K100001")
    seen = centre.desk.planned(key, SUNDAY)
    changed = centre.desk.replan(seen, but(seen.wish, room="สวน"), STAFF)
    (line,) = centre.desk.lines(SUNDAY)
    assert line.occurrence is not None
    assert line.occurrence.room == "สวน"
    centre.desk.take_back_plan(changed, STAFF, WHY)
    (line,) = centre.desk.lines(SUNDAY)
    assert line.occurrence is not None
    assert line.occurrence.room == YOGA.room


def test_what_cannot_be_is_refused_and_nothing_kept(centre: Centre) -> None:
    key = new(centre, WEEKLY).key
    seen = centre.desk.planned(key, SUNDAY)
    come(centre, key, "K100001")
    wrong = {
        No.TITLE_MISSING: {"title": " \u200b"},
        No.TITLE_LONG: {"title": "ก" * 161},
        No.NAME_LONG: {"room": "ก" * 101},
        No.END_MISSING: {"end": None},
        No.ENDS_BEFORE: {"end": dt.time(9)},
        No.OVER: {"day": SUNDAY - DAY},
        No.YEAR_FAR: {"day": dt.date(2570, 12, 31)},
        No.CAPACITY: {"capacity": 0},
        No.OPENS_BEFORE: {"opens_before": 1441},
        No.UNTIL_BEFORE: {"rhythm": Rhythm(every=Every.WEEK, until=SUNDAY - DAY)},
        No.WHOLE_DAY: {"start": None, "end": None},
        No.SAME: {},
    }
    written = len(centre.journal())
    for why, changes in wrong.items():
        with refused(why):
            centre.desk.replan(seen, but(seen.wish, **changes), STAFF)
    tomorrow = but(seen.wish, day=SUNDAY + DAY)
    with refused(No.OTHER_DAY):
        centre.desk.replan(seen, tomorrow, STAFF, visits=Visits(fate=Fate.ALONG), reason=WHY)
    with refused(No.BY_WHOM):
        centre.desk.plan_new(YOGA, bytes(16), " ")
    assert len(centre.journal()) == written
    centre.clock.later(24 * 60)
    with refused(No.OVER):
        centre.desk.call_off(seen, STAFF, WHY)
    with refused(No.NO_OCCURRENCE):
        centre.desk.planned(key, SUNDAY + DAY)


FOREIGN = (
    "DTSTART:20261122T060000Z\nDTEND:20261122T070000Z\nRRULE:FREQ=DAILY;COUNT=6",
    "DTSTART;TZID=Europe/Berlin:20261122T070000\nDURATION:PT90M\nRRULE:FREQ=DAILY;COUNT=6",
    "DTSTART:20261122T130000\nDTEND:20261122T140000\nRRULE:FREQ=DAILY;COUNT=6",
    "DTSTART;VALUE=DATE:20261122\nDTEND;VALUE=DATE:20261124\nRRULE:FREQ=DAILY;INTERVAL=3;COUNT=2",
    "DTSTART;TZID=Asia/Bangkok:20261122T130000\nRDATE;TZID=Asia/Bangkok:20261124T130000",
)


@pytest.mark.parametrize("times", FOREIGN)
def test_what_came_from_elsewhere_is_changed_too(centre: Centre, times: str) -> None:
    ics = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\n{times}\nSUMMARY:นอก\nEND:VEVENT\nEND:VCALENDAR"
    import_programme(centre.store, centre.clock, centre.settings, ics.encode())
    days = [line[:4] for line in shown(centre, "x/")]
    second = SUNDAY.replace(day=int(days[1][2:])) if days[1] > "1122" else SUNDAY
    seen = at(centre, "x/", second)
    centre.desk.replan(seen, but(seen.wish, room="ลาน"), STAFF)
    last = at(centre, "x/", SUNDAY.replace(day=int(days[-1][2:])))
    centre.desk.call_off(last, STAFF, WHY, following=True)
    assert [line[:4] for line in shown(centre, "x/")] == days
    assert sum("ลาน" in line for line in shown(centre, "x/")) >= 1
    assert shown(centre, "x/")[-1].endswith("x")
    comes_back_unchanged(centre)


NAMES = itertools.count(1)
EDITS = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.sampled_from(["room", "time", "day", "off", "on"]),
        st.booleans(),
    ),
    max_size=5,
)


@settings(
    deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(EDITS)
def test_any_edits_leave_as_many_and_come_back_unchanged(
    centre: Centre, edits: list[tuple[int, str, bool]]
) -> None:
    key = new(centre, WEEKLY, next(NAMES)).key
    keys = [one.key for one in _all(centre, key)]
    for n, what, following in edits:
        one = next(o for o in _all(centre, key) if o.key == keys[n])
        seen = centre.desk.planned(one.key, one.day)
        earlier = [o for o in _all(centre, key) if keys.index(o.key) < n]
        try:
            if what == "off":
                centre.desk.call_off(seen, STAFF, WHY, following=following)
            elif what == "on":
                centre.desk.put_back_on(seen, STAFF, following=following)
            else:
                changes: dict[str, object] = {
                    "room": {"room": f"ห้อง {n}"},
                    "time": {"start": dt.time(8 + n), "end": dt.time(10 + n)},
                    "day": {"day": seen.wish.day + DAY},
                }[what]  # type: ignore[assignment]
                wish = but(seen.wish, **changes)
                centre.desk.replan(seen, wish, STAFF, following=following)
                assert centre.desk.planned(one.key, wish.day).wish == wish
        except NotPossible as e:  # the same once more
            if e.why is not No.SAME:
                raise
        # What is before the one that was changed stays as it was.
        assert [o for o in _all(centre, key) if keys.index(o.key) < n] == earlier
    assert sorted(o.key for o in _all(centre, key)) == sorted(keys)
    comes_back_unchanged(centre, key)


def _all(centre: Centre, key: str) -> list[Occurrence]:
    with centre.store.reading() as reader:
        (found,) = [a for a in reader.activities() if a.uid == key.rpartition("/")[0]]
    return list(occurrences_of(found, SUNDAY, SUNDAY + 8 * WEEK, centre.settings.zone, 30))
