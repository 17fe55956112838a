"""Everybody must leave: the list of who is inside, at once, on the screen and on paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from kiosk.evacuation import Evacuation
from ui.desk.acts import Acts
from ui.desk.clerk import Clerk
from ui.jobs import Jobs
from ui.office_printer import Office, OfficePrinter, Pages, Printed
from ui.paper.evacuation import pages_of
from ui.viewmodels.desk.evacuation import EvacuationModel, EvacuationProps, derive_evacuation

if TYPE_CHECKING:
    from kiosk.config import Settings
    from ui.catalogue import Catalogue


class AlarmKey(QObject):
    """F12 means the same above every box and in every field."""

    pressed = Signal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Take that key, and no other."""
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_F12:
            return False
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self.pressed.emit()
        return event.type() != QEvent.Type.ShortcutOverride


class DeskEvacuation(QObject):
    """Reads the list for whoever asks: in an emergency nobody types a PIN first."""

    def __init__(
        self,
        jobs: Jobs,
        clerk: Clerk,
        view: EvacuationModel,
        acts: Acts,
        *,
        texts: Catalogue,
        settings: Settings,
        office: Office,
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._clerk = clerk
        self._view = view
        self._acts = acts
        self._texts = texts
        self._settings = settings
        self._folder = office.folder
        self._printer = OfficePrinter(office.send)
        self._found: Evacuation | None = None
        self._turn = 0
        view.refreshed.connect(self.read)
        view.printed.connect(self.print)

    def read(self) -> None:
        """Read who is inside now; whoever was ticked off stays ticked off."""
        self._turn += 1
        by = self._clerk.name
        self._jobs.submit(
            lambda desk: desk.evacuation(by),
            partial(self._take, self._turn),
            partial(self._fail, self._turn),
        )

    def leave(self) -> None:
        """Nobody looks any more: no name stays."""
        self._turn += 1
        self._found = None
        self._view.take(())
        self._view.show(EvacuationProps())

    def print(self) -> None:
        """Print the list that is shown; without a printer it is a file."""
        if self._found is None or self._view.props.busy:
            return
        pages = Pages(pages_of(self._found, self._settings))
        local = self._found.at.astimezone(self._settings.zone)
        file = self._folder / f"inside-{local:%Y-%m-%d-%H%M%S}.pdf"
        self._view.show(self._view.props._replace(busy=True, note="", problem=""))
        self._printer.print_or_keep(pages, file, partial(self._printed, self._turn))

    def say_again(self) -> None:
        """Derive the words anew, in another language."""
        if self._found is not None:
            self._show(self._found)

    def end(self) -> None:
        """The window closes."""
        self._printer.close()

    def _take(self, turn: int, found: Evacuation) -> None:
        if turn == self._turn:
            self._found = found
            self._show(found)

    def _show(self, found: Evacuation) -> None:
        gone = {row.key for row in self._view.rows if row.found}
        props, rows = derive_evacuation(found, self._texts, self._settings.zone)
        self._view.show(props)
        self._view.take([row._replace(found=row.key in gone) for row in rows])

    def _fail(self, turn: int, trouble: Exception) -> None:
        words = self._acts.trouble(trouble, "desk.inside.unread")
        if turn == self._turn:
            self._view.show(self._view.props._replace(problem=words))

    def _printed(self, turn: int, where: Printed) -> None:
        note = problem = ""
        if where.printer:
            note = self._texts.say("desk.card.printed", where.printer)
        elif where.file is not None:
            note = self._texts.say("desk.inside.saved", where.file)
        else:
            problem = self._texts.say("desk.inside.no_file", self._folder)
        if turn == self._turn:
            self._view.show(self._view.props._replace(busy=False, note=note, problem=problem))
