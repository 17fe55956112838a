"""What a supervisor is told and decides, who may run, and what is kept of a crash."""

from __future__ import annotations

import datetime as dt
import logging
import queue
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk import alone, restarts
from kiosk.cli import supervised
from kiosk.crashes import FROZEN, MOST, Crashes
from kiosk.log_file import keep_log, tail_of
from kiosk.notify import ADDRESS, ALIVE, READY, SERVING, Supervisor, supervisor
from kiosk.updating.trial import PROOF_S, Trial
from tests.fakes import NOON, FakeSeconds

SECRET = "มะลิ ใจดี 1103700000001"


@pytest.fixture
def clock() -> list[dt.datetime]:
    return [NOON]


@pytest.fixture
def crashes(tmp_path: Path, clock: list[dt.datetime]) -> Crashes:
    return Crashes(tmp_path / "data", lambda: clock[0])


def raised(kind: type[Exception]) -> Exception:
    with pytest.raises(kind) as caught:
        raise kind(SECRET)
    return caught.value


def test_a_crash_is_started_again_and_a_loop_is_not() -> None:
    seconds = FakeSeconds()
    seconds.at = 0.0
    counting = restarts.Restarts(seconds)
    pauses = []
    for _ in range(restarts.FEW):
        seconds.at += 10
        pauses.append(counting.crashed())
    assert pauses == [*restarts.PAUSES_S, None]
    assert sum(restarts.PAUSES_S[:2]) == 0
    assert counting.crashed() == 0


def test_crashes_far_apart_are_no_loop() -> None:
    seconds = FakeSeconds()
    counting = restarts.Restarts(seconds)
    for _ in range(20):
        seconds.at += restarts.WITHIN_S / (restarts.FEW - 1) + 1
        assert counting.crashed() is not None


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({}, Supervisor()),
        ({"NOTIFY_SOCKET": "/run/n", "WATCHDOG_USEC": "3000000"}, Supervisor("/run/n", 3.0)),
        ({"NOTIFY_SOCKET": "@n", "WATCHDOG_USEC": "๓"}, Supervisor("@n", 0.0)),
        ({"NOTIFY_SOCKET": "vsock:2:3"}, Supervisor()),
    ],
)
def test_only_this_process_is_told_who_listens(environ: dict[str, str], found: Supervisor) -> None:
    assert supervisor(environ) == found
    assert environ == {}


def test_nobody_who_listens_is_no_trouble(tmp_path: Path) -> None:
    place = tmp_path / "n"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(place))
        Supervisor(str(place)).tell(READY, "STATUS=x")
        assert ear.recv(99) == b"READY=1\nSTATUS=x"
    Supervisor(str(place)).tell(READY)
    Supervisor().tell(READY)


def test_one_kiosk_to_a_folder(tmp_path: Path) -> None:
    first = alone.hold(tmp_path / "new" / "data")
    assert first is not None
    assert alone.hold(tmp_path / "new" / "data") is None
    assert alone.hold(tmp_path / "other") is not None
    first.let_go()
    assert alone.hold(tmp_path / "new" / "data") is not None


