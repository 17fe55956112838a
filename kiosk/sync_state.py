"""How the exchange with the hub stands: written by who exchanges, read by who shows it.

A small file beside the database: it changes often, says nothing that must not be lost, and
costs no check-in its turn to write.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from pathlib import Path

import msgspec

FILE = "sync.json"


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a node says of itself to the others.

    `unsent` are its entries that the hub lacks, `aside` those it does not understand, `ahead_s` is
    how far its clock is ahead of the hub's, `free_mb` what is left on its disk in 10^6 bytes.
    `reads_days` is how long it keeps what was read of unknown cards: the hub does no longer.
    """

    version: str = ""
    unsent: int = 0
    aside: int = 0
    ahead_s: float = 0.0
    free_mb: int | None = None
    reads_days: int | None = None


class Peer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A node as the hub knows it: how far it is, and what it said when it was last heard."""

    node: str
    centre: str
    seq: int
    mine: bool = False
    seen_at: dt.datetime | None = None
    told: Told = Told()


class SyncState(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One look at the exchange; times are aware UTC by this machine's clock.

    `looked_at` is the last try, `contact_at` the last that went well. `trouble` is the reason of
    the last one (`kiosk.hub.HubTrouble`, or `store-` and a `StoreTrouble`'s), "" when it went well,
    and `since` when that began. `unsent` and `missing` are the entries that either side lacks.
    """

    looked_at: dt.datetime
    contact_at: dt.datetime | None = None
    trouble: str = ""
    since: dt.datetime | None = None
    centre: str = ""
    unsent: int = 0
    missing: int = 0
    aside: int = 0
    unfit: int = 0
    ahead_s: float = 0.0
    parted: tuple[str, ...] = ()
    nodes: tuple[Peer, ...] = ()


def read_told(text: str) -> Told:
    """What a node told; nothing when it cannot be read, as of a later program."""
    try:
        return msgspec.json.decode(text, type=Told)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return Told()


def read_state(folder: Path) -> SyncState | None:
    """The state in this data folder; None when nobody exchanges there."""
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=SyncState)
    except (OSError, msgspec.DecodeError):
        return None


def write_state(folder: Path, state: SyncState) -> None:
    """Put it there whole; a full disk is told by others."""
    draft = folder / f".{FILE}.{os.getpid()}"
    with contextlib.suppress(OSError):
        draft.write_bytes(msgspec.json.encode(state))
        draft.replace(folder / FILE)
