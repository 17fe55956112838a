"""What the database tells of the nodes that write into it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from kiosk.body import EntryId
from kiosk.foreign import Hearing
from kiosk.written import Written

LIVES = "~"
"""Stands between a node's name and the number of its life; no name has it."""
OF_CENTRE = "."
"""Stands between a centre and the name that a node has there."""


class Own(NamedTuple):
    """A node written here: the name in the settings, and which of its lives, counted from 1."""

    node: str
    name: str
    life: int


def life_of(node: str) -> int:
    """Which life of its name a node is."""
    return int(node.partition(LIVES)[2] or 1)


def named(name: str, life: int) -> str:
    """The node of a name in one of its lives."""
    return name if life == 1 else f"{name}{LIVES}{life}"


def letter(node: str) -> str:
    """What stands before a node's waiting numbers: A of `korat.A`, Ab of its second life."""
    name, _, _ = node.rpartition(OF_CENTRE)[2].partition(LIVES)
    life = life_of(node)
    return name if life == 1 else f"{name}{chr(ord('a') + (life - 1) % 26)}"


class NodeState(NamedTuple):
    """A node by its newest entry here: when it was written, aware UTC, and its number.

    By the journal's clock, which a node that was ahead keeps ahead. The rest is what the hub knows
    (`kiosk.seen`), nothing without one: when it last heard the node, how many of its entries it
    lacks, and what the node said of itself (`kiosk.sync_state.Told`). `gone` are its devices that
    do not work, as its journal says today.
    """

    name: str
    last_at: dt.datetime
    last_seq: int
    unsent: int | None = None
    seen_at: dt.datetime | None = None
    version: str = ""
    ahead_s: float = 0.0
    free_mb: int | None = None
    aside: int = 0
    gone: tuple[str, ...] = ()


class Had(NamedTuple):
    """On which day the hub was seen to have our entries up to these numbers, by node."""

    on: dt.date
    upto: Mapping[str, int]


class Aside(NamedTuple):
    """An entry that is not understood, and the kind of error it gave."""

    entry: EntryId
    kind: str
    reason: str


class Nodes(Protocol):
    """A part of `kiosk.ports.Reader`."""

    def nodes(self) -> list[NodeState]:
        """Every node with an entry here, by name."""
        ...

    def unknown_codes(self, node: str, first: dt.datetime, last: dt.datetime) -> int:
        """Codes of nobody that visitors showed at a node between these times.

        Only those after the last alarm about such codes and the answer to it, and among the
        node's last 500 entries.
        """
        ...

    def ours(self) -> list[Own]:
        """Every node written here, by name, the present one of each last."""
        ...

    def written(self, node: str, after: int, limit: int) -> list[Written]:
        """Entries of one node beyond a sequence number, as they are carried."""
        ...

    def stamp_of(self, node: str, seq: int) -> int | None:
        """The stamp of an entry; None when it is not here."""
        ...

    def keeps_from(self) -> dt.date | None:
        """From which service day on everything is to be kept here (`kiosk.window`); None for all.

        As long as nothing was let go, or came so, earlier ones are whole as well.
        """
        ...

    def had(self) -> Had | None:
        """What the hub was seen to have of our entries, when that was marked."""
        ...

    def ahead(self) -> dt.timedelta:
        """How far this machine's clock is known to be ahead of the hub's; negative when behind."""
        ...

    def aside(self) -> list[Aside]:
        """Entries that are kept but not understood."""
        ...


class Lives(Hearing, Protocol):
    """A part of `kiosk.ports.Unit`: what an exchange may have to keep or to put right."""

    def begin_life(self, own: Own, node: str, common: Mapping[str, int]) -> list[EntryId]:
        """Go on under another node: somebody else goes on with this one.

        Of our nodes others have what is up to the numbers in `common`. What was written here since
        goes with us, and what speaks of it. Returns which shared entries do: others have them as
        they should be.
        """
        ...

    def adopt(self, rows: Sequence[Written], common: Mapping[str, int]) -> None:
        """Take over the stamps and bodies of entries that are here, as others have them.

        What others have not, after the numbers in `common`, stays stamped later.
        """
        ...

    def set_back(self, after: Mapping[str, int], latest: dt.datetime) -> int:
        """Stamp our entries after these numbers no later than this; returns how many."""
        ...

    def keep_from(self, first: dt.date | None, upto: Mapping[str, int]) -> None:
        """Keep days from this one on, None for all (`kiosk.window`).

        Of older ones the entries up to these numbers, which others have, are let go.
        """
        ...

    def fill(self, rows: Sequence[Written]) -> None:
        """Put back entries that were let go; what is shown is not made anew before `keep_from`."""
        ...

    def mark_had(self, now: Had | None) -> None:
        """The hub has so much of our entries; None when what it had is not known any more."""
        ...

    def set_ahead(self, ahead: dt.timedelta) -> None:
        """Stamp by the hub's clock from now on."""
        ...

    def understand(self) -> int:
        """Try again what was set aside; returns how many are understood now."""
        ...
