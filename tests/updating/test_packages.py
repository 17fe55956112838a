"""A version's own packages, set up without a network."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kiosk.updating import packages
from kiosk.updating.trouble import UpdateTrouble
from tests.updating.wheels import pip_into, wheel

PROGRAM = "import sys, one\nprint('walkin, version', one.VERSION)\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A version as it is unpacked."""
    made = tmp_path / "versions" / "0.2.0"
    (made / "kiosk").mkdir(parents=True)
    (made / "wheels").mkdir()
    (made / "kiosk" / "__init__.py").touch()
    (made / "kiosk" / "__main__.py").write_text(PROGRAM)
    line = wheel(made / "wheels", "one", {"one.py": "VERSION = '0.2.0'\n"})
    (made / packages.LOCK).write_text(line)
    pip_into(made / "wheels")
    return made


def test_packages_come_from_the_wheels_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/")
    packages.make(folder)
    packages.prove(folder, "0.2.0", "import one")
    said = subprocess.run(
        [packages.python_of(folder), "-P", "-m", "kiosk"], capture_output=True, check=True
    )
    assert said.stdout == b"walkin, version 0.2.0\n"
    assert list((folder / "kiosk").glob("__pycache__/*.pyc"))
    with pytest.raises(UpdateTrouble, match="calls itself") as raised:
        packages.prove(folder, "0.3.0", "import one")
    assert raised.value.reason == "program"
    with pytest.raises(UpdateTrouble, match="No module named 'two'") as raised:
        packages.prove(folder, "0.2.0", "import two")
    assert raised.value.reason == "program"


def test_a_wheel_that_is_missing_or_another_one_is_not_set_up(folder: Path) -> None:
    wheel(folder / "wheels", "one", {"one.py": "VERSION = '0.2.0' # changed\n"})
    with pytest.raises(UpdateTrouble, match="Expected sha256") as raised:
        packages.make(folder)
    assert raised.value.reason == "packages"
    full = "import os; raise SystemExit(os.strerror(28))"
    with pytest.raises(UpdateTrouble, match="free some space") as raised:
        packages.prove(folder, "0.2.0", full)
    assert raised.value.reason == "full"
    for one in (folder / "wheels").glob("pip-*"):
        one.unlink()
    with pytest.raises(UpdateTrouble, match="no pip") as raised:
        packages.make(folder)
    assert raised.value.reason == "packages"
