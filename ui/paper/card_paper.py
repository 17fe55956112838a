"""Cards as PDF: one a page for a card printer, or ten on a sheet of A4 to be cut."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import (
    QColor,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from ui.catalogue import read_texts
from ui.paper.card_face import CARD_MM, CardFace, draw_card
from ui.paper.drawing import INK_SOFT, scaled, write

DPI = 600
ACROSS, DOWN = 2, 5
"""Cards on a sheet of A4, edge to edge: nine cuts part all ten."""
SHEET = ACROSS * DOWN

_MM_PER_INCH = 25.4
_A4 = (210.0, 297.0)
_MARK, _OFF = 5.0, 1.5
_HAIR = 0.15
_RULER = 50.0
_NO_PAGE = "the printer takes no page"


def pdf_of(faces: Sequence[CardFace], *, sheet: bool) -> bytes:
    """A PDF of these cards."""
    # In memory: QPdfWriter tells nobody when a disk is full.
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle("walkin")
    writer.setResolution(DPI)
    writer.setPageLayout(a4_layout() if sheet else card_layout())
    paint_cards(writer, faces, DPI, sheet=sheet)
    return bytes(buffer.data().data())


def paint_cards(
    device: QPagedPaintDevice,
    faces: Sequence[CardFace],
    dpi: float,
    *,
    sheet: bool,
    room: float = 0.0,
) -> None:
    """Paint cards onto the pages of a printer or a PDF; `room` is white around a single one, in mm.

    Raises OSError when a printer takes no page.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise OSError(5, _NO_PAGE)
    waiting = iter(faces)
    pages = -(-len(faces) // SHEET)
    page = 0
    try:
        while some := list(islice(waiting, SHEET if sheet else 1)):
            if page and not device.newPage():
                raise OSError(5, _NO_PAGE)
            page += 1
            with scaled(painter, dpi / _MM_PER_INCH):
                if sheet:
                    _draw_sheet(painter, some, f"{page}/{pages}")
                else:
                    draw_card(painter, some[0], room, room)
    finally:
        painter.end()


def a4_layout() -> QPageLayout:
    """A sheet of paper."""
    return _whole_page(QPageSize(QPageSize.PageSizeId.A4))


def card_layout() -> QPageLayout:
    """A page of the size of a card."""
    size = QSizeF(*CARD_MM)
    exactly = QPageSize.SizeMatchPolicy.ExactMatch
    return _whole_page(QPageSize(size, QPageSize.Unit.Millimeter, "CR80", exactly))


def _whole_page(size: QPageSize) -> QPageLayout:
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def place_of(index: int) -> tuple[float, float]:
    """Top left corner of a card on the sheet, in millimetres."""
    wide, high = CARD_MM
    left, top = (_A4[0] - ACROSS * wide) / 2, (_A4[1] - DOWN * high) / 2
    return left + index % ACROSS * wide, top + index // ACROSS * high


def _draw_sheet(painter: QPainter, faces: Sequence[CardFace], page: str) -> None:
    for index, face in enumerate(faces):
        draw_card(painter, face, *place_of(index))
    _draw_marks(painter)
    scale = read_texts("th")["paper.scale"]
    foot = QRectF(place_of(0)[0] + (CARD_MM[0] - _RULER) / 2, _A4[1] - 10, _RULER, 6)
    painter.drawLine(QLineF(foot.x(), foot.y(), foot.right(), foot.y()))
    for x in (foot.x(), foot.right()):
        painter.drawLine(QLineF(x, foot.y() - 1, x, foot.y() + 1))
    write(painter, foot, f"{scale} · {page}", 2.2, ink=INK_SOFT, centred=True)


def _draw_marks(painter: QPainter) -> None:
    """Where to cut, outside the cards."""
    painter.setPen(QPen(QColor(INK_SOFT), _HAIR))
    wide, high = CARD_MM
    left, top = place_of(0)
    right, bottom = left + ACROSS * wide, top + DOWN * high
    for column in range(ACROSS + 1):
        x = left + column * wide
        painter.drawLine(QLineF(x, top - _OFF - _MARK, x, top - _OFF))
        painter.drawLine(QLineF(x, bottom + _OFF, x, bottom + _OFF + _MARK))
    for row in range(DOWN + 1):
        y = top + row * high
        painter.drawLine(QLineF(left - _OFF - _MARK, y, left - _OFF, y))
        painter.drawLine(QLineF(right + _OFF, y, right + _OFF + _MARK, y))
