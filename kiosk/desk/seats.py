"""Seats that are shared with other databases: asked for, taken, given back, set free."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kiosk import waitlist
from kiosk.desk.counter import Counter, signed
from kiosk.desk.impossible import No, NotPossible
from kiosk.entry import Entry, NumberMarked, SeatsFreed
from kiosk.outcome import Running
from kiosk.ports import Reader, Unit
from kiosk.record import Occurrence
from kiosk.seats import SILENT_AFTER, Asked, Freed, Granted, Part, Wish
from kiosk.standby import Mark
from kiosk.waitlist import Turn, Waiting

AHEAD_DAYS = 3
"""Seats are divided so long before: whoever cannot reach the hub for days still has theirs."""
_DAY = dt.timedelta(days=1)


class Silent(NamedTuple):
    """What somebody nobody has heard of for long holds unused of something that is not over."""

    occurrence: Occurrence
    part: Part


class Seats(Counter):
    """What an exchange does about seats, besides asking the hub (`kiosk.sharing`)."""

    def wishes(
        self, fresh: str, *, leaving: bool = False, unless: Asked | None = None
    ) -> Asked | None:
        """What to ask the hub for; None when no seats are shared or none are to be had.

        `fresh` is a name that nobody has had. `leaving`: give up what is not in use. None too when
        everything is as it was `unless` something changed.
        """
        if not self._rules.shares_seats:
            return None
        now = self._clock.now()
        if unless is not None:
            with self._store.reading() as reader:
                if self._state(reader, now) == (unless.wishes, unless.freed):
                    return None
        with self._store.writing() as unit:
            if leaving:
                self._give_up(unit, now)
            wishes, freed = self._state(unit, now, leaving=leaving)
            if not wishes and not unit.seats():
                return None
            holder, turn = unit.next_turn(fresh)
        return Asked(holder, turn, wishes, freed, leaving)

    def _state(
        self, reader: Reader, now: dt.datetime, *, leaving: bool = False
    ) -> tuple[tuple[Wish, ...], tuple[Freed, ...]]:
        """What we have and want of every occurrence, and what staff set free."""
        held, limited = reader.seats(), list(self._limited(reader, now))
        used, stamps = self._used(reader, limited, now), reader.activity_stamps()
        wants = {} if leaving else self._wants(reader, now)
        wishes = tuple(
            Wish(
                o.key, o.capacity or 0, stamps.get(o.activity, 0), o.end,
                held.get(o.key, 0), used[o.key], wants.get(o.key, 0),
            )
            for o in limited
        )  # fmt: skip
        return wishes, tuple(reader.freed(self._gather.day(now)))

    def _give_up(self, unit: Unit, now: dt.datetime) -> None:
        """Hold no more than is in use."""
        held, limited = unit.seats(), list(self._limited(unit, now))
        used = self._used(unit, limited, now)
        unit.hold({o.key: (o.day, min(held.get(o.key, 0), used[o.key])) for o in limited})

    def take_seats(self, asked: Asked, granted: Sequence[Granted]) -> None:
        """Hold what was granted, and call whoever fits in.

        What is beyond our share is given up here, as far as it is not in use. An answer that comes
        after something else was asked is not taken: the hub has forgotten it as well.
        """
        with self._store.writing() as unit:
            if unit.turn() != (asked.holder, asked.turn):
                return
            now, before = self._clock.now(), unit.seats()
            limited = {o.key: o for o in self._limited(unit, now)}
            used, hold = self._used(unit, list(limited.values()), now), {}
            for one in granted:
                if one.occurrence in limited:
                    due = max(one.share, used[one.occurrence])
                    hold[one.occurrence] = limited[one.occurrence].day, min(one.seats, due)
            unit.hold(hold)
            unit.keep_parts(granted)
            self._call_in(
                unit, now, {key for key, (_, n) in hold.items() if n > before.get(key, 0)}
            )

    def overtaken(self, asked: Asked) -> None:
        """Somebody else asks under our name: a copy of this database. We hold nothing any more."""
        with self._store.writing() as unit:
            if unit.turn() == (asked.holder, asked.turn):
                unit.hold_none()

    def silent(self) -> list[Silent]:
        """What others hold unused and nobody has heard of for long, the earliest first.

        As the hub told it last: whoever cannot reach the hub knows nothing of others either.
        """
        with self._store.reading() as reader:
            now = self._clock.now()
            day = self._gather.day(now)
            held = (
                (self._gather.occurrence(reader, key, [day, day + _DAY]), part)
                for key, part in self._silent(reader)
            )
            found = [Silent(one, part) for one, part in held if one is not None and now <= one.end]
        return sorted(found, key=lambda one: (one.occurrence.start, one.part.holder))

    def free_seats(self, occurrence: str, holder: str, by: str) -> Entry:
        """Set free what a silent database holds unused; the next exchange may give it to us.

        Nobody can know whether it gave these seats away meanwhile: whoever does this has looked,
        and answers by name for people who turn out to be too many. Raises NotPossible when it is
        not silent, or holds nothing unused.
        """
        signed(by)
        with self._store.writing() as unit:
            now = self._clock.now()
            for key, part in self._silent(unit):
                if (key, part.holder) == (occurrence, holder):
                    day = self._gather.day(now)
                    body = SeatsFreed(
                        day=day, occurrence=key, holder=holder, turn=part.turn, seats=part.spare
                    )
                    return unit.append(body, now, by=by)
        msg = "nobody silent holds seats of it"
        raise NotPossible(No.NO_ACTIVITY, msg)

    def _silent(self, reader: Reader) -> list[tuple[str, Part]]:
        now = self._clock.now()
        latest, freed = now - SILENT_AFTER, set(reader.freed(self._gather.day(now)))
        return [
            (key, part)
            for key, part in reader.parts()
            if part.seen_at <= latest and part.spare > 0
            and Freed(key, part.holder, part.turn) not in freed
        ]  # fmt: skip

    def _limited(self, reader: Reader, now: dt.datetime) -> Iterator[Occurrence]:
        """What has seats to share and is not over."""
        today = self._gather.day(now)
        for ahead in range(AHEAD_DAYS + 1):
            for occurrence in self._gather.on(reader, today + ahead * _DAY):
                limited = occurrence.capacity is not None and not occurrence.cancelled
                if limited and now <= occurrence.end:
                    yield occurrence

    def _used(
        self, reader: Reader, limited: Sequence[Occurrence], now: dt.datetime
    ) -> dict[str, int]:
        """Seats of ours that are taken, or held for a number of ours that is called."""
        used = {o.key: reader.in_use(o.day, [o.key])[o.key].ours for o in limited}
        calls = self._gather.today(reader, now).calls
        for number in self._gather.ours(reader, calls):
            if number.occurrence in used:
                used[number.occurrence] += number.people
        return used

    def _wants(self, reader: Reader, now: dt.datetime) -> dict[str, int]:
        """People who wait with a number of ours and could come in if the free seats were here."""
        today = self._gather.today(reader, now)
        numbers = self._gather.ours(reader, reader.numbers(today.day))
        return {
            running.occurrence.key: sum(
                one.people for one in self._fitting(running, numbers, running.free or 0, now)
            )
            for running in today.running
        }

    def _call_in(self, unit: Unit, now: dt.datetime, grown: set[str]) -> None:
        """Call, without a word of staff, those who were not called yet and fit in now."""
        if not grown:
            return
        today = self._gather.today(unit, now)
        numbers = self._gather.ours(unit, unit.numbers(today.day))
        for running in today.running:
            if running.occurrence.key in grown:
                for one in self._fitting(running, numbers, running.to_give or 0, now):
                    unit.append(NumberMarked(target=one.entry, mark=Mark.CALLED), now)

    def _fitting(
        self, running: Running, numbers: Sequence[Waiting], free: int, now: dt.datetime
    ) -> list[Waiting]:
        """Who of these was not called yet and would fit into so many seats."""
        lasts = self._rules.call_lasts
        mine = [
            n
            for n in waitlist.in_order(numbers, now, lasts)
            if n.occurrence == running.occurrence.key and n.turn(now, lasts) is Turn.WAITING
        ]
        return waitlist.could_come(mine, free, now, lasts)
