"""Photographs of codes as a kiosk's camera takes them, made of nothing but a seed; any size."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import zxingcpp
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPolygonF, QRadialGradient, QTransform
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

Matrix = Sequence[Sequence[bool]]
GREY = QImage.Format.Format_Grayscale8
SMOOTH = Qt.TransformationMode.SmoothTransformation
IGNORE = Qt.AspectRatioMode.IgnoreAspectRatio
QUIET = 4

CONDITIONS = (
    "plain", "rotated", "tilted", "dark mode", "dim", "small", "moved", "out of focus", "glare",
    "phone screen",
)  # fmt: skip
"""How a code is held; each with its own angle, size and place by the seed."""


def backdrop(size: tuple[int, int], seed: int) -> QImage:
    """A room out of focus, with the grain of a sensor."""
    dice = random.Random(seed)
    width, height = size
    blobs = QImage(bytes(dice.randrange(40, 216) for _ in range(16 * 9)), 16, 9, 16, GREY)
    room = blobs.scaled(width, height, IGNORE, SMOOTH)
    grain_size = (160, 160)
    grain = QImage(dice.randbytes(160 * 160), *grain_size, 160, GREY)
    painter = QPainter(room)
    for _ in range(6):  # frames, windows, shelves
        painter.fillRect(
            QRectF(dice.random() * width, dice.random() * height, width * 0.12, height * 0.3),
            QColor.fromHsv(0, 0, dice.randrange(256), 120),
        )
    painter.setOpacity(0.06)
    painter.fillRect(room.rect(), QBrush(grain))
    painter.end()
    return room


def sticker(matrix: Matrix, pixels: int, *, inverted: bool = False) -> QImage:
    """A code with its quiet zone, so many pixels a module."""
    side = len(matrix) + 2 * QUIET
    image = QImage(side * pixels, side * pixels, GREY)
    paper, ink = (8, 240) if inverted else (244, 12)
    image.fill(QColor(paper, paper, paper))
    painter = QPainter(image)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                left, top = (x + QUIET) * pixels, (y + QUIET) * pixels
                painter.fillRect(left, top, pixels, pixels, QColor(ink, ink, ink))
    painter.end()
    return image


def other_code(text: str, kind: zxingcpp.BarcodeFormat, scale: int = 3) -> QImage:
    """A code of another kind on white."""
    drawn = zxingcpp.create_barcode(text, kind).to_image(scale=scale)
    pixels = memoryview(drawn)
    height, width = pixels.shape[:2]
    return QImage(bytes(pixels), width, height, width, GREY).copy()


def photograph(
    matrix: Matrix, condition: str = "plain", size: tuple[int, int] = (1280, 720), seed: int = 1
) -> QImage:
    """A code held before the camera."""
    dice = random.Random(f"{condition} {seed}")
    picture = backdrop(size, seed)
    width, height = size
    module = 1.9 if condition == "small" else height / 720 * dice.uniform(4.5, 6.5)
    code = sticker(matrix, 8, inverted=condition == "dark mode")
    side = (len(matrix) + 2 * QUIET) * module
    middle = QPointF(width * dice.uniform(0.4, 0.6), height * dice.uniform(0.42, 0.58))
    angle = dice.uniform(0, 360) if condition == "rotated" else dice.uniform(-8, 8)
    corners = _square(middle, side, angle)
    if condition == "tilted":
        corners = _leaning(corners, middle)
    if condition == "dim":
        picture = _darker(picture, 0.16)
        code = _darker(code, 0.2)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if condition in ("dark mode", "phone screen"):
        _phone(painter, middle, side, angle, 10 if condition == "dark mode" else 235)
    times = 5 if condition == "moved" else 1
    for step in range(times):
        painter.setOpacity(1 / (step + 1))
        lay(painter, code, [c + QPointF(step * module * 0.25, 0) for c in corners])
    painter.setOpacity(1)
    if condition == "phone screen":
        _grid(painter, middle, side, module)
    if condition == "glare":
        _shine(painter, middle + QPointF(side * 0.28, -side * 0.05), side * 0.3)
    painter.end()
    if condition == "out of focus":
        few = 1.6 / module
        small = picture.scaled(round(width * few), round(height * few), IGNORE, SMOOTH)
        picture = small.scaled(width, height, IGNORE, SMOOTH)
    return picture


def lay(painter: QPainter, code: QImage, corners: Sequence[QPointF]) -> None:
    """Draw a picture into four corners, from the top left on."""
    way = QTransform.quadToQuad(QPolygonF(QRectF(code.rect())).first(4), QPolygonF(corners))
    painter.save()
    painter.setTransform(way if isinstance(way, QTransform) else QTransform())
    painter.drawImage(0, 0, code)
    painter.restore()


def _square(middle: QPointF, side: float, degrees: float) -> list[QPointF]:
    turn = QTransform().rotate(degrees)
    half = side / 2
    around = [(-half, -half), (half, -half), (half, half), (-half, half)]
    return [middle + turn.map(QPointF(*corner)) for corner in around]


def _leaning(corners: list[QPointF], middle: QPointF) -> list[QPointF]:
    """As if turned 45 degrees away: narrower, and its far edge shorter."""
    leaning = []
    for corner, depth in zip(corners, (0, 1, 1, 0), strict=True):
        way = corner - middle
        leaning.append(middle + QPointF(way.x() * 0.71, way.y() * (0.82 if depth else 1.12)))
    return leaning


def _darker(picture: QImage, share: float) -> QImage:
    veil = QPainter(picture)
    veil.fillRect(picture.rect(), QColor(0, 0, 0, round(255 * (1 - share))))
    veil.end()
    return picture


def _phone(painter: QPainter, middle: QPointF, side: float, angle: float, shade: int) -> None:
    painter.save()
    painter.translate(middle)
    painter.rotate(angle)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(shade, shade, shade))
    painter.drawRoundedRect(QRectF(-side * 0.62, -side, side * 1.24, side * 2.1), 12, 12)
    painter.restore()


def _grid(painter: QPainter, middle: QPointF, side: float, module: float) -> None:
    """Lines between the pixels of a screen."""
    painter.setPen(QColor(120, 120, 120, 110))
    step = max(2.0, module / 2.3)
    for n in range(math.ceil(side / step)):
        at = -side / 2 + n * step
        painter.drawLine(middle + QPointF(at, -side / 2), middle + QPointF(at, side / 2))
        painter.drawLine(middle + QPointF(-side / 2, at), middle + QPointF(side / 2, at))


def _shine(painter: QPainter, middle: QPointF, radius: float) -> None:
    light = QRadialGradient(middle, radius)
    light.setColorAt(0, QColor(255, 255, 255, 255))
    light.setColorAt(1, QColor(255, 255, 255, 0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(light)
    painter.drawEllipse(middle, radius, radius)


def frame_of(
    picture: QImage,
    kind: QVideoFrameFormat.PixelFormat = QVideoFrameFormat.PixelFormat.Format_NV12,
) -> QVideoFrame:
    """A grey picture as a camera gives it: NV12 or another kind with brightness first, or YUYV."""
    size = QSize(picture.width(), picture.height())
    frame = QVideoFrame(QVideoFrameFormat(size, kind))
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    row, pixels = frame.bytesPerLine(0), frame.bits(0)
    light, line = bytes(picture.constBits()), picture.bytesPerLine()
    packed = kind == QVideoFrameFormat.PixelFormat.Format_YUYV
    for y in range(picture.height()):
        bright = light[y * line : y * line + picture.width()]
        if packed:
            pixels[y * row : y * row + 2 * len(bright)] = bytes(
                b for pair in zip(bright, b"\x80" * len(bright), strict=True) for b in pair
            )
        else:
            pixels[y * row : y * row + len(bright)] = bright
    if frame.planeCount() > 1:
        colour = frame.bits(1)
        colour[:] = b"\x80" * len(colour)
    frame.unmap()
    return frame
