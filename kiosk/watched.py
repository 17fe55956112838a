"""Calls to the hub that never come back end the process that made them."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from kiosk.foreign import Sighting
from kiosk.hub import Greeting, Head, Hub
from kiosk.seats import Asked, Granted
from kiosk.written import Written

T = TypeVar("T")

STUCK_S = 75.0
"""Seconds after which a call to the hub will not come back: replies may take 30.

The driver can wait for ever on a half-dead network, whatever its timeouts say; only the end of the
process ends that.
"""


class Watchdog(Protocol):
    """Ends the process when a call does not come back."""

    def begin(self) -> None:
        """A call begins."""
        ...

    def end(self) -> None:
        """It came back."""
        ...


class Timer:
    """A `Watchdog`: calls `stuck` on a thread of its own, after so many seconds in one call."""

    def __init__(self, stuck: Callable[[], None], seconds: float = STUCK_S) -> None:
        self._stuck = stuck
        self._seconds = seconds
        self._timer: threading.Timer | None = None

    def begin(self) -> None:
        """A call begins."""
        self._timer = threading.Timer(self._seconds, self._stuck)
        self._timer.daemon = True
        self._timer.start()

    def end(self) -> None:
        """It came back."""
        if self._timer is not None:
            self._timer.cancel()


class Watched:
    """A hub whose every call is watched."""

    def __init__(self, hub: Hub, dog: Watchdog) -> None:
        self._hub = hub
        self._dog = dog

    def greet(self) -> Greeting:
        """As the hub's."""
        return self._call(self._hub.greet)

    def register(self, node: str) -> bool:
        """As the hub's."""
        return self._call(lambda: self._hub.register(node))

    def append(self, rows: Sequence[Written], heads: Sequence[Head]) -> None:
        """As the hub's."""
        self._call(lambda: self._hub.append(rows, heads))

    def read(
        self, node: str, after: int, upto: int, since: int, limit: int, *, whole: int = 0
    ) -> list[Written]:
        """As the hub's."""
        return self._call(lambda: self._hub.read(node, after, upto, since, limit, whole=whole))

    def tell(self, told: Mapping[str, str]) -> None:
        """As the hub's."""
        self._call(lambda: self._hub.tell(told))

    def share(self, asked: Asked) -> list[Granted]:
        """As the hub's."""
        return self._call(lambda: self._hub.share(asked))

    def sightings(self, since: dt.datetime | None = None) -> list[Sighting]:
        """As the hub's."""
        return self._call(lambda: self._hub.sightings(since))

    def ask(self, cards: Sequence[str]) -> None:
        """As the hub's."""
        self._call(lambda: self._hub.ask(cards))

    def show(self, shown: Mapping[str, str], known: int) -> None:
        """As the hub's."""
        self._call(lambda: self._hub.show(shown, known))

    def tell_of(self, told: Mapping[tuple[str, str], str], known: int) -> None:
        """As the hub's."""
        self._call(lambda: self._hub.tell_of(told, known))

    def let_go(self, cards: Sequence[str]) -> None:
        """As the hub's."""
        self._call(lambda: self._hub.let_go(cards))

    def close(self) -> None:
        """As the hub's."""
        self._hub.close()

    def _call(self, call: Callable[[], T]) -> T:
        self._dog.begin()
        try:
            return call()
        finally:
            self._dog.end()
