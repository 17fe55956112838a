"""The settings file as it stands: read again when it changes, and written by who may."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from kiosk import config
from kiosk.config import Settings, SettingsTrouble
from kiosk.keeping import CannotKeep, keep
from kiosk.setting_fields import BY_KEY, FIELDS

Values = Mapping[str, object]
"""Values by section.name; None is the default."""


class Reading(NamedTuple):
    """What the file says, and what holds: the environment goes over it.

    `given` are the settings that stand in the file, `overridden` those the environment names.
    """

    said: Settings
    holds: Settings
    given: frozenset[str]
    overridden: frozenset[str]


class Stamp(NamedTuple):
    """Another one is another file: nanoseconds, bytes, and which file it is."""

    changed_ns: int = 0
    size: int = 0
    inode: int = 0


class Book:
    """One settings file. `holds` makes of what it says what this installation does.

    `take` is told with which settings everything is opened from now on. A demonstration's is
    `locked`: it is read alone.
    """

    def __init__(
        self,
        file: Path,
        environ: Mapping[str, str] = os.environ,
        *,
        holds: Callable[[Settings], Settings] = lambda settings: settings,
        take: Callable[[Settings], None] = lambda _: None,
        locked: bool = False,
    ) -> None:
        self.file = file
        self.locked = locked
        self.take = take
        self._environ = environ
        self._holds = holds

    def stamp(self) -> Stamp:
        """Whether it is the same file as before, told without reading it."""
        try:
            found = self.file.stat()
        except OSError:
            return Stamp()
        return Stamp(found.st_mtime_ns, found.st_size, found.st_ino)

    def read(self) -> Reading:
        """Read it. Raises SettingsTrouble."""
        said = config.load(self.file, {})
        holds = self._holds(config.load(self.file, self._environ))
        table = self._table()
        given = (field.key for field in FIELDS if _in(table, field.path) is not None)
        named = (field.key for field in FIELDS if field.variable in self._environ)
        return Reading(said, holds, frozenset(given), frozenset(named))

    def keep(self, values: Values) -> Values:
        """Write these; returns what stood there before, to be written back.

        Raises CannotKeep, or SettingsTrouble when the file would be wrong after it.
        """
        places = {BY_KEY[key].path: value for key, value in values.items()}
        if self.locked:
            raise CannotKeep(self.file, "")
        before = {key: _in(self._table(), BY_KEY[key].path) for key in values}
        keep(
            self.file, places, self._environ, sound=lambda text: config.parsed(text, self.file, {})
        )
        return before

    def _table(self) -> Mapping[str, object]:
        """What stands in it. Raises SettingsTrouble when it is no settings file."""
        config.load(self.file, {})
        text = self.file.read_text("utf-8-sig") if self.file.exists() else ""
        return tomllib.loads(text)


def _in(table: Mapping[str, object], path: tuple[str, ...]) -> object:
    found: object = table
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


__all__ = ["Book", "CannotKeep", "Reading", "SettingsTrouble", "Stamp", "Values"]
