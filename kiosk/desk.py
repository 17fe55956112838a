"""The use-cases of checking in: gather facts, decide, append, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from kiosk import card, checkin
from kiosk.card import Card, Signature
from kiosk.checkin import Ask, Code, Decision, Facts, Outcome, Running
from kiosk.clock import Clock, day_span, service_day
from kiosk.config import Settings
from kiosk.entry import CardIssued, CheckedOut, DayClosed, Entry, EntryId, Undone
from kiosk.identify import Mistyped, Number, Read, identify, normal, read_hash
from kiosk.ports import Count, Identifier, Line, Reader, Store, Unit
from kiosk.programme import Programme
from kiosk.record import Band, Learner, Occurrence
from kiosk.secrets import Secrets

# The order in which kinds of number are believed: the centre's own first.
_PRECEDENCE = ("member", "student", "citizen", "digits", "phone")

# People a closing entry speaks of at once.
_PORTION = 500


class Today(NamedTuple):
    """The programme of a service day with head-counts; `next_day` when nothing is left.

    `came` and `inside` count everybody of the day, named or not. `opens_at` is when the centre
    opens next, when it is closed now.
    """

    day: dt.date
    now: dt.datetime
    running: tuple[Running, ...]
    counts: dict[str | None, Count]
    came: int
    inside: int
    centre_open: bool
    opens_at: dt.datetime | None
    next_day: dt.date | None


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
        self._settings = settings
        self._secrets = secrets
        self._zone = settings.zone
        self._rules = settings.rules
        self._programme = Programme(settings.zone, settings.checkin.opens_before_min)
        self._pad_wrong: deque[dt.datetime] = deque(maxlen=self._rules.wrong_ids)
        self._kept: dict[str, Occurrence] = {}

    # -- visitors ------------------------------------------------------------------------------

    def scan(self, text: str, ask: Ask | None = None, *, typed: bool = False) -> Outcome:
        """Handle a code from a reader, or from the number pad when `typed`."""
        now = self._clock.now()
        ask = ask or Ask()
        resting = typed and ask.by is None and self._pad_rests(now)
        read = identify(
            text, typed=typed, card_keys=self._secrets.card_keys, pepper=self._secrets.pepper
        )
        with self._store.writing() as unit:
            decision = None
            if not resting and isinstance(read, Card | Number):
                decision = self._for_known(unit, read, ask, now)
            if decision is None:
                code = Code.PAUSED if resting else _nobody(read)
                facts = self._facts(unit, now)
                decision = checkin.refused(code, facts, read_hash(text, self._secrets.pepper))
            outcome = self._keep(unit, decision, ask.by)
        if typed and ask.by is None:
            self._mind_the_pad(outcome)
        return outcome

    def check_in(self, learner: str, ask: Ask) -> Outcome:
        """Check in a learner who is already identified: after a choice, or by staff.

        Raises NotPossible when there is no such learner.
        """
        now = self._clock.now()
        with self._store.writing() as unit:
            record = unit.learner(learner)
            if record is None:
                msg = "there is no such learner any more"
                raise NotPossible(msg)
            facts = self._facts(unit, now, record)
            return self._keep(unit, checkin.decide(ask, record, facts, self._rules), ask.by)

    def count_guests(self, bands: dict[Band, int], ask: Ask) -> Outcome:
        """Count people without a record. Raises ValueError when nobody is counted."""
        now = self._clock.now()
        with self._store.writing() as unit:
            decision = checkin.decide_guests(ask, bands, self._facts(unit, now))
            return self._keep(unit, decision, ask.by)

    def leave(self, visits: Sequence[EntryId], by: str | None = None) -> Entry:
        """The people of these check-ins leave."""
        now = self._clock.now()
        body = CheckedOut(
            day=self._day(now), visits=tuple(visits), how="self" if by is None else "desk"
        )
        with self._store.writing() as unit:
            return unit.append(body, now, by=by)

    def close_days(self) -> int:
        """Close every day whose closing time has passed; returns how many check-ins were open.

        Whoever did not say so left at closing time, marked `auto`. Catches up on days the machine
        was off.
        """
        now = self._clock.now()
        with self._store.writing() as unit:
            marked = unit.closed_until()
            day = marked or unit.first_day()
            last, closed = None, 0
            while day is not None and self._closes(day) <= now:
                inside = unit.still_inside(day)
                for start in range(0, len(inside), _PORTION):
                    visits = tuple(inside[start : start + _PORTION])
                    unit.append(CheckedOut(day=day, visits=visits, how="auto"), self._closes(day))
                closed += len(inside)
                last, day = day, day + dt.timedelta(days=1)
            if last is not None and last != marked:
                unit.append(DayClosed(day=last), now)
            return closed

    def undo(self, target: EntryId, reason: str, by: str | None = None) -> Entry | None:
        """Take an entry back on the service day it was made; None when it is undone already.

        Raises NotPossible when the entry is not of today or cannot be undone.
        """
        now = self._clock.now()
        with self._store.writing() as unit:
            line = unit.line(target)
            if line is None:
                msg = f"{target} is no check-in of this centre"
                raise NotPossible(msg)
            if line.undone_at is not None:
                return None
            if line.day != self._day(now):
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
            found = unit.find([Identifier("member", normal(number))])
            if not found:
                msg = f"there is no learner with the number {number}"
                raise NotPossible(msg)
            issued = CardIssued(learner=found[0][1], card=card.hash_of(text))
            unit.append(issued, self._clock.now(), by=by)
        return text

    # -- what is shown -------------------------------------------------------------------------

    def today(self, day: dt.date | None = None) -> Today:
        """The programme of the present service day, or of another, with head-counts."""
        with self._store.reading() as reader:
            return self._today(reader, day)

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
            today = self._today(reader, day)
            return Board(today, reader.lines(today.day, before=before, text=text, limit=limit))

    def changed(self) -> int:
        """A number that differs when another process has written since the last call."""
        with self._store.reading() as reader:
            return reader.change()

    # -- inside --------------------------------------------------------------------------------

    def _day(self, now: dt.datetime) -> dt.date:
        return service_day(now, self._zone)

    def _today(self, reader: Reader, day: dt.date | None) -> Today:
        now = self._clock.now()
        wanted = day or self._day(now)
        occurrences = self._programme.on(wanted, reader)
        counts = {count.occurrence: count for count in reader.counts(wanted)}
        running = tuple(
            Running(o, counts[o.key].inside if o.key in counts else 0) for o in occurrences
        )
        over = all(o.end < now or o.cancelled for o in occurrences)
        is_open = self._centre_open(now)
        return Today(
            day=wanted,
            now=now,
            running=running,
            counts=counts,
            came=reader.people(wanted),
            inside=reader.inside(wanted),
            centre_open=is_open,
            opens_at=None if is_open else self._opens_at(now),
            next_day=self._programme.next_day(wanted, reader) if over else None,
        )

    def _facts(self, unit: Reader, now: dt.datetime, learner: Learner | None = None) -> Facts:
        day = self._day(now)
        occurrences = self._programme.on(day, unit)
        limited = [o.key for o in occurrences if o.capacity is not None and o.is_open(now)]
        taken = unit.taken(day, limited) if limited else {}
        today = tuple(Running(o, taken.get(o.key, 0)) for o in occurrences)
        full = any(r.seats_left == 0 for r in today)
        young = learner is not None and (learner.age(day) or 999) < self._rules.guardian_under
        return Facts(
            now=now,
            day=day,
            today=today,
            visits=() if learner is None else unit.visits(learner.learner, day),
            waiting=unit.waiting(learner.learner, day) if full and learner is not None else {},
            came_before=unit.came_before(learner.learner) if young and learner else True,
            centre_open=self._centre_open(now),
            next_number=unit.next_number(self._settings.node.name, day) if limited else 1,
            kept=self._kept_today(unit, occurrences, now),
        )

    def _kept_today(
        self, unit: Reader, occurrences: Sequence[Occurrence], now: dt.datetime
    ) -> frozenset[str]:
        """Keys of the open occurrences whose present state the journal already has."""
        same = set()
        for occurrence in occurrences:
            if not occurrence.is_open(now):
                continue
            if self._kept.get(occurrence.key) != occurrence:
                stored = unit.occurrence(occurrence.key)
                if stored is None:
                    continue
                self._kept[occurrence.key] = stored
            if self._kept[occurrence.key] == occurrence:
                same.add(occurrence.key)
        return frozenset(same)

    def _whose(self, unit: Reader, read: Card | Number) -> tuple[Learner | None, str, bool]:
        """The learner, what named them, and whether the card was replaced."""
        if isinstance(read, Card):
            held = unit.card(read.card) if read.signature is Signature.GOOD else None
            if held is None:
                return None, "card", False
            return unit.learner(held.learner), "card", held.replaced
        found = unit.find(read.identifiers)
        for kind in _PRECEDENCE:
            owners = {learner for key, learner in found if key.kind == kind}
            if len(owners) == 1:
                return unit.learner(owners.pop()), "number" if kind == "digits" else kind, False
            if owners:
                # Two people share it: nobody is checked in by guess.
                return None, kind, False
        return None, "", False

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
        learner, how, replaced = self._whose(unit, read)
        if learner is None:
            return None
        facts = self._facts(unit, now, learner)
        if replaced:
            facts = msgspec.structs.replace(facts, card_replaced=True)
        return checkin.decide(msgspec.structs.replace(ask, how=how), learner, facts, self._rules)

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

    def _closes(self, day: dt.date) -> dt.datetime:
        """Closing time of a service day; its end when the centre has no hours on it."""
        hours = self._settings.hours.of(day)
        end = day_span(day, self._zone)[1]
        if hours is None or hours[1] == dt.time.max:
            return end
        return min(end, dt.datetime.combine(day, hours[1], self._zone).astimezone(dt.UTC))

    def _centre_open(self, now: dt.datetime) -> bool:
        local = now.astimezone(self._zone)
        hours = self._settings.hours.of(local.date())
        return hours is not None and hours[0] <= local.time() <= hours[1]

    def _opens_at(self, now: dt.datetime) -> dt.datetime | None:
        local = now.astimezone(self._zone)
        for ahead in range(60):
            day = local.date() + dt.timedelta(days=ahead)
            hours = self._settings.hours.of(day)
            if hours is not None:
                opens = dt.datetime.combine(day, hours[0], self._zone)
                if opens > local:
                    return opens.astimezone(dt.UTC)
        return None


def _nobody(read: Read) -> Code:
    """The code for something that names no learner here."""
    if isinstance(read, Mistyped):
        return Code.MISTYPED
    if isinstance(read, Card):
        return Code.FORGED if read.signature is Signature.WRONG else Code.UNKNOWN
    return Code.UNKNOWN if isinstance(read, Number) else Code.UNREADABLE
