"""The derived tables follow from the entries alone, whatever order nodes' entries arrive in."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.store import SqlStore
from kiosk.clock import micros
from kiosk.entry import (
    ActivityKept,
    AlertAnswered,
    AnyBody,
    BackupFailed,
    CardIssued,
    CardLost,
    CheckedIn,
    CheckedOut,
    ConflictSeen,
    CountCorrected,
    CountHeld,
    DatabaseRestored,
    DayClosed,
    DeviceGone,
    Entry,
    EntryId,
    Erased,
    FeedbackGiven,
    GuestsCounted,
    HelpCalled,
    LearnerKept,
    LogExported,
    Looked,
    ManyUnknown,
    Merged,
    Moved,
    NamesSeen,
    NumberMarked,
    OccurrenceKept,
    PinLocked,
    PinTried,
    Queued,
    Redated,
    Refused,
    SeatsFreed,
    SettingsKept,
    StaffKept,
    Undone,
)
from kiosk.foreign import Told
from kiosk.ports import PinTry
from kiosk.record import Activity, Band, Learner, Role, Staff
from kiosk.standby import Mark
from tests.storage.tables import contents
from tests.storage.workload import DAY, NOON, bodies, learner, occurrence, open_store

NODES = ("A", "B", "C")

small = st.integers(1, 3)
whose = st.sampled_from(("l1", "l2", "l3", "card:c1", "card:c2", "card:f"))
who = st.sampled_from(("l1", "l2", "l3"))
anybody = who | st.just("f1")
THEIRS = Told(record=Learner(learner="f1", number="", name="มะลิ", centre="phimai"), key="F")
"""What another centre tells of the card f."""
targets = st.builds(EntryId, st.sampled_from(NODES), st.integers(1, 12))
CARDS_OF = {(who, 1): ("card:c1",) for who in ("l1", "l2", "l3")}
CARDS_OF |= {("f1", n): ("card:f",) for n in (1, 2, 3)}
numbers = st.builds(EntryId, st.sampled_from(NODES), st.integers(1, 3))
"""Few, so that several check-ins name the same waiting number."""
kinds: dict[type, st.SearchStrategy[AnyBody]] = {
    CheckedIn: st.builds(
        lambda who, o, b, w: CheckedIn(
            day=DAY, learner=who, occurrence=o and f"o{o}", band=b, waited=w
        ),
        whose,
        st.none() | small,
        st.none() | st.sampled_from(Band),
        st.none() | numbers,
    ),
    GuestsCounted: st.builds(
        lambda n, b, w: GuestsCounted(day=DAY, bands={b: n}, waited=w),
        small,
        st.sampled_from(Band),
        st.none() | numbers,
    ),
    NumberMarked: st.builds(
        lambda t, m: NumberMarked(target=t, mark=m), numbers, st.sampled_from(Mark)
    ),
    CheckedOut: st.builds(
        lambda t, how: CheckedOut(day=DAY, visits=(t,), how=how),
        targets,
        st.sampled_from(("self", "desk", "auto")),
    ),
    DayClosed: st.builds(lambda n: DayClosed(day=DAY + dt.timedelta(days=n)), small),
    Moved: st.builds(
        lambda t, o: Moved(targets=(t,), occurrence=o and f"o{o}"), targets, st.none() | small
    ),
    Undone: st.builds(lambda t: Undone(target=t, reason="x"), targets),
    Redated: st.builds(
        lambda t, d, h: Redated(targets=(t,), shift_s=d * 86400 + h * 3600, zone="Asia/Bangkok"),
        targets,
        st.sampled_from((-365, 0, 1)),
        st.sampled_from((0, 9)),
    ),
    CountCorrected: st.builds(
        lambda t, n, b: CountCorrected(target=t, bands={b: n}, reason="x"),
        targets,
        small,
        st.sampled_from(Band),
    ),
    Merged: st.builds(lambda a, b: Merged(learner=a, into=b), anybody, st.none() | anybody),
    Erased: st.builds(
        lambda a, i: Erased(learners=(a, *CARDS_OF.get((a, i), ())), instead=f"x{i}"),
        anybody,
        small,
    ),
    Looked: st.builds(lambda a: Looked(learner=a, why="asked"), who),
    Queued: st.builds(
        lambda n, who: Queued(day=DAY, occurrence="o1", number=n, learner=who),
        small,
        st.none() | whose,
    ),
    CountHeld: st.builds(
        lambda n, o: CountHeld(day=DAY, bands={Band.CHILD: n}, occurrence=o, reason="many"),
        small,
        st.none() | st.just("o1"),
    ),
    HelpCalled: st.builds(lambda who: HelpCalled(day=DAY, learner=who), st.none() | whose),
    StaffKept: st.builds(
        lambda n, pin: StaffKept(staff=Staff(name=f"s{n}", role=Role.DESK, pin=pin)),
        small,
        st.text("xy", max_size=1),
    ),
    PinTried: st.builds(lambda n, wrong: PinTried(staff=f"s{n}", wrong=wrong), small, small),
    PinLocked: st.builds(lambda n: PinLocked(day=DAY, staff=f"s{n}"), small),
    DeviceGone: st.builds(
        lambda d: DeviceGone(day=DAY, device=d), st.sampled_from(("scanner", "camera"))
    ),
    DatabaseRestored: st.builds(
        lambda n: DatabaseRestored(day=DAY, taken=n, missing={"A": (n, 0)}), small
    ),
    BackupFailed: st.just(BackupFailed(day=DAY, reason="full")),
    AlertAnswered: st.builds(
        lambda t, c: AlertAnswered(target=t, counted=c), targets, st.booleans()
    ),
    ConflictSeen: st.builds(
        lambda t, about: ConflictSeen(about=about, targets=(t,)),
        targets,
        st.sampled_from(("twice", "overfull")),
    ),
    FeedbackGiven: st.builds(lambda t, n: FeedbackGiven(day=DAY, visit=t, face=n), targets, small),
    LearnerKept: st.builds(
        lambda n, p: LearnerKept(learner=learner(n, phone=p)), small, st.text("01", max_size=2)
    ),
    CardIssued: st.builds(
        lambda n, c, k: CardIssued(learner=f"l{n}", card=f"c{c}", key=k),
        small,
        small,
        st.sampled_from("AB"),
    ),
    CardLost: st.builds(lambda n: CardLost(learner=f"l{n}"), small),
    Refused: st.builds(
        lambda who, o: Refused(day=DAY, outcome=o, learner=who, reason="lost"),
        st.none() | whose,
        st.sampled_from(("replaced", "forged", "unknown")),
    ),
    ActivityKept: st.builds(
        lambda n, t: ActivityKept(activity=Activity(uid=f"a{n}", title=t, ics="")),
        small,
        st.text("xy", max_size=1),
    ),
    OccurrenceKept: st.builds(
        lambda n, r: OccurrenceKept(occurrence=occurrence(n, room=r)),
        small,
        st.text("xy", max_size=1),
    ),
    ManyUnknown: st.builds(lambda n: ManyUnknown(day=DAY, codes=n), small),
    SettingsKept: st.builds(lambda n: SettingsKept(section=f"x{n}"), small),
    SeatsFreed: st.builds(
        lambda n: SeatsFreed(day=DAY, occurrence="o1", holder="h", turn=n, seats=1), small
    ),
    NamesSeen: st.builds(lambda n: NamesSeen(day=DAY, why="evacuation", people=n), small),
    LogExported: st.builds(
        lambda n: LogExported(
            first=DAY, last=DAY, format="csv", names=True, reason="asked", sha256=f"{n}"
        ),
        small,
    ),
}
anything: st.SearchStrategy[AnyBody] = st.one_of(*kinds.values())


def journal(store: SqlStore) -> list[Entry]:
    with store.reading() as reader:
        return reader.entries({}, limit=1000)


@contextmanager
def fresh() -> Iterator[SqlStore]:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "walkin.db", None)
        yield store
        store.close()


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """Entries of three nodes: each counts up, stamps may be equal across nodes."""
    made = []
    for node in NODES:
        stamp = micros(NOON)
        for seq, drawn in enumerate(draw(st.lists(anything, max_size=10)), 1):
            stamp += draw(st.integers(1, 3))
            body = aimed(draw, of_its_own(drawn, f"x-{node}{seq}"), [entry.id for entry in made])
            at = NOON + dt.timedelta(hours=draw(st.integers(-1, 1)))
            made.append(Entry(node, seq, stamp, at, None, body))
    return made


def hear(store: SqlStore) -> None:
    """Another centre tells whose its card is, as long as they are not forgotten here."""
    with store.writing() as unit:
        if not (unit.is_erased("f1") or unit.is_erased("card:f")):
            unit.keep_told("f", THEIRS)


def of_its_own(body: AnyBody, instead: str) -> AnyBody:
    """A random id is nobody else's."""
    return msgspec.structs.replace(body, instead=instead) if isinstance(body, Erased) else body


