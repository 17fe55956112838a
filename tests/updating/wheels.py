"""Wheels of a few lines, and pip's, which every Python brings along."""

from __future__ import annotations

import base64
import ensurepip
import hashlib
import shutil
import zipfile
from pathlib import Path

WHEEL = "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def pip_into(folder: Path) -> None:
    """Where Debian keeps it, or where Python does."""
    places = (
        getattr(ensurepip, "_WHEEL_PKG_DIR", None),
        Path(ensurepip.__file__).parent / "_bundled",
    )
    found = [f for place in places if place for f in Path(place).glob("pip-*.whl")]
    shutil.copy(found[0], folder)


def wheel(folder: Path, name: str, files: dict[str, str]) -> str:
    """Write one; returns its line for a lock file."""
    info = f"{name}-1.0.dist-info"
    about = {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": WHEEL,
    }
    made = folder / f"{name}-1.0-py3-none-any.whl"
    record = []
    with zipfile.ZipFile(made, "w") as packed:
        for place, body in (files | about).items():
            packed.writestr(place, body)
            total = base64.urlsafe_b64encode(hashlib.sha256(body.encode()).digest())
            record.append(f"{place},sha256={total.decode().rstrip('=')},{len(body)}")
        packed.writestr(f"{info}/RECORD", "\n".join([*record, f"{info}/RECORD,,"]))
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(made.read_bytes()).hexdigest()}\n"
