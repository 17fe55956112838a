"""Newcomers on the real database: a record, a card and a check-in, all or nothing, once."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from db.store import SqlStore, Unit
from kiosk.desk import FrontDesk, NotPossible
from kiosk.entry import AnyBody, CardIssued, CheckedIn, Entry, HelpCalled, LearnerKept
from kiosk.newcomer import Newcomer, damm
from kiosk.outcome import VISIT, Ask, Code
from kiosk.ports import StoreTrouble
from kiosk.record import Band
from tests.storage.centre import Centre
from tests.storage.workload import learner

RANDOM = bytes(range(32))
VISITING = Ask(wanted=VISIT)
MALI = Newcomer(name=" มะลิ😀 ", birth_year=1990, partner="nrru")
CHILD = Newcomer(name="น้องเอ", birth_year=2019)


def kinds(centre: Centre, after: int) -> list[type]:
    return [type(body) for body in centre.journal()[after:]]


def keep(centre: Centre, *people: dict[str, object]) -> None:
    with centre.store.writing() as unit:
        for n, more in enumerate(people, 50):
            unit.append(LearnerKept(learner=learner(n, **more)), centre.clock.at)


def test_a_newcomer_gets_a_record_a_card_and_is_in(centre: Centre) -> None:
    before = len(centre.journal())
    made = centre.desk.register(MALI, RANDOM, VISITING)
    assert kinds(centre, before) == [LearnerKept, CardIssued, CheckedIn]
    kept, _, came = centre.journal()[before:]
    assert isinstance(kept, LearnerKept)
    assert isinstance(came, CheckedIn)
    assert (kept.source, kept.learner.nickname, kept.learner.name) == ("kiosk", "มะลิ", "")
    assert (kept.learner.birth_year, kept.learner.partner) == (1990, "nrru")
    assert kept.learner.consent == "notice-1"
    assert (came.learner, came.how, came.band) == (kept.learner.learner, "card", Band.ADULT)
    assert (made.outcome.code, made.outcome.how) == (Code.ADMITTED, "card")
    assert made.outcome.learner == kept.learner
    assert made.number == kept.learner.number
    assert damm(made.number) == 0
    centre.clock.later(1)
    assert centre.desk.scan(made.card).code is Code.ALREADY_IN
    assert centre.desk.scan(made.number, typed=True).code is Code.ALREADY_IN
    # Nobody who reads the database can print the card.
    assert made.card not in repr(centre.journal())
    assert RANDOM[:16].hex() not in repr(centre.journal())


def test_the_same_touch_twice_registers_nobody_twice(centre: Centre) -> None:
    first = centre.desk.register(MALI, RANDOM, VISITING)
    before = len(centre.journal())
    again = centre.desk.register(MALI, RANDOM, VISITING)
    assert (again.card, again.number) == (first.card, first.number)
    assert (again.outcome.code, again.outcome.entry) == (Code.REPEAT, first.outcome.entry)
    centre.clock.later(1)
    assert centre.desk.register(MALI, RANDOM, VISITING).outcome.code is Code.ALREADY_IN
    assert len(centre.journal()) == before
    assert centre.desk.register(MALI, bytes(32), VISITING).number != first.number


def test_choosing_comes_after_registering(centre: Centre) -> None:
    assert centre.desk.count_guests({Band.CHILD: 2}, Ask()).seats_left == 0
    full = centre.desk.register(MALI, RANDOM, Ask())
    assert (full.outcome.code, full.outcome.number) == (Code.STANDBY, "A1")
    assert full.outcome.learner is not None
    done = centre.desk.check_in(full.outcome.learner.learner, VISITING)
    assert done.code is Code.ADMITTED


def test_a_child_needs_a_grown_up_who_is_told_to_staff(centre: Centre) -> None:
    before = len(centre.journal())
    with pytest.raises(NotPossible):
        centre.desk.register(CHILD, RANDOM, VISITING)
    assert len(centre.journal()) == before
    agreed = Newcomer(name="น้องเอ", birth_year=2019, guardian=True)
    made = centre.desk.register(agreed, RANDOM, VISITING)
    assert made.outcome.code is Code.ADMITTED
    assert kinds(centre, before) == [LearnerKept, CardIssued, HelpCalled, CheckedIn]
    (alert,) = centre.desk.alerts()
    assert alert.about == "guardian"
    assert alert.learner == made.outcome.learner
    assert alert.learner is not None
    assert alert.learner.consent == "guardian-1"
    centre.desk.register(agreed, RANDOM, VISITING)
    assert len(centre.desk.alerts()) == 1


def test_a_grown_up_is_no_child_whoever_confirms(centre: Centre) -> None:
    sure = Newcomer(name="มะลิ", birth_year=1990, guardian=True)
    made = centre.desk.register(sure, RANDOM, VISITING)
    assert made.outcome.learner is not None
    assert made.outcome.learner.consent == "notice-1"
    assert centre.desk.alerts() == []


@pytest.mark.parametrize(
    ("newcomer", "random"),
    [
        (Newcomer(name=" 😀 "), RANDOM),
        (Newcomer(name=""), RANDOM),
        (Newcomer(name="มะลิ", birth_year=1850), RANDOM),
        (Newcomer(name="มะลิ", birth_year=2533), RANDOM),
        (Newcomer(name="มะลิ", birth_year=2027), RANDOM),
        (Newcomer(name="มะลิ"), RANDOM[:31]),
    ],
)
def test_what_is_nobody_is_not_registered(
    centre: Centre, newcomer: Newcomer, random: bytes
) -> None:
    before = len(centre.journal())
    with pytest.raises(ValueError, match=r"newcomer|born"):
        centre.desk.register(newcomer, random, VISITING)
    assert len(centre.journal()) == before


@pytest.mark.parametrize("field", ["number", "student_number"])
def test_a_number_that_somebody_has_is_not_given_again(centre: Centre, field: str) -> None:
    number = FrontDesk(
        centre.store, centre.clock, centre.settings, centre.secrets
    ).register(MALI, RANDOM, VISITING).number  # fmt: skip
    other = Centre(centre.file.with_name("other.db"))
    keep(other, {field: number if field == "student_number" else f"K{number}"})
    made = other.desk.register(MALI, RANDOM, VISITING)
    assert made.number != number
    assert damm(made.number) == 0
    other.store.close()


class Tearing(SqlStore):
    """A disk that is full at the entry of that number."""

    at = 0

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        with super().writing() as unit:
            write, count = unit.append, 0

            def append(body: AnyBody, at: dt.datetime, **more: str | None) -> Entry:
                nonlocal count
                if count == self.at:
                    raise StoreTrouble("full")
                count += 1
                return write(body, at, **more)

            unit.append = append  # type: ignore[method-assign]
            yield unit


@pytest.mark.parametrize("at", range(4))
def test_trouble_in_the_middle_keeps_nothing(centre: Centre, at: int) -> None:
    store = Tearing(centre.file, bytes(range(32)), "A")
    store.at = at
    desk = FrontDesk(store, centre.clock, centre.settings, centre.secrets)
    before = len(centre.journal())
    agreed = Newcomer(name="น้องเอ", birth_year=2019, guardian=True)
    with pytest.raises(StoreTrouble):
        desk.register(agreed, RANDOM, VISITING)
    assert len(centre.journal()) == before
    assert centre.desk.alerts() == []
    store.at = -1
    assert desk.register(agreed, RANDOM, VISITING).outcome.code is Code.ADMITTED
    store.close()


def test_a_likely_same_person_is_hinted_at_by_two_characters(centre: Centre) -> None:
    keep(
        centre,
        {"nickname": "มะลิ", "birth_year": 1990, "number": "K200017"},
        {"name": "นางสาวบุษบา ใจดี", "birth_year": 1991, "number": "K200018"},
        {"name_en": "Miss Malee Jaidee", "birth_year": 1992, "number": "K200019"},
        {"name": "ก้อย มะลิวัลย์", "birth_year": 1990, "number": "K200020"},
        {"nickname": "โอ", "birth_year": 1993},
        {"nickname": "โอ", "birth_year": 1993},
        {"nickname": "100%_!", "birth_year": 1994},
    )
    likely = centre.desk.likely
    assert likely(MALI) == "17"
    assert likely(Newcomer(name="มะลี่", birth_year=1990)) is None
    assert likely(Newcomer(name="บุษบา", birth_year=1991)) == "18"
    assert likely(Newcomer(name="บุษ", birth_year=1991)) is None
    assert likely(Newcomer(name="MALEE", birth_year=1992)) == "19"
    # Tone marks are forgotten as in the desk's search; a surname is not what somebody is called.
    assert likely(Newcomer(name="กอย", birth_year=1990)) == "20"
    assert likely(Newcomer(name="มะลิวัลย์", birth_year=1990)) is None
    assert likely(Newcomer(name="มะลิ", birth_year=1991)) is None
    assert likely(Newcomer(name="มะลิ")) is None
    assert likely(Newcomer(name="😀", birth_year=1990)) is None
    assert likely(Newcomer(name="โอ", birth_year=1993)) is None
    assert likely(Newcomer(name="100", birth_year=1994)) is None


def test_who_registers_is_found_as_a_likely_same_person(centre: Centre) -> None:
    made = centre.desk.register(MALI, RANDOM, VISITING)
    assert centre.desk.likely(MALI) == made.number[-2:]
