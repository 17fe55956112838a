"""Learners of one centre at another: what either tells the other about whoever shows a card.

Two centres speak of one card, and of no more than is needed there: whoever admits a card that
nobody there was given asks whose it is; the centre that gave it tells the first name and how the
card stands. Each tells what was learned with it, and that somebody is to be forgotten.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple, Protocol, TypeVar

import msgspec

from kiosk.record import Learner

LONGEST = 8192
"""Characters of what is said of a card: a hub takes no more."""
CARD_CHARACTERS = 64
"""Of the hash of a card: a hub takes nothing else."""


class Passport(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A learner's calendar year (Gregorian).

    `visits` are different service days, `minutes` of learning are counted once however many
    check-ins cover them. `features` and `partners` count occurrences by code.
    """

    year: int
    visits: int = 0
    minutes: int = 0
    features: dict[str, int] = {}
    partners: dict[str, int] = {}
    last: dt.date | None = None


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a learner's own centre tells of a card.

    `record` has the first name, what a decision at the door needs, and no number. `key` and `ended`
    are as of `kiosk.ports.CardState`. `elsewhere` is what was learned at other centres than the one
    that is told, by their codes. `forgotten` are all ids, cards too, of somebody who is forgotten;
    then nothing else is told.
    """

    record: Learner | None = None
    key: str = ""
    ended: str = ""
    elsewhere: dict[str, Passport] = {}
    forgotten: tuple[str, ...] = ()


class Shown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the centre where a card was shown tells: what was learned there this year."""

    here: Passport | None = None
    forgotten: bool = False


class Sighting(NamedTuple):
    """A card that was shown at a centre which did not give it, as it stands on the hub.

    `home` is the centre that gave it, "" as long as none has said so. `shown` and `told` are JSON
    text of `Shown` and `Told`, "" before anything was said.
    """

    centre: str
    card: str
    home: str = ""
    shown: str = ""
    told: str = ""


class Abroad(Protocol):
    """A part of `kiosk.ports.Reader`. Cards are hashes (`kiosk.card.Card`)."""

    def foreign_cards(self) -> list[str]:
        """Cards by which somebody came or waited and that nobody here was given."""
        ...

    def told_of(self, card: str) -> Told | None:
        """What the card's own centre has told; None when nobody has, or it is one of ours."""
        ...

    def elsewhere(self, learner: str) -> dict[str, Passport]:
        """What a learner learned at other centres as they told it last, by their codes."""
        ...

    def forgotten_with(self, learner: str) -> tuple[str, ...]:
        """All ids of somebody who is forgotten, by one of them; none of whoever is not."""
        ...


class Hearing(Protocol):
    """A part of `kiosk.ports.Unit`."""

    def keep_told(self, card: str, told: Told) -> None:
        """Keep what a card's own centre tells; whoever came by it here is that learner now."""
        ...

    def keep_elsewhere(self, learner: str, parts: Mapping[str, Passport]) -> None:
        """Keep what a learner learned at other centres, and nothing that was told before."""
        ...


T = TypeVar("T", Told, Shown)

_encoder = msgspec.json.Encoder(order="deterministic")


def written(said: Told | Shown) -> str:
    """JSON text: the same for the same."""
    return _encoder.encode(said).decode()


def heard(text: str, kind: type[T]) -> T:
    """What was said; nothing when it cannot be read, as of a later program."""
    try:
        return msgspec.json.decode(text, type=kind)
    except (ValueError, RecursionError):
        return kind()
