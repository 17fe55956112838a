"""A receipt printer: takes ESC/POS over a real wire and shows what is on its paper."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import threading
import tty
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QImage

_ESC, _GS, _DLE = 0x1B, 0x1D, 0x10
_LINE = 30
"""Dots a line feed moves the paper."""


class _Token(NamedTuple):
    """A whole command."""

    name: str
    data: bytes = b""
    wide: int = 0


class Paper:
    """What a printer does with its bytes. `rows_left` is how long its roll is, None for long."""

    def __init__(self) -> None:
        self.rows_left: int | None = None
        self.cover_open = False
        self.answers = True
        self.knows_turn = True
        """Whether it answers when it comes to a question in the middle of what it prints."""
        self.slips: list[QImage] = []
        self.rubbish = b""
        """Bytes that would be printed as letters."""
        self.cleared = 0
        self._unread = bytearray()
        self._queue: deque[_Token] = deque()
        self._rows: list[bytes] = []

    @property
    def is_out(self) -> bool:
        return self.rows_left == 0

    @property
    def half(self) -> int:
        """Rows of a slip that is not cut off yet."""
        return len(self._rows)

    def take(self, data: bytes) -> bytes:
        """Take bytes; returns what the printer says to them."""
        self._unread += data
        said = b""
        while (token := self._token()) is not None:
            if token.name == "status":
                said += self._status(token.data[0]) if self.answers else b""
            elif token.name == "clear":
                self.cleared += 1
                self._queue.clear()
                self._rows = []
                said += b"\x37\x25\x00" if self.answers else b""
            else:
                self._queue.append(token)
            said += self.work()
        return said

    def work(self) -> bytes:
        """Print what can be printed; returns what was asked in its turn."""
        said = b""
        while self._queue and not (self.is_out or self.cover_open):
            token = self._queue.popleft()
            match token.name:
                case "picture":
                    self._print(token)
                case "feed":
                    self._feed([b""] * (token.data[0] * _LINE), token)
                case "cut":
                    self.slips.append(_image(self._rows))
                    self._rows = []
                case "turn":
                    said += b"\x00" if self.answers and self.knows_turn else b""
                case "init":
                    pass
        return said

    def reset(self) -> None:
        """Switched off: what was not printed is gone."""
        self._unread.clear()
        self._queue.clear()
        self._rows = []

    def _print(self, token: _Token) -> None:
        wide = token.wide
        rows = [token.data[at : at + wide] for at in range(0, len(token.data), wide)]
        self._feed(rows, token)

    def _feed(self, rows: list[bytes], token: _Token) -> None:
        room = len(rows) if self.rows_left is None else min(len(rows), self.rows_left)
        self._rows += rows[:room]
        if self.rows_left is not None:
            self.rows_left -= room
        if rest := rows[room:]:
            # Goes on there when there is paper again, as printers do.
            self._queue.appendleft(_rest(token, rest))

    def _status(self, which: int) -> bytes:
        bits = 0x12
        if which == 1 and (self.is_out or self.cover_open):
            bits |= 0x08
        elif which == 2:
            bits |= (0x04 if self.cover_open else 0) | (0x20 if self.is_out else 0)
        elif which == 4 and self.is_out:
            bits |= 0x6C
        elif which == 4 and self.rows_left is not None:
            bits |= 0x0C
        return bytes([bits])

    def _token(self) -> _Token | None:
        """The next whole command; letters are put aside."""
        unread = self._unread
        while unread and unread[0] in (0, 0x0A):
            del unread[0]
        for start, length, name in _COMMANDS:
            if unread[: len(start)] != start[: len(unread)]:
                continue
            if len(unread) < length:
                return None
            if name != "picture":
                return self._cut(_Token(name, bytes(unread[len(start) : length])), length)
            wide = unread[4] | unread[5] << 8
            whole = length + wide * (unread[6] | unread[7] << 8)
            if len(unread) < whole:
                return None
            return self._cut(_Token(name, bytes(unread[length:whole]), wide), whole)
        if unread:
            self.rubbish += unread[:1]
            del unread[0]
            return self._token()
        return None

    def _cut(self, token: _Token, length: int) -> _Token:
        del self._unread[:length]
        return token


# First bytes, whole length without a picture's dots, name (Epson, ESC/POS command reference).
_COMMANDS = (
    (bytes([_DLE, 0x04]), 3, "status"),
    (bytes([_DLE, 0x14, 0x08, 1, 3, 20, 1, 6, 2, 8]), 10, "clear"),
    (bytes([_ESC]) + b"@", 2, "init"),
    (bytes([_ESC]) + b"d", 3, "feed"),
    (bytes([_GS]) + b"v0", 8, "picture"),
    (bytes([_GS]) + b"V", 3, "cut"),
    (bytes([_GS]) + b"r", 3, "turn"),
)


def _rest(token: _Token, rows: list[bytes]) -> _Token:
    if token.name == "feed":
        return token._replace(data=bytes([max(1, len(rows) // _LINE)]))
    return token._replace(data=b"".join(rows))


def _image(rows: list[bytes]) -> QImage:
    """Black on white, as wide as the widest row."""
    wide = max(map(len, rows), default=1)
    image = QImage(wide * 8, max(1, len(rows)), QImage.Format.Format_Mono)
    image.setColorTable([0xFFFFFFFF, 0xFF000000])
    image.fill(0)
    bits = image.bits()
    for y, row in enumerate(rows):
        at = y * image.bytesPerLine()
        bits[at : at + len(row)] = row
    return image


class FakePrinter:
    """A printer on the network, or behind a device file. `paper` is only touched under `lock`.

    With a `budget` it takes so many bytes and then no more.
    """

    def __init__(self) -> None:
        self.paper = Paper()
        self.lock = threading.Condition()
        self.budget: int | None = None
        self.taken = 0
        """Bytes, of all connections."""
        self.ended = 0
        """Connections that are over."""
        self._on = False
        self._wake, self._woken = os.pipe()
        self._threads: list[threading.Thread] = []
        self._listener: socket.socket | None = None
        self._port = 0

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._port}"

    @property
    def slips(self) -> list[QImage]:
        with self.lock:
            return list(self.paper.slips)

    def switch_on(self) -> None:
        """Listen, each time at the same port."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        listener.bind(("127.0.0.1", self._port))
        listener.listen()
        self._port = listener.getsockname()[1]
        self._listener, self._on = listener, True
        self._start(lambda: self._accept(listener))

    def switch_off(self) -> None:
        """Nobody is connected any more, and nobody can."""
        with self.lock:
            self._on = False
            self.lock.notify_all()
        os.write(self._woken, b".")
        for thread in self._threads:
            thread.join(10)
        os.read(self._wake, 1)
        self._threads = []
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        self.paper.reset()

    def close(self) -> None:
        """Throw it away."""
        self.switch_off()
        os.close(self._wake)
        os.close(self._woken)

    def plug_in(self) -> Path:
        """Behind a device file, which is returned, instead of on the network."""
        master, slave = os.openpty()
        tty.setraw(master)
        path = Path(os.ttyname(slave))
        self._on = True

        def serve() -> None:
            try:
                self._serve(master, lambda data: os.write(master, data) and None)
            finally:
                os.close(master)
                os.close(slave)

        self._start(serve)
        return path

    def load(self, rows: int | None = None) -> None:
        """New paper; what waited in the printer goes on."""
        with self.lock:
            self.paper.rows_left = rows
            self.paper.work()

    def allow(self, more: int | None) -> None:
        """Let it take so many bytes more, or all."""
        with self.lock:
            self.budget = more if more is None or self.budget is None else self.budget + more
            self.lock.notify_all()

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self, listener: socket.socket) -> None:
        """One at a time, as printers do."""
        while self._ready(listener.fileno()):
            connection, _ = listener.accept()
            with connection, contextlib.suppress(OSError):
                self._serve(connection.fileno(), connection.sendall)
            self.ended += 1

    def _serve(self, number: int, say: Callable[[bytes], None]) -> None:
        while self._ready(number):
            with self.lock:
                self.lock.wait_for(lambda: self.budget != 0 or not self._on)
                most = 65536 if self.budget is None else self.budget
            if not self._on:
                return
            data = os.read(number, min(most, 65536))
            if not data:
                return
            with self.lock:
                self.taken += len(data)
                if self.budget is not None:
                    self.budget -= len(data)
                said = self.paper.take(data)
                self.lock.notify_all()
            if said:
                say(said)

    def _ready(self, number: int) -> bool:
        """Whether there is something to read; False when the printer is switched off."""
        found, _, _ = select.select([number, self._wake], [], [])
        return self._on and self._wake not in found
