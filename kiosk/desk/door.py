"""A learner comes in: by a code, or known already."""

from __future__ import annotations

import datetime as dt
from collections import deque
from typing import assert_never

import msgspec

from kiosk import checkin
from kiosk.card import Card
from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.desk.counter import Counter
from kiosk.desk.impossible import No, NotPossible
from kiosk.entry import ManyUnknown
from kiosk.identify import Number, Read, Unreadable, read_hash
from kiosk.outcome import INSIDE, Ask, Code, Decision, Outcome
from kiosk.ports import Reader, Store, Unit
from kiosk.secrets import Secrets

_PAD_MEMORY_S = 600
"""Seconds; wrong numbers spread over more are of different people."""
_MANY_UNKNOWN = 5
"""Codes of nobody at one node that staff need not hear of (PRODUCT, `unknown`) ..."""
_UNKNOWN_WITHIN = dt.timedelta(minutes=10)
"""... as long as there are no more in this time."""


class Door(Counter):
    """Checking learners in."""

    def __init__(self, store: Store, clock: Clock, settings: Settings, secrets: Secrets) -> None:
        super().__init__(store, clock, settings, secrets)
        self._pad_wrong: deque[dt.datetime] = deque(maxlen=self._rules.wrong_ids)

    def scan(self, text: str, ask: Ask | None = None, *, typed: bool = False) -> Outcome:
        """Handle a code from a reader, or from the number pad when `typed`."""
        ask = ask or Ask()
        read = self._recognise(text, typed=typed)
        with self._store.writing() as unit:
            # Its turn may have been long in coming: the time is that of the transaction.
            now = self._clock.now()
            resting = typed and ask.by is None and self._pad_rests(now)
            decision = None
            if not resting and isinstance(read, Card | Number):
                decision = self._for_known(unit, read, ask, now)
            if decision is None:
                code = Code.PAUSED if resting else self._nobody(unit, read, typed=typed)
                facts = self._gather.facts(unit, now, None)
                decision = checkin.refused(code, facts, read_hash(text, self._secrets.pepper))
            outcome = self._keep(unit, decision, ask.by)
            if outcome.code is Code.UNKNOWN and ask.by is None:
                self._mind_the_unknown(unit, now)
            if outcome.code is Code.UNKNOWN and isinstance(read, Number) and read.student:
                taken = self._gather.students(unit, read.student)
                student = None if taken else read.student
                outcome = msgspec.structs.replace(outcome, student=student)
        if typed and ask.by is None:
            self._mind_the_pad(outcome)
        return outcome

    def check_in(self, learner: str, ask: Ask) -> Outcome:
        """Check in a learner who is already identified: after a choice, or by staff.

        Raises NotPossible when there is no such learner.
        """
        with self._store.writing() as unit:
            now = self._clock.now()
            record = self._gather.learner(unit, learner)
            if record is None:
                msg = "there is no such learner any more"
                raise NotPossible(No.NO_LEARNER, msg)
            facts = self._gather.facts(unit, now, record, wanted=ask.wanted)
            return self._keep(unit, checkin.decide(ask, record, facts, self._rules), ask.by)

    def _for_known(
        self, unit: Reader, read: Card | Number, ask: Ask, now: dt.datetime
    ) -> Decision | None:
        """The decision for the learner who was read; None when nobody is known by it."""
        named = self._gather.named(unit, read)
        if named.learner is None:
            return None
        facts = self._gather.facts(
            unit, now, named.learner, wanted=ask.wanted, card_ended=named.ended
        )
        ask = msgspec.structs.replace(ask, how=named.how)
        return checkin.decide(ask, named.learner, facts, self._rules)

    def _nobody(self, reader: Reader, read: Read, *, typed: bool) -> Code:
        """The code for something that names no learner here."""
        match read:
            case Card():
                return Code.UNKNOWN if self._gather.forgotten(reader, read) else Code.FORGED
            case Number():
                return Code.MISTYPED if typed and read.wrong else Code.UNKNOWN
            case Unreadable():
                return Code.UNREADABLE
        assert_never(read)

    def _mind_the_unknown(self, unit: Unit, now: dt.datetime) -> None:
        """Tell the desk, once until it is answered or as much time has gone by again."""
        here = unit.writes_as()
        codes = unit.unknown_codes(here, now - _UNKNOWN_WITHIN, now)
        if codes <= _MANY_UNKNOWN:
            return
        day = self._gather.day(now)
        told = (a for a in unit.alerts(day) if a.about == "many_unknown" and a.node == here)
        if not any(abs(now - alert.at) < _UNKNOWN_WITHIN for alert in told):
            unit.append(ManyUnknown(day=day, codes=codes), now)

    def _mind_the_pad(self, outcome: Outcome) -> None:
        if outcome.code in (Code.UNKNOWN, Code.MISTYPED, Code.FORGED, Code.UNREADABLE):
            self._pad_wrong.append(outcome.at)
        elif outcome.code in INSIDE and outcome.code is not Code.REPEAT:
            self._pad_wrong.clear()

    def _pad_rests(self, now: dt.datetime) -> bool:
        full = len(self._pad_wrong) == self._rules.wrong_ids
        if not full or (self._pad_wrong[-1] - self._pad_wrong[0]).total_seconds() > _PAD_MEMORY_S:
            return False
        waited = (now - self._pad_wrong[-1]).total_seconds()
        if 0 <= waited < self._rules.pad_rest:
            return True
        self._pad_wrong.clear()
        return False
