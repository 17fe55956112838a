"""Finding the display without starting Qt, which aborts the process when there is none."""

from __future__ import annotations

import re
import socket
from collections.abc import Mapping
from typing import NamedTuple

from kiosk import compositor

_X11_PORT = 6000
_PATIENCE_S = 1.0
# host:display.screen of X(7); the host is empty or "unix" for this machine.
_X11 = re.compile(r"(?P<host>.*?):(?P<number>\d+)(?:\.\d+)?")


class Nowhere(NamedTuple):
    """There is no display; `why` is a sentence."""

    why: str


def find_display(environ: Mapping[str, str], platform: str) -> str | Nowhere:
    """Say where a window would open, or why nowhere.

    On Linux the server's socket is connected to; elsewhere there is always a display.
    """
    if not platform.startswith("linux"):
        return "This system has a display."
    wayland, x11 = environ.get("WAYLAND_DISPLAY"), environ.get("DISPLAY")
    if environ.get("QT_QPA_PLATFORM"):
        return f"QT_QPA_PLATFORM={environ['QT_QPA_PLATFORM']} says where to draw."
    if wayland:
        place = compositor.place(environ)
        if place is not None and _answers(str(place)):
            return f"Wayland display {wayland}."
        if not x11:
            return Nowhere(f"The Wayland display {wayland} does not answer.")
    if x11:
        if _x11_answers(x11):
            return f"X11 display {x11}."
        return Nowhere(f"The X11 display {x11} does not answer.")
    return Nowhere("There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set.")


def _x11_answers(display: str) -> bool:
    found = _X11.fullmatch(display)
    if found is None:
        return False
    host, number = found["host"], int(found["number"])
    if host not in ("", "unix"):
        try:
            with socket.create_connection((host, _X11_PORT + number), _PATIENCE_S):
                return True
        except (OSError, OverflowError):
            return False
    place = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
    return _answers(place) or _answers(f"\0{place}")


def _answers(place: str) -> bool:
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.settimeout(_PATIENCE_S)
            probe.connect(place)
    except OSError:
        return False
    return True
