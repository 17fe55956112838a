"""Pages of A4, drawn in millimetres: into a PDF, or on a printer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from ui import shell
from ui.paper.drawing import scaled

Draw = Callable[[QPainter], None]
"""Draws one page; the painter's unit is a millimetre from the sheet's top left corner."""

WIDE, HIGH = 210.0, 297.0
DPI = 300
_MM_PER_INCH = 25.4


def a4_pdf(pages: Sequence[Draw]) -> bytes:
    """The pages as a PDF."""
    shell.application()
    shell.use_own_fonts()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle("walkin")
    writer.setResolution(DPI)
    writer.setPageLayout(a4())
    paint_pages(writer, pages, DPI)
    return bytes(buffer.data().data())


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
