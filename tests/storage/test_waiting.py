"""Waiting numbers: called, let in, gone; by two desks at once; and whoever goes elsewhere."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from kiosk.config import Settings
from kiosk.desk import Act, Acted, FrontDesk
from kiosk.entry import CheckedIn, EntryId, GuestsCounted, NumberMarked, Queued
from kiosk.importing import import_programme
from kiosk.opening import Opening
from kiosk.outcome import VISIT, Ask, Code, Outcome
from kiosk.record import Band
from kiosk.standby import Mark
from kiosk.waitlist import Turn
from tests.storage.centre import PROGRAMME, Centre
from tests.storage.workload import DAY, open_store

SCHOOL = {Band.CHILD: 2, Band.ADULT: 1}


def fill(centre: Centre) -> None:
    """Both seats of the small room are taken."""
    centre.desk.count_guests({Band.SENIOR: 2}, Ask(wanted=centre.occurrence))


def scan(centre: Centre, n: int, wanted: str | None = None) -> Outcome:
    return centre.desk.scan(f"K10000{n}", Ask(wanted=wanted or centre.occurrence))


def order(centre: Centre) -> list[str]:
    return [one.number for one in centre.desk.waiting_lists()[0].numbers]


def numbered(centre: Centre, number: str) -> EntryId:
    held = [one for each in centre.desk.waiting_lists() for one in each.numbers]
    return next(one.entry for one in held if one.number == number)


def free_one(centre: Centre) -> None:
    """A seat becomes free: one of the two leaves, as the desk corrects it."""
    with centre.store.reading() as reader:
        (entry, _) = reader.still_inside(DAY)[0]
    centre.desk.leave([entry], by="somsri")
    centre.desk.count_guests({Band.SENIOR: 1}, Ask(wanted=centre.occurrence))


def queue(centre: Centre) -> None:
    """A1 a learner, A2 a school of three, A3 another learner, a minute between them."""
    fill(centre)
    scan(centre, 1)
    centre.clock.later(1)
    waits = centre.desk.count_guests(
        SCHOOL, Ask(wanted=centre.occurrence), partner="nrru", party="school"
    )
    assert (waits.code, waits.number, waits.people) == (Code.STANDBY, "A2", 3)
    centre.clock.later(1)
    scan(centre, 2)
    centre.clock.later(1)


def test_the_list_has_people_in_order_and_tells_no_names(centre: Centre) -> None:
    queue(centre)
    (waiting,) = centre.desk.waiting_lists()
    assert [(n.number, n.people, n.learner) for n in waiting.numbers] == [
        ("A1", 1, "l1"), ("A2", 3, None), ("A3", 1, "l2"),
    ]  # fmt: skip
    assert (waiting.numbers[1].bands, waiting.numbers[1].partner, waiting.numbers[1].party) == (
        SCHOOL, "nrru", "school",
    )  # fmt: skip
    assert set(waiting.turns) == {Turn.WAITING}
    assert (waiting.free, waiting.could) == (0, ())
    assert "คนที่" not in repr(waiting.numbers)


def test_when_a_seat_becomes_free_it_says_how_many_could_come(centre: Centre) -> None:
    queue(centre)
    free_one(centre)
    board = centre.desk.board()
    assert [one.number for one in board.waiting[0].could] == ["A1"]
    why = board.why[centre.occurrence]
    assert (why.opening, why.numbers, why.people) == (Opening.OPEN, 3, 5)
    assert centre.desk.call_next(centre.occurrence, "somsri").act is Act.DONE
    # The seat is held for who is called: nobody else could come, and the kiosk gives numbers.
    board = centre.desk.board()
    assert board.waiting[0].could == ()
    assert board.why[centre.occurrence].opening is Opening.FULL
    assert scan(centre, 3).code is Code.STANDBY


def test_a_called_number_has_three_minutes_and_then_stands_behind_the_called(
    centre: Centre,
) -> None:
    queue(centre)
    free_one(centre)
    for expected in ("A1", "A2", "A3"):
        acted = centre.desk.call_next(centre.occurrence, "somsri")
        assert acted.number is not None
        assert (acted.act, acted.number.number) == (Act.DONE, expected)
        centre.clock.later(1)
    assert [call.number for call in centre.desk.today().calls] == ["A1", "A2", "A3"]
    assert centre.desk.call_next(centre.occurrence, "somsri").act is Act.NOBODY
    centre.clock.later(0.5)
    (waiting,) = centre.desk.waiting_lists()
    assert [n.number for n in waiting.numbers] == ["A2", "A3", "A1"]
    assert waiting.turns == (Turn.CALLED, Turn.CALLED, Turn.MISSED)
    assert [call.number for call in centre.desk.today().calls] == ["A2", "A3"]
    # Nobody is thrown away: they may be called again.
    assert centre.desk.call_next(centre.occurrence, "somsri").number.number == "A1"  # type: ignore[union-attr]
    assert order(centre) == ["A2", "A3", "A1"]


def test_how_long_a_call_lasts_can_be_set(centre: Centre) -> None:
    queue(centre)
    checkin = msgspec.structs.replace(Settings().checkin, call_lasts_s=30)
    settings = msgspec.structs.replace(Settings(), checkin=checkin)
    desk = FrontDesk(centre.store, centre.clock, settings, centre.secrets)
    desk.call_next(centre.occurrence, "somsri")
    centre.clock.later(0.6)
    assert desk.waiting_lists()[0].turns[0] is Turn.MISSED
    assert desk.today().calls == ()


def test_a_learner_let_in_is_checked_in_by_name_over_capacity(centre: Centre) -> None:
    queue(centre)
    number = numbered(centre, "A1")
    acted = centre.desk.let_in(number, "somsri")
    assert acted.outcome is not None
    assert (acted.act, acted.outcome.code) == (Act.DONE, Code.ADMITTED)
    body = centre.journal()[-1]
    assert isinstance(body, CheckedIn)
    assert (body.learner, body.how, body.over_capacity, body.waited) == ("l1", "desk", True, number)
    (line,) = [one for one in centre.desk.board().lines if one.learner]
    assert (line.by, line.over_capacity) == ("somsri", True)
    assert order(centre) == ["A2", "A3"]


def test_a_party_let_in_is_counted_as_it_came(centre: Centre) -> None:
    queue(centre)
    number = numbered(centre, "A2")
    assert centre.desk.let_in(number, "somsri").act is Act.DONE
    body = centre.journal()[-1]
    assert body == GuestsCounted(
        day=DAY, bands=SCHOOL, occurrence=centre.occurrence, partner="nrru",
        party="school", how="desk", over_capacity=True, waited=number,
    )  # fmt: skip
    (line,) = [one for one in centre.desk.board().lines if one.partner == "nrru"]
    assert (line.bands, line.over_capacity) == (SCHOOL, True)


def test_who_is_let_in_into_their_own_seat_is_not_over_capacity(centre: Centre) -> None:
    queue(centre)
    free_one(centre)
    centre.desk.call_number(numbered(centre, "A3"), "somsri")
    number = numbered(centre, "A3")
    assert centre.desk.let_in(number, "somsri").act is Act.DONE
    body = centre.journal()[-1]
    assert isinstance(body, CheckedIn)
    assert not body.over_capacity
    centre.desk.leave([e for e, _ in _inside(centre)], by="somsri")
    centre.desk.call_number(numbered(centre, "A2"), "somsri")
    outcome = centre.desk.let_in(numbered(centre, "A2"), "somsri", {Band.CHILD: 2}).outcome
    assert outcome is not None
    assert (outcome.people, outcome.seats_left) == (2, 0)
    assert isinstance(centre.journal()[-1], GuestsCounted)
    assert not centre.journal()[-1].over_capacity  # type: ignore[attr-defined]


def _inside(centre: Centre) -> list[tuple[EntryId, dt.datetime]]:
    with centre.store.reading() as reader:
        return reader.still_inside(DAY)


def test_a_number_of_an_older_version_needs_to_be_told_who_they_are(centre: Centre) -> None:
    fill(centre)
    with centre.store.writing() as unit:
        old = Queued(day=DAY, occurrence=centre.occurrence, number=9, people=2)
        number = unit.append(old, centre.clock.at).id
    assert centre.desk.let_in(number, "somsri").act is Act.UNCOUNTED
    assert centre.desk.let_in(number, "somsri", {Band.YOUTH: 2}).act is Act.DONE


@pytest.mark.parametrize(
    ("act", "again"),
    [
        (lambda desk, n: desk.call_number(n, "manee"), Act.ALREADY),
        (lambda desk, n: desk.let_in(n, "manee"), Act.IN),
        (lambda desk, n: desk.number_gone(n, "manee"), Act.ALREADY),
    ],
    ids=["call", "let in", "gone"],
)
@pytest.mark.parametrize("which", ["A1", "A2"])
def test_two_desks_at_once_do_it_once(
    centre: Centre, act: Callable[[FrontDesk, EntryId], Acted], again: Act, which: str
) -> None:
    queue(centre)
    number = numbered(centre, which)
    before = len(centre.journal())

    def one_desk(_: int) -> Act:
        store = open_store(centre.file)
        try:
            return act(FrontDesk(store, centre.clock, centre.settings, centre.secrets), number).act
        finally:
            store.close()

    with ThreadPoolExecutor(4) as desks:
        acts = sorted(desks.map(one_desk, range(4)))
    assert acts == sorted([Act.DONE, again, again, again])
    assert len(centre.journal()) == before + 1


def test_what_has_ended_says_how(centre: Centre) -> None:
    queue(centre)
    gone, came = numbered(centre, "A1"), numbered(centre, "A2")
    centre.desk.number_gone(gone, "somsri")
    centre.desk.let_in(came, "somsri")
    assert centre.desk.call_number(gone, "manee").act is Act.GONE
    assert centre.desk.let_in(gone, "manee").act is Act.GONE
    assert centre.desk.call_number(came, "manee").act is Act.IN
    assert centre.desk.number_gone(came, "manee").act is Act.IN
    assert centre.desk.wait_again(came, "manee").act is Act.IN
    assert centre.desk.let_in(EntryId("Z", 1), "manee").act is Act.NOBODY
    assert centre.desk.call_next("nothing", "manee").act is Act.NOBODY


def test_gone_and_called_can_be_taken_back(centre: Centre) -> None:
    queue(centre)
    number = numbered(centre, "A1")
    assert centre.desk.wait_again(number, "somsri").act is Act.ALREADY
    centre.desk.number_gone(number, "somsri")
    assert order(centre) == ["A2", "A3"]
    centre.desk.wait_again(number, "somsri")
    centre.desk.call_number(numbered(centre, "A3"), "somsri")
    assert order(centre) == ["A3", "A1", "A2"]
    centre.desk.wait_again(numbered(centre, "A3"), "somsri")
    assert order(centre) == ["A1", "A2", "A3"]
    with centre.store.reading() as reader:
        marks = [e.by for e in reader.entries({}, 10_000) if isinstance(e.body, NumberMarked)]
    assert marks == ["somsri"] * 4


def test_taking_back_leaves_what_another_desk_did_since(centre: Centre) -> None:
    queue(centre)
    number = numbered(centre, "A1")
    centre.desk.call_number(number, "somsri")
    centre.desk.number_gone(number, "manee")
    assert centre.desk.wait_again(number, "somsri", seen=Mark.CALLED).act is Act.GONE
    centre.desk.wait_again(number, "manee", seen=Mark.GONE)
    centre.desk.call_number(number, "manee")
    assert centre.desk.wait_again(number, "manee", seen=Mark.GONE).act is Act.ALREADY
    assert order(centre) == ["A1", "A2", "A3"]


@pytest.mark.parametrize("which", ["A1", "A2"])
def test_an_undone_check_in_is_back_in_its_place(centre: Centre, which: str) -> None:
    queue(centre)
    outcome = centre.desk.let_in(numbered(centre, which), "somsri").outcome
    assert outcome is not None
    assert outcome.entry is not None
    assert which not in order(centre)
    centre.desk.undo(outcome.entry, "ผิดคน", by="somsri")
    assert order(centre) == ["A1", "A2", "A3"]
    assert centre.desk.let_in(numbered(centre, which), "somsri").act is Act.DONE


def test_whoever_goes_elsewhere_or_home_waits_no_more(centre: Centre) -> None:
    queue(centre)
    scan(centre, 3)
    late = centre.desk.today().running[1].occurrence.key
    centre.clock.later(1)
    # Just visiting is waiting in the reading room.
    assert scan(centre, 1, VISIT).code is Code.ADMITTED
    assert scan(centre, 2, VISIT).code is Code.ADMITTED
    assert order(centre) == ["A1", "A2", "A3", "A4"]
    centre.clock.later(1)
    centre.desk.leave(scan(centre, 1, VISIT).visits)
    assert order(centre) == ["A2", "A3", "A4"]
    elsewhere = centre.desk.check_in("l2", Ask(wanted=late, by="somsri"))
    assert order(centre) == ["A2", "A4"]
    assert elsewhere.entry is not None
    centre.desk.undo(elsewhere.entry, "ผิดคน", by="somsri")
    assert order(centre) == ["A2", "A3", "A4"]
    # Back again they get a number anew.
    centre.clock.later(1)
    assert scan(centre, 1).number == "A5"
    assert order(centre) == ["A2", "A3", "A4", "A5"]


def test_a_learner_who_came_by_themselves_waits_no_more(centre: Centre) -> None:
    queue(centre)
    free_one(centre)
    assert scan(centre, 1).code is Code.ADMITTED
    body = centre.journal()[-1]
    assert isinstance(body, CheckedIn)
    assert body.waited is not None
    assert order(centre) == ["A2", "A3"]


def test_the_holder_of_a_called_number_is_let_in_by_the_kiosk(centre: Centre) -> None:
    queue(centre)
    assert scan(centre, 2, VISIT).code is Code.ADMITTED
    centre.clock.later(1)
    free_one(centre)
    centre.desk.call_number(numbered(centre, "A3"), "somsri")
    # Somebody else, waiting too, finds it full still.
    assert scan(centre, 1).code is Code.STANDBY
    outcome = centre.desk.scan("K100002")
    assert outcome.code is Code.ADMITTED
    assert outcome.occurrence is not None
    assert outcome.occurrence.key == centre.occurrence
    assert centre.desk.today().calls == ()


def test_called_although_full_the_holder_is_told_so(centre: Centre) -> None:
    queue(centre)
    centre.desk.call_number(numbered(centre, "A3"), "somsri")
    outcome = centre.desk.scan("K100002")
    assert (outcome.code, outcome.number, outcome.called) == (Code.STANDBY, "A3", True)
    assert not scan(centre, 1).called


def test_a_card_of_elsewhere_is_let_in_under_its_number(centre: Centre) -> None:
    fill(centre)
    other = centre.other("B")
    import_programme(other._store, centre.clock, centre.settings, PROGRAMME.encode())
    text = centre.desk.issue_card("K100001", bytes(16))
    other.count_guests({Band.SENIOR: 2}, Ask(wanted=centre.occurrence))
    assert other.scan(text, Ask(wanted=centre.occurrence)).number == "B1"
    (waiting,) = other.waiting_lists()
    assert waiting.numbers[0].learner is not None
    outcome = other.let_in(waiting.numbers[0].entry, "somsri").outcome
    assert outcome is not None
    assert outcome.code is Code.FOREIGN
    assert other.waiting_lists() == []
    other.close()


def test_a_suspended_learner_is_refused_and_waits_on(centre: Centre) -> None:
    queue(centre)
    with centre.store.writing() as unit:
        held = Queued(day=DAY, occurrence=centre.occurrence, number=9, learner="l4")
        number = unit.append(held, centre.clock.at).id
    acted = centre.desk.let_in(number, "somsri")
    assert acted.outcome is not None
    assert (acted.act, acted.outcome.code) == (Act.REFUSED, Code.HELD)
    assert "A9" in order(centre)


def test_yesterdays_numbers_are_over(centre: Centre) -> None:
    queue(centre)
    number = numbered(centre, "A1")
    centre.clock.later(24 * 60)
    assert centre.desk.waiting_lists() == []
    assert centre.desk.call_number(number, "somsri").act is Act.NOBODY


def test_rebuilding_gives_the_same_lists(centre: Centre) -> None:
    queue(centre)
    centre.desk.call_number(numbered(centre, "A3"), "somsri")
    centre.desk.let_in(numbered(centre, "A2"), "somsri")
    before = centre.desk.waiting_lists()
    centre.store.rebuild()
    assert centre.desk.waiting_lists() == before


def test_why_it_was_called_off_is_said(centre: Centre) -> None:
    off = PROGRAMME.replace(
        "SUMMARY:บ่าย", "SUMMARY:บ่าย\nSTATUS:CANCELLED\nSEQUENCE:2\nCOMMENT:วิทยากรป่วย"
    )
    assert import_programme(centre.store, centre.clock, centre.settings, off.encode())
    why = centre.desk.board().why[centre.desk.today().running[1].occurrence.key]
    assert (why.opening, why.reason) == (Opening.CANCELLED, "วิทยากรป่วย")


def test_it_is_said_when_the_called_are_more_than_the_free_seats(centre: Centre) -> None:
    queue(centre)
    school = numbered(centre, "A2")
    assert centre.desk.call_number(school, "somsri").short == 3
    # When the call is over they are called again, and one seat is free by then.
    centre.clock.later(10)
    free_one(centre)
    assert centre.desk.call_number(school, "somsri").short == 2


def test_who_has_a_seat_lacks_none(centre: Centre) -> None:
    queue(centre)
    free_one(centre)
    called = centre.desk.call_next(centre.occurrence, "somsri")
    assert (called.act, called.short) == (Act.DONE, 0)
    # The seat is held for them now.
    assert centre.desk.call_next(centre.occurrence, "somsri").short == 3
