"""The computer's cameras, through QtMultimedia. Imported only once there may be one."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QCameraFormat,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoFrameFormat,
    QVideoSink,
)

_WANTED = 1280 * 720
"""Pixels: through a lens of 65 degrees a card's 25 mm are read from 40 cm, in 2 ms at most."""
_LARGEST = 1920 * 1080
_FLUENT = 15.0
_COMPRESSED = QVideoFrameFormat.PixelFormat.Format_Jpeg


class Camera(NamedTuple):
    """A camera: what the system calls it, and what people call it."""

    id: str
    name: str


class Opened(Protocol):
    """A camera that is on."""

    def close(self) -> None:
        """Switch it off."""
        ...


class Cameras(QObject):
    """Finds cameras and opens one. What it finds is `changed` when one is plugged in or out."""

    changed = Signal()
    failed = Signal()
    """The one that was opened does not go on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices = QMediaDevices(self)
        self._devices.videoInputsChanged.connect(self.changed)

    def find(self) -> list[Camera]:
        """Those there are, the one to be taken first at the front."""
        return [Camera(d.id().toStdString(), d.description()) for d in _by_use()]

    def open(self, camera: Camera, sink: QVideoSink) -> Opened:
        """Switch it on; its pictures go to the sink. Raises LookupError when it is gone."""
        for device in _by_use():
            if device.id().toStdString() == camera.id:
                return _Open(device, sink, self)
        raise LookupError(camera.name)


class _Open:
    def __init__(self, device: QCameraDevice, sink: QVideoSink, cameras: Cameras) -> None:
        self._session = QMediaCaptureSession(cameras)
        self._camera = QCamera(device, cameras)
        formats = device.videoFormats()
        best = choose([_format(f) for f in formats])
        if best is not None:
            self._camera.setCameraFormat(formats[best])
        self._session.setCamera(self._camera)
        self._session.setVideoSink(sink)
        self._camera.errorOccurred.connect(cameras.failed)
        self._camera.start()

    def close(self) -> None:
        self._camera.errorOccurred.disconnect()
        self._camera.stop()
        self._session.setVideoSink(None)  # type: ignore[arg-type] # Qt takes none
        self._session.deleteLater()
        self._camera.deleteLater()


class Format(NamedTuple):
    """What a camera can give: pixels, pictures a second, whether they are JPEG."""

    width: int
    height: int
    per_second: float
    compressed: bool


def choose(formats: list[Format]) -> int | None:
    """Place of the best one: fluent, near 1280x720, not to be unpacked; None of none."""

    def worth(format_: Format) -> tuple[bool, bool, int, bool, float]:
        pixels = format_.width * format_.height
        return (
            pixels <= _LARGEST,
            format_.per_second >= _FLUENT,
            -abs(pixels - _WANTED),
            not format_.compressed,
            -abs(format_.per_second - 30),
        )

    if not formats:
        return None
    return max(range(len(formats)), key=lambda place: worth(formats[place]))


def _format(format_: QCameraFormat) -> Format:
    size = format_.resolution()
    compressed = format_.pixelFormat() == _COMPRESSED
    return Format(size.width(), size.height(), format_.maxFrameRate(), compressed)


def _by_use() -> list[QCameraDevice]:
    """A tablet's front camera sees who stands before it."""
    default = QMediaDevices.defaultVideoInput()
    front = QCameraDevice.Position.FrontFace
    return sorted(QMediaDevices.videoInputs(), key=lambda d: (d.position() != front, d != default))
