"""People without a record are counted."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from kiosk import checkin, touches
from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.desk.counter import Counter
from kiosk.entry import EntryId, Moved
from kiosk.outcome import Ask, Code, Decision, Facts, Outcome
from kiosk.ports import Reader, Store
from kiosk.record import Band
from kiosk.secrets import Secrets
from kiosk.touches import Touch


class Guests(Counter):
    """Counting guests and parties."""

    def __init__(self, store: Store, clock: Clock, settings: Settings, secrets: Secrets) -> None:
        super().__init__(store, clock, settings, secrets)
        self._touches: list[Touch] = []

    def count_guests(
        self, bands: dict[Band, int], ask: Ask, *, partner: str = "", party: str = ""
    ) -> Outcome:
        """Count people without a record. Raises ValueError when nobody is counted.

        `party` is partner, school, family or other. Too many people at once, or too many touches
        (`ask.how` is "touch") within seconds, are held for staff unless staff ask.
        """
        with self._store.writing() as unit:
            now = self._clock.now()
            facts = self._gather.facts(unit, now, None, wanted=ask.wanted)
            decision = checkin.decide_guests(
                ask, bands, facts, self._rules, partner=partner, party=party
            )
            counted = decision.outcome.code is Code.ADMITTED
            touched = counted and ask.how == "touch" and ask.by is None
            if touched:
                decision = self._unless_fast(unit, decision, bands, facts)
            outcome = self._keep(unit, decision, ask.by)
        if touched and outcome.entry is not None:
            if outcome.code is Code.ADMITTED:
                self._touches.append(Touch(outcome.entry, outcome.at, bands))
            else:
                self._touches.clear()
        return outcome

    def move_guests(self, targets: Sequence[EntryId], bands: dict[Band, int], ask: Ask) -> Outcome:
        """Let people who were counted already come for what they chose instead.

        When they are not let in there, what was counted stands. Raises as `count_guests` does, and
        NotPossible when a target is no check-in of today.
        """
        # Whoever was counted was not too many, or staff said so.
        rules = msgspec.structs.replace(self._rules, largest_party=sum(bands.values()))
        with self._store.writing() as unit:
            for target in targets:
                self._line_of_today(unit, target)
            now = self._clock.now()
            facts = self._gather.facts(unit, now, None, wanted=ask.wanted)
            decision = checkin.decide_guests(ask, bands, facts, rules)
            if decision.outcome.code is Code.ADMITTED:
                there = decision.outcome.occurrence
                moved = Moved(
                    targets=tuple(targets), occurrence=None if there is None else there.key
                )
                decision = Decision(decision.outcome, (*decision.records[:-1], moved))
            return self._keep(unit, decision, ask.by)

    def _unless_fast(
        self, reader: Reader, decision: Decision, bands: dict[Band, int], facts: Facts
    ) -> Decision:
        """The decision about a touch, unless it is one too many; then about all of them."""
        enough = self._rules.fast_touches - 1
        self._touches = touches.recent(self._touches, facts.now, self._rules)
        if len(self._touches) >= enough:
            # Those that the visitor took back meanwhile count no more.
            self._touches = [touch for touch in self._touches if _stands(reader, touch.entry)]
        if len(self._touches) < enough:
            return decision
        return touches.hold(decision, bands, self._touches, facts.day)


def _stands(reader: Reader, entry: EntryId) -> bool:
    line = reader.line(entry)
    return line is not None and line.undone_at is None