def test_a_folder_that_cannot_be_made_turns_nobody_away(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert alone.hold(tmp_path / "file" / "data") is not None


def test_a_report_has_kind_and_places_and_nobody_in_it(crashes: Crashes) -> None:
    crashes.keep_bug(raised(KeyError))
    [report] = crashes.all()
    assert report.kind == "KeyError"
    assert report.places[0].startswith("tests/core/test_supervision.py:")
    assert report.places[0].endswith(" raised")
    [file] = crashes.folder.glob("*.json")
    text = file.read_text("utf-8")
    assert "มะลิ" not in text
    assert "1103700000001" not in text
    assert str(Path.home()) not in text
    assert file.stat().st_mode & 0o077 == 0


def test_the_same_crash_is_counted_and_a_burst_is_written_once(
    crashes: Crashes, clock: list[dt.datetime]
) -> None:
    for _ in range(50):
        crashes.keep("QML", ["Main.qml:1"])
    assert crashes.all()[0].times == 1
    clock[0] += dt.timedelta(hours=1)
    crashes.keep("QML", ["Main.qml:1"])
    [report] = crashes.all()
    assert (report.times, report.first, report.last) == (51, NOON, clock[0])


def test_the_newest_twenty_are_kept(crashes: Crashes) -> None:
    for n in range(MOST + 5):
        crashes.keep("QML", [f"Main.qml:{n}"])
    assert len(crashes.all()) == MOST
    assert crashes.all()[0].places == (f"Main.qml:{MOST + 4}",)


def test_a_report_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x")
    crashes = Crashes(tmp_path / "data", lambda: NOON)
    crashes.keep("QML")
    assert crashes.all() == []
    assert crashes.last_words() is None
    assert crashes.take_in() is False


STUCK = """
import faulthandler, sys
def turns():
    while True: pass
faulthandler.dump_traceback_later(0.05, exit=True, file=open(sys.argv[1], "w"))
turns()
"""
FELL = (
    "import faulthandler, sys; faulthandler.enable(open(sys.argv[1], 'w')); faulthandler._sigabrt()"
)


@pytest.mark.parametrize(
    ("script", "kind", "place"), [(STUCK, FROZEN, "turns"), (FELL, "Aborted", "<module>")]
)
def test_what_a_process_left_that_could_say_no_more_is_a_report(
    crashes: Crashes, script: str, kind: str, place: str
) -> None:
    words = crashes.last_words()
    assert words is not None
    words.close()
    file = str(crashes.folder / "last-words.txt")
    ended = subprocess.run([sys.executable, "-c", script, file], timeout=30, check=False)
    assert ended.returncode != 0
    assert crashes.take_in() is True
    [report] = crashes.all()
    assert report.kind == kind
    assert report.places[-1].endswith(f" {place}")
    assert crashes.take_in() is False


@pytest.fixture
def logged(crashes: Crashes) -> Iterator[Path]:
    ours = logging.getLogger("walkin")
    before = list(ours.handlers)
    keep_log(crashes.folder.parent, crashes)
    yield crashes.folder.parent
    for handler in set(ours.handlers) - set(before):
        handler.close()
        ours.removeHandler(handler)


def test_bugs_in_the_log_are_reports_too(logged: Path, crashes: Crashes) -> None:
    log = logging.getLogger("walkin.ui")
    log.error("nowhere to write it")  # there is no folder yet
    logged.mkdir()
    log.error("IndexError in x.py:1", extra={"trouble": raised(IndexError)})
    log.error("file:///Main.qml:7: no", extra={"place": "Main.qml:7"})
    log.warning("a device is gone")
    assert {r.kind for r in crashes.all()} == {"IndexError", "QML"}
    assert b"a device is gone" in tail_of(logged)
    assert "มะลิ".encode() not in tail_of(logged)


def test_the_log_does_not_grow(tmp_path: Path, crashes: Crashes) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "walkin.log").write_bytes(b"x" * 300_000 + b"end")
    assert tail_of(data).endswith(b"end")
    assert len(tail_of(data)) == 64_000
    ours = logging.getLogger("walkin")
    before = list(ours.handlers)
    keep_log(data, crashes)
    for handler in set(ours.handlers) - set(before):
        ours.removeHandler(handler)
    assert tail_of(data) == b""
    assert (data / "walkin.log.old").exists()


class Heard:
    """What systemd is told."""

    def __init__(self) -> None:
        self.words: queue.Queue[str] = queue.Queue()

    def pass_on(self, said: bytes) -> None:
        self.words.put(said.decode())

    def until(self, word: str) -> list[str]:
        found = [self.words.get(timeout=60)]
        while found[-1] != word:
            found.append(self.words.get(timeout=60))
        return found


class Shown:
    """A compositor."""

    is_stuck = False

    def __init__(self, *_: object) -> None:
        self.close = lambda: None

    def stuck(self) -> bool:
        return Shown.is_stuck


class Child:
    """A kiosk that says what it is told to."""

    code: int | None = None
    pid = 0

    def poll(self) -> int | None:
        return self.code

    def kill(self) -> None:
        self.code = -9

    def wait(self) -> None:
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="no such sockets")
def test_nobody_is_told_of_a_life_that_nobody_sees(monkeypatch: pytest.MonkeyPatch) -> None:
    places: queue.Queue[str] = queue.Queue()
    child, heard, trial = Child(), Heard(), Trial(seconds := FakeSeconds())

    @contextmanager
    def begins(_: object, environ: dict[str, str]) -> Iterator[Child]:
        places.put(environ[ADDRESS])
        yield child

    monkeypatch.setattr(supervised, "Compositor", Shown)
    monkeypatch.setattr(supervised, "_child", begins)
    monkeypatch.setattr(Shown, "is_stuck", False)
    running = threading.Thread(target=supervised._run, args=((), heard, trial))
    running.start()
    kiosk = Supervisor(places.get(timeout=60))
    kiosk.tell(READY)
    kiosk.tell(f"STATUS={SERVING}")
    kiosk.tell(ALIVE)
    assert heard.until(ALIVE) == [READY, f"STATUS={SERVING}", ALIVE]
    Shown.is_stuck = True
    seconds.at += PROOF_S
    kiosk.tell(ALIVE)
    kiosk.tell(f"STATUS={SERVING}")
    assert heard.until(f"STATUS={SERVING}") == [f"STATUS={SERVING}"]
    Shown.is_stuck = False
    kiosk.tell(ALIVE)
    heard.until(ALIVE)
    assert not trial.proven, "nobody has seen it for so long"
    seconds.at += PROOF_S
    kiosk.tell(ALIVE)
    heard.until(ALIVE)
    child.code = 0
    running.join()
    assert trial.proven
