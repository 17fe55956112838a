"""A card of elsewhere: let in under its number, and the learner's own once that is known."""

import datetime as dt

import pytest

from kiosk import card
from kiosk.desk import FrontDesk
from kiosk.entry import CardIssued, CheckedIn, LearnerKept, Queued
from kiosk.importing import import_programme
from kiosk.newcomer import Newcomer
from kiosk.outcome import VISIT, Ask, Code
from tests.storage.centre import PROGRAMME, Centre
from tests.storage.tables import contents
from tests.storage.workload import learner

DAY = dt.date(2026, 11, 22)
VISITING = Ask(wanted=VISIT)


@pytest.fixture
def text(centre: Centre) -> str:
    key = centre.secrets.card_keys[centre.secrets.card_key]
    return card.issue(bytes(range(16)), centre.secrets.card_key, key)


def sync(source: FrontDesk, target: FrontDesk) -> int:
    with source._store.reading() as reader, target._store.writing() as unit:
        return unit.receive(reader.entries(unit.vector(), limit=10_000))


def test_it_is_checked_in_under_its_number(centre: Centre, text: str) -> None:
    came = centre.desk.scan(text)
    assert came.code is Code.FOREIGN
    assert came.occurrence is not None
    assert came.learner is not None
    assert (came.learner.learner, came.learner.known) == (f"card:{card.hash_of(text)}", False)
    body = centre.journal()[-1]
    assert isinstance(body, CheckedIn)
    assert (body.learner, body.how, body.band) == (came.learner.learner, "card", None)
    again = centre.desk.scan(text)
    assert (again.code, again.entry) == (Code.REPEAT, came.entry)
    centre.clock.later(1)
    inside = centre.desk.scan(text)
    assert (inside.code, inside.visits) == (Code.ALREADY_IN, (came.entry,))
    assert centre.desk.today().came == 1
    assert centre.desk.leave(inside.visits).ask_feedback
    assert centre.desk.passport(came.learner.learner).visits == 1
    assert centre.desk.scan(text).code is Code.LEFT
    centre.clock.later(1)
    assert centre.desk.scan(text).code is Code.FOREIGN


def test_it_may_choose_and_wait_like_anybody(centre: Centre, text: str) -> None:
    centre.clock.at = dt.datetime(2026, 11, 22, 7, 45, tzinfo=dt.UTC)
    both = PROGRAMME.replace("T130000", "T150000").replace("CAPACITY:2", "CAPACITY:1")
    import_programme(centre.store, centre.clock, centre.settings, both.encode())
    outcome = centre.desk.scan(text)
    assert outcome.code is Code.CHOOSE
    assert outcome.learner is not None
    who = outcome.learner.learner
    small = next(c.occurrence.key for c in outcome.choices if c.occurrence.capacity == 1)
    assert centre.desk.scan("K100001", Ask(wanted=small)).code is Code.ADMITTED
    full = centre.desk.check_in(who, Ask(wanted=small, how="card"))
    assert (full.code, full.number) == (Code.STANDBY, "A1")
    assert centre.desk.check_in(who, Ask(wanted=small)).number == "A1"
    assert isinstance(centre.journal()[-1], Queued)
    assert centre.desk.check_in(who, VISITING).code is Code.FOREIGN


def test_it_is_the_learner_once_the_card_is_known(centre: Centre, text: str) -> None:
    came = centre.desk.scan(text, VISITING)
    assert came.learner is not None
    with centre.store.writing() as unit:
        unit.append(CardIssued(learner="l1", card=card.hash_of(text), key=text[3]), centre.clock.at)
    centre.clock.later(1)
    known = centre.desk.scan(text, VISITING)
    assert known.code is Code.ALREADY_IN
    assert (known.visits, known.learner) == ((came.entry,), learner(1))
    # The choice that was under way when the card became known.
    late = centre.desk.check_in(came.learner.learner, Ask(wanted=centre.occurrence))
    assert (late.code, late.learner) == (Code.ADMITTED, learner(1))
    assert centre.desk.today().came == 1


def test_a_card_that_arrives_before_its_record_is_of_elsewhere_still(
    centre: Centre, text: str
) -> None:
    with centre.store.writing() as unit:
        unit.append(
            CardIssued(learner="later", card=card.hash_of(text), key=text[3]), centre.clock.at
        )
    came = centre.desk.scan(text, VISITING)
    assert came.code is Code.FOREIGN
    assert came.learner is not None
    assert came.learner.learner == "later"
    assert centre.desk.check_in("later", VISITING).code is Code.REPEAT
    with centre.store.writing() as unit:
        unit.append(LearnerKept(learner=learner(20, learner="later")), centre.clock.at)
    centre.clock.later(1)
    assert centre.desk.scan(text, VISITING).code is Code.ALREADY_IN


def test_two_kiosks_agree_whoever_hears_first(centre: Centre) -> None:
    here, there = centre.desk, centre.other("B")
    made = there.register(Newcomer(name="มะลิ", birth_year=1990), bytes(32), VISITING)
    assert here.scan(made.card, VISITING).code is Code.FOREIGN
    assert here.today().came == 1
    sync(there, here)
    sync(here, there)
    assert contents(here._store) == contents(there._store)  # type: ignore[arg-type]
    for desk in (here, there):
        assert desk.today().came == 1
        assert made.outcome.learner is not None
        assert desk.passport(made.outcome.learner.learner).visits == 1
    before = contents(centre.store)
    centre.store.rebuild()
    assert contents(centre.store) == before
    there.close()


def test_forged_stays_forged(centre: Centre) -> None:
    forged = card.issue(bytes(16), "A", bytes(32))
    assert centre.desk.scan(forged).code is Code.FORGED
    other_letter = card.issue(bytes(16), "Q", centre.secrets.card_keys["A"])
    assert centre.desk.scan(other_letter).code is Code.FORGED
