"""Somebody whom two kiosks let in while they were apart is one visitor, as soon as both know."""

import csv
import datetime as dt
import io
import itertools

import pytest

from kiosk.apart import Kind
from kiosk.clock import micros
from kiosk.crowd import Count
from kiosk.desk import FrontDesk, NotPossible
from kiosk.entry import CheckedIn, CheckedOut, Entry, LearnerKept, Merged, Undone
from kiosk.evidence import Came
from kiosk.exporting.log import write_csv
from kiosk.exporting.tally import Tally
from kiosk.outcome import VISIT, Ask, Code
from kiosk.record import Band
from kiosk.reporting import make_report
from kiosk.reporting.period import days
from kiosk.seats import Granted, Part
from tests.storage.centre import Centre
from tests.storage.tables import contents
from tests.storage.test_fold import fresh
from tests.storage.workload import DAY, NOON, learner

MINUTE = dt.timedelta(minutes=1)
WHO = "K100001"


def give(source: FrontDesk, target: FrontDesk) -> None:
    with source.store.reading() as reader, target.store.writing() as unit:
        unit.receive(reader.entries(unit.vector(), limit=10_000))


class Pair:
    """Two kiosks of a centre, each with its own database."""

    def __init__(self, centre: Centre) -> None:
        self.centre, self.clock = centre, centre.clock
        self.a, self.b = centre.desk, centre.other("B")
        give(self.a, self.b)
        self.room = centre.occurrence

    def sync(self) -> tuple[FrontDesk, FrontDesk]:
        give(self.a, self.b)
        give(self.b, self.a)
        assert contents(self.a.store) == contents(self.b.store)  # type: ignore[arg-type]
        return self.a, self.b

    def twice(self) -> None:
        """At A at noon, ten minutes later at B, which has not heard of it."""
        for desk in (self.a, self.b):
            assert desk.scan(WHO, Ask(wanted=self.room)).code is Code.ADMITTED
            self.clock.later(10)


@pytest.fixture
def pair(centre: Centre):
    made = Pair(centre)
    yield made
    made.b.close()


def head_counts(desk: FrontDesk, room: str) -> tuple[object, ...]:
    today = desk.today()
    (running,) = (r for r in today.running if r.occurrence.key == room)
    board, count = desk.board(), today.counts.get(room, Count(room, 0, 0))
    evacuation = desk.evacuation("")
    return (
        (today.came, today.inside, running.taken, running.free),
        (count.came, count.inside),
        (board.inside.total, len(evacuation.named), evacuation.total),
    )


def test_let_in_twice_is_one_visit_in_every_count(pair: Pair) -> None:
    pair.twice()
    for desk in pair.sync():
        assert head_counts(desk, pair.room) == ((1, 1, 1, 1), (1, 1), (1, 1, 1))
        assert [line.again for line in desk.lines(DAY)] == [True, False]
        passport = desk.passport("l1")
        # Nobody said when they left: from noon to the end at one, once.
        assert (passport.visits, passport.minutes) == (1, 60)
        for kiosk in (pair.a, pair.b):
            inside = kiosk.scan(WHO)
            assert (inside.code, len(inside.visits)) == (Code.ALREADY_IN, 2)
            assert inside.since == NOON
        with desk.store.reading() as reader:
            out, tally = io.BytesIO(), Tally(pair.centre.settings.zone)
            write_csv(tally.watch(reader.log(DAY, DAY)), out, zone=pair.centre.settings.zone)
            report = make_report(reader, days(DAY, DAY), centre="k", at=NOON)
        rows = list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"))))
        assert [(row["people"], row["adult"], row["undone"]) for row in rows] == [
            ("1", "0", "no"),
            ("0", "0", "no"),
        ]
        whole = tally.whole()
        assert (whole.check_ins, whole.visits, tally.learners) == (2, 1, 1)
        assert sum(whole.bands.values()) == 1
        assert (report.visits.came, report.attendances.came) == (1, 1)


