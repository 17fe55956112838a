"""Finding a serial port by the name in the settings, without Qt."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def find(port: str, platform: str = sys.platform) -> str | None:
    """The port to open: the first that the name or pattern fits; None when there is none.

    A device that is plugged in again may have another number: a pattern in /dev/serial/by-id finds
    it by its maker's name. On Windows, where ports are no files, the name is taken as it is.
    """
    if platform == "win32":
        return port
    pattern = port if "/" in port else f"/dev/{port}"
    found = Path("/").glob(pattern.lstrip("/"))
    return next((str(path) for path in sorted(found) if path.exists()), None)


def is_barred(path: str, platform: str = sys.platform) -> bool:
    """Whether this account may not open the port."""
    return platform != "win32" and not os.access(path, os.R_OK | os.W_OK)
