"""Takes a check-in back when the desk asks for it, with a reason."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk import thai
from kiosk.ports import Line
from ui.desk.acts import Acts, Done, Told
from ui.viewmodels.desk.attendance import AttendanceModel
from ui.viewmodels.desk.rows import derive_detail
from ui.viewmodels.desk.undo import UndoModel, UndoProps

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from kiosk.desk import FrontDesk
    from ui.catalogue import Catalogue


class DeskUndo(QObject):
    """Opens the dialog for the selected line and writes the undo."""

    def __init__(
        self,
        acts: Acts,
        attendance: AttendanceModel,
        view: UndoModel,
        texts: Catalogue,
        zone: ZoneInfo,
    ) -> None:
        super().__init__()
        self._acts = acts
        self._attendance = attendance
        self._view = view
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

    def confirm(self, reason: str) -> None:
        """Write it. Nothing happens without a reason."""
        line, reason = self._line, thai.tidy(reason)
        if line is None or self._view.props.busy or not reason:
            return
        told = Told(
            partial(self._change, busy=True, problem=""),
            partial(self._change, busy=False, open=False),
            lambda words: self._change(busy=False, problem=words),
        )
        self._acts.do(lambda desk, by: undo(desk, line, reason, by), told)

    def say_again(self) -> None:
        """Derive the words anew, in another language."""
        self._change(problem="")

    def _change(self, **more: object) -> None:
        self._show(self._view.props._replace(**more))  # type: ignore[arg-type]

    def _show(self, props: UndoProps) -> None:
        detail = derive_detail(self._line, self._texts, self._zone)
        self._view.show(props._replace(who=detail.title, detail=detail.words))


def undo(desk: FrontDesk, line: Line, reason: str, by: str) -> Done:
    """Take the check-in back; that it was taken back before is well too."""
    entry = desk.undo(line.entry, reason, by)
    return Done("desk.undo.already" if entry is None else "desk.undo.done")
