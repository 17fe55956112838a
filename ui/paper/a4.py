"""Pages of A4, drawn in millimetres: into a PDF, or on a printer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QUuid
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from ui import shell
from ui.paper.drawing import scaled

Draw = Callable[[QPainter], None]
"""Draws one page; the painter's unit is a millimetre from the sheet's top left corner."""

WIDE, HIGH = 210.0, 297.0
DPI = 300
_MM_PER_INCH = 25.4
_INFO = re.compile(rb"(/(?:Creation|Mod)Date \(D:)\d{14}")
_XMP = re.compile(rb'(xmp:(?:Create|Modify|Metadata)Date=")\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d')


def a4_pdf(pages: Sequence[Draw], *, of: dt.date | None = None) -> bytes:
    """The pages as a PDF. What is `of` a day is dated so, and the same pages give the same bytes.

    Raises OSError when nothing can be drawn.
    """
    shell.application()
    shell.use_own_fonts()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle("walkin")
    if of is not None:
        writer.setDocumentId(QUuid.createUuidV5(QUuid(), of.isoformat().encode()))
    writer.setResolution(DPI)
    writer.setPageLayout(a4())
    paint_pages(writer, pages, DPI)
    content = bytes(buffer.data().data())
    return content if of is None else _dated(content, of)


def _dated(content: bytes, of: dt.date) -> bytes:
    """Qt writes the moment of drawing, and lets nobody say another; the length stays."""
    digits = of.strftime("%Y%m%d000000").encode()
    content = _INFO.sub(rb"\g<1>" + digits, content)
    return _XMP.sub(rb"\g<1>" + of.strftime("%Y-%m-%dT00:00:00").encode(), content)


def a4() -> QPageLayout:
    """A whole sheet, without margins."""
    size = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def paint_pages(device: QPagedPaintDevice, pages: Sequence[Draw], dpi: float) -> None:
    """One after another. Raises OSError when the device takes nothing."""
    painter = QPainter()
    if not painter.begin(device):
        msg = "nothing can be drawn there"
        raise OSError(msg)
    for number, draw in enumerate(pages):
        if number:
            device.newPage()
        with scaled(painter, dpi / _MM_PER_INCH):
            draw(painter)
    painter.end()
