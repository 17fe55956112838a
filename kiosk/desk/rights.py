"""People's rights (PDPA B.E. 2562): to see, correct, take along what is kept, and to be forgotten.

Whoever looks at a whole name is known by it afterwards.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec

from kiosk.abroad import ids_of
from kiosk.desk.counter import Counter, said
from kiosk.desk.impossible import No, NotPossible
from kiosk.entry import Entry, EntryId, Erased, LearnerKept, Looked
from kiosk.foreign import Passport
from kiosk.identify import identifiers_of, normal
from kiosk.newcomer import NOTICE, could_be_born
from kiosk.ports import Line, Reader, StoreTrouble
from kiosk.record import Learner
from kiosk.thai import citizen_number_holds, search_form, tidy, untitled

LOOK_LASTS = dt.timedelta(minutes=1)
"""In which another look of the same member of staff at the same name is the same look."""
LONGEST_NAME = 120
LONGEST_NUMBER = 32

_RANDOM_BYTES = 16
_SHORTEST_NAMED = 3
"""Characters of a name from which on it gives somebody away."""
_ALL_DAYS = (dt.date(1970, 1, 1), dt.date(9999, 12, 31))


class Consent(StrEnum):
    """Who agreed to the notice: the learner, a guardian for a child, or nobody any more."""

    NOTICE = "notice"
    GUARDIAN = "guardian"
    WITHDRAWN = "withdrawn"


class KeptOf(msgspec.Struct, frozen=True, kw_only=True):
    """All that is kept of a learner.

    `also` are the records of those found to be the same person. `visits` are all check-ins, undone
    ones too, oldest first; `faces` is how they liked it. `history` are the entries that speak of
    them, check-ins apart, in the order they were written: who registered them, changed the record,
    made a card, looked at it. Of cards and citizen numbers only hashes are kept. `elsewhere` is the
    year as other centres have told it, by their codes. Check-ins before `since` are not kept here.
    """

    learner: Learner
    also: tuple[Learner, ...]
    visits: tuple[Line, ...]
    faces: dict[EntryId, int]
    history: tuple[Entry, ...]
    elsewhere: dict[str, Passport] = {}
    since: dt.date | None = None


class Forgotten(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody was forgotten: how many check-ins stay, without them.

    `scrubbed` is False while another program still reads what was there before: traces stay on the
    disk until the next erasure, or until every program has let go of the file.
    """

    entry: EntryId
    visits: int
    scrubbed: bool


