"""Takes a check-in back when the desk asks for it, with a reason and a name."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk import thai
from kiosk.ports import Line, StoreTrouble
from ui.desk.clerk import Clerk
from ui.jobs import Jobs, log_trouble
from ui.viewmodels.desk.attendance import AttendanceModel
from ui.viewmodels.desk.rows import derive_detail
from ui.viewmodels.desk.undo import UndoModel, UndoProps

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from kiosk.desk import FrontDesk
    from ui.catalogue import Catalogue


class Answer(StrEnum):
    """What became of it; the value is the key of the words for it."""

    DONE = "desk.undo.done"
    ALREADY = "desk.undo.already"
    OTHER_DAY = "desk.undo.other_day"
    NOT_POSSIBLE = "desk.undo.not_possible"


class DeskUndo(QObject):
    """Opens the dialog for the selected line and writes the undo."""

    written = Signal()

    def __init__(
        self,
        jobs: Jobs,
        attendance: AttendanceModel,
        view: UndoModel,
        texts: Catalogue,
        zone: ZoneInfo,
        *,
        clerk: Clerk,
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._attendance = attendance
        self._view = view
        self._clerk = clerk
        self._texts = texts
        self._zone = zone
        self._line: Line | None = None
        view.asked.connect(self.ask)
        view.confirmed.connect(self.confirm)
        view.closed.connect(self.close)

    def ask(self) -> None:
        """Open the dialog for the selected line; an undone one stays as it is."""
        line = self._attendance.chosen
        props = self._view.props
        if line is None or line.undone_at is not None or props.open or props.busy:
            return
        self._line = line
        self._show(props._replace(open=True, problem=""))

    def close(self) -> None:
        """Leave it; what is being written already is written all the same."""
        self._show(self._view.props._replace(open=False, problem=""))

    def confirm(self, reason: str, by: str) -> None:
        """Write it. Nothing happens without a reason and a name."""
        line, reason, by = self._line, thai.tidy(reason), thai.tidy(by)
        if line is None or self._view.props.busy or not reason or not by:
            return
        self._clerk.be(by)
        self._show(self._view.props._replace(busy=True, problem=""))
        self._jobs.submit(lambda desk: undo(desk, line, reason, by), self._done, self._failed)

    def say_again(self) -> None:
        """Derive the words anew, in another language."""
        self._show(self._view.props._replace(problem=""))

    def _done(self, answer: Answer) -> None:
        words, props = self._texts.say(answer), self._view.props._replace(busy=False)
        if answer in (Answer.DONE, Answer.ALREADY):
            self._show(props._replace(open=False))
            self._view.said.emit(words)
        else:
            self._show(props._replace(problem=words))
        self.written.emit()

    def _failed(self, trouble: Exception) -> None:
        log_trouble(trouble)
        reason = trouble.reason if isinstance(trouble, StoreTrouble) else "software"
        problem = self._texts.say("desk.undo.trouble", f"E-{reason.upper()}")
        self._show(self._view.props._replace(busy=False, problem=problem))

    def _show(self, props: UndoProps) -> None:
        detail = derive_detail(self._line, self._texts, self._zone)
        self._view.show(props._replace(who=detail.title, detail=detail.words, by=self._clerk.name))


def undo(desk: FrontDesk, line: Line, reason: str, by: str) -> Answer:
    """Take the check-in back; what cannot be done is an answer."""
    from kiosk.desk import NotPossible

    try:
        entry = desk.undo(line.entry, reason, by)
    except NotPossible:
        return Answer.NOT_POSSIBLE if desk.today().day == line.day else Answer.OTHER_DAY
    return Answer.ALREADY if entry is None else Answer.DONE
