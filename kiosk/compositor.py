"""Whether the Wayland compositor that shows the kiosk still works.

A window does not notice that it is stuck: its own clock goes on, and nobody sees it.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ASK_S = 5.0
STUCK_S = 10.0
"""Seconds without an answer after which nobody sees anything any more."""
# wl_display.sync, which every compositor answers at once (Wayland's core protocol, wl_display).
_SYNC = struct.pack("=III", 1, 12 << 16, 2)


class Compositor:
    """Asked every few seconds on a connection of its own. `now` counts seconds that only grow."""

    def __init__(
        self, environ: Mapping[str, str], now: Callable[[], float] = time.monotonic
    ) -> None:
        self._place = place(environ)
        self._now = now
        self._line: socket.socket | None = None
        self._asked_at = now() - ASK_S

    def stuck(self) -> bool:
        """Whether a question has waited too long. False where there is none to be asked."""
        if self._place is None:
            return False
        now = self._now()
        if self._line is None:
            if now - self._asked_at >= ASK_S:
                self._asked_at = now
                self._line = _asked(self._place)
            return False
        try:
            self._line.recv(64)
        except BlockingIOError:
            return now - self._asked_at > STUCK_S
        except OSError:
            # It has gone, and the kiosk with it.
            pass
        self.close()
        return False

    def close(self) -> None:
        """Ask no more."""
        if self._line is not None:
            self._line.close()
            self._line = None


def place(environ: Mapping[str, str]) -> Path | None:
    """The compositor's socket, as the environment names it; None when it names none."""
    name = environ.get("WAYLAND_DISPLAY", "")
    folder = environ.get("XDG_RUNTIME_DIR", "")
    if not name or not (folder or name.startswith("/")) or not hasattr(socket, "AF_UNIX"):
        return None
    return Path(folder, name)


def _asked(place: Path) -> socket.socket | None:
    """A connection on which the question was put; None when it could not be."""
    with contextlib.suppress(OSError), contextlib.ExitStack() as undo:
        line = undo.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
        line.settimeout(0)
        line.connect(str(place))
        line.send(_SYNC)
        undo.pop_all()
        return line
    return None
