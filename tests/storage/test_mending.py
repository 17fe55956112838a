"""What staff put right: the counts follow, whoever does it is known, two desks do it once."""

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.store import SqlStore
from kiosk.desk import FrontDesk, No, NotPossible
from kiosk.entry import (
    AnyBody,
    CheckedIn,
    CountCorrected,
    Entry,
    EntryId,
    GuestsCounted,
    LearnerKept,
    Merged,
)
from kiosk.outcome import VISIT, Ask, Code
from kiosk.record import Band, Standing
from tests.storage.centre import Centre
from tests.storage.workload import DAY, KEY, NOON, learner, open_store

STAFF = "สมศรี"
WHY = "ผิดช่อง"


def came(centre: Centre, number: str = "K100001", wanted: str | None = None) -> EntryId:
    entry = centre.desk.scan(number, Ask(wanted=wanted)).entry
    assert entry is not None
    return entry


def counted(centre: Centre, bands: dict[Band, int]) -> EntryId:
    entry = centre.desk.count_guests(bands, Ask(wanted=VISIT)).entry
    assert entry is not None
    return entry


@pytest.fixture
def second(centre: Centre) -> Iterator[FrontDesk]:
    """Another desk on the same data."""
    store = SqlStore(centre.file, KEY, "A")
    yield FrontDesk(store, centre.clock, centre.settings, centre.secrets)
    store.close()


def last(centre: Centre) -> Entry:
    with centre.store.reading() as reader:
        return reader.entries({}, limit=10_000)[-1]


ACTS: dict[str, Callable[[FrontDesk, Centre], object]] = {
    "check out": lambda desk, centre: desk.check_out([EntryId("A", centre.first)], STAFF, WHY),  # type: ignore[attr-defined]
    "move": lambda desk, centre: desk.move([EntryId("A", centre.first)], VISIT, STAFF, WHY),  # type: ignore[attr-defined]
    "merge": lambda desk, centre: desk.merge("l2", "l1", STAFF, WHY),
    "renew": lambda desk, centre: desk.renew("l6", dt.date(2027, 6, 30), STAFF, WHY),
    "suspend": lambda desk, centre: desk.suspend("l1", STAFF, WHY),
    "lift": lambda desk, centre: desk.lift("l4", STAFF, WHY),
}


