"""`walkin staff`: who works here, with PINs that nobody sees."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.app import Installation
from kiosk.cli.staff import staff
from kiosk.desk import Proven
from kiosk.record import Role

PIN = "482913"


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    environ = {"WALKIN_DATA": str(tmp_path / "data"), "WALKIN_CONFIG": str(tmp_path / "w.toml")}
    return Installation(environ=environ)


def run(installation: Installation, *words: str, typed: str = f"{PIN}\n{PIN}\n") -> Result:
    done = CliRunner().invoke(staff, words, obj=installation, input=typed, standalone_mode=False)
    assert PIN not in done.output
    return done


def test_the_first_one_is_admin_and_the_others_are_not(installation: Installation) -> None:
    assert "nobody yet" in run(installation, "list").output
    assert "สมศรี works here now (admin)" in run(installation, "add", "สมศรี").output
    assert "สุดา works here now (desk)" in run(installation, "add", "สุดา").output
    assert "จอย works here now (admin)" in run(installation, "add", "จอย", "--role", "admin").output
    listed = run(installation, "list").output.splitlines()
    assert listed == ["จอย  admin", "สมศรี  admin", "สุดา  desk"]
    assert installation.open().desk.prove_pin("สุดา", PIN) == Proven("สุดา", Role.DESK)


def test_who_did_it_is_the_systems_account(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "technician")
    run(installation, "add", "สมศรี")
    with installation.open().store.reading() as reader:
        assert [entry.by for entry in reader.entries({})] == ["technician"]


def test_a_pin_is_typed_twice_alike(installation: Installation) -> None:
    done = run(installation, "add", "สมศรี", typed=f"{PIN}\n482914\n{PIN}\n{PIN}\n")
    assert "do not match" in done.output
    assert done.return_value == 0
    assert run(installation, "add", "สุดา", typed=f"{PIN}\n").return_value is None
    assert [one.name for one in installation.open().desk.staff()] == ["สมศรี"]


def test_an_easy_pin_and_an_unknown_name_are_told(installation: Installation) -> None:
    done = run(installation, "add", "สมศรี", typed="111111\n111111\n")
    assert (done.return_value, "anybody tries" in done.output) == (65, True)
    assert run(installation, "disable", "สมศรี").return_value == 65
    assert run(installation, "pin", "สมศรี").return_value == 65
    assert installation.open().desk.all_staff() == []


def test_another_pin_and_no_work_any_more(installation: Installation) -> None:
    run(installation, "add", "สมศรี")
    assert run(installation, "pin", "สมศรี", typed="730164\n730164\n").return_value == 0
    assert isinstance(installation.open().desk.prove_pin("สมศรี", "730164"), Proven)
    assert run(installation, "disable", "สมศรี").return_value == 0
    assert run(installation, "list").output == "สมศรี  disabled\n"
    assert not isinstance(installation.open().desk.prove_pin("สมศรี", "730164"), Proven)
