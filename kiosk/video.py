"""Finding a camera without starting Qt, whose multimedia part takes 9 MB."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

_DEVICES = Path("/dev")


def may_have_camera(platform: str = sys.platform, devices: Path = _DEVICES) -> bool:
    """Whether there may be a camera; False only where Linux knows none."""
    return not platform.startswith("linux") or any(devices.glob("video*"))


def camera_is_barred(
    platform: str = sys.platform,
    devices: Path = _DEVICES,
    may: Callable[[Path, int], bool] = os.access,
) -> bool:
    """Whether Linux knows cameras and this account may open none of them."""
    known = list(devices.glob("video*")) if platform.startswith("linux") else []
    return bool(known) and not any(may(device, os.R_OK | os.W_OK) for device in known)
