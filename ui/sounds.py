"""The cues: short sounds that say the same as the picture and the words."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QLoggingCategory, QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtQuick import QQuickWindow

from kiosk.audio import has_output
from kiosk.config import Sound
from ui.readers.reader import Health, State

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaDevices

log = logging.getLogger("walkin.ui")

AFTER_FRAME_MS = 1000
"""From the first frame until Qt's multimedia part is loaded, which takes 50 ms and 9 MB."""
TWICE_S = 0.08
"""The same cue again sooner than this is the same moment, said twice."""
AGAIN_S = 30.0
"""Until a loudspeaker that was missing is looked for again."""

_FOLDER = Path(str(resources.files("assets"))) / "sounds"


class Effect(Protocol):
    """What is wanted of a QSoundEffect."""

    def play(self) -> None:
        """Begin to play, from the start; returns at once."""
        ...


Player = Callable[[Path, float], Effect]
"""Makes the effect of a WAV file at a volume of 0 to 1."""


class Sounds(QObject):
    """Plays the cues of `assets/sounds` by name, or is silent.

    `player` and `output` (whether something takes sound) are replaced by tests; `now` counts
    monotonic seconds.
    """

    def __init__(
        self,
        sound: Sound,
        *,
        player: Player | None = None,
        output: Callable[[], bool] = has_output,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._sound = sound
        self._player = player or self._effect
        self._output = output
        self._now = now
        self._effects: dict[str, Effect] = {}
        self._played: dict[str, float] = {}
        self._looked: float | None = None
        self._silent = Health(State.WAITING)
        self._window: QQuickWindow | None = None
        self._devices: QMediaDevices | None = None
        self._timer = QTimer(self, singleShot=True, interval=AFTER_FRAME_MS)
        self._timer.timeout.connect(self.load)

    def start_after(self, window: QQuickWindow) -> None:
        """Load the cues when the window has been painted once, and a moment later."""
        # Queued: Python called from the renderer's thread can deadlock.
        window.frameSwapped.connect(self._painted, Qt.ConnectionType.QueuedConnection)
        self._window = window

    @Slot()
    def _painted(self) -> None:
        if self._window is not None:
            self._window.frameSwapped.disconnect(self._painted)
            self._window = None
            self._timer.start()

    @Slot()
    def load(self) -> None:
        """Make the effects ready, where something can be heard."""
        self._looked = self._now()
        self._effects = {}
        if not self._sound.on or not self._sound.volume:
            return
        if not self._output():
            self._silent = Health(State.GONE, "no_server")
            return
        try:
            files = sorted(_FOLDER.glob("*.wav"))
            self._effects = {f.stem: self._player(f, self._sound.volume) for f in files}
        except (ImportError, OSError, RuntimeError) as e:
            # Without pyside6-addons or one of its libraries, and without a device.
            log.info("no sound: %s", type(e).__name__)
            self._silent = _silent_for(e)

    @property
    def health(self) -> Health:
        """Whether the cues can be heard."""
        if not self._sound.on or not self._sound.volume:
            return Health(State.OFF, "switched_off")
        if self._effects:
            return Health(State.READY)
        return Health(State.WAITING) if self._looked is None else self._silent

    @Slot(str)
    def play(self, name: str) -> None:
        """Play a cue; a name that no cue has is ignored."""
        if not self._effects and self._looked is not None:
            if self._now() - self._looked >= AGAIN_S:
                self._timer.start()  # not now: somebody is being checked in
            return
        effect = self._effects.get(name)
        now = self._now()
        if effect is None or now - self._played.get(name, -TWICE_S) < TWICE_S:
            return
        self._played[name] = now
        effect.play()

    def close(self) -> None:
        """Let go of the device."""
        self._timer.stop()
        self._window = None
        self._effects = {}
        self._looked = None
        self._devices = None

    def _effect(self, file: Path, volume: float) -> Effect:
        hush()
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

        if self._devices is None:
            self._devices = QMediaDevices(self)
            # A loudspeaker that was plugged in or out: everything is made again.
            self._devices.audioOutputsChanged.connect(self._timer.start)
        if QMediaDevices.defaultAudioOutput().isNull():
            msg = "no audio device"
            raise OSError(msg)
        effect = QSoundEffect()
        effect.setVolume(volume)
        effect.setSource(QUrl.fromLocalFile(str(file)))
        return effect


def _silent_for(trouble: Exception) -> Health:
    match trouble:
        case ImportError():
            return Health(State.GONE, "no_multimedia")
        case OSError():
            return Health(State.GONE, "no_card")
    return Health(State.GONE)


def hush() -> None:
    """Before the first import of QtMultimedia: it warns of optional libraries nobody misses.

    And of every picture that a camera did not send whole; the next one is.
    """
    QLoggingCategory.setFilterRules("qt.multimedia.*=false\nqt.gui.imageio.*=false")
