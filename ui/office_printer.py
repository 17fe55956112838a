"""The office printer of the system, spoken to from a thread of its own: it may take its time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QPageLayout

from kiosk.whole_file import CannotWrite, whole_file
from ui.jobs import log_trouble
from ui.paper.a4 import Draw, a4, a4_pdf, paint_pages
from ui.paper.card_face import CARD_MM, CardFace
from ui.paper.card_paper import card_layout, paint_cards

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_ROOM_MM = 10.0


class Pages(NamedTuple):
    """Sheets of A4."""

    draws: Sequence[Draw]


Printable = Sequence[CardFace] | Pages
"""Cards in their own size, or pages."""


class Office(NamedTuple):
    """Where paper goes: a folder for what could not be printed, and what sends it to a printer.

    `send` returns the printer's name, "" when there is none. Raises OSError when it fails.
    """

    folder: Path
    send: Callable[[Printable], str]


def papers_folder(*, demo: bool) -> Path:
    """Where staff find what could not be printed: among their documents.

    A demonstration's cards never come over real ones.
    """
    where = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(where)) / ("walkin-demo" if demo else "walkin")


class Printed(NamedTuple):
    """What became of pages: on a printer, or in a file; neither when it could not be written."""

    printer: str = ""
    file: Path | None = None


class _Answer(NamedTuple):
    then: Callable[[], None]


class OfficePrinter(QObject):
    """Prints one thing after another; what becomes of it comes back on the interface's thread."""

    _answered = Signal(object)

    def __init__(self, send: Callable[[Printable], str], executor: Executor | None = None) -> None:
        super().__init__()
        self._send = send
        self._executor = executor or ThreadPoolExecutor(1, thread_name_prefix="office")
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._closed = False

    def print(self, what: Printable, done: Callable[[str], None]) -> None:
        """Print, then call `done` with the printer's name, "" when nothing was printed."""
        if not self._closed:
            self._executor.submit(self._run, lambda: partial(done, self._sent(what)))

    def print_or_keep(self, pages: Pages, file: Path, done: Callable[[Printed], None]) -> None:
        """Print, or without a printer make a PDF of them; then call `done` with where they are.

        Drawn on the printer's thread too: 5,000 people take it a second.
        """
        if not self._closed:
            self._executor.submit(self._run, lambda: partial(done, self._kept(pages, file)))

    def close(self) -> None:
        """Wait for no printer."""
        self._closed = True
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _run(self, act: Callable[[], Callable[[], None]]) -> None:
        then = act()
        if not self._closed:
            self._answered.emit(_Answer(then))

    def _sent(self, what: Printable) -> str:
        try:
            return self._send(what)
        except Exception as e:  # noqa: BLE001 - whatever a printer's driver does, the file is there
            log_trouble(e)
            return ""

    def _kept(self, pages: Pages, file: Path) -> Printed:
        printer = self._sent(pages)
        if printer:
            return Printed(printer)
        try:
            return Printed(file=keep_file(file.parent, file.name, a4_pdf(pages.draws)))
        except Exception as e:  # noqa: BLE001 - whoever waits for it is told
            log_trouble(e)
            return Printed()

    @Slot(object)
    def _deliver(self, answer: _Answer) -> None:
        if not self._closed:
            answer.then()


def send_to_printer(what: Printable) -> str:
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
    if isinstance(what, Pages):
        print_pages(printer, what)
    else:
        print_on(printer, what, card_layout())
    return default.printerName()


def print_on(printer: QPrinter, faces: Sequence[CardFace], wanted: QPageLayout) -> None:
    """Print cards, in the corner of the page where the printer has no page of their size."""
    printer.setDocName("walkin")
    printer.setFullPage(True)
    printer.setPageLayout(wanted)
    size = printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
    room = 0.0 if size.width() < CARD_MM[0] + _ROOM_MM else _ROOM_MM
    paint_cards(printer, faces, printer.resolution(), sheet=False, room=room)


def print_pages(printer: QPrinter, pages: Pages) -> None:
    """Print sheets of A4, as they are."""
    printer.setDocName("walkin")
    printer.setFullPage(True)
    printer.setPageLayout(a4())
    paint_pages(printer, pages.draws, printer.resolution())


def keep_file(folder: Path, name: str, content: bytes) -> Path:
    """Write what could not be printed where staff find it; the file. Raises CannotWrite."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        msg = f"{folder}: {e.strerror}"
        raise CannotWrite(msg) from e
    with whole_file(folder / name) as draft:
        draft.write(content)
    return folder / name
