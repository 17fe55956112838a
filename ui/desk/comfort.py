"""How the desk's window is: its look, columns, sounds and place, remembered for tomorrow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec
from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

from kiosk.config import Sound
from ui.catalogue import Catalogue
from ui.desk.bell import Bell
from ui.desk.remembered import Place, Remembered, keep, recall
from ui.readers.reader import State
from ui.sounds import Sounds
from ui.viewmodels.desk.alerts import AlertModel
from ui.viewmodels.desk.board import DeskBoardModel
from ui.viewmodels.desk.columns import Columns, ColumnsModel
from ui.viewmodels.desk.comfort import ComfortModel, ComfortProps
from ui.viewmodels.look import LookModel

CALM_MS = 1000
"""Milliseconds after the last change until it is written down."""
_SIZE = (1280, 800)
_GRIP = 100
"""Pixels of a window's top edge that must be on a screen, to be moved by."""


class Around(NamedTuple):
    """What the comfort is of."""

    look: LookModel
    alerts: AlertModel
    board: DeskBoardModel
    texts: Catalogue


class Comfort(QObject):
    """Remembers in `file`, or not at all when there is none.

    `make_sounds` is replaced by tests; `now` counts monotonic seconds.
    """

    def __init__(
        self,
        around: Around,
        file: Path | None,
        sound: Sound,
        now: Callable[[], float],
        *,
        make_sounds: Callable[[], Sounds] | None = None,
    ) -> None:
        super().__init__()
        self._around = around
        self._file = file
        self._kept = self._now = recall(file)
        self._window: QWindow | None = None
        self.model = ComfortModel()
        self.columns = ColumnsModel()
        self.columns.show(
            Columns(
                widths={str(name): width for name, width in self._now.widths.items()},
                shown={str(name): there for name, there in self._now.shown.items()},
            )
        )
        loud = Sound(volume=sound.volume or Sound().volume)
        self.bell = Bell(around.alerts, around.board, make_sounds or (lambda: Sounds(loud)), now)
        self._timer = QTimer(self, singleShot=True, interval=CALM_MS)
        self._timer.timeout.connect(self.write)

    def models(self) -> dict[str, object]:
        """What the window shows of it."""
        return {"comfort": self.model, "columns": self.columns}

    def begin(self, window: QWindow, size: tuple[int, int] | None, *, over: bool) -> None:
        """Be as it was; a window of its own is shown, of `size` pixels when that is given."""
        look, then = self._around.look, self._now
        self.bell.switch(on=then.sounds)
        self.say_again()
        look.paint(then.palette)
        if self._file is not None:
            look.speak(then.language)
        if not over:
            self._window = window
            self._stand(window, size)
            for moved in (
                window.xChanged,
                window.yChanged,
                window.widthChanged,
                window.heightChanged,
                window.visibilityChanged,
            ):
                moved.connect(self._note)
        look.changed.connect(self._note)
        self.columns.chosen.connect(self._note)
        self.model.soundsAsked.connect(self._switch)

    def say_again(self) -> None:
        """Derive all words anew, in another language."""
        health = self.bell.health
        silent = health.state in (State.OFF, State.GONE) and self._now.sounds
        texts = self._around.texts
        why = texts.find(f"device.why.{health.reason}") or texts.say("desk.sounds.silent")
        self.model.show(ComfortProps(self._now.sounds, why if silent else ""))

    def write(self) -> None:
        """Write down what changed."""
        self._timer.stop()
        if self._file is not None and self._now != self._kept:
            self._kept = self._now
            keep(self._file, self._now)

    def close(self) -> None:
        """Remember, and be silent."""
        self.write()
        self._window = None
        self.bell.close()

    def _switch(self, on: bool) -> None:
        self._now = _with(self._now, sounds=on)
        self.bell.switch(on=on)
        self.bell.try_it()
        self.say_again()
        self._timer.start()

    def _note(self) -> None:
        look, columns, now = self._around.look, self.columns.props, self._now
        now = _with(
            now,
            language=look.language_code,
            palette=look.wears,
            widths=dict(columns.widths),
            shown=dict(columns.shown),
        )
        window = self._window
        if window is not None and window.isVisible():
            state = window.visibility()
            if state is QWindow.Visibility.Windowed:
                at = window.geometry()
                here = Place(at.x(), at.y(), at.width(), at.height())
                now = _with(now, place=here, maximized=False)
            elif state is QWindow.Visibility.Maximized:
                now = _with(now, maximized=True)
        if now != self._now:
            self._now = now
            self._timer.start()

    def _stand(self, window: QWindow, size: tuple[int, int] | None) -> None:
        place = self._now.place
        if size is not None or place is None:
            window.resize(*(size or _SIZE))
        else:
            window.resize(place.width, place.height)
            if _can_be_gripped(place):
                window.setPosition(place.x, place.y)
        if size is None and self._now.maximized:
            window.showMaximized()
        else:
            window.show()


def _can_be_gripped(place: Place) -> bool:
    """Whether enough of its top edge is on a screen that is there today."""
    edge = QRect(place.x, place.y, place.width, 1)
    seen = (edge.intersected(screen.geometry()) for screen in QGuiApplication.screens())
    return any(part.width() >= _GRIP and part.height() > 0 for part in seen)


def _with(remembered: Remembered, **changes: object) -> Remembered:
    return msgspec.structs.replace(remembered, **changes)
