"""The daily log that is written without being asked for."""

import datetime as dt
import io
import logging
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from db.store import SqlStore
from kiosk import day_files
from kiosk.app import Installation
from kiosk.cli.exporting import export
from kiosk.config import Export, Hours, Settings
from kiosk.day_files import Background
from kiosk.entry import (
    CheckedIn,
    CountCorrected,
    EntryId,
    GuestsCounted,
    LearnerKept,
    Moved,
    Undone,
)
from kiosk.exporting import CannotWrite, Wanted, export_log
from kiosk.exporting.automatic import MEMORY, Source, examine, export_closed, folders
from kiosk.record import Band
from kiosk.verdict import Verdict
from tests.builders import DAY, NOON, a_learner
from tests.storage.centre import Centre
from tests.storage.full_disk import full_disk

BANGKOK = ZoneInfo("Asia/Bangkok")
ONE = dt.timedelta(days=1)


class NoonClock:
    def now(self) -> dt.datetime:
        return NOON


class Evening:
    """A centre with a check-in on each of some days, and a folder for their files."""

    def __init__(self, store: SqlStore, folder: Path) -> None:
        self.store = store
        self.folder = folder
        with store.writing() as unit:
            unit.append(LearnerKept(learner=a_learner()), NOON - 60 * ONE)

    def came(self, day: dt.date, at: dt.datetime | None = None) -> None:
        with self.store.writing() as unit:
            when = at or NOON + (day - DAY)
            unit.append(CheckedIn(day=day, learner="l1", band=Band.ADULT), when)

    def run(self, last: dt.date, *formats: str, folder: Path | None = None) -> list[str]:
        source = Source(self.store, NoonClock(), BANGKOK, "ศูนย์")
        written = export_closed(source, folder or self.folder, formats or ("csv",), last)
        return [file.name.removeprefix("walkin-log-") for file in written]


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Evening]:
    store = SqlStore(tmp_path / "walkin.db", None, "A")
    yield Evening(store, tmp_path / "files")
    store.close()


def test_days_the_machine_was_off_are_caught_up_on_once(evening: Evening) -> None:
    for ago in (40, 3, 1, 0):
        evening.came(DAY - ago * ONE)
    assert evening.run(DAY - ONE, "csv", "jsonl") == [
        "2026-11-19.csv", "2026-11-19.jsonl", "2026-11-21.csv", "2026-11-21.jsonl",
    ]  # fmt: skip
    assert evening.run(DAY - ONE, "csv", "jsonl") == []
    assert evening.run(DAY, "csv", "jsonl") == ["2026-11-22.csv", "2026-11-22.jsonl"]
    assert evening.run(DAY, "csv", "jsonl") == []
    for n in (2, 25):
        evening.came(DAY + n * ONE)
    assert evening.run(DAY + 30 * ONE, "csv", "jsonl")[::2] == ["2026-11-24.csv", "2026-12-17.csv"]


def test_what_came_late_writes_its_day_again(evening: Evening) -> None:
    for ago in (2, 1, 0):
        evening.came(DAY - ago * ONE)
    evening.run(DAY)
    before = (evening.folder / "walkin-log-2026-11-21.csv").read_bytes()
    evening.came(DAY - ONE, at=NOON + ONE)
    assert evening.run(DAY + ONE) == ["2026-11-21.csv"]
    after = (evening.folder / "walkin-log-2026-11-21.csv").read_bytes()
    assert after.startswith(before)
    with evening.store.writing() as unit:
        (target,) = [e.id for e in unit.entries({}) if e.at == NOON and e.seq > 1]
        unit.append(Undone(target=target, reason="x"), NOON + ONE)
    assert evening.run(DAY + ONE) == ["2026-11-22.csv"]


def test_late_entries_of_every_kind_are_listed(evening: Evening) -> None:
    for _ in range(4):
        evening.came(DAY)
    evening.came(DAY, at=NOON + ONE)
    with evening.store.writing() as unit:
        two, three = EntryId("A", 3), EntryId("A", 4)
        unit.append(Moved(targets=(two,), occurrence=None), NOON + ONE)
        unit.append(Undone(target=three, reason="x"), NOON + ONE)
        unit.append(GuestsCounted(day=DAY, bands={Band.CHILD: 2}), NOON)
        counted = EntryId("A", unit.vector()["A"])
    with evening.store.writing() as unit:
        unit.append(CountCorrected(target=counted, bands={Band.CHILD: 3}), NOON + 2 * ONE)
    done = export_log(
        evening.store, NoonClock(), BANGKOK, Wanted(first=DAY, last=DAY), io.BytesIO()
    )
    assert set(done.late) == {"A:3", "A:4", "A:6", str(counted)}


