"""What was written down wrong, or happened unseen, is put right by staff.

Two desks at once: the first does it, the second is told that it is done. Everything but what is
kept of a learner can be put right on the day alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from kiosk.desk.counter import Counter, said
from kiosk.desk.impossible import No, NotPossible
from kiosk.entry import (
    CheckedOut,
    CountCorrected,
    Entry,
    EntryId,
    LearnerKept,
    Merged,
    Moved,
)
from kiosk.outcome import VISIT
from kiosk.ports import Line, Reader, Unit
from kiosk.record import Band, Learner, Standing


class Mend(StrEnum):
    """What can be put right of a check-in of today."""

    CHECK_OUT = "check_out"
    MOVE = "move"
    RECOUNT = "recount"
    UNDO = "undo"
    REDATE = "redate"


def why_not(line: Line | None, mend: Mend) -> No | None:
    """Why that cannot be put right of a line, as far as the line alone tells; None when it can."""
    if line is None:
        return No.NOTHING_CHOSEN
    if line.undone_at is not None:
        return No.UNDONE
    if mend is Mend.CHECK_OUT and line.left_at is not None:
        return No.LEFT_ALREADY
    if mend is Mend.RECOUNT and line.named:
        return No.NOT_A_COUNT
    return None


class Mending(Counter):
    """Putting right. Every method raises NotPossible, whose message says why, and keeps nothing."""

    def check_out(self, targets: Sequence[EntryId], by: str, reason: str) -> Entry:
        """The people of these check-ins of today have left unseen."""
        reason = said(by, reason)
        with self._store.writing() as unit:
            for line in self._standing(unit, targets):
                if line.left_at is not None:
                    msg = f"the people of {line.entry} have left already"
                    raise NotPossible(No.LEFT_ALREADY, msg)
            now = self._clock.now()
            day = self._gather.day(now)
            body = CheckedOut(day=day, visits=tuple(targets), how="desk", reason=reason)
            return unit.append(body, now, by=by)

    def move(
        self,
        targets: Sequence[EntryId],
        wanted: str,
        by: str,
        reason: str,
        *,
        seen: str | None = None,
    ) -> Entry:
        """The people of these check-ins of today came for something else of today.

        `wanted` is an occurrence's key or VISIT. Seats do not matter: they are there. `seen` is
        where the desk sees them: whom another desk moved meanwhile nobody moves on.
        """
        reason = said(by, reason)
        key = None if wanted == VISIT else wanted
        with self._store.writing() as unit:
            lines = self._standing(unit, targets)
            now = self._clock.now()
            if key is not None:
                self._keep_occurrence(unit, key, now, by)
            for line in lines:
                if seen not in (None, _there_of(line)):
                    msg = f"somebody else has moved the people of {line.entry} just now"
                    raise NotPossible(No.OTHER_WAS_FASTER, msg)
                self._may_go(unit, line, key)
            body = Moved(targets=tuple(targets), occurrence=key, reason=reason)
            return unit.append(body, now, by=by)

    def correct_count(
        self,
        target: EntryId,
        seen: dict[Band, int],
        bands: dict[Band, int],
        by: str,
        reason: str,
    ) -> Entry:
        """So many people came, more or fewer than were counted today.

        `seen` is how many the desk has before its eyes: what another desk put right meanwhile is
        not put wrong again.
        """
        reason = said(by, reason)
        bands = {band: n for band, n in sorted(bands.items()) if n}
        with self._store.writing() as unit:
            (line,) = self._standing(unit, [target])
            if line.named:
                msg = f"{target} is a learner's check-in, not a count"
                raise NotPossible(No.NOT_A_COUNT, msg)
            if min(bands.values(), default=0) < 1:
                msg = "at least one person came, and none fewer than none; undo it if nobody did"
                raise NotPossible(No.NO_PEOPLE, msg)
            if line.bands != {band: n for band, n in seen.items() if n}:
                msg = f"somebody else has put {target} right just now: {line.people} people"
                raise NotPossible(No.OTHER_WAS_FASTER, msg)
            if line.bands == bands:
                msg = f"that is what {target} says already"
                raise NotPossible(No.SAME, msg)
            body = CountCorrected(target=target, bands=bands, reason=reason)
            return unit.append(body, self._clock.now(), by=by)

    def merge(self, learner: str, into: str, by: str, reason: str) -> Entry:
        """Somebody who registered twice: check-ins of the one are the other's from now on.

        Their cards and numbers go on working. The record stays, for `unmerge`.
        """
        reason = said(by, reason)
        with self._store.writing() as unit:
            if unit.learner(learner) is None:
                msg = "there is no record of this learner here"
                raise NotPossible(No.NO_LEARNER, msg)
            self._own_learner(unit, learner)
            left = self._own_learner(unit, into)
            root = unit.root(learner)
            if root == left.learner:
                msg = "they are one learner already"
                raise NotPossible(No.ONE_LEARNER, msg)
            if root != learner:
                msg = "the learner is merged with somebody else already; take that back first"
                raise NotPossible(No.MERGED, msg)
            body = Merged(learner=learner, into=left.learner, reason=reason)
            return unit.append(body, self._clock.now(), by=by)

    def unmerge(self, learner: str, by: str, reason: str) -> Entry:
        """They are two people after all; every check-in is again whose it was."""
        reason = said(by, reason)
        with self._store.writing() as unit:
            if unit.root(learner) == learner:
                msg = "the learner is not merged with anybody"
                raise NotPossible(No.NOT_MERGED, msg)
            body = Merged(learner=learner, reason=reason)
            return unit.append(body, self._clock.now(), by=by)

    def renew(self, learner: str, until: dt.date, by: str, reason: str) -> Entry:
        """The membership lasts longer: up to and including this day."""
        reason = said(by, reason)
        with self._store.writing() as unit:
            record = self._own_learner(unit, learner)
            now = self._clock.now()
            if until < self._gather.day(now):
                msg = f"{until} is over"
                raise NotPossible(No.DAY_OVER, msg)
            if record.valid_until is None:
                msg = "the membership has no end"
                raise NotPossible(No.NO_END, msg)
            if record.valid_until >= until:
                msg = "the membership lasts that long already"
                raise NotPossible(No.SAME, msg)
            return _keep_record(unit, record, now, by, reason, valid_until=until)

    def suspend(self, learner: str, by: str, reason: str) -> Entry:
        """Let a learner in no more until staff lift it."""
        return self._stand(learner, Standing.SUSPENDED, by, reason)

    def lift(self, learner: str, by: str, reason: str) -> Entry:
        """Let a learner in again who was suspended."""
        return self._stand(learner, Standing.ACTIVE, by, reason)

    def _stand(self, learner: str, standing: Standing, by: str, reason: str) -> Entry:
        reason = said(by, reason)
        with self._store.writing() as unit:
            record = self._own_learner(unit, learner)
            if record.standing is standing:
                msg = f"the learner is {standing.value} already"
                raise NotPossible(No.SAME, msg)
            return _keep_record(unit, record, self._clock.now(), by, reason, standing=standing)

    def _standing(self, reader: Reader, targets: Sequence[EntryId]) -> list[Line]:
        """Check-ins of today that were not undone, all of them."""
        if not targets:
            msg = "no check-in is named"
            raise NotPossible(No.NOTHING_CHOSEN, msg)
        lines = [self._line_of_today(reader, target) for target in targets]
        for line in lines:
            if line.undone_at is not None:
                msg = f"{line.entry} was undone"
                raise NotPossible(No.UNDONE, msg)
        return lines

    def _may_go(self, reader: Reader, line: Line, key: str | None) -> None:
        if _there_of(line) == (key or VISIT):
            msg = f"the people of {line.entry} are there already"
            raise NotPossible(No.ALREADY_THERE, msg)
        if line.learner is not None:
            visits = reader.visits(line.learner.learner, line.day)
            if any(visit.occurrence == key for visit in visits):
                msg = f"the learner of {line.entry} has a check-in there already"
                raise NotPossible(No.ALREADY_THERE, msg)


def _keep_record(
    unit: Unit, record: Learner, now: dt.datetime, by: str, reason: str, **changes: object
) -> Entry:
    changed = msgspec.structs.replace(record, **changes)
    return unit.append(LearnerKept(learner=changed, source="desk", reason=reason), now, by=by)


def _there_of(line: Line) -> str:
    """To what the people of a line came: an occurrence's key or VISIT."""
    return VISIT if line.occurrence is None else line.occurrence.key
