"""The visitor's window, put together and run."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor
from io import TextIOWrapper
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication

from kiosk.clock_guard import ClockGuard
from kiosk.config import Settings
from kiosk.day_files import BACKUP, Background
from kiosk.notify import Supervisor
from kiosk.settings_book import Book
from ui.aiming import Aiming
from ui.catalogue import Catalogue
from ui.clock_watch import ClockWatch
from ui.closing import Closing
from ui.corner import Corner
from ui.device_page import DevicePage
from ui.device_watch import DeviceWatch
from ui.devices import Devices
from ui.evening import Evening
from ui.flow import Flow
from ui.front import Front
from ui.guard import Guard
from ui.heartbeat import Heartbeat
from ui.jobs import Jobs, log_trouble
from ui.placing import Placed, screen_of
from ui.printer import Printer
from ui.readers.camera import CameraReader
from ui.readers.serial import SerialReader
from ui.readers.wedge import Wedge
from ui.renewing import RENEW, REST_S, Renewal, renew, renewed
from ui.scanner_setup import Keep, ScannerSetup
from ui.shell import Scene, after_bug, application, choose_renderer, let_go
from ui.slip_offer import SlipOffer
from ui.sorry import AGAIN, say_sorry
from ui.sounds import Sounds
from ui.stage import Views
from ui.taps import Taps
from ui.thrift import Thrift
from ui.viewmodels.kiosk import Screen
from ui.voice import Voice

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk

__all__ = ["Kiosk", "application", "run_kiosk"]


class Kiosk(QObject):
    """View-models, flow and window of one kiosk. `now` counts monotonic seconds.

    With a `size` in pixels it is a window; without one it fills the screen and hides the pointer.
    `keep` writes what is set up at the screen into the settings file; without it nothing is kept.
    `book` is that file, to be looked at again.
    Raises RuntimeError when the window cannot be made. Esc or Ctrl+Q ends a demonstration, staff
    the centre's own kiosk (`ui.closing`).
    """

    ended = Signal()

    def __init__(
        self,
        make_desk: Callable[[], FrontDesk],
        settings: Settings,
        *,
        demo: bool = False,
        size: tuple[int, int] | None = None,
        keep: Keep | None = None,
        book: Book | None = None,
        executor: Executor | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._demo = demo
        self.texts = Catalogue()
        self.views = Views.made(settings, demo=demo)
        self.jobs = Jobs(make_desk, executor)
        self.flow = Flow(self.jobs, self.views, self.texts, settings, now)
        width, height = size or screen_of(settings.screen.display).size().toTuple()
        sizes = {"width": width, "height": height}
        self._scene = Scene("Main.qml", self.views._asdict() | sizes, self.texts)
        self.warnings = self._scene.warnings
        self.window = self._scene.window
        self.views.look.languageChanged.connect(self._scene.retranslate)
        if settings.screen.reduce_motion:
            self.window.setProperty("moving", False)
        self.sounds = Sounds(settings.sound)
        self.voice = Voice(settings.sound)
        self.camera = CameraReader(settings.camera, now=now, parent=self)
        self.aiming = Aiming(self.camera, self.flow.stage, self)
        self.printer = Printer(settings, self.texts, parent=self)
        self.slips = SlipOffer(self.printer, self.flow.stage, settings)
        self.flow.newcomers.carded.connect(self.slips.card_made)
        self.flow.visits.told.connect(self.slips.told)
        self._listen(settings)
        self._let_staff_in(keep)
        if not demo:
            self.evening = Evening(self.jobs, settings.export, Background(), now)
            self.flow.ticked.connect(self.evening.tick)
            self.clock_watch = ClockWatch(self.jobs, ClockGuard(), now)
            self.flow.ticked.connect(self.clock_watch.tick)
            keeper = Background(BACKUP, "backup")
            self.nightly = Evening(self.jobs, settings.backup, keeper, now)
            self.flow.ticked.connect(self.nightly.tick)
        self.front = Front(
            make_desk,
            settings,
            self.flow.stage,
            self.flow.staff,
            self.window,
            demo=demo,
            book=book,
            now=now,
        )
        self._idle_s = settings.screen.idle_s
        self.thrift = Thrift(lambda: self.at_rest, now)
        self.flow.ticked.connect(self.thrift.tick)
        self.renewal: Renewal | None = None
        if book is not None:
            self.renewal = Renewal(book, settings, now, lambda: self.at_rest)
            self.flow.ticked.connect(self.renewal.tick)
            self.device_page.tell_of(self.renewal)
        self._placed: Placed | None = None
        if size is None:
            self.window.setCursor(QCursor(Qt.CursorShape.BlankCursor))
            self._placed = Placed(self.window, settings.screen.display, self)
        else:
            self.window.show()

    def _listen(self, settings: Settings) -> None:
        """Lead the window's keys and touches to the flow."""
        flow = self.flow
        self.wedge = Wedge(settings.scanner, self)
        serial = [SerialReader(settings.serial, self)] if settings.serial.port else []
        readers = [self.wedge, *serial, self.camera]
        self.devices = Devices(readers, parent=self, printer=self.printer)
        self.devices.scanned.connect(self._scan)
        self.wedge.typed.connect(flow.typed)
        keys = self.views.kiosk
        for key in (self.wedge.stepped, self.wedge.entered, self.wedge.erased):
            key.connect(flow.touched)
        self.wedge.stepped.connect(keys.keyStepped)
        self.wedge.entered.connect(keys.keyPressed)
        keys.entered.connect(flow.entered)
        keys.spaced.connect(flow.spaced)
        self.wedge.erased.connect(flow.erased)
        self.taps = Taps(self)
        self.taps.pixels_per_mm = self.window.property("unit")
        self.taps.touched.connect(flow.touched)
        self.taps.touched.connect(keys.keysEnded)
        self.taps.touched.connect(self.camera.wake)
        flow.stage.shown.connect(self.taps.screen_changed)
        flow.stage.shown.connect(lambda _: keys.keysEnded.emit())
        if self._demo:
            self.wedge.left.connect(self.ended)
        self.window.installEventFilter(self.wedge)
        self.window.installEventFilter(self.taps)

    def _let_staff_in(self, keep: Keep | None) -> None:
        """The hidden corner, and what lies behind it."""
        flow, stage = self.flow, self.flow.stage
        self.corner = Corner(flow.deadlines, flow.staff.may_open, self)
        self.corner.pixels_per_mm = self.window.property("unit")
        self.corner.held.connect(flow.staff.open)
        self.wedge.staffed.connect(flow.staff.open)
        # The last to come is the first to see: before Taps makes one finger of many.
        self.window.installEventFilter(self.corner)
        self.guard = Guard(self)
        self.window.installEventFilter(self.guard)
        self.closing = Closing(self.jobs, stage, demo=self._demo)
        self.closing.ended.connect(self.ended)
        self.device_page = DevicePage(self.devices, self.sounds, stage, flow.staff)
        flow.ticked.connect(self.device_page.tick)
        self.setup = ScannerSetup(self.wedge, self.jobs, stage, flow.staff, keep)
        self.device_watch = DeviceWatch(self.devices, self.jobs, flow.deadlines, flow.watch)

    def _scan(self, text: str) -> None:
        """A code belongs to the window in front."""
        if not self.front.scan(text):
            self.flow.scanned(text)

    @property
    def at_rest(self) -> bool:
        """Whether nobody stands there: Home, as it always is, untouched; and nothing is open."""
        stage = self.flow.stage
        untouched = self._idle_s - stage.deadlines.left("idle")
        return (
            stage.screen is Screen.HOME
            and not stage.wanted
            and stage.views.look.is_plain
            and untouched >= min(REST_S, self._idle_s)
            and self.front.desk is None
            and self.printer.waiting == 0
            and self.jobs.idle
        )

    def start(self) -> None:
        """Begin asking the desk, and be heard."""
        self.flow.stage.sound.connect(self.sounds.play)
        views = self.views
        for keys in (views.pad, views.pin, views.keyboard, views.newcomer, views.party):
            keys.pressed.connect(lambda _: self.sounds.play("touch"))
        self.flow.stage.spoken.connect(self.voice.say)
        self.sounds.start_after(self.window)
        self.devices.start()
        self.flow.start()
        self.device_watch.start()

    def close(self) -> None:
        """End all of it; the engine goes before the view-models it shows."""
        self.flow.stop()
        self.front.close()
        self.devices.close()
        self.sounds.close()
        self.jobs.close()
        for watching in (self.wedge, self.taps, self.corner, self.guard):
            self.window.removeEventFilter(watching)
        if self._placed is not None:
            self._placed.let_go()
        self._scene.close()
        self.voice.close()
        let_go(self)