def aimed(draw: st.DrawFn, body: AnyBody, there: list[EntryId]) -> AnyBody:
    """Half of what speaks of entries speaks of one that is there, like an undone check-out."""
    if not there or not draw(st.booleans()):
        return body
    target = draw(st.sampled_from(there))
    match body:
        case Undone() | CountCorrected() | NumberMarked() | AlertAnswered():
            return msgspec.structs.replace(body, target=target)
        case Moved() | Redated():
            return msgspec.structs.replace(body, targets=(*body.targets, target))
        case CheckedOut():
            return msgspec.structs.replace(body, visits=(*body.visits, target))
    return body


@st.composite
def arrivals(draw: st.DrawFn, history: list[Entry]) -> list[list[Entry]]:
    """The history in batches; each node's entries stay in order, nodes mix as they like."""
    left = {node: [e for e in history if e.node == node] for node in NODES}
    out = []
    while any(left.values()):
        node = draw(st.sampled_from([n for n in NODES if left[n]]))
        many = draw(st.integers(1, len(left[node])))
        out.append(left[node][:many])
        left[node] = left[node][many:]
    return out


def test_every_kind_of_entry_is_folded_here() -> None:
    assert set(kinds) == set(get_args(AnyBody))
    assert {type(body) for body in bodies([EntryId("A", 1)] * 8)} == set(get_args(AnyBody))


