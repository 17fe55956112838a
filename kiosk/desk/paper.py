"""People who came are written down afterwards: one by one, or from a sheet of paper."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import msgspec

from kiosk.card import Card
from kiosk.desk.counter import Counter, said
from kiosk.desk.impossible import No, NotPossible
from kiosk.entry import CheckedIn, CheckedOut, Entry, EntryId, GuestsCounted, OccurrenceKept
from kiosk.identify import Number, normal
from kiosk.outcome import VISIT
from kiosk.ports import Reader, Unit
from kiosk.record import Band, Learner, Occurrence, Standing
from kiosk.sheet import PAPER_WITHIN

LATE_WITHIN = dt.timedelta(hours=24)
"""After the end of an occurrence; later somebody's word is no record any more (PRODUCT)."""


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on a paper sheet: numbers of learners, and how many others of each age.

    `wanted` is an occurrence's key or VISIT. `at`, aware UTC, is when they came; for an occurrence
    its start unless it is said. `again`: this is a second sheet, though it counts as many.
    """

    wanted: str
    numbers: tuple[str, ...] = ()
    bands: dict[Band, int] = {}
    partner: str = ""
    party: str = ""
    at: dt.datetime | None = None
    again: bool = False


class TypedIn(NamedTuple):
    """What became of every number, as it was typed, and how many others were counted.

    `unknown` names nobody here, or several; `suspended` have to be seen by staff.
    """

    entries: tuple[EntryId, ...]
    added: tuple[str, ...]
    already: tuple[str, ...]
    unknown: tuple[str, ...]
    suspended: tuple[str, ...]
    counted: int


class OnSheet(NamedTuple):
    """Whom a number on a sheet names, None for nobody or several.

    `trouble` is why they would not be added: unknown, suspended, already; "" when they would.
    """

    learner: Learner | None
    trouble: str = ""


class _Then(NamedTuple):
    """To what people came, and when; `ends` when it is over by now."""

    occurrence: Occurrence | None
    at: dt.datetime
    day: dt.date
    ends: dt.datetime | None

    @property
    def key(self) -> str | None:
        return None if self.occurrence is None else self.occurrence.key


class Paper(Counter):
    """Writing down afterwards. Raises NotPossible, whose message says why, and keeps nothing."""

    def late_add(
        self, learner: str, wanted: str, by: str, reason: str, at: dt.datetime | None = None
    ) -> Entry:
        """A learner came to an occurrence, which was not over more than 24 hours ago.

        The entry says when they came (`at`, or when it began) and when that was written down. Who
        is added to what is over left at its end.
        """
        reason = said(by, reason)
        with self._store.writing() as unit:
            now = self._clock.now()
            then = self._then(unit, wanted, at, now, LATE_WITHIN)
            record = self._known_learner(unit, learner)
            if record.standing is Standing.SUSPENDED:
                msg = "the learner is suspended"
                raise NotPossible(No.SUSPENDED, msg)
            if _was_there(unit, record, then.key, then.day):
                msg = "the learner has a check-in there already"
                raise NotPossible(No.ALREADY_THERE, msg)
            _snapshot(unit, then, now, by)
            entry = self._add_then(unit, record, then, now, by, how="desk", reason=reason)
            _left(unit, then, [entry.id], now, by)
            return entry

    def late_count(
        self,
        bands: dict[Band, int],
        wanted: str,
        by: str,
        reason: str,
        *,
        at: dt.datetime | None = None,
        partner: str = "",
        party: str = "",
    ) -> Entry:
        """The same for people without a record."""
        reason = said(by, reason)
        sheet = Sheet(wanted=wanted, bands=bands, at=at, partner=partner, party=party)
        with self._store.writing() as unit:
            now = self._clock.now()
            then = self._then(unit, wanted, at, now, LATE_WITHIN)
            _snapshot(unit, then, now, by)
            entry = self._count_then(unit, sheet, then, now, by, how="desk", reason=reason)
            _left(unit, then, [entry.id], now, by)
            return entry

    def type_in(self, sheet: Sheet, by: str) -> TypedIn:
        """Take in a whole sheet of the last seven days; what is wrong with one number stops none.

        The same sheet again adds nobody; a count that was typed in before is refused unless it is
        said to be another one.
        """
        said(by, "paper")
        found: dict[str, list[str]] = {"": [], "already": [], "unknown": [], "suspended": []}
        entries: list[EntryId] = []
        with self._store.writing() as unit:
            now = self._clock.now()
            then = self._then(unit, sheet.wanted, sheet.at, now, PAPER_WITHIN)
            people = {band: n for band, n in sorted(sheet.bands.items()) if n}
            if people and people in unit.on_paper(then.day, then.key) and not sheet.again:
                msg = "a sheet with the same count was typed in before"
                raise NotPossible(No.SHEET_AGAIN, msg)
            _snapshot(unit, then, now, by)
            for number in {normal(one): one for one in sheet.numbers}.values():
                record, trouble = self._named(unit, number, then.key, then.day)
                found[trouble].append(number)
                if record is not None and not trouble:
                    entries.append(self._add_then(unit, record, then, now, by, how="paper").id)
            if people:
                entries.append(self._count_then(unit, sheet, then, now, by, how="paper").id)
            if not entries and not any(found.values()):
                msg = "nothing stands on the sheet"
                raise NotPossible(No.EMPTY_SHEET, msg)
            _left(unit, then, entries, now, by)
        added, already, unknown, suspended = (tuple(numbers) for numbers in found.values())
        return TypedIn(tuple(entries), added, already, unknown, suspended, sum(people.values()))

    def look_up(self, number: str, wanted: str, day: dt.date) -> OnSheet:
        """What would become of a number on the sheet of an occurrence, or of VISIT, of that day."""
        with self._store.reading() as reader:
            return self._named(reader, number, None if wanted == VISIT else wanted, day)

    def _named(self, reader: Reader, number: str, key: str | None, day: dt.date) -> OnSheet:
        read = self._recognise(number, typed=True)
        record = None
        if isinstance(read, Card | Number):
            record = self._gather.named(reader, read).learner
        if record is None or not record.known:
            return OnSheet(None, "unknown")
        if record.standing is Standing.SUSPENDED:
            return OnSheet(record, "suspended")
        return OnSheet(record, "already" if _was_there(reader, record, key, day) else "")

    def _then(
        self,
        reader: Reader,
        wanted: str,
        at: dt.datetime | None,
        now: dt.datetime,
        within: dt.timedelta,
    ) -> _Then:
        """To what they came and when, if that may still be written down."""
        if wanted == VISIT:
            if at is None:
                msg = "of a visit it has to be said when it was"
                raise NotPossible(No.TIME_MISSING, msg)
            day = self._gather.day(at)
            closes, ends = self._gather.closings(day, reader)
            over = next((moment for moment in (closes, ends) if at <= moment), ends)
            found = _Then(None, at, day, over if over <= now else None)
        else:
            today = self._gather.day(now)
            days = [today - dt.timedelta(days=ago) for ago in range(within.days + 2)]
            occurrence = self._gather.occurrence(reader, wanted, days)
            if occurrence is None or occurrence.cancelled:
                msg = "there was no such activity in these days"
                raise NotPossible(No.NO_ACTIVITY, msg)
            over = occurrence.end
            came = at or max(occurrence.start, self._gather.begins(occurrence.day))
            found = _Then(occurrence, came, occurrence.day, over if over <= now else None)
            if not occurrence.opens <= came <= occurrence.end:
                msg = "nobody could come to it at that time"
                raise NotPossible(No.OTHER_TIME, msg)
        if found.at > now:
            msg = "that is yet to come"
            raise NotPossible(No.YET_TO_COME, msg)
        if now - over > within:
            msg = f"it was over more than {within // dt.timedelta(hours=1)} hours ago"
            raise NotPossible(No.TOO_LONG_AGO, msg)
        return found

    def _add_then(
        self,
        unit: Unit,
        record: Learner,
        then: _Then,
        now: dt.datetime,
        by: str,
        *,
        how: str,
        reason: str = "",
    ) -> Entry:
        expired = record.valid_until is not None and record.valid_until < then.day
        body = CheckedIn(
            day=then.day,
            learner=record.learner,
            occurrence=then.key,
            band=record.band(then.day),
            partner=record.partner,
            how=how,
            expired=expired,
            late=then.ends is not None,
            over_capacity=_full(unit, then, 1),
            reason=reason,
        )
        return unit.append(body, then.at, by=by, written=now)

    def _count_then(
        self,
        unit: Unit,
        sheet: Sheet,
        then: _Then,
        now: dt.datetime,
        by: str,
        *,
        how: str,
        reason: str = "",
    ) -> Entry:
        bands = {band: n for band, n in sorted(sheet.bands.items()) if n}
        if min(bands.values(), default=0) < 1:
            msg = "a count of people is at least one"
            raise NotPossible(No.NO_PEOPLE, msg)
        body = GuestsCounted(
            day=then.day,
            bands=bands,
            occurrence=then.key,
            partner=sheet.partner,
            party=sheet.party,
            how=how,
            late=then.ends is not None,
            over_capacity=_full(unit, then, sum(bands.values())),
            reason=reason,
        )
        return unit.append(body, then.at, by=by, written=now)


def _was_there(reader: Reader, record: Learner, key: str | None, day: dt.date) -> bool:
    return any(v.occurrence == key for v in reader.visits(record.learner, day))


def _full(reader: Reader, then: _Then, people: int) -> bool:
    """Whether more came than have a seat: by all who came, for the seats are empty by now."""
    capacity = None if then.occurrence is None else then.occurrence.capacity
    if capacity is None:
        return False
    came = {count.occurrence: count.came for count in reader.counts(then.day)}
    return came.get(then.key, 0) + people > capacity


def _snapshot(unit: Unit, then: _Then, now: dt.datetime, by: str) -> None:
    """How the occurrence stood, unless the journal knows."""
    occurrence = then.occurrence
    if occurrence is not None and unit.occurrence(occurrence.key) is None:
        unit.append(OccurrenceKept(occurrence=occurrence), then.at, by=by, written=now)


def _left(unit: Unit, then: _Then, entries: list[EntryId], now: dt.datetime, by: str) -> None:
    """Whoever was at something that is over is not inside any more."""
    if then.ends is not None and entries:
        body = CheckedOut(day=then.day, visits=tuple(entries), how="auto")
        unit.append(body, then.ends, by=by, written=now)
