"""The commands as scripts use them: what they print, and their exit codes."""

import datetime as dt
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.alone import KIOSK, hold
from tests.morning import HALL
from tests.walkin import ROOT, Inside, Walkin

LEARNERS = (
    "member_no,name_th,name_en,nickname,birth_year_be,institution,student_id,phone,valid_until,"
    "status,consent_version\n"
    "K100001,กมล ใจดี,Kamon Chaidi,ต้น,2533,nrru,661000000,,2027-12-31,active,2026-1\n"
    "K100002,ขวัญใจ ศรีโคราช,Khwanchai Sikhorat,,2499,nrvc,,0810007919,2027-12-31,active,2026-1\n"
)


@pytest.fixture
def walkin(tmp_path: Path) -> Walkin:
    made = Walkin(tmp_path)
    (tmp_path / "learners.csv").write_text(LEARNERS, "utf-8-sig")
    return made


@pytest.fixture
def filled(walkin: Walkin) -> Walkin:
    assert Inside(walkin.folder)("import", "learners", "learners.csv").returncode == 0
    return walkin


@pytest.fixture
def within(filled: Walkin) -> Walkin:
    """What is no matter of processes."""
    return Inside(filled.folder)


def test_a_station_answers_each_code_with_one_json_line(filled: Walkin) -> None:
    first, again, by_phone, unknown = filled.station(b"K100001", b"k-100001\r", b"0810007919", b"x")
    assert first["outcome"] == "admitted"
    assert first["learner"] == "K100001"
    assert first["name"] == "กมล"
    assert first["entry"].startswith("A:")
    assert first["at"].endswith("Z")
    assert first["ms"] > 0
    assert (again["outcome"], again["entry"]) == ("repeat", first["entry"])
    assert by_phone["learner"] == "K100002"
    assert unknown["outcome"] == "unknown"
    assert "name" not in unknown


def test_a_station_survives_every_kind_of_garbage(filled: Walkin) -> None:
    garbage = [
        b"\x00\x01",
        b"\xff\xfe\xfd",
        b"A" * 4296,
        b"B" * 1_000_000,
        "๑๐๐".encode(),
        b"\x1b[2J",
    ]
    answers = filled.station(*garbage, b"K100001")
    assert len(answers) == len(garbage) + 1
    assert {a["outcome"] for a in answers[:-1]} <= {"unreadable", "unknown"}
    assert answers[-1]["outcome"] == "admitted"


def test_a_station_writes_under_the_name_of_its_node(filled: Walkin) -> None:
    done = filled("station", "--node", "gate-2", given=b"K100001\n")
    assert json.loads(done.stdout)["entry"] == "gate-2:1"


def test_a_station_tells_a_mistyped_activity_before_anybody_comes(filled: Walkin) -> None:
    done = filled("station", "--activity", "nope", given=b"K100001\n")
    assert (done.returncode, done.stdout) == (65, b"")
    assert b"no activity of today has the uid nope" in done.stderr
    assert filled("check-in", "K100001", "--activity", "nope").returncode == 65
    assert filled("station", "--activity", "x", "--visit").returncode == 64


def test_a_station_speaks_utf_8_whatever_the_terminal(filled: Walkin) -> None:
    (answer,) = filled.station(b"K100001", PYTHONIOENCODING="ascii")
    assert answer["name"] == "กมล"


def test_check_in_tells_a_mistyped_citizen_number(within: Walkin) -> None:
    done = within("check-in", "1101700203451")
    assert (done.returncode, done.stdout) == (65, b"one digit looks wrong\n")


def test_two_stations_at_once_lose_and_double_nothing(filled: Walkin) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "kiosk", "station"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=filled.environ | {"PYTHONPATH": str(ROOT)},
        )
        for _ in range(2)
    ]
    outs = [p.communicate(b"\n".join(b"x%d" % n for n in range(200)) + b"\n")[0] for p in running]
    entries = [json.loads(line)["entry"] for out in outs for line in out.splitlines()]
    assert len(entries) == len(set(entries)) == 400


