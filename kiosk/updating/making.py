"""The maker's side: an update file out of a checkout and its wheels, signed."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from kiosk.updating.container import (
    PROGRAM,
    VERSION,
    WHEELS,
    Here,
    Manifest,
    Member,
    write,
    wrong_name,
)
from kiosk.updating.house import House
from kiosk.updating.keys import PublicKey, SigningKey
from kiosk.updating.packages import LOCK
from kiosk.updating.trouble import UpdateTrouble

_ROOMS = ("kiosk", "ui", "db", "assets")
_FILES = ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", LOCK, "start.sh")
_LEFT_OUT = ("__pycache__",)


def fetch_wheels(root: Path, folder: Path) -> None:
    """Fetch what the lock file names for this kind of computer, each by its hash, and pip.

    Raises UpdateTrouble("packages").
    """
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
    common = ["--no-deps", "--only-binary", ":all:", "--dest", folder]
    for words in (["--require-hashes", "-r", root / LOCK], ["pip"]):
        done = subprocess.run([*pip, *common, *words], stdout=sys.stderr, check=False)  # noqa: S603
        if done.returncode:
            raise UpdateTrouble("packages", "the wheels cannot be fetched: the lines above say why")


def make(
    out: BinaryIO,
    root: Path,
    wheels: Path,
    signers: Sequence[SigningKey],
    *,
    now: dt.datetime,
    keys: Sequence[PublicKey] = (),
    here: Here | None = None,
) -> Manifest:
    """Write the update of the program in `root` with the wheels of a folder.

    `keys`, unless there are none, are trusted by whoever installs it from then on: at least one of
    `signers` must be trusted there already. Raises UpdateTrouble; OSError.
    """
    version = House(root).version_of(root.resolve())
    if not re.match(VERSION, version):
        raise UpdateTrouble("program", f"{root} says no version like 1.2.3 of itself: {version!r}")
    files = [(f"{PROGRAM}/{f.relative_to(root).as_posix()}", f) for f in _program(root)]
    found = sorted(wheels.glob("*.whl"))
    if not any(wheel.name.startswith("pip-") for wheel in found):
        raise UpdateTrouble("packages", f"there is no wheel of pip in {wheels}: it is needed, too")
    files += [(f"{WHEELS}/{wheel.name}", wheel) for wheel in found]
    wrong = wrong_name([name for name, _ in files])
    if wrong is not None:
        raise UpdateTrouble("name", f"no file may be called {wrong!r}")
    here = here or Here()
    manifest = Manifest(
        version=version,
        made_at=now.astimezone(dt.UTC).replace(microsecond=0),
        system=here.system,
        machine=here.machine,
        python=here.python,
        room=sum(_unpacked(wheel) for wheel in found),
        keys=tuple(key.line for key in keys),
        members=tuple(_member(name, file) for name, file in files),
    )
    signs = [lambda signed, s=signer: (s.public.id, s.sign(signed)) for signer in signers]
    write(out, manifest, signs)
    for _, file in files:
        with file.open("rb") as source:
            shutil.copyfileobj(source, out)
    return manifest


def _program(root: Path) -> list[Path]:
    found = [root / name for name in _FILES]
    for room in _ROOMS:
        found += (f for f in (root / room).rglob("*") if not f.is_dir())
    missing = next((file for file in found if file.is_symlink() or not file.is_file()), None)
    if missing is not None:
        raise UpdateTrouble("program", f"{missing} is no file: this is not the whole program")
    parts = [(file, file.relative_to(root).parts) for file in found]
    ours = [f for f, p in parts if not any(one in _LEFT_OUT or one[0] == "." for one in p)]
    return sorted(ours)


def _member(name: str, file: Path) -> Member:
    with file.open("rb") as source:
        total = hashlib.file_digest(source, "sha256").hexdigest()
    return Member(name=name, size=file.stat().st_size, sha256=total, run=os.access(file, os.X_OK))


def _unpacked(wheel: Path) -> int:
    """Bytes that a wheel takes, with what Python compiles of it."""
    with zipfile.ZipFile(wheel) as packed:
        return sum(
            one.file_size * (2 if one.filename.endswith(".py") else 1) for one in packed.infolist()
        )
