"""kill -9 of a running `walkin station`: what it answered is in the journal, once."""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import text

from db.store import SqlStore
from kiosk.entry import CheckedIn, LearnerKept
from kiosk.secrets import load_or_create
from tests.storage.workload import NOON, learner

KILLS = 25


def station(folder: Path) -> "subprocess.Popen[bytes]":
    environ = os.environ | {
        "WALKIN_DATA": str(folder / "data"),
        "WALKIN_CONFIG": str(folder / "walkin.toml"),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "kiosk", "station"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environ,
        cwd=Path(__file__).parents[2],
    )


def open_data(folder: Path) -> SqlStore:
    secrets = load_or_create(folder / "walkin.key", may_create=True)
    return SqlStore(folder / "data" / "walkin.db", secrets.database, "A")


class Toll(NamedTuple):
    """What many kills did: check-ins acknowledged, lost, doubled, and answered once more."""

    acknowledged: int
    lost: int
    doubled: int
    seen_again: int


def kill_often(folder: Path, kills: int) -> Toll:
    """Kill a station that often in the middle of its work, then count."""
    chance = random.Random(9)
    store = open_data(folder)
    learners = 60 * kills + 60
    with store.writing() as unit:
        unit.append_many([LearnerKept(learner=learner(n)) for n in range(learners)], NOON)
    store.close()
    acknowledged: dict[str, str] = {}
    doubled = seen_again = 0
    number = 0
    for _ in range(kills):
        # The last few codes come again: a visitor who saw no tick scans once more.
        for answer in killed(folder, max(0, number - 3), chance.randrange(40)):
            assert answer["outcome"] in ("admitted", "already_in", "repeat"), answer
            if answer["outcome"] == "admitted":
                doubled += answer["learner"] in acknowledged
                acknowledged[answer["learner"]] = answer["entry"]
                number = int(answer["learner"][1:]) - 100000
            else:
                seen_again += 1
        number += 1
    store = open_data(folder)
    with store.reading() as reader:
        entries = reader.entries({}, limit=1_000_000)
        check = reader._link.value(text("PRAGMA integrity_check"))
    store.close()
    assert check == "ok"
    assert [e.seq for e in entries] == list(range(1, len(entries) + 1))
    came = [(e.body.learner, str(e.id)) for e in entries if isinstance(e.body, CheckedIn)]
    held = {f"K{100000 + int((who or '')[1:])}": name for who, name in came}
    doubled += len(came) - len(held)
    lost = len(acknowledged.items() - held.items())
    return Toll(len(acknowledged), lost, doubled, seen_again)


def killed(folder: Path, first: int, answers: int) -> list[dict[str, str]]:
    """Feed a station sixty codes, kill it after some answers; what it had answered in whole."""
    running = station(folder)
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write("".join(f"K{100000 + n}\n" for n in range(first, first + 60)).encode())
    running.stdin.flush()
    said = b"".join(running.stdout.readline() for _ in range(1 + answers))
    os.kill(running.pid, signal.SIGKILL)
    said += running.stdout.read()
    running.stdin.close()
    running.wait()
    running.stdout.close()
    return [json.loads(line) for line in said.split(b"\n")[:-1]]


def test_every_answered_check_in_survives_kill_9_once(tmp_path: Path) -> None:
    toll = kill_often(tmp_path, KILLS)
    assert (toll.lost, toll.doubled) == (0, 0)
    assert toll.acknowledged > KILLS
    assert toll.seen_again > 0
