"""What staff do for a learner, each with the way back where there is one."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from kiosk import thai
from kiosk.entry import Entry, EntryId, LearnerKept
from kiosk.newcomer import NOTICE
from kiosk.outcome import INSIDE, Ask, Code, Outcome
from kiosk.record import Learner
from ui.desk.acts import Done
from ui.viewmodels.desk.rows import clock_of
from ui.viewmodels.programme import title_of

if TYPE_CHECKING:
    from kiosk.desk import Consent, FrontDesk
    from ui.catalogue import Catalogue
    from ui.desk.acts import Work

_RANDOM_BYTES = 16
_SAID = frozenset(
    {Code.ALREADY_IN, Code.HELD, Code.REPLACED, Code.ENDED, Code.CANCELLED, Code.TOO_EARLY}
)


class Deeds(NamedTuple):
    """For whom, under the short name that is said, and in which words.

    Every method gives the work that `Acts.do` wants.
    """

    learner: str
    name: str
    texts: Catalogue
    zone: ZoneInfo

    def check_in(self, wanted: str, *, over: bool) -> Work:
        """Check in now; `over` when it was full before the clerk's eyes."""

        def work(desk: FrontDesk, by: str) -> Done:
            outcome = desk.check_in(self.learner, Ask(wanted=wanted, how="desk", by=by))
            if outcome.code in INSIDE and outcome.entry is not None:
                key = "expired" if outcome.code is Code.EXPIRED else "over" if over else "in"
                return Done(f"desk.came.{key}", self._came(outcome, by), self._undo(outcome.entry))
            if outcome.code in _SAID:
                return Done(f"desk.came.{outcome.code.value}", self._came(outcome, by))
            return Done("desk.came.not", (self.name, outcome.code.value))

        return work

    def check_out(self, targets: Sequence[EntryId], reason: str) -> Work:
        """They have left unseen."""

        def work(desk: FrontDesk, by: str) -> Done:
            entry = desk.check_out(targets, by, reason)
            return Done("desk.done.out", (self.name,), self._stay(entry.id))

        return work

    def late_add(self, wanted: str, title: str, reason: str) -> Work:
        """They came to something that has begun or is over."""

        def work(desk: FrontDesk, by: str) -> Done:
            entry = desk.late_add(self.learner, wanted, by, reason)
            return Done("desk.done.late", (self.name, title), self._undo(entry.id))

        return work

    def renew(self, until: dt.date, before: Learner, reason: str) -> Work:
        """The membership lasts longer."""

        def work(desk: FrontDesk, by: str) -> Done:
            entry = desk.renew(self.learner, until, by, reason)
            day = thai.long_date(until, language=self.texts.language)
            return Done("desk.done.renewed", (self.name, day), self._correct_back(entry, before))

        return work

    def correct(self, seen: Learner, wanted: Learner, reason: str) -> Work:
        """Put the record right."""

        def work(desk: FrontDesk, by: str) -> Done:
            entry = desk.correct(seen, wanted, by, reason)
            return Done("desk.done.corrected", (self.name,), self._correct_back(entry, seen))

        return work

    def suspend(self, reason: str) -> Work:
        """Let them in no more."""

        def work(desk: FrontDesk, by: str) -> Done:
            desk.suspend(self.learner, by, reason)
            return Done("desk.done.suspended", (self.name,), self.lift(self._back))

        return work

    def lift(self, reason: str) -> Work:
        """Let them in again."""

        def work(desk: FrontDesk, by: str) -> Done:
            desk.lift(self.learner, by, reason)
            return Done("desk.done.lifted", (self.name,), self.suspend(self._back))

        return work

    def merge(self, goes: str, into: str, reason: str) -> Work:
        """Two records are one person's."""

        def work(desk: FrontDesk, by: str) -> Done:
            desk.merge(goes, into, by, reason)
            return Done("desk.done.merged", (self.name,), self.split(goes, into, self._back))

        return work

    def split(self, learner: str, from_whom: str, reason: str) -> Work:
        """They are two people after all."""

        def work(desk: FrontDesk, by: str) -> Done:
            desk.unmerge(learner, by, reason)
            return Done("desk.done.split", (self.name,), self.merge(learner, from_whom, self._back))

        return work

    def consent(self, consent: Consent, before: str, reason: str) -> Work:
        """Somebody agreed to the notice, or takes it back."""

        def work(desk: FrontDesk, by: str) -> Done:
            desk.keep_consent(self.learner, consent, by, reason, seen=before)
            given = _consent_of(before)
            now = "" if consent.value == "withdrawn" else f"{consent.value}-{NOTICE}"
            back = None if given is None else self.consent(given, now, self._back)
            return Done("desk.done.consent", (self.name,), back)

        return work

    def forget(self, reason: str) -> Work:
        """Erase them; nobody can take that back."""

        def work(desk: FrontDesk, by: str) -> Done:
            done = desk.forget(self.learner, secrets.token_bytes(_RANDOM_BYTES), by, reason)
            key = "desk.done.forgotten" if done.scrubbed else "desk.done.forgotten_traces"
            return Done(key, (done.visits,))

        return work

    @property
    def _back(self) -> str:
        return self.texts.say("desk.why.back")

    def _undo(self, entry: EntryId) -> Work:
        def work(desk: FrontDesk, by: str) -> Done:
            desk.undo(entry, self._back, by)
            return Done("desk.undo.done")

        return work

    def _stay(self, check_out: EntryId) -> Work:
        def work(desk: FrontDesk, by: str) -> Done:
            desk.stay(check_out, self._back, by)
            return Done("desk.done.stays", (self.name,))

        return work

    def _correct_back(self, entry: Entry, before: Learner) -> Work | None:
        """The record as it was, unless somebody has changed it since."""
        body = entry.body
        if not isinstance(body, LearnerKept):
            return None
        return self.correct(body.learner, before, self._back)

    def _came(self, outcome: Outcome, by: str) -> tuple[object, ...]:
        """Who, to what, and what is to be known besides."""
        say = self.texts.say
        title = say("choose.visit")
        if outcome.occurrence is not None:
            title = title_of(outcome.occurrence, self.texts.language)
        more = by
        if outcome.since is not None:
            more = clock_of(outcome.since, self.texts, self.zone)
        if outcome.until is not None:
            more = thai.long_date(outcome.until, language=self.texts.language)
        return self.name, title, more


def deeds_for(learner: Learner, texts: Catalogue, zone: ZoneInfo) -> Deeds:
    """What can be done for a learner, under the name that everybody may hear."""
    name = thai.short_name(learner.name or learner.name_en) or thai.tidy(learner.nickname)
    return Deeds(learner.learner, name or thai.tidy(learner.number), texts, zone)


def _consent_of(kept: str) -> Consent | None:
    """What a desk would have said to get this; None when it cannot be said any more."""
    from kiosk.desk import Consent

    if not kept:
        return Consent.WITHDRAWN
    how, _, notice = kept.partition("-")
    if notice != NOTICE or how not in (Consent.NOTICE.value, Consent.GUARDIAN.value):
        return None
    return Consent(how)
