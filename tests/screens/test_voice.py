"""Prompts are said in a language the system has a voice for; otherwise nothing is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.config import Sound
from tests.screens.conftest import Visitor
from ui.sounds import hush
from ui.voice import Voice, find_engine

hush()
State = pytest.importorskip("PySide6.QtTextToSpeech").QTextToSpeech.State

# Qt's engine for tests speaks English, Finnish and Norwegian, and no Thai.
MOCK = "mock"
LONG = "Please come in. " * 100


class Listener:
    """Hears what the engine is told."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.heard: list[str] = []
        voice._said.connect(self.heard.append)
        voice._ended.connect(lambda: self.heard.append("-"))


@pytest.fixture
def make_voice(qapp: QGuiApplication) -> Iterator[Callable[..., Voice]]:
    made: list[Voice] = []

    def make(sound: Sound | None = None, engine: str = MOCK) -> Voice:
        made.append(Voice(sound or Sound(), lambda: engine))
        return made[-1]

    yield make
    for voice in made:
        voice.close()


@pytest.fixture
def speaking(make_voice: Callable[..., Voice], qtbot: QtBot) -> Listener:
    """A voice whose engine is ready."""
    voice = make_voice()
    voice.start()
    qtbot.waitUntil(lambda: voice._locales is not None)
    return Listener(voice)


def state(voice: Voice) -> object:
    assert voice._speech is not None
    return voice._speech.state()


def test_the_first_prompt_is_said_when_the_engine_is_ready(
    make_voice: Callable[..., Voice], qtbot: QtBot
) -> None:
    voice = make_voice()
    listener = Listener(voice)
    voice.say("too early", "en")
    voice.say(LONG, "en")
    assert voice._speech is None  # the picture comes first
    voice._timer.timeout.emit()
    qtbot.waitUntil(lambda: state(voice) is State.Speaking)
    assert listener.heard == [LONG]
    voice.stop()
    qtbot.waitUntil(lambda: state(voice) is State.Ready)


def test_the_newest_prompt_ends_the_one_before(speaking: Listener, qtbot: QtBot) -> None:
    speaking.voice.say(LONG, "en")
    speaking.voice.say("Welcome", "en")
    speaking.voice.say("", "en")
    assert speaking.heard == [LONG, "-", "Welcome", "-"]


@pytest.mark.parametrize("language", ["th", "xx", ""])
def test_a_language_without_a_voice_is_not_said_by_another(
    speaking: Listener, language: str
) -> None:
    speaking.voice.say("ยินดีต้อนรับ", language)
    assert speaking.heard == []
    speaking.voice.say("Welcome", "en")
    assert speaking.heard == ["Welcome"]


def test_what_waits_is_forgotten_when_the_screen_changes(
    make_voice: Callable[..., Voice], qtbot: QtBot
) -> None:
    voice = make_voice()
    listener = Listener(voice)
    voice.say("Welcome", "en")
    voice.stop()
    voice.start()
    qtbot.waitUntil(lambda: voice._locales is not None)
    assert listener.heard == []


@pytest.mark.parametrize("sound", [Sound(on=False), Sound(voice=False)])
def test_switched_off_nothing_is_made(make_voice: Callable[..., Voice], sound: Sound) -> None:
    voice = make_voice(sound)
    voice.say("Welcome", "en")
    assert not voice._timer.isActive()
    voice.start()
    assert voice._speech is None


def broken() -> str:
    raise ImportError("libQt6TextToSpeech.so.6")


@pytest.mark.parametrize("find", [lambda: "", broken])
def test_without_an_engine_it_is_silent_for_good(
    qapp: QGuiApplication, find: Callable[[], str]
) -> None:
    voice = Voice(Sound(), find)
    voice.start()
    voice.say("Welcome", "en")
    assert (voice._speech, voice._timer.isActive()) == (None, False)
    voice.close()


def test_an_engine_that_does_not_start_is_silent(
    make_voice: Callable[..., Voice], qtbot: QtBot
) -> None:
    voice = make_voice(engine="none")
    listener = Listener(voice)
    voice.start()
    voice.say("Welcome", "en")
    for _ in range(10):
        QCoreApplication.processEvents()
    assert listener.heard == []


def test_the_engine_for_tests_is_never_the_systems_own() -> None:
    assert find_engine() != MOCK


def test_the_kiosk_says_nothing_until_it_starts(visitor: Visitor) -> None:
    visitor.kiosk.flow.stage.spoken.emit("Welcome", "en")
    assert not visitor.kiosk.voice._timer.isActive()
