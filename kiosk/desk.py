"""The use-cases of checking in: gather facts, decide, append, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple, assert_never

import msgspec

from kiosk import card, checkin
from kiosk.card import Card, Signature
from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.entry import CardIssued, CheckedOut, DayClosed, Entry, EntryId, Moved, Undone
from kiosk.gather import Gather, Today
from kiosk.identify import Number, Read, Unreadable, identify, normal, read_hash
from kiosk.outcome import VISIT, Ask, Code, Decision, Outcome
from kiosk.ports import Identifier, Line, Reader, Store, Unit
from kiosk.record import Band
from kiosk.secrets import Secrets

# People a closing entry speaks of at once.
_PORTION = 500
_DAY = dt.timedelta(days=1)
_LOOK_BACK = dt.timedelta(days=7)

__all__ = ["Board", "FrontDesk", "NotPossible", "Today"]


class Board(NamedTuple):
    """What the desk sees of a day."""

    today: Today
    lines: list[Line]


class NotPossible(Exception):
    """A member of staff asked for something that cannot be done; the message says why."""


class FrontDesk:
    """Everything a visitor or a member of staff can do. One instance serves one thread.

    Every method may raise `StoreTrouble`; then nothing was kept.
    """

    def __init__(self, store: Store, clock: Clock, settings: Settings, secrets: Secrets) -> None:
        self._store = store
        self._clock = clock
        self._secrets = secrets
        self._rules = settings.rules
        self._gather = Gather(settings)
        self._pad_wrong: deque[dt.datetime] = deque(maxlen=self._rules.wrong_ids)

    def scan(self, text: str, ask: Ask | None = None, *, typed: bool = False) -> Outcome:
        """Handle a code from a reader, or from the number pad when `typed`."""
        ask = ask or Ask()
        read = identify(
            text, typed=typed, card_keys=self._secrets.card_keys, pepper=self._secrets.pepper
        )
        with self._store.writing() as unit:
            # Its turn may have been long in coming: the time is that of the transaction.
            now = self._clock.now()
            resting = typed and ask.by is None and self._pad_rests(now)
            decision = None
            if not resting and isinstance(read, Card | Number):
                decision = self._for_known(unit, read, ask, now)
            if decision is None:
                code = Code.PAUSED if resting else _nobody(read, typed=typed)
                facts = self._gather.facts(unit, now, None)
                decision = checkin.refused(code, facts, read_hash(text, self._secrets.pepper))
            outcome = self._keep(unit, decision, ask.by)
        if typed and ask.by is None:
            self._mind_the_pad(outcome)
        return outcome

    def check_in(self, learner: str, ask: Ask) -> Outcome:
        """Check in a learner who is already identified: after a choice, or by staff.

        Raises NotPossible when there is no such learner.
        """
        with self._store.writing() as unit:
            now = self._clock.now()
            record = unit.learner(learner)
            if record is None:
                msg = "there is no such learner any more"
                raise NotPossible(msg)
            facts = self._gather.facts(unit, now, record, wanted=ask.wanted)
            return self._keep(unit, checkin.decide(ask, record, facts, self._rules), ask.by)

    def count_guests(self, bands: dict[Band, int], ask: Ask) -> Outcome:
        """Count people without a record. Raises ValueError when nobody is counted."""
        with self._store.writing() as unit:
            now = self._clock.now()
            facts = self._gather.facts(unit, now, None, wanted=ask.wanted)
            decision = checkin.decide_guests(ask, bands, facts)
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

    def leave(self, visits: Sequence[EntryId], by: str | None = None) -> Entry:
        """The people of these check-ins leave."""
        now = self._clock.now()
        body = CheckedOut(
            day=self._gather.day(now), visits=tuple(visits), how="self" if by is None else "desk"
        )
        with self._store.writing() as unit:
            return unit.append(body, now, by=by)

    def close_days(self) -> int:
        """Close every day whose closing time has passed; returns how many check-ins were open.

        Whoever did not say so left at closing time, marked `auto`; who came later still, at the end
        of the service day. Catches up on days the machine was off.
        """
        closed = 0
        with self._store.writing() as unit:
            now = self._clock.now()
            today = self._gather.day(now)
            marked = unit.closed_until()
            day = unit.first_day() if marked is None else marked + _DAY
            if day is not None and day > today:
                # The mark is of a clock that was ahead.
                day = today - _LOOK_BACK
            while day is not None and day <= today:
                for moment in self._gather.closings(day, unit):
                    if moment <= now:
                        closed += _send_home(unit, day, moment)
                day += _DAY
            if marked is None or marked < today - _DAY:
                unit.append(DayClosed(day=today - _DAY), now)
        return closed

    def undo(self, target: EntryId, reason: str, by: str | None = None) -> Entry | None:
        """Take an entry back on the service day it was made; None when it is undone already.

        Raises NotPossible when the entry is not of today or cannot be undone.
        """
        with self._store.writing() as unit:
            return self._undo(unit, target, reason, by)

    def undo_all(self, targets: Sequence[EntryId], reason: str, by: str | None = None) -> int:
        """Take several entries back, all or none; returns how many were not undone already.

        Raises NotPossible as `undo` does.
        """
        with self._store.writing() as unit:
            undone = [self._undo(unit, target, reason, by) for target in targets]
            return sum(entry is not None for entry in undone)

    def _undo(self, unit: Unit, target: EntryId, reason: str, by: str | None) -> Entry | None:
        now = self._clock.now()
        line = unit.line(target)
        if line is None:
            msg = f"{target} is no check-in of this centre"
            raise NotPossible(msg)
        if line.undone_at is not None:
            return None
        if line.day != self._gather.day(now):
            msg = f"{target} is not of today; only today's entries can be undone"
            raise NotPossible(msg)
        return unit.append(Undone(target=target, reason=reason), now, by=by)

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

    def today(self, day: dt.date | None = None) -> Today:
        """The programme of the present service day, or of another, with head-counts."""
        with self._store.reading() as reader:
            return self._gather.today(reader, self._clock.now(), day)

    def board(
        self,
        day: dt.date | None = None,
        *,
        text: str = "",
        before: EntryId | None = None,
        limit: int = 50,
    ) -> Board:
        """Programme, head-counts and check-ins of one consistent moment."""
        with self._store.reading() as reader:
            today = self._gather.today(reader, self._clock.now(), day)
            return Board(today, reader.lines(today.day, before=before, text=text, limit=limit))

    def lines(
        self,
        day: dt.date,
        *,
        text: str = "",
        before: EntryId | None = None,
        limit: int = 50,
    ) -> list[Line]:
        """Check-ins of a service day alone, newest first, from after `before`."""
        with self._store.reading() as reader:
            return reader.lines(day, before=before, text=text, limit=limit)

    def changed(self) -> int:
        """A number that differs when another process has written since the last call."""
        with self._store.reading() as reader:
            return reader.change()

    def prove(self) -> None:
        """Raise StoreTrouble unless an entry could be written at this moment."""
        self._store.prove()

    def close(self) -> None:
        """Let the database go; on the thread that used it."""
        self._store.close()

    def _keep(self, unit: Unit, decision: Decision, by: str | None) -> Outcome:
        outcome = decision.outcome
        entry: Entry | None = None
        for record in decision.records:
            entry = unit.append(record, outcome.at, by=by)
        return outcome if entry is None else msgspec.structs.replace(outcome, entry=entry.id)

    def _for_known(
        self, unit: Reader, read: Card | Number, ask: Ask, now: dt.datetime
    ) -> Decision | None:
        """The decision for the learner who was read; None when nobody is known by it."""
        named = self._gather.named(unit, read)
        if named.learner is None:
            return None
        facts = self._gather.facts(
            unit, now, named.learner, wanted=ask.wanted, replaced=named.replaced
        )
        ask = msgspec.structs.replace(ask, how=named.how)
        return checkin.decide(ask, named.learner, facts, self._rules)

    def _mind_the_pad(self, outcome: Outcome) -> None:
        if outcome.code in (Code.UNKNOWN, Code.MISTYPED, Code.FORGED, Code.UNREADABLE):
            self._pad_wrong.append(outcome.at)
        elif outcome.learner is not None:
            self._pad_wrong.clear()

    def _pad_rests(self, now: dt.datetime) -> bool:
        full = len(self._pad_wrong) == self._rules.wrong_ids
        if not full:
            return False
        waited = (now - self._pad_wrong[-1]).total_seconds()
        if 0 <= waited < self._rules.pad_rest:
            return True
        self._pad_wrong.clear()
        return False


def _nobody(read: Read, *, typed: bool) -> Code:
    """The code for something that names no learner here."""
    match read:
        case Card():
            return Code.FORGED if read.signature is Signature.WRONG else Code.UNKNOWN
        case Number():
            return Code.MISTYPED if typed and read.wrong else Code.UNKNOWN
        case Unreadable():
            return Code.UNREADABLE
    assert_never(read)


def _send_home(unit: Unit, day: dt.date, moment: dt.datetime) -> int:
    """Whoever came before `moment` and did not leave, left then; returns how many check-ins."""
    inside = [entry for entry, at in unit.still_inside(day) if at < moment]
    for start in range(0, len(inside), _PORTION):
        visits = tuple(inside[start : start + _PORTION])
        unit.append(CheckedOut(day=day, visits=visits, how="auto"), moment)
    return len(inside)
