"""People get a record and a card."""

from __future__ import annotations

import hashlib
import itertools
from typing import NamedTuple

import msgspec

from kiosk import card, checkin
from kiosk.desk.counter import Counter
from kiosk.desk.impossible import No, NotPossible
from kiosk.entry import CardIssued, HelpCalled, LearnerKept
from kiosk.newcomer import (
    NOTICE,
    Newcomer,
    clean_name,
    could_be_born,
    member_number,
    needs_guardian,
)
from kiosk.outcome import Ask, Outcome
from kiosk.ports import Identifier, Reader
from kiosk.record import Learner
from kiosk.thai import citizen_number_holds, first_name, search_form

_RANDOM_BYTES = 32
_CARD_BYTES = 16
# Hexadecimal digits of a learner's id: 128 bits.
_ID_DIGITS = 32
# Characters of a number that are no secret of whom it belongs to.
_SHOWN = 2


class Registered(NamedTuple):
    """How a newcomer came in, the text of the new card, and the member number."""

    outcome: Outcome
    card: str
    number: str


class Joining(Counter):
    """Registering newcomers."""

    def likely(self, newcomer: Newcomer) -> str | None:
        """The last two characters of the number of the one learner who may be the same person.

        Same name as they are called, same birth year; None when there is none, or more than one.
        """
        name, year = search_form(clean_name(newcomer.name)), newcomer.birth_year
        if not name or year is None:
            return None
        with self._store.reading() as reader:
            same = [found for found in reader.alike(name, year) if name in _called(found)]
        return same[0].number[-_SHOWN:] if len(same) == 1 else None

    def register(self, newcomer: Newcomer, random: bytes, ask: Ask) -> Registered:
        """Give somebody a record and a card, and check them in, all or nothing.

        `random` are 32 unpredictable bytes; with the same ones again nobody is registered twice:
        it is the same card, scanned again. Raises ValueError when no name is left or the birth year
        is nobody's, NotPossible when a grown-up has to confirm first.
        """
        name = clean_name(newcomer.name)
        if not name or len(random) != _RANDOM_BYTES:
            msg = f"a newcomer has a name and {_RANDOM_BYTES} random bytes"
            raise ValueError(msg)
        text = self._sign_card(random[:_CARD_BYTES])
        # No part of the card's number: this one is known to whoever reads the database.
        identity = hashlib.sha256(b"learner:" + random).hexdigest()[:_ID_DIGITS]
        ask = msgspec.structs.replace(ask, how="card")
        with self._store.writing() as unit:
            now = self._clock.now()
            day = self._gather.day(now)
            if newcomer.birth_year is not None and not could_be_born(newcomer.birth_year, day):
                msg = f"nobody here was born in {newcomer.birth_year}"
                raise ValueError(msg)
            child = needs_guardian(newcomer, day, self._rules)
            if child and not newcomer.guardian:
                msg = "a grown-up has to confirm for a child"
                raise NotPossible(No.GUARDIAN, msg)
            learner = unit.learner(identity)
            if learner is None:
                student = self._free_student(unit, newcomer)
                learner = Learner(
                    learner=identity,
                    number=_free_number(unit, random),
                    nickname=name,
                    birth_year=newcomer.birth_year,
                    partner=newcomer.partner,
                    student_number=student,
                    consent=_consent(child=child, card=student != ""),
                )
                unit.append(LearnerKept(learner=learner, source="kiosk"), now, by=ask.by)
                issued = CardIssued(
                    learner=identity, card=card.hash_of(text), key=card.key_letter(text)
                )
                unit.append(issued, now, by=ask.by)
                if child:
                    called = HelpCalled(day=day, about="guardian", learner=identity)
                    unit.append(called, now, by=ask.by)
            facts = self._gather.facts(unit, now, learner, wanted=ask.wanted)
            outcome = self._keep(unit, checkin.decide(ask, learner, facts, self._rules), ask.by)
        return Registered(outcome, text, learner.number)

    def _free_student(self, reader: Reader, newcomer: Newcomer) -> str:
        """The number on the newcomer's card; "" when somebody here has it by now."""
        student = newcomer.student
        if student is None or student.partner != newcomer.partner:
            return ""
        if citizen_number_holds(student.number):
            return ""
        return "" if self._gather.students(reader, student) else student.number


def _consent(*, child: bool, card: bool) -> str:
    """Who agreed to which notice; that for a partner's card says what is kept of it too."""
    return f"{'guardian' if child else 'notice'}-{NOTICE}{'-card' if card else ''}"


def _called(learner: Learner) -> set[str]:
    """Every form in which a learner's own name is searched."""
    names = (learner.nickname, first_name(learner.name), first_name(learner.name_en))
    return {search_form(name) for name in names}


def _free_number(reader: Reader, random: bytes) -> str:
    """A member number that nobody here is found by, made of the random bytes."""
    further = (
        member_number(hashlib.sha256(b"number:%d:" % attempt + random).digest())
        for attempt in itertools.count()
    )
    return next(number for number in further if not reader.find(_as_typed(number)))


def _as_typed(number: str) -> list[Identifier]:
    """All that somebody may mean who types the number."""
    return [Identifier(kind, number) for kind in ("member", "digits", "student")]
