"""The visitor's window, put together and run."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QCursor, QFont, QFontDatabase, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine, QQmlError
from PySide6.QtQuick import QQuickWindow, QSGRendererInterface

from kiosk.config import Settings
from ui.art import PROVIDER, ArtProvider
from ui.catalogue import Catalogue, Translator
from ui.display import has_gpu
from ui.flow import Flow
from ui.jobs import Jobs, log_trouble
from ui.readers.wedge import Wedge
from ui.stage import Views
from ui.taps import Taps

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk

log = logging.getLogger("walkin.ui")
_QML = Path(str(resources.files("ui"))) / "qml"
_FONT = "IBM Plex Sans Thai Looped"
_BUG = 70
"""Exit code of our own bug (sysexits EX_SOFTWARE)."""


class Kiosk(QObject):
    """View-models, flow and window of one kiosk. `now` counts monotonic seconds.

    With a `size` in pixels it is a window; without one it fills the screen and hides the pointer.
    Raises RuntimeError when the window cannot be made.
    """

    def __init__(
        self,
        make_desk: Callable[[], FrontDesk],
        settings: Settings,
        *,
        demo: bool = False,
        size: tuple[int, int] | None = None,
        executor: Executor | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        _use_own_fonts()
        self.texts = Catalogue()
        self.views = Views.made(settings, demo=demo)
        self.jobs = Jobs(make_desk, executor)
        self.flow = Flow(self.jobs, self.views, self.texts, settings, now)
        self.warnings: list[str] = []
        self._translator = Translator(self.texts, self)
        QGuiApplication.installTranslator(self._translator)
        self._engine = QQmlApplicationEngine()
        self._engine.warnings.connect(self._warn)
        self._engine.addImageProvider(PROVIDER, ArtProvider())
        self._engine.addImportPath(str(_QML))
        width, height = size or QGuiApplication.primaryScreen().size().toTuple()
        sizes = {"width": width, "height": height}
        self._engine.setInitialProperties(self.views._asdict() | sizes)
        self._engine.load(QUrl.fromLocalFile(str(_QML / "Kiosk" / "Main.qml")))
        roots = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            msg = "the window could not be made: " + "; ".join(self.warnings)
            raise RuntimeError(msg)
        self.window: QQuickWindow = roots[0]
        self.views.look.languageChanged.connect(self._engine.retranslate)
        self._listen()
        if size is None:
            self.window.setCursor(QCursor(Qt.CursorShape.BlankCursor))
            self.window.showFullScreen()
        else:
            self.window.show()

    def _listen(self) -> None:
        """Lead the window's keys and touches to the flow."""
        flow = self.flow
        self.wedge = Wedge(self)
        self.wedge.scanned.connect(flow.scanned)
        self.wedge.typed.connect(flow.typed)
        self.wedge.entered.connect(flow.entered)
        self.wedge.erased.connect(flow.erased)
        self.taps = Taps(self)
        self.taps.touched.connect(flow.touched)
        flow.stage.shown.connect(self.taps.screen_changed)
        self.window.installEventFilter(self.wedge)
        self.window.installEventFilter(self.taps)

    def start(self) -> None:
        """Begin asking the desk."""
        self.flow.start()

    def close(self) -> None:
        """End the worker and the window; the engine goes before the view-models it shows."""
        self.flow.stop()
        self.jobs.close()
        self.window.removeEventFilter(self.wedge)
        self.window.removeEventFilter(self.taps)
        self.window.hide()
        shiboken6.delete(self._engine)
        QGuiApplication.removeTranslator(self._translator)

    def _warn(self, warnings: list[QQmlError]) -> None:
        for warning in warnings:
            self.warnings.append(warning.toString())
            log.error("%s", warning.toString())


def run_kiosk(
    make_desk: Callable[[], FrontDesk],
    settings: Settings,
    *,
    demo: bool,
    window: tuple[int, int] | None,
) -> int:
    """Run the kiosk until it is closed; returns the exit code.

    `make_desk` is called on the worker's thread. Call `ui.display.prepare_environment` before the
    first import of Qt, and see that there is a display: without one Qt aborts the process.
    """
    qt = application()
    if not has_gpu():
        QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
    try:
        kiosk = Kiosk(make_desk, settings, demo=demo, size=window)
    except RuntimeError:
        log.exception("the window could not be made")
        return _BUG
    before, sys.excepthook = sys.excepthook, _go_home_after_bug(kiosk)
    kiosk.start()
    try:
        return qt.exec()
    finally:
        sys.excepthook = before
        kiosk.close()


def application() -> QGuiApplication:
    """The Qt application, made when there is none yet."""
    existing = QGuiApplication.instance()
    if isinstance(existing, QGuiApplication):
        return existing
    made = QGuiApplication(["walkin"])
    made.setApplicationName("walkin")
    return made


def _go_home_after_bug(
    kiosk: Kiosk,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """A bug in a slot is logged without personal data, and the next visitor finds Home."""

    def hook(
        kind: type[BaseException], trouble: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.exit(0)
            return
        log_trouble(trouble.with_traceback(trace))
        try:
            kiosk.flow.stage.home()
        except Exception as e:  # noqa: BLE001 - the last seam: nothing may end the kiosk
            log_trouble(e)

    return hook


def _use_own_fonts() -> None:
    """Register the bundled fonts; a bare Linux has none for Thai."""
    if QGuiApplication.font().family() == _FONT:
        return
    for file in sorted(resources.files("assets").joinpath("fonts").iterdir(), key=str):
        if file.name.endswith(".ttf"):
            QFontDatabase.addApplicationFontFromData(file.read_bytes())
    QGuiApplication.setFont(QFont(_FONT))