@given(data=st.data(), history=histories())
@settings(max_examples=40, deadline=None)
def test_any_order_of_arrival_folds_to_the_same_tables(
    data: st.DataObject, history: list[Entry]
) -> None:
    found = []
    for _ in range(2):
        with fresh() as store:
            batches = data.draw(arrivals(history))
            told = data.draw(st.integers(0, len(batches)))
            for number, batch in enumerate(batches):
                if number == told:
                    hear(store)
                with store.writing() as unit:
                    assert unit.receive(batch) == len(batch)
                    assert unit.receive(batch) == 0
            hear(store)
            found.append((contents(store), journal(store)))
    assert found[0] == found[1]


@given(history=histories())
@settings(max_examples=40, deadline=None)
def test_rebuilding_gives_the_same_tables(history: list[Entry]) -> None:
    with fresh() as store:
        with store.writing() as unit:
            unit.receive(history)
            for body in bodies([EntryId("A", 1), EntryId("X", 10)]):
                unit.append(body, NOON, node="X")
        hear(store)
        before, written = contents(store), journal(store)
        assert store.rebuild() == len(history) + len(bodies([EntryId("A", 1), EntryId("X", 10)]))
        assert contents(store) == before
        assert journal(store) == written


def test_what_a_wrong_clock_dated_is_of_the_day_it_was_given_whichever_comes_first() -> None:
    wrong = NOON - dt.timedelta(days=365, hours=9)
    day = wrong.date()
    came = Entry("A", 1, 10, wrong, None, CheckedIn(day=day, learner="l1"))
    out = Entry("A", 2, 11, wrong, None, CheckedOut(day=day, visits=(came.id,)))
    face = Entry("A", 3, 12, wrong, None, FeedbackGiven(day=day, visit=came.id, face=5))
    called = Entry("A", 4, 13, wrong, None, HelpCalled(day=day))
    told = Redated(targets=(came.id, out.id, face.id, called.id), shift_s=365 * 86400 + 9 * 3600,
                   zone="Asia/Bangkok", reason="นาฬิกาผิด")  # fmt: skip
    told = Entry("B", 1, 20, NOON, "somsri", told)
    less = told._replace(seq=2, stamp=30, body=msgspec.structs.replace(told.body, shift_s=3600))
    back = less._replace(node="C", seq=1, stamp=40,
                         body=msgspec.structs.replace(told.body, shift_s=0))  # fmt: skip
    on_a = [came, out, face, called]
    for order in ([*on_a, told], [told, *on_a], [came, told, *on_a[1:]]):
        with fresh() as store, store.writing() as unit:
            for entry in order:
                unit.receive([entry])
            (line,) = unit.lines(DAY)
            assert (line.at, line.left_at) == (NOON, NOON)
            assert line.misdated == (wrong, day, "somsri", "นาฬิกาผิด")
            assert (unit.lines(day), unit.people(day), unit.people(DAY)) == ([], 0, 1)
            assert [alert.at for alert in unit.alerts(DAY)] == [NOON]
            assert next(iter(unit.evidence(DAY, DAY)))[-1] == 5
            # The later word stands, and says nothing of the earlier one.
            unit.receive([back])
            unit.receive([less])
            (line,) = unit.lines(day)
            assert (line.at, line.left_at, line.misdated) == (wrong, wrong, None)
            assert unit.line(came.id) == line
            assert unit.people(DAY) == 0


