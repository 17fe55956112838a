"""Cards of other centres on the hub, as an account reads and writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import psycopg

from db.hub.rows import texts
from kiosk.clock import EPOCH
from kiosk.foreign import Sighting

STEP = 4
"""The step that brought them."""
_CENTRE = "(SELECT a.centre FROM account a WHERE a.role = current_user)"
_LIST = """
SELECT centre, card, home, shown, told FROM foreign_card WHERE changed_at >= %s
ORDER BY centre, card
"""
_ASK = f"""
INSERT INTO foreign_card (centre, card)
SELECT {_CENTRE}, r.card FROM unnest(%s::text[]) AS r (card)
ON CONFLICT DO NOTHING
"""  # noqa: S608 - our own words
# Whoever knew less of their centre does not overwrite who knew more.
_SHOW = f"""
UPDATE foreign_card SET shown = r.shown, shown_by = %s, changed_at = clock_timestamp()
FROM unnest(%s::text[], %s::text[]) AS r (card, shown)
WHERE foreign_card.centre = {_CENTRE} AND foreign_card.card = r.card AND home <> ''
AND shown_by <= %s
"""  # noqa: S608
_TELL = f"""
UPDATE foreign_card SET home = {_CENTRE}, told = r.told, told_by = %s,
    changed_at = clock_timestamp()
FROM unnest(%s::text[], %s::text[], %s::text[]) AS r (centre, card, told)
WHERE foreign_card.centre = r.centre AND foreign_card.card = r.card
AND foreign_card.centre <> {_CENTRE} AND told_by <= %s
"""  # noqa: S608
_LET_GO = f"DELETE FROM foreign_card WHERE centre = {_CENTRE} AND card = ANY (%s::text[])"  # noqa: S608


class ForeignCards:
    """A part of `db.hub.link.HubLink`; see `kiosk.hub.CardHub`. A hub without them has none."""

    _step = 0

    def _run(self, statement: str, values: Sequence[object] = ()) -> psycopg.Cursor[Any]:
        raise NotImplementedError

    def sightings(self, since: dt.datetime | None = None) -> list[Sighting]:
        """What concerns our centre and was changed since then."""
        if self._step < STEP:
            return []
        return [Sighting(*row) for row in self._run(_LIST, [since or EPOCH])]

    def ask(self, cards: Sequence[str]) -> None:
        """Ask whose these cards are."""
        if self._step >= STEP:
            self._run(_ASK, [texts(cards)])

    def show(self, shown: Mapping[str, str], known: int) -> None:
        """Say what was learned here, by card."""
        if self._step >= STEP:
            self._run(_SHOW, [known, texts([*shown]), texts([*shown.values()]), known])

    def tell_of(self, told: Mapping[tuple[str, str], str], known: int) -> None:
        """Say whose cards they are, by the centre where they were shown and the card."""
        if self._step >= STEP:
            centres, cards = [centre for centre, _ in told], [card for _, card in told]
            words = texts([*told.values()])
            self._run(_TELL, [known, texts(centres), texts(cards), words, known])

    def let_go(self, cards: Sequence[str]) -> None:
        """Ask about these no more."""
        if self._step >= STEP:
            self._run(_LET_GO, [texts(cards)])
