"""Prints paper sheets; without a printer they are a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from ui.office_printer import Office, OfficePrinter, Pages, Printed
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
        of = sheets[0].code if len(sheets) == 1 else "all"
        file = self._folder / f"sheets-{sheets[0].day.isoformat()}-{of}.pdf"
        self._printer.print_or_keep(pages, file, partial(self._printed, said))

    def end(self) -> None:
        """The window closes."""
        self._printer.close()

    def _printed(self, said: Said, where: Printed) -> None:
        if where.printer:
            said(self._texts.say("desk.card.printed", where.printer), "")
        elif where.file is not None:
            said(self._texts.say("desk.sheet.saved", where.file), "")
        else:
            said("", self._texts.say("desk.done.no_file", self._folder))
