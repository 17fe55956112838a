"""What every window needs: the application, our fonts, one QML scene with its texts."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from types import TracebackType

import shiboken6
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QWindow
from PySide6.QtQml import QQmlApplicationEngine, QQmlError
from PySide6.QtQuick import QQuickWindow, QSGRendererInterface

from ui.art import PROVIDER, ArtProvider
from ui.catalogue import Catalogue, Translator
from ui.display import has_gpu
from ui.jobs import log_trouble

log = logging.getLogger("walkin.ui")
_QML = Path(str(resources.files("ui"))) / "qml"
_FONT = "IBM Plex Sans Thai Looped"
_TURN_S = 0.0005
"""After so long the worker gives way; by itself Python lets the interface wait ten times that."""


class Scene(QObject):
    """A window made of a QML file of the module Kiosk, in the language of `texts`.

    `properties` are the required properties of its root. Raises RuntimeError when the window cannot
    be made.
    """

    def __init__(self, file: str, properties: Mapping[str, object], texts: Catalogue) -> None:
        super().__init__()
        use_own_fonts()
        self.warnings: list[str] = []
        self._translator = Translator(texts, self)
        QGuiApplication.installTranslator(self._translator)
        self._engine = QQmlApplicationEngine()
        self._engine.warnings.connect(self._warn)
        self._engine.addImageProvider(PROVIDER, ArtProvider())
        self._engine.addImportPath(str(_QML))
        self._engine.setInitialProperties(dict(properties))
        self._engine.load(QUrl.fromLocalFile(str(_QML / "Kiosk" / file)))
        roots = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            msg = "the window could not be made: " + "; ".join(self.warnings)
            raise RuntimeError(msg)
        self.window: QQuickWindow = roots[0]

    @Slot()
    def retranslate(self) -> None:
        """Say all texts again, in the language that is chosen now."""
        self._engine.retranslate()

    def close(self) -> None:
        """End the window; the engine goes before the view-models it shows."""
        self.window.hide()
        shiboken6.delete(self._engine)
        QGuiApplication.removeTranslator(self._translator)

    def _warn(self, warnings: list[QQmlError]) -> None:
        for warning in warnings:
            self.warnings.append(warning.toString())
            place = f"{warning.url().fileName()}:{warning.line()}"
            log.error("%s", warning.toString(), extra={"place": place})


def application() -> QGuiApplication:
    """The Qt application, made when there is none yet."""
    existing = QGuiApplication.instance()
    if isinstance(existing, QGuiApplication):
        return existing
    made = QGuiApplication(["walkin"])
    sys.setswitchinterval(_TURN_S)
    made.setApplicationName("walkin")
    return made


def choose_renderer() -> None:
    """Before the first window: without a GPU Qt draws by itself, not by a slow software GL."""
    if not has_gpu():
        QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)


def let_go(whole: QObject) -> None:
    """End all objects of Qt that this one is made of, and itself; nothing may use them any more.

    A lambda that is connected keeps whatever it speaks of, out of sight of Python's collector: a
    window that was only closed would be in memory for ever.
    """
    parts: dict[int, object] = {}
    todo: list[object] = [whole]
    while todo:
        one = todo.pop()
        if id(one) in parts:
            continue
        parts[id(one)] = one
        if isinstance(one, dict):
            todo += one.values()
        elif isinstance(one, tuple | list):
            todo += one
        elif isinstance(one, QObject) or type(one).__module__.startswith("ui."):
            todo += getattr(one, "__dict__", {}).values()
    for one in parts.values():
        if isinstance(one, QObject) and shiboken6.isValid(one) and shiboken6.ownedByPython(one):
            shiboken6.delete(one)


@contextmanager
def after_bug(recover: Callable[[], None]) -> Iterator[None]:
    """While this lasts a bug in a slot is logged without personal data, then `recover` is called.

    Bugs of recovering itself are only logged: it is not begun again from within. Ctrl+C ends the
    application.
    """
    recovering = False

    def hook(
        kind: type[BaseException], trouble: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.exit(0)
            return
        log_trouble(trouble.with_traceback(trace))
        nonlocal recovering
        if recovering:
            return
        recovering = True
        try:
            recover()
        except Exception as e:  # noqa: BLE001 - the last seam: nothing may end the window
            log_trouble(e)
        finally:
            recovering = False

    before, sys.excepthook = sys.excepthook, hook
    try:
        yield
    finally:
        sys.excepthook = before


def use_own_fonts() -> None:
    """Register the bundled fonts; a bare Linux has none for Thai."""
    if QGuiApplication.font().family() == _FONT:
        return
    for file in sorted(resources.files("assets").joinpath("fonts").iterdir(), key=str):
        if file.name.endswith(".ttf"):
            QFontDatabase.addApplicationFontFromData(file.read_bytes())
    QGuiApplication.setFont(QFont(_FONT))


def lay_over(window: QWindow, below: QWindow) -> None:
    """Show a window where another is, before it."""
    window.setTransientParent(below)
    window.setGeometry(below.geometry())
    if below.visibility() is QWindow.Visibility.FullScreen:
        window.showFullScreen()
    else:
        window.show()
    window.requestActivate()
