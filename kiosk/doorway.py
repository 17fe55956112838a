"""What every decision at the door stands on: what is on, where somebody goes, how it is told."""

from __future__ import annotations

import msgspec

from kiosk.entry import OccurrenceKept, Queued, Refused
from kiosk.opening import door_open
from kiosk.outcome import VISIT, AnyRecord, Code, Decision, Facts, Outcome, Running
from kiosk.record import Learner, Occurrence
from kiosk.waitlist import Waiting


def open_now(facts: Facts) -> tuple[Running, ...]:
    """The occurrences somebody may check in to at this moment."""
    return tuple(r for r in facts.today if r.occurrence.is_open(facts.now))


def closed(facts: Facts) -> bool:
    """Whether nobody comes in at this hour unless staff let them."""
    return not door_open(facts.today, facts.now, centre_open=facts.centre_open)


class Teller:
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
        """An outcome, and what is written of it."""
        base = Outcome(code=code, at=self._facts.now, learner=self._learner, how=self._how)
        return Decision(msgspec.structs.replace(base, **more), records)

    def refuse(
        self, code: Code, occurrence: Occurrence | None = None, *, reason: str = ""
    ) -> Decision:
        """The outcome of somebody who is not let in."""
        record = Refused(
            day=self._facts.day,
            outcome=code,
            learner=self.learner,
            occurrence=None if occurrence is None else occurrence.key,
            reason=reason,
        )
        choices = open_now(self._facts)
        return self(code, occurrence=occurrence, choices=choices, reason=reason, records=(record,))


def target_of(
    wanted: str | None, facts: Facts, tell: Teller, *, late: bool
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


def others(target: Running, facts: Facts) -> tuple[Running, ...]:
    """What else somebody may come to at once."""
    return tuple(r for r in open_now(facts) if r is not target and r.to_give != 0)


def wait_on(
    target: Running, facts: Facts, tell: Teller, waited: Waiting, *, called: bool
) -> Decision:
    """The number they have; called it is when staff mean to let them in over capacity."""
    return tell(
        Code.STANDBY if called else _without_seat(target, waited.people),
        occurrence=target.occurrence,
        number=waited.number,
        called=called,
        seats_left=target.free,
        choices=others(target, facts),
    )


def standby(target: Running, facts: Facts, tell: Teller, queued: Queued) -> Decision:
    """A number of their own."""
    return tell(
        _without_seat(target, queued.people),
        occurrence=target.occurrence,
        number=f"{facts.letter}{queued.number}",
        people=queued.people,
        seats_left=target.free,
        choices=others(target, facts),
        records=with_snapshot(target.occurrence, facts, queued),
    )


def _without_seat(target: Running, people: int) -> Code:
    """Full; or there are seats, but none to be given here."""
    return Code.NOT_CERTAIN if (target.free or 0) >= people else Code.STANDBY


def with_snapshot(
    occurrence: Occurrence | None, facts: Facts, record: AnyRecord
) -> tuple[AnyRecord, ...]:
    """What is written: how the occurrence stands too, unless the journal knows."""
    if occurrence is None or occurrence.key in facts.kept:
        return (record,)
    return (OccurrenceKept(occurrence=occurrence), record)


def seats_after(target: Running | None, people: int) -> int | None:
    """Seats that are left when so many have sat down; None without a limit."""
    left = None if target is None else target.free
    return None if left is None else max(0, left - people)
