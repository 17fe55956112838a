"""What every use-case stands on: the database, the clock, the rules, and how a decision is kept."""

from __future__ import annotations

import msgspec

from kiosk import card
from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.entry import Entry
from kiosk.gather import Gather
from kiosk.identify import Read, identify
from kiosk.outcome import Decision, Outcome
from kiosk.ports import Store, Unit
from kiosk.secrets import Secrets


class NotPossible(Exception):
    """Something was asked for that cannot be done; the message says why."""


class Counter:
    """One instance serves one thread."""

    def __init__(self, store: Store, clock: Clock, settings: Settings, secrets: Secrets) -> None:
        self._store = store
        self._clock = clock
        self._secrets = secrets
        self._rules = settings.rules
        self._node = settings.node.name
        self._partner_cards = settings.partner_cards
        self._gather = Gather(settings)

    def _sign_card(self, random: bytes) -> str:
        """Text of a card with this number, not in force yet."""
        secrets = self._secrets
        return card.issue(random, secrets.card_key, secrets.card_keys[secrets.card_key])

    def _recognise(self, text: str, *, typed: bool) -> Read:
        """What a code is, here."""
        return identify(
            text,
            typed=typed,
            card_keys=self._secrets.keys,
            pepper=self._secrets.pepper,
            partner_cards=self._partner_cards,
        )

    def _keep(self, unit: Unit, decision: Decision, by: str | None) -> Outcome:
        outcome = decision.outcome
        entry: Entry | None = None
        for record in decision.records:
            entry = unit.append(record, outcome.at, by=by)
        return outcome if entry is None else msgspec.structs.replace(outcome, entry=entry.id)
