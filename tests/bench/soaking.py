"""Days and nights of a kiosk in little time: visitors, staff, cables, files; what it holds."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kiosk import card, pins
from kiosk.app import Installation
from kiosk.companion import exchanging
from kiosk.desk import FrontDesk
from kiosk.entry import LearnerKept, StaffKept
from kiosk.importing import import_programme
from kiosk.record import Role, Staff
from tests.bench.crowd import tap, visit
from tests.bench.data import learner, number
from tests.bench.held import Held, hold
from tests.bench.walk import Walk, folder
from tests.cameras import WEBCAM, FakeCameras
from tests.fakes import FakeSeconds
from tests.photographs import frame_of, photograph
from tests.screens.test_serial import Plug
from ui.hands import wait_until
from ui.readers.reader import State
from ui.viewmodels.kiosk import Screen

A_DAY = 2000
_DAYS = 15
"""At least."""
_SPARE = 10
_AGO = dt.timedelta(days=100)
_SIZE = (540, 960)
"""A quarter of the pixels, and all else as it is."""
_VISIT_S, _NIGHT_S = 14.0, 600.0
_IDLE_S = 85
"""Untouched, and its countdown too."""
_UNPLUGGED_S = 31.0
"""Then the desk is told."""
_CARDS = 4
_PATIENCE_MS = 60_000
_SEEN = (640, 480)
_PLANS = (("all day", 1, 13), ("noon", 5, 7))
"""Title, and hours of the day in UTC, of what is on every day. Without a limit: seats are shared by
the exchange, whose clock does not run ahead by weeks."""
_STAFF, _PIN = "สมศรี", "123456"
_SETTINGS = """
[checkin]
repeat_within_s = 0
[hours]
mon = "08:00-20:00"
tue = "08:00-20:00"
wed = "08:00-20:00"
thu = "08:00-20:00"
fri = "08:00-20:00"
sat = "08:00-20:00"
sun = "08:00-20:00"
[serial]
port = "{port}"
[export]
folder = "days"
[backup]
folder = "backups"
"""


def prepare(place: Path) -> None:
    """Write the settings of a centre in this folder."""
    (place / "walkin.toml").write_text(_SETTINGS.format(port=Plug(place).name), "utf-8")


class Pace:
    """The wall clock, which goes with the seconds of the kiosk. Begins in the morning.

    So long ago that it does not get ahead of the hub's: what is stamped too late is stamped anew.
    """

    def __init__(self, zone: dt.tzinfo, seconds: FakeSeconds) -> None:
        self._seconds = seconds
        self._first = seconds()
        first = dt.datetime.now(zone).date() - _AGO
        self._begun = dt.datetime.combine(first, dt.time(9), zone).astimezone(dt.UTC)

    def now(self) -> dt.datetime:
        """The present, aware UTC."""
        return self._begun + dt.timedelta(seconds=self._seconds() - self._first)

    def morning(self) -> dt.datetime:
        """When the next day begins as the first did."""
        days = (self.now() - self._begun).days + 1
        return self._begun + dt.timedelta(days=days)


def soak(visitors: int) -> list[Held]:
    """So many visitors on the centre that WALKIN_DATA names; what was held at the end of each day.

    The first tenth of them is not sampled: what fills once is filling then. Only then windows are
    replaced, too: else what one gathers in many days were not seen.
    """
    a_day = min(A_DAY, visitors // _DAYS)
    soaking, found = Soaking(a_day), []
    began = time.perf_counter()
    with exchanging(soaking.installation.data, soaking.installation.has_hub):
        for n in range(1, visitors + 1):
            soaking.renews = n <= visitors // 10
            soaking.next(n)
            if n % a_day == a_day - 1 and not soaking.renews:
                found.append(soaking.held())
                took = time.perf_counter() - began
                print(f"   {n} after {took:.0f} s: {tuple(found[-1])}", file=sys.stderr, flush=True)
    soaking.close()
    return found


class Soaking:
    """A kiosk, and all that happens to it. WALKIN_DATA lies in the folder that was prepared."""

    def __init__(self, a_day: int = A_DAY) -> None:
        self._a_day = a_day
        self.renews = True
        self._seconds = FakeSeconds()
        self._clock = Pace(Installation().settings.zone, self._seconds)
        self.installation = Installation(clock=self._clock)
        self._fill()
        self._plug = Plug(folder())
        self._cameras = FakeCameras()
        self._walk = Walk(
            hand=True, worker=True, size=_SIZE, clock=self._clock, seconds=self._seconds
        )
        self._begin()

    def next(self, n: int) -> None:
        """The visitor of this number, and what happens after them."""
        walk = self._walk
        walk.look_again()
        visit(walk, n, n % (self._a_day + _SPARE))
        walk.settle()
        if walk.screen is Screen.CHOOSE:
            tap(walk, walk.first("card."))
        self._pass(_VISIT_S)
        self._go()
        for every, act in _HAPPENS.items():
            if n % every == 0:
                act(self, n)
        if n % self._a_day == self._a_day // 2:
            self._staff()
        if n % self._a_day == 0:
            self._night()
        walk.frames.clear()

    def came(self) -> int:
        """How many entries there are."""
        opened = self.installation.open()
        with opened.store.reading() as reader:
            many = sum(reader.vector().values())
        opened.store.close()
        return many

    def held(self) -> Held:
        """What the process holds, after what it began has ended."""
        for writer in (self._walk.kiosk.evening._writer, self._walk.kiosk.nightly._writer):
            writer.join()
        self._walk.home()
        # What the database keeps of its file is bounded, and fills once.
        self._walk.kiosk.jobs.submit(_shrink, lambda _: None, self._walk.kiosk.flow.watch.trouble)
        self._walk.settle()
        return hold(self._walk.kiosk.window)

    def close(self) -> None:
        """End it."""
        self.held()
        self._plug.unplug()
        self._walk.kiosk.close()

    # -- what happens ---------------------------------------------------------------------------

    def looks(self, n: int) -> None:
        """Other words, larger, in other colours; and nobody takes them back."""
        tap(self._walk, "language.en", f"size.{(125, 150, 200)[n % 3]}", "contrast", "open.group")
        self._walk.stage.leave_alone()
        self._walk.settle()

    def left_alone(self, _n: int) -> None:
        """Somebody goes away in the middle; it asks, counts, and is Home again."""
        tap(self._walk, "open.new", "agree", "kb.ม")
        for _ in range(_IDLE_S):
            self._pass(1)
        assert self._walk.screen is Screen.HOME, self._walk.screen

    def cable(self, n: int) -> None:
        """The scanner's cable is pulled, and put in again; then it reads."""
        reader = next(r for r in self._walk.kiosk.devices.readers if r.kind == "serial")
        self._plug.unplug()
        wait_until(lambda: reader.health.state is State.GONE, _PATIENCE_MS)
        if n % 200 == 0:
            self._pass(_UNPLUGGED_S)
        self._plug.plug()
        reader._open()
        heard = self._heard
        self._plug.write(number(n % self._a_day).encode() + b"\r")
        wait_until(lambda: self._heard > heard, _PATIENCE_MS)
        self._go()

    def camera(self, n: int) -> None:
        """A camera is put in, reads a card, and is pulled out."""
        heard = self._heard
        self._cameras.plug(WEBCAM)
        shown = self._shown[n // 75 % _CARDS]
        for frame in shown * 2:
            self._cameras.sink.setVideoFrame(frame)
            wait_until(lambda: self._heard > heard, _PATIENCE_MS)
        self._cameras.plug()
        self._go()

    def _staff(self) -> None:
        """Staff come in at the kiosk, look at the desk's window, and go."""
        walk = self._walk
        walk.kiosk.corner.held.emit()
        walk.settle()
        if walk.screen is Screen.STAFF:
            tap(walk, "who.0")
        tap(walk, *(f"key.{digit}" for digit in _PIN), "open.desk")
        desk = walk.kiosk.front.desk
        assert desk is not None
        wait_until(lambda: desk.attendance.rowCount() > 0, _PATIENCE_MS)
        walk.kiosk.front.close()
        self._go()

    def _night(self) -> None:
        """It closes, the day is written, a backup made, other settings taken; morning comes."""
        walk = self._walk
        evening = walk.kiosk.evening._writer
        evening._words = (*_EXPORT, str(walk.kiosk.flow.watch.day), "-o", str(folder() / "day"))
        morning = self._clock.morning()
        while self._clock.now() < morning:
            self._pass(_NIGHT_S)
        self.held()
        if self.renews:
            walk.renew()
            self._begin()

    def _hear(self, _text: str) -> None:
        self._heard += 1

    def _go(self) -> None:
        self._walk.settle()
        self._walk.home()

    def _pass(self, seconds: float) -> None:
        self._seconds.at += seconds
        self._walk.kiosk.flow.tick()
        self._walk.settle()

    # -- before the first ----------------------------------------------------------------------

    def _begin(self) -> None:
        kiosk = self._walk.kiosk
        # The guard's other clock is this machine's; all of this kiosk's go together.
        kiosk.clock_watch._guard._steady = self._seconds
        kiosk.camera._load, kiosk.camera._there = (lambda: self._cameras), (lambda: True)
        self._heard = 0
        kiosk.devices.scanned.connect(self._hear)
        kiosk.start()
        kiosk.camera.begin()
        self._walk.settle()

    def _fill(self) -> None:
        opened, now = self.installation.open(), self._clock.now()
        text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//walkin//bench//TH"])
        for title, start, end in _PLANS:
            text += _EVENT.format(title=title, day=f"{now:%Y%m%d}", start=start, end=end)
        text += "\r\nEND:VCALENDAR\r\n"
        import_programme(opened.store, self._clock, opened.settings, text.encode())
        pin = pins.hashed(_PIN, opened.secrets.pepper, bytes(16))
        with opened.store.writing() as unit:
            unit.append(StaffKept(staff=Staff(name=_STAFF, role=Role.ADMIN, pin=pin)), now)
            people = [LearnerKept(learner=learner(n)) for n in range(self._a_day + _SPARE)]
            unit.append_many(people, now)
        cards = [opened.desk.issue_card(number(n), bytes([n] * 16)) for n in range(_CARDS)]
        opened.store.close()
        held = [photograph(card.matrix(text), "plain", _SEEN) for text in cards]
        # A sink tells of a frame only if it is another one.
        self._shown = [[frame_of(one), frame_of(one)] for one in held]


def _shrink(desk: FrontDesk) -> None:
    desk._store._link.tell("PRAGMA shrink_memory")


_EVENT = """\r
BEGIN:VEVENT\r
UID:{title}\r
DTSTART:{day}T{start:02}0000Z\r
DTEND:{day}T{end:02}0000Z\r
RRULE:FREQ=DAILY\r
SUMMARY:{title}\r
END:VEVENT"""
_EXPORT = (sys.executable, "-m", "kiosk", "export", "log", "--format", "xlsx", "--day")
_HAPPENS: dict[int, Callable[[Soaking, int], None]] = {
    20: Soaking.looks,
    30: Soaking.left_alone,
    50: Soaking.cable,
    75: Soaking.camera,
}
"""After every so many visitors."""