def test_who_came_by_a_card_of_elsewhere_is_who_is_left_of_them() -> None:
    came = Entry("A", 1, 10, NOON, None, CheckedIn(day=DAY, learner="card:f", occurrence="o1"))
    same = Entry("B", 1, 20, NOON, "s", Merged(learner="f1", into="l1"))
    for order in ([came, same], [same, came]):
        with fresh() as store:
            with store.writing() as unit:
                unit.receive(order[:1])
            hear(store)
            with store.writing() as unit:
                unit.receive(order[1:])
                assert [one.learner for one in unit.stays(DAY, "o1")] == ["l1"]


def test_an_undo_may_come_before_what_it_undoes() -> None:
    came = Entry("B", 1, 10, NOON, None, CheckedIn(day=DAY, learner="l1"))
    undo = Entry("A", 1, 20, NOON, "somsri", Undone(target=came.id, reason="ผิดคน"))
    for order in ([came, undo], [undo, came]):
        with fresh() as store, store.writing() as unit:
            for entry in order:
                unit.receive([entry])
            assert unit.people(DAY) == 0
            (line,) = unit.lines(DAY)
            assert (line.undone_by, line.undone_reason) == ("somsri", "ผิดคน")


def test_a_persons_word_about_leaving_wins_over_closing_time() -> None:
    came = Entry("A", 1, 10, NOON, None, CheckedIn(day=DAY, learner="l1"))
    evening = NOON + dt.timedelta(hours=6)
    closing = Entry("B", 1, 20, evening, None, CheckedOut(day=DAY, visits=(came.id,), how="auto"))
    said = Entry("C", 1, 30, NOON, None, CheckedOut(day=DAY, visits=(came.id,)))
    for order in ([came, closing, said], [said, closing, came]):
        with fresh() as store, store.writing() as unit:
            for entry in order:
                unit.receive([entry])
            (line,) = unit.lines(DAY)
            assert (line.left_at, line.left_how) == (NOON, "self")


def test_whoever_did_not_leave_after_all_is_inside_whichever_comes_first() -> None:
    came = Entry("A", 1, 10, NOON, None, CheckedIn(day=DAY, learner="l1"))
    out = Entry("B", 1, 20, NOON, "s", CheckedOut(day=DAY, visits=(came.id,), how="desk"))
    back = Entry("B", 2, 30, NOON, "s", Undone(target=out.id, reason="x"))
    evening = NOON + dt.timedelta(hours=6)
    closing = Entry("C", 1, 40, evening, None, CheckedOut(day=DAY, visits=(came.id,), how="auto"))
    for order in ([came, out, back], [out, back, came], [out, came, back]):
        with fresh() as store, store.writing() as unit:
            for entry in order:
                unit.receive([entry])
            assert unit.inside(DAY) == 1
    for order in (
        [came, out, back, closing],
        [closing, out, back, came],
        [out, closing, came, back],
    ):
        with fresh() as store, store.writing() as unit:
            for entry in order:
                unit.receive([entry])
            (line,) = unit.lines(DAY)
            assert (line.left_at, line.left_how, line.undone_at) == (evening, "auto", None)


def test_whoever_came_by_an_unknown_card_is_the_learner_once_it_is_known() -> None:
    came = Entry("A", 1, 10, NOON, None, CheckedIn(day=DAY, learner="card:c1", occurrence="o1"))
    waits = Entry("A", 2, 11, NOON, None, Queued(day=DAY, occurrence="o2", number=1,
                                                 learner="card:c1"))  # fmt: skip
    known = Entry("B", 1, 5, NOON, None, LearnerKept(learner=learner(1)))
    issued = Entry("B", 2, 6, NOON, None, CardIssued(learner="l1", card="c1"))
    given = Entry("C", 1, 20, NOON, None, CardIssued(learner="l2", card="c1"))
    for order in ([came, waits, known, issued], [known, issued, came, waits],
                  [came, known, issued, waits]):  # fmt: skip
        with fresh() as store, store.writing() as unit:
            for entry in order:
                unit.receive([entry])
            (visit,) = unit.visits("l1", DAY)
            assert (visit.entry, visit.occurrence) == (came.id, "o1")
            assert unit.visits("card:c1", DAY) == ()
            assert [w.number for w in unit.waiting("l1", DAY).values()] == ["A1"]
            assert unit.people(DAY) == 1
            (line,) = unit.lines(DAY)
            assert line.learner == learner(1)
            # The same card given to somebody else later takes its visits along.
            unit.receive([given])
            assert [v.entry for v in unit.visits("l2", DAY)] == [came.id]
            assert unit.visits("l1", DAY) == ()


