"""People get a record and a card."""

from __future__ import annotations

from typing import NamedTuple

from kiosk import card
from kiosk.desk.counter import Counter, NotPossible
from kiosk.entry import CardIssued
from kiosk.identify import normal
from kiosk.newcomer import Newcomer
from kiosk.outcome import Ask, Outcome
from kiosk.ports import Identifier


class Registered(NamedTuple):
    """How a newcomer came in, the text of the new card, and the member number."""

    outcome: Outcome
    card: str
    number: str


class Joining(Counter):
    """Registering newcomers, issuing cards."""

    def likely(self, newcomer: Newcomer) -> str | None:
        """The end of the number of the one learner who has this name and birth year already."""
        raise NotImplementedError

    def register(self, newcomer: Newcomer, random: bytes, ask: Ask) -> Registered:
        """Give somebody a record and a card, and check them in. `random` are 32 bytes."""
        raise NotImplementedError

    def issue_card(self, number: str, random: bytes, by: str | None = None) -> str:
        """Text of a new card for the learner with this member number; earlier cards end.

        `random` are 16 unpredictable bytes. Raises NotPossible when there is no such learner.
        """
        secrets = self._secrets
        text = card.issue(random, secrets.card_key, secrets.card_keys[secrets.card_key])
        with self._store.writing() as unit:
            plain = normal(number)
            found = unit.find([Identifier("member", plain)])
            found = found or unit.find([Identifier("digits", plain)])
            if len(found) != 1:
                msg = f"there is no one learner with the number {number}"
                raise NotPossible(msg)
            issued = CardIssued(learner=found[0][1], card=card.hash_of(text))
            unit.append(issued, self._clock.now(), by=by)
        return text