def test_undoing_one_of_them_leaves_the_other(pair: Pair) -> None:
    pair.twice()
    pair.sync()
    first, second = sorted(line.entry for line in pair.a.lines(DAY))
    pair.a.undo(first, "ผิดคน", "somsri")
    for desk in pair.sync():
        assert head_counts(desk, pair.room)[0] == (1, 1, 1, 1)
        assert [(line.entry, line.counted) for line in desk.lines(DAY)] == [(second, 1), (first, 0)]
        inside = desk.scan(WHO)
        assert (inside.code, inside.visits) == (Code.ALREADY_IN, (second,))
    pair.b.undo(second, "ผิดคน", "manee")
    for desk in pair.sync():
        assert head_counts(desk, pair.room) == ((0, 0, 0, 2), (0, 0), (0, 0, 0))


@pytest.mark.parametrize("heard", [True, False])
def test_whoever_leaves_at_one_kiosk_has_left(pair: Pair, heard: bool) -> None:
    pair.twice()
    if heard:
        pair.sync()
    inside = pair.a.scan(WHO)
    assert len(inside.visits) == 1 + heard
    pair.a.leave(inside.visits)
    left = pair.clock.at
    pair.clock.later(1)
    for desk in pair.sync():
        assert head_counts(desk, pair.room) == ((1, 0, 0, 2), (1, 0), (0, 0, 0))
        assert {(line.left_at, line.left_how) for line in desk.lines(DAY)} == {(left, "self")}
        with desk.store.reading() as reader:
            came = [Came(*row) for row in reader.evidence(DAY, DAY)]
        assert {one.left for one in came} == {micros(left)}
        assert desk.passport("l1").minutes == 20
    # And comes again, which is another visit.
    assert pair.b.scan(WHO).code is Code.ADMITTED
    for desk in pair.sync():
        assert head_counts(desk, pair.room)[0] == (1, 1, 1, 1)
        assert desk.lines(DAY)[0].again is False


def test_whoever_comes_after_they_left_elsewhere_is_inside(pair: Pair) -> None:
    pair.a.scan(WHO, Ask(wanted=pair.room))
    pair.clock.later(5)
    pair.a.leave(pair.a.scan(WHO).visits)
    pair.clock.later(5)
    assert pair.b.scan(WHO, Ask(wanted=VISIT)).code is Code.ADMITTED
    for desk in pair.sync():
        assert (desk.today().came, desk.today().inside) == (1, 1)
        assert [line.left_at is None for line in desk.lines(DAY)] == [True, False]


def test_staff_who_take_a_leaving_back_bring_back_all_of_it(pair: Pair) -> None:
    pair.twice()
    (mine,) = pair.a.lines(DAY)
    out = pair.a.check_out([mine.entry], "somsri", "ไม่เห็นแล้ว")
    for desk in pair.sync():
        assert {line.left_how for line in desk.lines(DAY)} == {"desk"}
        assert desk.today().inside == 0
    pair.b.stay(out.id, "undo", "manee")
    for desk in pair.sync():
        assert head_counts(desk, pair.room)[0] == (1, 1, 1, 1)
        assert {line.left_at for line in desk.lines(DAY)} == {None}


def test_who_left_follows_the_learner_in_whatever_order_it_is_heard() -> None:
    """Two records of one person, a word at each of two visits, one of them taken back."""

    def at(node: str, seq: int, minutes: int, body: object) -> Entry:
        when = NOON + minutes * MINUTE
        return Entry(node, seq, 1000 * minutes + seq, when, "s", body)  # type: ignore[arg-type]

    here = at("A", 1, 0, CheckedIn(day=DAY, learner="l1", band=Band.ADULT))
    there = at("B", 1, 10, CheckedIn(day=DAY, learner="l2", band=Band.ADULT))
    later = at("C", 1, 40, CheckedIn(day=DAY, learner="l1", band=Band.ADULT))
    out = at("A", 2, 20, CheckedOut(day=DAY, visits=(here.id,)))
    again = at("D", 1, 30, CheckedOut(day=DAY, visits=(here.id,)))
    back = at("E", 1, 50, Undone(target=out.id, reason="x"))
    same = at("F", 1, 60, Merged(learner="l2", into="l1"))
    others = at("F", 2, 70, Merged(learner="l2", into=None))
    people = [at("G", n, 0, LearnerKept(learner=learner(n))) for n in (1, 2)]
    for order in [*itertools.permutations(range(5))][::5]:
        streams = [[here, out], [there], [later], [again], [same]]
        with fresh() as store, store.writing() as unit:
            unit.receive(people)
            for which in order:
                unit.receive(streams[which])
            left = {line.entry: line.left_at for line in unit.lines(DAY)}
            assert left == {here.id: out.at, there.id: out.at, later.id: None}
            unit.receive([back])
            left = {line.entry: line.left_at for line in unit.lines(DAY)}
            assert left == {here.id: again.at, there.id: again.at, later.id: None}
            unit.receive([others])
            left = {line.entry: line.left_at for line in unit.lines(DAY)}
            assert left == {here.id: again.at, there.id: None, later.id: None}