def test_a_held_count_answered_before_it_arrives_is_not_open() -> None:
    held = Entry("B", 1, 10, NOON, None, CountHeld(day=DAY, bands={Band.CHILD: 9}, reason="fast"))
    answer = Entry("A", 1, 20, NOON, "somsri", AlertAnswered(target=held.id))
    for order in ([held, answer], [answer, held]):
        with fresh() as store, store.writing() as unit:
            unit.receive(order[:1])
            assert len(unit.alerts(DAY)) == (order[0] is held)
            unit.receive(order[1:])
            assert unit.alerts(DAY) == []


def test_a_gap_in_a_nodes_entries_is_refused() -> None:
    second = Entry("B", 2, 10, NOON, None, CheckedIn(day=DAY, learner="l1"))
    with fresh() as store, store.writing() as unit:
        with pytest.raises(ValueError, match="do not follow"):
            unit.receive([second])
        assert unit.vector() == {}


def test_another_pin_ends_the_wait_whichever_comes_first() -> None:
    kept = Entry("B", 1, 5, NOON, "os", StaffKept(staff=Staff(name="s", role=Role.DESK, pin="1")))
    tried = Entry("A", 1, 10, NOON, None, PinTried(staff="s", wrong=7))
    again = Entry("B", 2, 20, NOON, "os", StaffKept(staff=Staff(name="s", role=Role.DESK, pin="2")))
    for order in ([kept, tried, again], [kept, again, tried], [tried, kept, again]):
        with fresh() as store, store.writing() as unit:
            for entry in order:
                unit.receive([entry])
            assert unit.pin_try("A", "s") is None
    with fresh() as store, store.writing() as unit:
        unit.receive([kept])
        unit.receive([tried])
        assert unit.pin_try("A", "s") == PinTry(7, NOON)
        assert unit.pin_try("B", "s") is None


def test_whoever_two_desks_let_in_came_once() -> None:
    waits = Entry("A", 1, 10, NOON, None, Queued(day=DAY, occurrence="o1", number=1, people=3,
                                                 bands={Band.CHILD: 3}))  # fmt: skip
    came = GuestsCounted(day=DAY, occurrence="o1", bands={Band.CHILD: 3}, waited=waits.id)
    here = Entry("B", 1, 20, NOON, "somsri", came)
    there = here._replace(node="C", stamp=30, by="manee")
    undo = Entry("C", 2, 40, NOON, "manee", Undone(target=here.id, reason="x"))
    orders = ([waits, here, there, undo], [there, undo, here, waits], [there, here, waits, undo],
              [there, waits, undo, here])  # fmt: skip
    for order in orders:
        with fresh() as store, store.writing() as unit:
            for entry in order[:-1]:
                unit.receive([entry])
            if undo not in order[:-1]:
                assert unit.people(DAY) == 3
                void = {line.entry: line.undone_at is not None for line in unit.lines(DAY)}
                assert void == {here.id: False, there.id: True}
            unit.receive([order[-1]])
            # The first is taken back: the second stands for them.
            assert unit.people(DAY) == 3
            assert unit.numbers(DAY) == []
            unit.append(Undone(target=there.id, reason="x"), NOON, node="D")
            assert unit.people(DAY) == 0
            assert [number.entry for number in unit.numbers(DAY)] == [waits.id]


def test_what_staff_did_last_with_a_number_stands_whatever_comes_first() -> None:
    waits = Entry("A", 1, 10, NOON, None, Queued(day=DAY, occurrence="o1", number=1))
    called = Entry("B", 1, 20, NOON, "s", NumberMarked(target=waits.id, mark=Mark.CALLED))
    gone = Entry("C", 1, 30, NOON, "s", NumberMarked(target=waits.id, mark=Mark.GONE))
    again = Entry("B", 2, 40, NOON, "s", NumberMarked(target=waits.id, mark=Mark.WAITING))
    for order in ([waits, called, gone], [gone, called, waits], [called, waits, gone]):
        with fresh() as store, store.writing() as unit:
            for entry in order:
                unit.receive([entry])
            assert unit.numbers(DAY) == []
            number = unit.number(waits.id)
            assert number is not None
            assert (number.ended, number.called_at) == ("gone", None)
            if called in order:
                unit.receive([again])
            assert [one.number for one in unit.numbers(DAY)] == ["A1"]
