"""What the hub offers to whoever exchanges entries with it: one account of one installation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from kiosk.foreign import Sighting
from kiosk.seats import Asked, Granted
from kiosk.written import Written


class HubTrouble(Exception):
    """The hub cannot do what was asked; nothing of it was kept there.

    `reason` is a short code for staff: unreachable, slow, password, tls, full, rights, newer (the
    hub has tables of a later program), older (it has to be brought up to date), busy, broken.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason


class Moved(Exception):
    """Another one has appended to these nodes since they were looked at; nothing was kept."""


class Unfit(Exception):
    """The hub cannot store one of these rows as it is; nothing of them was kept."""


class Head(NamedTuple):
    """How far the hub has a node's entries: number and stamp of the last one, 0 before the first.

    `mine` when this account writes it. `told` is what the node last said of itself (JSON text) and
    `seen_at` when it was last heard, aware UTC by the hub's clock.
    """

    node: str
    centre: str
    seq: int
    stamp: int
    mine: bool
    told: str = ""
    seen_at: dt.datetime | None = None


class Greeting(NamedTuple):
    """The hub's present, aware UTC, the account's centre, and every node it may read, by name."""

    now: dt.datetime
    centre: str
    heads: Mapping[str, Head]


class CardHub(Protocol):
    """Cards that were shown at a centre which did not give them (`kiosk.foreign`).

    `known` is how many entries of its centre whoever speaks has: who has fewer changes nothing.
    """

    def sightings(self, since: dt.datetime | None = None) -> list[Sighting]:
        """What concerns our centre: shown here, given here, or given by nobody knows whom.

        Only what was changed since then, by the hub's clock; what was let go is told by its absence
        among all.
        """
        ...

    def ask(self, cards: Sequence[str]) -> None:
        """Ask whose these cards are."""
        ...

    def show(self, shown: Mapping[str, str], known: int) -> None:
        """Say what was learned here, by card, where somebody has said that they gave it."""
        ...

    def tell_of(self, told: Mapping[tuple[str, str], str], known: int) -> None:
        """Say that we gave these cards, and whose they are, by where they were shown and card."""
        ...

    def let_go(self, cards: Sequence[str]) -> None:
        """Ask about these no more."""
        ...


class Hub(CardHub, Protocol):
    """An open connection. Every method is one round trip, and may raise HubTrouble."""

    def greet(self) -> Greeting:
        """Look how far the hub is."""
        ...

    def register(self, node: str) -> bool:
        """Make a node of this account's; False when there is one of that name, whoever's."""
        ...

    def append(self, rows: Sequence[Written], heads: Sequence[Head]) -> None:
        """Append rows of the account's own nodes, all of them or none.

        `heads` are the nodes of the rows as they were seen; each node's rows follow on it without a
        gap, and the order of all rows is kept. Raises Moved, Unfit.
        """
        ...

    def read(
        self, node: str, after: int, upto: int, since: int, limit: int, *, whole: int = 0
    ) -> list[Written]:
        """A node's rows with these sequence numbers, `after` not included, the lowest first.

        `since` is a stamp that none of them is before: the hub need not look at older months. What
        is of a day (`kiosk.window.OF_A_DAY`) and stamped before `whole` comes without its body.
        """
        ...

    def tell(self, told: Mapping[str, str]) -> None:
        """Say of the account's nodes how they are: JSON text by node. They are heard now."""
        ...

    def share(self, asked: Asked) -> list[Granted]:
        """Say what seats we hold, and get what is free and due to us: all of it or nothing.

        The answer has what was asked about, in that order. Raises Overtaken when the holder has
        asked later things already.
        """
        ...

    def close(self) -> None:
        """Let the connection go."""
        ...
