"""Settings that are found out at the screen are written into the settings file."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kiosk.exporting.whole_file import CannotWrite, whole_file


class Kept(NamedTuple):
    """Written. `overridden` names variables of the environment that say otherwise, and win."""

    overridden: tuple[str, ...] = ()


class CannotKeep(Exception):
    """Nothing was written; `lines` is what has to be put into `file` by hand."""

    def __init__(self, file: Path, lines: str) -> None:
        super().__init__(f"{file} cannot be written")
        self.file = file
        self.lines = lines


def keep_section(
    file: Path, section: str, values: Mapping[str, object], environ: Mapping[str, str] = os.environ
) -> Kept:
    """Write these values of one section; whatever else stands in the file stays, comments too.

    The file is whole at every moment. Raises CannotKeep.
    """
    # 20 ms, for the one who sets something up.
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    fields = dict(values)
    alone = tomlkit.document()
    alone[section] = fields
    try:
        before = file.read_bytes().decode("utf-8-sig") if file.exists() else ""
        after = _amended(before, section, fields)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        mode = file.stat().st_mode if file.exists() else None
        with whole_file(file) as draft:
            draft.write(after.encode())
            if mode is not None and os.name != "nt":
                os.fchmod(draft.fileno(), mode)
    except (OSError, ValueError, CannotWrite, TOMLKitError) as e:
        raise CannotKeep(file, tomlkit.dumps(alone).strip()) from e
    names = {f"WALKIN_{section}_{name}".upper() for name in fields}
    return Kept(tuple(sorted(names.intersection(environ))))


def _amended(before: str, section: str, fields: Mapping[str, object]) -> str:
    """The text with the section as it is to be. Raises ValueError when that cannot be done."""
    import tomlkit

    document = tomlkit.parse(before)
    if section not in document:
        document[section] = tomlkit.table()
    table = document[section]
    assert isinstance(table, dict)  # noqa: S101 - it was read as settings
    for name, value in fields.items():
        table[name] = value
    after = tomlkit.dumps(document)
    wanted = tomllib.loads(before)
    wanted[section] = wanted.get(section, {}) | fields
    if tomllib.loads(after) != wanted:
        msg = "the settings file is written in a way that cannot be kept"
        raise ValueError(msg)
    return after
