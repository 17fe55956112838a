"""Which port is meant, and that looking for it costs little and never fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import tty


@pytest.mark.parametrize(
    "port",
    ["COM3", r"\\.\COM12", "ttyUSB0", "ttyACM*", "/dev/ttyS0", "/dev/serial/by-id/*Honeywell*"],
)
def test_a_port_is_a_name_or_a_pattern_in_one_folder(port: str) -> None:
    assert re.search(tty.PORT, port)


@pytest.mark.parametrize(
    "port",
    ["/", "//", "/dev/", ".", "..", "/dev/..", "**", "**/**/x", "/dev/**", "/dev/*/x", "dev/x",
     "/*/*/*", "/dev/[a-z]/x", "/dev/\0"],
)  # fmt: skip
def test_nothing_else_is_looked_for(port: str) -> None:
    assert not re.search(tty.PORT, port)
    assert tty.find(port, "linux") is None


def test_a_folder_is_no_port(tmp_path: Path) -> None:
    (tmp_path / "usb-1").mkdir()
    (tmp_path / "usb-2").touch()
    assert tty.find(str(tmp_path), "linux") is None
    assert tty.find(f"{tmp_path}/usb-*", "linux") == str(tmp_path / "usb-2")


def test_a_folder_that_goes_meanwhile_has_no_port(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(self: Path, pattern: str) -> Iterator[Path]:
        yield Path("/dev/null")
        raise FileNotFoundError(pattern)

    monkeypatch.setattr(Path, "glob", gone)
    assert tty.find("/dev/serial/by-id/*", "linux") is None
