"""A visitor before the real window: touches, scans, and when what they did was presented."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPointF

from kiosk.app import Installation
from kiosk.clock import Clock
from tests.bench.pulse import pulse
from tests.fakes import FakeSeconds, HandExecutor
from ui.application import Kiosk, application
from ui.hands import Hands, look, wait_until
from ui.viewmodels.kiosk import Screen

SIZE = (1080, 1920)
_QUIET_TURNS = 3


class Days:
    """The machine's clock, so many days later."""

    def __init__(self) -> None:
        self.later = 0

    def now(self) -> dt.datetime:
        """The present, aware UTC."""
        return dt.datetime.now(dt.UTC) + dt.timedelta(days=self.later)


class Walk:
    """The kiosk with a real store.

    By `hand` its seconds stand still and its desk works when told, or as ever with a `worker`.
    """

    def __init__(
        self,
        *,
        moving: bool = False,
        hand: bool = False,
        worker: bool = False,
        size: tuple[int, int] = SIZE,
        clock: Clock | None = None,
        seconds: FakeSeconds | None = None,
    ) -> None:
        application()
        self.days = Days()
        self.installation = Installation(clock=clock or self.days)
        self.seconds = seconds or FakeSeconds()
        self.executor = HandExecutor() if hand and not worker else None
        self._hand, self._moving, self._size = hand, moving, size
        self.frames: list[float] = []
        self._seen = 0.0
        self._until: Callable[[], bool] | None = None
        self.touches = 0
        self._begin()
        if hand:
            self.kiosk.flow.watch.refresh()
            self.settle()
        else:
            self.kiosk.start()
            wait_until(lambda: self.kiosk.flow.watch.today is not None)

    def _begin(self) -> None:
        self.kiosk = Kiosk(
            self.installation.front_desk,
            self.installation.settings,
            size=self._size,
            executor=self.executor,
            now=self.seconds if self._hand else time.monotonic,
        )
        self.kiosk.window.frameSwapped.connect(self._presented)
        self.kiosk.window.setProperty("moving", self._moving)
        self.hands = Hands(self.kiosk.window)
        self.stage = self.kiosk.flow.stage
        self._places: dict[tuple[str, str], QPointF] = {}

    def renew(self) -> None:
        """Another window takes the place of this one, as after other settings."""
        before = self.kiosk
        self._begin()
        before.close()

    @property
    def screen(self) -> Screen:
        """What is on."""
        return self.stage.screen

    def settle(self) -> None:
        """Let the desk and Qt do all that is to be done now."""
        idle = 0
        while idle < _QUIET_TURNS:
            before = len(self.frames)
            if self.executor is None:
                wait_until(lambda: self.kiosk.jobs.idle, 120_000)
            worked = self.executor is not None and self.executor.drain()
            QCoreApplication.processEvents()
            # Left to a loop of Qt's own, which does not run here: screens that have gone.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            busy = worked or len(self.frames) > before or self._is_asking()
            idle = 0 if busy else idle + 1

    def place(self, name: str) -> QPointF:
        """Where something is on this screen, looked for once."""
        at = self.screen.value, name
        if at not in self._places:
            self._places[at] = self.hands.find(name).middle
        return self._places[at]

    def look_again(self) -> None:
        """Things may lie elsewhere than before."""
        self._places.clear()

    def tap(self, name: str) -> None:
        """Touch it."""
        self.touches += 1
        self.hands.tap_at(self.place(name))

    def first(self, beginning: str) -> str:
        """The name of the first visible thing that is called so."""
        seen = look(self.kiosk.window)
        return next(s.name for s in seen if s.name.startswith(beginning))

    def home(self) -> None:
        """Nobody is here."""
        self.stage.home()
        self.settle()

    def shown(self, act: Callable[[], object], until: Callable[[], bool] = lambda: True) -> float:
        """Seconds from doing it to the first frame that is presented while `until` holds."""
        self.settle()
        self._seen, self._until = 0.0, until
        began = time.perf_counter()
        act()
        wait_until(lambda: self._seen > 0)
        return self._seen - began

    def pulse(self) -> None:
        """From now on something always moves, so that a stall is seen as a gap between frames."""
        self._kept = pulse(self.kiosk.window)

    def gaps(self, act: Callable[[], object], until: Callable[[], bool]) -> list[float]:
        """The gaps between frames from just before `act` until it holds, in ms."""
        before = len(self.frames) - 1
        act()
        wait_until(until, 120_000)
        last = len(self.frames)
        wait_until(lambda: len(self.frames) > last)
        kept = self.frames[before:]
        return [(b - a) * 1000 for a, b in itertools.pairwise(kept)]

    def rest(self, seconds: float) -> Callable[[], bool]:
        """Whether so much time has passed."""
        end = time.perf_counter() + seconds
        return lambda: time.perf_counter() >= end

    def _presented(self) -> None:
        self.frames.append(time.perf_counter())
        if self._until is not None and self._until():
            self._seen, self._until = self.frames[-1], None

    def _is_asking(self) -> bool:
        return self.kiosk.flow.watch.is_asking or not self.kiosk.flow.visits.idle


def folder() -> Path:
    """Where this centre's things are kept."""
    return Path(os.environ["WALKIN_DATA"]).parent
