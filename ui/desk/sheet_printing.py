"""Prints paper sheets; without a printer they are a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kiosk.exporting.whole_file import CannotWrite
from ui.office_printer import Office, OfficePrinter, Pages, keep_file
from ui.paper.a4 import a4_pdf
from ui.paper.sheet import pages_of

if TYPE_CHECKING:
    from kiosk.config import Settings
    from kiosk.desk import PaperSheet
    from ui.catalogue import Catalogue

    Said = Callable[[str, str], None]
    """Where they are, and what went wrong; the one or the other."""


class SheetPrinting:
    """On the office's printer, one after another."""

    def __init__(self, office: Office, settings: Settings, texts: Catalogue) -> None:
        self._folder = office.folder
        self._printer = OfficePrinter(office.send)
        self._settings = settings
        self._texts = texts

    def print(self, sheets: Sequence[PaperSheet], said: Said) -> None:
        """Print them, then say where they are."""
        pages = Pages(pages_of(sheets, self._settings))
        self._printer.print(pages, partial(self._printed, sheets, said))

    def end(self) -> None:
        """The window closes."""
        self._printer.close()

    def _printed(self, sheets: Sequence[PaperSheet], said: Said, printer: str) -> None:
        if printer:
            said(self._texts.say("desk.card.printed", printer), "")
            return
        of = sheets[0].code if len(sheets) == 1 else "all"
        name = f"sheets-{sheets[0].day.isoformat()}-{of}.pdf"
        try:
            file = keep_file(self._folder, name, a4_pdf(pages_of(sheets, self._settings)))
        except CannotWrite:
            said("", self._texts.say("desk.inside.no_file", self._folder))
        else:
            said(self._texts.say("desk.sheet.saved", file), "")
