"""Shows staff whose card it is, prints another, and reports it lost."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from kiosk.exporting.whole_file import CannotWrite, write_then
from kiosk.record import Role
from ui.desk.acts import Acts
from ui.desk.clerk import Clerk
from ui.jobs import Jobs
from ui.office_printer import Office, OfficePrinter
from ui.viewmodels.desk.attendance import AttendanceModel
from ui.viewmodels.desk.learner import LearnerModel, LearnerProps, derive_learner

if TYPE_CHECKING:
    from kiosk.config import Settings
    from kiosk.desk import FrontDesk, Whose
    from kiosk.record import Learner
    from ui.catalogue import Catalogue
    from ui.paper.card_face import CardFace


class Made(NamedTuple):
    """A card that is good, and the file it is in."""

    face: CardFace
    file: Path
    whose: Whose | None


class DeskLearner(QObject):
    """Opens the box, and does what its buttons say."""

    written = Signal()

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
        self._found: Whose | None = None
        view.entered.connect(self.enter)
        view.chosen.connect(self.choose)
        view.printed.connect(self.print)
        view.lost.connect(self.lose)
        view.closed.connect(self.close)

    def scan(self, text: str) -> None:
        """A scanner read this; whoever it names is shown, and nobody is checked in."""
        if not self._view.props.busy:
            self._jobs.submit(lambda desk: desk.whose(text), self._show, self._fail)

    def enter(self, text: str) -> None:
        """Enter in the filter: the one learner it leaves, or whose number it is."""
        only = self._attendance.only_learner
        if only is not None:
            self._look(only)
        elif any(c.isdigit() for c in text):
            self._jobs.submit(
                lambda desk: desk.whose(text, typed=True), self._show_if_known, self._fail
            )
        else:
            self._view.listWanted.emit()

    def choose(self) -> None:
        """The learner of the chosen line."""
        line = self._attendance.chosen
        if line is not None and line.learner is not None:
            self._look(line.learner)

    def print(self) -> None:
        """Make a new card, and print it or say where it is."""
        self._clerk.need(Role.DESK, self._print)

    def lose(self) -> None:
        """End the card."""
        self._clerk.need(Role.DESK, self._lose)

    def close(self) -> None:
        """Leave it; what is under way is done all the same."""
        self._found = None
        self._view.show(LearnerProps(busy=self._view.props.busy))

    def say_again(self) -> None:
        """Derive the words anew, in another language."""
        if self._found is not None and self._view.props.open:
            self._show(self._found, busy=self._view.props.busy)

    def end(self) -> None:
        """The window closes."""
        self._printer.close()

    def _look(self, learner: Learner) -> None:
        known = learner.learner
        self._jobs.submit(lambda desk: desk.known(known), self._show, self._fail)

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
            self._jobs.submit(lambda desk: lose_card(desk, learner, by), self._lost, self._fail)

    def _begin(self, what: str) -> Learner | None:
        found, props = self._found, self._view.props
        if found is None or props.busy or not props.open:
            return None
        self._view.show(props._replace(busy=what, note="", problem=""))
        return found.learner

    def _show(self, found: Whose | None, *, note: str = "", busy: str = "") -> None:
        self._found = found
        if found is None:
            self._view.show(LearnerProps(busy=busy))
            return
        props = derive_learner(found, self._texts, self._settings.zone)
        self._view.show(props._replace(note=note, busy=busy))

    def _show_if_known(self, found: Whose) -> None:
        if found.shown == "unknown":
            self._view.listWanted.emit()
        else:
            self._show(found)

    def _made(self, made: Made) -> None:
        self.written.emit()
        self._printer.print([made.face], partial(self._printed, made))

    def _printed(self, made: Made, printer: str) -> None:
        if printer:
            made.file.unlink(missing_ok=True)
            note = self._texts.say("desk.card.printed", printer)
        else:
            note = self._texts.say("desk.card.saved", made.file)
        self._done(made.whose, note)

    def _lost(self, found: Whose | None) -> None:
        self.written.emit()
        self._done(found, self._texts.say("desk.card.lost_now"))

    def _done(self, found: Whose | None, note: str) -> None:
        if self._view.props.open:
            self._show(found, note=note)
        else:
            self._view.show(LearnerProps())

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


def make_card(
    desk: FrontDesk,
    learner: Learner,
    *,
    by: str,
    settings: Settings,
    folder: Path,
    random: Callable[[int], bytes] = secrets.token_bytes,
) -> Made:
    """A new card for the learner, in a file of the folder; the one before ends.

    Raises CannotWrite or StoreTrouble; then no card has ended.
    """
    from ui.paper.card_face import face_of
    from ui.paper.card_paper import pdf_of

    drafts = desk.draft_cards([learner], [random(16)])
    face = face_of(drafts[0], settings.centre)
    content = pdf_of([face], sheet=False)
    number = "".join(c for c in learner.number if c.isalnum() or c == "-")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        msg = f"{folder}: {e.strerror}"
        raise CannotWrite(msg) from e
    # One file for each learner: what it held before has ended with this.
    file = folder / f"{number or 'card'}.pdf"
    write_then(file, content, lambda: desk.issue_cards(drafts, by))
    return Made(face, file, desk.known(learner.learner))


def lose_card(desk: FrontDesk, learner: Learner, by: str) -> Whose | None:
    """The learner after their card was reported lost; that it was lost before is well too."""
    from kiosk.desk import NotPossible

    with suppress(NotPossible):
        desk.lose_card(learner.learner, by)
    return desk.known(learner.learner)
