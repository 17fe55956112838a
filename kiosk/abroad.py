"""What a centre tells another of a card, and what of that is kept there."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from kiosk.foreign import LONGEST, Passport, Shown, Sighting, Told, heard, written
from kiosk.newcomer import clean_name
from kiosk.passport import derive
from kiosk.ports import Reader
from kiosk.record import CARD_ID, Learner
from kiosk.thai import called


def given_here(reader: Reader, card: str) -> str | None:
    """Whose card it is, if somebody here was given it."""
    held = reader.card(card)
    return None if held is None or reader.told_of(card) is not None else held.learner


def ids_of(reader: Reader, learner: str) -> list[str]:
    """Every id under which somebody is known, those of cards too."""
    root = reader.root(learner)
    ids = [root, *reader.same_as(root)]
    return [*ids, *(CARD_ID + card for one in ids for card in reader.cards_of(one))]


def whose(reader: Reader, card: str) -> str:
    """The learner a card is known here to be of, given here or not; "" when nobody knows."""
    held = reader.card(card)
    return "" if held is None else held.learner


def shown_here(reader: Reader, card: str, year: int, before: str) -> Shown:
    """What is told of a card that was shown here, to the centre that gave it; `before` was told."""
    if reader.is_erased(CARD_ID + card):
        return Shown(forgotten=True)
    told = reader.told_of(card)
    learner = CARD_ID + card if told is None or told.record is None else told.record.learner
    here = _passport(reader, reader.root(learner), year)
    told_before = heard(before, Shown).here if before else None
    if reader.first_whole_day() is not None and told_before and told_before.last:
        # The days before are not kept here; of this year they are.
        here = replace(here, last=max(filter(None, (here.last, told_before.last))))
    return Shown(here=here if here.last else None)


def told_here(reader: Reader, row: Sighting, centre: str, year: int) -> str:
    """What this centre tells of a card that was shown at another; "" when it is none of ours."""
    gone = reader.forgotten_with(CARD_ID + row.card)
    if gone:
        # Of a card that somebody else gave, and forgot, there is nothing to say.
        return written(Told(forgotten=gone)) if row.home == centre else ""
    learner, held = given_here(reader, row.card), reader.card(row.card)
    if learner is None or held is None:
        return ""
    root = reader.root(learner)
    record = reader.learner(root) or reader.learner(learner)
    if record is None:
        return ""
    here = _passport(reader, root, year)
    parts = {centre: here} if here.visits else {}
    for one in (root, *reader.same_as(root)):
        parts |= {code: part for code, part in reader.elsewhere(one).items() if part.year == year}
    parts.pop(row.centre, None)
    least = _least(record, learner)
    told = Told(record=least, key=held.key, ended=held.ended, elsewhere=parts)
    said = written(told)
    # Others may have said too much: whose card it is comes first.
    return said if len(said) <= LONGEST else written(replace(told, elsewhere={}))


def named(row: Sighting) -> Told:
    """What was told of a card as it may be kept, under a name as a name may be."""
    told = heard(row.told, Told)
    if told.record is None or told.forgotten:
        return Told(forgotten=told.forgotten and (*told.forgotten, CARD_ID + row.card))
    kept = _least(told.record, told.record.learner)
    names = {"name": clean_name(kept.name), "name_en": clean_name(kept.name_en)}
    parts = {centre: part for centre, part in told.elsewhere.items() if centre != row.centre}
    return replace(told, record=replace(kept, centre=row.home, **names), elsewhere=parts)


def is_news(reader: Reader, row: Sighting) -> bool:
    """Whether what is told of a card shown here is to be kept, or to be obeyed."""
    told = named(row)
    if reader.is_erased(CARD_ID + row.card) or given_here(reader, row.card) is not None:
        return False
    if told.record is None:
        return told.forgotten != ()
    learner = told.record.learner
    if learner.startswith(CARD_ID) or reader.is_erased(learner):
        return False
    return _may_speak(reader, row.home, learner) and told != reader.told_of(row.card)


def to_forget(reader: Reader, row: Sighting) -> tuple[str, ...]:
    """The ids by which whoever is forgotten at home is forgotten here."""
    return tuple(
        one for one in sorted({*named(row).forgotten}) if _may_speak(reader, row.home, one)
    )


def _may_speak(reader: Reader, home: str, learner: str) -> bool:
    """Nobody speaks for a learner of ours, or of a third centre."""
    if learner.startswith(CARD_ID):
        return given_here(reader, learner.removeprefix(CARD_ID)) is None
    there = reader.learner(learner)
    return there is None or there.centre == home


def _least(record: Learner, learner: str) -> Learner:
    """What another centre needs of a record: no number, no surname."""
    first, english = called(record, "th"), called(record, "en")
    return Learner(
        learner=learner,
        number="",
        name=first,
        name_en=english if english != first else "",
        birth_year=record.birth_year,
        partner=record.partner,
        valid_until=record.valid_until,
        standing=record.standing,
    )


def _passport(reader: Reader, learner: str, year: int) -> Passport:
    lines = reader.attended(learner, dt.date(year, 1, 1), dt.date(year, 12, 31))
    passport = derive(lines, year)
    came = [] if passport.visits else reader.came(learner)
    newest = reader.line(came[-1]) if came else None
    # Of a year without a visit the last day is told, by which a centre knows whom to keep.
    return passport if newest is None else replace(passport, last=newest.day)
