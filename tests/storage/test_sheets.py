"""Paper sheets: each code names one of the last days, and is nobody's card or number."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk import codes
from kiosk.app import Installation
from kiosk.card import looks_like_card
from kiosk.cli.sheet import sheet
from kiosk.importing import import_programme
from kiosk.outcome import VISIT, Code
from kiosk.sheet import PAPER_WITHIN, looks_like_sheet, sheet_code
from tests.storage.centre import PROGRAMME, Centre, SetClock

DAY = dt.date(2026, 11, 22)


def test_there_is_a_sheet_for_everything_of_the_day_and_one_for_visits(centre: Centre) -> None:
    found = centre.desk.sheets()
    assert [one.occurrence and one.occurrence.title for one in found] == ["ห้องเล็ก", "บ่าย", None]
    assert [one.day for one in found] == [DAY] * 3
    assert found[0].wanted == centre.occurrence
    assert found[2].wanted == VISIT
    assert len({one.code for one in found}) == 3


def test_a_sheet_is_found_by_its_code_for_a_week(centre: Centre) -> None:
    written = centre.desk.sheets()
    for days in range(PAPER_WITHIN.days + 1):
        for one in written:
            assert centre.desk.sheet_named(one.code) == one
            assert centre.desk.sheet_named(one.code.lower()) == one
        assert centre.desk.sheets()[0].day == DAY + dt.timedelta(days=days)
        centre.clock.at += dt.timedelta(days=1)
    assert [centre.desk.sheet_named(one.code) for one in written] == [None] * 3


def test_visits_of_another_day_are_another_sheet() -> None:
    assert sheet_code(VISIT, DAY) != sheet_code(VISIT, DAY + dt.timedelta(days=1))


@pytest.mark.parametrize("text", ["", "TKS", "K100001", "TKS" + "A" * 15, "TKS" + "A" * 17])
def test_what_is_no_sheet_names_none(centre: Centre, text: str) -> None:
    assert centre.desk.sheet_named(text) is None


def test_a_sheet_that_was_never_printed_here(centre: Centre) -> None:
    assert centre.desk.sheet_named(sheet_code("somewhere else", DAY)) is None


def test_at_the_kiosk_a_sheet_is_nobody(centre: Centre) -> None:
    code = centre.desk.sheets()[0].code
    assert looks_like_sheet(code)
    assert not looks_like_card(code)
    outcome = centre.desk.scan(code)
    assert (outcome.code, outcome.learner) == (Code.UNKNOWN, None)
    assert centre.desk.today().came == 0


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    environ = {"WALKIN_DATA": str(tmp_path / "data"), "WALKIN_CONFIG": str(tmp_path / "w.toml")}
    made = Installation(environ=environ, clock=SetClock())
    opened = made.open()
    import_programme(opened.store, opened.clock, opened.settings, PROGRAMME.encode())
    return made


def run(installation: Installation, *words: str) -> Result:
    return CliRunner().invoke(sheet, words, obj=installation, standalone_mode=False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "3 sheets"),
        (("--activity", "small"), "1 sheets"),
        (("--day", "2569-11-23"), "1 sheets"),
    ],
)
def test_the_command_writes_them(
    installation: Installation, tmp_path: Path, words: Sequence[str], said: str
) -> None:
    file = tmp_path / "sheets.pdf"
    result = run(installation, *words, "-o", str(file))
    assert (result.return_value, result.stdout) == (0, f"{file}: {said}\n")
    assert file.read_bytes().startswith(b"%PDF")


def test_the_command_says_what_is_wrong(installation: Installation, tmp_path: Path) -> None:
    unknown = run(installation, "--activity", "nothing")
    assert (unknown.return_value, unknown.stderr) == (
        codes.BAD_DATA,
        "there is no such activity on that day: see walkin today\n",
    )
    text = run(installation, "-o", str(tmp_path / "sheets.txt"))
    assert text.exception is not None
    nowhere = tmp_path / "none" / "sheets.pdf"
    assert run(installation, "-o", str(nowhere)).return_value == codes.CANNOT_WRITE
    assert not nowhere.exists()
