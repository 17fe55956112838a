"""What other centres have told of their learners, and of ours: `kiosk.foreign.Abroad`."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from sqlalchemy import text

from db.fold import foreign
from db.link import Link
from kiosk.foreign import Passport, Told

_FOREIGN = text(
    "SELECT DISTINCT b.card FROM by_card b WHERE"
    " NOT EXISTS (SELECT 1 FROM card c WHERE c.card = b.card) ORDER BY b.card"
)
_TOLD = text("SELECT body FROM foreign_card WHERE card = :card")
_ELSEWHERE = text("SELECT centre, body FROM elsewhere WHERE learner = :learner ORDER BY centre")

_FORGOTTEN_WITH = text(
    "SELECT o.learner FROM erased e JOIN erased o ON o.instead = e.instead"
    " WHERE e.learner = :learner ORDER BY o.learner"
)

_read_told = msgspec.json.Decoder(Told).decode
_read_passport = msgspec.json.Decoder(Passport).decode


class Foreign:
    """A part of every open transaction."""

    _link: Link

    def foreign_cards(self) -> list[str]:
        """Cards by which somebody came or waited and that nobody here was given."""
        return [card for (card,) in self._link.all(_FOREIGN)]

    def told_of(self, card: str) -> Told | None:
        """What the card's own centre has told."""
        body = self._link.value(_TOLD, {"card": card})
        return None if body is None else _read_told(body)

    def elsewhere(self, learner: str) -> dict[str, Passport]:
        """What a learner learned at other centres, by their codes."""
        rows = self._link.all(_ELSEWHERE, {"learner": learner})
        return {centre: _read_passport(body) for centre, body in rows}

    def forgotten_with(self, learner: str) -> tuple[str, ...]:
        """All ids of somebody who is forgotten, by one of them."""
        return tuple(one for (one,) in self._link.all(_FORGOTTEN_WITH, {"learner": learner}))

    def keep_told(self, card: str, told: Told) -> None:
        """Keep what a card's own centre tells."""
        foreign.keep_told(self._link, card, told)

    def keep_elsewhere(self, learner: str, parts: Mapping[str, Passport]) -> None:
        """Keep what a learner learned at other centres."""
        foreign.keep_parts(self._link, learner, parts)
