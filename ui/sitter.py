"""Somebody before the camera, drawn: for pictures of the screens where nobody stands."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from kiosk import card
from ui.viewmodels.camera import CameraProps

_WIDTH, _HEIGHT = 320, 180
_PHONE = QRectF(132, 66, 56, 84)
_CODE = QRectF(138, 78, 44, 44)
_SAMPLE_KEY = bytes(32)


def sitting(*, found: bool) -> CameraProps:
    """A grown-up who holds up a telephone with a card; with `found` the card is seen."""
    picture = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_Grayscale8)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _room(painter)
    _person(painter)
    _phone(painter)
    painter.end()
    return CameraProps(True, found, _corners() if found else (), picture)


def _grey(shade: int) -> QColor:
    return QColor(shade, shade, shade)


def _room(painter: QPainter) -> None:
    wall = QLinearGradient(0, 0, _WIDTH, _HEIGHT)
    wall.setColorAt(0, _grey(205))
    wall.setColorAt(1, _grey(140))
    painter.fillRect(0, 0, _WIDTH, _HEIGHT, wall)
    painter.setPen(Qt.PenStyle.NoPen)
    for left, top, shade in ((18, 22, 232), (64, 22, 226), (242, 30, 168), (282, 30, 160)):
        painter.setBrush(_grey(shade))
        painter.drawRoundedRect(QRectF(left, top, 34, 62), 3, 3)


def _person(painter: QPainter) -> None:
    painter.setBrush(_grey(52))
    painter.drawEllipse(QPointF(160, 44), 33, 36)
    painter.setBrush(_grey(86))
    painter.drawRoundedRect(QRectF(84, 96, 152, 120), 44, 44)
    painter.setBrush(_grey(178))
    painter.drawRect(QRectF(148, 70, 24, 30))
    painter.drawEllipse(QPointF(160, 52), 25, 30)


def _phone(painter: QPainter) -> None:
    painter.setBrush(_grey(26))
    painter.drawRoundedRect(_PHONE, 7, 7)
    painter.setBrush(_grey(165))
    for finger in range(4):
        painter.drawEllipse(QPointF(_PHONE.right(), 104 + 11 * finger), 7, 5)
    painter.drawEllipse(QPointF(_PHONE.left() + 1, 118), 6, 13)
    painter.fillRect(_CODE, _grey(246))
    rows = card.matrix(card.issue(bytes(16), "A", _SAMPLE_KEY))
    side = (_CODE.width() - 6) / len(rows)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                left, top = _CODE.left() + 3 + x * side, _CODE.top() + 3 + y * side
                painter.fillRect(QRectF(left, top, side, side), _grey(20))


def _corners() -> tuple[float, ...]:
    around = _CODE.adjusted(3, 3, -3, -3)
    points = (around.topLeft(), around.topRight(), around.bottomRight(), around.bottomLeft())
    return tuple(share for p in points for share in (p.x() / _WIDTH, p.y() / _HEIGHT))
