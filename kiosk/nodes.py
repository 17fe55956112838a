"""What the database tells of the nodes that write into it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple, Protocol


class NodeState(NamedTuple):
    """A node by its newest entry here: when it was written, aware UTC, and its number.

    By the journal's clock, which a node that was ahead keeps ahead. `unsent` is how many of its
    entries the hub lacks; None as long as there is no hub to ask.
    """

    name: str
    last_at: dt.datetime
    last_seq: int
    unsent: int | None = None


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
