"""What a station and a command line say of an outcome."""

import pytest

from kiosk.cli import answers
from kiosk.config import Settings
from kiosk.outcome import INSIDE, Code, Outcome
from kiosk.record import stranger
from tests.builders import NOON, a_learner


@pytest.mark.parametrize("code", Code)
def test_every_code_has_words(code: Code) -> None:
    outcome = Outcome(code=code, at=NOON, learner=a_learner(), people=1)
    assert answers.as_json(outcome)["outcome"] == code.value
    said = answers.sentence(outcome, Settings())
    assert said.startswith("มะลิ (K100001): ")
    assert ("general visit" in said) == (code in INSIDE)


def test_whoever_has_a_card_of_elsewhere_has_no_number_and_no_name() -> None:
    outcome = Outcome(code=Code.FOREIGN, at=NOON, learner=stranger("card:ab"), people=1)
    assert answers.as_json(outcome) == {"outcome": "foreign", "at": "2026-11-22T05:00:00.000Z"}
    assert answers.sentence(outcome, Settings()) == (
        "checked in; the card is of elsewhere - general visit"
    )
