"""When the camera looks, and where what it sees is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

import ui.viewmodels.mirror  # noqa: F401 - QML asks for it by its name
from ui.readers.camera import CameraReader
from ui.stage import Stage
from ui.viewmodels.kiosk import Screen

SHOWN_ON = frozenset({Screen.HOME, Screen.UNKNOWN})
"""Here a code is what comes next; elsewhere it is read as well, and nothing moves."""


class Aiming(QObject):
    """Keeps a camera at what is useful now: open hours, and screens on which somebody aims."""

    def __init__(self, camera: CameraReader, stage: Stage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._camera = camera
        self._stage = stage
        camera.seen.connect(stage.views.camera.show)
        stage.shown.connect(self._follow)
        stage.views.home.changed.connect(self._keep_hours)
        self._follow(stage.screen.value)

    @Slot(str)
    def _follow(self, screen: str) -> None:
        self._camera.show_picture(wanted=screen in SHOWN_ON)

    @Slot()
    def _keep_hours(self) -> None:
        self._camera.allow(open_now=self._stage.views.home.props.mode != "closed")