class Rights(Counter):
    """What everybody may ask for. Raises NotPossible, whose message says why."""

    def look(self, learner: str, by: str, why: str) -> Learner:
        """The record with the whole name; that somebody looked, and why, is kept."""
        with self._store.reading() as reader:
            record = self._known_learner(reader, learner)
        self._looked(record.learner, by, said(by, why))
        return record

    def also(self, learner: str) -> tuple[Learner, ...]:
        """The records of those who were found to be the same person, for whoever has looked."""
        with self._store.reading() as reader:
            return self._also(reader, learner)

    def show(self, learner: str, by: str, why: str) -> KeptOf:
        """All that is kept of a learner. A look too."""
        self.look(learner, by, why)
        return self._all_of(learner)

    def take_along(self, learner: str, by: str, why: str) -> KeptOf:
        """The same, to be written into a file for the learner; kept as an export every time."""
        why = said(by, why)
        with self._store.writing() as unit:
            record = self._known_learner(unit, learner)
            body = Looked(learner=record.learner, why=why, how="export")
            unit.append(body, self._clock.now(), by=by)
        return self._all_of(learner)

    def correct(self, seen: Learner, wanted: Learner, by: str, reason: str) -> Entry:
        """Put a record right. `seen` is the record before the desk's eyes.

        What another desk changed meanwhile is not overwritten. The id, the citizen hash and the
        consent stay what they are.
        """
        reason = said(by, reason)
        with self._store.writing() as unit:
            stored = self._own_learner(unit, seen.learner)
            if stored != seen:
                msg = "somebody else has changed this record just now; look at it again"
                raise NotPossible(No.OTHER_WAS_FASTER, msg)
            record = self._tidied(unit, stored, wanted)
            if record == stored:
                msg = "that is what the record says already"
                raise NotPossible(No.SAME, msg)
            body = LearnerKept(learner=record, source="desk", reason=reason)
            return unit.append(body, self._clock.now(), by=by)

    def keep_consent(
        self, learner: str, consent: Consent, by: str, reason: str, *, seen: str | None = None
    ) -> Entry:
        """A consent was given to staff, a guardian's too, or taken back.

        `seen` is what the desk sees of it: what another desk wrote meanwhile stands.
        """
        reason = said(by, reason)
        with self._store.writing() as unit:
            stored = self._own_learner(unit, learner)
            if seen not in (None, stored.consent):
                msg = "somebody else has changed the consent just now"
                raise NotPossible(No.OTHER_WAS_FASTER, msg)
            given = "" if consent is Consent.WITHDRAWN else f"{consent.value}-{NOTICE}"
            if stored.consent == given:
                msg = "that is what the record says already"
                raise NotPossible(No.SAME, msg)
            record = msgspec.structs.replace(stored, consent=given)
            body = LearnerKept(learner=record, source="desk", reason=reason)
            return unit.append(body, self._clock.now(), by=by)

    def forget(self, learner: str, random: bytes, by: str, reason: str) -> Forgotten:
        """Erase a learner: record, numbers and cards go, every entry is redacted, counts stay.

        `random` are 16 unpredictable bytes, the source of the id that takes their place. Cannot be
        undone. Raises NotPossible also when the reason names the learner.
        """
        reason = said(by, reason)
        if len(random) != _RANDOM_BYTES:
            msg = f"{_RANDOM_BYTES} random bytes take a learner's place"
            raise ValueError(msg)
        with self._store.writing() as unit:
            record = self._known_learner(unit, learner)
            ids = ids_of(unit, record.learner)
            records = [one for known in ids if (one := unit.learner(known)) is not None]
            if any(_names(one, reason) for one in records):
                msg = "the reason stays, so it must not name the learner"
                raise NotPossible(No.NAMES_LEARNER, msg)
            visits = len(unit.attended(record.learner, *_ALL_DAYS))
            body = Erased(learners=tuple(ids), instead=random.hex(), reason=reason)
            entry = unit.append(body, self._clock.now(), by=by)
        return Forgotten(entry=entry.id, visits=visits, scrubbed=self._scrubbed())

    def _scrubbed(self) -> bool:
        """The erasure stands, whatever becomes of its traces."""
        try:
            return self._store.scrub()
        except StoreTrouble:
            return False

    def _all_of(self, learner: str) -> KeptOf:
        with self._store.reading() as reader:
            record = self._known_learner(reader, learner)
            visits = [reader.line(name) for name in reader.came(record.learner)]
            return KeptOf(
                learner=record,
                also=self._also(reader, record.learner),
                visits=tuple(line for line in visits if line is not None),
                faces=reader.faces(record.learner),
                history=tuple(reader.history(record.learner)),
                elsewhere={
                    centre: part
                    for one in (record.learner, *reader.same_as(record.learner))
                    for centre, part in reader.elsewhere(one).items()
                },
                since=reader.first_whole_day(),
            )

    def _also(self, reader: Reader, learner: str) -> tuple[Learner, ...]:
        records = [reader.learner(one) for one in reader.same_as(learner)]
        return tuple(one for one in records if one is not None)

    def _looked(self, learner: str, by: str, why: str) -> None:
        now = self._clock.now()
        with self._store.reading() as reader:
            last = reader.last_look(learner, by)
        # Either way: a clock that was set back makes no look unseen.
        if last is None or abs(now - last) >= LOOK_LASTS:
            with self._store.writing() as unit:
                unit.append(Looked(learner=learner, why=why), self._clock.now(), by=by)

    def _tidied(self, reader: Reader, stored: Learner, wanted: Learner) -> Learner:
        """The record to keep. Raises NotPossible for what no record can say."""
        names = {name: tidy(getattr(wanted, name)) for name in ("name", "name_en", "nickname")}
        numbers = {name: tidy(getattr(wanted, name)) for name in ("number", "student_number")}
        phone = normal(tidy(wanted.phone))
        if not any(names.values()):
            msg = "a learner has a name"
            raise NotPossible(No.NAME_MISSING, msg)
        if max(map(len, names.values())) > LONGEST_NAME:
            msg = f"a name has at most {LONGEST_NAME} characters"
            raise NotPossible(No.NAME_LONG, msg)
        if not normal(numbers["number"]):
            msg = "a learner has a number"
            raise NotPossible(No.NUMBER_MISSING, msg)
        told = [*map(normal, numbers.values()), phone]
        if max(map(len, told)) > LONGEST_NUMBER:
            msg = f"a number has at most {LONGEST_NUMBER} characters"
            raise NotPossible(No.NUMBER_LONG, msg)
        if any(citizen_number_holds(one) for one in told):
            msg = "a citizen number is never kept as it is"
            raise NotPossible(No.CITIZEN_NUMBER, msg)
        day = self._gather.day(self._clock.now())
        if wanted.birth_year is not None and not could_be_born(wanted.birth_year, day):
            msg = f"nobody here was born in {wanted.birth_year}"
            raise NotPossible(No.BIRTH_YEAR, msg)
        record = msgspec.structs.replace(
            stored,
            **names,
            **numbers,
            phone=phone,
            birth_year=wanted.birth_year,
            partner=wanted.partner,
            valid_until=wanted.valid_until,
        )
        self._must_be_free(reader, record)
        return record

    def _must_be_free(self, reader: Reader, record: Learner) -> None:
        """The member number names nobody else."""
        own = {record.learner, *reader.same_as(record.learner)}
        keys = [key for key in identifiers_of(record) if key.kind in ("member", "digits")]
        if any(owner not in own for _, owner in reader.find(keys)):
            msg = f"the number {record.number} is somebody else's"
            raise NotPossible(No.NUMBER_TAKEN, msg)


def _names(record: Learner, reason: str) -> bool:
    """Whether the text tells who this is."""
    names = (untitled(record.name), untitled(record.name_en), record.nickname)
    words = search_form(" ".join(names)).split()
    words += [search_form(one) for one in (record.number, record.student_number, record.phone)]
    text = search_form(reason)
    return any(len(word) >= _SHORTEST_NAMED and word in text for word in words)
