"""A compositor that is stuck is noticed; one that works, or none, is not."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.compositor import ASK_S, STUCK_S, Compositor, place
from tests.fakes import FakeSeconds

DONE = struct.pack("=III", 2, 12 << 16, 0)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(tmp_path / "wayland-0"))
        server.listen()
        yield server


@pytest.fixture
def seconds() -> FakeSeconds:
    return FakeSeconds()


@pytest.fixture
def compositor(server: socket.socket, tmp_path: Path, seconds: FakeSeconds) -> Iterator[Compositor]:
    environ = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
    made = Compositor(environ, seconds)
    yield made
    made.close()


def answered(server: socket.socket) -> bytes:
    """What was asked, and it is answered."""
    line, _ = server.accept()
    with line:
        asked = line.recv(64)
        line.send(DONE)
    return asked


def test_what_answers_is_asked_again_and_again(
    compositor: Compositor, server: socket.socket, seconds: FakeSeconds
) -> None:
    for _ in range(3):
        assert not compositor.stuck()
        # The display makes object 2, which it calls when it has come so far.
        assert answered(server) == struct.pack("=III", 1, 0x000C0000, 2)
        seconds.at += STUCK_S + 1
        assert not compositor.stuck()


def test_nothing_is_asked_more_often(
    compositor: Compositor, server: socket.socket, seconds: FakeSeconds
) -> None:
    server.setblocking(False)
    compositor.stuck()
    answered(server)
    compositor.stuck()
    seconds.at += ASK_S - 1
    compositor.stuck()
    with pytest.raises(BlockingIOError):
        server.accept()


def test_what_is_silent_is_stuck_until_it_answers(
    compositor: Compositor, server: socket.socket, seconds: FakeSeconds
) -> None:
    assert not compositor.stuck()
    seconds.at += STUCK_S
    assert not compositor.stuck()
    seconds.at += 1
    assert compositor.stuck()
    assert compositor.stuck()
    answered(server)
    assert not compositor.stuck()


def test_what_has_gone_is_not_stuck(
    compositor: Compositor, server: socket.socket, tmp_path: Path, seconds: FakeSeconds
) -> None:
    compositor.stuck()
    server.close()
    (tmp_path / "wayland-0").unlink()
    for _ in range(3):
        seconds.at += STUCK_S + 1
        assert not compositor.stuck()


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({}, None),
        ({"WAYLAND_DISPLAY": "wayland-0"}, None),
        ({"XDG_RUNTIME_DIR": "/run/x"}, None),
        ({"WAYLAND_DISPLAY": "w", "XDG_RUNTIME_DIR": "/run/x"}, Path("/run/x/w")),
        ({"WAYLAND_DISPLAY": "/run/y/w", "XDG_RUNTIME_DIR": "/run/x"}, Path("/run/y/w")),
    ],
)
def test_it_is_where_libwayland_looks(environ: dict[str, str], found: Path | None) -> None:
    assert place(environ) == found
    assert not Compositor(environ).stuck()
