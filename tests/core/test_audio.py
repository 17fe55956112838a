"""A loudspeaker and a voice are found without Qt, and without waiting for either."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk import audio

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sockets with a name")


@pytest.fixture
def serve() -> Iterator[Callable[[Path], socket.socket]]:
    servers: list[socket.socket] = []

    def listen(place: Path) -> socket.socket:
        place.parent.mkdir(parents=True, exist_ok=True)
        servers.append(socket.socket(socket.AF_UNIX))
        servers[-1].bind(str(place))
        servers[-1].listen()
        return servers[-1]

    yield listen
    for server in servers:
        server.close()


@pytest.mark.parametrize(
    ("environ", "place"),
    [
        ({"XDG_RUNTIME_DIR": "{}"}, "pulse/native"),
        ({"XDG_RUNTIME_DIR": "{}"}, "pipewire-0"),
        ({"XDG_RUNTIME_DIR": "{}", "PIPEWIRE_REMOTE": "other"}, "other"),
        ({"PULSE_RUNTIME_PATH": "{}"}, "native"),
        ({"PULSE_SERVER": "unix:{}/p"}, "p"),
        ({"PULSE_SERVER": "{}/p"}, "p"),
    ],
)
def test_a_sound_server_that_answers_is_found(
    tmp_path: Path, serve: Callable[[Path], socket.socket], environ: dict[str, str], place: str
) -> None:
    there = {name: value.format(tmp_path) for name, value in environ.items()}
    assert not audio.has_output(there, "linux")
    serve(tmp_path / place).close()
    assert not audio.has_output(there, "linux")  # left by a server that died
    (tmp_path / place).unlink()
    serve(tmp_path / place)
    assert audio.has_output(there, "linux")


def test_where_sound_belongs_to_the_system_or_another_computer_qt_finds_out() -> None:
    assert audio.has_output({}, "win32")
    assert audio.has_output({"PULSE_SERVER": "tcp:10.0.0.7"}, "linux")


@pytest.mark.parametrize(
    ("text", "has"),
    [
        (" 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n", True),
        ("--- no soundcards ---\n", False),
        (None, False),
    ],
)
def test_a_sound_card_is_found(tmp_path: Path, text: str | None, has: bool) -> None:
    if text is not None:
        (tmp_path / "cards").write_text(text)
    assert audio.has_card(tmp_path / "cards") is has


def test_a_system_speaks_with_program_and_library() -> None:
    def missing(name: str) -> object:
        raise OSError(name)

    assert audio.has_speech("linux", lambda name: f"/usr/bin/{name}", lambda _: None)
    assert not audio.has_speech("linux", lambda _: None, lambda _: None)
    assert not audio.has_speech("linux", lambda name: f"/usr/bin/{name}", missing)
    assert audio.has_speech("darwin", lambda _: None, missing)


def answer(server: socket.socket, lines: bytes) -> threading.Thread:
    """Speak SSIP once."""

    def speak() -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(1000)
            connection.sendall(b"208 OK CLIENT NAME SET\r\n" + lines)

    thread = threading.Thread(target=speak)
    thread.start()
    return thread


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (b"249-Thai\tth\tnone\r\n249-Thai+Anne\tth\tAnne\r\n249-English\ten-GB\tnone\r\n"
         b"249 OK VOICE LIST SENT\r\n", {"th", "en"}),
        (b"304 CANT LIST VOICES\r\n", set()),
    ],
)  # fmt: skip
def test_languages_are_asked_of_the_speech_service(
    tmp_path: Path, serve: Callable[[Path], socket.socket], lines: bytes, found: set[str]
) -> None:
    environ = {"XDG_RUNTIME_DIR": str(tmp_path)}
    assert audio.languages(environ) is None
    thread = answer(serve(tmp_path / "speech-dispatcher" / "speechd.sock"), lines)
    assert audio.languages(environ) == found
    thread.join()


def test_a_speech_service_that_hangs_is_told_from_one_that_answers(
    tmp_path: Path, serve: Callable[[Path], socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    environ = {"XDG_RUNTIME_DIR": str(tmp_path)}
    assert not audio.speech_hangs(environ)  # not there yet: it is started when it is needed
    server = serve(tmp_path / "speech-dispatcher" / "speechd.sock")
    thread = answer(server, b"")
    assert not audio.speech_hangs(environ)
    thread.join()
    monkeypatch.setattr(audio, "_PATIENCE_S", 0.01)
    assert audio.speech_hangs(environ)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="Linux knows its own sockets")
def test_only_a_speech_service_is_hung_up_on(
    tmp_path: Path, serve: Callable[[Path], socket.socket]
) -> None:
    places = [tmp_path / "speech-dispatcher" / "speechd.sock", tmp_path / "pulse" / "native"]
    for place in places:
        serve(place)
    with socket.socket(socket.AF_UNIX) as speech, socket.socket(socket.AF_UNIX) as other:
        speech.connect(str(places[0]))
        other.connect(str(places[1]))
        other.setblocking(False)
        audio.hang_up()
        assert speech.recv(1) == b""
        with pytest.raises(BlockingIOError):
            other.recv(1)
