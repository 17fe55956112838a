"""The decision table of PRODUCT, "one scan, every case", as data."""

import datetime as dt
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.checkin import decide, decide_guests, refused
from kiosk.entry import (
    CheckedIn,
    CountHeld,
    EntryId,
    GuestsCounted,
    OccurrenceKept,
    Queued,
    Refused,
)
from kiosk.outcome import VISIT, Ask, Code, Decision, Facts, Rules, Running, Visit
from kiosk.record import Band, Learner, Occurrence, Standing, stranger
from kiosk.waitlist import Waiting

DAY = dt.date(2026, 11, 22)
NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
RULES = Rules()
MINUTE = dt.timedelta(minutes=1)


def occurrence(key: str, start: int, length: int = 60, **more: Any) -> Occurrence:
    """Starts so many minutes from now; check-in opens half an hour before."""
    begins = NOW + start * MINUTE
    return Occurrence(
        key=key,
        activity=key,
        day=DAY,
        title=key,
        start=begins,
        end=begins + length * MINUTE,
        opens=begins - 30 * MINUTE,
        **more,
    )


OPEN = Running(occurrence("open", -10))
ALSO = Running(occurrence("also", 10))
LATER = Running(occurrence("later", 60))
OVER = Running(occurrence("over", -120))
OFF = Running(occurrence("off", -10, cancelled=True))
FULL = Running(occurrence("full", -10, capacity=20), taken=20)
OVERFULL = Running(occurrence("overfull", -10, capacity=20), taken=23)
LAST = Running(occurrence("last", -10, capacity=20), taken=19)

PROMISED = Running(occurrence("promised", -10, capacity=20), taken=19, held=1)

LEARNER = Learner(learner="l1", number="K100001", name="กมล ใจดี", birth_year=1990, partner="nrru")
CHILD = Learner(learner="l2", number="K100002", birth_year=2018)


def visit(
    minutes_ago: float, occurrence: str | None = "open", *, left: float | None = None
) -> Visit:
    gone = None if left is None else NOW - left * MINUTE
    return Visit(EntryId("A", 7), NOW - minutes_ago * MINUTE, occurrence, gone)


def holds(key: str, called: float | None = None) -> dict[str, Any]:
    """The facts of somebody with waiting number B3, called so many minutes ago."""
    called_at = None if called is None else NOW - called * MINUTE
    number = Waiting(
        entry=EntryId("B", 5), number="B3", at=NOW - 20 * MINUTE, occurrence=key, learner="l1",
        called_at=called_at,
    )  # fmt: skip
    return {"waiting": {key: number}}


class Case(NamedTuple):
    name: str
    code: Code
    wrote: tuple[type, ...]
    today: tuple[Running, ...] = (OPEN,)
    ask: Ask = Ask()
    learner: Learner = LEARNER
    more: dict[str, Any] = {}  # noqa: RUF012 - never changed


IN = (OccurrenceKept, CheckedIn)
VISITS = (CheckedIn,)
NO = (Refused,)
SUSPENDED = Learner(learner="l1", number="K1", standing=Standing.SUSPENDED)
ENDED = Learner(learner="l1", number="K1", valid_until=dt.date(2026, 6, 30))
STRANGER = stranger("card:" + "ab" * 32)
ENDS_TODAY = Learner(learner="l1", number="K1", valid_until=DAY)
JUST = {"visits": (visit(0.1),)}
HERE = {"visits": (visit(30),)}
GONE = {"visits": (visit(30, left=20),)}

