"""A version gets its packages: a private environment, made from the wheels beside it."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from kiosk.updating.container import WHEELS
from kiosk.updating.trouble import UpdateTrouble

LOCK = "requirements.lock"
_ROOMS = ("kiosk", "ui", "db", "assets")
_STARTS = "import PySide6.QtQuick, sqlalchemy, sqlcipher3, msgspec"
_LAST = 400


def python_of(folder: Path) -> Path:
    """The interpreter of a version."""
    return folder / ".venv" / "bin" / "python"


def make(folder: Path) -> None:
    """Make the environment. Raises UpdateTrouble("packages").

    Nothing is fetched: pip itself lies among the wheels, and every one must have the hash that the
    lock file names.
    """
    python, wheels = python_of(folder), folder / WHEELS
    pips = sorted(wheels.glob("pip-*.whl"))
    if not pips:
        raise UpdateTrouble("packages", "there is no pip among the wheels: the update is not whole")
    _run("packages", [sys.executable, "-I", "-m", "venv", "--without-pip", folder / ".venv"])
    install: list[str | Path] = [
        pips[-1] / "pip",
        "--isolated",
        "--disable-pip-version-check",
        "install",
        "--quiet",
    ]
    offline: list[str | Path] = [
        "--no-index",
        "--no-deps",
        "--no-cache-dir",
        "--only-binary",
        ":all:",
    ]
    locked: list[str | Path] = ["--find-links", wheels, "--require-hashes", "-r", folder / LOCK]
    _run("packages", [python, "-I", *install, *offline, *locked])
    [site] = (folder / ".venv" / "lib").glob("python3*/site-packages")
    (site / "walkin.pth").write_text(f"{folder}\n", "utf-8")
    rooms = [folder / room for room in _ROOMS if (folder / room).is_dir()]
    # A read-only system cannot keep what Python compiles.
    _run("packages", [python, "-I", "-m", "compileall", "-q", *rooms])


def prove(folder: Path, version: str, starts: str = _STARTS) -> None:
    """See that the program begins in it. Raises UpdateTrouble("program").

    `starts` is what its interpreter must be able to do.
    """
    python = python_of(folder)
    _run("program", [python, "-I", "-c", starts])
    said = _run("program", [python, "-I", "-m", "kiosk", "--version"])
    if version not in said.split():
        raise UpdateTrouble("program", f"the program in it calls itself {said.strip()!r}")


def _run(reason: str, words: Sequence[str | Path]) -> str:
    """What it says. Raises UpdateTrouble with the end of what it complains of."""
    # Whoever stands at the kiosk meanwhile comes first.
    nice = shutil.which("nice")
    done = subprocess.run(  # noqa: S603 - our own words
        [nice, "-n", "10", *words] if nice else words,
        env=clean(os.environ),
        umask=0o022,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        what = {
            "packages": "its packages cannot be set up here",
            "program": "its program does not start here; look which system library is missing",
        }
        said = " ".join((done.stderr or done.stdout).split())[-_LAST:]
        if os.strerror(errno.ENOSPC) in said:
            raise UpdateTrouble("full", "the disk is full: free some space and do it again")
        raise UpdateTrouble(reason, f"{what[reason]}: {said}")
    return done.stdout


def clean(environ: Mapping[str, str]) -> dict[str, str]:
    """Without what would change where Python and pip look."""
    return {k: v for k, v in environ.items() if not k.startswith(("PYTHON", "PIP_", "VIRTUAL_ENV"))}
