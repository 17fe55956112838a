"""A new version proves itself at its first start, or the one before is back."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app import Installation
from kiosk.cli import supervised
from kiosk.updating import standing
from kiosk.updating import trial as trials
from kiosk.updating.container import opened
from kiosk.updating.house import House
from kiosk.updating.installing import Steps, install
from kiosk.updating.trial import PATIENCE_S, PROOF_S, Trial
from kiosk.verdict import Verdict
from tests.updating.files import everything, house, update
from tests.walkin import ROOT

SERVING, TROUBLE = b"STATUS=Serving visitors.", b"STATUS=Out of order: see walkin doctor."
READY, ALIVE = b"READY=1", b"WATCHDOG=1"

# A program that says which one it is, and what it does about it.
PROGRAM = """#!/bin/sh
echo "{name}: $*" >>"{said}"
{then}
"""
# A kiosk as its supervisor hears it, and nothing more.
KIOSK = """
import os, signal, socket, time
mouth = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
for words in {said!r}:
    mouth.sendto(words.encode(), os.environ["NOTIFY_SOCKET"])
while os.path.exists({until!r}):
    time.sleep(0.01)
if {waits}:
    signal.pause()
os._exit({code})
"""


class Time:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_serving_visitors_for_a_while_proves_it() -> None:
    now = Time()
    trial = Trial(now)
    trial.begin()
    assert not trial.hear(ALIVE)
    assert not trial.hear(READY + b"\n" + SERVING)
    now.at = PROOF_S - 1
    assert not trial.hear(ALIVE)
    now.at = PROOF_S
    assert not trial.hear(TROUBLE)
    now.at = 2 * PROOF_S
    assert not trial.hear(ALIVE)
    assert not trial.hear(SERVING)
    now.at = 3 * PROOF_S - 1
    assert not trial.hear(ALIVE)
    now.at = 3 * PROOF_S
    assert not trial.hear(SERVING)
    assert trial.hear(ALIVE)
    now.at = 10 * PATIENCE_S
    assert not trial.late


def test_who_never_serves_is_late(monkeypatch: pytest.MonkeyPatch) -> None:
    now = Time()
    trial = Trial(now)
    for said in (READY, ALIVE, TROUBLE, ALIVE):
        trial.hear(said)
    now.at = PATIENCE_S
    assert not trial.late
    now.at = PATIENCE_S + 1
    trial.hear(ALIVE)
    assert trial.late
    trial.begin()
    assert not trial.late


@pytest.fixture
def home(tmp_path: Path) -> House:
    """Version 0.1.0 and, on trial, 0.2.0."""
    made = house(tmp_path)
    made.launcher.parent.mkdir(parents=True)
    shutil.copy(ROOT / "assets/service/current.sh", made.launcher)
    with opened(update(tmp_path), made.keys) as found:
        install(found, made, Steps(lambda *_: None, lambda *_: None))
    for folder in (made.root, made.folder_of("0.2.0")):
        program(made, folder)
    return made


def program(home: House, folder: Path, then: str = "") -> None:
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True, exist_ok=True)
    said = home.root.parent / "said"
    python.write_text(PROGRAM.format(name=home.version_of(folder), said=said, then=then))
    python.chmod(0o755)


def launched(home: House, *words: str) -> list[str]:
    """What runs, one after the other."""
    said = home.root.parent / "said"
    said.unlink(missing_ok=True)
    subprocess.run([home.launcher, *words], check=False, capture_output=True)
    return said.read_text().splitlines()


def test_the_launcher_starts_what_the_link_names(home: House) -> None:
    words = "-P -m kiosk today --json"
    assert launched(home, "today", "--json") == [f"0.2.0: {words}"]
    # The new version brings the same launcher.
    copied = home.folder_of("0.2.0") / "assets" / "service" / "current.sh"
    copied.parent.mkdir(parents=True)
    shutil.copy(home.launcher, copied)
    subprocess.run([copied, "today"], check=True)
    assert (home.root.parent / "said").read_text().splitlines()[-1] == "0.2.0: -P -m kiosk today"
    home.go_back()
    assert launched(home, "today", "--json") == [f"0.1.0: {words}"]
    shutil.rmtree(home.switch)
    assert launched(home, "today", "--json") == [f"0.1.0: {words}"]


def test_the_launcher_goes_back_from_what_never_proves_itself(home: House) -> None:
    words = "-P -m kiosk run --supervised"
    launched(home, "doctor")
    for _ in range(3):
        assert launched(home, "run", "--supervised") == [f"0.2.0: {words}"]
    assert launched(home, "run", "--supervised") == [f"0.1.0: {words}"]
    assert (home.current(), home.gone_back_from()) == (home.root, "0.2.0")
    assert set(everything(home.switch)) == {"before", "current", "back"}
    [told] = standing.examine(home)
    assert told.verdict is Verdict.WARN
    assert "0.2.0" in told.sentence
    assert launched(home, "run", "--supervised") == [f"0.1.0: {words}"]


def test_the_launcher_leaves_what_is_proven(home: House) -> None:
    for _ in range(3):
        launched(home, "run", "--supervised")
    home.proven()
    for _ in range(5):
        assert launched(home, "run", "--supervised")[0].startswith("0.2.0")
    assert [told.verdict for told in standing.examine(home)] == [Verdict.OK]
    assert standing.examine(None) == []


@pytest.mark.parametrize("to", ["../../evil", "../versions/../../evil", "../versions/0.9.0", "x"])
def test_the_launcher_follows_no_link_out_of_the_house(home: House, to: str) -> None:
    evil = home.root.parent / "evil"
    evil.mkdir()
    (evil / ".complete").touch()
    program(home, evil)
    (home.versions / "0.9.0").symlink_to(evil)
    (home.switch / "current").unlink()
    (home.switch / "current").symlink_to(to)
    assert launched(home, "today")[0].startswith("0.1.0")
    assert home.current() == home.root


@pytest.fixture
def kiosk(home: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The kiosk that the supervisor starts is a file of this folder."""
    folder = home.root.parent / "fake"
    (folder / "kiosk").mkdir(parents=True)
    (folder / "kiosk" / "__init__.py").touch()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PYTHONPATH", str(folder))
    monkeypatch.setattr(supervised, "our_house", lambda: home)
    before = signal.getsignal(signal.SIGTERM)
    yield folder / "kiosk" / "__main__.py"
    signal.signal(signal.SIGTERM, before)


