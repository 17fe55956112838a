"""What this computer has heard of the others and of the hub, and who is silent for too long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from kiosk.clock import EPOCH, MOST_AHEAD
from kiosk.nodes import LIVES, NodeState, life_of
from kiosk.sync_state import Peer, SyncState

STALE = dt.timedelta(minutes=2)
"""Whoever exchanges looks more often than this, whatever the trouble."""
SILENT = dt.timedelta(minutes=15)
RETIRED = dt.timedelta(days=7)
"""A computer that was away for longer is not waited for: nobody is told of it every day."""
LITTLE_MB = 500
"""With less room on its disk, in 10^6 bytes, a computer soon cannot write."""
NOBODY = "nobody"


def trouble_now(state: SyncState, now: dt.datetime) -> str:
    """What is wrong with the exchange: NOBODY does it, a `SyncState.trouble`, or "" for nothing."""
    # The clock may have been set back meanwhile.
    return NOBODY if abs(now - state.looked_at) > STALE else state.trouble


def with_hub(
    nodes: Iterable[NodeState], own: Collection[str], state: SyncState
) -> tuple[NodeState, ...]:
    """The nodes with what the hub knows of them; those of other centres are left out.

    `own` are the nodes written here. When a node was heard is told by this computer's clock.
    """
    peers = {peer.node: peer for peer in state.nodes}
    found = []
    for node in nodes:
        peer = peers.get(node.name)
        told = _told(node, peer, state)
        if node.name in own:
            lacks = node.last_seq - (0 if peer is None else peer.seq)
            unsent = max(0, min(state.unsent, lacks))
            found.append(told._replace(unsent=unsent, aside=0, ahead_s=state.ahead_s))
        elif peer is None or peer.centre == state.centre:
            found.append(told)
    return tuple(found)


def _told(node: NodeState, peer: Peer | None, state: SyncState) -> NodeState:
    if peer is None:
        return node
    ahead, told = dt.timedelta(seconds=state.ahead_s), peer.told
    return node._replace(
        seen_at=None if peer.seen_at is None else peer.seen_at + ahead,
        unsent=told.unsent,
        version=told.version,
        ahead_s=told.ahead_s,
        free_mb=told.free_mb,
        aside=told.aside,
    )


def silent_nodes(
    nodes: Iterable[NodeState], own: Collection[str], state: SyncState, since: dt.datetime
) -> tuple[str, ...]:
    """Other nodes that the hub had not heard for 15 minutes when we last heard the hub.

    Nobody is silent for longer than `since`, when this desk was opened: computers are switched on
    one after the other. What goes on in a later life is not waited for.
    """
    nodes, at = list(nodes), state.contact_at
    if at is None:
        return ()
    lives: dict[str, int] = {}
    for node in nodes:
        name = node.name.partition(LIVES)[0]
        lives[name] = max(lives.get(name, 0), life_of(node.name))
    return tuple(
        node.name
        for node in nodes
        if node.name not in own
        and lives[node.name.partition(LIVES)[0]] == life_of(node.name)
        and node.seen_at is not None
        and at - node.seen_at < RETIRED
        and at - max(node.seen_at, since) >= SILENT
    )


def ahead_of_hub(state: SyncState | None, now: dt.datetime) -> dt.timedelta | None:
    """How far this computer's clock is ahead of the hub's, as far as that is known now."""
    if state is None or state.contact_at is None or trouble_now(state, now):
        return None
    return dt.timedelta(seconds=state.ahead_s)


def is_wrong(ahead: dt.timedelta) -> bool:
    """Whether somebody has to set a clock that is so far ahead of the hub's, or behind it."""
    return abs(ahead) > MOST_AHEAD


def wrong_by(state: SyncState | None, now: dt.datetime) -> dt.timedelta | None:
    """How far this computer's clock is ahead of the hub's; None unless that is wrong."""
    ahead = ahead_of_hub(state, now)
    return ahead if ahead is not None and is_wrong(ahead) else None


def wrong_clocks(state: SyncState) -> list[tuple[str, dt.timedelta]]:
    """The other computers of the centre whose clock is wrong, and how far it is ahead."""
    aheads = (
        (peer.node, dt.timedelta(seconds=peer.told.ahead_s))
        for peer in state.nodes
        if peer.centre == state.centre and not peer.mine
    )
    return [(node, ahead) for node, ahead in aheads if is_wrong(ahead)]


def hub_is_silent(state: SyncState, now: dt.datetime, since: dt.datetime) -> bool:
    """Whether the hub was not reached for 15 minutes, all of them after `since`."""
    return now - max(state.contact_at or EPOCH, since) >= SILENT
