"""The hub fails in every way: visitors notice nothing, staff are told, and in the end all is there.

A centre with a real PostgreSQL behind a network that can be broken.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.hub.accounts import add_account, add_centre, renew_account
from db.hub.link import connect
from db.hub.setup import bring_up
from kiosk.hub import Hub
from kiosk.hub_place import Place
from kiosk.outcome import VISIT, Ask, Code
from kiosk.syncing import Syncing
from kiosk.written import Written
from tests.postgres import server
from tests.proxy import Certificate, Proxy, certificate
from tests.storage.centre import Centre
from ui.catalogue import LANGUAGES, read_texts

NO_ROOM = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
END $$;
CREATE TRIGGER no_room BEFORE INSERT ON entry FOR EACH STATEMENT EXECUTE FUNCTION no_room();
"""


class _Calm:
    def begin(self) -> None: ...

    def end(self) -> None: ...


class Joined:
    """A centre that exchanges with a hub through a network; `place` is where it looks for it."""

    def __init__(self, centre: Centre, folder: Path) -> None:
        self.centre = centre
        self.name = server().fresh()
        with server().connect(self.name) as owner:
            bring_up(owner, plain=True)
            add_centre(owner, "korat", "โคราช", 202611)
            role = add_account(owner, "A", "korat", password="secret-1", ending=self.name)
        self.proxy = Proxy(server().port)
        url = f"postgresql://{role}@127.0.0.1:{self.proxy.port}/{self.name}"
        self.good = self.place = Place(url, "secret-1", "disable")
        self.syncing = Syncing(
            centre.store, self._connect, centre.clock, folder, dog=_Calm(), now=time.monotonic
        )

    def _connect(self) -> Hub:
        return connect(self.place, patience_s=0.5)

    def owner(self, statement: str) -> None:
        with server().connect(self.name) as owner:
            owner.execute(statement)

    def through(self, proxy: Proxy, made: Certificate) -> Place:
        """Over TLS, which the proxy speaks for the server."""
        url = self.good.url.replace(f":{self.proxy.port}/", f":{proxy.port}/")
        return Place(url, "secret-1", "verify-full", str(made.authority))

    def rows(self) -> list[Written]:
        with server().connect(self.name) as owner:
            columns = "node, seq, stamp, at, staff, kind, body"
            found = owner.execute(f"SELECT {columns} FROM entry ORDER BY seq")
            return [Written(*row) for row in found]

    def close(self) -> None:
        self.syncing.close()
        self.proxy.close()


@pytest.fixture
def joined(centre: Centre, tmp_path: Path) -> Iterator[Joined]:
    made = Joined(centre, tmp_path)
    for _ in range(2):  # the second time it hears how far the hub is
        made.syncing.turn()
    assert (made.syncing.state.trouble, made.syncing.state.unsent) == ("", 0)
    yield made
    made.close()


def renewed(joined: Joined, password: str) -> None:
    with server().connect(joined.name) as owner:
        renew_account(owner, "A", password)
    joined.proxy.cut()


def another_password(joined: Joined) -> None:
    joined.place = joined.good._replace(password="secret-2")


Act = Callable[[Joined], object]
FAULTS: dict[str, tuple[tuple[str, ...], Act, Act]] = {
    "cut in a batch": (
        ("unreachable", "unreachable"),
        lambda joined: joined.proxy.set(cut_after=700, reset=True),
        lambda joined: joined.proxy.set(),
    ),
    "the answer is lost": (
        ("unreachable", "unreachable"),
        lambda joined: joined.proxy.set(swallow=b"claimed"),
        lambda joined: joined.proxy.set(),
    ),
    "server killed": (
        ("unreachable", "unreachable"),
        lambda _: server().kill(),
        lambda _: server().start(),
    ),
    "answers 30 s late": (
        ("slow",),
        lambda joined: joined.proxy.set(delay_s=30.0),
        lambda joined: joined.proxy.set(),
    ),
    "password changed": (
        ("unreachable", "password"),
        lambda joined: renewed(joined, "secret-2"),
        another_password,
    ),
    "disk of the hub full": (
        ("full", "full"),
        lambda joined: joined.owner(NO_ROOM),
        lambda joined: joined.owner("DROP FUNCTION no_room CASCADE"),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_visitors_notice_nothing_and_all_arrives_once(joined: Joined, fault: str) -> None:
    reasons, breaks, heals = FAULTS[fault]
    breaks(joined)
    try:
        goes_on(joined, *reasons)
    finally:
        heals(joined)
    arrives(joined)


def goes_on(joined: Joined, *reasons: str) -> None:
    """People come while the hub is away; staff are told why, in both languages."""
    for number, reason in enumerate(reasons, 1):
        outcome = joined.centre.desk.scan(f"K10000{number}", Ask(wanted=VISIT))
        assert outcome.code is Code.ADMITTED
        joined.syncing.turn()
        assert joined.syncing.state.trouble == reason
        assert joined.syncing.state.unsent == number
        for language in LANGUAGES:
            assert read_texts(language)[f"desk.hub.{reason}"]


def arrives(joined: Joined) -> None:
    """Once the hub is there again it has everything, once."""
    joined.syncing.turn()
    assert (joined.syncing.state.trouble, joined.syncing.state.unsent) == ("", 0)
    with joined.centre.store.reading() as reader:
        written = reader.written("A", 0, 10_000)
    assert joined.rows() == written
    assert len(written) > 12


def test_a_certificate_that_runs_out_at_work(joined: Joined, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("good", "old")]
    for folder in folders:
        folder.mkdir()
    good, old = certificate(folders[0]), certificate(folders[1], days=-1)
    with Proxy(server().port, good) as fair, Proxy(server().port, old) as late:
        joined.place = joined.through(fair, good)
        joined.syncing.close()
        joined.syncing.turn()
        assert joined.syncing.state.trouble == ""
        joined.place = joined.through(late, old)
        fair.cut()
        joined.syncing.close()
        goes_on(joined, "tls", "tls")
        joined.place = joined.through(fair, good)
        arrives(joined)
        joined.syncing.close()


def test_a_hub_that_loses_what_it_acknowledged_would_be_seen(joined: Joined) -> None:
    joined.centre.desk.scan("K100001", Ask(wanted=VISIT))
    joined.owner("DELETE FROM entry WHERE seq = 1")
    with pytest.raises(AssertionError):
        arrives(joined)
