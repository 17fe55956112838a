"""Short prompts said aloud, where the system has a voice for the language."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLocale, QObject, Qt, QThread, QTimer, Signal, Slot

from kiosk.audio import hang_up, has_speech, speech_hangs
from kiosk.config import Sound
from ui.sounds import hush

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech

log = logging.getLogger("walkin.ui")

_PATIENCE_MS = 3000
"""Milliseconds the speech service is waited for at the end; it may be listing its voices."""
_AFTER_PICTURE_MS = 100
"""From the first prompt until the engine is made: the picture that belongs to it comes first."""
_NO_ENGINE = ("mock", "none")


class _Prompt(NamedTuple):
    text: str
    language: str


def find_engine() -> str:
    """The system's own speech engine by Qt's name; "" when there is none."""
    if not has_speech() or speech_hangs():
        return ""
    hush()
    from PySide6.QtTextToSpeech import QTextToSpeech

    engines = [e for e in QTextToSpeech.availableEngines() if e not in _NO_ENGINE]
    return engines[0] if engines else ""


class Voice(QObject):
    """Says one prompt at a time; the newest ends what was being said.

    Speech-dispatcher takes 1.5 s to list its voices and may hang for ever, and Qt's calls to it
    hold Python up meanwhile. So the engine lives in a thread of its own that runs no Python: it is
    only ever told by signals, to Qt's own slots.
    """

    _engine_wanted = Signal(str)
    _locale_wanted = Signal(QLocale)
    _said = Signal(str)
    _ended = Signal()

    def __init__(self, sound: Sound, find: Callable[[], str] = find_engine) -> None:
        super().__init__()
        self._silent = not (sound.on and sound.voice)
        self._find = find
        self._speech: QTextToSpeech | None = None
        self._thread: QThread | None = None
        self._locales: dict[str, QLocale] | None = None
        self._waiting: _Prompt | None = None
        self._speaking = False
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_PICTURE_MS)
        self._timer.timeout.connect(self.start)

    @Slot(str, str)
    def say(self, text: str, language: str) -> None:
        """Say a text in a language ("th", "en"); nothing where it has no voice, or for "".

        The first call makes the engine and returns at once.
        """
        self.stop()
        if self._silent or not text:
            return
        self._waiting = _Prompt(text, language)
        if self._speech is None:
            self._timer.start()
        elif self._locales is not None:
            self._say_waiting()

    @Slot()
    def stop(self) -> None:
        """End what is being said, and what waits to be."""
        self._waiting = None
        if self._speaking:
            self._speaking = False
            self._ended.emit()

    def close(self) -> None:
        """End the engine's thread. Last of all: a speech service that hangs may take 6 s."""
        self.stop()
        self._silent = True
        self._timer.stop()
        if self._thread is None:
            return
        self._thread.quit()
        if not self._thread.wait(_PATIENCE_MS):
            hang_up()
            self._thread.wait(_PATIENCE_MS)
        self._speech = self._thread = None

    @Slot()
    def start(self) -> None:
        """Begin to make the engine; the first prompt does, a moment after its picture."""
        if self._silent or self._speech is not None:
            return
        try:
            name = self._find()
        except ImportError as e:
            log.info("no voice: %s", type(e).__name__)
            name = ""
        if not name:
            self._silent = True
            return
        from PySide6.QtTextToSpeech import QTextToSpeech

        self._speech = speech = QTextToSpeech("none")
        queued = Qt.ConnectionType.QueuedConnection
        speech.engineChanged.connect(self._ready, queued)
        self._engine_wanted.connect(speech.setEngine, queued)
        self._locale_wanted.connect(speech.setLocale, queued)
        self._said.connect(speech.say, queued)
        self._ended.connect(speech.stop, queued)
        self._thread = QThread()
        speech.moveToThread(self._thread)
        self._thread.start()
        self._engine_wanted.emit(name)

    @Slot(str)
    def _ready(self, name: str) -> None:
        if self._speech is None:
            return
        found: dict[str, QLocale] = {}
        for locale in self._speech.availableLocales() if name else []:
            code = locale.bcp47Name()
            language = code.partition("-")[0]
            if language not in found or code == language:
                found[language] = locale
        self._locales = found
        self._say_waiting()

    def _say_waiting(self) -> None:
        prompt, self._waiting = self._waiting, None
        locale = (self._locales or {}).get(prompt.language) if prompt else None
        if prompt is None or locale is None:
            return
        self._speaking = True
        self._locale_wanted.emit(locale)
        self._said.emit(prompt.text)
