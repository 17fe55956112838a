"""What kiosks did that did not know of each other, by their check-ins and numbers alone."""

import datetime as dt

from kiosk.apart import Kind, Stay, of_numbers, overfull, rivals, twice, two_seats
from kiosk.entry import EntryId
from kiosk.waitlist import Waiting
from tests.builders import NOON, an_occurrence

HOUR = dt.timedelta(hours=1)
CLAY = an_occurrence(key="clay")
TALK = an_occurrence(key="talk", start=NOON + HOUR, end=NOON + 3 * HOUR)
LATER = an_occurrence(key="later", start=NOON + 2 * HOUR, end=NOON + 3 * HOUR)
OPEN = an_occurrence(key="open", capacity=None)
ALL_DAY = an_occurrence(key="day", all_day=True)
OFF = an_occurrence(key="off", cancelled=True)
KNOWN = (CLAY, TALK, LATER, OPEN, ALL_DAY, OFF)


def stay(node: str, seq: int, what: str | None = "clay", hours: float = 0, **more: object) -> Stay:
    base = {"learner": "l1", "occurrence": what} | more
    return Stay(EntryId(node, seq), NOON + hours * HOUR, **base)  # type: ignore[arg-type]


def found(*stays: Stay) -> list[tuple[str, str]]:
    things = {stay.occurrence for stay in stays}
    both = two_seats(stays) if any({a.key, b.key} == things for a, b in rivals(KNOWN)) else []
    every = twice(stays) + both
    return [(one.kind.value, " ".join(map(str, one.entries))) for one in every]


def test_twice_in_the_same_thing_at_two_nodes() -> None:
    first, second = stay("A", 1), stay("B", 1, hours=0.5)
    assert found(second, first) == [("twice", "A:1 B:1")]
    assert found(stay("A", 1, None), stay("B", 1, None, 0.5)) == [("twice", "A:1 B:1")]
    # One kiosk knows what it did; somebody else is somebody else.
    assert found(first, stay("A", 2, hours=0.5)) == []
    assert found(first, second._replace(learner="l2")) == []
    assert found(first, second._replace(learner=None)) == []
    # They had left when they came again; or had not, by then.
    assert found(first._replace(left_at=NOON + HOUR / 2), second) == []
    assert found(first._replace(left_at=NOON + HOUR), second) == [("twice", "A:1 B:1")]
    third = stay("C", 1, hours=3)
    assert found(first._replace(left_at=NOON + HOUR), second, third) == [("twice", "A:1 B:1 C:1")]
    gone = [one._replace(left_at=NOON + HOUR) for one in (first, second)]
    assert found(*gone, third) == [("twice", "A:1 B:1")]


def test_a_seat_in_two_things_of_the_same_time() -> None:
    here = stay("A", 1)
    assert found(here, stay("B", 1, "talk", 1)) == [("two_seats", "A:1 B:1")]
    # One after the other, without a limit, or the whole day long takes nobody's seat.
    for other in ("later", "open", "day", "off", None):
        assert found(here, stay("B", 1, other, 1)) == []
    assert found(here._replace(left_at=NOON + HOUR / 2), stay("B", 1, "talk", 1)) == []
    # B had let them in to the first as well: it asked, and was told.
    both = found(here, stay("B", 1, hours=0.5), stay("B", 2, "talk", 1))
    assert both == [("twice", "A:1 B:1")]


def test_more_people_than_seats() -> None:
    room = an_occurrence(capacity=3)
    stays = [stay("A", n, hours=n / 10, learner=f"l{n}") for n in (1, 2)]
    stays += [stay("B", 1, hours=0.05, learner=None, people=2)]
    crowd = overfull(room, stays)
    assert crowd is not None
    # Whoever came last by the clock is beyond the seats, wherever that was.
    assert (crowd.kind, crowd.entries, crowd.people) == (Kind.OVERFULL, (EntryId("A", 2),), 4)
    assert overfull(an_occurrence(capacity=None), stays) is None
    assert overfull(an_occurrence(capacity=4), stays) is None
    assert (
        overfull(room, [one._replace(left_at=NOON + HOUR) for one in stays[:1]] + stays[1:]) is None
    )
    # One node alone was not apart from anybody.
    assert (
        overfull(room, [one._replace(entry=EntryId("A", n)) for n, one in enumerate(stays)]) is None
    )
    # The same learner twice sits on one seat; a name answers for whom it let in.
    twice = stay("B", 2, hours=0.3, learner="l1")
    assert overfull(an_occurrence(capacity=4), [*stays, twice]) is None
    named = stay("B", 3, hours=0.01, learner="l7", by_name=True)
    crowd = overfull(an_occurrence(capacity=4), [*stays, named])
    assert crowd is None
    crowd = overfull(room, [*stays, named])
    assert crowd is not None
    assert (crowd.people, crowd.by_name, crowd.entries) == (5, 1, (EntryId("A", 2),))
    # Let in by name here and with a seat there: that takes the seat.
    both = [named, named._replace(entry=EntryId("A", 9), by_name=False)]
    crowd = overfull(room, [*stays, *both])
    assert crowd is not None
    assert (crowd.people, crowd.by_name, len(crowd.entries)) == (5, 0, 2)


def test_two_numbers_for_the_same_thing() -> None:
    def number(node: str, what: str = "clay", **more: object) -> Waiting:
        given = {"learner": "l1"} | more
        return Waiting(entry=EntryId(node, 1), number=f"{node}1", at=NOON, occurrence=what, **given)  # type: ignore[arg-type]

    (two,) = of_numbers([number("B"), number("A")])
    assert [trace.number for trace in two.traces] == ["A1", "B1"]
    assert (two.kind, two.learner, two.at) == (Kind.TWO_NUMBERS, "l1", NOON)
    for other in (
        number("B", "talk"),
        number("A"),
        number("B", learner="l2"),
        number("B", ended="gone"),
        number("B", learner=None),
    ):
        assert of_numbers([number("A"), other]) == []
