"""Gathering what a decision or a screen needs to know, out of one consistent look."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kiosk.card import Card, Signature
from kiosk.clock import day_span, service_day
from kiosk.config import Settings
from kiosk.crowd import Count
from kiosk.entry import EntryId
from kiosk.hours import OpeningHours
from kiosk.identify import Number
from kiosk.nodes import letter
from kiosk.outcome import Facts, Running
from kiosk.ports import Identifier, Reader
from kiosk.programme import Programme
from kiosk.record import CARD_ID, Learner, Occurrence, PartnerNumber, stranger
from kiosk.seating import Use
from kiosk.waitlist import Waiting

# The order in which kinds of number are believed: the centre's own first.
_PRECEDENCE = ("member", "student", "citizen", "digits", "phone")


class Today(NamedTuple):
    """The programme of a service day with head-counts; `next_day` when nothing is left.

    `came` and `inside` count everybody of the day, named or not. `opens_at` is when the centre
    opens next, when it is closed now. `calls` are the waiting numbers that are called at this
    moment, the earliest first.
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
    calls: tuple[Waiting, ...] = ()


class Named(NamedTuple):
    """The learner a code names, if any; what named them; how that card ended (`CardState`)."""

    learner: Learner | None
    how: str
    ended: str = ""


class Gather:
    """Reads facts for one thread; keeps the programme of the day."""

    def __init__(self, settings: Settings) -> None:
        self._guardian_under = settings.checkin.guardian_under
        self._call_lasts = settings.rules.call_lasts
        self._shares_seats = settings.rules.shares_seats
        self._zone = settings.zone
        self._programme = Programme(settings.zone, settings.checkin.opens_before_min)
        self._kept: dict[str, Occurrence] = {}
        self.hours = OpeningHours(settings.hours, settings.zone)

    def day(self, now: dt.datetime) -> dt.date:
        """The service day of `now`."""
        return service_day(now, self._zone)

    def named(self, reader: Reader, read: Card | Number) -> Named:
        """Whom a card or a number names."""
        if isinstance(read, Card):
            if read.signature is Signature.WRONG:
                return Named(None, "card")
            held = reader.card(read.card)
            if held is None:
                nobody = self.forgotten(reader, read)
                return Named(None if nobody else stranger(CARD_ID + read.card), "card")
            if held.key != read.key:
                # Whoever has another key has signed the number of a card that is not theirs.
                return Named(None, "card")
            return Named(self.learner(reader, held.learner), "card", held.ended)
        if read.student is not None:
            students = self.students(reader, read.student)
            return Named(students[0] if len(students) == 1 else None, "student")
        found = reader.find(read.identifiers)
        for kind in _PRECEDENCE:
            owners = {reader.root(one): one for key, one in found if key.kind == kind}
            if len(owners) == 1:
                (owner,) = owners.values()
                return Named(self.learner(reader, owner), "number" if kind == "digits" else kind)
            if owners:
                # Two people share it: nobody is checked in by guess.
                return Named(None, kind)
        return Named(None, "")

    def forgotten(self, reader: Reader, read: Card) -> bool:
        """Whether a card is of somebody who is forgotten."""
        return read.signature is not Signature.WRONG and reader.is_erased(CARD_ID + read.card)

    def students(self, reader: Reader, student: PartnerNumber) -> list[Learner]:
        """The partner's students with this number; without them, who has it and is of no partner.

        Never a student of another partner, who may have the same number.
        """
        found = reader.find([Identifier("student", student.number)])
        known = [self.learner(reader, owner) for _, owner in found]
        owners = list({owner.learner: owner for owner in known if owner is not None}.values())
        theirs = [owner for owner in owners if owner.partner == student.partner]
        return theirs or [owner for owner in owners if not owner.partner]

    def learner(self, reader: Reader, learner: str) -> Learner | None:
        """Who has this id; whoever came by a card may be known by now, or still not."""
        if learner.startswith(CARD_ID):
            held = reader.card(learner.removeprefix(CARD_ID))
            if held is None:
                return stranger(learner)
            learner = held.learner
        record = reader.learner(reader.root(learner)) or reader.learner(learner)
        if record is None and reader.held(learner) is not None:
            # The card has arrived here before the record.
            return stranger(learner)
        return record

    def facts(
        self,
        reader: Reader,
        now: dt.datetime,
        learner: Learner | None,
        *,
        wanted: str | None = None,
        card_ended: str = "",
        waited: EntryId | None = None,
    ) -> Facts:
        """All a decision depends on. What the case at hand cannot ask for is not read.

        `waited` is the waiting number of the people without a record who come now.
        """
        day = self.day(now)
        occurrences = self._programme.on(day, reader)
        asked = [o for o in occurrences if o.is_open(now) or o.key == wanted]
        limited = [o.key for o in asked if o.capacity is not None]
        use = self._in_use(reader, day, limited)
        mine = reader.waiting(learner.learner, day) if limited and learner is not None else {}
        who = None if learner is None else learner.learner
        calls = self._calls(reader, day, now) if limited else ()
        calls = tuple(n for n in calls if n.entry != waited and (n.learner or "") != who)
        held, spare = _held(calls), self._spare(reader, use, calls)
        today = tuple(
            Running(o, use[o.key].taken if o.key in use else 0, held[o.key], spare.get(o.key))
            for o in occurrences
        )
        first, number = self._numbering(reader, day) if limited else ("", 1)
        age = None if learner is None else learner.age(day)
        young = age is not None and age < self._guardian_under
        return Facts(
            now=now,
            day=day,
            today=today,
            visits=() if learner is None else reader.visits(learner.learner, day),
            waiting=mine,
            card_ended=card_ended,
            came_before=reader.came_before(learner.learner) if young and learner else True,
            centre_open=self.hours.open_at(now),
            letter=first,
            next_number=number,
            kept=self._kept_now(reader, occurrences, now),
        )

    def occurrence(self, reader: Reader, key: str, days: Sequence[dt.date]) -> Occurrence | None:
        """The occurrence with this key on one of these service days.

        As the programme has it; what is not in it any more as it stood when people came.
        """
        for day in days:
            for occurrence in self._programme.on(day, reader):
                if occurrence.key == key:
                    return occurrence
        stored = reader.occurrence(key)
        return stored if stored is not None and stored.day in days else None

    def programme(self, reader: Reader, first: dt.date, last: dt.date) -> list[Occurrence]:
        """Occurrences of these service days, cancelled ones too."""
        return self._programme.between(first, last, reader)

    def on(self, reader: Reader, day: dt.date) -> tuple[Occurrence, ...]:
        """Occurrences of one service day, cancelled ones too; kept for some days."""
        return self._programme.on(day, reader)

    def begins(self, day: dt.date) -> dt.datetime:
        """The first moment of a service day, aware UTC."""
        return day_span(day, self._zone)[0]

    def closings(self, day: dt.date, reader: Reader) -> tuple[dt.datetime, dt.datetime]:
        """When the day closes, not before its last activity is over; and when it ends."""
        end = day_span(day, self._zone)[1]
        timed = [o for o in self._programme.on(day, reader) if not (o.all_day or o.cancelled)]
        closes = max([self.hours.closes_on(day), *(o.end for o in timed)])
        return min(closes, end), end

    def today(self, reader: Reader, now: dt.datetime, day: dt.date | None = None) -> Today:
        """The programme of a service day, the present one by default."""
        wanted = day or self.day(now)
        if wanted < self.day(now):
            reader.must_keep(wanted)
        occurrences = self._programme.on(wanted, reader)
        counts = {count.occurrence: count for count in reader.counts(wanted)}
        inside = {key: count.inside for key, count in counts.items()}
        calls = self._calls(reader, wanted, now)
        held = _held(calls)
        spare: dict[str, int] = {}
        if self._shares_seats and wanted == self.day(now):
            limited = [o.key for o in occurrences if o.capacity is not None]
            spare = self._spare(reader, self._in_use(reader, wanted, limited), calls)
        over = all(o.end < now or o.cancelled for o in occurrences)
        is_open = self.hours.open_at(now)
        return Today(
            day=wanted,
            now=now,
            running=tuple(
                Running(o, inside.get(o.key, 0), held[o.key], spare.get(o.key)) for o in occurrences
            ),
            counts=counts,
            came=reader.people(wanted),
            inside=reader.inside(wanted),
            centre_open=is_open,
            opens_at=None if is_open else self.hours.opens_after(now),
            next_day=self._programme.next_day(wanted, reader) if over else None,
            calls=calls,
        )

    def _calls(self, reader: Reader, day: dt.date, now: dt.datetime) -> tuple[Waiting, ...]:
        """The waiting numbers whose call lasts, the earliest first."""
        around = dt.timedelta(seconds=self._call_lasts)
        return tuple(reader.calls(day, now - around, now + around))

    def _in_use(self, reader: Reader, day: dt.date, limited: Sequence[str]) -> dict[str, Use]:
        """Seats that are taken of what has a limit; nobody's in particular when none are shared."""
        if not limited:
            return {}
        if self._shares_seats:
            return reader.in_use(day, limited)
        return {key: Use(taken, taken) for key, taken in reader.taken(day, limited).items()}

    def _spare(
        self, reader: Reader, use: Mapping[str, Use], calls: Sequence[Waiting]
    ) -> dict[str, int]:
        """Seats this database may still give, by occurrence; none of them when none are shared."""
        if not (self._shares_seats and use):
            return {}
        seats, held = reader.seats(), _held(self.ours(reader, calls))
        return {key: seats.get(key, 0) - use[key].ours - held[key] for key in use}

    @staticmethod
    def ours(reader: Reader, numbers: Sequence[Waiting]) -> list[Waiting]:
        """Those of these waiting numbers that were given here."""
        mine = {own.node for own in reader.ours()} if numbers else frozenset()
        return [number for number in numbers if number.entry.node in mine]

    @staticmethod
    def _numbering(reader: Reader, day: dt.date) -> tuple[str, int]:
        """What stands before the waiting numbers that are given here, and the next one."""
        node = reader.writes_as()
        return letter(node), reader.next_number(node, day)

    def _kept_now(
        self, reader: Reader, occurrences: Sequence[Occurrence], now: dt.datetime
    ) -> frozenset[str]:
        """Keys of the open occurrences whose present state the journal already has."""
        same = set()
        for occurrence in occurrences:
            if not occurrence.is_open(now):
                continue
            if self._kept.get(occurrence.key) != occurrence:
                stored = reader.occurrence(occurrence.key)
                if stored is None:
                    continue
                self._kept[occurrence.key] = stored
            if self._kept[occurrence.key] == occurrence:
                same.add(occurrence.key)
        return frozenset(same)


def _held(calls: Iterable[Waiting]) -> Counter[str]:
    """Seats that are held for called numbers, by occurrence; one for whoever has two numbers."""
    held: Counter[str] = Counter()
    for number in {(n.occurrence, n.learner or n.entry): n for n in calls}.values():
        held[number.occurrence] += number.people
    return held
