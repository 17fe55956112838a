"""Answers what waits for staff: seen, counted or not counted, with the name of who did."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from kiosk import thai
from kiosk.ports import Alert, StoreTrouble
from ui.desk.clerk import Clerk
from ui.jobs import Jobs, log_trouble
from ui.viewmodels.desk.alerts import AlertModel

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk
    from ui.catalogue import Catalogue


class Answer(StrEnum):
    """What became of it; the value is the key of the words for it."""

    SEEN = "desk.alert.seen"
    COUNTED = "desk.alert.counted"
    NOT_COUNTED = "desk.alert.not_counted"
    FASTER = "desk.alert.faster"


class Wanted(NamedTuple):
    """What the clerk pressed; `counted` when held people are to be counted."""

    alert: Alert
    counted: bool


class DeskAlerts(QObject):
    """Asks for the clerk's name when nobody gave one yet, and writes the answer."""

    written = Signal()

    def __init__(self, jobs: Jobs, view: AlertModel, clerk: Clerk, texts: Catalogue) -> None:
        super().__init__()
        self._jobs = jobs
        self._view = view
        self._clerk = clerk
        self._texts = texts
        self._wanted: Wanted | None = None
        view.answered.connect(self.answer)
        view.renamed.connect(self.rename)
        view.named.connect(self.take_name)
        view.closed.connect(self.close)
        clerk.changed.connect(self._know)

    def answer(self, entry: str, count: bool) -> None:
        """Write the answer to an alert, or ask first who answers."""
        alert, props = self._view.find(entry), self._view.props
        if alert is None or props.asking or props.writing:
            return
        wanted = Wanted(alert, count)
        if self._clerk.name:
            self._write(wanted)
        else:
            self._ask(wanted)

    def rename(self) -> None:
        """Ask for another name, say at a change of shifts."""
        if not self._view.props.asking:
            self._ask(None)

    def take_name(self, name: str) -> None:
        """Remember who answers, and write what waited for it."""
        name, wanted = thai.tidy(name), self._wanted
        if not name or not self._view.props.asking:
            return
        self._clerk.be(name)
        self.close()
        if wanted is not None:
            self._write(wanted)

    def close(self) -> None:
        """Leave it unanswered."""
        self._wanted = None
        self._view.show(self._view.props._replace(asking=False))

    def _ask(self, wanted: Wanted | None) -> None:
        self._wanted = wanted
        about = "" if wanted is None else str(wanted.alert.entry)
        self._view.show(self._view.props._replace(asking=True, about=about))

    def _know(self) -> None:
        self._view.show(self._view.props._replace(by=self._clerk.name))

    def _write(self, wanted: Wanted) -> None:
        by = self._clerk.name
        self._view.show(self._view.props._replace(writing=str(wanted.alert.entry)))
        self._jobs.submit(
            lambda desk: answer(desk, wanted, by), partial(self._done, wanted), self._failed
        )

    def _done(self, wanted: Wanted, what: Answer) -> None:
        # Whoever answered it, it waits no more; a look that still showed it came before.
        self._view.drop(wanted.alert.entry)
        self._view.show(self._view.props._replace(writing=""))
        self._view.said.emit(self._texts.say(what, f"{wanted.alert.people:,}"))
        self.written.emit()

    def _failed(self, trouble: Exception) -> None:
        log_trouble(trouble)
        reason = trouble.reason if isinstance(trouble, StoreTrouble) else "software"
        self._view.show(self._view.props._replace(writing=""))
        self._view.said.emit(self._texts.say("desk.undo.trouble", f"E-{reason.upper()}"))


def answer(desk: FrontDesk, wanted: Wanted, by: str) -> Answer:
    """Write that staff saw to it; that another desk was faster is an answer."""
    from kiosk.desk import NotPossible

    try:
        desk.answer_alert(wanted.alert.entry, by, count=wanted.counted)
    except NotPossible:
        return Answer.FASTER
    if not wanted.alert.people:
        return Answer.SEEN
    return Answer.COUNTED if wanted.counted else Answer.NOT_COUNTED
