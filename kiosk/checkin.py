"""Whether and how somebody comes in: one pure decision (PRODUCT, one scan, every case)."""

from __future__ import annotations

import datetime as dt

import msgspec

from kiosk.entry import CheckedIn, CountHeld, GuestsCounted, OccurrenceKept, Queued, Refused
from kiosk.outcome import (
    VISIT,
    AnyRecord,
    Ask,
    Code,
    Decision,
    Facts,
    Outcome,
    Rules,
    Running,
    Visit,
)
from kiosk.record import Band, Learner, Occurrence, Standing


def open_now(facts: Facts) -> tuple[Running, ...]:
    """The occurrences somebody may check in to at this moment."""
    return tuple(r for r in facts.today if r.occurrence.is_open(facts.now))


def decide(ask: Ask, learner: Learner, facts: Facts, rules: Rules) -> Decision:
    """Decide for a known learner."""
    tell = _Teller(facts, learner, ask.how)
    if ask.by is None:
        repeated = _repeat(ask, facts, rules)
        if repeated is not None:
            return tell(
                Code.REPEAT, entry=repeated.entry, occurrence=_find(facts, repeated.occurrence)
            )
    if learner.standing is Standing.SUSPENDED:
        return tell.refuse(Code.HELD)
    if facts.card_ended:
        return tell.refuse(Code.REPLACED, reason=facts.card_ended)
    if ask.by is None and _closed(facts):
        return tell.refuse(Code.CLOSED)
    if ask.by is None and _needs_guardian(learner, facts, rules):
        return tell.refuse(Code.GUARDIAN)
    inside = tuple(v for v in facts.visits if not v.left)
    if inside and (ask.wanted is None or any(v.occurrence == _key(ask.wanted) for v in inside)):
        since = min(v.at for v in inside)
        asked = [v for v in inside if ask.wanted is not None and v.occurrence == _key(ask.wanted)]
        mine = (asked or inside)[0]
        return tell(
            Code.ALREADY_IN,
            since=since,
            occurrence=_find(facts, mine.occurrence),
            visits=tuple(v.entry for v in inside),
            choices=open_now(facts),
        )
    target = _target(ask.wanted, facts, tell, late=ask.by is not None)
    if isinstance(target, Decision):
        return target
    if target is not None and target.seats_left == 0 and ask.by is None:
        return _standby(target, facts, tell)
    occurrence = None if target is None else target.occurrence
    expired = learner.valid_until is not None and learner.valid_until < facts.day
    over = target is not None and target.seats_left == 0
    came = CheckedIn(
        day=facts.day,
        learner=learner.learner,
        occurrence=None if occurrence is None else occurrence.key,
        band=learner.band(facts.day),
        partner=learner.partner,
        how=ask.how or "card",
        expired=expired,
        late=occurrence is not None and facts.now > occurrence.end,
        over_capacity=over,
    )
    return tell(
        _inside_as(learner, expired=expired),
        occurrence=occurrence,
        seats_left=_after(target, 1),
        until=learner.valid_until if expired else None,
        people=1,
        records=_with_snapshot(occurrence, facts, came),
    )


def decide_guests(
    ask: Ask,
    bands: dict[Band, int],
    facts: Facts,
    rules: Rules,
    *,
    partner: str = "",
    party: str = "",
) -> Decision:
    """Decide for people without a record. Raises ValueError when nobody is counted."""
    people = sum(bands.values())
    if people < 1 or min(bands.values()) < 0:
        msg = "a count of people is at least one"
        raise ValueError(msg)
    tell = _Teller(facts, None, ask.how)
    if ask.by is None and _closed(facts):
        return tell.refuse(Code.CLOSED)
    target = _target(ask.wanted, facts, tell, late=ask.by is not None)
    if isinstance(target, Decision):
        return target
    occurrence = None if target is None else target.occurrence
    key = None if occurrence is None else occurrence.key
    bands = {band: n for band, n in sorted(bands.items()) if n}
    if ask.by is None and people > rules.largest_party:
        held = CountHeld(
            day=facts.day, bands=bands, occurrence=key, partner=partner, party=party, reason="many"
        )
        records = _with_snapshot(occurrence, facts, held)
        return tell(Code.COUNT_HELD, occurrence=occurrence, people=people, records=records)
    short = target is not None and target.seats_left is not None and target.seats_left < people
    if target is not None and short and ask.by is None:
        return _standby(target, facts, tell, people)
    came = GuestsCounted(
        day=facts.day,
        bands=bands,
        occurrence=key,
        partner=partner,
        party=party,
        how=ask.how or "touch",
        late=occurrence is not None and facts.now > occurrence.end,
    )
    return tell(
        Code.ADMITTED,
        occurrence=occurrence,
        seats_left=_after(target, people),
        people=people,
        records=_with_snapshot(occurrence, facts, came),
    )


