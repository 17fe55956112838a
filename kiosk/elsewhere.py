"""Learners of one centre at another: both speak of them through the hub, after an exchange.

Where a card was shown that nobody there was given, its hash is put on the hub; the centre that gave
it tells whose it is. Whoever speaks for a centre has all its entries: what was said by somebody who
knew less is overwritten, never the other way round.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from kiosk.abroad import given_here, ids_of, is_news, named, shown_here, to_forget, told_here, whose
from kiosk.clock import Clock, service_day
from kiosk.entry import CardIssued, Erased
from kiosk.erasure import entries_in, learners_in
from kiosk.exchange import Exchanged
from kiosk.foreign import CARD_CHARACTERS, Passport, Shown, Sighting, Told, heard, written
from kiosk.hub import CardHub
from kiosk.ports import Reader, Store, Unit
from kiosk.record import CARD_ID

LOOK_S = 15.0
"""Seconds between two looks at what others say."""
WHOLE_S = 3600.0
"""Seconds between two looks at all of it, from the beginning."""
_OVERLAP = dt.timedelta(minutes=2)
"""What was changed before a look may be seen after it; the hub ends a statement after 20 s."""

AT_ONCE = 20
"""Of whom is kept what others say within one transaction: nobody at the kiosk waits for longer."""
_MOST = 100_000
"""Entries looked through at once; what else was written is seen when all is."""

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
        self._whose: dict[_Name, str] = {}
        self._centre = ""
        self._whole_at = self._look_at = 0.0
        self._since: dt.datetime | None = None
        self._vector: dict[str, int] = {}
        self._traces = False

    def meet(self, hub: CardHub, done: Exchanged) -> None:
        """Ask, answer, keep what was answered, and forget whom others have forgotten.

        Raises HubTrouble, StoreTrouble. Does nothing while this database lacks any of the centre's
        entries, nor where it has those of several.
        """
        now, others = self._now(), any(node.centre != done.centre for node in done.nodes)
        if now < self._look_at or done.missing or done.unsent or others:
            return
        self._centre = done.centre
        whole = self._since is None or now >= self._whole_at
        fresh = self._fetch(hub, done, whole=whole)
        learners = self._take_in(fresh)
        with self._store.reading() as reader:
            touched = learners | self._touched(reader, whole=whole)
            wanted = reader.foreign_cards() if touched or whole else []
            rows = fresh if whole else self._concerned(reader, fresh, touched)
            over = [row for row in rows if self._is_over(reader, row)]
        self._ask(hub, wanted, over)
        self._speak(hub, [row for row in rows if row not in over], sum(n.seq for n in done.nodes))
        self._look_at = now + LOOK_S
        self._whole_at = now + WHOLE_S if whole else self._whole_at

    def _fetch(self, hub: CardHub, done: Exchanged, *, whole: bool) -> list[Sighting]:
        """What the hub has that is new; all of it now and then."""
        found = hub.sightings(None if whole else self._since)
        if whole:
            self._rows, self._whose = {}, {}
        fresh = [row for row in found if self._rows.get(_name(row)) != row]
        self._rows |= {_name(row): row for row in found}
        self._since = done.at - dt.timedelta(seconds=done.ahead_s) - _OVERLAP
        return fresh

    def _touched(self, reader: Reader, *, whole: bool) -> set[str]:
        """Ids of those of whom something was written since the last look."""
        before, self._vector = self._vector, reader.vector()
        if whole or before == self._vector:
            return set()
        found: set[str] = set()
        for entry in reader.entries(before, _MOST):
            body = entry.body
            found |= {*learners_in(body), *getattr(body, "learners", ())}
            if isinstance(body, CardIssued):
                found.add(CARD_ID + body.card)
            lines = (reader.line(name) for name in entries_in(body))
            found |= {line.learner.learner for line in lines if line and line.learner}
        return found | {reader.root(one) for one in found}

    def _concerned(
        self, reader: Reader, fresh: Sequence[Sighting], touched: set[str]
    ) -> list[Sighting]:
        """The rows that are new, or speak of any of these."""
        names = {_name(row) for row in fresh}
        for name in self._rows if touched else ():
            whose = self._whose.get(name, "")
            if not touched.isdisjoint((CARD_ID + name[1], whose, reader.root(whose))):
                names.add(name)
        return [self._rows[name] for name in sorted(names)]

    def _ask(self, hub: CardHub, wanted: Iterable[str], over: Sequence[Sighting]) -> None:
        """Ask about what was shown here, and no more about what was given here or is forgotten."""
        asked = {row.card for row in self._rows.values() if row.centre == self._centre}
        new = [card for card in wanted if card not in asked and len(card) == CARD_CHARACTERS]
        if new:
            hub.ask(new)
            self._rows |= {(self._centre, card): Sighting(self._centre, card) for card in new}
        if over:
            hub.let_go([row.card for row in over])
            for row in over:
                del self._rows[_name(row)]

    def _is_over(self, reader: Reader, row: Sighting) -> bool:
        if row.centre != self._centre:
            return False
        if reader.is_erased(CARD_ID + row.card):
            return not row.home or heard(row.told, Told).forgotten != ()
        return given_here(reader, row.card) is not None

    def _take_in(self, fresh: Sequence[Sighting]) -> set[str]:
        """Keep what others have said; returns of whom something is different now elsewhere."""
        with self._store.reading() as reader:
            told = [row for row in fresh if self._is_here(row) and is_news(reader, row)]
            for row in fresh:
                self._whose[_name(row)] = whose(reader, row.card)
            ours = {self._whose[_name(row)] for row in fresh if self._is_ours(row)} - {""}
            parts = self._parts(ours)
            parts = {who: part for who, part in parts.items() if part != reader.elsewhere(who)}
        gone = [row for row in fresh if self._is_ours(row) and heard(row.shown, Shown).forgotten]
        news: list[Sighting | str] = [*told, *gone, *parts]
        for start in range(0, len(news), AT_ONCE):
            with self._store.writing() as unit:
                for one in news[start : start + AT_ONCE]:
                    self._keep(unit, one, parts)
        self._traces |= gone != [] or any(heard(row.told, Told).forgotten for row in told)
        if self._traces:
            self._traces = not self._store.scrub()
        return {*parts}

    def _keep(
        self, unit: Unit, news: Sighting | str, parts: Mapping[str, dict[str, Passport]]
    ) -> None:
        """Keep what is said of a card, or of a learner of ours, unless that is forgotten by now."""
        if isinstance(news, str):
            if not unit.is_erased(news):
                unit.keep_elsewhere(news, parts[news])
        elif self._is_ours(news):
            if (owner := given_here(unit, news.card)) is not None:
                ids = {CARD_ID + news.card, *ids_of(unit, owner)}
                self._forget(unit, sorted(ids), news.centre)
        elif is_news(unit, news):
            told = named(news)
            if told.record is not None:
                unit.keep_told(news.card, told)
            else:
                self._forget(unit, to_forget(unit, news), news.home)
            self._whose[_name(news)] = whose(unit, news.card)

    def _forget(self, unit: Unit, ids: Sequence[str], where: str) -> None:
        reason = f"forgotten at {where}"
        body = Erased(learners=tuple(ids), instead=self._fresh(), reason=reason)
        unit.append(body, self._clock.now())

    def _parts(self, learners: set[str]) -> dict[str, dict[str, Passport]]:
        """What other centres have said of these learners of ours."""
        parts: dict[str, dict[str, Passport]] = {learner: {} for learner in learners}
        for name, row in self._rows.items() if learners else ():
            here = heard(row.shown, Shown).here if self._is_ours(row) else None
            if here is not None and self._whose.get(name) in learners:
                parts[self._whose[name]][row.centre] = here
        return parts

    def _is_ours(self, row: Sighting) -> bool:
        return row.home == self._centre and row.centre != self._centre

    def _is_here(self, row: Sighting) -> bool:
        return row.home != "" and row.centre == self._centre

    def _speak(self, hub: CardHub, rows: Iterable[Sighting], known: int) -> None:
        """Say what is different from what was said last."""
        told: dict[_Name, str] = {}
        shown: dict[str, str] = {}
        year = service_day(self._clock.now(), self._zone).year
        for row in rows:
            # A look for each: whoever checks in meanwhile is not kept waiting for the log.
            with self._store.reading() as reader:
                if row.centre == self._centre:
                    said = row.shown
                    if row.home:
                        said = written(shown_here(reader, row.card, year, row.shown))
                    if said != row.shown:
                        shown[row.card] = said
                        self._rows[_name(row)] = row._replace(shown=said)
                elif (said := told_here(reader, row, self._centre, year)) and said != row.told:
                    told[_name(row)] = said
                    self._rows[_name(row)] = row._replace(home=self._centre, told=said)
        if shown:
            hub.show(shown, known)
        if told:
            hub.tell_of(told, known)


def _name(row: Sighting) -> _Name:
    return row.centre, row.card
