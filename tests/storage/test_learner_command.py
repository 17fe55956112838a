"""`walkin learner`: what everybody may ask for."""

import datetime as dt
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.app import Installation
from kiosk.cli.learner import learner
from kiosk.entry import Erased, LearnerKept, Looked
from kiosk.foreign import Passport
from kiosk.outcome import VISIT, Ask
from tests.storage.test_rights import MALI, SECRETS

ASKED = ("--by", "สมศรี", "--reason", "ขอเอง")


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    environ = {"WALKIN_DATA": str(tmp_path / "data"), "WALKIN_CONFIG": str(tmp_path / "w.toml")}
    made = Installation(environ=environ)
    opened = made.open()
    away = Passport(
        year=2026, visits=2, minutes=90, features={"workplace": 1}, last=dt.date(2026, 11, 20)
    )
    with opened.store.writing() as unit:
        unit.append(LearnerKept(learner=MALI), opened.clock.now())
        unit.keep_elsewhere(MALI.learner, {"phimai": away})
    opened.desk.issue_card("K100777", bytes(16))
    opened.desk.scan("K100777", Ask(wanted=VISIT, by="สมศรี"))
    return made


def run(installation: Installation, *words: str) -> Result:
    return CliRunner().invoke(learner, words, obj=installation, input="y\n", standalone_mode=False)


def wrote(installation: Installation) -> list[object]:
    with installation.open().store.reading() as reader:
        return [entry.body for entry in reader.entries({})]


def test_all_that_is_kept_is_shown_in_both_languages(installation: Installation) -> None:
    done = run(installation, "show", "K100777", *ASKED)
    assert done.return_value == 0
    for text in (
        "ชื่อ / Name: นางสาวมะลิวรรณ ทองสุข", "โทรศัพท์ / Phone: 0891112222",
        "ความยินยอม / Consent: guardian-1", "บัตร / Cards (1)", "การเข้าใช้ / Visits (1)",
    ):  # fmt: skip
        assert text in done.output
    assert isinstance(wrote(installation)[-1], Looked)


def test_what_is_kept_goes_into_two_files_of_the_owner_alone(
    installation: Installation, tmp_path: Path
) -> None:
    place = tmp_path / "out"
    done = run(installation, "export", "100777", *ASKED, "-o", str(place))
    assert done.return_value == 0
    files = sorted(place.iterdir())
    assert [file.name for file in files] == ["walkin-K100777.json", "walkin-K100777.txt"]
    assert done.output.split() == [str(file) for file in files]
    told = json.loads(files[0].read_text("utf-8"))
    assert told["learner"]["name"] == "นางสาวมะลิวรรณ ทองสุข"
    assert [visit["how"] for visit in told["check_ins"]] == ["member"]
    assert [card["what"] for card in told["cards"]] == ["card-issued"]
    (away,) = told["elsewhere"]
    assert (away["centre"], away["visits"], away["minutes"]) == ("phimai", 2, 90)
    assert "phimai, 2026, 2, 90, 2026-11-20, workplace 1" in files[1].read_text("utf-8-sig")
    assert "มะลิวรรณ" in files[1].read_text("utf-8-sig")
    if os.name != "nt":
        assert [file.stat().st_mode & 0o077 for file in files] == [0, 0]
    look = wrote(installation)[-1]
    assert isinstance(look, Looked)
    assert (look.how, look.why) == ("export", "ขอเอง")


def test_whoever_asks_is_forgotten(installation: Installation) -> None:
    done = run(installation, "forget", "K100777", *ASKED)
    assert (done.return_value, "1 check-ins stay" in done.output) == (0, True)
    written = wrote(installation)
    assert isinstance(written[-1], Erased)
    assert [one for one in SECRETS if one in repr(written)] == []
    assert run(installation, "show", "K100777", *ASKED).return_value == 65


def test_nobody_is_forgotten_without_a_word(installation: Installation) -> None:
    before = len(wrote(installation))
    done = CliRunner().invoke(learner, ("forget", "K100777", *ASKED), obj=installation, input="n\n")
    assert done.exit_code == 1
    for words in (("show", "nobody"), ("forget", "K999", "--yes")):
        assert run(installation, *words, *ASKED).return_value == 65
    assert run(installation, "show", "K100777").exit_code != 0
    assert len(wrote(installation)) == before


def test_copies_from_before_an_upgrade_are_told_of(installation: Installation) -> None:
    copy = installation.database.with_name("walkin.db.before-0006")
    copy.write_bytes(b"")
    assert copy.name in run(installation, "forget", "K100777", "--yes", *ASKED).output


def test_a_folder_that_cannot_be_written(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run(installation, "export", "K100777", *ASKED, "-o", str(tmp_path / "file" / "out"))
    assert done.return_value == 73
