"""A QR code on the screen, drawn sharp at any size."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Property, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickPaintedItem

from kiosk.card import QUIET

__all__ = ["QUIET", "QrItem", "modules_of"]

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


def modules_of(matrix: Sequence[Sequence[bool]]) -> str:
    """A matrix as `QrItem.modules` takes it: rows of 0 and 1 parted by /."""
    return "/".join("".join("1" if dark else "0" for dark in row) for row in matrix)


@QmlElement
class QrItem(QQuickPaintedItem):
    """Draws modules in whole pixels, centred, with the quiet zone.

    Painted instead of fetched as an image, so that no cache keeps somebody's card.
    """

    modulesChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str] = []

    @Property(str, notify=modulesChanged)
    def modules(self) -> str:
        """Rows of 0 and 1 parted by /."""
        return "/".join(self._rows)

    @modules.setter  # type: ignore[no-redef]
    def modules(self, modules: str) -> None:
        self._rows = modules.split("/") if modules else []
        self.modulesChanged.emit()
        self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw it."""
        if not self._rows:
            return
        room = int(min(self.width(), self.height()))
        side = len(self._rows) + 2 * QUIET
        pixel = max(1, room // side)
        left = (int(self.width()) - pixel * side) // 2
        top = (int(self.height()) - pixel * side) // 2
        painter.fillRect(QRect(left, top, pixel * side, pixel * side), Qt.GlobalColor.white)
        painter.translate(left + QUIET * pixel, top + QUIET * pixel)
        for y, row in enumerate(self._rows):
            for x, module in enumerate(row):
                if module == "1":
                    painter.fillRect(x * pixel, y * pixel, pixel, pixel, Qt.GlobalColor.black)
