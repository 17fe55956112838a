"""The real kiosk under its real supervisor: however it ends, Home is back and nothing is lost."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.crashes import FROZEN, Crashes
from kiosk.notify import SERVING
from tests.fakes import NOON
from tests.under_x import Screen, until

# Read by every Python of the kiosk: a signal does in a slot of the interface what a bug would do.
BUGS = """
import signal

def turns(*_):
    while True:
        pass

def raises(*_):
    raise KeyError("K100001")

signal.signal(signal.SIGUSR1, turns)
signal.signal(signal.SIGUSR2, raises)
"""


class Supervised(Screen):
    """A supervised kiosk, and what it tells the system: this process is its systemd."""

    def __init__(self, folder: Path) -> None:
        (folder / "sitecustomize.py").write_text(BUGS)
        path = f"{Path(__file__).parents[1]}{os.pathsep}{folder}"
        self.ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.ear.bind(str(folder / "n"))
        self.ear.settimeout(60)
        super().__init__(folder, "--supervised", PYTHONPATH=path, NOTIFY_SOCKET=str(folder / "n"))

    def hears(self, word: str) -> None:
        """Wait until the kiosk says this. Raises TimeoutError."""
        while word.encode() not in self.ear.recv(4096):
            pass

    @property
    def child(self) -> int:
        """The kiosk itself."""
        found = subprocess.run(
            ["pgrep", "-P", str(self.kiosk.pid)], capture_output=True, text=True, check=True
        )
        [pid] = found.stdout.split()
        return int(pid)

    def send(self, number: int) -> None:
        os.kill(self.child, number)

    def close(self) -> str:
        said = super().close()
        self.ear.close()
        return said


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Supervised]:
    made = Supervised(tmp_path)
    yield made
    made.close()


def test_home_is_back_whatever_ends_the_kiosk(screen: Supervised, tmp_path: Path) -> None:
    screen.hears("READY=1")
    screen.hears(f"STATUS={SERVING}")
    screen.lets_in("k100001", "l1")
    first = screen.child
    screen.send(signal.SIGUSR2)
    until(lambda: "KeyError" in kinds(tmp_path))
    assert screen.child == first
    for number in (signal.SIGUSR1, signal.SIGSEGV, signal.SIGSTOP, signal.SIGKILL):
        before = screen.child
        screen.send(number)
        screen.hears("READY=1")
        assert screen.child != before
    assert {FROZEN, "Segmentation fault", "SIGKILL", "KeyError"} <= kinds(tmp_path)
    stuck = [c.places for c in reports(tmp_path).all() if c.kind == FROZEN and c.places]
    assert "sitecustomize.py" in stuck[0][-1]
    screen.lets_in("k100002", "l2")
    assert screen.came() == ["l1", "l2"]
    screen.send(signal.SIGSEGV)  # the fifth
    screen.hears("E-RESTART")
    assert len(screen.windows()) == 1
    said = screen.close()
    assert "use the desk" in said
    assert "Traceback" not in said
    assert "100001" not in said
    everything = [f.read_bytes() for f in (tmp_path / "data" / "crashes").iterdir()]
    assert not any(b"100001" in text for text in everything)


def reports(folder: Path) -> Crashes:
    return Crashes(folder / "data", lambda: NOON)


def kinds(folder: Path) -> set[str]:
    return {crash.kind for crash in reports(folder).all()}
