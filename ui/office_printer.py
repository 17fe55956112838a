"""The office printer of the system, spoken to from a thread of its own: it may take its time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QPageLayout

from ui.jobs import log_trouble
from ui.paper.card_face import CARD_MM, CardFace
from ui.paper.card_paper import card_layout, paint_cards

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_ROOM_MM = 10.0


class Office(NamedTuple):
    """Where cards go: a folder for their files, and what sends them to a printer.

    `send` returns the printer's name, "" when there is none. Raises OSError when it fails.
    """

    folder: Path
    send: Callable[[Sequence[CardFace]], str]


def papers_folder(*, demo: bool) -> Path:
    """Where staff find what could not be printed: among their documents.

    A demonstration's cards never come over real ones.
    """
    where = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(where)) / ("walkin-demo" if demo else "walkin")


class _Answer(NamedTuple):
    then: Callable[[str], None]
    name: str


class OfficePrinter(QObject):
    """Prints one thing after another; what becomes of it comes back on the interface's thread."""

    _answered = Signal(object)

    def __init__(
        self, send: Callable[[Sequence[CardFace]], str], executor: Executor | None = None
    ) -> None:
        super().__init__()
        self._send = send
        self._executor = executor or ThreadPoolExecutor(1, thread_name_prefix="office")
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._closed = False

    def print(self, faces: Sequence[CardFace], done: Callable[[str], None]) -> None:
        """Print, then call `done` with the printer's name, "" when nothing was printed."""
        if not self._closed:
            self._executor.submit(self._run, faces, done)

    def close(self) -> None:
        """Wait for no printer."""
        self._closed = True
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _run(self, faces: Sequence[CardFace], done: Callable[[str], None]) -> None:
        try:
            name = self._send(faces)
        except Exception as e:  # noqa: BLE001 - whatever a printer's driver does, the file is there
            log_trouble(e)
            name = ""
        if not self._closed:
            self._answered.emit(_Answer(done, name))

    @Slot(object)
    def _deliver(self, answer: _Answer) -> None:
        if not self._closed:
            answer.then(answer.name)


def send_to_printer(faces: Sequence[CardFace]) -> str:
    """Print on the system's default printer; its name, "" when there is none.

    A card printer gets cards in their size, another one the same with white around it. Raises
    OSError when the printer takes nothing.
    """
    # Only who prints needs it, and the system's own printing with it.
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    default = QPrinterInfo.defaultPrinter()
    if default.isNull():
        return ""
    printer = QPrinter(default, QPrinter.PrinterMode.HighResolution)
    print_on(printer, faces, card_layout())
    return default.printerName()


def print_on(printer: QPrinter, faces: Sequence[CardFace], wanted: QPageLayout) -> None:
    """Print cards, in the corner of the page where the printer has no page of their size."""
    printer.setDocName("walkin")
    printer.setFullPage(True)
    printer.setPageLayout(wanted)
    size = printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
    room = 0.0 if size.width() < CARD_MM[0] + _ROOM_MM else _ROOM_MM
    paint_cards(printer, faces, printer.resolution(), sheet=False, room=room)
