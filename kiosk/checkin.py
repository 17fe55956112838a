"""Whether and how somebody comes in: one pure decision (PRODUCT, one scan, every case)."""

from __future__ import annotations

import datetime as dt

import msgspec

from kiosk.doorway import (
    Teller,
    closed,
    open_now,
    seats_after,
    standby,
    target_of,
    wait_on,
    with_snapshot,
)
from kiosk.entry import (
    CheckedIn,
    CountHeld,
    EntryId,
    GuestsCounted,
    Queued,
    Refused,
)
from kiosk.outcome import (
    VISIT,
    Ask,
    Code,
    Decision,
    Facts,
    Outcome,
    Rules,
    Visit,
)
from kiosk.record import Band, Learner, Occurrence, Standing
from kiosk.waitlist import Turn, Waiting


def decide(ask: Ask, learner: Learner, facts: Facts, rules: Rules) -> Decision:
    """Decide for a known learner."""
    tell = Teller(facts, learner, ask.how)
    at_once = _at_once(ask, learner, facts, rules, tell)
    if at_once is not None:
        return at_once
    called = _called(facts, rules)
    if called is not None and ask.wanted is None:
        # What they are called for needs no choice, and is no second look either.
        ask = msgspec.structs.replace(ask, wanted=called.occurrence)
    inside = tuple(v for v in facts.visits if not v.left)
    nothing_new = ask.wanted is None or ask.unasked
    if inside and (nothing_new or any(v.occurrence == _key(ask.wanted) for v in inside)):
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
    target = target_of(ask.wanted, facts, tell, late=ask.by is not None)
    if isinstance(target, Decision):
        return target
    occurrence = None if target is None else target.occurrence
    waited = None if occurrence is None else facts.waiting.get(occurrence.key)
    if target is not None and target.to_give == 0 and ask.by is None:
        if waited is None:
            queued = Queued(
                day=facts.day,
                occurrence=target.occurrence.key,
                number=facts.next_number,
                learner=learner.learner,
            )
            return standby(target, facts, tell, queued)
        return wait_on(target, facts, tell, waited, called=waited is called)
    expired = learner.valid_until is not None and learner.valid_until < facts.day
    over = target is not None and target.to_give == 0
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
        waited=None if waited is None else waited.entry,
    )
    return tell(
        _inside_as(learner, expired=expired),
        occurrence=occurrence,
        seats_left=seats_after(target, 1),
        until=learner.valid_until if expired else None,
        people=1,
        records=with_snapshot(occurrence, facts, came),
    )


def decide_guests(
    ask: Ask,
    bands: dict[Band, int],
    facts: Facts,
    rules: Rules,
    *,
    partner: str = "",
    party: str = "",
    waited: EntryId | None = None,
) -> Decision:
    """Decide for people without a record; `waited` is the waiting number they come with.

    Raises ValueError when nobody is counted.
    """
    people = sum(bands.values())
    if people < 1 or min(bands.values()) < 0:
        msg = "a count of people is at least one"
        raise ValueError(msg)
    tell = Teller(facts, None, ask.how)
    if ask.by is None and closed(facts):
        return tell.refuse(Code.CLOSED)
    target = target_of(ask.wanted, facts, tell, late=ask.by is not None)
    if isinstance(target, Decision):
        return target
    occurrence = None if target is None else target.occurrence
    key = None if occurrence is None else occurrence.key
    bands = {band: n for band, n in sorted(bands.items()) if n}
    if ask.by is None and people > rules.largest_party:
        held = CountHeld(
            day=facts.day, bands=bands, occurrence=key, partner=partner, party=party, reason="many"
        )
        records = with_snapshot(occurrence, facts, held)
        return tell(Code.COUNT_HELD, occurrence=occurrence, people=people, records=records)
    short = target is not None and target.to_give is not None and target.to_give < people
    if target is not None and short and ask.by is None:
        queued = Queued(
            day=facts.day,
            occurrence=target.occurrence.key,
            number=facts.next_number,
            people=people,
            bands=bands,
            partner=partner,
            party=party,
        )
        return standby(target, facts, tell, queued)
    came = GuestsCounted(
        day=facts.day,
        bands=bands,
        occurrence=key,
        partner=partner,
        party=party,
        how=ask.how or "touch",
        late=occurrence is not None and facts.now > occurrence.end,
        over_capacity=short,
        waited=waited,
    )
    return tell(
        Code.ADMITTED,
        occurrence=occurrence,
        seats_left=seats_after(target, people),
        people=people,
        records=with_snapshot(occurrence, facts, came),
    )


def refused(code: Code, facts: Facts, read: str) -> Decision:
    """The decision for a code that names nobody. `read` is the keyed hash of what was read."""
    records = () if code is Code.MISTYPED else (Refused(day=facts.day, outcome=code, read=read),)
    return Decision(Outcome(code=code, at=facts.now, choices=open_now(facts)), records)


def _at_once(
    ask: Ask, learner: Learner, facts: Facts, rules: Rules, tell: Teller
) -> Decision | None:
    """The decision that needs no look at what is on: said a moment ago, or not to be let in."""
    if ask.by is None:
        repeated = _repeat(ask, facts, rules)
        if repeated is not None:
            return tell(
                Code.REPEAT, entry=repeated.entry, occurrence=_find(facts, repeated.occurrence)
            )
        if ask.wanted is None and _has_just_left(facts, rules):
            return tell(Code.LEFT)
    if learner.standing is Standing.SUSPENDED:
        return tell.refuse(Code.HELD)
    if facts.card_ended:
        return tell.refuse(Code.REPLACED, reason=facts.card_ended)
    if ask.by is None and closed(facts):
        return tell.refuse(Code.CLOSED)
    if ask.by is None and _needs_guardian(learner, facts, rules):
        return tell.refuse(Code.GUARDIAN)
    return None


def _inside_as(learner: Learner, *, expired: bool) -> Code:
    if not learner.known:
        return Code.FOREIGN
    return Code.EXPIRED if expired else Code.ADMITTED


def _called(facts: Facts, rules: Rules) -> Waiting | None:
    """The learner's number that is called at this moment for something that is open."""
    keys = {r.occurrence.key for r in open_now(facts)}
    for waiting in facts.waiting.values():
        turn = waiting.turn(facts.now, rules.call_lasts)
        if turn is Turn.CALLED and waiting.occurrence in keys:
            return waiting
    return None


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
        if fresh and (ask.wanted is None or ask.unasked or visit.occurrence == _key(ask.wanted)):
            return visit
    return None


def _has_just_left(facts: Facts, rules: Rules) -> bool:
    """Whether a card is only being put away: who has said goodbye does not come in by that."""
    within = dt.timedelta(seconds=rules.left_within)
    gone = [visit.left_at for visit in facts.visits if visit.left_at is not None]
    return len(gone) == len(facts.visits) and any(abs(facts.now - at) < within for at in gone)


def _needs_guardian(learner: Learner, facts: Facts, rules: Rules) -> bool:
    """Under the age, never here before, and nobody has agreed for the child yet."""
    age = learner.age(facts.day)
    young = age is not None and age < rules.guardian_under
    return young and not facts.came_before and not learner.consent
