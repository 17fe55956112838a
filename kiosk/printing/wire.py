"""Bytes to a printer and back, that never wait without end."""

from __future__ import annotations

import contextlib
import errno
import os
import select
import socket
import stat
import struct
import sys
import threading
import time
from collections.abc import Callable
from typing import Protocol, assert_never

from kiosk.printing.place import FilePlace, NetworkPlace, Place, UsbPlace

CONNECT_S = 3.0
"""Seconds until a printer on the network that does not answer is given up."""
STALL_S = 8.0
"""Seconds in which a printer takes not one byte: then it is stuck."""

ABSENT = "absent"

_SLICE_S = 0.1
"""Between two looks whether to stop."""
_PARTING_S = 0.5
_AT_ONCE = 2048
"""Bytes; a larger buffer would be printed after we gave up."""
_ANSWER = 64
_RESET = struct.pack("ii", 1, 0)


class PrinterTrouble(Exception):
    """The printer cannot print.

    `reason` is away, not_found (what is there is no printer), stuck, rights, missing, paper, cover,
    fault or stopped. `what` is the part of the program that is missing; with away it is ABSENT
    where nothing has the printer's address.
    """

    def __init__(self, reason: str, what: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.what = what


class Wire(Protocol):
    """An open connection. Its methods raise PrinterTrouble."""

    def send(self, data: bytes) -> None:
        """Send all of it."""
        ...

    def receive(self, within: float) -> bytes:
        """What the printer says; empty when it says nothing within so many seconds."""
        ...

    def drop(self) -> None:
        """Throw away what the printer has not taken yet, where the system can."""
        ...

    def close(self) -> None:
        """Let go. What was not taken a moment later is thrown away."""
        ...


def open_wire(place: Place, stop: threading.Event) -> Wire:
    """Connect. Once `stop` is set, whoever waits is let go with the reason stopped.

    Raises PrinterTrouble.
    """
    match place:
        case NetworkPlace():
            return _Network(place, stop)
        case FilePlace():
            return _File(place, stop)
        case UsbPlace():
            try:
                # Needs libusb, which is not everywhere.
                from kiosk.printing.usb import UsbWire
            except ImportError as e:
                raise PrinterTrouble("missing", "pyusb") from e
            return UsbWire(place, stop)
    assert_never(place)


def trouble_of(error: OSError) -> PrinterTrouble:
    """Why the system would not."""
    if error.errno in (errno.EACCES, errno.EPERM):
        return PrinterTrouble("rights")
    return PrinterTrouble("away", ABSENT if error.errno in (errno.ENOENT, errno.ENOTDIR) else "")


def wait(ready: Callable[[float], bool], within: float, stop: threading.Event) -> bool:
    """Whether it was ready in time, asked in short slices. Raises PrinterTrouble when stopped."""
    until = time.monotonic() + within
    while True:
        if stop.is_set():
            raise PrinterTrouble("stopped")
        left = until - time.monotonic()
        if ready(max(0.0, min(_SLICE_S, left))):
            return True
        if left <= 0:
            return False


class _Descriptor:
    """A wire over a descriptor that does not block."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._number = -1

    def send(self, data: bytes) -> None:
        """Send all of it."""
        view = memoryview(data)
        while view:
            if not wait(self._writable, STALL_S, self._stop):
                raise PrinterTrouble("stuck")
            try:
                view = view[os.write(self._number, view[:_AT_ONCE]) :]
            except BlockingIOError:
                continue
            except OSError as e:
                raise trouble_of(e) from e

    def receive(self, within: float) -> bytes:
        """What the printer says."""
        if not wait(self._readable, within, self._stop):
            return b""
        try:
            said = os.read(self._number, _ANSWER)
        except BlockingIOError:
            return b""
        except OSError as e:
            raise trouble_of(e) from e
        if not said:
            raise PrinterTrouble("away")
        return said

    def drop(self) -> None:
        """Throw away what was not taken yet."""

    def _all_taken(self) -> bool:
        """Whether the printer takes what the system holds back for it, a moment later."""
        try:
            return wait(lambda _: not _held_back(self._number), _PARTING_S, threading.Event())
        except OSError:
            return False

    def _writable(self, within: float) -> bool:
        return bool(select.select([], [self._number], [], within)[1])

    def _readable(self, within: float) -> bool:
        return bool(select.select([self._number], [], [], within)[0])


class _Network(_Descriptor):
    def __init__(self, place: NetworkPlace, stop: threading.Event) -> None:
        super().__init__(stop)
        try:
            found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as e:
            raise PrinterTrouble("away") from e
        family, kind, protocol, _, address = found[0]
        self._socket = socket.socket(family, kind, protocol)
        try:
            self._socket.setblocking(False)  # noqa: FBT003 - the name of the call says it
            # What the system holds back would be printed after we gave up.
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _AT_ONCE)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._number = self._socket.fileno()
            self._connect(address)
        except BaseException:
            self._socket.close()
            raise

    def _connect(self, address: object) -> None:
        begun = self._socket.connect_ex(address)  # type: ignore[arg-type] # of getaddrinfo
        if begun not in (0, errno.EINPROGRESS, errno.EWOULDBLOCK):
            raise trouble_of(OSError(begun, ""))
        if not wait(self._writable, CONNECT_S, self._stop):
            raise PrinterTrouble("away")
        failed = self._socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if failed:
            raise PrinterTrouble("away")

    def close(self) -> None:
        """Let go."""
        if not self._all_taken():
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self._socket.close()


class _File(_Descriptor):
    """A device that is there already: nothing is ever made in its place."""

    def __init__(self, place: FilePlace, stop: threading.Event) -> None:
        super().__init__(stop)
        try:
            kind = os.stat(place.path).st_mode  # noqa: PTH116 - beside os.open
            if stat.S_ISREG(kind) or stat.S_ISBLK(kind) or stat.S_ISDIR(kind):
                # A slip of the pen in the settings must not write into somebody's file or disk.
                raise PrinterTrouble("not_found")
            self._answers = stat.S_ISCHR(kind)
            way = os.O_RDWR if self._answers else os.O_WRONLY | os.O_APPEND
            quiet = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
            self._number = os.open(place.path, way | quiet)
        except OSError as e:
            raise trouble_of(e) from e
        if os.isatty(self._number):
            _speak_raw(self._number)

    def receive(self, within: float) -> bytes:
        """What the printer says; a pipe says nothing."""
        return super().receive(within) if self._answers else b""

    def drop(self) -> None:
        """Throw away what was not taken yet."""
        if os.isatty(self._number):
            import termios

            with contextlib.suppress(termios.error):
                termios.tcflush(self._number, termios.TCOFLUSH)

    def close(self) -> None:
        """Let go."""
        if os.isatty(self._number) and not self._all_taken():
            self.drop()
        os.close(self._number)


def _held_back(number: int) -> int:
    """Bytes the system has taken and the printer not yet; told by Linux."""
    if not sys.platform.startswith("linux"):
        return 0
    import fcntl
    import termios

    (held,) = struct.unpack("i", fcntl.ioctl(number, termios.TIOCOUTQ, bytes(4)))
    return int(held)


def _speak_raw(number: int) -> None:
    """A serial line must not make two bytes of a line's end; its speed stays as it is set."""
    import termios
    import tty

    try:
        tty.setraw(number, termios.TCSANOW)
    except termios.error as e:
        os.close(number)
        raise PrinterTrouble("away") from e
