"""The exchange over a real PostgreSQL: the same promises, with a network and a server that fail."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import tempfile
import time
from pathlib import Path

import pytest

from db.hub.accounts import add_account, add_centre
from db.hub.link import connect
from db.hub.setup import bring_up
from db.store import SqlStore
from kiosk.clock import UTC, SystemClock
from kiosk.entry import GuestsCounted
from kiosk.exchange import Exchange
from kiosk.hub import Hub, HubTrouble
from kiosk.hub_place import Place
from kiosk.record import Band
from kiosk.syncing import Syncing
from kiosk.written import Written
from tests.postgres import Server, server
from tests.proxy import Proxy
from tests.storage.city import City
from tests.storage.tables import contents
from tests.storage.workload import DAY

ROUNDS = 40


class PostgresSide:
    """One database of a server, with an account for everybody who comes."""

    def __init__(self, where: Server) -> None:
        self._server = where
        self.name = where.fresh()
        self._places: dict[str, Place] = {}
        self._open: dict[str, Hub] = {}
        with where.connect(self.name) as owner:
            bring_up(owner, plain=False)
            add_centre(owner, "korat", "โคราช", 202611)

    def now(self) -> dt.datetime:
        return dt.datetime.now(UTC)

    def place(self, account: str) -> Place:
        if account not in self._places:
            with self._server.connect(self.name) as owner:
                role = add_account(owner, account, "korat", password="secret-1", ending=self.name)
            url = f"postgresql://{role}@127.0.0.1:{self._server.port}/{self.name}"
            self._places[account] = Place(url, "secret-1", "disable")
        return self._places[account]

    def connect(self, account: str) -> Hub:
        if account not in self._open:
            self._open[account] = connect(self.place(account))
        return self._open[account]

    def all_rows(self) -> list[Written]:
        columns = "node, seq, stamp, at, staff, kind, body"
        with self._server.connect(self.name) as owner:
            return [Written(*row) for row in owner.execute(f"SELECT {columns} FROM entry")]

    def close(self) -> None:
        for link in self._open.values():
            link.close()


class Calm:
    def begin(self) -> None: ...

    def end(self) -> None: ...


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "empty.db"
    SqlStore(file, None, "A").close()
    return file


@pytest.mark.parametrize("seed", range(3))
def test_the_same_city_with_a_real_hub(seed: int, tmp_path: Path, empty: Path) -> None:
    side = PostgresSide(server())
    city = City(seed, tmp_path, empty, side, most=3)
    try:
        for _ in range(40):
            city.step()
        city.settle()
    finally:
        city.close()
        side.close()


def test_broken_connections_and_a_killed_server_lose_and_double_nothing(tmp_path: Path) -> None:
    """Cut in the middle of a batch, answers lost after the commit, the server killed."""
    chance = random.Random(7)
    # Not in the test's own folder: the server runs as somebody else.
    folder = Path(tempfile.mkdtemp(prefix="walkin-postgres-"))
    where = Server(folder)
    try:
        side = PostgresSide(where)
        with Proxy(where.port) as proxy:
            place = side.place("A")
            through = place._replace(url=place.url.replace(f":{where.port}", f":{proxy.port}"))
            store = SqlStore(tmp_path / "a.db", None, "A")
            syncing = Syncing(
                store, lambda: connect(through, patience_s=2.0), SystemClock(), tmp_path,
                dog=Calm(), now=time.monotonic,
            )  # fmt: skip
            troubles = 0
            for number in range(ROUNDS):
                with store.writing() as unit:
                    for _ in range(chance.randint(1, 200)):
                        body = GuestsCounted(day=DAY, bands={Band.CHILD: 1}, partner=f"p{number}")
                        unit.append(body, SystemClock().now())
                if number % 10 == 9:
                    where.kill()
                    where.start()
                proxy.set(**chance.choice(_WEATHERS)(chance))
                syncing.turn()
                troubles += bool(syncing.state.trouble)
            proxy.set()
            syncing.turn()
            assert (syncing.state.trouble, syncing.state.unsent) == ("", 0)
            syncing.close()
        assert troubles > ROUNDS // 4
        other = SqlStore(tmp_path / "b.db", None, "B")
        Exchange(other, side.connect("B"), SystemClock()).exchange()
        with store.reading() as reader:
            written = reader.written("A", 0, 100_000)
        assert sorted(side.all_rows()) == written
        assert contents(other) == contents(store)
        other.close()
        store.close()
        side.close()
    finally:
        where.stop()
        shutil.rmtree(folder, ignore_errors=True)


_WEATHERS = (
    lambda chance: {},
    lambda chance: {"cut_after": chance.randint(1, 60_000)},
    lambda chance: {"cut_after": chance.randint(1, 60_000), "reset": True},
    lambda chance: {"swallow": b"claimed"},
    lambda chance: {"refuse": True},
)


def test_what_postgres_cannot_store_is_wrapped_and_blocks_nothing(tmp_path: Path) -> None:
    side = PostgresSide(server())
    a, b = (SqlStore(tmp_path / f"{name}.db", None, name) for name in "AB")
    body = GuestsCounted(day=DAY, bands={Band.CHILD: 1})
    with a.writing() as unit:
        for by in ("สมศรี", "nul\0", None, "x" * 10):
            unit.append(body, SystemClock().now(), by=by)
    done = Exchange(a, side.connect("A"), SystemClock()).exchange()
    assert (done.sent, done.unfit, done.unsent) == (4, 1, 0)
    assert Exchange(b, side.connect("B"), SystemClock()).exchange().received == 4
    with b.reading() as reader:
        assert [(one.entry.seq, one.kind) for one in reader.aside()] == [(2, "unfit")]
        assert reader.people(DAY) == 3
    again = Exchange(a, side.connect("A"), SystemClock()).exchange()
    assert (again.sent, again.received, again.parted) == (0, 0, ())
    for store in (a, b):
        store.close()
    side.close()


def test_an_account_that_was_removed_is_told(tmp_path: Path) -> None:
    side = PostgresSide(server())
    place = side.place("A")
    wrong = place._replace(password="other")
    with pytest.raises(HubTrouble) as said:
        connect(wrong)
    assert said.value.reason == "password"
