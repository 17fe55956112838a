"""People without a record are counted."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk import checkin
from kiosk.desk.counter import Counter
from kiosk.entry import EntryId, Moved
from kiosk.outcome import VISIT, Ask, Code, Decision, Outcome
from kiosk.record import Band


class Guests(Counter):
    """Counting guests and parties."""

    def count_guests(
        self, bands: dict[Band, int], ask: Ask, *, partner: str = "", party: str = ""
    ) -> Outcome:
        """Count people without a record. Raises ValueError when nobody is counted."""
        with self._store.writing() as unit:
            now = self._clock.now()
            facts = self._gather.facts(unit, now, None, wanted=ask.wanted)
            decision = checkin.decide_guests(ask, bands, facts, partner=partner, party=party)
            return self._keep(unit, decision, ask.by)

    def move_guests(self, targets: Sequence[EntryId], bands: dict[Band, int], ask: Ask) -> Outcome:
        """Let people who were counted already come for what they chose instead.

        When they are not let in there, what was counted stands. Raises as `count_guests` does.
        """
        with self._store.writing() as unit:
            now = self._clock.now()
            facts = self._gather.facts(unit, now, None, wanted=ask.wanted)
            decision = checkin.decide_guests(ask, bands, facts)
            if decision.outcome.code is Code.ADMITTED:
                there = None if ask.wanted == VISIT else ask.wanted
                moved = Moved(targets=tuple(targets), occurrence=there)
                decision = Decision(decision.outcome, (*decision.records[:-1], moved))
            return self._keep(unit, decision, ask.by)
