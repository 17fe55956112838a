"""A centre as it stands in a hall: two kiosks, a desk and a turnstile, one hub behind a network."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk.app import Installation
from kiosk.record import Role
from tests.postgres import Server as Postgres
from tests.proxy import Proxy
from tests.under_x import ENTER, ROOT, Server, places
from tests.walkin import Inside

CENTRE = "korat"
CLERK = "สมศรี"
HALL = "hall"
LEARNERS = 3000
KIOSKS = (".A", ".B")
"""How the names of their nodes end."""
PACE_S = 0.75
"""Between two touches: sooner the second is part of the first."""
_PIN = "482913"
_PROGRAMME = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//TH
BEGIN:VEVENT
UID:{}
SUMMARY:หอประชุม
X-WALKIN-CAPACITY:{}
DTSTART:{}
DTEND:{}
END:VEVENT
END:VCALENDAR
"""


def number(n: int) -> str:
    """What stands on the card of a learner."""
    return f"K{100_000 + n}"


class Hub:
    """A PostgreSQL that writes through to the disk; whoever comes, comes through the network."""

    def __init__(self, folder: Path) -> None:
        self.server = Postgres(folder / "postgres", careful=True)
        self.network = Proxy(self.server.port)
        self.database = self.server.fresh()
        (folder / "keeper").mkdir()
        self._keeper = Inside(folder / "keeper")
        url = self.server.url(self.database)
        _well(self._keeper("hub", "init", "-", given=f"{url}\n".encode()))
        _well(self._keeper("hub", "centre", CENTRE, "โคราช"))

    def invite(self, node: str) -> bytes:
        """An invitation for an installation of the centre."""
        address = f"127.0.0.1:{self.network.port}"
        invited = self._keeper("hub", "add", node, "--centre", CENTRE, "--address", address)
        return _well(invited)

    def vector(self) -> dict[str, int]:
        """The last entry of every node, and that there are as many."""
        with self.server.connect(self.database) as owner:
            found = owner.execute("SELECT node, count(*), max(seq) FROM entry GROUP BY node")
            rows = found.fetchall()
        assert all(count == last for _, count, last in rows)
        return {node: last for node, _, last in rows}

    def close(self) -> None:
        """End both."""
        self.network.close()
        self.server.stop()


class Computer:
    """One data folder that has joined the hub, and what runs on it; `environ` is theirs."""

    def __init__(self, folder: Path, name: str, environ: Mapping[str, str] | None = None) -> None:
        folder.mkdir(exist_ok=True)
        self.name = name
        self.inside = Inside(folder)
        self.environ = {**self.inside.environ, "PYTHONPATH": str(ROOT), **(environ or {})}
        self._folder = folder

    @property
    def installation(self) -> Installation:
        """Its data, for another process."""
        return Installation(environ=self.environ)

    def join(self, hub: Hub) -> None:
        """Join the hub, and get what is there."""
        _well(self.inside("hub", "join", given=hub.invite(f"{CENTRE}.{self.name}")))
        self.exchange()

    def exchange(self) -> None:
        """Exchange entries once, now."""
        _well(self.inside("sync", "--once"))

    def fill(self, seats: int, learners: int = LEARNERS) -> None:
        """Learners, somebody at the desk, and an activity with so many seats for some hours."""
        rows = "".join(f"{number(n)},คน{n} สกุล{n}\n" for n in range(learners))
        (self._folder / "learners.csv").write_text(f"member_no,name_th\n{rows}", "utf-8-sig")
        _well(self.inside("import", "learners", "learners.csv"))
        start = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=5)
        times = (f"{at:%Y%m%dT%H%M%SZ}" for at in (start, start + dt.timedelta(hours=2)))
        (self._folder / "day.ics").write_text(_PROGRAMME.format(HALL, seats, *times), "utf-8")
        _well(self.inside("import", "programme", "day.ics"))
        opened = self.installation.open()
        opened.desk.add_staff(CLERK, Role.DESK, _PIN, bytes(16), "os")
        opened.store.close()

    def begin(self, *words: str, **how: Any) -> subprocess.Popen[str]:
        """Start `walkin` there."""
        return subprocess.Popen(
            [sys.executable, "-m", "kiosk", *words],
            env=self.environ, cwd=self._folder, text=True, **how,
        )  # fmt: skip


class Window:
    """A computer with an X server of its own and one of our windows on it."""

    def __init__(self, folder: Path, name: str, word: str) -> None:
        folder.mkdir()
        self._screen = Server(folder)
        self._word = word
        self._log = folder / "said"
        self.computer = Computer(folder, name, self._screen.environ)
        self.process: subprocess.Popen[str] | None = None
        self.places: dict[str, tuple[int, int]] = {}

    def start(self) -> None:
        """Open the window; returns when it is to be seen."""
        with self._log.open("ab") as said:
            self.process = self.computer.begin(self._word, stdout=said, stderr=said)
        self._screen.tell("search", "--sync", "--onlyvisible", "--class", "walkin")

    def kill(self) -> None:
        """End the program with kill -9."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def touch(self, *names: str) -> None:
        """Touch one after the other, at a visitor's pace."""
        for name in names:
            x, y = self.places[name]
            self._screen.tell("mousemove", str(x), str(y), "click", "1")
            time.sleep(PACE_S)

    def scan(self, code: str) -> None:
        """Scan a code as a reader does that types."""
        self._screen.tell("key", "--delay", "4", *places(code), ENTER)

    def close(self) -> str:
        """End all of it; what it wrote to its streams."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)
        self._screen.stop()
        return self._log.read_text("utf-8") if self._log.exists() else ""


def places_of(folder: Path, seats: int) -> dict[str, tuple[int, int]]:
    """Where the buttons of a kiosk are on such a day (tests.bench.touched)."""
    twin = Computer(folder, "A")
    twin.fill(seats, 1)
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.touched"],
        env=twin.environ,
        capture_output=True,
        check=True,
    )
    found: dict[str, tuple[int, int]] = json.loads(told.stdout.splitlines()[-1])
    return found


class Turnstile:
    """`walkin station` on a computer, for the activity of this uid or for the visit alone."""

    def __init__(self, computer: Computer, *words: str) -> None:
        self._process = computer.begin(
            "station", *words, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def scan(self, code: str) -> dict[str, Any]:
        """What it answers."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{code}\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        """End it by the end of its input."""
        self._process.communicate()
        assert self._process.returncode == 0


class Shown:
    """The list of a desk's window, in a process of its own (tests.bench.shown)."""

    def __init__(self, computer: Computer, folder: Path) -> None:
        self._file = folder / "shown"
        with self._file.open("wb") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.bench.shown"],
                env=computer.environ,
                stdin=subprocess.PIPE,
                stdout=said,
            )

    def close(self) -> dict[str, float]:
        """End it; when each entry came onto the list, in seconds since 1970."""
        self._process.communicate()
        lines = self._file.read_text("utf-8").splitlines()
        return {entry: float(at) for entry, at in (line.split() for line in lines)}


def _well(done: subprocess.CompletedProcess[bytes]) -> bytes:
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout
