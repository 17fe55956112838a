"""Cues are heard once, at the right time, or not at all; silence is never an error."""

from __future__ import annotations

import array
import importlib.util
import itertools
import math
import os
import subprocess
import sys
import wave
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from assets.sounds import compose
from kiosk.config import Screen, Settings, Sound
from tests.fakes import FakeSeconds
from tests.screens.conftest import Visitor
from ui.readers.reader import Health, State
from ui.sounds import AGAIN_S, Sounds

FOLDER = Path(compose.__file__).parent
NAMES = ["attention", "bye", "counted", "ring", "touch", "welcome"]


class Band:
    """Makes effects that only remember that they were played."""

    def __init__(self) -> None:
        self.played: list[str] = []
        self.volumes: set[float] = set()
        self.trouble: Exception | None = None
        self.there = True
        self.seconds = FakeSeconds()

    def player(self, file: Path, volume: float) -> Effect:
        if self.trouble is not None:
            raise self.trouble
        self.volumes.add(volume)
        return Effect(self, file)

    def sounds(self, sound: Sound | None = None) -> Sounds:
        return Sounds(
            sound or Sound(), player=self.player, output=lambda: self.there, now=self.seconds
        )


class Effect:
    def __init__(self, band: Band, file: Path) -> None:
        assert file.exists()
        self.band, self.name = band, file.stem

    def play(self) -> None:
        self.band.played.append(self.name)


@pytest.fixture
def band(qapp: QGuiApplication) -> Band:
    return Band()


def test_every_cue_is_played_by_its_name_at_the_volume_that_is_set(band: Band) -> None:
    sounds = band.sounds(Sound(volume=0.25))
    sounds.load()
    for name in [*NAMES, "nothing", ""]:
        sounds.play(name)
    assert band.played == NAMES
    assert band.volumes == {0.25}


def test_the_same_cue_said_twice_is_heard_once(band: Band) -> None:
    sounds = band.sounds()
    sounds.load()
    for step, name in [(0, "touch"), (0.07, "touch"), (0, "welcome"), (0.02, "touch")]:
        band.seconds.at += step
        sounds.play(name)
    assert band.played == ["touch", "welcome", "touch"]


@pytest.mark.parametrize("sound", [Sound(on=False), Sound(volume=0)])
def test_switched_off_it_loads_nothing(band: Band, sound: Sound) -> None:
    sounds = band.sounds(sound)
    sounds.load()
    sounds.play("welcome")
    assert (band.played, band.volumes) == ([], set())


def test_nothing_is_heard_or_loaded_before_the_start(band: Band) -> None:
    sounds = band.sounds()
    band.seconds.at += AGAIN_S
    sounds.play("welcome")
    assert (band.played, sounds._timer.isActive()) == ([], False)


@pytest.mark.parametrize("trouble", [None, ImportError(), OSError("no device"), RuntimeError()])
def test_a_loudspeaker_that_was_missing_is_looked_for_again(
    band: Band, trouble: Exception | None
) -> None:
    band.there, band.trouble = trouble is not None, trouble
    sounds = band.sounds()
    sounds.load()
    sounds.play("welcome")
    assert not sounds._timer.isActive()
    band.there, band.trouble = True, None
    band.seconds.at += AGAIN_S
    sounds.play("welcome")
    assert band.played == []  # it is looked for when nobody waits
    assert sounds._timer.isActive()
    sounds._timer.timeout.emit()
    sounds.play("welcome")
    assert band.played == ["welcome"]


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [(None, "no_server"), (ImportError(), "no_multimedia"), (OSError(), "no_card"),
     (RuntimeError(), "")],
)  # fmt: skip
def test_silence_says_why(band: Band, trouble: Exception | None, reason: str) -> None:
    band.there, band.trouble = trouble is not None, trouble
    sounds = band.sounds()
    assert sounds.health == Health(State.WAITING)
    sounds.load()
    assert sounds.health == Health(State.GONE, reason)
    band.there, band.trouble = True, None
    sounds.load()
    assert sounds.health == Health(State.READY)


def test_it_waits_for_the_first_picture(band: Band) -> None:
    sounds = band.sounds()
    window = QQuickWindow()
    sounds.start_after(window)
    QCoreApplication.processEvents()
    assert not sounds._timer.isActive()
    window.frameSwapped.emit()
    assert not sounds._timer.isActive()  # the renderer may be another thread
    QCoreApplication.processEvents()
    assert sounds._timer.isActive()
    sounds._timer.stop()
    window.frameSwapped.emit()
    QCoreApplication.processEvents()
    assert not sounds._timer.isActive()
    sounds.close()


REAL = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from kiosk.config import Sound
from ui.sounds import Sounds

qt = QGuiApplication([])
sounds = Sounds(Sound(volume=0.1), output=lambda: True)
sounds.load()
assert "PySide6.QtMultimedia" in sys.modules
sounds.play("touch")
QTimer.singleShot(0, qt.quit)
qt.exec()
sounds.close()
print("fine")
"""


def test_without_a_device_the_real_one_is_silent() -> None:
    """In a process of its own: what Qt's multimedia part loads stays, and it may print."""
    if importlib.util.find_spec("PySide6.QtMultimedia") is None:
        pytest.skip("pyside6-addons is not installed")
    environ = os.environ | {"PULSE_SERVER": "unix:/nonexistent", "XDG_RUNTIME_DIR": "/nonexistent"}
    done = subprocess.run(
        [sys.executable, "-c", REAL], env=environ, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "fine\n"), done.stderr
    assert "multimedia" not in done.stderr


def test_the_kiosk_is_silent_until_it_starts_and_keeps_still_where_that_is_set(
    make_visitor: Callable[..., Visitor],
) -> None:
    visitor = make_visitor(settings=Settings(screen=Screen(reduce_motion=True)))
    assert visitor.kiosk.window.property("moving") is False
    visitor.kiosk.flow.stage.sound.emit("welcome")
    assert visitor.kiosk.sounds._looked is None


# -- the files ---------------------------------------------------------------------------------


def test_every_cue_is_there_and_nothing_else() -> None:
    assert sorted(f.stem for f in FOLDER.glob("*.wav")) == sorted(compose.CUES) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_cue_is_what_its_score_says(name: str) -> None:
    assert (FOLDER / f"{name}.wav").read_bytes() == compose.as_wave(compose.CUES[name])


@pytest.mark.parametrize("name", NAMES)
def test_a_cue_is_short_quiet_and_soft(name: str) -> None:
    file = FOLDER / f"{name}.wav"
    assert file.stat().st_size < 60_000
    with wave.open(str(file)) as cue:
        assert (cue.getnchannels(), cue.getsampwidth(), cue.getframerate()) == (1, 2, compose.RATE)
        heard = array.array("h", cue.readframes(cue.getnframes()))
    if sys.byteorder == "big":
        heard.byteswap()
    assert 0.03 < len(heard) / compose.RATE < 0.8
    assert 0.1 < max(map(abs, heard)) / 32_767 <= compose.PEAK
    assert max(map(abs, (*heard[:4], *heard[-4:]))) < 16  # no click
    steps = [b - a for a, b in itertools.pairwise(heard)]
    # Parseval: this is the mean of (2 sin(pi f / rate))^2 over the energy, so by Markov's
    # inequality at most `above` of the energy lies over 4 kHz.
    brightness = sum(s * s for s in steps) / sum(h * h for h in heard)
    above = brightness / (2 * math.sin(math.pi * 4000 / compose.RATE)) ** 2
    assert above < 0.2


def test_welcome_rises_and_bye_falls() -> None:
    rising, falling = ([s.degree for s in compose.CUES[n].strikes] for n in ("welcome", "bye"))
    assert rising == sorted(rising)
    assert falling == sorted(falling, reverse=True)
    assert 0.5 <= compose.CUES["welcome"].lasts_s <= 0.8
