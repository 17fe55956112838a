"""`walkin sync`: two computers of a centre over a real hub, as their own processes do it."""

from __future__ import annotations

import datetime as dt
import json
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kiosk.alone import hold
from kiosk.app import Installation
from kiosk.companion import GOODBYE, LOCK, Companion
from kiosk.entry import GuestsCounted
from kiosk.record import Band
from kiosk.sync_state import FILE, read_state
from tests.morning import HALL
from tests.postgres import server
from tests.test_card_commands import free_letter
from tests.walkin import ROOT, Inside

LEARNERS = "member_no,name_th\n" + "".join(f"K10000{n},คน{n} สกุล{n}\n" for n in (1, 2, 3, 4))
# As at a terminal, wherever the tests were started from.
COMMAND = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from kiosk.cli import main
main()
"""


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Inside:
    made = Inside(tmp_path_factory.mktemp("owner"))
    url = server().url(server().fresh())
    assert made("hub", "init", "-", given=f"{url}\n".encode()).returncode == 0
    assert made("hub", "centre", "korat", "โคราช").returncode == 0
    return made


def joined(owner: Inside, folder: Path, node: str, centre: str = "korat") -> Inside:
    folder.mkdir()
    made = Inside(folder)
    invitation = owner("hub", "add", node, "--centre", centre).stdout
    assert made("hub", "join", given=invitation).returncode == 0
    return made


def state_of(kiosk: Inside) -> dict[str, object]:
    (file,) = kiosk.folder.rglob(FILE)
    return json.loads(file.read_bytes())


def test_what_one_has_the_other_gets(owner: Inside, tmp_path: Path) -> None:
    here, there = (joined(owner, tmp_path / name, f"k.{name}") for name in "AB")
    (here.folder / "learners.csv").write_text(LEARNERS, "utf-8-sig")
    assert here("import", "learners", "learners.csv").returncode == 0
    assert here("check-in", "K100001").returncode == 0
    sent = here("sync", "--once")
    assert sent.returncode == 0, sent.stderr
    assert sent.stdout == b"centre korat: 0 to send, 0 to receive\n"
    assert there("sync", "--once", "--json").returncode == 0
    assert there("check-in", "K100002").returncode == 0
    again = json.loads(there("check-in", "K100001", "--json").stdout)
    assert again["outcome"] in ("repeat", "already_in")
    nodes = state_of(there)["nodes"]
    assert isinstance(nodes, list)
    assert {peer["node"]: peer["seq"] > 0 for peer in nodes}["k.A"]


def test_a_computer_that_keeps_fewer_days_says_since_when(owner: Inside, tmp_path: Path) -> None:
    other, kiosk = (joined(owner, tmp_path / name, f"k.{name}") for name in "XY")
    now = dt.datetime.now(dt.UTC)
    first, long_ago = (now - dt.timedelta(days=ago) for ago in (400, 500))
    opened = Installation(environ=other.environ).open()
    with opened.store.writing() as unit:
        unit.append(GuestsCounted(day=long_ago.date(), bands={Band.CHILD: 1}), long_ago)
    opened.store.close()
    assert other("sync", "--once").returncode == 0
    assert kiosk("sync", "--once", WALKIN_HUB_DAYS="400").returncode == 0
    said = kiosk("doctor", WALKIN_HUB_DAYS="400").stdout.decode()
    days = [first.date(), first.date() + dt.timedelta(days=1)]
    assert any(f"Days from {day} on are here, older ones on the hub." in said for day in days)
    assert "this computer forgets nobody" in said
    log = kiosk("export", "log", "--from", "2020-01-01", "--to", "2020-01-02", "-o", "-")
    assert (log.returncode, log.stdout) == (69, b"")
    assert b"Not all of these days are kept here." in log.stderr


def test_the_seats_of_a_room_are_shared_and_none_is_given_twice(
    owner: Inside, tmp_path: Path
) -> None:
    here, there = (joined(owner, tmp_path / f"seats{name}", f"k.{name}") for name in "DE")
    (here.folder / "learners.csv").write_text(LEARNERS, "utf-8-sig")
    now = dt.datetime.now(dt.UTC)
    span = (f"{now + n * dt.timedelta(hours=1):%Y%m%dT%H%M%SZ}" for n in (0, 1))
    (here.folder / "programme.ics").write_text(HALL.format(3, *span))
    assert here("import", "learners", "learners.csv").returncode == 0
    assert here("import", "programme", "programme.ics").returncode == 0

    def come(kiosk: Inside, learner: str) -> str:
        done = kiosk("check-in", learner, "--activity", "hall", "--json")
        return json.loads(done.stdout)["outcome"]

    # Nothing is given before it is certain.
    assert come(here, "K100001") == "not_certain"
    for kiosk in (here, there, here, there):
        assert kiosk("sync", "--once").returncode == 0
    # Who waited was called and comes in; the third seat lies with the other kiosk.
    assert come(here, "K100001") == "admitted"
    assert come(here, "K100002") == "admitted"
    assert come(here, "K100003") == "not_certain"
    assert come(there, "K100004") == "admitted"
    for kiosk in (here, there):
        assert kiosk("sync", "--once").returncode == 0
    # Everybody knows of everybody now: it is full.
    assert come(there, "K100003") == "standby"


@pytest.mark.parametrize(("how", "names"), [("goodbye", "FG"), ("ctrl+c", "LM")])
def test_an_orderly_end_gives_seats_back(
    owner: Inside, tmp_path: Path, how: str, names: str
) -> None:
    here, there = (joined(owner, tmp_path / f"end{name}", f"k.{name}") for name in names)
    begin = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)
    span = (f"{begin + n * dt.timedelta(hours=1):%Y%m%dT%H%M%SZ}" for n in (0, 1))
    (here.folder / "programme.ics").write_text(HALL.format(1, *span).replace(":hall", f":{names}"))
    assert here("import", "programme", "programme.ics").returncode == 0
    (here.folder / "learners.csv").write_text(f"member_no,name_th\n{names}200001,คน สกุล\n", "utf-8")
    assert here("import", "learners", "learners.csv").returncode == 0
    assert here("sync", "--once").returncode == 0
    program = [sys.executable, "-c", COMMAND, "sync", *(["--beside"] if how == "goodbye" else [])]
    environ = here.environ | {"PYTHONPATH": str(ROOT)}
    before = state_of(here)["looked_at"]
    with subprocess.Popen(program, stdin=subprocess.PIPE, env=environ) as beside:
        waiting = threading.Event()
        while state_of(here)["looked_at"] == before:
            waiting.wait(0.01)
        if how == "goodbye":
            beside.communicate(GOODBYE)
        else:
            beside.send_signal(signal.SIGINT)
            beside.communicate()
    assert beside.returncode == 0
    assert there("sync", "--once").returncode == 0
    guest = there("check-in", f"{names}200001", "--activity", names, "--json")
    assert json.loads(guest.stdout)["outcome"] == "admitted"


def test_a_learner_of_another_centre_is_greeted_by_name_the_next_time(
    owner: Inside, tmp_path: Path
) -> None:
    assert owner("hub", "centre", "phimai", "พิมาย").returncode == 0
    home = joined(owner, tmp_path / "home", "k.H")
    away = joined(owner, tmp_path / "away", "p.A", "phimai")
    (home.folder / "learners.csv").write_text(LEARNERS, "utf-8-sig")
    assert home("import", "learners", "learners.csv").returncode == 0
    assert home("card", "key", "new", free_letter(home, away)).returncode == 0
    text = home("card", "K100001").stdout.strip().decode()
    shared = home("card", "key", "share", str(tmp_path / "key.json")).stdout.decode()
    (fingerprint,) = re.findall(r"(?:\d{5} ){4}\d{5}", shared)
    trusted = away("card", "key", "trust", str(tmp_path / "key.json"), "--fingerprint", fingerprint)
    assert trusted.returncode == 0, trusted.stderr
    came = json.loads(away("check-in", text, "--json").stdout)
    assert (came["outcome"], "name" in came) == ("foreign", False)
    for one in (away, home, away, home):
        done = one("sync", "--once")
        assert done.returncode == 0, done.stdout
    again = json.loads(away("check-in", text, "--json").stdout)
    assert (again["name"], again["centre"]) == ("คน1", "korat")
    assert again["outcome"] in ("repeat", "already_in")


def test_a_hub_out_of_reach_is_told_and_nothing_waits(owner: Inside, tmp_path: Path) -> None:
    kiosk = joined(owner, tmp_path / "c", "k.C")
    settings = kiosk.folder / "walkin.toml"
    there = settings.read_text()
    settings.write_text(there.replace(f":{server().port}/", ":1/"))
    done = kiosk("sync", "--once")
    assert (done.returncode, done.stdout[:30]) == (75, b"The hub cannot be reached. Loo")
    assert state_of(kiosk)["trouble"] == "unreachable"
    settings.write_text(there)
    assert kiosk("sync", "--once").returncode == 0


def test_without_a_hub_it_says_what_to_do(tmp_path: Path) -> None:
    done = Inside(tmp_path)("sync", "--once")
    assert done.returncode == 78
    assert b"walkin hub join" in done.stderr


def test_one_process_of_a_data_folder_exchanges_and_ends_with_its_kiosk(tmp_path: Path) -> None:
    began = tmp_path / "began"
    program = f"import pathlib, sys; pathlib.Path({str(began)!r}).mkdir(); sys.stdin.read()"
    first = Companion(tmp_path, lambda: True, (sys.executable, "-c", program))
    first.start()
    waiting = threading.Event()
    while not began.exists():
        waiting.wait(0.01)
    assert hold(tmp_path, LOCK) is None
    first.close()
    mine = hold(tmp_path, LOCK)
    assert mine is not None
    mine.let_go()
    assert read_state(tmp_path) is None
