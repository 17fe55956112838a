"""Nobody stays named for longer than there is a reason for (PDPA B.E. 2562, sections 22 and 37).

Whoever has not come for long is forgotten, and what was read of unknown cards is let go; all
counts stay. What is forgotten is forgotten on every computer and cannot be brought back: so nobody
is, by a clock that may be wrong, or while others may know that they came.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import msgspec

from kiosk.abroad import ids_of
from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.desk.counter import Counter
from kiosk.entry import Erased
from kiosk.ports import Reader, Store, StoreTrouble, Unit
from kiosk.secrets import Secrets
from kiosk.seen import ahead_of_hub

PORTION = 20
"""Learners who are forgotten in one transaction: nobody at the kiosk waits for it."""
_READS = 500
_LOOK_BACK = dt.timedelta(days=60)
_DAYS_OPEN = 5
"""Service days with check-ins in that time that bear out a clock which no hub does."""
_RANDOM_BYTES = 16


class LetGo(msgspec.Struct, frozen=True, kw_only=True):
    """How many learners were forgotten, and of how many refusals what was read was let go.

    `more` when there is more to do, `scrubbed` False while traces may still be on the disk. `held`
    while learners wait: the hub is not in step, or nothing bears out the clock.
    """

    learners: int = 0
    reads: int = 0
    more: bool = False
    scrubbed: bool = True
    held: bool = False


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """How many learners and refusals are kept for longer than the settings say, as known here."""

    learners: int
    reads: int


class Retaining(Counter):
    """Keeping no longer than the settings say."""

    def __init__(self, store: Store, clock: Clock, settings: Settings, secrets: Secrets) -> None:
        super().__init__(store, clock, settings, secrets)
        self._retention = settings.retention
        self._done_on: dt.date | None = None

    def due(self) -> Due:
        """What `let_go` would do, all of it."""
        learners, reads = self._limits(self._clock.now())
        with self._store.reading() as reader:
            known = self._keeps_since(reader, learners)
            return Due(
                learners=len(reader.unseen_since(learners, limit=None)) if known else 0,
                reads=reader.reads_before(reads),
            )

    def let_go_daily(self, random: Callable[[int], bytes]) -> LetGo:
        """A portion of it, until nothing is left for the day."""
        today = self._gather.day(self._clock.now())
        if self._done_on == today:
            return LetGo()
        done = self.let_go(random, vouched=False)
        if not (done.more or done.held):
            self._done_on = today
        return done

    def is_time_sure(self) -> bool:
        """Whether people came on enough days of late that so much time must have passed.

        A clock that jumps ahead by years makes everything seem old: nothing goes for its age then.
        """
        with self._store.reading() as reader:
            return self._is_borne_out(reader, self._clock.now())

    def let_go(self, random: Callable[[int], bytes], *, vouched: bool = True) -> LetGo:
        """Forget a portion of those who have not come for long, and of what was read.

        `random` gives unpredictable bytes, so many. Learners are seen while they come, wait, or
        their record is changed; a membership that runs on is kept. `vouched` when somebody is there
        who knows that the clock is right.
        """
        now, days = self._clock.now(), self._retention.learners_days
        _, reads = self._limits(now)
        with self._store.writing() as unit:
            sure = self._sure_of(unit, now, vouched=vouched)
            since = None if sure is None else self._limits(sure)[0]
            if since is not None and not self._keeps_since(unit, since):
                since = None
            gone = [] if since is None else unit.unseen_since(since, limit=PORTION)
            for learner in gone:
                unit.append(_erased(unit, learner, random(_RANDOM_BYTES), days), now)
            forgotten = unit.let_reads_go(reads, limit=_READS)
        more = len(gone) == PORTION or forgotten == _READS
        scrubbed = self._traces_gone() if (gone or forgotten) and not more else True
        held = since is None
        return LetGo(learners=len(gone), reads=forgotten, more=more, scrubbed=scrubbed, held=held)

    def _sure_of(self, reader: Reader, now: dt.datetime, *, vouched: bool) -> dt.datetime | None:
        """The time when nobody can know better who came, None while somebody may.

        With a hub it is the hub's, heard just now, when all that the hub has is here.
        """
        state = self._sync()
        if state is not None:
            ahead = ahead_of_hub(state, now)
            return None if ahead is None or state.missing else now - ahead
        return now if vouched or self._is_borne_out(reader, now) else None

    @staticmethod
    def _keeps_since(reader: Reader, day: dt.date) -> bool:
        """Whether it is known here who came since that day (`kiosk.window`)."""
        whole = reader.first_whole_day()
        return whole is None or whole <= day

    def _is_borne_out(self, reader: Reader, now: dt.datetime) -> bool:
        today = self._gather.day(now)
        return reader.days_open(today - _LOOK_BACK, today) >= _DAYS_OPEN

    def _limits(self, now: dt.datetime) -> tuple[dt.date, dt.datetime]:
        """The day since which somebody must have been seen, and the time what is read stays."""
        since = self._gather.day(now) - dt.timedelta(days=self._retention.learners_days)
        return since, now - dt.timedelta(days=self._retention.reads_days)

    def _traces_gone(self) -> bool:
        try:
            return self._store.scrub()
        except StoreTrouble:
            return False


def _erased(unit: Unit, learner: str, random: bytes, days: int) -> Erased:
    ids = tuple(ids_of(unit, learner))
    return Erased(learners=ids, instead=random.hex(), reason=f"not seen for {days} days")