def refused(code: Code, facts: Facts, read: str) -> Decision:
    """The decision for a code that names nobody. `read` is the keyed hash of what was read."""
    records = () if code is Code.MISTYPED else (Refused(day=facts.day, outcome=code, read=read),)
    return Decision(Outcome(code=code, at=facts.now, choices=open_now(facts)), records)


class _Teller:
    """Fills in what every outcome carries."""

    def __init__(self, facts: Facts, learner: Learner | None, how: str) -> None:
        self._facts = facts
        self._learner = learner
        self._how = how

    @property
    def learner(self) -> str | None:
        """Id of the learner, None for guests."""
        return None if self._learner is None else self._learner.learner

    def __call__(
        self, code: Code, *, records: tuple[AnyRecord, ...] = (), **more: object
    ) -> Decision:
        base = Outcome(code=code, at=self._facts.now, learner=self._learner, how=self._how)
        return Decision(msgspec.structs.replace(base, **more), records)

    def refuse(
        self, code: Code, occurrence: Occurrence | None = None, *, reason: str = ""
    ) -> Decision:
        record = Refused(
            day=self._facts.day,
            outcome=code,
            learner=self.learner,
            occurrence=None if occurrence is None else occurrence.key,
            reason=reason,
        )
        choices = open_now(self._facts)
        return self(code, occurrence=occurrence, choices=choices, records=(record,))


def _inside_as(learner: Learner, *, expired: bool) -> Code:
    if not learner.known:
        return Code.FOREIGN
    return Code.EXPIRED if expired else Code.ADMITTED


def _closed(facts: Facts) -> bool:
    """Outside opening hours, and no activity at its own hour keeps the door open."""
    running = [r for r in open_now(facts) if not r.occurrence.all_day]
    return not facts.centre_open and not running


def _key(wanted: str | None) -> str | None:
    return None if wanted == VISIT else wanted


def _find(facts: Facts, key: str | None) -> Occurrence | None:
    return next((r.occurrence for r in facts.today if r.occurrence.key == key), None)


def _repeat(ask: Ask, facts: Facts, rules: Rules) -> Visit | None:
    """The visit that this is only a second look at.

    A scan that names nothing repeats any visit just begun; a choice repeats only the same choice.
    """
    within = dt.timedelta(seconds=rules.repeat_within)
    for visit in facts.visits:
        fresh = not visit.left and abs(facts.now - visit.at) < within
        if fresh and (ask.wanted is None or visit.occurrence == _key(ask.wanted)):
            return visit
    return None


def _needs_guardian(learner: Learner, facts: Facts, rules: Rules) -> bool:
    """Under the age, never here before, and nobody has agreed for the child yet."""
    age = learner.age(facts.day)
    young = age is not None and age < rules.guardian_under
    return young and not facts.came_before and not learner.consent


def _target(
    wanted: str | None, facts: Facts, tell: _Teller, *, late: bool
) -> Running | Decision | None:
    """What is being checked in to; None for a general visit; a decision when it cannot be."""
    if wanted == VISIT:
        return None
    if wanted is None:
        running = open_now(facts)
        if len(running) > 1:
            return tell(Code.CHOOSE, choices=running)
        return running[0] if running else None
    found = next((r for r in facts.today if r.occurrence.key == wanted), None)
    if found is None:
        return tell.refuse(Code.ENDED)
    occurrence = found.occurrence
    if occurrence.cancelled:
        return tell.refuse(Code.CANCELLED, occurrence)
    if facts.now < occurrence.opens and not late:
        return tell.refuse(Code.TOO_EARLY, occurrence)
    if facts.now > occurrence.end and not late:
        return tell.refuse(Code.ENDED, occurrence)
    return found


def _standby(target: Running, facts: Facts, tell: _Teller, people: int = 1) -> Decision:
    occurrence = target.occurrence
    others = tuple(r for r in open_now(facts) if r is not target and r.seats_left != 0)
    left = target.seats_left
    held = facts.waiting.get(occurrence.key)
    if held is not None:
        return tell(Code.STANDBY, occurrence=occurrence, number=held, choices=others, seats_left=left)
    queued = Queued(
        day=facts.day,
        occurrence=occurrence.key,
        number=facts.next_number,
        learner=tell.learner,
        people=people,
    )
    return tell(
        Code.STANDBY,
        occurrence=occurrence,
        number=f"{facts.node}{facts.next_number}",
        people=people,
        seats_left=left,
        choices=others,
        records=_with_snapshot(occurrence, facts, queued),
    )


def _with_snapshot(
    occurrence: Occurrence | None, facts: Facts, record: AnyRecord
) -> tuple[AnyRecord, ...]:
    if occurrence is None or occurrence.key in facts.kept:
        return (record,)
    return (OccurrenceKept(occurrence=occurrence), record)


def _after(target: Running | None, people: int) -> int | None:
    left = None if target is None else target.seats_left
    return None if left is None else max(0, left - people)
