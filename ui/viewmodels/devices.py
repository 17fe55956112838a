"""The devices of this kiosk, as staff see them: a tile each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    Signal,
)
from PySide6.QtQml import QmlElement

from kiosk import thai
from ui.catalogue import Catalogue
from ui.devices import LastRead
from ui.readers.reader import Health, State
from ui.viewmodels.rows import RowModel, roles

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

READS = ("scanner", "camera", "serial")
"""Kinds that read codes."""
SETTINGS = "settings"
"""No device, but as long as its file is wrong it has a tile too."""
TRIED = "device.tried"
SILENT = "device.silent"


class Trial(NamedTuple):
    """A test: of which device, seconds it still goes on, and the key of what came of it."""

    kind: str = ""
    left: int = 0
    said: str = ""


class Tile(NamedTuple):
    """What a tile says, in the language of the moment.

    `health` is ready, waiting, gone or off, and `how` says so; `line` says what is wrong or what to
    do; `last` is what it read last, or how its test goes.
    """

    kind: str
    name: str
    health: str
    how: str
    line: str
    last: str
    trying: bool
    spoken: str


def can_be_tried(kind: str, health: Health) -> bool:
    """Whether a test of it can tell anything: not of what is off or not there, nor of silence."""
    if kind == "sound":
        return health.state is State.READY
    return health.state not in (State.OFF, State.GONE)


def derive_tile(
    kind: str,
    health: Health,
    last: LastRead | None,
    *,
    trial: Trial,
    texts: Catalogue,
    zone: ZoneInfo,
) -> Tile:
    """Derive a tile from how the device is."""
    name = texts.say(f"device.{kind}")
    how = texts.say(f"device.state.{health.state.value}")
    line = texts.find(f"device.why.{health.reason}") if health.reason else ""
    line = line or _usual(kind, health, texts)
    if health.model and health.model.isprintable():
        line = f"{line} ({thai.tidy(health.model)})"
    offered = can_be_tried(kind, health)
    mine = offered and trial.kind == kind
    trying = mine and trial.left > 0
    said = _of_trial(kind, last, trial, texts) if mine else ""
    said = said or _read(kind, last, texts, zone, offered=offered)
    spoken = ", ".join(filter(None, (name, how, line, said)))
    return Tile(kind, name, health.state.value, how, line, said, trying, spoken)


def settings_tile(wrong: str, file: Path, texts: Catalogue) -> Tile:
    """Derive the tile of a settings file that cannot be used."""
    name, how = texts.say("device.settings"), texts.say("device.settings.wrong")
    last = texts.say("setting.stands", file)
    return Tile(SETTINGS, name, "gone", how, wrong, last, False, ", ".join((name, how, wrong)))


def _usual(kind: str, health: Health, texts: Catalogue) -> str:
    """What a state means where nothing more is known."""
    if health.state is State.WAITING and kind in READS:
        return texts.say("device.usual.unheard")
    return texts.say(f"device.usual.{health.state.value}")


def _of_trial(kind: str, last: LastRead | None, trial: Trial, texts: Catalogue) -> str:
    if trial.said == TRIED and last is not None:
        return texts.say(TRIED, last.masked, last.length)
    if trial.said:
        return texts.say(trial.said)
    return texts.say(f"device.try.{kind}", trial.left)


def _read(
    kind: str, last: LastRead | None, texts: Catalogue, zone: ZoneInfo, *, offered: bool
) -> str:
    if last is None or kind not in READS:
        test = "reader" if kind in READS else kind
        return texts.say(f"device.test.{test}") if offered else ""
    return texts.say("device.last", last.masked, _time(last.at, zone, texts))


def _time(at: dt.datetime, zone: ZoneInfo, texts: Catalogue) -> str:
    return thai.short_time(at.astimezone(zone), language=texts.language)


@QmlElement
class DevicesModel(RowModel, QAbstractListModel):
    """The tiles; its signals are what staff touched."""

    ROLES = roles(Tile)

    changed = Signal()

    tested = Signal(str)
    setupAsked = Signal()
    deskAsked = Signal()
    closeAsked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tiles: tuple[Tile, ...] = ()
        self._who = ""
        self._sure = False

    @Property(str, notify=changed)
    def who(self) -> str:
        """Who looks after the devices now."""
        return self._who

    @Property(int, notify=changed)
    def total(self) -> int:
        """How many tiles there are."""
        return len(self._tiles)

    @Property(bool, notify=changed)
    def closing(self) -> bool:
        """Whether the next touch closes the kiosk."""
        return self._sure

    def ask_to_close(self, *, sure: bool) -> None:
        """Ask for a second touch, or no more."""
        if sure is not self._sure:
            self._sure = sure
            self.changed.emit()

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """All of them."""
        return self._tiles

    def show(self, tiles: Sequence[Tile], who: str) -> None:
        """Replace the tiles; delegates live on when only their words changed."""
        tiles = tuple(tiles)
        same = [t.kind for t in tiles] == [t.kind for t in self._tiles]
        if not same:
            self.beginResetModel()
            self._tiles = tiles
            self.endResetModel()
        elif tiles != self._tiles:
            self._tiles = tiles
            self.dataChanged.emit(self.index(0), self.index(len(tiles) - 1))
        if not same or who != self._who:
            self._who = who
            self.changed.emit()

    def _count(self) -> int:
        return len(self._tiles)

    def _row(self, number: int) -> Tile:
        return self._tiles[number]
