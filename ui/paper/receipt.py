"""Slips for a receipt printer: dots, black or white, with our own letters."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QTextLayout, QTextOption

from kiosk import card
from kiosk.card import QUIET
from kiosk.printing.raster import Raster
from ui.paper.drawing import draw_art, draw_code

DOTS_PER_MM = 8
"""203 dots to the inch, as receipt printers have."""
CODE_LEAST_MM, CODE_MM = 25, 38
"""A code is never smaller, and no larger than it needs to be."""

_MARGIN_MM = 1.5
_EDGE_MM = 1.0
"""Above and below: marks reach a little higher than the font says."""
_TALLEST_MM = 400
_BLACK = 0xFF000000
_SMALLEST_DOTS = 14
_LEADING = 0.88
"""Of the font's own height of a line, which leaves room for two marks above and one below."""
_TIGHT = 0.2
_TIGHT_MM = 1.6


class Words(NamedTuple):
    """A paragraph in the middle; `mm` is the size of its letters.

    `most` lines at most: then its letters get smaller. `tight`: capitals and digits alone, with no
    room left for marks.
    """

    text: str
    mm: float = 4.0
    bold: bool = False
    most: int = 0
    tight: bool = False


class Code(NamedTuple):
    """The QR code of a card's text."""

    text: str


class Drawing(NamedTuple):
    """One of our drawings, FOLDER/NAME, so many millimetres high."""

    name: str
    mm: float


class Gap(NamedTuple):
    """White, so many millimetres."""

    mm: float


class Rule(NamedTuple):
    """A line across."""


class Frame(NamedTuple):
    """The whole width in a frame, with every second dot black: shows what is cut off or weak."""


Part = Words | Code | Drawing | Gap | Rule | Frame


def draw(parts: Sequence[Part], dots: int) -> QImage:
    """A slip of these parts, one below the other, `dots` wide; each pixel is black or white.

    May be called on any thread.
    """
    tall = _TALLEST_MM * DOTS_PER_MM
    image = QImage(dots, tall, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    at = _EDGE_MM * DOTS_PER_MM
    for part in parts:
        at += _draw(part, painter, dots, at)
    painter.end()
    return _in_black_and_white(
        image.copy(0, 0, dots, min(tall, math.ceil(at + _EDGE_MM * DOTS_PER_MM)))
    )


def raster_of(image: QImage) -> Raster:
    """The dots of a slip. Raises ValueError for a picture that `draw` did not make."""
    if image.format() != QImage.Format.Format_Mono or image.width() % 8:
        msg = "a slip is black and white, and whole bytes wide"
        raise ValueError(msg)
    wide, line = image.width() // 8, image.bytesPerLine()
    bits = bytes(image.constBits())
    rows = b"".join(bits[y * line : y * line + wide] for y in range(image.height()))
    if image.color(1) != _BLACK:
        rows = bytes(byte ^ 0xFF for byte in rows)
    return Raster(image.width(), image.height(), rows)


def _draw(part: Part, painter: QPainter, dots: int, at: float) -> float:
    """How high it became, in dots."""
    match part:
        case Words():
            return _write(part, painter, dots, at)
        case Code():
            return _code(part, painter, dots, at)
        case Drawing():
            return _art(part, painter, dots, at)
        case Gap():
            return part.mm * DOTS_PER_MM
        case Rule():
            painter.fillRect(QRectF(0, math.floor(at), dots, 3), Qt.GlobalColor.black)
            return 3
        case Frame():
            return _frame(painter, dots, math.floor(at))


def _write(words: Words, painter: QPainter, dots: int, at: float) -> float:
    room = dots - 2 * _MARGIN_MM * DOTS_PER_MM
    size = words.mm * DOTS_PER_MM
    layout = _laid_out(words, size, room)
    while size > _SMALLEST_DOTS and not _fits(layout, words.most, room):
        size *= 0.94
        layout = _laid_out(words, size, room)
    layout = _balanced(layout, room)
    font, line = layout.font(), layout.lineAt(0)
    painter.setPen(Qt.GlobalColor.black)
    left = _MARGIN_MM * DOTS_PER_MM
    if not words.tight:
        layout.draw(painter, QPointF(left, round(at)))
        return line.height() * (1 + (layout.lineCount() - 1) * _LEADING)
    high = QFontMetricsF(font).capHeight()
    margin = max(high * _TIGHT, _TIGHT_MM * DOTS_PER_MM)
    layout.draw(painter, QPointF(left, round(at + margin + high) - line.y() - line.ascent()))
    return high + 2 * margin


def _laid_out(words: Words, size: float, room: float) -> QTextLayout:
    # The application's own font: the bundled one.
    font = QFont()
    font.setPixelSize(max(1, round(size)))
    font.setWeight(QFont.Weight.Bold if words.bold else QFont.Weight.Medium)
    layout = QTextLayout(words.text.replace("\u200b", ""), font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    _break(layout, room, room)
    return layout


def _break(layout: QTextLayout, width: float, room: float) -> None:
    """Break into lines of at most `width`, each in the middle of the room."""
    layout.beginLayout()
    high = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        # In the middle, but feet and sides on whole dots: letters between them are not sharp.
        left = round((room - line.naturalTextWidth()) / 2)
        line.setPosition(QPointF(left, round(high + line.ascent()) - line.ascent()))
        high += line.height() * _LEADING
    layout.endLayout()


def _balanced(layout: QTextLayout, room: float) -> QTextLayout:
    """As many lines, but no last word alone on one."""
    lines, width = layout.lineCount(), room
    while lines > 1 and width > room * 0.5:
        _break(layout, width - DOTS_PER_MM, room)
        if layout.lineCount() > lines or not _fits(layout, lines, width - DOTS_PER_MM):
            _break(layout, width, room)
            break
        width -= DOTS_PER_MM
    return layout


def _fits(layout: QTextLayout, most: int, room: float) -> bool:
    lines = [layout.lineAt(n) for n in range(layout.lineCount())]
    return (not most or len(lines) <= most) and all(o.naturalTextWidth() <= room for o in lines)


def _code(code: Code, painter: QPainter, dots: int, at: float) -> float:
    """In whole dots, with its quiet zone."""
    rows = card.matrix(code.text)
    modules = len(rows)
    side = modules + 2 * QUIET
    least = math.ceil(CODE_LEAST_MM * DOTS_PER_MM / modules)
    dot = max(least, min(CODE_MM * DOTS_PER_MM // modules, dots // side))
    wide = side * dot
    draw_code(painter, QRectF((dots - wide) // 2, round(at), wide, wide), rows)
    return wide


def _art(drawing: Drawing, painter: QPainter, dots: int, at: float) -> float:
    high = drawing.mm * DOTS_PER_MM
    draw_art(painter, QRectF(0, round(at), dots, high), drawing.name)
    return high


def _frame(painter: QPainter, dots: int, at: int) -> float:
    high = 6 * DOTS_PER_MM
    for x in range(0, dots, 2):
        painter.fillRect(x, at, 1, high, Qt.GlobalColor.black)
    for box in ((0, at, dots, 3), (0, at + high - 3, dots, 3), (0, at, 3, high)):
        painter.fillRect(*box, Qt.GlobalColor.black)
    painter.fillRect(dots - 3, at, 3, high, Qt.GlobalColor.black)
    return high


def _in_black_and_white(image: QImage) -> QImage:
    """No grey: a receipt printer would make a pattern of it, and no code could be read."""
    return image.convertToFormat(
        QImage.Format.Format_Mono,
        Qt.ImageConversionFlag.MonoOnly | Qt.ImageConversionFlag.ThresholdDither,
    )
