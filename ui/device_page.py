"""The page of devices: how each is, what it read last, and a test of each."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QObject

from ui.devices import Devices
from ui.readers.reader import Health, State
from ui.renewing import Renewal
from ui.setting_words import place_words
from ui.sounds import Sounds
from ui.staff import StaffWay
from ui.stage import Stage
from ui.viewmodels.devices import (
    READS,
    SETTINGS,
    SILENT,
    TRIED,
    Tile,
    Trial,
    can_be_tried,
    derive_tile,
    settings_tile,
)
from ui.viewmodels.kiosk import Screen

TRY_S = 20.0
"""Seconds in which a reader under test checks nobody in."""


class DevicePage(QObject):
    """Shows the devices to staff. What a reader gives is a check-in but while it is under test."""

    def __init__(self, devices: Devices, sounds: Sounds, stage: Stage, way: StaffWay) -> None:
        super().__init__()
        self._devices = devices
        self._sounds = sounds
        self._stage = stage
        self._way = way
        self._trial = Trial()
        self._ticket: int | None = None
        self._renewal: Renewal | None = None
        devices.changed.connect(self.render)
        devices.tried.connect(self._tried)
        printer = devices.printer
        if printer is not None:
            printer.printed.connect(self._printed)
        model = stage.views.devices
        model.tested.connect(self.test)
        stage.shown.connect(self._screen_changed)
        stage.views.look.languageChanged.connect(self.render)

    def tell_of(self, renewal: Renewal) -> None:
        """Show what is wrong with its settings file, as long as it is."""
        self._renewal = renewal
        renewal.changed.connect(lambda _: self.render())

    def test(self, kind: str) -> None:
        """Try a device that is there; trying it again ends the test."""
        was = self._trial
        self._end()
        if not can_be_tried(kind, self._health(kind)):
            pass
        elif kind in READS:
            if was.kind != kind or not was.left:
                self._devices.try_out(kind)
                self._stage.deadlines.after("test", TRY_S, self._nothing_came)
                self._trial = Trial(kind, math.ceil(TRY_S))
        elif kind == "printer" and self._devices.printer is not None:
            self._ticket = self._devices.printer.print_test()
            self._trial = Trial(kind, said="device.try.printer")
        elif kind == "sound":
            self._sounds.play("welcome")
            self._trial = Trial(kind, said="device.try.sound")
        self.render()

    def tick(self) -> None:
        """Bring the countdown up to date."""
        if self._trial.left:
            left = math.ceil(self._stage.deadlines.left("test"))
            self._trial = self._trial._replace(left=left)
            self.render()

    def render(self) -> None:
        """Show what is known, in the language of the moment."""
        if self._stage.screen is Screen.DEVICES:
            self._stage.views.devices.show(self._tiles(), self._way.who)

    def _health(self, kind: str) -> Health:
        if kind == SETTINGS:
            return Health(State.OFF)
        return self._sounds.health if kind == "sound" else self._devices.health(kind)

    def _tiles(self) -> Sequence[Tile]:
        texts, zone = self._stage.texts, self._stage.settings.zone
        kinds = [*(device.kind for device in self._devices.all), "sound"]
        tiles = [
            derive_tile(
                kind,
                self._health(kind),
                self._devices.last(kind),
                trial=self._trial,
                texts=texts,
                zone=zone,
            )
            for kind in kinds
        ]
        renewal = self._renewal
        if renewal is not None and renewal.trouble is not None:
            words = place_words(renewal.trouble, texts)
            tiles.append(settings_tile(words, renewal.book.file, texts))
        return tiles

    def _tried(self, kind: str) -> None:
        self._trial = Trial(kind, self._trial.left, TRIED)
        self._stage.sound.emit("touch")
        # Somebody is there, though the screen was not touched.
        self._stage.touched()
        self.render()

    def _nothing_came(self) -> None:
        heard = self._trial.said == TRIED
        kind = self._trial.kind
        self._end()
        if not heard:
            self._trial = Trial(kind, said=SILENT)
        self.render()

    def _printed(self, ticket: int) -> None:
        if ticket == self._ticket:
            self._trial = Trial("printer", said="device.printed")
            self.render()

    def _end(self) -> None:
        self._devices.try_out("")
        self._stage.deadlines.cancel("test")
        self._trial = Trial()
        self._ticket = None

    def _screen_changed(self, screen: str) -> None:
        if screen != Screen.DEVICES:
            self._end()
        self.render()
