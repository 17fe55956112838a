"""Staff are called, and answer."""

from __future__ import annotations

from kiosk import checkin
from kiosk.desk.counter import Counter, NotPossible
from kiosk.entry import AlertAnswered, Entry, EntryId, HelpCalled
from kiosk.outcome import VISIT, Ask, Code, Decision
from kiosk.ports import Alert, Unit


class Calling(Counter):
    """Alerts of the day."""

    def call_help(self, screen: str = "") -> Entry | None:
        """Ring for staff; None when this node's call is still open: ringing twice is one ring.

        `screen` is what the visitor has before them.
        """
        with self._store.writing() as unit:
            now = self._clock.now()
            day = self._gather.day(now)
            if any(a.about == "help" and a.node == self._node for a in unit.alerts(day)):
                return None
            return unit.append(HelpCalled(day=day, screen=screen), now)

    def alerts(self) -> list[Alert]:
        """What nobody has seen to yet today, newest first."""
        with self._store.reading() as reader:
            return reader.alerts(self._gather.day(self._clock.now()))

    def answer_alert(self, target: EntryId, by: str, *, count: bool = False) -> Entry:
        """Staff saw to it; with `count` the held people are counted, over capacity too.

        Raises NotPossible when it is answered already, is no alert of today, or holds nobody.
        """
        with self._store.writing() as unit:
            now = self._clock.now()
            found = (a for a in unit.alerts(self._gather.day(now)) if a.entry == target)
            alert = next(found, None)
            if alert is None:
                msg = f"{target} is no open alert of today"
                raise NotPossible(msg)
            if count:
                self._count(unit, alert, by)
            return unit.append(AlertAnswered(target=target, counted=count), now, by=by)

    def _count(self, unit: Unit, alert: Alert, by: str) -> None:
        """The held people came when they touched the screen, not when staff had time for them."""
        if alert.people < 1:
            msg = f"{alert.entry} holds nobody who could be counted"
            raise NotPossible(msg)
        there = VISIT if alert.occurrence is None else alert.occurrence.key
        decision = self._decided(unit, alert, there, by)
        if decision.outcome.code is not Code.ADMITTED:
            # It was called off meanwhile; they are here all the same.
            decision = self._decided(unit, alert, VISIT, by)
        self._keep(unit, decision, by)

    def _decided(self, unit: Unit, alert: Alert, wanted: str, by: str) -> Decision:
        facts = self._gather.facts(unit, alert.at, None, wanted=wanted)
        ask = Ask(wanted=wanted, how="desk", by=by)
        who = {"partner": alert.partner, "party": alert.party}
        return checkin.decide_guests(ask, alert.bands, facts, self._rules, **who)
