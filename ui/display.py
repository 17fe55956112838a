"""The display: what Qt must be told before it starts, and what it may draw with."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import MutableMapping
from pathlib import Path

_SOFTWARE_GL = ("llvmpipe", "softpipe", "swrast", "software rasterizer")
_DEVICES = Path("/dev/dri")
_GL_RENDERER = 0x1F01
_ASKED = "_mod_uses_pyside"


def prepare_environment(environ: MutableMapping[str, str] = os.environ) -> None:
    """Set what Qt reads once, before its first import. What is set already stays."""
    # Qt waits 5 ms for more work before every frame; a kiosk has no more work.
    environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "0")
    environ.setdefault("QT_QUICK_CONTROLS_STYLE", "Basic")
    leave_sources_alone()


def leave_sources_alone() -> None:
    """Keep PySide from reading the source of every module that is imported after it.

    It looks there for `__feature__`, which nobody wants here, and the lines stay in memory: 16 MB
    for SQLAlchemy alone.
    """
    import shiboken6  # noqa: F401 - brings the other

    try:
        feature = importlib.import_module("shibokensupport.feature")
    except ImportError:  # another PySide than ours
        return
    if hasattr(feature, _ASKED):
        setattr(feature, _ASKED, lambda _module: False)


def has_gpu() -> bool:
    """Whether OpenGL is drawn by hardware; on llvmpipe a frame costs ten times the CPU.

    Needs a QGuiApplication. Asking OpenGL loads its libraries for good (60 MB of LLVM where there
    is no hardware), so Linux is first asked for a device that renders.
    """
    if sys.platform.startswith("linux") and not any(_DEVICES.glob("renderD*")):
        return False
    from PySide6.QtGui import QOffscreenSurface, QOpenGLContext

    context = QOpenGLContext()
    if not context.create():
        return False
    surface = QOffscreenSurface()
    surface.create()
    if not context.makeCurrent(surface):
        return False
    name = str(context.functions().glGetString(_GL_RENDERER) or "").lower()
    context.doneCurrent()
    return bool(name) and not any(slow in name for slow in _SOFTWARE_GL)
