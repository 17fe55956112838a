"""Updates of a program of a few lines, made and signed in a moment."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from kiosk.updating.container import Here, Manifest, Member, write
from kiosk.updating.house import House
from kiosk.updating.keys import SigningKey, fresh_key

NOW = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
HERE = Here("linux", "x86_64", "3.11")
KEY, SPARE, STRANGER = fresh_key("office"), fresh_key("safe"), fresh_key("stranger")
FILES = {
    "program/kiosk/__init__.py": b'__version__ = "0.2.0"\n',
    "program/start.sh": b"#!/bin/sh\n",
    "wheels/pip-1-py3-none-any.whl": b"wheel",
}


def update(
    folder: Path,
    *signers: SigningKey,
    files: Mapping[str, bytes] = FILES,
    version: str = "0.2.0",
    **other: Any,
) -> Path:
    """An update file, signed by the key of the office unless told otherwise."""
    members = tuple(
        Member(name=name, size=len(body), sha256=hashlib.sha256(body).hexdigest())
        for name, body in files.items()
    )
    said: dict[str, Any] = {
        "version": version, "made_at": NOW, "room": 0, "members": members,
        "system": HERE.system, "machine": HERE.machine, "python": HERE.python,
    }  # fmt: skip
    made = folder / f"walkin-{version}.update"
    with made.open("wb") as out:
        signs = [lambda text, s=s: (s.public.id, s.sign(text)) for s in signers or (KEY,)]
        write(out, Manifest(**(said | other)), signs)
        out.write(b"".join(files.values()))
    return made


def signed(folder: Path, manifest: object, body: bytes = b"", by: SigningKey = KEY) -> Path:
    """A file whose manifest is anything at all, with a good signature."""
    line = msgspec.json.encode(manifest) + b"\n"
    made = folder / "odd.update"
    magic = b"WALKIN-UPDATE-1\n"
    signature = msgspec.json.encode({by.public.id: by.sign(magic + line)})
    made.write_bytes(magic + signature + b"\n" + line + body)
    return made


def house(folder: Path, *trusted: SigningKey, version: str = "0.1.0") -> House:
    """An installation as `start.sh` leaves it."""
    root = folder / "walkin"
    (root / "kiosk").mkdir(parents=True)
    (root / "kiosk" / "__init__.py").write_text(f'__version__ = "{version}"\n')
    made = House(root)
    made.trust([key.public for key in trusted or (KEY,)])
    return made


def everything(folder: Path, leave_out: Sequence[str] = ()) -> dict[str, str]:
    """Every name below a folder with what is in it."""
    return {
        str(f.relative_to(folder)): f"-> {f.readlink()}" if f.is_symlink() else f.read_text("utf-8")
        for f in sorted(folder.rglob("*"))
        if (f.is_symlink() or f.is_file()) and f.name not in leave_out
    }
