"""All that is kept of a learner on A4, to be taken along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.paper.a4 import HIGH, WIDE, Draw
from ui.paper.drawing import INK_SOFT, draw_band, high, write

_SIDE, _TOP, _FOOT = 16.0, 16.0, 18.0
_SIZE, _HEAD = 3.6, 4.6
_WIDE = WIDE - 2 * _SIDE
_MOST = 8
"""Lines that one entry may take."""
_GAP = 1.2
_EMPTY = 2.4


class _Placed(NamedTuple):
    """One line of the text, so many millimetres from the top of its page."""

    text: str
    y: float
    head: bool


def pages_of(text: str) -> list[Draw]:
    """The text page by page; the first line and each after an empty one are headings."""
    pages: list[list[_Placed]] = [[]]
    for placed in _placed(text.split("\n")):
        if pages[-1] and placed.y <= pages[-1][-1].y:
            pages.append([])
        pages[-1].append(placed)
    return [
        partial(_draw, lines=lines, page=n, pages=len(pages)) for n, lines in enumerate(pages, 1)
    ]


def _placed(lines: Sequence[str]) -> Iterator[_Placed]:
    y, head = _TOP, True
    for line in lines:
        if not line.strip():
            y, head = y + _EMPTY, True
            continue
        size = _HEAD if head else _SIZE
        tall = high(line, size, _WIDE, bold=head, lines=_MOST) + _GAP
        if y + tall > HIGH - _FOOT:
            y = _TOP
        yield _Placed(line, y, head)
        y, head = y + tall, False


def _draw(painter: QPainter, lines: Sequence[_Placed], page: int, pages: int) -> None:
    for line in lines:
        size = _HEAD if line.head else _SIZE
        box = QRectF(_SIDE, line.y, _WIDE, HIGH)
        write(painter, box, line.text, size, bold=line.head, lines=_MOST)
    draw_band(painter, QRectF(_SIDE, HIGH - _FOOT + 4, _WIDE, 2.2))
    foot = QRectF(_SIDE, HIGH - _FOOT + 8, _WIDE, 6)
    write(painter, foot, f"{page} / {pages}", 3.4, ink=INK_SOFT, centred=True)
