"""Whoever judges a morning of many processes (`bench bus`) sees what went wrong."""

from __future__ import annotations

from kiosk.clock import micros
from kiosk.entry import AnyBody, CheckedIn, EntryId, GuestsCounted, Undone, encode, kind_of
from kiosk.record import Band
from kiosk.written import Written
from tests.bench.judge import Room, doubled, is_lost, is_theirs
from tests.storage.workload import DAY, NOON

FIRST, SECOND, THIRD = EntryId("A", 1), EntryId("A", 2), EntryId("B", 1)
CAME = CheckedIn(day=DAY, learner="l1", occurrence="o1")


def row(name: EntryId, body: AnyBody, later_us: int = 0) -> Written:
    at = micros(NOON) + later_us
    return Written(name.node, name.seq, at, at, None, kind_of(body), encode(body))


def test_a_lost_and_a_changed_entry_are_seen() -> None:
    mine = row(FIRST, CAME)
    assert not is_lost(mine, {FIRST: mine._replace(stamp=0)})
    assert is_lost(mine, {})
    assert is_lost(mine, {FIRST: row(FIRST, CheckedIn(day=DAY, learner="l2"))})
    answer = {"entry": "A:1", "learner": "K1"}
    assert is_theirs(answer, {FIRST: CAME}, {"l1": "K1"})
    assert not is_theirs(answer, {FIRST: CAME}, {"l1": "K2"})
    assert not is_theirs(answer, {SECOND: CAME}, {"l1": "K1"})


def test_an_entry_under_two_names_and_a_visit_written_twice_are_seen() -> None:
    bodies: dict[EntryId, AnyBody] = {FIRST: CAME, SECOND: CAME, THIRD: CAME}
    rows = [row(FIRST, CAME), row(THIRD, CAME, 1)]
    assert doubled(rows, bodies) == 0
    assert doubled([*rows, row(EntryId("B", 2), CAME)], bodies | {EntryId("B", 2): CAME}) == 2
    assert doubled([*rows, row(SECOND, CAME, 2)], bodies) == 1


def test_the_most_who_had_a_seat_at_once_are_counted() -> None:
    room = Room("o1")
    guests = GuestsCounted(day=DAY, bands={Band.CHILD: 3}, occurrence="o1")
    named = GuestsCounted(day=DAY, bands={Band.ADULT: 2}, occurrence="o1", over_capacity=True)
    for name, body in ((FIRST, CAME), (THIRD, CAME), (SECOND, guests)):
        room.take(name, body)
    room.take(EntryId("B", 2), named)
    room.take(EntryId("B", 3), Undone(target=SECOND, reason="desk"))
    assert (room.most, room.taken, room.named) == (4, 3, 2)
