"""Settings that are found out at the screen are written into the settings file."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from kiosk.whole_file import CannotWrite, whole_file

Place = tuple[str, ...]
"""Where a value stands: section and name, or a section that is one value."""
Table = TypeVar("Table", bound=MutableMapping[str, Any])


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
    return keep(file, {(section, name): value for name, value in values.items()}, environ)


def keep(
    file: Path,
    values: Mapping[Place, object],
    environ: Mapping[str, str] = os.environ,
    *,
    sound: Callable[[str], object] = len,
) -> Kept:
    """Write these values, of any sections; None takes one out, back to its default.

    `sound` is given the text before it is written, and may raise to keep it from being written.
    Raises CannotKeep.
    """
    # 20 ms, for the one who sets something up.
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        before = file.read_bytes().decode("utf-8-sig") if file.exists() else ""
        after = _amended(before, values)
        sound(after)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        mode = file.stat().st_mode if file.exists() else None
        with whole_file(file) as draft:
            draft.write(after.encode())
            if mode is not None and os.name != "nt":
                os.fchmod(draft.fileno(), mode)
    except (OSError, ValueError, CannotWrite, TOMLKitError) as e:
        alone = {place: value for place, value in values.items() if value is not None}
        lines = tomlkit.dumps(_with(tomlkit.document(), alone)).strip()
        raise CannotKeep(file, lines) from e
    names = {"_".join(("WALKIN", *place)).upper() for place in values}
    return Kept(tuple(sorted(names.intersection(environ))))


def _amended(before: str, values: Mapping[Place, object]) -> str:
    """The text with the values as they are to be. Raises ValueError when that cannot be done."""
    import tomlkit

    after = tomlkit.dumps(_with(tomlkit.parse(before), values))
    if tomllib.loads(after) != _with(tomllib.loads(before), values):
        msg = "the settings file is written in a way that cannot be kept"
        raise ValueError(msg)
    return after


def _with(table: Table, values: Mapping[Place, object]) -> Table:
    """The same table, changed. A section that is made for a value comes at the end."""
    for place, value in values.items():
        inside: Any = table
        for section in place[:-1]:
            if section not in inside and value is not None:
                inside[section] = {}
            inside = inside.get(section, {})
        if value is not None:
            inside[place[-1]] = value
        elif place[-1] in inside:
            del inside[place[-1]]
    return table
