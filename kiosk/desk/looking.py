"""What is shown: the programme, the day's check-ins, a learner's own year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from kiosk.clock import Clock, behind
from kiosk.clock_guard import OF_CLOCK
from kiosk.config import Settings
from kiosk.crowd import Inside
from kiosk.desk.counter import Counter
from kiosk.entry import EntryId
from kiosk.gather import Today
from kiosk.nodes import NodeState
from kiosk.opening import WaitingList, Why, waiting_lists, whys
from kiosk.passport import Passport, derive, together
from kiosk.ports import Alert, Line, Store
from kiosk.secrets import Secrets
from kiosk.seen import hub_is_silent, silent_nodes, with_hub, wrong_by
from kiosk.sync_state import SyncState


class Board(NamedTuple):
    """What the desk sees of a day: who waits, and of every occurrence by its key how it stands.

    `inside` is who is inside by age band. `nodes` are by name, with what was last heard of each.
    `clock_ahead` is how far this machine's clock is ahead of the hub's, when it is wrong.
    `clock_behind`: this machine's clock is so far behind the newest entry; somebody has to compare
    it with a third clock and set the one that is wrong (`kiosk.clock.behind`). `sync` is how the
    exchange with the hub stands, None without one. `silent` nodes, or the hub, were not heard for
    15 minutes while the centre is open (`kiosk.seen`).
    """

    today: Today
    lines: list[Line]
    waiting: tuple[WaitingList, ...] = ()
    why: dict[str, Why] = {}  # noqa: RUF012 - never changed
    inside: Inside = Inside({}, {})
    nodes: tuple[NodeState, ...] = ()
    clock_behind: dt.timedelta | None = None
    clock_ahead: dt.timedelta | None = None
    sync: SyncState | None = None
    silent: tuple[str, ...] = ()
    hub_silent: bool = False


class Looking(Counter):
    """Everything that only reads."""

    def __init__(self, store: Store, clock: Clock, settings: Settings, secrets: Secrets) -> None:
        super().__init__(store, clock, settings, secrets)
        self._opened_at = clock.now()

    def today(self, day: dt.date | None = None) -> Today:
        """The programme of the present service day, or of another, with head-counts."""
        with self._store.reading() as reader:
            return self._gather.today(reader, self._clock.now(), day)

    def board(
        self,
        day: dt.date | None = None,
        *,
        text: str = "",
        before: EntryId | None = None,
        limit: int = 50,
    ) -> Board:
        """Programme, head-counts and check-ins of one consistent moment."""
        with self._store.reading() as reader:
            today = self._gather.today(reader, self._clock.now(), day)
            lines = reader.lines(today.day, before=before, text=text, limit=limit)
            numbers = reader.numbers(today.day)
            inside = reader.inside_by_band(today.day)
            gone = _gone(reader.alerts(today.day))
            nodes = tuple(n._replace(gone=gone.get(n.name, ())) for n in reader.nodes())
            own = {own.node for own in reader.ours()}
        running, now, is_open = today.running, today.now, today.centre_open
        waiting = tuple(waiting_lists(running, numbers, now, self._rules.call_lasts))
        board = Board(
            today,
            lines,
            waiting,
            whys(running, now, numbers, centre_open=is_open),
            inside,
            nodes,
            behind(now, max((node.last_at for node in nodes), default=None)),
        )
        sync = self._sync()
        if sync is None:
            return board
        nodes = with_hub(nodes, own, sync)
        return board._replace(
            nodes=nodes,
            sync=sync,
            clock_ahead=wrong_by(sync, now),
            silent=silent_nodes(nodes, own, sync, self._opened_at) if is_open else (),
            hub_silent=is_open and hub_is_silent(sync, now, self._opened_at),
        )

    def lines(
        self,
        day: dt.date,
        *,
        text: str = "",
        before: EntryId | None = None,
        limit: int = 50,
    ) -> list[Line]:
        """Check-ins of a service day alone, newest first, from after `before`."""
        with self._store.reading() as reader:
            return reader.lines(day, before=before, text=text, limit=limit)

    def changed(self) -> int:
        """A number that differs when another process has written since the last call."""
        with self._store.reading() as reader:
            return reader.change()

    def passport(self, learner: str) -> Passport:
        """What a learner did in this calendar year, here and at other centres."""
        with self._store.reading() as reader:
            year = self._gather.day(self._clock.now()).year
            lines = reader.attended(learner, dt.date(year, 1, 1), dt.date(year, 12, 31))
            known = (learner, *reader.same_as(learner))
            parts = [part for one in known for part in reader.elsewhere(one).values()]
        return together(derive(lines, year), parts)


def _gone(alerts: Iterable[Alert]) -> dict[str, tuple[str, ...]]:
    """Devices that do not work, by node."""
    found: dict[str, tuple[str, ...]] = {}
    for alert in alerts:
        if alert.about == "device_gone" and alert.reason not in OF_CLOCK:
            found[alert.node] = (alert.reason, *found.get(alert.node, ()))
    return found
