"""After going back from a newer version its settings keep nobody out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk import former_settings
from kiosk.app import Installation
from kiosk.config import SettingsTrouble
from kiosk.updating import house as houses
from tests.updating.files import house

BEFORE = "# ตู้หน้าประตู\n[screen]\nidle_s = 45\n"
NEWER = "[screen]\nidle_s = 45\nof_a_later_version = 7\n"


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """Updated to 0.2.0 and gone back; the newer version has written a setting of its own."""
    home = house(tmp_path)
    (home.versions / "0.2.0").mkdir(parents=True)
    home.complete(home.versions / "0.2.0", "")
    home.switch_to(home.versions / "0.2.0")
    monkeypatch.setattr(houses, "our_house", lambda: home)
    file = tmp_path / "walkin.toml"
    file.write_text(BEFORE, "utf-8")
    former_settings.keep(file, "0.2.0")
    file.write_text(NEWER, "utf-8")
    environ = {"WALKIN_DATA": str(tmp_path / "data"), "WALKIN_CONFIG": str(file)}
    return Installation(environ=environ)


def go_back(later_s: float = 5) -> None:
    home = houses.our_house()
    assert home is not None
    home.go_back()
    back = home.switch / "back"
    at = back.stat().st_mtime + later_s
    os.utime(back, (at, at))


def test_the_settings_of_before_hold_again(installation: Installation) -> None:
    go_back()
    assert installation.settings.screen.idle_s == 45
    file = installation.settings_file
    assert file.read_text("utf-8") == BEFORE
    assert file.with_name("walkin.toml.of-0.2.0").read_text("utf-8") == NEWER


def test_its_rights_stay_and_no_copy_is_lost(installation: Installation) -> None:
    file = installation.settings_file
    file.chmod(0o640)
    taken = file.with_name("walkin.toml.of-0.2.0")
    taken.write_text("another", "utf-8")
    go_back()
    assert installation.settings.screen.idle_s == 45
    assert file.stat().st_mode & 0o777 == 0o640
    assert taken.read_text("utf-8") == "another"
    assert file.with_name("walkin.toml.of-0.2.0-2").read_text("utf-8") == NEWER


def test_nobody_has_another_write_for_them(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, theirs = installation.settings_file, tmp_path / "theirs"
    theirs.write_text(NEWER, "utf-8")
    os.utime(theirs, (1, 1))
    file.unlink()
    file.symlink_to(theirs)
    go_back()
    with pytest.raises(SettingsTrouble):
        _ = installation.settings
    assert theirs.read_text("utf-8") == NEWER
    file.unlink()
    file.write_text(NEWER, "utf-8")
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    with pytest.raises(SettingsTrouble):
        _ = installation.settings
    assert file.read_text("utf-8") == NEWER


def test_a_wrong_variable_brings_nothing_back(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = installation.settings_file
    file.write_text("[screen]\nidle_s = 90\n", "utf-8")
    monkeypatch.setitem(installation._environ, "WALKIN_SCREEN_IDLE_S", "-1")  # type: ignore[arg-type]
    go_back()
    with pytest.raises(SettingsTrouble, match="WALKIN_SCREEN_IDLE_S"):
        _ = installation.settings
    assert file.read_text("utf-8") == "[screen]\nidle_s = 90\n"


def test_while_the_newer_version_is_at_work_nothing_is_put_back(
    installation: Installation,
) -> None:
    with pytest.raises(SettingsTrouble, match="of_a_later_version"):
        _ = installation.settings
    assert installation.settings_file.read_text("utf-8") == NEWER


def test_what_somebody_wrote_after_it_stays_and_is_told(installation: Installation) -> None:
    go_back(later_s=-60)
    with pytest.raises(SettingsTrouble, match="of_a_later_version"):
        _ = installation.settings
    assert installation.settings_file.read_text("utf-8") == NEWER


def test_what_can_be_read_stays(installation: Installation) -> None:
    installation.settings_file.write_text("[screen]\nidle_s = 90\n", "utf-8")
    go_back()
    assert installation.settings.screen.idle_s == 90


def test_a_copy_that_cannot_be_read_is_none(installation: Installation) -> None:
    file = installation.settings_file
    former_settings.keep(file, "0.3.0")
    found = former_settings.readable(file, {})
    assert found is not None
    assert found[0].name == "walkin.toml.before-0.2.0"
    found[0].unlink()
    go_back()
    with pytest.raises(SettingsTrouble):
        _ = installation.settings
