"""What is where, and since when: looks at several databases while others write into them."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import NamedTuple

from kiosk.ports import StoreTrouble
from kiosk.written import Written
from tests.bench.fleet import Computer

LOOK_S = 0.015
_SELDOM = 8
"""The one that is timed is looked at each time, the others once in so many."""
_MANY = 2000


class Seen(NamedTuple):
    """An entry, and when it was to be read in this database: seconds since 1970."""

    row: Written
    at: float


class Watch:
    """Looks at the databases of all computers until it is closed; `timed` is one's name.

    `seen` has every entry that was ever to be read in a database, by its name there, by computer.
    """

    def __init__(self, computers: Mapping[str, Computer], timed: str) -> None:
        self._computers = computers
        self._timed = timed
        self.seen: dict[str, dict[tuple[str, int], Seen]] = {name: {} for name in computers}
        self._held: dict[str, dict[str, int]] = {name: {} for name in computers}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def close(self) -> None:
        """Look a last time, then no more."""
        self._stop.set()
        self._thread.join()

    def equal(self) -> bool:
        """Whether all have the same entries, as far as was looked."""
        first, *others = (dict(held) for held in self._held.values())
        return all(held == first for held in others)

    def vector(self) -> dict[str, int]:
        """The last entry of every node in the one that is timed."""
        return dict(self._held[self._timed])

    def _run(self) -> None:
        stores = {name: one.installation.open().store for name, one in self._computers.items()}
        turn, ends = 0, False
        while not ends:
            ends, turn = self._stop.wait(LOOK_S), turn + 1
            for name, store in stores.items():
                if name == self._timed or turn % _SELDOM == 0 or ends:
                    self._look(name, store)
        for store in stores.values():
            store.close()

    def _look(self, name: str, store: object) -> None:
        held, seen = self._held[name], self.seen[name]
        try:
            with store.reading() as reader:  # type: ignore[attr-defined]
                for node, last in reader.vector().items():
                    if last > held.get(node, 0):
                        rows, at = reader.written(node, held.get(node, 0), _MANY), time.time()
                        seen |= {(row.node, row.seq): Seen(row, at) for row in rows}
                        held[node] = rows[-1].seq
        except StoreTrouble:
            return
