"""Cards are made, reported lost, and read to see whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kiosk import card
from kiosk.card import Card
from kiosk.desk.counter import Counter
from kiosk.desk.impossible import No, NotPossible
from kiosk.entry import CardIssued, CardLost, Entry
from kiosk.identify import Number, normal
from kiosk.ports import Held, Identifier, Line, Reader, Unit
from kiosk.record import Learner

_MOST_NAMED = 5


class NewCard(NamedTuple):
    """A card that may be drawn; it names its learner once it is issued."""

    learner: Learner
    text: str


class Whose(NamedTuple):
    """What a code says to staff. Nothing of it is kept.

    `shown` is card or number, for a card that names nobody by itself foreign or forged, for one
    that ended replaced or lost, unknown for the rest. `held` is the learner's newest card, `lines`
    their check-ins of today, newest first.
    """

    shown: str
    learner: Learner | None = None
    held: Held | None = None
    lines: tuple[Line, ...] = ()


class Cards(Counter):
    """Making cards, ending them, asking whose they are."""

    def holders(self, numbers: Sequence[str]) -> list[Learner]:
        """Learners by their member or student numbers, each once, in the order given.

        Raises NotPossible, naming the numbers that are of nobody or of several.
        """
        with self._store.reading() as reader:
            found = {number: self._holder(reader, number) for number in numbers}
        missing = [number for number, learner in found.items() if learner is None]
        if missing:
            more = ", …" if len(missing) > _MOST_NAMED else ""
            msg = f"there is no one learner with the number {', '.join(missing[:_MOST_NAMED])}"
            raise NotPossible(No.NO_NUMBER, msg + more)
        return list({learner.learner: learner for learner in found.values() if learner}.values())

    def members_of(self, partner: str) -> list[Learner]:
        """The learners of an institution, by name and number; who was merged is left out."""
        members: list[Learner] = []
        with self._store.reading() as reader:
            after = ""
            while page := reader.learners(after):
                members += [
                    learner
                    for learner in page
                    if learner.partner == partner
                    and reader.root(learner.learner) == learner.learner
                ]
                after = page[-1].learner
        return sorted(members, key=lambda learner: (learner.name, learner.number))

    def draft_cards(self, learners: Sequence[Learner], random: Sequence[bytes]) -> list[NewCard]:
        """New cards, not in force yet; `random` are 16 unpredictable bytes for each.

        Raises NotPossible for a learner of another centre, which gives them theirs.
        """
        for learner in learners:
            if learner.centre:
                msg = f"this is a learner of {learner.centre}, who gets a new card there"
                raise NotPossible(No.ELSEWHERE, msg)
        return [
            NewCard(learner, self._sign_card(number))
            for learner, number in zip(learners, random, strict=True)
        ]

    def issue_cards(self, cards: Sequence[NewCard], by: str | None = None) -> None:
        """Put drafts in force, all or none; earlier cards of these learners end."""
        issued = [
            CardIssued(
                learner=new.learner.learner,
                card=card.hash_of(new.text),
                key=card.key_letter(new.text),
            )
            for new in cards
        ]
        with self._store.writing() as unit:
            for new in cards:
                self._lose(unit, unit.same_as(new.learner.learner), by)
            unit.append_many(issued, self._clock.now(), by=by)

    def issue_card(self, number: str, random: bytes, by: str | None = None) -> str:
        """Text of a new card for the learner with this number; earlier cards end.

        `random` are 16 unpredictable bytes. Raises NotPossible when there is no such learner.
        """
        new = self.draft_cards(self.holders([number]), [random])
        self.issue_cards(new, by)
        return new[0].text

    def lose_card(self, learner: str, by: str | None = None) -> Entry:
        """End a learner's card without making a new one.

        Raises NotPossible when no card is good.
        """
        with self._store.writing() as unit:
            held = unit.held(learner)
            lost = self._lose(unit, [*unit.same_as(learner), learner], by)
            if not lost:
                why = "has no card" if held is None else "has no good card: it was lost before"
                msg = f"the learner {why}"
                raise NotPossible(No.NO_CARD, msg)
            return lost[-1]

    def _lose(self, unit: Unit, learners: Sequence[str], by: str | None) -> list[Entry]:
        """End the good cards of all these, who are one person."""
        now = self._clock.now()
        held = [one for one in learners if (card := unit.held(one)) and card.lost_at is None]
        return [unit.append(CardLost(learner=one), now, by=by) for one in held]

    def cards_by_key(self) -> dict[str, int]:
        """How many cards are good, by the letter of their key."""
        with self._store.reading() as reader:
            return reader.cards_by_key()

    def whose(self, text: str, *, typed: bool = False) -> Whose:
        """Whom a code names, without checking anybody in."""
        read = self._recognise(text, typed=typed)
        with self._store.reading() as reader:
            if not isinstance(read, Card | Number):
                return Whose("unknown")
            named = self._gather.named(reader, read)
            shown = "number" if isinstance(read, Number) else named.ended or "card"
            if named.learner is None:
                wrong = isinstance(read, Card) and not self._gather.forgotten(reader, read)
                return Whose("forged" if wrong else "unknown")
            if not named.learner.known:
                shown = "foreign"
            return self._known(reader, shown, named.learner)

    def known(self, learner: str) -> Whose | None:
        """The same for a learner whose id is known; None when the record is gone."""
        with self._store.reading() as reader:
            record = self._gather.learner(reader, learner)
            return None if record is None else self._known(reader, "number", record)

    def _known(self, reader: Reader, shown: str, learner: Learner) -> Whose:
        day = self._gather.day(self._clock.now())
        lines = reader.attended(learner.learner, day, day)
        lines.sort(key=lambda line: (line.at, line.entry), reverse=True)
        return Whose(shown, learner, reader.held(learner.learner), tuple(lines))

    def _holder(self, reader: Reader, number: str) -> Learner | None:
        plain = normal(number)
        kinds = ("member", "digits", "student")
        keys = tuple(Identifier(kind, plain) for kind in kinds)
        return self._gather.named(reader, Number(keys)).learner if plain else None
