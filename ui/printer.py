"""The receipt printer: slips wait in a queue, nobody waits for them."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance, Slot

from kiosk.config import Settings
from kiosk.printing.printer import SlipPrinter
from kiosk.printing.raster import Raster
from kiosk.printing.wire import PrinterTrouble
from ui.catalogue import Catalogue
from ui.jobs import log_trouble
from ui.paper.receipt import Part, draw, raster_of
from ui.paper.slips import Slips
from ui.readers.reader import Device, Health, State

GRACE_S = 10.0
"""Seconds after its owner has gone in which a slip may begin; later somebody else takes it."""
TEST_S = 60.0
"""Seconds a test slip waits for the printer to be well."""
AGAIN_S = 3.0
"""Between two tries while the printer is in trouble."""
MOST_TESTS = 3
"""Test slips that wait at the same time; whoever asks for more waits with the last of them."""
LOOK_S = 20.0
"""Between two looks at a printer that is well and has nothing to print."""

_PATIENCE_S = 3.0


class _Job(NamedTuple):
    ticket: int
    parts: tuple[Part, ...]


class Printer(Device):
    """Prints slips one after the other, in a thread of its own, and says how the printer is.

    A slip that cannot be printed waits until it can, or until it is withdrawn.
    """

    printed = Signal(int)
    """Ticket of a slip that is on the paper."""

    kind = "printer"

    _told = Signal(object)
    _done = Signal(int)

    def __init__(
        self,
        settings: Settings,
        texts: Catalogue,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings.printer
        self._now = now
        self.slips = Slips(texts, settings.centre, settings.zone)
        self._jobs: deque[_Job] = deque()
        self._until: dict[int, float] = {}
        self._ticket = 0
        self._tests: set[int] = set()
        self._changed = threading.Condition()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._place = self._settings.place()
        self._health = Health(State.OFF if self._place is None else State.WAITING)
        queued = Qt.ConnectionType.QueuedConnection
        self._told.connect(self._hear, queued)
        self._done.connect(self._finish, queued)

    @property
    def dots(self) -> int:
        """How wide a slip is."""
        return self._settings.dots

    @property
    def waiting(self) -> int:
        """How many slips are not printed yet."""
        with self._changed:
            return len(self._jobs)

    def start(self) -> None:
        """Look for the printer, if there is to be one."""
        if self._place is not None and self._thread is None:
            device = SlipPrinter(self._place, self.dots, self._stop)
            self._thread = threading.Thread(
                target=self._work, args=(device,), name="printer", daemon=True
            )
            self._thread.start()

    def put(self, parts: Sequence[Part]) -> int:
        """Have a slip drawn and printed as soon as can be; returns its ticket, and at once."""
        self._ticket += 1
        with self._changed:
            self._jobs.append(_Job(self._ticket, tuple(parts)))
            self._changed.notify()
        return self._ticket

    def withdraw(self, ticket: int, within: float | None = None) -> None:
        """Do not begin to print a slip later than in so many seconds: its owner has gone."""
        within = GRACE_S if within is None else within
        with self._changed:
            self._until[ticket] = time.monotonic() + within
            self._changed.notify()

    def print_test(self) -> int:
        """Print a slip that shows whether all is well."""
        with self._changed:
            waiting = [job.ticket for job in self._jobs if job.ticket in self._tests]
        if len(waiting) >= MOST_TESTS:
            return waiting[-1]
        ticket = self.put(self.slips.test(self.dots, self._now()))
        self._tests = {*waiting, ticket}
        self.withdraw(ticket, TEST_S)
        return ticket

    def close(self) -> None:
        """Break off what is printed, forget the rest."""
        self._stop.set()
        with self._changed:
            self._jobs.clear()
            self._changed.notify()
        if self._thread is not None:
            # A name that is looked up on a dead network may hold the thread; it ends by itself.
            self._thread.join(_PATIENCE_S)
            self._thread = None

    # -- on the printer's own thread -----------------------------------------------------------

    def _work(self, device: SlipPrinter) -> None:
        wait, first = 0.0, True
        while not self._stop.is_set():
            job = self._next(wait, at_once=first)
            if self._stop.is_set():
                return
            wait = self._try(device, job)
            first = wait == LOOK_S

    def _next(self, wait: float, *, at_once: bool) -> _Job | None:
        """The slip that is next, or None when it is time to look how the printer is."""
        with self._changed:
            until = time.monotonic() + wait
            while not self._stop.is_set():
                self._forget_late()
                left = until - time.monotonic()
                if (self._jobs and at_once) or left <= 0:
                    break
                self._changed.wait(left)
            return self._jobs[0] if self._jobs else None

    def _forget_late(self) -> None:
        now = time.monotonic()
        kept = [job for job in self._jobs if now <= self._until.get(job.ticket, now)]
        self._jobs = deque(kept)
        tickets = {job.ticket for job in kept}
        self._until = {t: until for t, until in self._until.items() if t in tickets}

    def _try(self, device: SlipPrinter, job: _Job | None) -> float:
        """Print, or look; returns how long to wait until the next look."""
        try:
            found = device.look() if job is None else device.put(self._drawn(job))
        except PrinterTrouble as e:
            self._tell(State.GONE, e.reason)
            return AGAIN_S
        except Exception as e:  # noqa: BLE001 - the seam: a bug must not end the thread
            log_trouble(e)
            self._tell(State.GONE, "fault")
            self._drop(job)
            return AGAIN_S
        self._tell(State.READY, "paper_low" if found.low else "")
        if job is not None and self._drop(job):
            self._emit(self._done, job.ticket)
        return LOOK_S

    def _drawn(self, job: _Job) -> Raster:
        """Here and not on the interface's thread: the first one takes 50 ms."""
        return raster_of(draw(job.parts, self.dots))

    def _drop(self, job: _Job | None) -> bool:
        with self._changed:
            there = bool(self._jobs) and self._jobs[0] is job
            if there:
                self._jobs.popleft()
            return there

    def _tell(self, state: State, reason: str) -> None:
        self._emit(self._told, Health(state, reason, self._settings.address))

    def _emit(self, signal: SignalInstance, value: object) -> None:
        if not self._stop.is_set():
            signal.emit(value)

    # -- on the interface's thread ---------------------------------------------------------------

    @Slot(object)
    def _hear(self, health: Health) -> None:
        if not self._stop.is_set():
            self._become(health)

    @Slot(int)
    def _finish(self, ticket: int) -> None:
        if not self._stop.is_set():
            self.printed.emit(ticket)
