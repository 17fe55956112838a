"""What the camera sees, shown so that people find where to hold their code."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class CameraProps(NamedTuple):
    """`live`: somebody is there and is shown. `found`: a code is in view; `outline` its corners.

    Corners are shares of the picture's width and height, in turn, from its top left.
    """

    live: bool = False
    found: bool = False
    outline: tuple[float, ...] = ()
    picture: QImage | None = None


@QmlElement
class CameraModel(QObject):
    """The properties of the aiming frame. `turn` is in degrees, clockwise."""

    liveChanged = Signal()
    foundChanged = Signal()
    pictured = Signal()

    def __init__(self, *, mirrored: bool = True, turn: int = 0) -> None:
        super().__init__()
        self.props = CameraProps()
        self.mirrored = mirrored
        self.turn = turn
        self._shown = 0

    def show(self, props: CameraProps) -> None:
        """Replace what is shown; without a picture the one before stays while it is live."""
        before = self.props
        if props.picture is None and props.live:
            props = props._replace(picture=before.picture)
        self.props = props
        if props.live != before.live:
            self.liveChanged.emit()
        if props.found != before.found:
            self.foundChanged.emit()
        if props.picture is not before.picture or props.outline != before.outline:
            self._shown += 1
            self.pictured.emit()

    @Property(bool, notify=liveChanged)
    def live(self) -> bool:
        """Whether there is a picture to aim by."""
        return self.props.live

    @Property(bool, notify=foundChanged)
    def found(self) -> bool:
        """Whether a code is seen now."""
        return self.props.found

    @Property(int, notify=pictured)
    def shown(self) -> int:
        """Counts the pictures, so that the next one is seen as new."""
        return self._shown
