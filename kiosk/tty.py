"""Finding a serial port by the name in the settings, without Qt."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

# A name, or a whole path whose last part alone may be a pattern: one folder is looked through.
PORT = r"^(?!.*\*\*)(/[^*?\[\0]+/)?(?!\.{1,2}$)[^/\0]+$|^$"
"""What may be the name, path or pattern of a port; nothing, where there is none."""


def find(port: str, platform: str = sys.platform) -> str | None:
    """The port to open: the first that the name or pattern fits; None when there is none.

    A device that is plugged in again may have another number: a pattern in /dev/serial/by-id finds
    it by its maker's name. On Windows, where ports are no files, the name is taken as it is.
    """
    if platform == "win32":
        return port
    if not port or re.search(PORT, port) is None:
        return None
    pattern = port if "/" in port else f"/dev/{port}"
    try:
        # The folder may go while it is looked through: udev's goes with the last port.
        found = sorted(Path("/").glob(pattern.lstrip("/")))
        return next((str(p) for p in found if p.exists() and not p.is_dir()), None)
    except (OSError, ValueError):
        return None


def is_barred(path: str, platform: str = sys.platform) -> bool:
    """Whether this account may not open the port."""
    return platform != "win32" and not os.access(path, os.R_OK | os.W_OK)
