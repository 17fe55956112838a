"""Answers what waits for staff: seen, counted or not counted, in the name of who is in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.ports import Alert
from ui.desk.acts import Acts, Done, Told
from ui.viewmodels.desk.alerts import AlertModel

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk


class DeskAlerts(QObject):
    """Writes the answer to an alert."""

    def __init__(self, acts: Acts, view: AlertModel) -> None:
        super().__init__()
        self._acts = acts
        self._view = view
        view.answered.connect(self.answer)

    def answer(self, entry: str, count: bool) -> None:
        """Write the answer to an alert; with `count` its people are counted."""
        alert = self._view.find(entry)
        if alert is None or self._view.props.writing:
            return
        told = Told(partial(self._write, entry), partial(self._done, alert), self._failed)
        self._acts.do(lambda desk, by: answer(desk, alert, by, count=count), told)

    def _write(self, entry: str) -> None:
        self._view.show(self._view.props._replace(writing=entry))

    def _done(self, alert: Alert) -> None:
        # Whoever answered it, it waits no more; a look that still showed it came before.
        self._view.drop(alert.entry)
        self._write("")

    def _failed(self, words: str) -> None:
        self._write("")
        self._acts.tell(words)


def answer(desk: FrontDesk, alert: Alert, by: str, *, count: bool) -> Done:
    """Write that staff saw to it; that another desk was faster is an answer."""
    from kiosk.desk import NotPossible

    try:
        desk.answer_alert(alert.entry, by, count=count)
    except NotPossible:
        return Done("desk.alert.faster")
    if not alert.people:
        return Done("desk.alert.seen")
    key = "desk.alert.counted" if count else "desk.alert.not_counted"
    return Done(key, (f"{alert.people:,}",))
