"""Ten touches in five seconds are a game."""

import datetime as dt

from kiosk.entry import CountHeld, EntryId, GuestsCounted, OccurrenceKept, Undone
from kiosk.outcome import Code, Decision, Outcome, Rules
from kiosk.record import Band
from kiosk.touches import Touch, hold, recent
from tests.builders import DAY, NOON, an_occurrence


def touch(seconds_ago: float, n: int = 1) -> Touch:
    return Touch(EntryId("A", n), NOON - dt.timedelta(seconds=seconds_ago), {Band.CHILD: 1})


def test_only_the_last_seconds_count_and_a_clock_set_back_forgets() -> None:
    kept = recent([touch(5), touch(4.9), touch(0), touch(-1)], NOON, Rules())
    assert kept == [touch(4.9), touch(0)]


def test_all_of_them_are_taken_back_and_held_together() -> None:
    where = an_occurrence()
    one = {Band.ADULT: 1}
    outcome = Outcome(code=Code.ADMITTED, at=NOON, occurrence=where, people=1, seats_left=3)
    before = OccurrenceKept(occurrence=where)
    decision = Decision(outcome, (before, GuestsCounted(day=DAY, bands=one)))
    held = hold(decision, one, [touch(2, 1), touch(1, 2)], DAY)
    assert held.records == (
        before,
        Undone(target=EntryId("A", 1), reason="fast"),
        Undone(target=EntryId("A", 2), reason="fast"),
        CountHeld(
            day=DAY, bands={Band.ADULT: 1, Band.CHILD: 2}, occurrence=where.key, reason="fast"
        ),
    )
    assert (held.outcome.code, held.outcome.people) == (Code.COUNT_HELD, 3)
    assert held.outcome.seats_left is None
