"""Staff are called, and answer."""

from __future__ import annotations

import datetime as dt

from kiosk import checkin
from kiosk.desk.counter import Counter
from kiosk.desk.impossible import No, NotPossible
from kiosk.entry import AlertAnswered, Entry, EntryId, HelpCalled
from kiosk.outcome import VISIT, Ask, Code, Decision
from kiosk.ports import Alert, Reader, Unit

_AGAIN = ("held", "replaced", "forged", "paused", "child_alone", "many_unknown")
"""What the same visitor, or the same trouble, may bring about again and again."""


class Calling(Counter):
    """Alerts of the day."""

    def call_help(self, screen: str = "") -> Entry | None:
        """Ring for staff; None when this node's call is still open: ringing twice is one ring.

        `screen` is what the visitor has before them.
        """
        with self._store.writing() as unit:
            now = self._clock.now()
            day = self._gather.day(now)
            if self._ringing(unit, day) is not None:
                return None
            return unit.append(HelpCalled(day=day, screen=screen), now)

    def withdraw_help(self) -> Entry | None:
        """This node's call was a mistake; None when nobody is called, or staff came already."""
        with self._store.writing() as unit:
            now = self._clock.now()
            call = self._ringing(unit, self._gather.day(now))
            return None if call is None else unit.append(AlertAnswered(target=call.entry), now)

    def _ringing(self, reader: Reader, day: dt.date) -> Alert | None:
        """This node's call that nobody has answered yet."""
        here = reader.writes_as()
        calls = (a for a in reader.alerts(day) if a.about == "help" and a.node == here)
        return next(calls, None)

    def alerts(self) -> list[Alert]:
        """What nobody has seen to yet today, newest first; the same trouble again is one alert."""
        with self._store.reading() as reader:
            found = reader.alerts(self._gather.day(self._clock.now()))
        return list({_alike(alert): alert for alert in reversed(found)}.values())[::-1]

    def answer_alert(self, target: EntryId, by: str, *, count: bool = False) -> Entry:
        """Staff saw to it; with `count` the held people are counted, over capacity too.

        Raises NotPossible when it is answered already, is no alert of today, or holds nobody.
        """
        with self._store.writing() as unit:
            now = self._clock.now()
            waiting = unit.alerts(self._gather.day(now))
            alert = next((a for a in waiting if a.entry == target), None)
            if alert is None:
                msg = f"{target} is no open alert of today"
                raise NotPossible(No.ANSWERED, msg)
            if count:
                self._count(unit, alert, by)
            for same in waiting:
                if _alike(same) == _alike(alert) and same is not alert:
                    unit.append(AlertAnswered(target=same.entry), now, by=by)
            return unit.append(AlertAnswered(target=target, counted=count), now, by=by)

    def _count(self, unit: Unit, alert: Alert, by: str) -> None:
        """The held people came when they touched the screen, not when staff had time for them."""
        if alert.people < 1:
            msg = f"{alert.entry} holds nobody who could be counted"
            raise NotPossible(No.NO_PEOPLE, msg)
        there = VISIT if alert.occurrence is None else alert.occurrence.key
        decision = self._decided(unit, alert, there, by)
        if decision.outcome.code is not Code.ADMITTED:
            # It was called off meanwhile; they are here all the same.
            decision = self._decided(unit, alert, VISIT, by)
        self._keep(unit, decision, by)

    def _decided(self, unit: Unit, alert: Alert, wanted: str, by: str) -> Decision:
        facts = self._gather.facts(unit, alert.at, None, wanted=wanted)
        ask = Ask(wanted=wanted, how="desk", by=by)
        return checkin.decide_guests(
            ask, alert.bands, facts, self._rules, partner=alert.partner, party=alert.party
        )


def _alike(alert: Alert) -> object:
    """What makes two alerts one: a visitor who is refused tries again, and is one visitor."""
    if alert.about not in _AGAIN:
        return alert.entry
    learner = None if alert.learner is None else alert.learner.learner
    return alert.about, alert.reason, alert.node, learner
