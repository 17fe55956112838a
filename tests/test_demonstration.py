"""`walkin run --demo` where there is no display: the first thing many people see."""

import csv
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def demonstrate(folder: Path) -> "subprocess.CompletedProcess[str]":
    environ = {
        **{k: v for k, v in os.environ.items() if not k.startswith("QT_")},
        "WALKIN_DATA": str(folder / "data"),
        "WALKIN_CONFIG": str(folder / "walkin.toml"),
        "PYTHONPATH": str(ROOT),
    }
    environ.pop("DISPLAY", None)
    environ.pop("WAYLAND_DISPLAY", None)
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "--demo"],
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_demonstration_checks_in_three_people_and_names_its_files(tmp_path: Path) -> None:
    for _ in range(2):
        done = demonstrate(tmp_path)
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        said = done.stdout.splitlines()
        assert "no display" in said[0]
        assert sum("admitted" in line for line in said) == 2
        assert any("1 counted" in line for line in said)
        files = [Path(line.strip()) for line in said if line.startswith("  ")]
        pictures = [f for f in files if f.suffix == ".png"]
        assert len(pictures) >= 6
        assert all(f.read_bytes().startswith(b"\x89PNG") for f in pictures)
        (log,) = (f for f in files if f.suffix == ".csv")
        rows = list(csv.DictReader(log.read_text("utf-8-sig").splitlines()))
        assert [row["how"] for row in rows] == ["card", "number", "touch"]
    assert not (tmp_path / "data").exists()
