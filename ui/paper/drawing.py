"""Words, codes and pictures in millimetres, sharp on any paper or picture."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib import resources

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPainterPath,
    QTextLayout,
    QTextOption,
    QTransform,
)
from PySide6.QtSvg import QSvgRenderer

from kiosk.card import QUIET

INK, INK_SOFT, SILVER, GROUND, CLAY = "#12263a", "#33475b", "#cddce8", "#eef3f7", "#b9572b"
"""The centre's colours, as on the screens."""

_FINE = 100
"""Fonts have whole sizes: letters are laid out in hundredths of a millimetre."""
_SMALLEST_MM = 1.4
_LEADING = 0.86
"""Of the font's own height of a line, which leaves room for two marks above and one below."""


@contextmanager
def scaled(painter: QPainter, pixels_per_mm: float) -> Iterator[None]:
    """While this lasts the painter's unit is a millimetre."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(pixels_per_mm, pixels_per_mm)
    yield
    painter.restore()


def write(
    painter: QPainter,
    box: QRectF,
    text: str,
    size: float,
    *,
    ink: str = INK,
    bold: bool = False,
    lines: int = 1,
    centred: bool = False,
    right: bool = False,
) -> float:
    """Letters of so many millimetres from the top of the box, smaller if they must; their height.

    Whatever cannot be made to fit ends in dots.
    """
    if not text:
        return 0.0
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    side = Qt.AlignmentFlag.AlignHCenter if centred else side
    layout = _fitted(text, size, box.width(), lines, bold=bold, side=side)
    painter.save()
    painter.translate(box.topLeft())
    painter.scale(1 / _FINE, 1 / _FINE)
    painter.setPen(QColor(ink))
    layout.draw(painter, QPointF(0, 0))
    painter.restore()
    return _high(layout)


def high(text: str, size: float, width: float, *, bold: bool = False, lines: int = 1) -> float:
    """Millimetres that `write` would take."""
    return _high(_fitted(text, size, width, lines, bold=bold, side=Qt.AlignmentFlag.AlignLeft))


def fits(text: str, size: float, width: float, *, bold: bool = False) -> bool:
    """Whether letters of so many millimetres stand on one line."""
    left = Qt.AlignmentFlag.AlignLeft
    return _fits(_laid_out(text, size, width, bold=bold, side=left), 1, width)


def font_of(pixels: float, *, bold: bool = False) -> QFont:
    """The application's own font, which is the bundled one, in whole pixels."""
    font = QFont()
    font.setPixelSize(max(1, round(pixels)))
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Medium)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def draw_code(painter: QPainter, box: QRectF, rows: Sequence[Sequence[bool]]) -> None:
    """A code with its quiet zone. Where pixels are counted each module gets as many as the next.

    Runs of dark modules are one stroke, so that no light hairline parts them.
    """
    side = len(rows) + 2 * QUIET
    device = painter.deviceTransform()
    module = box.width() * device.m11() / side
    left, top = device.map(box.topLeft()).toTuple()
    if module >= 1:
        # Whole pixels, in the middle of the box.
        whole = math.floor(module)
        spare = (module - whole) * side / 2
        module, left, top = whole, round(left + spare), round(top + spare)
    painter.save()
    painter.setWorldTransform(QTransform())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(QRectF(left, top, side * module, side * module), Qt.GlobalColor.white)
    for y, row in enumerate(rows):
        for start, end in _runs(row):
            x, wide = left + (QUIET + start) * module, (end - start) * module
            stroke = QRectF(x, top + (QUIET + y) * module, wide, module)
            painter.fillRect(stroke, Qt.GlobalColor.black)
    painter.restore()


def draw_art(painter: QPainter, box: QRectF, name: str) -> None:
    """assets/art/FOLDER/NAME.svg, whole, in the middle of the box."""
    _renderer(name).render(painter, box)


def draw_band(painter: QPainter, box: QRectF) -> None:
    """Woven diamonds, as on Korat silk, in the colour of Dan Kwian clay."""
    wide = box.height() * 3
    many = max(1, round(box.width() / wide))
    for n in range(many):
        tile = QRectF(box.x() + n * box.width() / many, box.y(), box.width() / many, box.height())
        _renderer("pattern/weave").render(painter, tile)


@contextmanager
def inside(painter: QPainter, box: QRectF, radius: float) -> Iterator[None]:
    """While this lasts nothing is drawn outside a box with round corners."""
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    yield
    painter.restore()


def _fitted(
    text: str, size: float, width: float, lines: int, *, bold: bool, side: Qt.AlignmentFlag
) -> QTextLayout:
    """As large as wanted, smaller if it must be, with dots at the end at last."""
    while True:
        layout = _laid_out(text, size, width, bold=bold, side=side)
        if _fits(layout, lines, width):
            return layout
        if size * 0.94 < _SMALLEST_MM:
            text = text.removesuffix("…")[:-1].rstrip() + "…"
        else:
            size *= 0.94


def _high(layout: QTextLayout) -> float:
    last = layout.lineAt(layout.lineCount() - 1)
    return (last.y() + last.height()) / _FINE


def _laid_out(
    text: str, size: float, width: float, *, bold: bool, side: Qt.AlignmentFlag
) -> QTextLayout:
    option = QTextOption(side)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout = QTextLayout(text, font_of(size * _FINE, bold=bold))
    layout.setTextOption(option)
    layout.beginLayout()
    high = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width * _FINE)
        line.setPosition(QPointF(0, high))
        high += line.height() * _LEADING
    layout.endLayout()
    return layout


def _fits(layout: QTextLayout, lines: int, width: float) -> bool:
    found = [layout.lineAt(n) for n in range(layout.lineCount())]
    return len(found) <= lines and all(f.naturalTextWidth() <= width * _FINE for f in found)


def _runs(row: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Beginning and end of each run of dark modules."""
    start: int | None = None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            yield start, x
            start = None


@lru_cache(maxsize=16)
def _renderer(name: str) -> QSvgRenderer:
    file = resources.files("assets").joinpath("art", *f"{name}.svg".split("/"))
    return QSvgRenderer(QByteArray(file.read_bytes()))
