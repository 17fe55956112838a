"""Cameras that are not there, and see what they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.readers.cameras import Camera

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoSink

WEBCAM = Camera("/dev/video0", "Fine Webcam")


class FakeCamera:
    def __init__(self, cameras: FakeCameras) -> None:
        self._cameras = cameras

    def close(self) -> None:
        self._cameras.sink = None


class FakeCameras(QObject):
    """Cameras to be plugged in and out; what they see is given to `show`."""

    changed = Signal()
    failed = Signal()

    def __init__(self, *cameras: Camera) -> None:
        super().__init__()
        self.cameras = list(cameras)
        self.sink: QVideoSink | None = None
        self.opened: list[str] = []

    def find(self) -> list[Camera]:
        return list(self.cameras)

    def open(self, camera: Camera, sink: QVideoSink) -> FakeCamera:
        if camera not in self.cameras:
            raise LookupError(camera.name)
        assert self.sink is None, "two cameras at once"
        self.sink = sink
        self.opened.append(camera.name)
        return FakeCamera(self)

    def plug(self, *cameras: Camera) -> None:
        """These are there from now on."""
        self.cameras = list(cameras)
        self.changed.emit()