@pytest.mark.parametrize("act", ACTS)
def test_two_desks_at_once_are_one_act_and_a_clear_answer(
    centre: Centre, second: FrontDesk, act: str
) -> None:
    centre.first = came(centre).seq  # type: ignore[attr-defined]
    ACTS[act](centre.desk, centre)
    entry = last(centre)
    assert entry.by == STAFF
    assert entry.body.reason == WHY  # type: ignore[union-attr]
    before = len(centre.journal())
    with pytest.raises(NotPossible, match="already"):
        ACTS[act](second, centre)
    assert len(centre.journal()) == before


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(("by", "reason"), [("", WHY), (STAFF, ""), (STAFF, " \n")])
def test_nothing_is_put_right_by_nobody_or_for_no_reason(
    centre: Centre, act: str, by: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre.first = came(centre).seq  # type: ignore[attr-defined]
    monkeypatch.setattr("tests.storage.test_mending.STAFF", by)
    monkeypatch.setattr("tests.storage.test_mending.WHY", reason)
    before = len(centre.journal())
    with pytest.raises(NotPossible):
        ACTS[act](centre.desk, centre)
    assert len(centre.journal()) == before


def test_whoever_is_checked_out_is_not_inside_and_may_come_again(centre: Centre) -> None:
    entry = came(centre)
    centre.desk.check_out([entry], STAFF, WHY)
    today = centre.desk.today()
    assert (today.came, today.inside) == (1, 0)
    (line,) = centre.desk.board().lines
    assert (line.left_how, line.left_at) == ("desk", centre.clock.at)
    centre.clock.later(1)
    assert centre.desk.scan("K100001").code is Code.ADMITTED


def test_whoever_did_not_leave_after_all_is_inside(centre: Centre, second: FrontDesk) -> None:
    entry = came(centre)
    out = centre.desk.check_out([entry], STAFF, WHY).id
    assert centre.desk.stay(out, WHY, STAFF) is not None
    (line,) = centre.desk.board().lines
    assert (line.left_at, line.undone_at) == (None, None)
    assert centre.desk.today().inside == 1
    before = len(centre.journal())
    assert second.stay(out, WHY, STAFF) is None
    assert len(centre.journal()) == before
    # It can be said again, and the next day is too late to take it back.
    again = centre.desk.check_out([entry], STAFF, WHY).id
    centre.clock.later(24 * 60)
    with pytest.raises(NotPossible, match="not of today"):
        centre.desk.stay(again, WHY, STAFF)


def test_only_what_staff_said_of_leaving_is_taken_back_by_staff(centre: Centre) -> None:
    entry = came(centre)
    left = centre.desk.leave([entry]).entry.id
    for target in (entry, left, EntryId("X", 1)):
        with pytest.raises(NotPossible, match="no check-out by staff"):
            centre.desk.stay(target, WHY, STAFF)


def test_all_or_none_of_several_check_ins(centre: Centre) -> None:
    first, second = came(centre), came(centre, "K100002")
    centre.desk.undo(second, WHY, STAFF)
    with pytest.raises(NotPossible, match="was undone"):
        centre.desk.check_out([first, second], STAFF, WHY)
    assert centre.desk.today().inside == 1
    with pytest.raises(NotPossible):
        centre.desk.check_out([], STAFF, WHY)


def test_a_move_takes_people_and_their_seats_along(centre: Centre) -> None:
    entry = came(centre, wanted=VISIT)
    guests = counted(centre, {Band.CHILD: 4})
    centre.desk.move([entry, guests], centre.occurrence, STAFF, WHY)
    today = centre.desk.today()
    # Four more than there are seats for: they are there.
    assert (today.came, today.running[0].taken) == (5, 5)
    centre.desk.move([guests], VISIT, STAFF, WHY)
    assert centre.desk.today().running[0].taken == 1


def test_a_move_leaves_what_another_desk_moved_since(centre: Centre, second: FrontDesk) -> None:
    entry = came(centre, wanted=VISIT)
    late = centre.desk.today().running[1].occurrence.key
    centre.desk.move([entry], centre.occurrence, STAFF, WHY, seen=VISIT)
    second.move([entry], late, "มานี", WHY, seen=centre.occurrence)
    with pytest.raises(NotPossible, match="somebody else has moved"):
        centre.desk.move([entry], VISIT, STAFF, WHY, seen=centre.occurrence)
    with centre.store.reading() as reader:
        line = reader.line(entry)
    assert line is not None
    assert line.occurrence is not None
    assert line.occurrence.key == late


def test_nobody_is_moved_to_where_they_are_or_to_nothing(centre: Centre) -> None:
    entry = came(centre)
    other = came(centre, "K100001", VISIT)
    for target, wanted, why in (
        (entry, centre.occurrence, "there already"),
        (other, centre.occurrence, "has a check-in there already"),
        (entry, "no such thing", "no such activity"),
        (EntryId("A", 9999), VISIT, "no check-in"),
    ):
        with pytest.raises(NotPossible, match=why):
            centre.desk.move([target], wanted, STAFF, WHY)


def test_yesterday_is_left_alone(centre: Centre) -> None:
    entry = came(centre)
    guests = counted(centre, {Band.CHILD: 4})
    centre.clock.at += dt.timedelta(days=1)
    for act in (
        lambda: centre.desk.check_out([entry], STAFF, WHY),
        lambda: centre.desk.move([entry], VISIT, STAFF, WHY),
        lambda: centre.desk.move_guests([guests], {Band.CHILD: 4}, Ask(wanted=VISIT)),
        lambda: centre.desk.correct_count(guests, {Band.CHILD: 4}, {Band.CHILD: 5}, STAFF, WHY),
    ):
        with pytest.raises(NotPossible, match="not of today"):
            act()


def test_a_count_is_put_right_up_and_down(centre: Centre, second: FrontDesk) -> None:
    entry = counted(centre, {Band.CHILD: 4, Band.ADULT: 1})
    seen = {Band.CHILD: 4, Band.ADULT: 1}
    for bands, people in (
        ({Band.CHILD: 30, Band.ADULT: 2}, 32),
        ({Band.SENIOR: 1}, 1),
        ({Band.YOUTH: 3, Band.CHILD: 0}, 3),
    ):
        centre.desk.correct_count(entry, seen, bands, STAFF, WHY)
        today = centre.desk.today()
        assert (today.came, today.inside) == (people, people)
        (line,) = centre.desk.board().lines
        assert line.people == people
        assert line.bands == {band: n for band, n in bands.items() if n}
        with pytest.raises(NotPossible, match="somebody else"):
            second.correct_count(entry, seen, {Band.ADULT: 9}, STAFF, WHY)
        seen = line.bands


@pytest.mark.parametrize(
    "bands", [{}, {Band.CHILD: 0}, {Band.CHILD: -1}, {Band.CHILD: 5, Band.ADULT: -1}]
)
def test_fewer_than_one_person_never_came(centre: Centre, bands: dict[Band, int]) -> None:
    entry = counted(centre, {Band.CHILD: 4})
    with pytest.raises(NotPossible, match="at least one"):
        centre.desk.correct_count(entry, {Band.CHILD: 4}, bands, STAFF, WHY)
    assert centre.desk.today().came == 4


def test_a_learner_is_not_a_count(centre: Centre) -> None:
    with pytest.raises(NotPossible, match="learner's check-in"):
        centre.desk.correct_count(came(centre), {}, {Band.CHILD: 1}, STAFF, WHY)


def test_a_correction_may_come_before_the_count(tmp_path: Path) -> None:
    count = Entry("A", 1, 10, NOON, None, GuestsCounted(day=DAY, bands={Band.CHILD: 9}))
    first = Entry("B", 1, 20, NOON, "s", CountCorrected(target=count.id, bands={Band.CHILD: 1}))
    later = Entry("C", 1, 30, NOON, "s", CountCorrected(target=count.id, bands={Band.ADULT: 2}))
    orders = [count, first, later], [later, first, count], [first, later, count]
    for at, order in enumerate(orders):
        store = open_store(tmp_path / f"{at}.db", None)
        with store.writing() as unit:
            for entry in order:
                unit.receive([entry])
            (line,) = unit.lines(DAY)
            assert (line.people, line.bands) == (2, {Band.ADULT: 2})
        store.close()


def test_one_person_with_two_records_is_counted_once_from_now_and_from_before(
    centre: Centre,
) -> None:
    first, second = came(centre, "K100001"), came(centre, "K100002")
    assert centre.desk.today().came == 2
    centre.desk.merge("l2", "l1", STAFF, WHY)
    assert (centre.desk.today().came, centre.desk.today().inside) == (1, 1)
    assert centre.desk.today().running[0].taken == 1
    lines = {line.entry: line.learner for line in centre.desk.board().lines}
    assert {one.learner for one in lines.values() if one} == {"l1"}
    assert [centre.desk.passport(who).visits for who in ("l1", "l2")] == [1, 0]
    centre.clock.later(1)
    # The old card and number go on working, and are the learner's who is left.
    again = centre.desk.scan("K100002")
    assert again.code is Code.ALREADY_IN
    assert again.learner is not None
    assert again.learner.number == "K100001"
    assert set(again.visits) == {first, second}
    centre.desk.unmerge("l2", STAFF, "คนละคน")
    assert centre.desk.today().came == 2
    assert {one.learner for one in (line.learner for line in centre.desk.board().lines) if one} == {
        "l1", "l2",
    }  # fmt: skip
    assert centre.desk.scan("K100002").learner == learner(2)


def test_a_lost_or_new_card_ends_those_of_both_records(centre: Centre) -> None:
    mine = centre.desk.issue_card("K100001", bytes(range(16)))
    temporary = centre.desk.issue_card("K100002", bytes(range(1, 17)))
    centre.desk.merge("l2", "l1", STAFF, WHY)
    assert centre.desk.scan(temporary, Ask(wanted=VISIT)).code is Code.ADMITTED
    centre.desk.lose_card("l1", STAFF)
    centre.clock.later(1)
    assert [centre.desk.scan(one).code for one in (mine, temporary)] == [Code.REPLACED] * 2
    again = centre.desk.issue_card("K100001", bytes(range(2, 18)))
    assert centre.desk.scan(again).code is Code.ALREADY_IN
    with pytest.raises(NotPossible, match="lost before"):
        centre.desk.lose_card("l2", STAFF)


def test_a_new_card_ends_that_of_the_other_record(centre: Centre) -> None:
    temporary = centre.desk.issue_card("K100002", bytes(range(1, 17)))
    assert len(centre.desk.members_of("")) == 10
    centre.desk.merge("l2", "l1", STAFF, WHY)
    assert len(centre.desk.members_of("")) == 9
    centre.desk.issue_card("K100001", bytes(range(2, 18)))
    assert centre.desk.scan(temporary).code is Code.REPLACED


def test_visits_of_before_the_merge_come_home_when_it_is_taken_back(centre: Centre) -> None:
    centre.desk.merge("l2", "l1", STAFF, WHY)
    came(centre, "K100002")
    with centre.store.reading() as reader:
        assert [v.learner for v in (line.learner for line in reader.lines(DAY)) if v] == ["l1"]
    before = last(centre).body
    assert isinstance(before, CheckedIn)
    assert before.learner == "l1"
    # A kiosk that has not heard of it writes the old id.
    with centre.store.writing() as unit:
        unit.receive([Entry("B", 1, 5, NOON, None, CheckedIn(day=DAY, learner="l2"))])
        assert len(unit.visits("l1", DAY)) == 2
        assert unit.visits("l2", DAY) == ()
    centre.desk.unmerge("l2", STAFF, "คนละคน")
    with centre.store.reading() as reader:
        assert [v.entry for v in reader.visits("l2", DAY)] == [EntryId("B", 1)]


def test_what_cannot_be_merged(centre: Centre) -> None:
    centre.desk.merge("l2", "l1", STAFF, WHY)
    for learner_id, into, why in (
        ("l1", "l2", No.ONE_LEARNER),
        ("l1", "l1", No.ONE_LEARNER),
        ("l2", "l3", No.MERGED),
        ("nobody", "l1", No.NO_LEARNER),
        ("l3", "nobody", No.NO_LEARNER),
        ("l3", "card:abc", No.NO_LEARNER),
    ):
        with pytest.raises(NotPossible) as refused:
            centre.desk.merge(learner_id, into, STAFF, WHY)
        assert refused.value.why is why
    # Into somebody who was merged means into who is left.
    centre.desk.merge("l3", "l2", STAFF, WHY)
    body = last(centre).body
    assert isinstance(body, Merged)
    assert body.into == "l1"
    with pytest.raises(NotPossible, match="not merged"):
        centre.desk.unmerge("l1", STAFF, WHY)


merges = st.lists(
    st.tuples(st.sampled_from("abcd"), st.none() | st.sampled_from("abcd")), max_size=8
)


@given(merges, st.randoms())
@settings(max_examples=30, deadline=None)
def test_who_is_left_does_not_depend_on_the_order_and_everybody_is_somebody(
    said: list[tuple[str, str | None]], chance: "object"
) -> None:
    bodies: list[AnyBody] = [CheckedIn(day=DAY, learner=one) for one in "abcd"]
    bodies += [Merged(learner=one, into=other) for one, other in said]
    entries = [Entry(f"N{n}", 1, n, NOON, None, body) for n, body in enumerate(bodies)]
    found = []
    for shuffled in (False, True):
        order = entries[:]
        if shuffled:
            chance.shuffle(order)  # type: ignore[attr-defined]
        with tempfile.TemporaryDirectory() as folder:
            store = open_store(Path(folder) / "walkin.db", None)
            with store.writing() as unit:
                for entry in order:
                    unit.receive([entry])
                roots = {one: unit.root(one) for one in "abcd"}
                people = unit.people(DAY)
            store.close()
        assert people == len(set(roots.values()))
        assert all(roots[root] == root for root in roots.values())
        latest = dict(said)
        assert {roots[one] == roots[other] for one, other in latest.items() if other} <= {True}
        found.append(roots)
    assert found[0] == found[1]


def test_a_membership_is_renewed_and_the_amber_note_goes(centre: Centre) -> None:
    assert centre.desk.scan("K100006").code is Code.EXPIRED
    with pytest.raises(NotPossible, match="is over"):
        centre.desk.renew("l6", dt.date(2026, 7, 1), STAFF, WHY)
    with pytest.raises(NotPossible, match="no end"):
        centre.desk.renew("l1", dt.date(2027, 7, 1), STAFF, WHY)
    centre.desk.renew("l6", dt.date(2027, 6, 30), STAFF, WHY)
    entry = last(centre)
    assert isinstance(entry.body, LearnerKept)
    assert (entry.body.source, entry.body.learner.valid_until) == ("desk", dt.date(2027, 6, 30))
    centre.clock.later(1)
    assert centre.desk.scan("K100006", Ask(wanted=VISIT)).code is Code.ADMITTED


def test_whoever_is_suspended_is_held_until_it_is_lifted(centre: Centre) -> None:
    centre.desk.suspend("l1", STAFF, WHY)
    assert centre.desk.scan("K100001").code is Code.HELD
    centre.desk.lift("l1", STAFF, WHY)
    assert centre.desk.scan("K100001").code is Code.ADMITTED
    with centre.store.reading() as reader:
        record = reader.learner("l1")
    assert record is not None
    assert record.standing is Standing.ACTIVE
    with pytest.raises(NotPossible, match="no record"):
        centre.desk.suspend("card:abc", STAFF, WHY)
