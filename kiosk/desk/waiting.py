"""Waiting numbers are called, let in, or found gone."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from kiosk import checkin, waitlist
from kiosk.desk.counter import Counter
from kiosk.entry import EntryId, NumberMarked
from kiosk.gather import Today
from kiosk.identify import normal
from kiosk.opening import WaitingList, waiting_lists
from kiosk.outcome import INSIDE, Ask, Outcome
from kiosk.ports import Reader, Unit
from kiosk.record import Band, stranger
from kiosk.standby import Mark
from kiosk.waitlist import Turn, Waiting


class Act(StrEnum):
    """What became of what staff asked for.

    NOBODY: there is no such number, or nobody waits. ALREADY: somebody did the same just before.
    IN, GONE, LEFT: the number has ended that way (`Waiting.ended`). UNCOUNTED: nobody wrote down of
    which age they are, staff have to say it. REFUSED: the outcome says why.
    """

    DONE = "done"
    NOBODY = "nobody"
    ALREADY = "already"
    IN = "in"
    GONE = "gone"
    LEFT = "left"
    UNCOUNTED = "uncounted"
    REFUSED = "refused"


class Acted(NamedTuple):
    """What became of it, with which number; `outcome` of those who were let in or refused.

    `short`: that many seats are lacking for the people of a number that was called.
    """

    act: Act
    number: Waiting | None = None
    outcome: Outcome | None = None
    short: int = 0


class WaitingRoom(Counter):
    """What staff do with waiting numbers of today. Two desks at once: one of them is the first."""

    def waiting_lists(self) -> list[WaitingList]:
        """The list of everything of today that is not over and somebody waits for."""
        with self._store.reading() as reader:
            today = self._gather.today(reader, self._clock.now())
            return self._lists(reader, today)

    def find_number(self, number: str) -> EntryId | None:
        """The entry of a waiting number of today as it is read out, like A7; also of one ended."""
        wanted = normal(number).casefold()
        with self._store.reading() as reader:
            given = reader.given(self._gather.day(self._clock.now()))
        return next((entry for name, entry in given if normal(name).casefold() == wanted), None)

    def call_next(self, occurrence: str, by: str) -> Acted:
        """Call whoever is next in line for this occurrence (`kiosk.waitlist.next_of`)."""
        with self._store.writing() as unit:
            today = self._gather.today(unit, self._clock.now())
            lists = self._lists(unit, today)
            mine = next((one for one in lists if one.running.occurrence.key == occurrence), None)
            lasts = self._rules.call_lasts
            number = mine and waitlist.next_of(mine.numbers, mine.free, today.now, lasts)
            if number is None:
                return Acted(Act.NOBODY)
            return self._call(unit, number, today, by)

    def call_number(self, target: EntryId, by: str) -> Acted:
        """Call this one; called again when nobody came in time."""
        with self._store.writing() as unit:
            number, ended = self._held(unit, target)
            if number is None or ended:
                return Acted(ended or Act.NOBODY, number)
            if number.turn(self._clock.now(), self._rules.call_lasts) is Turn.CALLED:
                return Acted(Act.ALREADY, number)
            return self._call(unit, number, self._gather.today(unit, self._clock.now()), by)

    def let_in(self, target: EntryId, by: str, bands: dict[Band, int] | None = None) -> Acted:
        """Check in the learner, or count the people, who have this number; over capacity too.

        `bands` when other people came than wait, or when nothing is known of them. Raises
        ValueError when these are nobody.
        """
        with self._store.writing() as unit:
            number, ended = self._held(unit, target)
            if number is None or ended:
                return Acted(ended or Act.NOBODY, number)
            if number.learner is not None:
                outcome = self._admit(unit, number, number.learner, by)
            else:
                counted = bands or number.bands
                if not counted:
                    return Acted(Act.UNCOUNTED, number)
                outcome = self._count_in(unit, number, counted, by)
            return Acted(Act.DONE if outcome.code in INSIDE else Act.REFUSED, number, outcome)

    def number_gone(self, target: EntryId, by: str) -> Acted:
        """They wait no more."""
        with self._store.writing() as unit:
            number, ended = self._held(unit, target)
            if number is None or ended:
                same = Act.ALREADY if ended is Act.GONE else ended
                return Acted(same or Act.NOBODY, number)
            return self._mark(unit, number, Mark.GONE, by)

    def wait_again(self, target: EntryId, by: str, *, seen: Mark | None = None) -> Acted:
        """They are not gone after all, or were called by mistake: back to their old place.

        `seen` is what is taken back, CALLED or GONE: what another desk did since then stands.
        """
        with self._store.writing() as unit:
            number, ended = self._held(unit, target)
            if seen is Mark.CALLED and ended is Act.GONE:
                return Acted(ended, number)
            if seen is Mark.GONE and not ended:
                return Acted(Act.ALREADY, number)
            if number is None or ended in (Act.IN, Act.LEFT):
                return Acted(ended or Act.NOBODY, number)
            if not ended and number.called_at is None:
                return Acted(Act.ALREADY, number)
            return self._mark(unit, number, Mark.WAITING, by)

    def _lists(self, reader: Reader, today: Today) -> list[WaitingList]:
        numbers = reader.numbers(today.day)
        return waiting_lists(today.running, numbers, today.now, self._rules.call_lasts)

    def _held(self, reader: Reader, target: EntryId) -> tuple[Waiting | None, Act | None]:
        """A number of today, and how it has ended if it has."""
        number = reader.number(target)
        if number is None or self._gather.day(number.at) != self._gather.day(self._clock.now()):
            return None, None
        return number, Act(number.ended) if number.ended else None

    def _mark(self, unit: Unit, number: Waiting, mark: Mark, by: str) -> Acted:
        unit.append(NumberMarked(target=number.entry, mark=mark), self._clock.now(), by=by)
        return Acted(Act.DONE, unit.number(number.entry))

    def _call(self, unit: Unit, number: Waiting, today: Today, by: str) -> Acted:
        """Call them; `today` is from before, when no seat was held for them."""
        there = (r for r in today.running if r.occurrence.key == number.occurrence)
        free = next((running.free for running in there), None)
        short = 0 if free is None else max(0, number.people - free)
        return self._mark(unit, number, Mark.CALLED, by)._replace(short=short)

    def _admit(self, unit: Unit, number: Waiting, who: str, by: str) -> Outcome:
        # Erased meanwhile, or of elsewhere: they stand here all the same.
        learner = self._gather.learner(unit, who) or stranger(who)
        now = self._clock.now()
        facts = self._gather.facts(unit, now, learner, wanted=number.occurrence)
        ask = Ask(wanted=number.occurrence, how="desk", by=by)
        return self._keep(unit, checkin.decide(ask, learner, facts, self._rules), by)

    def _count_in(self, unit: Unit, number: Waiting, bands: dict[Band, int], by: str) -> Outcome:
        wanted = number.occurrence
        facts = self._gather.facts(
            unit, self._clock.now(), None, wanted=wanted, waited=number.entry
        )
        decision = checkin.decide_guests(
            Ask(wanted=wanted, how="desk", by=by), bands, facts, self._rules,
            partner=number.partner, party=number.party, waited=number.entry,
        )  # fmt: skip
        return self._keep(unit, decision, by)
