import datetime as dt
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from db.health import look_at
from kiosk.app import Installation
from kiosk.cli.doctor import doctor
from kiosk.entry import CheckedIn, LearnerKept
from kiosk.hub import Hub, HubTrouble
from kiosk.record import Learner
from kiosk.sync_state import FILE, SyncState, read_state, write_state
from kiosk.syncing import KEEP_S, Syncing
from tests.builders import DAY, NOON
from tests.memory_hub import MemoryHub

LATER = NOON + dt.timedelta(days=30)


class Clock:
    def now(self) -> dt.datetime:
        return LATER


@pytest.fixture(autouse=True)
def _offscreen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


def an_installation(folder: Path, **environ: str) -> Installation:
    places = {"WALKIN_DATA": str(folder / "data"), "WALKIN_CONFIG": str(folder / "walkin.toml")}
    return Installation(environ=places | environ, clock=Clock())


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    made = an_installation(tmp_path)
    store = made.open().store
    with store.writing() as unit:
        unit.append(CheckedIn(day=DAY, learner="l1"), NOON)
    store.close()
    return made


def examined(installation: Installation) -> tuple[int, dict[str, Any]]:
    # An exit code is what `walkin` makes of the value a command returns.
    result = CliRunner().invoke(doctor, ["--json"], obj=installation, standalone_mode=False)
    assert result.exception is None, result.exception
    answer = json.loads(result.stdout)
    assert answer["fine"] == (result.return_value == 0)
    return result.return_value, {c["name"]: c for c in answer["checks"]}


def test_a_healthy_installation_is_fine(installation: Installation) -> None:
    code, checks = examined(installation)
    assert code == 0
    assert set(checks) == {
        "display", "settings", "database", "durability", "encryption", "disk", "clock", "fonts",
        "thai lines", "devices", "camera", "sound", "voice", "backup",
    }  # fmt: skip
    assert checks["backup"]["verdict"] == "warn"  # there is none yet
    assert checks["encryption"]["verdict"] == "ok"


@pytest.mark.parametrize(("pattern", "many"), [("K######", 2), ("K#####7", 1), ("VC####", 0)])
def test_members_whose_numbers_fit_a_partners_pattern_are_counted(
    installation: Installation, pattern: str, many: int
) -> None:
    with installation.open().store.writing() as unit:
        for number in ("K100006", "k-100007", "X100008"):
            unit.append(LearnerKept(learner=Learner(learner=number, number=number)), NOON)
    installation.settings_file.write_text(
        f'[[partner_cards]]\npartner = "nrru"\npattern = "{pattern}"\n'
    )
    code, checks = examined(an_installation(installation.settings_file.parent))
    assert (code, checks["partners"]["verdict"]) == (0, "warn" if many else "ok")
    assert (f": {many}." in checks["partners"]["sentence"]) is bool(many)


def test_who_has_a_hub_is_told_how_the_exchange_stands(installation: Installation) -> None:
    assert "exchange" not in examined(installation)[1]
    url = "postgresql://walkin_a@hub.example.org/walkin"
    joined = an_installation(installation.settings_file.parent, WALKIN_HUB_URL=url)
    assert "Nobody" in examined(joined)[1]["exchange"]["sentence"]
    state = SyncState(looked_at=LATER, centre="korat")
    write_state(joined.data, state)
    code, checks = examined(joined)
    assert (code, checks["exchange"]["verdict"]) == (0, "ok")
    # The desk of that installation is told the same, one without a hub nothing.
    for place, told in ((joined, state), (installation, None)):
        opened = place.open()
        assert opened.desk.board().sync == told
        opened.store.close()


class _Calm:
    def begin(self) -> None: ...

    def end(self) -> None: ...


def test_when_the_hub_was_last_reached_outlives_the_process(installation: Installation) -> None:
    def refuse() -> Hub:
        raise HubTrouble("slow")

    before = SyncState(looked_at=NOON, contact_at=NOON, parted=("A~2",))
    write_state(installation.data, before)
    store = installation.open().store
    Syncing(
        store, refuse, Clock(), installation.data, dog=_Calm(), now=lambda: 0.0,
    ).turn()  # fmt: skip
    store.close()
    state = read_state(installation.data)
    assert state is not None
    assert (state.looked_at, state.contact_at, state.trouble) == (LATER, NOON, "slow")
    assert (state.unsent, state.parted) == (1, ())


