"""The front desk's window, put together and run."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QWindow

from kiosk import pins
from kiosk.clock import awake_and_asleep
from kiosk.config import Settings
from kiosk.matching import FILE as COLUMNS_FILE
from kiosk.record import Role
from kiosk.settings_book import Book
from kiosk.sheet import looks_like_sheet
from ui import shell
from ui.catalogue import Catalogue
from ui.desk.acts import Acts
from ui.desk.administration import Administration, Desk
from ui.desk.alerts import DeskAlerts
from ui.desk.apart import DeskApart
from ui.desk.clerk import Clerk
from ui.desk.comfort import Around, Comfort
from ui.desk.counting import DeskCounting
from ui.desk.evacuation import AlarmKey, DeskEvacuation
from ui.desk.keys import GlassKeys
from ui.desk.mend import DeskMend
from ui.desk.people import DeskPeople
from ui.desk.resting import at_rest
from ui.desk.settings import DeskSettings
from ui.desk.sheets import DeskSheets
from ui.desk.signing_in import SigningIn
from ui.desk.undo import DeskUndo
from ui.desk.waiting import DeskWaiting
from ui.desk.watch import PEEK_MS, DeskViews, DeskWatch
from ui.jobs import Jobs
from ui.office_printer import Office, papers_folder, send_to_printer
from ui.readers.held import HeldWedge
from ui.renewing import Renewal
from ui.sounds import Sounds
from ui.viewmodels.desk.alert_rows import derive_alert
from ui.viewmodels.desk.alerts import AlertModel
from ui.viewmodels.desk.attendance import AttendanceModel
from ui.viewmodels.desk.bar import BarModel, BarProps, Page
from ui.viewmodels.desk.board import DeskBoardModel
from ui.viewmodels.desk.evacuation import EvacuationModel
from ui.viewmodels.desk.occurrences import OccurrenceModel
from ui.viewmodels.desk.rows import derive_row
from ui.viewmodels.desk.signing_in import SignInModel, Step
from ui.viewmodels.desk.toast import ToastModel
from ui.viewmodels.desk.undo import UndoModel
from ui.viewmodels.desk.waiting import WaitingModel
from ui.viewmodels.keyboard import KeyboardModel
from ui.viewmodels.look import LookModel
from ui.viewmodels.pad import PadModel

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk

__all__ = ["DeskWindow"]


class DeskWindow(QObject):
    """View-models, watch and window of one desk.

    `now` counts monotonic seconds, those of the machine's sleep too. `size` is in pixels. Over a
    kiosk's window `below` it is as large, and has keys for fingers. `memory` is the file that
    remembers how the window was left; None, and nothing is kept. `book` is the settings file;
    without it no settings are shown. Raises RuntimeError when the window cannot be made.
    """

    scanned = Signal(str)
    """A scanner gave a code while this window had the keyboard; "" when it cannot be read."""

    def __init__(
        self,
        make_desk: Callable[[], FrontDesk],
        settings: Settings,
        *,
        demo: bool = False,
        size: tuple[int, int] | None = None,
        below: QWindow | None = None,
        executor: Executor | None = None,
        office: Office | None = None,
        memory: Path | None = None,
        book: Book | None = None,
        sounds: Callable[[], Sounds] | None = None,
        now: Callable[[], float] = awake_and_asleep,
    ) -> None:
        super().__init__()
        texts = self.texts = Catalogue()
        zone = settings.zone
        self.look = LookModel(
            settings.screen.diagonal_inch, demo=demo, accent=settings.centre.colour
        )
        self.bar = BarModel()
        self.bar.show(BarProps(over=below is not None, settings=book is not None))
        self.keyboard = KeyboardModel()
        self.signing = SignInModel()
        self.pin = PadModel(pins.LENGTH, pins.LENGTH // 2)
        self.toast = ToastModel()
        self.board = DeskBoardModel()
        self.occurrences = OccurrenceModel()
        self.attendance = AttendanceModel(lambda line: derive_row(line, texts, zone))
        self.alerts = AlertModel(lambda alert: derive_alert(alert, texts, zone))
        self.undo = UndoModel()
        self.inside = EvacuationModel()
        self.jobs = Jobs(make_desk, executor)
        self.waiting = WaitingModel()
        around = Around(self.look, self.alerts, self.board, texts)
        self.comfort = Comfort(around, memory, settings.sound, now, make_sounds=sounds)
        self.clerk = Clerk(now)
        self._signing_in = SigningIn(self.jobs, self.clerk, self.signing, self.pin, texts, now=now)
        self._acts = Acts(self.jobs, self.clerk, self.toast, texts)
        self._waiting = DeskWaiting(
            self.jobs, self._acts, self.waiting, texts=texts, settings=settings, now=now
        )
        self._apart = DeskApart(self._acts, texts, zone)
        views = DeskViews(
            self.board, self.occurrences, self.attendance, self.alerts, self._waiting, self._apart
        )
        self.watch = DeskWatch(self.jobs, views, texts, settings, now)
        self._undoing = DeskUndo(self._acts, self.attendance, self.undo, texts, zone)
        self._mending = DeskMend(
            self._acts, self.attendance, self.occurrences, texts, zone, clerk=self.clerk
        )
        self._counting = DeskCounting(self._acts, self.occurrences, texts)
        self._answering = DeskAlerts(self._acts, self.alerts)
        office = office or Office(papers_folder(demo=demo), send_to_printer)
        self._evacuating = DeskEvacuation(
            self.jobs, self.clerk, self.inside, self._acts,
            texts=texts, settings=settings, office=office,
        )  # fmt: skip
        self.sheets = DeskSheets(
            self.jobs, self._acts, self.clerk, texts=texts, settings=settings, office=office
        )
        columns = None if memory is None else memory.with_name(COLUMNS_FILE)
        mine = Desk(self.jobs, self._acts, self.clerk, self.bar, texts, settings)
        self.administration = Administration(make_desk, mine, office, columns, self.watch.now)
        self.settings = DeskSettings(self.jobs, self._acts, self.clerk, texts, book)
        self.renewal = None if book is None else self._renewing(book, settings, now)
        self._people = DeskPeople(
            self.jobs, self.attendance, clerk=self.clerk, acts=self._acts, texts=texts,
            settings=settings, office=office, now=self.watch.now,
        )  # fmt: skip
        self.learner, self.found = self._people.learner, self._people.found
        for writing in (self._acts, self._people, self.administration.files):
            writing.written.connect(self.watch.refresh)
        self.watch.render()
        self.scene = shell.Scene(
            "DeskMain.qml",
            {
                "look": self.look,
                "pages": self.bar,
                "signing": self.signing,
                "pin": self.pin,
                "toast": self.toast,
                "keyboard": self.keyboard,
                "board": self.board,
                "occurrences": self.occurrences,
                "attendance": self.attendance,
                "alerts": self.alerts,
                "undo": self.undo,
                "inside": self.inside,
                "waiting": self.waiting,
                "letIn": self._waiting.bands,
                **self._apart.models(),
                **self._mending.models(),
                **self._counting.models(),
                **self.sheets.models(),
                **self.administration.models(),
                **self._people.models(),
                **self.settings.models(),
                **self.comfort.models(),
            },
            texts,
        )
        self.window = self.scene.window
        self._keys = GlassKeys(self.keyboard, self.window)
        self._hear(settings)
        self.comfort.begin(self.window, size, over=below is not None)
        if below is not None:
            shell.lay_over(self.window, below)

    def _renewing(self, book: Book, settings: Settings, now: Callable[[], float]) -> Renewal:
        renewal = Renewal(book, settings, now, lambda: at_rest(self))
        renewal.changed.connect(self.settings.tell)
        return renewal

    def _hear(self, settings: Settings) -> None:
        """Lead the window's keys and touches to who answers them."""
        self.wedge = HeldWedge(self.window, settings.scanner, self)
        self.wedge.scanned.connect(self.scanned)
        self.scanned.connect(self._scan)
        self.wedge.unclaimed.connect(self.board.letterTyped)
        self.window.installEventFilter(self.clerk)
        self._alarm = AlarmKey(self)
        self._alarm.pressed.connect(self.bar.alarmed)
        self.window.installEventFilter(self._alarm)
        self.clerk.changed.connect(self._know_clerk)
        self.bar.turned.connect(self.turn)
        self.sheets.opened.connect(lambda: self.turn(Page.SHEETS))
        self.bar.alarmed.connect(self.alarm)
        self.bar.signedIn.connect(self._signing_in.open)
        self.bar.signedOut.connect(self.clerk.leave)
        self.look.languageChanged.connect(self._speak)
        self._timer = QTimer(self, interval=PEEK_MS)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        """Begin asking the desk."""
        self.wedge.start()
        self.watch.tick()
        self._timer.start()

    def tick(self) -> None:
        """Four times a second."""
        if self.renewal is not None:
            self.renewal.tick()
        self.watch.tick()
        self.clerk.tick()
        self._signing_in.tick()

    @property
    def alarming(self) -> bool:
        """Whether it is shown who is inside."""
        return self.bar.props.page is Page.INSIDE

    def turn(self, page: str) -> None:
        """Show another page."""
        if page == Page.SETTINGS:
            self.clerk.need(Role.ADMIN, lambda _: self._show(Page.SETTINGS))
        else:
            self._show(page)

    def _show(self, page: str) -> None:
        if self.alarming and page != Page.INSIDE:
            self._evacuating.leave()
        self.bar.show(self.bar.props._replace(page=Page(page)))
        if self.bar.props.page is Page.FIND:
            self._people.finding.enter()
        elif self.bar.props.page is Page.SHEETS:
            self.sheets.read()
        elif self.bar.props.page is Page.SETTINGS:
            self.settings.read()
        else:
            self.administration.enter(self.bar.props.page)

    def alarm(self) -> None:
        """Everybody must leave."""
        self.turn(Page.INSIDE)
        self._evacuating.read()

    def close(self) -> None:
        """End all of it."""
        self._timer.stop()
        self.wedge.close()
        self._people.end()
        self.sheets.end()
        self.administration.end()
        self._evacuating.end()
        self.comfort.close()
        self.jobs.close()
        self.scene.close()
        shell.let_go(self)

    def _scan(self, text: str) -> None:
        """A box that waits for an answer is not pushed aside."""
        if not self.undo.open and self.signing.props.step is Step.CLOSED:
            if looks_like_sheet(text):
                self.sheets.open_code(text)
            elif self.bar.props.page is not Page.SHEETS or not self.sheets.scan(text):
                self._people.scan(text)

    def _know_clerk(self) -> None:
        self.bar.show(self.bar.props._replace(clerk=self.clerk.name))
        if self.bar.props.page is Page.SETTINGS and not self.clerk.role.may(Role.ADMIN):
            self.turn(Page.TODAY)

    def _speak(self, language: str) -> None:
        self.texts.language = language
        self.keyboard.setLanguage(language)
        self.watch.say_again()
        self._undoing.say_again()
        self._mending.say_again()
        self._counting.say_again()
        self.sheets.say_again()
        self.administration.say_again()
        self._evacuating.say_again()
        self._people.say_again()
        self.settings.say_again()
        self.comfort.say_again()
        self.scene.retranslate()
