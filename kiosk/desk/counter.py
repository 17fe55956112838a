"""What every use-case stands on: the database, the clock, the rules, and how a decision is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import msgspec

from kiosk import card
from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.desk.impossible import No, NotPossible
from kiosk.entry import Entry, EntryId, OccurrenceKept
from kiosk.gather import Gather
from kiosk.identify import Read, identify
from kiosk.outcome import Decision, Outcome
from kiosk.ports import Line, Reader, Store, Unit
from kiosk.record import Learner
from kiosk.secrets import Secrets
from kiosk.seen import wrong_by
from kiosk.sync_state import SyncState
from kiosk.thai import tidy

LONGEST_REASON = 200
"""Characters."""


def said(by: str, reason: str) -> str:
    """The reason as it is kept. Raises NotPossible unless somebody says who they are, and why."""
    signed(by)
    reason = tidy(reason)[:LONGEST_REASON]
    if not reason:
        msg = "a reason is needed"
        raise NotPossible(No.NO_REASON, msg)
    return reason


def signed(by: str) -> None:
    """Raises NotPossible unless somebody says who they are."""
    if not by.strip():
        msg = "it has to be known who does this"
        raise NotPossible(No.BY_WHOM, msg)


class Counter:
    """One instance serves one thread."""

    def __init__(self, store: Store, clock: Clock, settings: Settings, secrets: Secrets) -> None:
        self._store = store
        self._clock = clock
        self._secrets = secrets
        self._rules = settings.rules
        self._partner_cards = settings.partner_cards
        self._gather = Gather(settings)
        self._sync: Callable[[], SyncState | None] = lambda: None

    def _true_now(self) -> dt.datetime:
        """The present by the hub's clock, as far as it is known that this one is wrong."""
        now = self._clock.now()
        wrong = wrong_by(self._sync(), now)
        return now if wrong is None else now - wrong

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

    def _line_of_today(self, reader: Reader, target: EntryId) -> Line:
        """A check-in of this service day, or one that was written down on it.

        Raises NotPossible when it is neither: what is over stays as it was.
        """
        line = reader.line(target)
        if line is None:
            msg = f"{target} is no check-in of this centre"
            raise NotPossible(No.NO_ENTRY, msg)
        today = self._gather.day(self._clock.now())
        if today not in {line.day, self._gather.day(line.written_at or line.at)}:
            msg = f"{target} is not of today; only today's check-ins can be changed"
            raise NotPossible(No.NOT_TODAY, msg)
        return line

    def _known_learner(self, reader: Reader, learner: str) -> Learner:
        """The record of an id, or of who is left of it. Raises NotPossible when there is none."""
        record = self._gather.learner(reader, learner)
        if record is None or not record.known:
            msg = "there is no record of this learner here"
            raise NotPossible(No.NO_LEARNER, msg)
        return record

    def _own_learner(self, reader: Reader, learner: str) -> Learner:
        """The same of a learner of this centre. Raises NotPossible for another one's, too."""
        record = self._known_learner(reader, learner)
        if record.centre:
            msg = f"this is a learner of {record.centre}, where the record and the card are kept"
            raise NotPossible(No.ELSEWHERE, msg)
        return record

    def _keep_occurrence(self, unit: Unit, key: str, now: dt.datetime, by: str) -> None:
        """See that the journal knows an occurrence of today as it is now.

        Raises NotPossible when there is none that takes place.
        """
        occurrence = self._gather.occurrence(unit, key, [self._gather.day(now)])
        if occurrence is None or occurrence.cancelled:
            msg = "there is no such activity today"
            raise NotPossible(No.NO_ACTIVITY, msg)
        if unit.occurrence(key) != occurrence:
            unit.append(OccurrenceKept(occurrence=occurrence), now, by=by)

    def _keep(self, unit: Unit, decision: Decision, by: str | None) -> Outcome:
        outcome = decision.outcome
        entry: Entry | None = None
        for record in decision.records:
            entry = unit.append(record, outcome.at, by=by)
        return outcome if entry is None else msgspec.structs.replace(outcome, entry=entry.id)
