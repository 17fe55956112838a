"""The page that is there when nothing else can be: drawn without QML, the database or a kiosk."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QCursor,
    QFont,
    QGuiApplication,
    QPaintDevice,
    QPainter,
    QPaintEvent,
    QRasterWindow,
)
from PySide6.QtSvg import QSvgRenderer

from kiosk.notify import ALIVE, READY, Supervisor
from ui.art import drawing
from ui.catalogue import fill, read_texts
from ui.heartbeat import BEAT_MS
from ui.placing import fill_screen
from ui.shell import after_bug, use_own_fonts

AGAIN = 4
"""With this the page ends when it is time to try the kiosk again."""
STAYS_S = 60.0
_NIGHT, _WORDS, _SOFT = "#1d2b3f", "#ffffff", "#c9d6e6"


class Sorry(QRasterWindow):
    """Please use the desk: in Thai and English, with a code for staff. No key closes it."""

    def __init__(self, code: str) -> None:
        super().__init__()
        use_own_fonts()
        self._code = code
        self.setCursor(QCursor(Qt.CursorShape.BlankCursor))

    def closeEvent(self, event: QCloseEvent) -> None:
        """A visitor cannot send it away."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw it all."""
        draw(self, self._code)


def lines(code: str) -> list[tuple[str, float, str]]:
    """Words, their size as a part of the page's shorter side, and their colour."""
    thai, english = read_texts("th"), read_texts("en")
    return [
        (thai["out_of_order"], 0.07, _WORDS),
        (english["out_of_order"], 0.045, _WORDS),
        (thai["out_of_order.line"], 0.036, _SOFT),
        (english["out_of_order.line"], 0.03, _SOFT),
        (fill(thai["out_of_order.code"], code), 0.026, _SOFT),
    ]


def draw(page: QPaintDevice, code: str) -> None:
    """The cat asleep, and the words below it."""
    painter = QPainter(page)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tall, wide = page.height(), page.width()
    painter.fillRect(0, 0, wide, tall, QColor(_NIGHT))
    side = min(wide, tall)
    cat, below = side * 0.42, tall * 0.5
    at = QRectF((wide - cat) / 2, below - cat * 1.05, cat, cat)
    QSvgRenderer(QByteArray(drawing("cat/asleep").encode())).render(painter, at)
    font = QFont(QGuiApplication.font())
    flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
    for words, part, colour in lines(code):
        font.setPixelSize(max(12, round(side * part)))
        painter.setFont(font)
        painter.setPen(QColor(colour))
        room = QRectF(wide * 0.05, below, wide * 0.9, tall)
        painter.drawText(room, flags, words)
        below += painter.boundingRect(room, flags, words).height() + side * 0.014
    painter.end()


def say_sorry(
    code: str,
    supervisor: Supervisor,
    *,
    display: str = "",
    size: tuple[int, int] | None = None,
    stays_s: float = STAYS_S,
) -> int:
    """Show the page; returns AGAIN after so many seconds, 0 when somebody ended the program."""
    page = Sorry(code)
    if size is None:
        fill_screen(page, display)
    else:
        page.resize(*size)
        page.show()
    supervisor.tell(READY, ALIVE, f"STATUS=Out of order ({code}).")
    beat = QTimer(interval=BEAT_MS)
    beat.timeout.connect(lambda: supervisor.tell(ALIVE))
    beat.start()
    # Not quit(): the page refuses to be closed.
    QTimer.singleShot(round(stays_s * 1000), lambda: QGuiApplication.exit(AGAIN))
    try:
        with after_bug(page.update):
            return QGuiApplication.exec()
    finally:
        beat.stop()
        page.destroy()
