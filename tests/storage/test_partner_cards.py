"""Partners' student cards on the real database: whose they are, and kept with who registers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.config import Settings
from kiosk.entry import LearnerKept, Refused
from kiosk.newcomer import Newcomer
from kiosk.outcome import VISIT, Ask, Code
from kiosk.partner_cards import PartnerCard
from kiosk.record import Learner, PartnerNumber
from tests.storage.centre import CITIZEN, Centre
from tests.storage.workload import learner

RULES = (
    PartnerCard(partner="nrru", pattern="NR(########)"),
    PartnerCard(partner="nrvc", pattern="6#######"),
)
RANDOM = bytes(range(32))
VISITING = Ask(wanted=VISIT)
NUMBER = "64123456"


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    made = Centre(tmp_path / "walkin.db", Settings(partner_cards=RULES))
    yield made
    made.store.close()


def keep(centre: Centre, **people: dict[str, object]) -> dict[str, Learner]:
    records = {name: learner(n, **more) for n, (name, more) in enumerate(people.items(), 50)}
    with centre.store.writing() as unit:
        for record in records.values():
            unit.append(LearnerKept(learner=record), centre.clock.at)
    return records


def scanned(centre: Centre, code: str, *, typed: bool = False) -> tuple[Code, str | None]:
    outcome = centre.desk.scan(code, VISITING, typed=typed)
    return outcome.code, None if outcome.learner is None else outcome.learner.learner


def test_the_same_number_at_two_partners_is_two_people(centre: Centre) -> None:
    people = keep(
        centre,
        ru={"student_number": NUMBER, "partner": "nrru"},
        vc={"student_number": NUMBER, "partner": "nrvc"},
    )
    assert scanned(centre, f"NR{NUMBER}") == (Code.ADMITTED, people["ru"].learner)
    assert scanned(centre, NUMBER) == (Code.ADMITTED, people["vc"].learner)
    # Typed it may be either's: nobody is checked in by guess.
    assert scanned(centre, NUMBER, typed=True) == (Code.UNKNOWN, None)


def test_another_partners_student_is_not_meant(centre: Centre) -> None:
    people = keep(centre, ru={"student_number": NUMBER, "partner": "nrru"})
    assert scanned(centre, NUMBER) == (Code.UNKNOWN, None)
    assert scanned(centre, NUMBER, typed=True) == (Code.ADMITTED, people["ru"].learner)


def test_who_is_of_no_partner_may_be_meant(centre: Centre) -> None:
    people = keep(
        centre,
        any={"student_number": NUMBER},
        ru={"student_number": NUMBER, "partner": "nrru"},
    )
    assert scanned(centre, NUMBER) == (Code.ADMITTED, people["any"].learner)


def test_two_with_one_number_are_nobody_and_nothing_is_offered(centre: Centre) -> None:
    keep(
        centre,
        one={"student_number": NUMBER, "partner": "nrvc"},
        two={"student_number": NUMBER, "partner": "nrvc"},
    )
    outcome = centre.desk.scan(NUMBER, VISITING)
    assert (outcome.code, outcome.student) == (Code.UNKNOWN, None)
    made = register(centre, PartnerNumber(partner="nrvc", number=NUMBER))
    assert made.student_number == ""


def test_a_member_with_that_number_is_not_checked_in_by_a_partners_card(centre: Centre) -> None:
    people = keep(centre, member={"number": NUMBER})
    assert scanned(centre, NUMBER) == (Code.UNKNOWN, None)
    assert scanned(centre, NUMBER, typed=True) == (Code.ADMITTED, people["member"].learner)


def test_an_unknown_card_says_whose_it_is_and_is_not_kept(centre: Centre) -> None:
    outcome = centre.desk.scan(f"nr-{NUMBER}", VISITING)
    assert outcome.student == PartnerNumber(partner="nrru", number=NUMBER)
    assert isinstance(centre.journal()[-1], Refused)
    assert NUMBER not in repr(centre.journal())
    for other in ("NR1234567", CITIZEN, "99999999", ""):
        assert centre.desk.scan(other, VISITING).student is None
    assert centre.desk.scan(NUMBER, VISITING, typed=True).student is None


def register(
    centre: Centre, student: PartnerNumber | None, partner: str = "nrvc", random: bytes = RANDOM
) -> Learner:
    who = Newcomer(name="มะลิ", birth_year=1990, partner=partner, student=student)
    made = centre.desk.register(who, random, VISITING).outcome.learner
    assert made is not None
    return made


def test_the_card_works_from_the_next_time_on(centre: Centre) -> None:
    student = centre.desk.scan(NUMBER, VISITING).student
    made = register(centre, student)
    assert (made.partner, made.student_number) == ("nrvc", NUMBER)
    assert made.consent == "notice-1-card"
    centre.clock.later(60)
    assert scanned(centre, NUMBER) == (Code.ALREADY_IN, made.learner)


def test_without_a_card_nothing_is_said_of_one(centre: Centre) -> None:
    made = register(centre, None)
    assert (made.student_number, made.consent) == ("", "notice-1")


@pytest.mark.parametrize(
    ("student", "partner"),
    [
        (PartnerNumber(partner="nrru", number=NUMBER), "nrvc"),
        (PartnerNumber(partner="nrvc", number=NUMBER), ""),
        (PartnerNumber(partner="nrvc", number=CITIZEN), "nrvc"),
    ],
)
def test_what_is_not_kept(centre: Centre, student: PartnerNumber, partner: str) -> None:
    made = register(centre, student, partner)
    assert (made.student_number, made.partner, made.consent) == ("", partner, "notice-1")


def test_who_was_faster_keeps_the_number(centre: Centre) -> None:
    student = centre.desk.scan(NUMBER, VISITING).student
    first = register(centre, student)
    second = register(centre, student, random=bytes(32))
    assert (first.student_number, second.student_number) == (NUMBER, "")
    assert scanned(centre, NUMBER)[1] == first.learner


def test_the_desk_finds_them_by_the_same_card(centre: Centre) -> None:
    people = keep(
        centre,
        ru={"student_number": NUMBER, "partner": "nrru"},
        vc={"student_number": NUMBER, "partner": "nrvc"},
    )
    found = centre.desk.whose(NUMBER).learner
    assert found is not None
    assert found.learner == people["vc"].learner
