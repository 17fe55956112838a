"""Exchanges with the hub, again and again, in a process of its own."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from kiosk import __version__
from kiosk.clock import Clock
from kiosk.crashes import tell_place
from kiosk.elsewhere import Elsewhere
from kiosk.exchange import Exchange, Exchanged
from kiosk.hub import Hub, HubTrouble, Moved
from kiosk.ports import Store, StoreTrouble
from kiosk.sharing import Sharing
from kiosk.sliding import Sliding
from kiosk.sync_state import Peer, SyncState, Told, read_state, read_told, write_state
from kiosk.watched import Watchdog, Watched

EVERY_S = 1.0
"""Seconds between two exchanges: a scan on one kiosk is on another's desk within two of them."""
LONGEST_WAIT_S = 30.0
"""Seconds until the hub is tried again, at the most."""
KEEP_S = 10.0
"""Seconds until the same state is written again: a memory card wears out by writing."""
TELL_S = 15.0
"""Seconds between two words about ourselves to the others."""

log = logging.getLogger("walkin.sync")


class Syncing:
    """One exchange after the other; the connection is made anew after any trouble with it.

    `connect` opens the hub and may raise HubTrouble. After each exchange that went well seats
    change hands by `sharing`, and so does what `elsewhere` begins with each connection; days that
    are not kept go by `sliding`. `now` counts monotonic seconds. The state is kept in `folder`.
    `reads_days` is told to the hub.
    """

    def __init__(
        self,
        store: Store,
        connect: Callable[[], Hub],
        clock: Clock,
        folder: Path,
        *,
        dog: Watchdog,
        now: Callable[[], float],
        sharing: Sharing | None = None,
        elsewhere: Callable[[], Elsewhere] | None = None,
        sliding: Sliding | None = None,
        reads_days: int | None = None,
    ) -> None:
        self._store = store
        self._connect = connect
        self._clock = clock
        self._folder = folder
        self._dog = dog
        self._now = now
        self._sharing = sharing
        self._begin_elsewhere = elsewhere
        self._elsewhere: Elsewhere | None = None
        self._sliding = sliding
        self._reads_days = reads_days
        self._hub: Hub | None = None
        self._exchange: Exchange | None = None
        self._wait = EVERY_S
        self._told: Told | None = None
        self._told_at = 0.0
        # When the hub was last reached outlives this process, which ends when a call hangs.
        before = read_state(folder) or SyncState(looked_at=clock.now())
        self.state = msgspec.structs.replace(before, parted=(), unfit=0)
        self._kept: SyncState | None = None
        self._kept_at = 0.0

    def turn(self) -> float:
        """One exchange; returns the seconds until the next should begin."""
        trouble, done = "", None
        try:
            done = self._once()
            trouble = "lost" if done.lost else ""
        except HubTrouble as e:
            trouble = e.reason
        except Moved:
            trouble = "busy"
        except StoreTrouble as e:
            trouble = f"store-{e.reason}"
        except Exception as e:  # noqa: BLE001 - the seam: a bug must not end the exchange for good
            trouble = "software"
            tell_place(log, e)
        self._note(trouble, done)
        if trouble in ("", "lost"):
            self._wait = EVERY_S
            return EVERY_S
        self.close()
        self._wait = min(2 * self._wait, LONGEST_WAIT_S)
        return self._wait

    def close(self) -> None:
        """Let the connection go."""
        hub, self._hub, self._exchange = self._hub, None, None
        if hub is not None:
            hub.close()

    def leave(self) -> None:
        """Say goodbye to the hub, if it can be reached; others need not wait for us."""
        if self._hub is not None and self._sharing is not None:
            with suppress(HubTrouble, StoreTrouble):
                self._sharing.leave(self._hub)

    def stuck(self) -> None:
        """A call does not come back: say so; the process is about to end."""
        self._note("slow", None)

    def _once(self) -> Exchanged:
        hub, exchange = self._hub, self._exchange
        if hub is None or exchange is None:
            hub, exchange = self._begin()
        done = exchange.exchange()
        # Before what may fail: whoever cannot do all of it is here all the same.
        self._tell(hub, done)
        if self._sharing is not None:
            self._sharing.share(hub, news=bool(done.received))
        if self._elsewhere is not None:
            self._elsewhere.meet(hub, done)
        if self._sliding is not None:
            self._sliding.meet(hub, done)
        return done

    def _begin(self) -> tuple[Hub, Exchange]:
        self._dog.begin()
        try:
            hub = Watched(self._connect(), self._dog)
        finally:
            self._dog.end()
        self._hub, self._exchange = hub, Exchange(self._store, hub, self._clock)
        self._elsewhere = self._begin_elsewhere() if self._begin_elsewhere else None
        with self._store.writing() as unit:
            unit.understand()
        if self._sliding is not None:
            self._sliding.begin(hub)
        return hub, self._exchange

    def _tell(self, hub: Hub, done: Exchanged) -> None:
        """Say how we are when that has changed, and that we are here from time to time."""
        told = self._of_us(done)
        if told == self._told and self._now() < self._told_at + TELL_S:
            return
        words = msgspec.json.encode(told).decode()
        with self._store.reading() as reader:
            present = {own.name: own.node for own in reader.ours()}
        if present:
            hub.tell(dict.fromkeys(present.values(), words))
        self._told, self._told_at = told, self._now()

    def _of_us(self, done: Exchanged) -> Told:
        with self._store.reading() as reader:
            aside = len(reader.aside())
        return Told(
            version=__version__,
            unsent=done.unsent,
            aside=aside,
            ahead_s=float(round(done.ahead_s)),
            # In steps, so that not every entry is news.
            free_mb=shutil.disk_usage(self._folder).free // 100_000_000 * 100,
            reads_days=self._reads_days,
        )

    def _note(self, trouble: str, done: Exchanged | None) -> None:
        now, before = self._clock.now(), self.state
        since = before.since if trouble == before.trouble and before.since else now
        state = msgspec.structs.replace(before, looked_at=now, trouble=trouble, since=since)
        if done is not None:
            state = msgspec.structs.replace(
                state,
                contact_at=now,
                centre=done.centre,
                unsent=done.unsent,
                missing=done.missing,
                aside=0 if self._told is None else self._told.aside,
                unfit=before.unfit + done.unfit,
                ahead_s=done.ahead_s,
                parted=(*before.parted, *done.parted),
                nodes=tuple(
                    Peer(
                        node=head.node,
                        centre=head.centre,
                        seq=head.seq,
                        mine=head.mine,
                        seen_at=head.seen_at,
                        told=read_told(head.told),
                    )
                    for head in done.nodes
                ),
            )
        elif before.contact_at is not None:
            state = msgspec.structs.replace(state, unsent=self._unsent())
        self.state = state
        self._keep(state)

    def _keep(self, state: SyncState) -> None:
        """Put it where others read it, when it says something new or they may think us gone."""
        if self._kept is not None and self._now() < self._kept_at + KEEP_S:
            times = {"looked_at": self._kept.looked_at, "contact_at": self._kept.contact_at}
            if msgspec.structs.replace(state, **times) == self._kept:
                return
        write_state(self._folder, state)
        self._kept, self._kept_at = state, self._now()

    def _unsent(self) -> int:
        """What the hub lacks of ours, as far as it was last heard."""
        reached = {peer.node: peer.seq for peer in self.state.nodes}
        try:
            with self._store.reading() as reader:
                vector, ours = reader.vector(), reader.ours()
        except StoreTrouble:
            return self.state.unsent
        return sum(max(0, vector.get(o.node, 0) - reached.get(o.node, 0)) for o in ours)
