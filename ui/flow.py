"""What happens next: touches, scans, time and answers put together."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.config import Settings
from kiosk.outcome import Code, Outcome
from ui.called_numbers import CalledNumbers
from ui.calls import Calls
from ui.catalogue import Catalogue
from ui.deadlines import Deadlines
from ui.guests import Guests
from ui.jobs import Jobs
from ui.learning import Learning
from ui.leaving import Leave
from ui.newcomers import Newcomers
from ui.parties import Parties
from ui.staff import StaffWay
from ui.stage import Stage, Views
from ui.today import TodayWatch
from ui.viewmodels.kiosk import Screen
from ui.visits import Visits

TICK_MS = 250
"""While something counts down; otherwise once a second."""
_CALM_MS = 1000
_COUNTING = ("stay", "countdown", "undo", "pad", "guest", "retry", "help", "corner", "pin", "close")


class Flow(QObject):
    """The visitor's side of the kiosk, without a window. `now` counts monotonic seconds."""

    ticked = Signal()

    def __init__(
        self,
        jobs: Jobs,
        views: Views,
        texts: Catalogue,
        settings: Settings,
        now: Callable[[], float],
    ) -> None:
        super().__init__()
        self.views = views
        self.deadlines = Deadlines(now)
        self.stage = Stage(views, texts, self.deadlines, settings)
        self.watch = TodayWatch(jobs, self.stage, now)
        self.called = CalledNumbers(self.stage, self.watch)
        self.visits = Visits(jobs, self.stage, self.watch)
        self.guests = Guests(jobs, self.stage, self.watch, self.visits)
        self.newcomers = Newcomers(jobs, self.stage, self.watch, self.visits)
        self.parties = Parties(jobs, self.stage, self.watch, self.visits)
        self.leave = Leave(jobs, self.stage, self.watch, self.visits)
        self.learning = Learning(jobs, self.stage, self.watch, self.visits)
        self.calls = Calls(jobs, self.stage)
        self.staff = StaffWay(jobs, self.stage, self.watch)
        self.visits.answered.connect(self.guests.end_question)
        self.visits.answered.connect(self.parties.end_question)
        self._chosen_on = -1
        self._timer = QTimer(self, interval=_CALM_MS)
        self._timer.timeout.connect(self.tick)
        kiosk, pad = views.kiosk, views.pad
        kiosk.wanted.connect(self._want)
        kiosk.opened.connect(self._open)
        kiosk.chosen.connect(self._choose)
        kiosk.othersAsked.connect(self._ask_others)
        kiosk.retried.connect(self._retry)
        kiosk.cancelled.connect(self.visits.undo)
        kiosk.steppedBack.connect(self._step_back)
        pad.submitted.connect(self._submit_pad)
        views.newcomer.belonged.connect(self._belong)
        self.stage.shown.connect(self._pace)

    def start(self) -> None:
        """Ask for the programme and let time pass."""
        self.watch.refresh()
        self._timer.start()

    def stop(self) -> None:
        """Let no more time pass."""
        self._timer.stop()

    @Slot()
    def tick(self) -> None:
        """Do what is due and bring every countdown up to date."""
        self.deadlines.run()
        self.stage.tick()
        self.views.pad.rest(math.ceil(self.deadlines.left("pad")))
        self.staff.tick()
        if self.deadlines.is_set("guest"):
            self.guests.render()
        self.watch.tick()
        self.called.tick()
        self.ticked.emit()
        self._pace()

    def _pace(self) -> None:
        counting = any(self.deadlines.is_set(name) for name in _COUNTING)
        pace = TICK_MS if counting else _CALM_MS
        if self._timer.interval() != pace:
            self._timer.setInterval(pace)

    # -- readers and keys ----------------------------------------------------------------------

    @Slot(str)
    def scanned(self, text: str) -> None:
        """A reader gave a code; it is handled whatever is on the screen."""
        self.stage.touched()
        self.visits.read(text)

    @Slot(str)
    def typed(self, text: str) -> None:
        """Fingers on a keyboard."""
        if text == " ":
            self.touched()
            self.views.kiosk.keySpaced.emit()
        elif not self._uncovered():
            self.stage.touched()
            self._type(text)

    def _type(self, text: str) -> None:
        """Only what is typed into listens; the keys are not with the buttons any more then."""
        self.views.kiosk.keysEnded.emit()
        match self.stage.screen:
            case Screen.PAD:
                self.views.pad.type_in(text)
            case Screen.NAME:
                self.views.keyboard.type_in(text)
            case Screen.YEAR:
                self.newcomers.type_year(text)
            case Screen.PARTYCOUNT:
                self.parties.type_in(text)
            case Screen.PIN:
                self.staff.type_in(text)
            case _:
                pass

    @Slot()
    def spaced(self) -> None:
        """Space on a keyboard."""
        if not self._uncovered():
            self._type(" ")

    @Slot()
    def entered(self) -> None:
        """Enter on a keyboard."""
        if self._uncovered():
            return
        match self.stage.screen:
            case Screen.PAD:
                self._submit_pad()
            case Screen.NAME:
                self.newcomers.submit_name()
            case Screen.YEAR:
                self.newcomers.submit_year()
            case Screen.PARTYCOUNT:
                self.parties.finish()
            case _:
                pass

    @Slot()
    def erased(self) -> None:
        """Backspace on a keyboard."""
        if self._uncovered():
            return
        match self.stage.screen:
            case Screen.PAD:
                self.views.pad.erase()
            case Screen.NAME:
                self.views.keyboard.erase()
            case Screen.YEAR:
                self.newcomers.erase_year()
            case Screen.PARTYCOUNT:
                self.parties.erase()
            case Screen.PIN:
                self.staff.erase()
            case _:
                pass

    @Slot()
    def touched(self) -> None:
        """The screen was touched somewhere. Being asked for more time, it answers for itself."""
        if not self.deadlines.is_set("countdown"):
            self.stage.touched()

    def _uncovered(self) -> bool:
        """Whether a key only answered what lay over the screen, as a touch does."""
        if self.deadlines.is_set("countdown"):
            self.stage.touched()
        elif self.views.kiosk.props.help:
            self.calls.end()
        else:
            return False
        return True

    # -- touches -------------------------------------------------------------------------------

    def _want(self, key: str) -> None:
        occurrence = self.watch.find(key)
        if occurrence is None:
            return
        now = self.watch.now()
        if now < occurrence.opens:
            early = Outcome(code=Code.TOO_EARLY, at=now, occurrence=occurrence)
            self.visits.tell(early)
            return
        self.stage.want("" if self.stage.wanted == key else key)

    def _open(self, name: str) -> None:
        student = None if self.visits.outcome is None else self.visits.outcome.student
        # Whoever was asked something before is not the one who opens this.
        self.visits.forget()
        match name:
            case "guests":
                self.guests.open()
            case "pad":
                self.stage.show(Screen.PAD)
            case "new":
                self.newcomers.open(student)
            case "group":
                self.parties.open()
            case _:
                pass

    def _belong(self, index: int) -> None:
        if self.newcomers.is_asked:
            self.newcomers.belong(index)
        else:
            self.parties.belong(index)

    def _step_back(self) -> None:
        if self.newcomers.is_asked:
            self.newcomers.step_back()
        else:
            self.parties.step_back()

    def _choose(self, key: str) -> None:
        shown = self.views.kiosk.props.shown
        if shown == self._chosen_on:
            return  # the desk is at work on the first touch
        self._chosen_on = shown
        if self.guests.is_asked:
            self.guests.choose(key)
        elif self.parties.is_asked:
            self.parties.choose(key)
        elif not self.visits.choose(key):
            self.stage.home()

    def _ask_others(self) -> None:
        self.visits.ask_others()

    def _retry(self) -> None:
        if self.views.outcome.props.typed:
            self.stage.show(Screen.PAD)
        else:
            self.stage.home()

    def _submit_pad(self) -> None:
        if self.views.pad.props.length:
            self.visits.read(self.views.pad.take(), typed=True)
