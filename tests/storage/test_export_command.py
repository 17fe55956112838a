import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.app import Installation
from kiosk.cli.exporting import export
from kiosk.entry import CheckedIn, LearnerKept, LogExported
from kiosk.record import Band
from tests.builders import DAY, NOON, a_learner


class NoonClock:
    def now(self) -> dt.datetime:
        return NOON


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    environ = {"WALKIN_DATA": str(tmp_path / "data"), "WALKIN_CONFIG": str(tmp_path / "w.toml")}
    made = Installation(environ=environ, clock=NoonClock())
    with made.open().store.writing() as unit:
        unit.append(LearnerKept(learner=a_learner()), NOON)
        unit.append(CheckedIn(day=DAY, learner="l1", band=Band.ADULT), NOON)
    return made


def run(installation: Installation, *words: str) -> Result:
    return CliRunner().invoke(export, ["log", *words], obj=installation)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--day", "2026-11-22"),
        ("--day", "22/11/2569"),
        ("--from", "2569-11-01", "--to", "2026-11-30"),
        ("--fiscal-year", "2570"),
        ("--fiscal-year", "2027"),
    ],
)
def test_the_days_asked_for_are_written(installation: Installation, words: tuple[str]) -> None:
    result = run(installation, *words, "-o", "-")
    assert result.exit_code == 0
    assert [line.split(",")[0] for line in result.stdout.splitlines()][1:] == ["A:2"]


def test_other_days_are_not(installation: Installation) -> None:
    assert run(installation, "--day", "2026-11-21", "-o", "-").stdout.count("\n") == 1


def test_the_file_is_named_after_the_days(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(installation, "--format", "jsonl")
    assert result.stdout == ""
    assert result.stderr == "walkin-log-2026-11-22.jsonl: 1 check-ins\n"
    assert (tmp_path / "walkin-log-2026-11-22.jsonl").is_file()


def test_an_export_with_names_is_kept_in_the_journal(installation: Installation) -> None:
    result = run(installation, "-o", "-", "--names", "--reason", "ของหาย")
    assert "มะลิ" in result.stdout
    with installation.open().store.reading() as reader:
        (last,) = reader.entries({"A": 2})
    assert isinstance(last.body, LogExported)
    assert last.body.reason == "ของหาย"


@pytest.mark.parametrize(
    "words",
    [
        ("--names",),
        ("--names", "--reason", " "),
        ("--reason", "x"),
        ("--day", "22 Nov"),
        ("--day", "2026-11-22", "--fiscal-year", "2569"),
        ("--from", "2026-11-22"),
        ("--from", "2026-11-23", "--to", "2026-11-22"),
        ("--fiscal-year", "69"),
        ("--format", "docx"),
    ],
)
def test_what_makes_no_sense_is_refused(installation: Installation, words: tuple[str]) -> None:
    result = run(installation, *words)
    assert (result.exit_code, result.stdout) == (2, "")  # `walkin` makes it 64


def test_a_file_that_cannot_be_written_is_73(installation: Installation, tmp_path: Path) -> None:
    result = run(installation, "-o", str(tmp_path / "gone" / "x.csv"))
    assert result.exit_code == 73
    assert "cannot write" in result.stderr