def test_who_left_elsewhere_has_left_here_whichever_is_heard_first() -> None:
    here = Entry("A", 1, 10, NOON, None, CheckedIn(day=DAY, learner="l1", band=Band.ADULT))
    there = Entry("B", 1, 20, NOON, None, CheckedIn(day=DAY, learner="l1", band=Band.ADULT))
    out = Entry("C", 1, 30, NOON + MINUTE, "s", CheckedOut(day=DAY, visits=(here.id,)))
    for order in itertools.permutations((here, there, out)):
        with fresh() as store, store.writing() as unit:
            for entry in order:
                unit.receive([entry])
            assert {line.left_at for line in unit.lines(DAY)} == {out.at}
            unit.rebuild()
            assert {line.left_at for line in unit.lines(DAY)} == {out.at}


def told(desk: FrontDesk) -> list[tuple[object, ...]]:
    """The kinds of conflicts, of whom, and the nodes of their entries."""
    return [
        (
            one.conflict.kind,
            None if one.learner is None else one.learner.learner,
            "".join(entry.node for entry in one.conflict.entries),
        )
        for one in desk.conflicts()
    ]


def test_a_conflict_is_listed_everywhere_until_somebody_has_seen_it(pair: Pair) -> None:
    pair.twice()
    assert told(pair.a) == told(pair.b) == []
    for desk in pair.sync():
        assert told(desk) == [(Kind.TWICE, "l1", "AB")]
        ((_, _, occurrences),) = desk.conflicts()
        assert occurrences[pair.room].title == "ห้องเล็ก"
    entries = pair.a.conflicts()[0].conflict.entries
    with pytest.raises(NotPossible):
        pair.a.conflict_seen(Kind.TWICE, entries, " ")
    seen = pair.a.conflict_seen(Kind.TWICE, entries, "somsri")
    assert (seen.by, seen.at) == ("somsri", pair.clock.at)
    for desk in pair.sync():
        assert told(desk) == []
        assert head_counts(desk, pair.room)[0] == (1, 1, 1, 1)
        with pytest.raises(NotPossible):
            desk.conflict_seen(Kind.TWICE, entries, "manee")
    # A third kiosk comes back: that is news.
    third = pair.centre.other("C")
    with third.store.writing() as unit:
        unit.append(CheckedIn(day=DAY, learner="l1", occurrence=pair.room), pair.clock.at)
    give(third, pair.a)
    third.close()
    assert told(pair.a) == [(Kind.TWICE, "l1", "ABC")]


def test_what_is_put_right_is_a_conflict_no_more(pair: Pair) -> None:
    pair.twice()
    pair.sync()
    pair.a.undo(pair.a.lines(DAY)[0].entry, "ผิดคน", "somsri")
    for desk in pair.sync():
        assert told(desk) == []


def test_more_people_than_seats_are_listed_unless_somebody_let_them_in(pair: Pair) -> None:
    """Two seats: each kiosk gave both."""
    for desk, people in ((pair.a, (1, 2)), (pair.b, (3, 9))):
        for n in people:
            code = desk.scan(f"K{100000 + n}", Ask(wanted=pair.room)).code
            assert code is Code.ADMITTED
            pair.clock.later(1)
    by_name = Ask(wanted=pair.room, how="desk", by="somsri")
    assert pair.b.count_guests({Band.CHILD: 5}, by_name).code is Code.ADMITTED
    for desk in pair.sync():
        assert told(desk) == [(Kind.OVERFULL, None, "BB")]
        (found,) = desk.conflicts()
        assert (found.conflict.people, found.conflict.by_name) == (9, 5)
    pair.a.conflict_seen(*found.conflict[:1], found.conflict.entries, "somsri")
    assert told(pair.a) == []
    pair.a.leave(pair.a.scan("K100001").visits)
    assert told(pair.a) == []
    # Somebody more, at a kiosk that is still out of reach.
    with pair.centre.other("C").store.writing() as unit:
        came = CheckedIn(day=DAY, learner="l10", occurrence=pair.room)
        entry = unit.append(came, pair.clock.at)
    with pair.a.store.writing() as unit:
        unit.receive([entry])
    assert told(pair.a) == [(Kind.OVERFULL, None, "BC")]


