"""Finding a loudspeaker and a voice without starting Qt, whose multimedia part takes 9 MB."""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

_PATIENCE_S = 0.5
_CARDS = Path("/proc/asound/cards")
_SPEECH = "speech-dispatcher"
_SPEECH_LIBRARY = "libspeechd.so.2"


def has_output(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether something takes sound.

    Qt's packages for Linux speak to PulseAudio and PipeWire only, never to ALSA: without such a
    server there is no sound, and Qt prints warnings. Elsewhere sound belongs to the system.
    """
    if not platform.startswith("linux"):
        return True
    server = environ.get("PULSE_SERVER", "")
    if server and not server.startswith(("unix:", "/")):
        return True  # on another computer: Qt finds out
    return any(_answers(place) for place in _servers(environ, server))


def _servers(environ: Mapping[str, str], server: str) -> list[Path]:
    """Sockets a sound server listens on: pulseaudio(1), pipewire(1)."""
    if server:
        return [Path(server.removeprefix("unix:"))]
    places = [Path("/run/pulse/native")]
    if own := environ.get("PULSE_RUNTIME_PATH"):
        places.append(Path(own) / "native")
    if run := environ.get("XDG_RUNTIME_DIR"):
        remote = environ.get("PIPEWIRE_REMOTE", "pipewire-0")
        places += [Path(run) / "pulse" / "native", Path(run) / remote]
    return places


def has_card(cards: Path = _CARDS) -> bool:
    """Whether Linux knows a sound card."""
    try:
        return "]:" in cards.read_text("utf-8", "replace")
    except OSError:
        return False


def has_speech(
    platform: str = sys.platform,
    find: Callable[[str], str | None] = shutil.which,
    load: Callable[[str], object] = ctypes.CDLL,
) -> bool:
    """Whether the system can speak: on Linux through speech-dispatcher, elsewhere by itself.

    Qt complains aloud where speech-dispatcher's library is missing.
    """
    if not platform.startswith("linux"):
        return True
    if find(_SPEECH) is None:
        return False
    try:
        load(_SPEECH_LIBRARY)
    except OSError:
        return False
    return True


def speech_hangs(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a speech-dispatcher listens and does not answer: its library would wait for ever.

    One that does not listen yet is started by its library.
    """
    try:
        with _connected(_speech_socket(environ)) as speech:
            speech.sendall(b"SET self CLIENT_NAME walkin:look:main\r\n")
            return not speech.recv(100)
    except TimeoutError:
        return True
    except OSError:
        return False


def languages(environ: Mapping[str, str] = os.environ) -> frozenset[str] | None:
    """Languages a running speech-dispatcher has voices for ("th", "en"); None when unknown.

    Asked in its protocol, SSIP: a line is `249-name<TAB>language<TAB>variant`, the last `249 OK`.
    """
    found = set()
    try:
        with _connected(_speech_socket(environ)) as speech, speech.makefile("rwb") as lines:
            lines.write(b"SET self CLIENT_NAME walkin:doctor:main\r\nLIST SYNTHESIS_VOICES th\r\n")
            lines.flush()
            for line in lines:
                if line.startswith(b"249-") and line.count(b"\t"):
                    found.add(line.split(b"\t")[1].decode("ascii", "replace").partition("-")[0])
                elif not line.startswith((b"208", b"249-")):
                    break
    except OSError:
        return None
    return frozenset(found)


def hang_up() -> None:
    """End this process's connections to a speech-dispatcher that hangs; who waits for it goes on.

    Its library waits without a limit of time, even to say good-bye, and would keep the process.
    """
    folder = Path("/proc/self/fd")
    for number in [int(f.name) for f in folder.iterdir()] if folder.is_dir() else []:
        try:
            connection = socket.socket(fileno=number)
        except OSError:
            continue  # not a socket
        try:
            if _SPEECH in str(connection.getpeername()):
                connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            continue  # not connected
        finally:
            connection.detach()


def _speech_socket(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("XDG_RUNTIME_DIR", "/nonexistent")) / _SPEECH / "speechd.sock"


def _answers(place: Path) -> bool:
    try:
        with _connected(place):
            return True
    except OSError:
        return False


def _connected(place: Path) -> socket.socket:
    if not hasattr(socket, "AF_UNIX"):
        raise OSError
    probe = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        probe.settimeout(_PATIENCE_S)
        probe.connect(str(place))
    except OSError:
        probe.close()
        raise
    return probe
