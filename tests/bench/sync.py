"""The whole exchange: out of one database, over the hub, and folded into a new one."""

from __future__ import annotations

import datetime as dt
import secrets
import shutil
import time
from pathlib import Path

from db.hub.accounts import add_account, add_centre
from db.hub.link import connect
from db.hub.setup import bring_up
from db.store import SqlStore
from kiosk.clock import SystemClock
from kiosk.entry import CheckedIn
from kiosk.exchange import Exchange
from kiosk.hub import Hub
from kiosk.hub_place import Place
from kiosk.record import Band
from tests.bench.figures import row
from tests.postgres import Server

ENTRIES = 100_000
DAY = dt.date(2026, 11, 19)


def measure(folder: Path, learners: int, entries: int) -> None:
    """100,000 check-ins from a node to the hub, and from the hub to a node that has nothing."""
    here = folder / "sync"
    shutil.rmtree(here, ignore_errors=True)
    here.mkdir()
    server = Server(here / "postgres", careful=True)
    try:
        name = server.fresh()
        with server.connect(name) as owner:
            bring_up(owner)
            add_centre(owner, "korat", "โคราช", 202611)
            hubs = [_joined(server, owner, name, node) for node in "AB"]
        key = secrets.token_bytes(32)
        full, new = (SqlStore(here / f"{node}.db", key, node) for node in "AB")
        _fill(full)
        up = _seconds(full, hubs[0])
        again = _seconds(full, hubs[0])
        down = _seconds(new, hubs[1])
        row(f"{ENTRIES:,} entries node -> hub", f"{up:.1f} s", "<= 10 s", good=up <= 10)
        row("the same again: nothing to do", f"{again * 1000:.0f} ms", "-", good=again <= 1)
        row("hub -> new node, folded", f"{down:.1f} s", "<= 15 s", good=down <= 15)
        for store in (full, new):
            store.close()
        for hub in hubs:
            hub.close()
    finally:
        server.stop()


def _joined(server: Server, owner: object, name: str, node: str) -> Hub:
    role = add_account(owner, node, "korat", password="secret-1", ending=name)  # type: ignore[arg-type]
    url = f"postgresql://{role}@127.0.0.1:{server.port}/{name}"
    return connect(Place(url, "secret-1", "disable"))


def _fill(store: SqlStore) -> None:
    now = SystemClock().now()
    for start in range(0, ENTRIES, 5000):
        with store.writing() as unit:
            unit.append_many(
                (
                    CheckedIn(day=DAY, learner=f"l{n % 20_000}", occurrence="o1", band=Band.ADULT)
                    for n in range(start, start + 5000)
                ),
                now,
            )


def _seconds(store: SqlStore, hub: Hub) -> float:
    begin = time.perf_counter()
    Exchange(store, hub, SystemClock()).exchange()
    return time.perf_counter() - begin
