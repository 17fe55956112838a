"""Settings found out at the screen go into the file; what stands there stays."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import msgspec
import pytest

from kiosk import config
from kiosk.config import Scanner
from kiosk.keeping import CannotKeep, Kept, keep_section

LEARNED = Scanner(suffix="tab", prefix="~", gap_ms=80, fewest=8)
LINES = '[scanner]\nsuffix = "tab"\nprefix = "~"\ngap_ms = 80\nfewest = 8'

FILE = """\
# ตู้หน้าประตู
[centre]
name = "อุทยานการเรียนรู้"   # as on the sign

[scanner] # the old one
gap_ms = 120      # Bluetooth
# suffix = "enter"

[hours]
tue = "09:00-18:00"
closed = [2026-12-31]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "walkin.toml"


def keep(file: Path, environ: dict[str, str] | None = None) -> Kept:
    return keep_section(file, "scanner", msgspec.structs.asdict(LEARNED), environ or {})


def test_a_new_file_is_made_and_read_back(file: Path) -> None:
    made = file.parent / "config" / file.name
    assert keep(made) == Kept()
    assert made.read_text("utf-8").strip() == LINES
    assert config.load(made, {}).scanner == LEARNED


def test_everything_else_stays_as_it_was_written(file: Path) -> None:
    file.write_text(FILE, "utf-8")
    keep(file)
    text = file.read_text("utf-8")
    kept = [line for line in FILE.splitlines() if "gap_ms" not in line]
    assert [line for line in kept if line not in text.splitlines()] == []
    assert "gap_ms = 80      # Bluetooth" in text
    settings = config.load(file, {})
    assert settings.scanner == LEARNED
    assert settings.hours.tue == "09:00-18:00"
    keep(file)
    assert file.read_text("utf-8") == text


@pytest.mark.parametrize(
    "before",
    [
        "",
        "\ufeff[centre]\r\nname = 'x'\r\n",
        'scanner = { suffix = "enter" }\n',
        'scanner.suffix = "enter"\n[centre]\nname = "x"\n',
        '[centre]\nname = "x"',
        "[scanner]\n\n\n[sound]\non = false\n",
    ],
)
def test_however_it_was_written(file: Path, before: str) -> None:
    file.write_bytes(before.encode())
    old = config.load(file, {})
    keep(file)
    new = config.load(file, {})
    assert new.scanner == LEARNED
    assert (new.centre, new.sound) == (old.centre, old.sound)


def test_what_the_environment_says_wins_and_is_told(file: Path) -> None:
    environ = {"WALKIN_SCANNER_SUFFIX": "enter", "WALKIN_CENTRE_NAME": "x"}
    assert keep(file, environ) == Kept(("WALKIN_SCANNER_SUFFIX",))


def test_the_file_keeps_its_rights_and_its_place(file: Path) -> None:
    real = file.with_name("shared.toml")
    real.write_text("", "utf-8")
    real.chmod(0o640)
    file.symlink_to(real)
    keep(file)
    assert file.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert config.load(real, {}).scanner == LEARNED


@pytest.mark.parametrize("what", ["a folder", "broken", "binary", "no place"])
def test_what_cannot_be_written_says_what_to_write(file: Path, what: str) -> None:
    match what:
        case "a folder":
            file.mkdir()
        case "broken":
            file.write_text("[scanner\n", "utf-8")
        case "binary":
            file.write_bytes(b"\xff\xfe\x00")
        case _:
            file.write_text("", "utf-8")
            file = file / "walkin.toml"
    before = file.read_bytes() if file.is_file() else None
    with pytest.raises(CannotKeep) as caught:
        keep(file)
    assert (caught.value.file, caught.value.lines) == (file, LINES)
    assert (file.read_bytes() if file.is_file() else None) == before


def test_a_cut_in_the_middle_leaves_the_old_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text(FILE, "utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotKeep):
        keep(file)
    assert file.read_text("utf-8") == FILE
    assert list(file.parent.iterdir()) == [file]