CASES = (
    Case("one open activity: straight in", Code.ADMITTED, IN),
    Case("nothing open: a general visit", Code.ADMITTED, VISITS, (LATER, OVER, OFF)),
    Case("nothing at all: a general visit", Code.ADMITTED, VISITS, ()),
    Case("several open: choose", Code.CHOOSE, (), (OPEN, ALSO)),
    Case("a choice is kept", Code.ADMITTED, IN, (OPEN, ALSO), Ask(wanted="also")),
    Case("just visiting is a choice", Code.ADMITTED, VISITS, (OPEN, ALSO), Ask(wanted=VISIT)),
    Case("the last seat", Code.ADMITTED, IN, (LAST,)),
    Case("same card within 8 s", Code.REPEAT, (), more=JUST),
    Case("same choice within 8 s", Code.REPEAT, (), ask=Ask(wanted="open"), more=JUST),
    Case("another choice within 8 s", Code.ADMITTED, IN, (OPEN, ALSO), Ask(wanted="also"),
         more=JUST),
    Case("8 s later", Code.ALREADY_IN, (), more={"visits": (visit(8 / 60),)}),
    Case("later, still inside", Code.ALREADY_IN, (), more=HERE),
    Case("later, still inside, several open", Code.ALREADY_IN, (), (OPEN, ALSO), more=HERE),
    Case("inside, another activity", Code.ADMITTED, IN, (OPEN, ALSO), Ask(wanted="also"),
         more=HERE),
    Case("inside, the same activity", Code.ALREADY_IN, (), ask=Ask(wanted="open"), more=HERE),
    Case("left and back again", Code.ADMITTED, IN, more=GONE),
    Case("left, and the card is being put away", Code.LEFT, (),
         more={"visits": (visit(30, left=14 / 60),)}),
    Case("left a moment ago and back", Code.ADMITTED, IN,
         more={"visits": (visit(30, left=15 / 60),)}),
    Case("left, and chose something", Code.ADMITTED, IN, ask=Ask(wanted="open"),
         more={"visits": (visit(30, left=0.05),)}),
    Case("left one of two visits", Code.ALREADY_IN, (),
         more={"visits": (visit(30, left=0.05), visit(40, None))}),
    Case("left, let in by staff", Code.ADMITTED, IN, ask=Ask(by="s"),
         more={"visits": (visit(30, left=0.05),)}),
    Case("did not choose, inside a moment ago", Code.REPEAT, (),
         ask=Ask(wanted=VISIT, unasked=True), more=JUST),
    Case("did not choose, inside already", Code.ALREADY_IN, (),
         ask=Ask(wanted=VISIT, unasked=True), more=HERE),
    Case("did not choose", Code.ADMITTED, VISITS, ask=Ask(wanted=VISIT, unasked=True)),
    Case("chose just visiting, inside an activity", Code.ADMITTED, VISITS, ask=Ask(wanted=VISIT),
         more=HERE),
    Case("a visit of the future clock is no repeat", Code.ALREADY_IN, (),
         more={"visits": (visit(-1),)}),
    Case("membership has ended", Code.EXPIRED, IN, learner=ENDED),
    Case("membership ends today", Code.ADMITTED, IN, learner=ENDS_TODAY),
    Case("suspended", Code.HELD, NO, learner=SUSPENDED),
    Case("suspended, although staff asks", Code.HELD, NO, ask=Ask(by="s"), learner=SUSPENDED),
    Case("card replaced", Code.REPLACED, NO, more={"card_ended": "replaced"}),
    Case("card lost", Code.REPLACED, NO, more={"card_ended": "lost"}),
    Case("before the window", Code.TOO_EARLY, NO, (LATER,), Ask(wanted="later")),
    Case("over", Code.ENDED, NO, (OVER,), Ask(wanted="over")),
    Case("no such activity today", Code.ENDED, NO, (OPEN,), Ask(wanted="yesterday")),
    Case("over, late add by staff", Code.ADMITTED, IN, (OVER,), Ask(wanted="over", by="s")),
    Case("called off", Code.CANCELLED, NO, (OFF,), Ask(wanted="off")),
    Case("called off, although staff asks", Code.CANCELLED, NO, (OFF,), Ask(wanted="off", by="s")),
    Case("full", Code.STANDBY, (OccurrenceKept, Queued), (FULL,)),
    Case("more than full", Code.STANDBY, (OccurrenceKept, Queued), (OVERFULL,)),
    Case("full, already waiting", Code.STANDBY, (), (FULL,), more=holds("full")),
    Case("full, and called over capacity", Code.STANDBY, (), (FULL,),
         more=holds("full", called=1)),
    Case("called: no choice is asked", Code.ADMITTED, IN, (OPEN, LAST),
         more=holds("last", called=2)),
    Case("called, and inside for a visit", Code.ADMITTED, IN, (OPEN, LAST),
         more=holds("last", called=2) | {"visits": (visit(30, None),)}),
    Case("called, and chose something else", Code.ADMITTED, IN, (OPEN, LAST), Ask(wanted="open"),
         more=holds("last", called=2)),
    Case("called too long ago: asked like everybody", Code.CHOOSE, (), (OPEN, LAST),
         more=holds("last", called=4)),
    Case("called for something that is over", Code.CHOOSE, (), (OPEN, ALSO, OVER),
         more=holds("over", called=1)),
    Case("the last seat is held for a called number", Code.STANDBY, (OccurrenceKept, Queued),
         (PROMISED,)),
    Case("full, let in by staff", Code.ADMITTED, IN, (FULL,), Ask(by="s")),
    Case("child, first time, alone", Code.GUARDIAN, NO, learner=CHILD,
         more={"came_before": False}),
    Case("child, second time", Code.ADMITTED, IN, learner=CHILD),
    Case("child whose guardian agreed", Code.ADMITTED, IN,
         learner=Learner(learner="l2", number="K2", birth_year=2018, consent="2026-1"),
         more={"came_before": False}),
    Case("child, with staff", Code.ADMITTED, IN, ask=Ask(by="s"), learner=CHILD,
         more={"came_before": False}),
    Case("ten years old", Code.ADMITTED, IN,
         learner=Learner(learner="l2", number="K2", birth_year=2016), more={"came_before": False}),
    Case("centre closed", Code.CLOSED, NO, (LATER,), more={"centre_open": False}),
    Case("centre closed, an activity open", Code.ADMITTED, IN, more={"centre_open": False}),
    Case("centre closed, an all-day activity", Code.CLOSED, NO,
         (Running(occurrence("show", -300, 1440, all_day=True)),), more={"centre_open": False}),
    Case("centre closed, with staff", Code.ADMITTED, VISITS, (), Ask(by="s"),
         more={"centre_open": False}),
    Case("card of elsewhere", Code.FOREIGN, IN, learner=STRANGER),
    Case("card of elsewhere, several open", Code.CHOOSE, (), (OPEN, ALSO), learner=STRANGER),
    Case("card of elsewhere, chosen", Code.FOREIGN, IN, (OPEN, ALSO), Ask(wanted="also"),
         learner=STRANGER),
    Case("card of elsewhere again", Code.REPEAT, (), learner=STRANGER, more=JUST),
    Case("card of elsewhere, inside", Code.ALREADY_IN, (), learner=STRANGER, more=HERE),
    Case("card of elsewhere, full", Code.STANDBY, (OccurrenceKept, Queued), (FULL,),
         learner=STRANGER),
    Case("card of elsewhere, replaced", Code.REPLACED, NO, learner=STRANGER,
         more={"card_ended": "replaced"}),
    Case("card of elsewhere, closed", Code.CLOSED, NO, (), learner=STRANGER,
         more={"centre_open": False}),
    Case("snapshot already kept", Code.ADMITTED, VISITS, more={"kept": frozenset({"open"})}),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_case_of_a_scan(case: Case) -> None:
    facts = Facts(now=NOW, day=DAY, today=case.today, **case.more)
    decision = decide(case.ask, case.learner, facts, RULES)
    assert decision.outcome.code is case.code
    assert tuple(type(record) for record in decision.records) == case.wrote


def test_every_code_of_one_node_has_a_case() -> None:
    elsewhere = {Code.UNKNOWN, Code.MISTYPED, Code.FORGED, Code.UNREADABLE, Code.PAUSED}
    elsewhere |= {Code.COUNT_HELD, Code.NOT_CERTAIN}
    assert {case.code for case in CASES} | elsewhere == set(Code)


def one(ask: Ask | None = None, **more: Any) -> Decision:
    return decide(ask or Ask(), LEARNER, Facts(now=NOW, day=DAY, **more), RULES)


def test_an_admission_says_where_to_go_and_how_many_seats_are_left() -> None:
    outcome = one(today=(Running(LAST.occurrence, 17),)).outcome
    assert (outcome.learner, outcome.occurrence) == (LEARNER, LAST.occurrence)
    assert outcome.seats_left == 2


def test_a_check_in_keeps_band_partner_and_day() -> None:
    came = one(today=(OPEN,)).records[-1]
    assert came == CheckedIn(
        day=DAY, learner="l1", occurrence="open", band=Band.ADULT, partner="nrru"
    )


def test_staff_over_capacity_and_late_is_marked() -> None:
    came = one(Ask(by="s"), today=(FULL,)).records[-1]
    assert isinstance(came, CheckedIn)
    assert came.over_capacity
    came = one(Ask(by="s", wanted="over"), today=(OVER,)).records[-1]
    assert isinstance(came, CheckedIn)
    assert came.late


def test_already_in_tells_since_when_and_offers_what_is_open() -> None:
    visits = (visit(20, "also"), visit(50, "open"), visit(90, "over", left=80))
    outcome = one(today=(OPEN, ALSO, LATER), visits=visits).outcome
    assert outcome.since == NOW - 50 * MINUTE
    assert outcome.choices == (OPEN, ALSO)
    assert len(outcome.visits) == 2


def test_standby_gives_the_next_number_and_alternatives_with_seats() -> None:
    today = (FULL, OPEN, OVERFULL, LATER)
    decision = one(Ask(wanted="full"), today=today, next_number=8)
    assert decision.outcome.number == "A8"
    assert decision.outcome.choices == (OPEN,)
    assert decision.records[-1] == Queued(day=DAY, occurrence="full", number=8, learner="l1")


def test_a_held_learner_is_told_no_reason() -> None:
    decision = decide(Ask(), SUSPENDED, Facts(now=NOW, day=DAY), RULES)
    assert decision.records == (Refused(day=DAY, outcome="held", learner="l1"),)


GUESTS = {Band.CHILD: 2, Band.ADULT: 1}


@pytest.mark.parametrize(
    ("today", "ask", "code", "kind"),
    [
        ((), Ask(), Code.ADMITTED, GuestsCounted),
        ((OPEN,), Ask(), Code.ADMITTED, GuestsCounted),
        ((OPEN, ALSO), Ask(), Code.CHOOSE, None),
        ((OPEN, ALSO), Ask(wanted=VISIT), Code.ADMITTED, GuestsCounted),
        ((LAST,), Ask(), Code.STANDBY, Queued),
        ((LAST,), Ask(by="s"), Code.ADMITTED, GuestsCounted),
        ((LATER,), Ask(wanted="later"), Code.TOO_EARLY, Refused),
    ],
)
def test_guests_take_seats_in_the_same_count(
    today: tuple[Running, ...], ask: Ask, code: Code, kind: type | None
) -> None:
    decision = decide_guests(ask, GUESTS, Facts(now=NOW, day=DAY, today=today), RULES)
    assert decision.outcome.code is code
    assert (type(decision.records[-1]) if decision.records else None) is kind
    if code is Code.ADMITTED:
        assert decision.outcome.people == 3
    if code is Code.STANDBY:
        assert (decision.outcome.seats_left, decision.outcome.people) == (1, 3)


@pytest.mark.parametrize(
    ("today", "ask", "people", "code"),
    [
        ((), Ask(), 200, Code.ADMITTED),
        ((), Ask(), 201, Code.COUNT_HELD),
        ((), Ask(), 5000, Code.COUNT_HELD),
        ((), Ask(by="s"), 5000, Code.ADMITTED),
        ((FULL,), Ask(), 201, Code.COUNT_HELD),
        ((FULL,), Ask(), 200, Code.STANDBY),
        ((OPEN, ALSO), Ask(), 201, Code.CHOOSE),
        ((OVER,), Ask(wanted="over"), 201, Code.ENDED),
    ],
)
def test_a_party_too_large_waits_for_staff(
    today: tuple[Running, ...], ask: Ask, people: int, code: Code
) -> None:
    facts = Facts(now=NOW, day=DAY, today=today)
    bands = {Band.CHILD: people, Band.ADULT: 0}
    who = {"partner": "nrru", "party": "school"}
    decision = decide_guests(ask, bands, facts, RULES, **who)
    assert decision.outcome.code is code
    if code is Code.COUNT_HELD:
        assert decision.outcome.people == people
        assert decision.records[-1] == CountHeld(
            day=DAY,
            bands={Band.CHILD: people},
            occurrence="full" if today else None,
            reason="many",
            **who,
        )
    if code is Code.ADMITTED:
        came = decision.records[-1]
        assert isinstance(came, GuestsCounted)
        assert (came.partner, came.party) == ("nrru", "school")


def test_guests_added_late_by_staff_are_marked() -> None:
    facts = Facts(now=NOW, day=DAY, today=(OVER,))
    came = decide_guests(Ask(wanted="over", by="s"), GUESTS, facts, RULES).records[-1]
    assert isinstance(came, GuestsCounted)
    assert came.late


@pytest.mark.parametrize("bands", [{}, {Band.CHILD: 0}, {Band.CHILD: -1, Band.ADULT: 3}])
def test_nobody_cannot_be_counted(bands: dict[Band, int]) -> None:
    with pytest.raises(ValueError, match="at least one"):
        decide_guests(Ask(), bands, Facts(now=NOW, day=DAY), RULES)


def test_a_mistyped_number_is_not_recorded_and_an_unknown_one_only_as_hash() -> None:
    facts = Facts(now=NOW, day=DAY)
    assert refused(Code.MISTYPED, facts, "h").records == ()
    assert refused(Code.UNKNOWN, facts, "h").records == (
        Refused(day=DAY, outcome="unknown", read="h"),
    )


runs = st.builds(
    lambda start, length, cap, taken, off, n: Running(
        occurrence(f"o{n}", start, length, capacity=cap, cancelled=off), taken
    ),
    st.integers(-180, 180),
    st.integers(0, 240),
    st.none() | st.integers(0, 5),
    st.integers(0, 6),
    st.booleans(),
    st.integers(0, 4),
)
all_visits = st.builds(
    lambda ago, key, left: visit(ago, key, left=left),
    st.floats(-5, 300),
    st.none() | st.sampled_from(["o0", "o1"]),
    st.booleans(),
)


@given(
    today=st.lists(runs, max_size=4, unique_by=lambda r: r.occurrence.key).map(tuple),
    visits=st.lists(all_visits, max_size=3).map(tuple),
    wanted=st.none() | st.sampled_from([VISIT, "o0", "o1", "gone"]),
    by=st.none() | st.just("s"),
    learner=st.sampled_from([LEARNER, CHILD, SUSPENDED, ENDED]),
    flags=st.fixed_dictionaries({n: st.booleans() for n in ("centre_open", "came_before")}),
    ended=st.sampled_from(["", "replaced", "lost"]),
)
def test_a_tick_always_has_an_entry_and_never_an_unearned_seat(
    today: tuple[Running, ...],
    visits: tuple[Visit, ...],
    wanted: str | None,
    by: str | None,
    learner: Learner,
    flags: dict[str, bool],
    ended: str,
) -> None:
    facts = Facts(now=NOW, day=DAY, today=today, visits=visits, card_ended=ended, **flags)
    decision = decide(Ask(wanted=wanted, by=by), learner, facts, RULES)
    wrote = [r for r in decision.records if isinstance(r, CheckedIn)]
    ticked = decision.outcome.code in (Code.ADMITTED, Code.EXPIRED)
    assert bool(wrote) is ticked
    if wrote and wrote[0].occurrence is not None and by is None:
        mine = next(r for r in today if r.occurrence.key == wrote[0].occurrence)
        assert mine.to_give != 0
        assert mine.occurrence.is_open(NOW)
    if decision.outcome.code is Code.REPEAT:
        assert decision.outcome.entry is not None
        assert decision.records == ()
