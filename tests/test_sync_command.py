"""`walkin sync`: two computers of a centre over a real hub, as their own processes do it."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

import pytest

from kiosk.alone import hold
from kiosk.companion import LOCK, Companion
from kiosk.sync_state import FILE, read_state
from tests.postgres import server
from tests.walkin import Inside

LEARNERS = "member_no,name_th\n" + "".join(f"K10000{n},คน{n} สกุล{n}\n" for n in (1, 2))


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Inside:
    made = Inside(tmp_path_factory.mktemp("owner"))
    url = server().url(server().fresh())
    assert made("hub", "init", "-", given=f"{url}\n".encode()).returncode == 0
    assert made("hub", "centre", "korat", "โคราช").returncode == 0
    return made


def joined(owner: Inside, folder: Path, node: str) -> Inside:
    folder.mkdir()
    made = Inside(folder)
    invitation = owner("hub", "add", node, "--centre", "korat").stdout
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