def test_the_same_state_is_not_written_every_second(installation: Installation) -> None:
    store, hub, seconds = installation.open().store, MemoryHub(lambda: LATER), [0.0]
    syncing = Syncing(
        store, lambda: hub.connect("A"), Clock(), installation.data,
        dog=_Calm(), now=lambda: seconds[0],
    )  # fmt: skip

    for _ in range(3):
        syncing.turn()
    file = installation.data / FILE
    kept = file.read_bytes()
    file.unlink()
    syncing.turn()
    assert not file.exists()
    seconds[0] = KEEP_S
    syncing.turn()
    assert file.read_bytes() == kept
    file.unlink()
    with store.writing() as unit:
        unit.append(CheckedIn(day=DAY, learner="l1"), LATER)
    for _ in range(2):
        syncing.turn()
    assert file.exists()
    store.close()


def test_before_the_first_start_nothing_is_made(tmp_path: Path) -> None:
    code, checks = examined(an_installation(tmp_path))
    assert code == 0
    assert "first start" in checks["database"]["sentence"]
    assert list(tmp_path.iterdir()) == []


def test_a_plain_database_is_minded(tmp_path: Path) -> None:
    plain = an_installation(tmp_path, WALKIN_SAFETY_ENCRYPT="false")
    plain.open()
    code, checks = examined(plain)
    assert (code, checks["encryption"]["verdict"]) == (0, "warn")


def test_an_entry_of_the_future_means_the_clock_is_wrong(installation: Installation) -> None:
    with installation.open().store.writing() as unit:
        unit.append(CheckedIn(day=DAY, learner="l1"), LATER + dt.timedelta(hours=1))
    code, checks = examined(installation)
    assert (code, checks["clock"]["verdict"]) == (69, "bad")
    assert "another clock" in checks["clock"]["advice"]
    # It stays so when something is written meanwhile: the clock is as wrong as before.
    with installation.open().store.writing() as unit:
        unit.append(CheckedIn(day=DAY, learner="l2"), LATER)
    assert examined(installation)[1]["clock"]["verdict"] == "bad"


def test_the_wrong_key_is_told(installation: Installation) -> None:
    installation.secrets_file.unlink()
    other = an_installation(installation.secrets_file.parent / "other")
    other.open()
    other.secrets_file.rename(installation.secrets_file)
    code, checks = examined(an_installation(installation.secrets_file.parent))
    assert code == 69
    assert "key file" in checks["database"]["advice"]


def test_a_missing_key_file_is_told_and_not_made_anew(installation: Installation) -> None:
    installation.secrets_file.unlink()
    code, checks = examined(an_installation(installation.secrets_file.parent))
    assert (code, checks["database"]["verdict"]) == (69, "bad")
    assert not installation.secrets_file.exists()


def test_damage_is_found(installation: Installation) -> None:
    assert not installation.database.with_name("walkin.db-wal").exists()
    pages = bytearray(installation.database.read_bytes())
    pages[-2000] ^= 1
    installation.database.write_bytes(pages)
    code, checks = examined(installation)
    assert (code, checks["database"]["verdict"]) == (69, "bad")


def test_wrong_settings_are_told_and_the_rest_is_looked_at(installation: Installation) -> None:
    installation.settings_file.write_text("[screen]\nidel_s = 3\n")
    code, checks = examined(an_installation(installation.settings_file.parent))
    assert code == 69
    assert "idel_s" in checks["settings"]["sentence"]
    assert "fonts" in checks


def test_people_read_words(installation: Installation) -> None:
    result = CliRunner().invoke(doctor, [], obj=installation, standalone_mode=False)
    assert "Entries go to a write-ahead log, one sync each." in result.stdout


def test_looking_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE entry (at INTEGER)")
    connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    connection.commit()
    connection.close()
    before = file.read_bytes()
    with look_at(file, None) as health:
        assert health.journal_mode() == "delete"
        assert health.quick_check() == []
    assert file.read_bytes() == before
