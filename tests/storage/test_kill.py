"""kill -9 of a running `walkin station`: what it answered is in the journal, once."""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import text

from db.store import SqlStore
from kiosk.entry import CheckedIn, LearnerKept
from kiosk.secrets import load_or_create
from tests.storage.workload import NOON, learner

KILLS = 50
LEARNERS = 6000


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


def test_every_answered_check_in_survives_kill_9_once(tmp_path: Path) -> None:
    chance = random.Random(9)
    store = open_data(tmp_path)
    with store.writing() as unit:
        unit.append_many([LearnerKept(learner=learner(n)) for n in range(LEARNERS)], NOON)
    store.close()
    acknowledged: dict[str, str] = {}
    seen_again = 0
    number = 0
    for _ in range(KILLS):
        running = station(tmp_path)
        assert running.stdin is not None
        assert running.stdout is not None
        # The last few codes come again: a visitor who saw no tick scans once more.
        start = max(0, number - 3)
        codes = range(start, start + 60)
        running.stdin.write("".join(f"K{100000 + n}\n" for n in codes).encode())
        running.stdin.flush()
        first = running.stdout.readline()
        for _ in range(chance.randrange(40)):
            first += running.stdout.readline()
        os.kill(running.pid, signal.SIGKILL)
        rest = running.stdout.read()
        running.stdin.close()
        running.wait()
        running.stdout.close()
        for line in (first + rest).split(b"\n")[:-1]:
            answer = json.loads(line)
            assert answer["outcome"] in ("admitted", "already_in", "repeat"), answer
            if answer["outcome"] == "admitted":
                assert answer["learner"] not in acknowledged
                acknowledged[answer["learner"]] = answer["entry"]
                number = int(answer["learner"][1:]) - 100000
            else:
                seen_again += 1
        number += 1
    store = open_data(tmp_path)
    with store.reading() as reader:
        entries = reader.entries({}, limit=100_000)
        check = reader._link.value(text("PRAGMA integrity_check"))
    store.close()
    assert check == "ok"
    assert [e.seq for e in entries] == list(range(1, len(entries) + 1))
    came = [(e.body.learner, str(e.id)) for e in entries if isinstance(e.body, CheckedIn)]
    held = {f"K{100000 + int((who or '')[1:])}": name for who, name in came}
    assert len(held) == len(came), "somebody was checked in twice"
    assert acknowledged.items() <= held.items()
    assert len(acknowledged) > KILLS
    assert seen_again > 0
