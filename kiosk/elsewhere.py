"""Learners of one centre at another: both speak of them through the hub, after an exchange.

Where a card was shown that nobody there was given, its hash is put on the hub; the centre that gave
it tells whose it is. Whoever speaks for a centre has all its entries: what was said by somebody who
knew less is overwritten, never the other way round.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from zoneinfo import ZoneInfo

import msgspec

from kiosk.clock import Clock, service_day
from kiosk.entry import Erased
from kiosk.exchange import Exchanged
from kiosk.foreign import Passport, Shown, Sighting, Told, heard, written
from kiosk.hub import CardHub
from kiosk.newcomer import clean_name
from kiosk.passport import derive
from kiosk.ports import Reader, Store, Unit
from kiosk.record import CARD_ID, Learner
from kiosk.thai import called

LOOK_S = 15.0
"""Seconds between two looks at what others say."""
WHOLE_S = 600.0
"""Seconds between two looks at all of it, from the beginning."""
_OVERLAP = dt.timedelta(minutes=2)
"""What was changed before a look may be seen after it; the hub ends a statement after 20 s."""

_Name = tuple[str, str]


class Elsewhere:
    """What this centre and others say of each other's learners. One instance serves one connection.

    `fresh` makes a random id that nobody has had; `now` counts monotonic seconds.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        zone: ZoneInfo,
        *,
        fresh: Callable[[], str],
        now: Callable[[], float],
    ) -> None:
        self._store = store
        self._clock = clock
        self._zone = zone
        self._fresh = fresh
        self._now = now
        self._rows: dict[_Name, Sighting] = {}
        self._centre = ""
        self._whole_at = self._look_at = 0.0
        self._since: dt.datetime | None = None
        self._change = self._seen = -1
        self._wanted: frozenset[str] = frozenset()

    def meet(self, hub: CardHub, done: Exchanged) -> None:
        """Ask, answer, keep what was answered, and forget whom others have forgotten.

        Raises HubTrouble, StoreTrouble. Does nothing while this database lacks any of the centre's
        entries, nor where it has those of several.
        """
        now, others = self._now(), any(node.centre != done.centre for node in done.nodes)
        if now < self._look_at or done.missing or done.unsent or others:
            return
        self._centre = done.centre
        changed = self._look_around()
        fresh = self._fetch(hub, done, now)
        self._ask(hub)
        changed = self._take_in(fresh) or changed
        rows = [*self._rows.values()] if changed else fresh
        self._speak(hub, rows, sum(node.seq for node in done.nodes))
        self._change = self._seen

    def _look_around(self) -> bool:
        """Whether anything was written here since this was done last."""
        with self._store.reading() as reader:
            self._seen = reader.change()
            if self._seen != self._change:
                self._wanted = frozenset(reader.foreign_cards())
        return self._seen != self._change

    def _fetch(self, hub: CardHub, done: Exchanged, now: float) -> list[Sighting]:
        """What the hub has that is new."""
        whole = self._since is None or now >= self._whole_at
        found = hub.sightings(None if whole else self._since)
        if whole:
            self._rows = {}
            self._whole_at = now + WHOLE_S
        fresh = [row for row in found if self._rows.get((row.centre, row.card)) != row]
        self._rows |= {(row.centre, row.card): row for row in found}
        self._since = done.at - dt.timedelta(seconds=done.ahead_s) - _OVERLAP
        self._look_at = now + LOOK_S
        return fresh

    def _ask(self, hub: CardHub) -> None:
        """Ask about what was shown here, and no more about what was given here or is forgotten."""
        mine = [row for row in self._rows.values() if row.centre == self._centre]
        new = sorted(self._wanted - {row.card for row in mine})
        if new:
            hub.ask(new)
            self._rows |= {(self._centre, card): Sighting(self._centre, card) for card in new}
        with self._store.reading() as reader:
            over = [row.card for row in mine if self._is_over(reader, row)]
        if over:
            hub.let_go(over)
            for card in over:
                del self._rows[self._centre, card]

    def _is_over(self, reader: Reader, row: Sighting) -> bool:
        if reader.is_erased(CARD_ID + row.card):
            return not row.home or heard(row.told, Told).forgotten
        return _given_here(reader, row.card) is not None

    def _take_in(self, rows: Iterable[Sighting]) -> bool:
        """Keep what others have said; returns whether anything is different now."""
        here = [row for row in rows if row.home and row.centre == self._centre]
        ours = any(row.home == self._centre for row in rows)
        with self._store.reading() as reader:
            told = [row for row in here if _is_news(reader, row)]
            parts = self._parts(reader) if ours else {}
            parts = {who: part for who, part in parts.items() if part != reader.elsewhere(who)}
            gone = self._gone(reader) if ours else []
        if not (told or parts or gone):
            return False
        with self._store.writing() as unit:
            for row in told:
                if _is_news(unit, row):
                    self._keep(unit, row)
            for learner, part in parts.items():
                if not unit.is_erased(learner):
                    unit.keep_elsewhere(learner, part)
            for row in gone:
                self._forget(unit, row.card, _given_here(unit, row.card), row.centre)
        if gone or any(heard(row.told, Told).forgotten for row in told):
            self._store.scrub()
        return True

    def _keep(self, unit: Unit, row: Sighting) -> None:
        """Keep what a card's own centre says."""
        told = _named(row)
        if told.record is not None:
            unit.keep_told(row.card, told)
        else:
            known = unit.told_of(row.card)
            record = None if known is None else known.record
            self._forget(unit, row.card, None if record is None else record.learner, row.home)

    def _forget(self, unit: Unit, card: str, learner: str | None, where: str) -> None:
        ids = {CARD_ID + card, *([] if learner is None else _ids_of(unit, learner))}
        reason = f"forgotten at {where}"
        body = Erased(learners=tuple(sorted(ids)), instead=self._fresh(), reason=reason)
        if not unit.is_erased(CARD_ID + card):
            unit.append(body, self._clock.now())

    def _parts(self, reader: Reader) -> dict[str, dict[str, Passport]]:
        """What other centres have said of our learners."""
        parts: dict[str, dict[str, Passport]] = {}
        for row in self._rows.values():
            learner = _given_here(reader, row.card) if self._is_ours(row) else None
            if learner is not None:
                here = heard(row.shown, Shown).here
                parts.setdefault(learner, {}).update({} if here is None else {row.centre: here})
        return parts

    def _gone(self, reader: Reader) -> list[Sighting]:
        """Cards of ours whose learner another centre has forgotten."""
        return [
            row
            for row in self._rows.values()
            if self._is_ours(row) and heard(row.shown, Shown).forgotten
            if _given_here(reader, row.card) is not None
        ]

    def _is_ours(self, row: Sighting) -> bool:
        return row.home == self._centre and row.centre != self._centre

    def _speak(self, hub: CardHub, rows: Iterable[Sighting], known: int) -> None:
        """Say what is different from what was said last."""
        told: dict[_Name, str] = {}
        shown: dict[str, str] = {}
        for row in rows:
            # A look for each: whoever checks in meanwhile is not kept waiting for the log.
            with self._store.reading() as reader:
                if row.centre == self._centre:
                    said = written(self._shown(reader, row.card)) if row.home else row.shown
                    if said != row.shown:
                        shown[row.card] = said
                        self._rows[row.centre, row.card] = row._replace(shown=said)
                elif (said := self._told(reader, row)) and said != row.told:
                    told[row.centre, row.card] = said
                    self._rows[row.centre, row.card] = row._replace(home=self._centre, told=said)
        if shown:
            hub.show(shown, known)
        if told:
            hub.tell_of(told, known)

    def _shown(self, reader: Reader, card: str) -> Shown:
        if reader.is_erased(CARD_ID + card):
            return Shown(forgotten=True)
        told = reader.told_of(card)
        learner = CARD_ID + card if told is None or told.record is None else told.record.learner
        here = self._passport(reader, learner)
        return Shown(here=here if here.visits else None)

    def _told(self, reader: Reader, row: Sighting) -> str:
        """What is to be told of a card; "" when it is none of ours."""
        if reader.is_erased(CARD_ID + row.card):
            # Of a card that somebody else gave, and forgot, there is nothing to say.
            return written(Told(forgotten=True)) if row.home == self._centre else ""
        learner, held = _given_here(reader, row.card), reader.card(row.card)
        if learner is None or held is None:
            return ""
        root = reader.root(learner)
        record = reader.learner(root) or reader.learner(learner)
        if record is None:
            return ""
        here = self._passport(reader, root)
        parts = {self._centre: here} if here.visits else {}
        for one in (root, *reader.same_as(root)):
            parts |= reader.elsewhere(one)
        parts.pop(row.centre, None)
        least = _least(record, learner)
        return written(Told(record=least, key=held.key, ended=held.ended, elsewhere=parts))

    def _passport(self, reader: Reader, learner: str) -> Passport:
        year = service_day(self._clock.now(), self._zone).year
        root = reader.root(learner)
        lines = reader.attended(root, dt.date(year, 1, 1), dt.date(year, 12, 31))
        return derive(lines, year)