def test_check_in_tells_people_and_scripts(within: Walkin) -> None:
    done = within("check-in", "K100001")
    assert done.returncode == 0
    assert "กมล (K100001): checked in - general visit" in done.stdout.decode()
    done = within("check-in", "661000000", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["outcome"] in ("repeat", "already_in")
    assert within("check-in", "nobody").returncode == 65


def test_check_in_counts_a_visit_whatever_is_open(within: Walkin) -> None:
    now = dt.datetime.now(dt.UTC)
    span = (f"{now + n * dt.timedelta(hours=1):%Y%m%dT%H%M%SZ}" for n in (0, 1))
    (within.folder / "hall.ics").write_text(HALL.format(30, *span), "utf-8")
    assert within("import", "programme", "hall.ics").returncode == 0
    assert within("check-in", "K100001", "--visit", "--activity", "hall").returncode == 64
    visit = json.loads(within("check-in", "K100001", "--visit", "--json").stdout)
    other = json.loads(within("check-in", "K100002", "--activity", "hall", "--json").stdout)
    assert [one["outcome"] for one in (visit, other)] == ["admitted", "admitted"]
    assert "activity" not in visit
    assert other["activity"] == "hall"


def test_the_day_and_the_log_agree(within: Walkin) -> None:
    within.station(b"K100001", b"K100002")
    today = json.loads(within("today", "--json").stdout)
    assert (today["came"], today["inside"]) == (2, 2)
    assert within("export", "log", "-o", "a.csv").returncode == 0
    assert within("export", "log", "-o", "b.csv").returncode == 0
    first, second = ((within.folder / name).read_bytes() for name in ("a.csv", "b.csv"))
    assert first == second
    assert first.startswith(b"\xef\xbb\xbf")
    assert first.count(b"\r\n") == 3
    assert "กมล".encode() not in first
    named = within("export", "log", "-o", "-", "--names", "--reason", "สรุปประจำวัน")
    assert "กมล".encode() in named.stdout
    assert within("export", "log", "--names").returncode == 64


def test_a_card_is_made_verified_and_replaces_the_one_before(within: Walkin) -> None:
    first = within("card", "issue", "K100001", "-o", "card.svg").stdout.strip()
    assert (within.folder / "card.svg").read_text().startswith("<svg")
    assert within("card", "verify", first.decode()).returncode == 0
    forged = first.decode()[:-1] + ("0" if first[-1:] != b"0" else "1")
    assert within("card", "verify", forged).returncode == 65
    second = within("card", "issue", "K100001").stdout.strip()
    replaced, admitted = within.station(first, second)
    assert (replaced["outcome"], admitted["outcome"]) == ("replaced", "admitted")
    assert within("card", "issue", "nobody").returncode == 65


def test_rebuild_keeps_the_day(within: Walkin) -> None:
    within.station(b"K100001", b"x")
    before = within("today", "--json").stdout
    done = within("rebuild")
    assert (done.returncode, done.stdout.decode()) == (0, "5 entries folded again.\n")
    assert within("today", "--json").stdout == before


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("nope",), 64),
        (("run", "--window", "big"), 64),
        (("station", "--node", "bad node!"), 64),
        (("today", "--day", "soon"), 64),
        (("export", "log", "--format", "doc"), 64),
        (("run",), 69),
        (("desk",), 69),
        (("--window", "800x600"), 69),
        (("import", "learners", "none.csv"), 64),
        (("export", "log", "-o", "/nowhere/log.csv"), 73),
    ],
)
def test_exit_codes(walkin: Walkin, args: tuple[str, ...], code: int) -> None:
    done = walkin(*args)
    assert done.returncode == code, done.stderr.decode()
    assert done.stderr
    assert b"Traceback" not in done.stderr


def test_no_display_is_said_in_two_lines(walkin: Walkin) -> None:
    assert len(walkin("run").stderr.decode().splitlines()) == 2
    assert len(walkin("run", DISPLAY=":987").stderr.decode().splitlines()) == 2


def test_a_wrong_setting_is_named(walkin: Walkin) -> None:
    (walkin.folder / "walkin.toml").write_text("[screen]\nidel_s = 3\n")
    done = walkin("today")
    assert done.returncode == 78
    assert "walkin.toml:2" in done.stderr.decode()
    assert walkin("today", WALKIN_SCREEN_X="1").returncode == 78


def test_a_lost_key_file_is_not_replaced(filled: Walkin) -> None:
    (filled.folder / "walkin.key").unlink()
    done = filled("today")
    assert done.returncode == 69
    assert "put it back" in done.stderr.decode()
    assert not (filled.folder / "walkin.key").exists()


def test_another_installations_key_is_told_from_a_damaged_file(filled: Walkin) -> None:
    other = Walkin(filled.folder / "other")
    other.folder.mkdir()
    other("today")
    (other.folder / "walkin.key").replace(filled.folder / "walkin.key")
    done = filled("today")
    assert done.returncode == 69
    assert "key file" in done.stderr.decode()


def test_folder_and_files_are_the_owners_alone(filled: Walkin) -> None:
    for path in (filled.folder / "data", filled.folder / "data" / "walkin.db"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE((filled.folder / "walkin.key").stat().st_mode) == 0o600
    assert not (filled.folder / "data" / "walkin.key").exists()


def test_help_stands_on_every_level(within: Walkin) -> None:
    done = within("--help")
    commands = [
        line.split()[0] for line in done.stdout.decode().split("Commands:")[1].splitlines() if line
    ]
    assert len(commands) >= 10
    for command in commands:
        assert b"Usage: walkin" in within(command, "--help").stdout


def test_a_doctor_beside_the_kiosk_needs_no_display(filled: Walkin) -> None:
    def display() -> str:
        checks = json.loads(filled("doctor", "--json").stdout)["checks"]
        return str(next(check["verdict"] for check in checks if check["name"] == "display"))

    assert display() == "bad"
    assert not (filled.folder / "data" / KIOSK).exists()
    kiosk = hold(filled.folder / "data")
    assert kiosk is not None
    assert display() == "ok"
    kiosk.let_go()
    assert display() == "bad"


def test_a_folder_that_may_not_be_entered_is_no_bug(tmp_path: Path) -> None:
    """As the account of the service has it."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    other = "os.setuid(65534)" if os.geteuid() == 0 else ""
    look = f"""
import os
from pathlib import Path
from kiosk.cli.doctor import _runs
{other}
print(_runs(Path(%r)))
"""
    done = subprocess.run(
        [sys.executable, "-c", look % str(closed / "data")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("False\n", "")
