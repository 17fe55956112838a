"""The picture people aim by."""

from __future__ import annotations

from PySide6.QtCore import Property, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPolygonF, QTransform
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickPaintedItem

from ui.viewmodels.camera import CameraModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

FRAME = 0.72
"""Side of the frame to aim at, a share of the height."""
_ARM = 0.22
_THICK = 0.022
_HALO = 1.8
_HALO_ALPHA = 120


@QmlElement
class MirrorItem(QQuickPaintedItem):
    """Paints a camera's picture into its whole room, the frame to aim at, and the code's outline.

    Painted, because QtMultimedia's own item stays blank without a GPU. In two tones: it is a place
    to aim at, and nobody is to feel watched.
    """

    cameraChanged = Signal()
    shownChanged = Signal()
    lookChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._camera: CameraModel | None = None
        self._shown = 0
        self._radius = 0.0
        self._dark = QColor("black")
        self._light = QColor("white")
        self._aim = QColor("white")
        self._halo = QColor("black")
        self._shades: list[int] = []

    @Property(CameraModel, notify=cameraChanged)
    def camera(self) -> CameraModel | None:
        """Where the picture comes from."""
        return self._camera

    @camera.setter  # type: ignore[no-redef]
    def camera(self, camera: CameraModel | None) -> None:
        self._camera = camera
        self.cameraChanged.emit()

    @Property(int, notify=shownChanged)
    def shown(self) -> int:
        """The picture to be painted, by its number."""
        return self._shown

    @shown.setter  # type: ignore[no-redef]
    def shown(self, shown: int) -> None:
        self._shown = shown
        self.shownChanged.emit()
        self.update()

    @Property(float, notify=lookChanged)
    def radius(self) -> float:
        """Of its corners, pixels."""
        return self._radius

    @radius.setter  # type: ignore[no-redef]
    def radius(self, radius: float) -> None:
        self._radius = radius
        self._relook()

    @Property(QColor, notify=lookChanged)
    def dark(self) -> QColor:
        """The tone of what is black."""
        return self._dark

    @dark.setter  # type: ignore[no-redef]
    def dark(self, dark: QColor) -> None:
        self._dark = dark
        self._relook()

    @Property(QColor, notify=lookChanged)
    def light(self) -> QColor:
        """The tone of what is white."""
        return self._light

    @light.setter  # type: ignore[no-redef]
    def light(self, light: QColor) -> None:
        self._light = light
        self._relook()

    @Property(QColor, notify=lookChanged)
    def aim(self) -> QColor:
        """Colour of the frame and of the outline."""
        return self._aim

    @aim.setter  # type: ignore[no-redef]
    def aim(self, aim: QColor) -> None:
        self._aim = aim
        self._relook()

    @Property(QColor, notify=lookChanged)
    def halo(self) -> QColor:
        """What parts the frame from a picture of its own colour."""
        return self._halo

    @halo.setter  # type: ignore[no-redef]
    def halo(self, halo: QColor) -> None:
        self._halo = halo
        self._relook()

    def _relook(self) -> None:
        self._shades = []
        self.lookChanged.emit()
        self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw it."""
        camera, room = self._camera, QRectF(0, 0, self.width(), self.height())
        picture = None if camera is None else camera.props.picture
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if camera is None or picture is None:
            painter.setBrush(self._dark)
            painter.drawRoundedRect(room, self._radius, self._radius)
            return
        way = placed(picture.size().toSizeF(), room.size(), camera.turn, mirrored=camera.mirrored)
        brush = QBrush(self._toned(picture))
        brush.setTransform(way)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setBrush(brush)
        painter.drawRoundedRect(room, self._radius, self._radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        lines = corners(room)
        if camera.props.outline:
            outline = _points(camera.props.outline, picture.size().toSizeF(), way)
            lines.append([*outline, outline[0]])
        thick = room.height() * _THICK
        halo = QColor(self._halo)
        halo.setAlpha(_HALO_ALPHA)
        for colour, width in ((halo, thick * _HALO), (self._aim, thick)):
            painter.setPen(
                QPen(colour, width, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
            )
            for line in lines:
                painter.drawPolyline(QPolygonF(line))

    def _toned(self, picture: QImage) -> QImage:
        """The grey picture in shades from one colour to the other; its pixels are not touched."""
        if not self._shades:
            self._shades = [_between(self._dark, self._light, n / 255) for n in range(256)]
        toned = QImage(picture)
        toned.reinterpretAsFormat(QImage.Format.Format_Indexed8)
        toned.setColorTable(self._shades)
        return toned


def placed(picture: QSizeF, room: QSizeF, turn: int, *, mirrored: bool) -> QTransform:
    """From a picture's pixels to the room's: turned, mirrored, filling it, its edges cut off."""
    lies = turn in (90, 270)
    width, height = (picture.transposed() if lies else picture).toTuple()
    scale = max(room.width() / width, room.height() / height)
    way = QTransform.fromTranslate(room.width() / 2, room.height() / 2)
    way.scale(-scale if mirrored else scale, scale)
    way.rotate(turn)
    way.translate(-picture.width() / 2, -picture.height() / 2)
    return way


def corners(room: QRectF) -> list[list[QPointF]]:
    """The frame to aim at: the corners of a square in the middle, three points each."""
    half = room.height() * FRAME / 2
    arm = 2 * half * _ARM
    middle = room.center()
    return [
        [
            middle + QPointF(x * half, y * (half - arm)),
            middle + QPointF(x * half, y * half),
            middle + QPointF(x * (half - arm), y * half),
        ]
        for x in (-1, 1)
        for y in (-1, 1)
    ]


def _points(shares: tuple[float, ...], picture: QSizeF, way: QTransform) -> list[QPointF]:
    pairs = zip(shares[::2], shares[1::2], strict=True)
    return [way.map(QPointF(x * picture.width(), y * picture.height())) for x, y in pairs]


def _between(dark: QColor, light: QColor, share: float) -> int:
    def mixed(one: int, other: int) -> int:
        return round(one + (other - one) * share)

    return QColor(
        mixed(dark.red(), light.red()),
        mixed(dark.green(), light.green()),
        mixed(dark.blue(), light.blue()),
    ).rgb()
