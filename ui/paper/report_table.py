"""The report's figures in lines and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from kiosk.reporting import Report, Row
from kiosk.reporting.words import FIGURES, Words, counts_visits, told
from ui.paper.drawing import CLAY, INK_SOFT, SILVER, fits, write

_LABEL_WIDE = 56.0
_TITLE_HIGH, _HEAD_HIGH, _ROW_HIGH, _ROW_TWO = 10.0, 9.0, 5.4, 8.0
_SIZE = 2.9


class LineOf(NamedTuple):
    """A title, a table's head or a row of it, and its height in millimetres."""

    kind: str
    label: str
    cells: tuple[str, ...]
    high: float


Lines = Sequence[LineOf]


def table_lines(
    name: str, report: Report, th: Words, en: Words, rows: Sequence[Row] | None = None
) -> list[LineOf]:
    """A table's title, head and rows."""
    visits = counts_visits(name)
    title = f"{th.table(name)} · {en.table(name)}"
    heads = tuple(
        f"{th.figure(figure, visits=visits)}\u2028{en.figure(figure, visits=visits)}"
        for figure in FIGURES
    )
    found = [LineOf("title", title, (), _TITLE_HIGH), LineOf("head", "", heads, _HEAD_HIGH)]
    for row in report.tables[name] if rows is None else rows:
        label = th.line(name, row)
        high = _ROW_HIGH if fits(label, _SIZE, _LABEL_WIDE - 2) else _ROW_TWO
        cells = tuple(told(figure, row.figures) for figure in FIGURES)
        found.append(LineOf("row", label, cells, high))
    return found


def paged(lines: Lines, room: float) -> list[list[LineOf]]:
    """The lines page by page; a head is repeated, and stands never alone."""
    pages: list[list[LineOf]] = [[]]
    left = room
    head: list[LineOf] = []
    for line in lines:
        if line.kind == "title":
            head = [line]
        elif line.kind == "head":
            head.append(line)
        needed = line.high if line.kind == "row" else _TITLE_HIGH + _HEAD_HIGH + _ROW_TWO
        if line.kind != "head" and needed > left:
            again = head if line.kind == "row" else []
            pages.append(list(again))
            left = room - sum(one.high for one in again)
        pages[-1].append(line)
        left -= line.high
    return pages


def draw_lines(painter: QPainter, box: QRectF, lines: Lines) -> float:
    """Draw them from the top of the box; where they end."""
    y = box.y()
    each = (box.width() - _LABEL_WIDE) / len(FIGURES)
    for line in lines:
        if line.kind == "title":
            write(painter, QRectF(box.x(), y + 2.4, box.width(), 7), line.label, 3.6, bold=True)
        else:
            head = line.kind == "head"
            label = QRectF(box.x(), y + 0.6, _LABEL_WIDE - 2, line.high)
            write(painter, label, line.label, _SIZE, lines=2)
            for cell, n in zip(line.cells, _places(), strict=True):
                at = QRectF(box.x() + _LABEL_WIDE + n * each + 0.6, y + 0.6, each - 0.6, line.high)
                size, ink = (2.4, CLAY) if head else (_SIZE, INK_SOFT)
                write(painter, at, cell, size, ink=ink, lines=2 if head else 1, right=True)
            painter.setPen(QPen(QColor(SILVER), 0.2))
            bottom = y + line.high
            painter.drawLine(QLineF(box.x(), bottom, box.right(), bottom))
        y += line.high
    return y


def _places() -> Iterator[int]:
    return iter(range(len(FIGURES)))