def test_a_stick_is_never_made_and_gets_what_it_missed(evening: Evening, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    wanted = Export(folder="files", stick=str(stick))
    evening.came(DAY - ONE)
    assert list(folders(wanted, tmp_path)) == [evening.folder]
    evening.run(DAY - ONE)
    evening.came(DAY)
    stick.mkdir()
    assert list(folders(wanted, tmp_path)) == [evening.folder, stick]
    assert evening.run(DAY) == ["2026-11-22.csv"]
    assert evening.run(DAY, folder=stick) == ["2026-11-21.csv", "2026-11-22.csv"]


def test_files_that_were_taken_away_stay_away_and_a_lost_memory_is_made_anew(
    evening: Evening,
) -> None:
    evening.came(DAY)
    evening.run(DAY)
    file = evening.folder / "walkin-log-2026-11-22.csv"
    file.unlink()
    assert evening.run(DAY) == []
    (evening.folder / MEMORY).write_bytes(b"{")
    assert evening.run(DAY) == ["2026-11-22.csv"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_full_disk_leaves_no_half_file_and_the_rest_comes_later(
    evening: Evening, tmp_path: Path, form: str
) -> None:
    evening.came(DAY - ONE)
    for n in range(400):
        evening.came(DAY, at=NOON + n * dt.timedelta(seconds=1))
    few = tmp_path / "few"
    few.write_bytes(bytes(12_000))
    with full_disk(few), pytest.raises(CannotWrite):
        evening.run(DAY, form)
    assert {file.name for file in evening.folder.iterdir()} == {
        MEMORY, f"walkin-log-2026-11-21.{form}",
    }  # fmt: skip
    assert evening.run(DAY, form) == [f"2026-11-22.{form}"]


def test_a_day_is_over_at_its_closing_time(tmp_path: Path) -> None:
    centre = Centre(tmp_path / "walkin.db", Settings(hours=Hours(sun="09:00-18:00")))
    assert centre.desk.last_closed() == DAY - ONE
    centre.clock.at = dt.datetime(2026, 11, 22, 11, 0, tzinfo=dt.UTC)
    assert centre.desk.last_closed() == DAY
    centre.clock.at += dt.timedelta(hours=12)
    assert centre.desk.last_closed() == DAY
    centre.store.close()


def environ(tmp_path: Path, **more: str) -> dict[str, str]:
    places = {"WALKIN_DATA": str(tmp_path / "data"), "WALKIN_CONFIG": str(tmp_path / "w.toml")}
    return places | more


def test_the_command_says_which_folder_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    (tmp_path / "in_the_way").touch()
    more = {"WALKIN_EXPORT_FOLDER": str(tmp_path / "in_the_way")}
    more["WALKIN_EXPORT_STICK"] = str(tmp_path / "stick")
    made = Installation(environ=environ(tmp_path, **more), clock=NoonClock())
    with made.open().store.writing() as unit:
        unit.append(CheckedIn(day=DAY - ONE, learner="l1"), NOON - ONE)
    result = CliRunner().invoke(export, ["closed"], obj=made, standalone_mode=False)
    assert result.return_value == 73
    assert f"cannot make {tmp_path / 'in_the_way'}" in result.stderr
    assert (tmp_path / "stick" / "walkin-log-2026-11-21.csv").exists()
    plain = Installation(environ=environ(tmp_path), clock=NoonClock())
    assert CliRunner().invoke(export, ["closed"], obj=plain, standalone_mode=False).return_value


def test_the_kiosk_writes_in_a_process_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The real command, every format."""
    for name, value in environ(tmp_path, WALKIN_EXPORT_FOLDER="files").items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("WALKIN_EXPORT_FORMATS", " ".join(day_files.FORMATS))
    made = Installation()
    opened = made.open()
    day = opened.desk.last_closed()
    with opened.store.writing() as unit:
        unit.append(CheckedIn(day=day, learner="l1"), opened.clock.now())
    opened.store.close()
    background = Background()
    background.start()
    background.join()
    assert background.went_well, caplog.text
    folder = made.data / "files"
    stem = f"walkin-log-{day}"
    assert {f.name for f in folder.iterdir()} == {
        MEMORY, *(f"{stem}.{form}" for form in day_files.FORMATS),
    }  # fmt: skip
    assert (folder / f"{stem}.pdf").read_bytes().startswith(b"%PDF")
    (check,) = examine(made.settings.export, made.data, day + ONE)
    assert check.verdict is Verdict.OK
    (check,) = examine(made.settings.export, made.data, day + 3 * ONE)
    assert check.verdict is Verdict.WARN


def test_what_goes_wrong_beside_the_kiosk_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    for words in (["sh", "-c", "echo no room >&2; exit 73"], ["/no/such/program"]):
        background = Background(words)
        with caplog.at_level(logging.WARNING):
            background.start()
            background.join()
        assert not background.went_well
    assert "no room" in caplog.text