def test_seats_of_a_silent_computer_are_shown_while_they_are_of_use(pair: Pair) -> None:
    def held(node: str, minutes: int, seats: int = 3, used: int = 1) -> Part:
        return Part(node, f"walkin_{node}_x", seats, used, 1, pair.clock.at - minutes * MINUTE)

    late = next(r.occurrence.key for r in pair.a.today().running if r.occurrence.key != pair.room)
    with pair.a.store.writing() as unit:
        granted = [
            Granted(late, 0, 0, (held("h1", 15),)),
            Granted(pair.room, 0, 0, (held("h2", 15), held("h3", 14), held("h4", 60, 3, 3))),
            Granted("gone", 0, 0, (held("h5", 60),)),
        ]
        unit.keep_parts(granted)
    found = [(one.occurrence.key, one.part.holder, one.part.spare) for one in pair.a.silent()]
    assert found == [(pair.room, "h2", 2), (late, "h1", 2)]
    pair.a.free_seats(pair.room, "h2", "somsri")
    assert [one.part.holder for one in pair.a.silent()] == ["h1"]
    # Over at four, whatever the hub says.
    pair.clock.later(241)
    assert pair.a.silent() == []


def test_whoever_got_two_numbers_is_one_who_waits(pair: Pair) -> None:
    for n in (2, 3):
        pair.a.scan(f"K{100000 + n}", Ask(wanted=pair.room))
    give(pair.a, pair.b)
    for desk in (pair.a, pair.b):
        assert desk.scan(WHO, Ask(wanted=pair.room)).code is Code.STANDBY
        pair.clock.later(1)
    for desk in pair.sync():
        assert told(desk) == [(Kind.TWO_NUMBERS, "l1", "AB")]
    # Both are called, which holds one seat; the other is free.
    numbers = [number for one in pair.a.waiting_lists() for number in one.numbers]
    pair.a.leave(pair.a.scan("K100002").visits)
    pair.a.leave(pair.a.scan("K100003").visits)
    pair.clock.later(1)
    for desk, number in zip((pair.a, pair.b), numbers, strict=True):
        desk.call_number(number.entry, "somsri")
    for desk in pair.sync():
        assert desk.today().running[0].free == 1
        assert desk.scan("K100009", Ask(wanted=pair.room)).code is Code.ADMITTED
        desk.undo(desk.lines(DAY)[0].entry, "x", "somsri")
    came = pair.b.scan(WHO)
    assert (came.code, came.occurrence and came.occurrence.key) == (Code.ADMITTED, pair.room)
    for desk in pair.sync():
        assert desk.waiting_lists() == []
        assert told(desk) == []
        with desk.store.reading() as reader:
            ended = [reader.number(number.entry) for number in numbers]
        assert [number and number.ended for number in ended] == ["in", "in"]


def test_of_two_numbers_the_one_that_is_called_lets_in(pair: Pair) -> None:
    for n in (2, 3):
        pair.a.scan(f"K{100000 + n}", Ask(wanted=pair.room))
    give(pair.a, pair.b)
    for desk in (pair.a, pair.b):
        desk.scan(WHO, Ask(wanted=pair.room))
        pair.clock.later(1)
    pair.sync()
    assert pair.b.scan(WHO, Ask(wanted=pair.room)).number == "A1"
    pair.a.leave(pair.a.scan("K100002").visits)
    (first, second) = (n.entry for one in pair.a.waiting_lists() for n in one.numbers)
    pair.a.call_number(second, "somsri")
    for desk in pair.sync():
        with desk.store.reading() as reader:
            assert reader.waiting("l1", DAY)[pair.room].entry == second
    assert pair.b.scan(WHO).code is Code.ADMITTED
    assert first.node == "A"
