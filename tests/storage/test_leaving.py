"""Leaving, the one question about it, and the year that a learner looks back on."""

import datetime as dt

import pytest

from kiosk.desk import NotPossible
from kiosk.entry import EntryId, FeedbackGiven
from kiosk.outcome import VISIT, Ask
from kiosk.passport import Passport
from kiosk.record import Band
from tests.storage.centre import Centre
from tests.storage.tables import contents

VISITING = Ask(wanted=VISIT)


def visit(centre: Centre, number: str = "K100001", *, leaves: bool = True) -> EntryId:
    entry = centre.desk.scan(number, VISITING).entry
    assert entry is not None
    if leaves:
        centre.desk.leave([entry])
    centre.clock.later(1)
    return entry


def come(centre: Centre, number: str = "K100001") -> EntryId:
    return visit(centre, number, leaves=False)


def test_who_leaves_is_asked_once_a_day(centre: Centre) -> None:
    first = come(centre)
    assert centre.desk.leave([first]).ask_feedback
    assert not centre.desk.leave([first]).ask_feedback
    again = come(centre)
    assert not centre.desk.leave([again]).ask_feedback
    assert centre.desk.leave([come(centre, "K100002")]).ask_feedback
    centre.clock.at += dt.timedelta(days=1)
    assert centre.desk.leave([come(centre)]).ask_feedback


def test_closing_time_is_nobodys_word(centre: Centre) -> None:
    forgot = come(centre)
    centre.clock.at = dt.datetime(2026, 11, 22, 21, 30, tzinfo=dt.UTC)
    assert centre.desk.close_days() == 1
    assert centre.desk.leave([forgot]).ask_feedback


def test_the_desks_word_is_a_word_and_nobody_stands_at_the_screen(centre: Centre) -> None:
    assert not centre.desk.leave([come(centre)], by="somsri").ask_feedback
    assert not centre.desk.leave([come(centre)]).ask_feedback


def test_who_was_only_counted_may_be_asked(centre: Centre) -> None:
    came = centre.desk.count_guests({Band.CHILD: 1}, VISITING).entry
    assert came is not None
    assert centre.desk.leave([came]).ask_feedback
    assert not centre.desk.leave([came]).ask_feedback


def test_the_last_face_about_a_visit_stands(centre: Centre) -> None:
    came = visit(centre)
    centre.desk.give_feedback(came, 2)
    entry = centre.desk.give_feedback(came, 5)
    assert entry.body == FeedbackGiven(day=dt.date(2026, 11, 22), visit=came, face=5)
    (row,) = contents(centre.store)["feedback"]
    assert row[:3] == (came.node, came.seq, "2026-11-22")
    assert row[4] == 5


@pytest.mark.parametrize("face", [0, 6, -1, 100])
def test_there_are_five_faces(centre: Centre, face: int) -> None:
    came = visit(centre)
    before = len(centre.journal())
    with pytest.raises(ValueError, match="no face"):
        centre.desk.give_feedback(came, face)
    assert len(centre.journal()) == before


def test_the_passport_is_of_this_calendar_year(centre: Centre) -> None:
    centre.desk.leave([come(centre)])
    centre.clock.at = dt.datetime(2027, 1, 2, 5, 0, tzinfo=dt.UTC)
    learner = centre.desk.scan("K100001", VISITING).learner
    assert learner is not None
    assert centre.desk.passport(learner.learner) == Passport(
        year=2027, visits=1, last=dt.date(2027, 1, 2)
    )


def test_the_passport_counts_what_somebody_was_here_for(centre: Centre) -> None:
    centre.desk.scan("K100001")
    centre.clock.later(30)
    seen = centre.desk.scan("K100001")
    assert seen.learner is not None
    centre.desk.leave(seen.visits)
    passport = centre.desk.passport(seen.learner.learner)
    assert (passport.visits, passport.minutes) == (1, 30)
    (entry,) = seen.visits
    centre.desk.undo(entry, "visitor")
    assert centre.desk.passport(seen.learner.learner) == Passport(year=2026)
    assert centre.desk.passport("nobody") == Passport(year=2026)
    with pytest.raises(NotPossible):
        centre.desk.check_in("nobody", VISITING)
