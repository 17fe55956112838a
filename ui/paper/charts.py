"""Bars and large figures on paper, drawn in millimetres."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from ui.paper.drawing import CLAY, GROUND, INK, INK_SOFT, SILVER, fits, write

_LABEL, _SMALL = 3.2, 2.6
_BAR_MOST = 12.0
"""A bar is no wider, however few there are."""
_LEVELS = 4
_NICE = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


class Bar(NamedTuple):
    """`value` is its length, None when it is not told; `said` stands at its end."""

    label: str
    value: float | None
    said: str


class Tile(NamedTuple):
    """A large figure, what it is called, what belongs to it, and what it counts."""

    figure: str
    name: str
    more: str
    definition: str


def draw_tile(painter: QPainter, box: QRectF, tile: Tile) -> None:
    """A figure with its definition below."""
    painter.setPen(QPen(QColor(SILVER), 0.3))
    painter.setBrush(QColor(GROUND))
    painter.drawRoundedRect(box, 2, 2)
    inner = box.adjusted(3, 1.6, -3, 0)
    painter.setBrush(QColor(0, 0, 0, 0))
    write(painter, inner, tile.figure, 8.0, bold=True)
    y = inner.y() + 11.4
    y += write(painter, _below(inner, y), tile.name, 3.4, bold=True, ink=CLAY)
    y += write(painter, _below(inner, y), tile.more, _SMALL, ink=INK)
    write(painter, _below(inner, y + 0.6), tile.definition, 2.4, ink=INK_SOFT, lines=6)


def draw_columns(painter: QPainter, box: QRectF, bars: Sequence[Bar]) -> None:
    """Bars that stand beside each other, with lines behind them to read them by."""
    top = nice_top(max((bar.value or 0 for bar in bars), default=0))
    scale = QRectF(box.x(), box.y(), 14, box.height())
    field = box.adjusted(15, 4, 0, -6)
    for level in range(_LEVELS + 1):
        y = field.bottom() - field.height() * level / _LEVELS
        painter.setPen(QPen(QColor(SILVER), 0.25))
        painter.drawLine(QLineF(field.left(), y, field.right(), y))
        words = f"{top * level / _LEVELS:,.0f}"
        write(painter, QRectF(scale.x(), y - 2, 13, 5), words, _SMALL, ink=INK_SOFT)
    each = field.width() / max(1, len(bars))
    wide = min(_BAR_MOST, each * 0.68)
    for n, bar in enumerate(bars):
        middle = field.left() + (n + 0.5) * each
        high = field.height() * (bar.value or 0) / top
        bar_box = QRectF(middle - wide / 2, field.bottom() - high, wide, high)
        painter.fillRect(bar_box, QColor(INK_SOFT))
        above = QRectF(middle - each / 2, bar_box.top() - 4.2, each, 4.4)
        write(painter, above, bar.said, _SMALL, centred=True)
        below = QRectF(middle - each / 2 + 0.2, field.bottom() + 0.8, each - 0.4, 5)
        write(painter, below, bar.label, _SMALL, ink=INK_SOFT, centred=True)


def draw_rows(
    painter: QPainter, box: QRectF, bars: Sequence[Bar], *, label: float, each: float = 7.6
) -> float:
    """Bars below each other, their names so many millimetres wide on the left; their height."""
    top = max((bar.value or 0 for bar in bars), default=0) or 1
    said = 15.0
    wide = box.width() - label - said - 2
    for n, bar in enumerate(bars):
        y = box.y() + n * each
        size, lines = (_LABEL, 1) if fits(bar.label, _LABEL, label) else (_SMALL, 2)
        words = QRectF(box.x(), y + (0.8 if lines == 1 else 0), label, each)
        write(painter, words, bar.label, size, lines=lines)
        long = wide * (bar.value or 0) / top
        painter.fillRect(QRectF(box.x() + label + 2, y + 1, long, each - 2.4), QColor(INK_SOFT))
        end = QRectF(box.x() + label + 3.2 + long, y + 0.9, said, each)
        write(painter, end, bar.said, _LABEL, bold=True)
    return len(bars) * each


def nice_top(most: float) -> float:
    """The end of a scale that holds it: a round number, in whole steps."""
    if most <= _LEVELS:
        return _LEVELS
    step = most / _LEVELS
    power = 10.0 ** math.floor(math.log10(step))
    return _LEVELS * next(power * nice for nice in _NICE if power * nice >= step)


def _below(box: QRectF, y: float) -> QRectF:
    return QRectF(box.x(), y, box.width(), max(1.0, box.bottom() - y))
