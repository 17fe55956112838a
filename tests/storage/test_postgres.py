"""The server and the network that the hub is tried on: they must do what they are told to."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import psutil
import psycopg
import pytest

from tests.postgres import Server, server
from tests.proxy import Proxy, certificate


@pytest.fixture(scope="module")
def database() -> str:
    name = server().fresh()
    with server().connect(name) as link:
        link.execute("CREATE TABLE t (x text)")
    return name


def test_it_runs_in_a_folder_that_is_the_tests_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    other = Server(tmp_path / "server")
    with other.connect() as link:
        assert link.execute("SHOW fsync").fetchone() == ("off",)
    other.stop()


def test_it_ends_with_whoever_started_it(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib; from tests.postgres import Server;"
        "print(Server(pathlib.Path(sys.argv[1])).pid, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, tmp_path / "server"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as starter:
        assert starter.stdout is not None
        started = psutil.Process(int(starter.stdout.readline()))
        starter.kill()
    started.wait(30)


def connect(port: int, database: str, more: str = "") -> psycopg.Connection:
    url = f"postgresql://owner:owner-pass@127.0.0.1:{port}/{database}?{more}"
    return psycopg.connect(url, autocommit=True)


def count(database: str) -> int:
    with server().connect(database) as link:
        return link.execute("SELECT count(*) FROM t").fetchone()[0]


def test_what_was_acknowledged_outlives_a_kill(database: str) -> None:
    before = count(database)
    with server().connect(database) as link:
        link.execute("INSERT INTO t VALUES ('a')")
        server().kill()
        with pytest.raises(psycopg.OperationalError):
            link.execute("SELECT 1")
    server().start()
    assert count(database) == before + 1


def test_a_reply_is_lost_after_the_work_is_done(database: str) -> None:
    before = count(database)
    with Proxy(server().port) as proxy, connect(proxy.port, database) as link:
        proxy.set(swallow=b"INSERT")
        with pytest.raises(psycopg.OperationalError):
            link.execute("INSERT INTO t VALUES ('b')")
    assert count(database) == before + 1


def test_a_connection_is_cut_in_the_middle(database: str) -> None:
    before = count(database)
    with Proxy(server().port) as proxy:
        for reset in (False, True):
            proxy.set()
            with connect(proxy.port, database) as link:
                proxy.set(cut_after=100_000, reset=reset)
                with pytest.raises(psycopg.OperationalError):
                    link.execute("INSERT INTO t VALUES (%s)", ["x" * 1_000_000])
        proxy.set()
        with connect(proxy.port, database) as link:
            proxy.cut()
            with pytest.raises(psycopg.OperationalError):
                link.execute("SELECT pg_sleep(30)")
        proxy.set(refuse=True)
        with pytest.raises(psycopg.OperationalError):
            connect(proxy.port, database)
    assert count(database) == before


def test_a_hole_takes_everything_and_gives_it_back(database: str) -> None:
    with Proxy(server().port) as proxy, connect(proxy.port, database) as link:
        proxy.set(hole=True)
        answers = []
        asking = threading.Thread(
            target=lambda: answers.append(link.execute("SELECT 1").fetchone())
        )
        asking.start()
        asking.join(0.2)
        assert answers == []
        proxy.set()
        asking.join(30)
        assert answers == [(1,)]


def test_tls_is_spoken_for_the_server_with_a_certificate_of_ours(
    database: str, tmp_path: Path
) -> None:
    made = certificate(tmp_path)
    verified = f"sslmode=verify-full&sslrootcert={made.authority}"
    with Proxy(server().port, made) as proxy:
        with connect(proxy.port, database, verified) as link:
            assert link.pgconn.ssl_in_use
            long = "ก" * 300_000
            assert link.execute("SELECT %s", [long]).fetchone() == (long,)
        with pytest.raises(psycopg.OperationalError):
            connect(proxy.port, database, "sslmode=disable")
    old = tmp_path / "old"
    old.mkdir()
    run_out = certificate(old, days=-1)
    verified = f"sslmode=verify-full&sslrootcert={run_out.authority}"
    with (
        Proxy(server().port, run_out) as proxy,
        pytest.raises(psycopg.OperationalError, match="certificate"),
    ):
        connect(proxy.port, database, verified)