def _given_here(reader: Reader, card: str) -> str | None:
    """Whose card it is, if somebody here was given it."""
    held = reader.card(card)
    return None if held is None or reader.told_of(card) is not None else held.learner


def _ids_of(reader: Reader, learner: str) -> list[str]:
    """Every id under which somebody is known, those of cards too."""
    root = reader.root(learner)
    ids = [root, *reader.same_as(root)]
    return [*ids, *(CARD_ID + card for one in ids for card in reader.cards_of(one))]


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


def _named(row: Sighting) -> Told:
    """What was told of a card as it may be kept, under a name as a name may be."""
    told = heard(row.told, Told)
    if told.record is None or told.forgotten:
        return Told(forgotten=told.forgotten)
    kept = _least(told.record, told.record.learner)
    names = {"name": clean_name(kept.name), "name_en": clean_name(kept.name_en)}
    kept = msgspec.structs.replace(kept, centre=row.home, **names)
    return msgspec.structs.replace(told, record=kept)


def _is_news(reader: Reader, row: Sighting) -> bool:
    """Whether what is told of a card shown here is to be kept, or to be obeyed."""
    told = _named(row)
    if reader.is_erased(CARD_ID + row.card):
        return False
    if told.record is None:
        return told.forgotten
    learner = told.record.learner
    if learner.startswith(CARD_ID) or reader.is_erased(learner):
        return False
    # Nobody speaks for a learner of ours, or of a third centre.
    there = reader.learner(learner)
    return (there is None or there.centre == row.home) and told != reader.told_of(row.card)
