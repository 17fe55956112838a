"""Columns of a long list, drawn column by column.

What surely fits is drawn as it is, and only the rest is measured: so thousands of rows are on paper
within a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from kiosk import thai
from ui.paper.drawing import INK, font_of

_FINE = 100
_WIDEST = 0.68
"""Of a letter's height: no word is wider than this times its letters."""
_SMALLEST = 0.62
"""Of a column's own size, before dots take the place of what is too long."""


class Column(NamedTuple):
    """Where it begins, how wide it is and how high its letters are, in millimetres."""

    x: float
    wide: float
    size: float
    bold: bool = False
    right: bool = False
    """Numbers stand under each other at its right end."""


def draw_column(
    painter: QPainter,
    column: Column,
    texts: Sequence[tuple[str, float]],
    high: float,
    *,
    ink: str = INK,
) -> None:
    """Draw texts, each in a row of `high` millimetres from the height that is named."""
    painter.save()
    painter.setPen(QColor(ink))
    font = font_of(column.size * _FINE, bold=column.bold)
    painter.setFont(font)
    painter.scale(1 / _FINE, 1 / _FINE)
    x, below = column.x * _FINE, (high / 2 + column.size * 0.32) * _FINE
    most = column.wide / (column.size * _WIDEST)
    for text, y in texts:
        at = QPointF(x, y * _FINE + below)
        if column.right:
            at.setX(x + column.wide * _FINE - _advance(text, column))
        if len(text) <= most or thai.columns(text) <= most:
            painter.drawText(at, text)
        else:
            shown, size = _squeezed(text, column)
            painter.setFont(font_of(size * _FINE, bold=column.bold))
            painter.drawText(at, shown)
            painter.setFont(font)
    painter.restore()


@lru_cache(maxsize=1024)
def _advance(text: str, column: Column) -> float:
    return QFontMetricsF(font_of(column.size * _FINE, bold=column.bold)).horizontalAdvance(text)


@lru_cache(maxsize=1024)
def _squeezed(text: str, column: Column) -> tuple[str, float]:
    """The text and its size as they go into a column: smaller, and if they must with dots."""
    metrics = QFontMetricsF(font_of(column.size * _FINE, bold=column.bold))
    wide = column.wide * _FINE
    least = wide / _SMALLEST
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, least)
    return shown, column.size * min(1.0, wide / max(1.0, metrics.horizontalAdvance(shown)))
