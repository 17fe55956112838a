"""`walkin doctor --bundle`: all that helps, and nobody who comes here."""

from __future__ import annotations

import json
import logging
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.app import Installation
from kiosk.cli.bundle import without_secrets
from kiosk.cli.doctor import doctor
from kiosk.crashes import Crashes
from kiosk.entry import CheckedIn, LearnerKept
from kiosk.log_file import keep_log
from kiosk.record import Learner
from tests.builders import DAY, NOON
from tests.storage.test_doctor_command import an_installation
from ui.jobs import log_trouble

SEEDS = ("มะลิ", "Mali", "K100777", "1103700000001", "0812345678", "661000777")


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """One that learners came to, and in which a bug spoke of them."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    name, nickname, number, citizen, phone, student = SEEDS
    made = an_installation(tmp_path)
    store = made.open().store
    somebody = Learner(
        learner="l1", number=number, name=name, nickname=nickname, phone=phone,
        student_number=student,
    )  # fmt: skip
    with store.writing() as unit:
        unit.append(LearnerKept(learner=somebody), NOON)
        unit.append(CheckedIn(day=DAY, learner="l1"), NOON)
    store.close()
    crashes = Crashes(made.data, made.clock.now)
    ours = logging.getLogger("walkin")
    before = list(ours.handlers)
    keep_log(made.data, crashes)
    with pytest.raises(ValueError, match=citizen) as caught:
        raise ValueError(*SEEDS)
    log_trouble(caught.value)
    logging.getLogger("walkin.ui").warning("3 keys of a scanner were thrown away (slow)")
    for handler in set(ours.handlers) - set(before):
        handler.close()
        ours.removeHandler(handler)
    return made


def bundle(installation: Installation, file: Path) -> dict[str, bytes]:
    words = ["--bundle", str(file)]
    done = CliRunner().invoke(doctor, words, obj=installation, standalone_mode=False)
    assert done.exception is None, done.exception
    assert file.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_has_everything_and_nobody(installation: Installation, tmp_path: Path) -> None:
    parts = bundle(installation, tmp_path / "b.zip")
    assert set(parts) == {
        "doctor.json", "versions.json", "settings.json", "crashes.json", "walkin.log",
    }  # fmt: skip
    together = b"\n".join(parts.values()) + (tmp_path / "b.zip").read_bytes()
    assert [seed for seed in SEEDS if seed.encode() in together] == []
    assert installation.secrets.database.hex().encode() not in together
    assert str(Path.home()).encode() + b"/" not in together
    assert {check["name"] for check in json.loads(parts["doctor.json"])} >= {"database", "disk"}
    assert json.loads(parts["versions.json"])["PySide6-Essentials"][0].isdigit()
    assert json.loads(parts["settings.json"])["screen"]["idle_s"] == 60
    [crash] = json.loads(parts["crashes.json"])
    assert crash["kind"] == "ValueError"
    assert b"thrown away" in parts["walkin.log"]


def test_wrong_settings_do_not_keep_it_from_helping(
    installation: Installation, tmp_path: Path
) -> None:
    installation.settings_file.write_text('[screen]\nidle_s = "Mali"\n', "utf-8")
    again = an_installation(tmp_path)
    parts = bundle(again, tmp_path / "b.zip")
    assert json.loads(parts["settings.json"]) == {
        "wrong": "type", "setting": "screen.idle_s", "line": 2,
    }  # fmt: skip
    assert b"Mali" not in b"".join(parts.values())


def test_a_secret_is_told_as_set() -> None:
    given = {"hub": {"url": "postgresql://u:p@h/d", "password": "x", "token": ""}, "keys": ("a",)}
    told = without_secrets(given)
    assert told == {
        "hub": {"url": "set, not told", "password": "set, not told", "token": ""},
        "keys": ["set, not told"],
    }