class Replaced(BaseException):
    """Another program is this process now."""


def supervise(home: House, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """With which words the launcher takes over; none when it does not."""
    words: list[str] = []

    def execve(path: str, given: list[str], environ: dict[str, str]) -> None:
        assert path == given[0] == str(home.launcher)
        assert environ["NOTIFY_SOCKET"] == "/nowhere"
        words.extend(given[1:])
        raise Replaced

    monkeypatch.setattr(os, "execve", execve)
    monkeypatch.setenv("NOTIFY_SOCKET", "/nowhere")
    installation = Installation(environ={"WALKIN_DATA": str(home.root.parent / "data")})
    try:
        assert supervised.supervise(installation, ["run", "--supervised"]) == 0
    except Replaced:
        return words
    return []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ([], 1),
        ([], 78),
        (["READY=1\nSTATUS=Serving visitors.", "WATCHDOG=1"], 70),
        (["READY=1", "STATUS=Out of order: see walkin doctor.", "WATCHDOG=1"], -9),
    ],
)
def test_one_that_ends_on_trial_is_taken_back_at_once(
    home: House, kiosk: Path, monkeypatch: pytest.MonkeyPatch, said: list[str], code: int
) -> None:
    kiosk.write_text(KIOSK.format(said=said, until="", waits=False, code=code % 256))
    assert supervise(home, monkeypatch) == ["run", "--supervised"]
    assert (home.current(), home.gone_back_from()) == (home.root, "0.2.0")
    assert home.on_trial() == ""


def test_one_that_is_late_is_taken_back(
    home: House, kiosk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trials, "PATIENCE_S", 0.0)
    kiosk.write_text(KIOSK.format(said=["WATCHDOG=1"], until="", waits=True, code=0))
    assert supervise(home, monkeypatch) == ["run", "--supervised"]
    assert home.gone_back_from() == "0.2.0"


def test_one_that_proves_itself_stays(
    home: House, kiosk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trials, "PROOF_S", 0.0)
    fine = ["READY=1\nSTATUS=Serving visitors.", "WATCHDOG=1"]
    until = str(home.switch / "trial")
    kiosk.write_text(KIOSK.format(said=fine, until=until, waits=False, code=0))
    assert supervise(home, monkeypatch) == []
    assert (home.current().name, home.on_trial(), home.gone_back_from()) == ("0.2.0", "", "")