def run_kiosk(
    make_desk: Callable[[], FrontDesk],
    settings: Settings,
    *,
    demo: bool,
    window: tuple[int, int] | None,
    keep: Keep | None = None,
    book: Book | None = None,
    supervisor: Supervisor | None = None,
    last_words: TextIOWrapper | None = None,
) -> int:
    """Run the kiosk until it is closed; returns the exit code.

    Where its window cannot be made it says so on a page of its own, and tries again. `supervisor`
    hears that it lives; `last_words` gets the frames of an interface that is stuck.

    When `book` changed, another one goes on with the new settings as soon as nobody stands there.
    `make_desk` is called on the worker's thread. Call `ui.display.prepare_environment` before the
    first import of Qt, and see that there is a display: without one Qt aborts the process.
    """
    qt = application()
    choose_renderer()

    def make(settings: Settings) -> Kiosk:
        made = Kiosk(make_desk, settings, demo=demo, size=window, keep=keep, book=book)
        made.ended.connect(_end)
        if made.renewal is not None:
            made.renewal.outdated.connect(renew)
        return made

    supervisor = supervisor or Supervisor()
    while (kiosk := _made(make, settings)) is None:
        page = say_sorry("E-WINDOW", supervisor, display=settings.screen.display, size=window)
        if page != AGAIN:
            return page
    beat = Heartbeat(supervisor, last_words)
    beat.start_after(kiosk.window)
    beat.mind(kiosk.jobs)
    kiosk.flow.stage.shown.connect(beat.show)
    kiosk.start()
    try:
        while True:
            # After a bug the next visitor finds Home.
            with after_bug(kiosk.flow.stage.home):
                code = qt.exec()
            if code != RENEW:
                return code
            before = kiosk
            kiosk = renewed(before, make)
            if kiosk is not before:
                beat.mind(kiosk.jobs)
                kiosk.flow.stage.shown.connect(beat.show)
                kiosk.start()
    finally:
        beat.stop()
        kiosk.close()


def _made(make: Callable[[Settings], Kiosk], settings: Settings) -> Kiosk | None:
    try:
        return make(settings)
    except Exception as e:  # noqa: BLE001 - a page that says sorry is more than a traceback
        log_trouble(e)
    return None


def _end() -> None:
    # Not quit(): the window that fills the screen refuses to be closed.
    QGuiApplication.exit(0)
