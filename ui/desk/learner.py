"""Shows staff whose card it is, prints another, and reports it lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.clock import service_day
from kiosk.record import Role
from kiosk.whole_file import CannotWrite
from ui.desk.acts import Acts
from ui.desk.carding import Made, lose_card, make_card
from ui.desk.clerk import Clerk
from ui.desk.seen import Seen, see, see_again
from ui.jobs import Jobs
from ui.office_printer import Office, OfficePrinter
from ui.viewmodels.desk.attendance import AttendanceModel
from ui.viewmodels.desk.facts import Whole
from ui.viewmodels.desk.learner import LearnerModel, LearnerProps, derive_learner

if TYPE_CHECKING:
    from kiosk.config import Settings
    from kiosk.desk import FrontDesk, Whose
    from kiosk.record import Learner
    from ui.catalogue import Catalogue


def _nothing() -> None:
    pass


class DeskLearner(QObject):
    """Opens the box, and does what its buttons for cards say.

    `now` is the desk's own time, None until it is known.
    """

    written = Signal()
    turned = Signal()
    """Somebody else is shown, or nobody."""
    known = Signal()
    """What is known of whoever is shown was read again."""

    def __init__(
        self,
        jobs: Jobs,
        attendance: AttendanceModel,
        view: LearnerModel,
        *,
        clerk: Clerk,
        acts: Acts,
        texts: Catalogue,
        settings: Settings,
        office: Office,
        now: Callable[[], dt.datetime | None],
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._attendance = attendance
        self._view = view
        self._clerk = clerk
        self._acts = acts
        self._texts = texts
        self._settings = settings
        self._folder = office.folder
        self._printer = OfficePrinter(office.send)
        self.now = now
        self._turn = 0
        self.found: Whose | None = None
        self.whole: Whole | None = None
        view.entered.connect(self.enter)
        view.chosen.connect(self.choose)
        view.wholeWanted.connect(self.look)
        view.printed.connect(self.print)
        view.lost.connect(self.lose)
        view.closed.connect(self.close)

    @property
    def day(self) -> dt.date:
        """The present service day."""
        return service_day(self.now() or dt.datetime.now(dt.UTC), self._settings.zone)

    @property
    def about(self) -> str:
        """Id of the learner who is shown, "" when nobody is."""
        return (
            "" if self.found is None or self.found.learner is None else self.found.learner.learner
        )

    def scan(self, text: str) -> None:
        """A scanner read this; whoever it names is shown, and nobody is checked in."""
        if not self._view.props.busy:
            self._read(lambda desk: desk.whose(text), self._show)

    def enter(self, text: str) -> None:
        """Enter in the filter: the one learner it leaves, or whose number it is."""
        only = self._attendance.only_learner
        if only is not None:
            self.open(only.learner)
        elif any(c.isdigit() for c in text):
            self._read(lambda desk: desk.whose(text, typed=True), self._show_if_known)
        else:
            self._view.listWanted.emit()

    def choose(self) -> None:
        """The learner of the chosen line."""
        line = self._attendance.chosen
        if line is not None and line.learner is not None:
            self.open(line.learner.learner)

    def open(self, learner: str) -> None:
        """Show a learner, of whom the id is known."""
        self._read(lambda desk: desk.known(learner), self._show)

    def look(self, then: Callable[[], None] = _nothing) -> None:
        """Show all that is kept; the look is. Then go on."""
        if self.whole is not None:
            then()
        else:
            self._clerk.need(Role.DESK, partial(self._look, then))

    def read_again(self) -> None:
        """Something was written that may be about whoever is shown."""
        found, by = self.found, self._clerk.name if self.whole is not None else ""
        if found is None or found.learner is None or not self._view.props.open:
            return
        why = self.why
        self._jobs.submit(
            lambda desk: see_again(desk, found, by, why),
            partial(self._renew, self._turn),
            self._fail,
        )

    def print(self) -> None:
        """Make a new card, and print it or say where it is."""
        self._clerk.need(Role.DESK, self._print)

    def lose(self) -> None:
        """End the card."""
        self._clerk.need(Role.DESK, self._lose)

    def close(self) -> None:
        """Leave it; what is under way is done all the same."""
        self._turn += 1
        self.found = self.whole = None
        self._view.show(LearnerProps(busy=self._view.props.busy))
        self.turned.emit()

    def say_again(self) -> None:
        """Derive the words anew, in another language."""
        if self.found is not None and self._view.props.open:
            self._say(busy=self._view.props.busy)

    def end(self) -> None:
        """The window closes."""
        self._printer.close()

    # -- reading -------------------------------------------------------------------------------

    @property
    def why(self) -> str:
        """The commonest reason to look, which needs no typing."""
        return self._texts.say("desk.look.why")

    def _read(
        self, read: Callable[[FrontDesk], Whose | None], then: Callable[[Seen | None], None]
    ) -> None:
        """Read whose it is, with a look when somebody is in who may."""
        self._turn += 1
        turn, by, why = self._turn, self._clerk.name, self.why

        def take(seen: Seen | None) -> None:
            if turn == self._turn:
                then(seen)

        self._jobs.submit(lambda desk: see(desk, read(desk), by, why), take, self._fail)

    def _look(self, then: Callable[[], None], by: str) -> None:
        found, turn, why = self.found, self._turn, self.why
        if found is None:
            return

        def take(seen: Seen | None) -> None:
            if turn != self._turn:
                return
            if seen is None:
                self._acts.tell(self._texts.say("desk.not.no_learner"))
                self.close()
                return
            self._know(seen)
            self._say()
            then()

        self._jobs.submit(lambda desk: see(desk, found, by, why), take, self._fail)

    def _know(self, seen: Seen) -> None:
        """Whoever looked may have left meanwhile; then nobody has looked for the one now in."""
        self.found = seen.found
        self.whole = seen.whole if seen.by == self._clerk.name else None

    def _show(self, seen: Seen | None) -> None:
        if seen is None:
            self.close()
            return
        self._know(seen)
        self._say()
        self.turned.emit()

    def _show_if_known(self, seen: Seen | None) -> None:
        if seen is None or seen.found.shown == "unknown":
            self._view.listWanted.emit()
        else:
            self._show(seen)

    def _renew(self, turn: int, seen: Seen | None) -> None:
        if turn != self._turn or not self._view.props.open:
            return
        if seen is None:
            self.close()
        else:
            props = self._view.props
            self._know(seen)
            self._say(note=props.note, busy=props.busy)
            self.known.emit()

    def _say(self, *, note: str = "", busy: str = "") -> None:
        if self.found is not None:
            props = derive_learner(
                self.found, self._texts, self._settings.zone, self.day, self.whole
            )
            self._view.show(props._replace(note=note, busy=busy))

    # -- cards ---------------------------------------------------------------------------------

    def _print(self, by: str) -> None:
        learner = self._begin("print")
        if learner is not None:
            place = self._settings
            self._jobs.submit(
                lambda desk: make_card(desk, learner, by=by, settings=place, folder=self._folder),
                self._made,
                self._fail,
            )

    def _lose(self, by: str) -> None:
        learner = self._begin("lose")
        if learner is not None:
            self._jobs.submit(
                lambda desk: lose_card(desk, learner, by), lambda _: self._lost(), self._fail
            )

    def _begin(self, what: str) -> Learner | None:
        found, props = self.found, self._view.props
        if found is None or props.busy or not props.open:
            return None
        self._view.show(props._replace(busy=what, note="", problem=""))
        return found.learner

    def _made(self, made: Made) -> None:
        self._printer.print([made.face], partial(self._printed, made))
        self.written.emit()

    def _printed(self, made: Made, printer: str) -> None:
        if printer:
            made.file.unlink(missing_ok=True)
            note = self._texts.say("desk.card.printed", printer)
        else:
            note = self._texts.say("desk.card.saved", made.file)
        self._done(note)

    def _lost(self) -> None:
        self._done(self._texts.say("desk.card.lost_now"))
        self.written.emit()

    def _done(self, note: str) -> None:
        if self._view.props.open:
            self._view.show(self._view.props._replace(note=note, busy="", problem=""))
            self.read_again()
        else:
            self._view.show(LearnerProps())
            self._acts.tell(note)

    def _fail(self, trouble: Exception) -> None:
        problem = self._acts.trouble(trouble)
        if isinstance(trouble, CannotWrite):
            problem = self._texts.say("desk.card.no_file", self._folder)
        props = self._view.props._replace(busy="")
        if props.open:
            self._view.show(props._replace(problem=problem))
        else:
            self._view.show(props)
            self._acts.tell(problem)
