"""Learners of one centre at another: what it costs to speak of many of them over a hub."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from db.hub.accounts import add_account, add_centre
from db.hub.link import HubLink, connect
from db.hub.setup import bring_up
from db.store import SqlStore
from db.unit import Unit
from kiosk import entry as e
from kiosk.about import about
from kiosk.clock import UTC, SystemClock, service_day
from kiosk.elsewhere import LOOK_S, Elsewhere
from kiosk.exchange import Exchange
from kiosk.hub_place import Place
from kiosk.record import Band, Learner
from tests.bench.figures import row
from tests.postgres import Server

PEOPLE = 2000
VISITS = 20
"""Of each at their own centre, this year."""
BANGKOK = ZoneInfo("Asia/Bangkok")


class Centre:
    """One computer of a centre."""

    def __init__(self, folder: Path, hub: HubLink, name: str) -> None:
        self.store = SqlStore(folder / f"{name}.db", None, f"{name}.A")
        self.seconds = 0.0
        self._hub = hub
        self._exchange = Exchange(self.store, hub, SystemClock())
        self._elsewhere = Elsewhere(
            self.store,
            SystemClock(),
            BANGKOK,
            fresh=lambda: secrets.token_hex(16),
            now=lambda: self.seconds,
        )

    def write(self, *bodies: e.AnyBody) -> None:
        with self.store.writing() as unit:
            unit.append_many(bodies, SystemClock().now())

    def meet(self) -> float:
        """Seconds that it took after an exchange."""
        done = self._exchange.exchange()
        self.seconds += LOOK_S
        begin = time.perf_counter()
        self._elsewhere.meet(self._hub, done)
        return time.perf_counter() - begin


def measure(folder: Path, learners: int, entries: int) -> None:
    for old in ("postgres", "foreign"):
        shutil.rmtree(folder / old, ignore_errors=True)
    (folder / "foreign").mkdir()
    server = Server(folder / "postgres", careful=True)
    try:
        _measure(folder / "foreign", server)
    finally:
        server.stop()


def _measure(folder: Path, server: Server) -> None:
    name = server.fresh()
    with server.connect(name) as owner:
        bring_up(owner)
        places = {}
        for centre in ("korat", "phimai"):
            add_centre(owner, centre, centre, 202611)
            role = add_account(owner, f"{centre}.A", centre, password="p", ending=name)
            url = f"postgresql://{role}@127.0.0.1:{server.port}/{name}"
            places[centre] = connect(Place(url, "p", "disable"), about)
        home, away = (Centre(folder, link, centre) for centre, link in places.items())
        _fill(home, away)
        home.meet()
        longest = _Longest(away.store)
        row(f"ask about {PEOPLE} cards", f"{away.meet():.2f} s", "-", good=True)
        row("  tell of them, with their year", f"{home.meet():.2f} s", "-", good=True)
        row("  join those who came by them", f"{away.meet():.2f} s", "-", good=True)
        row("    longest turn to write", f"{1000 * longest.seconds:.0f} ms", "-", good=True)
        home.meet()
        away.meet()
        (size,) = owner.execute("SELECT pg_total_relation_size('foreign_card')").fetchone() or (0,)
        row(
            "on the hub, keys and indexes with it",
            f"{size / PEOPLE:.0f} bytes a card",
            "-",
            good=True,
        )
        idle = min(home.meet() for _ in range(5))
        row(
            f"a look when nothing happened, each {LOOK_S:.0f} s",
            f"{1000 * idle:.1f} ms",
            "-",
            good=True,
        )
        day = service_day(dt.datetime.now(UTC), BANGKOK)
        home.write(e.CheckedIn(day=day, learner="l7"))
        busy = home.meet()
        row("  when somebody came", f"{1000 * busy:.0f} ms", "-", good=True)
    for centre in (home, away):
        centre.store.close()
    for link in places.values():
        link.close()


class _Longest:
    """How long others wait at most for their turn to write."""

    def __init__(self, store: SqlStore) -> None:
        self.seconds = 0.0
        self._writing = store.writing
        store.writing = self.writing  # type: ignore[method-assign]

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        with self._writing() as unit:
            begin = time.perf_counter()
            yield unit
        self.seconds = max(self.seconds, time.perf_counter() - begin)


def _fill(home: Centre, away: Centre) -> None:
    day = service_day(dt.datetime.now(UTC), BANGKOK)
    for n in range(PEOPLE):
        card = hashlib.sha256(f"{n}".encode()).hexdigest()
        record = Learner(learner=f"l{n}", number=f"K{n}", name=f"คนที่{n} สกุล", birth_year=1990)
        came = (e.CheckedIn(day=day, learner=f"l{n}", band=Band.ADULT) for _ in range(VISITS))
        home.write(e.LearnerKept(learner=record), e.CardIssued(learner=f"l{n}", card=card), *came)
        away.write(e.CheckedIn(day=day, learner=f"card:{card}"))
