"""Everybody at work on a morning on which school buses come, and what becomes of their hub."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.outcome import VISIT, Ask
from kiosk.record import Band
from tests.bench.fleet import (
    CLERK,
    HALL,
    LEARNERS,
    Computer,
    Hub,
    Shown,
    Turnstile,
    Window,
    number,
    places_of,
)
from tests.bench.touched import BAND, DONE, HOME, TAKE_BACK
from tests.bench.watch import Watch

SEATS = 240
LATE_S = 30.0
"""Seconds that each answer of the hub takes where it is slow; less in a short morning."""
SETTLE_S = 120.0
"""Seconds in which all have to be equal after the last scan: the hub was in trouble long before."""
FINE, SLOW, CUT, DOWN, AGAIN = "fine", "slow", "cut", "down", "again"
WHEN = {FINE: 0.0, SLOW: 0.30, CUT: 0.50, DOWN: 0.60, AGAIN: 0.75}
"""When each part of the morning begins, as a part of the whole."""
_KILL = 0.65
CALM_S = 60.0
"""So long after the hub is back everybody has found it, and a scan is timed to the desk again."""
_EVERY_S = {"A": 1.4, "B": 1.7, "visits": 0.5, "hall": 2.3, "desk": 3.0}
_GUESTS_EACH = 30
"""Scans, until somebody comes to a kiosk without a card."""
_HOME_S = 12.0
"""Until a kiosk is at Home again by itself."""


class Timed(NamedTuple):
    """How long a turnstile took to answer, and one that has no hub at the same moment, in ms."""

    part: str
    took_ms: float
    alone_ms: float


class Morning:
    """Everybody at work for so many seconds."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self.seconds = seconds
        self.shown: dict[str, float] = {}
        self._folder = folder
        self.hub = Hub(folder)
        self.windows = {name: Window(folder / name, name, "run") for name in "AB"}
        self.windows["D"] = Window(folder / "D", "D", "desk")
        self.computers = {name: one.computer for name, one in self.windows.items()}
        self.computers["S"] = Computer(folder / "S", "S")
        self.alone = Computer(folder / "alone", "Z")
        self.answers: list[dict[str, Any]] = []
        self.times: list[Timed] = []
        self.scans = self.touched = 0
        self.settled_s = 0.0
        self.groups: list[int] = []
        self.failed: list[str] = []
        self._stop = threading.Event()
        self._codes = {name: random.Random(name) for name in ("A", "B", "visits", "hall", "desk")}

    def run(self) -> Watch:
        """The morning, until all have everything or the time for that is over."""
        desk = self.computers["D"]
        _join(self.hub, self.computers)
        self.alone.fill(SEATS)
        places = places_of(self._folder / "twin", SEATS)
        for window in self.windows.values():
            window.places = places
            window.start()
        shown = Shown(desk, self._folder)
        watch = Watch(self.computers, "D")
        doors = [
            Turnstile(self.computers["S"], "--visit"),
            Turnstile(self.computers["S"], "--activity", HALL),
            Turnstile(self.alone, "--visit"),
        ]
        self._began = time.monotonic()
        work: list[tuple[str, Callable[[], None]]] = [
            ("A", lambda: self._scan("A", range(1000))),
            ("B", lambda: self._scan("B", range(900, 1900))),
            ("visits", lambda: self._pass(doors[0], doors[2])),
            ("hall", lambda: self._turn(doors[1])),
            ("desk", lambda: self._serve(desk, watch)),
        ]
        threads = [threading.Thread(target=self._guarded, args=one) for one in work]
        for thread in threads:
            thread.start()
        self._weather()
        self._stop.set()
        for thread in threads:
            thread.join()
        self._settle(watch)
        self.shown = shown.close()
        for door in doors:
            door.close()
        for window in self.windows.values():
            said = window.close()
            if "Traceback" in said:
                self.failed.append(said)
        watch.close()
        return watch

    def part(self) -> str:
        """What the hub is doing now."""
        gone = (time.monotonic() - self._began) / self.seconds
        return [name for name, begins in WHEN.items() if begins <= gone][-1]

    def during(self, first: float, last: float) -> tuple[float, float]:
        """From when to when a part of the morning lasts, in seconds since 1970."""
        began = time.time() - time.monotonic() + self._began
        return began + first * self.seconds, began + last * self.seconds

    def _guarded(self, name: str, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as e:  # noqa: BLE001 - told at the end; the others go on
            self.failed.append(f"{name}: {e!r}")

    def _rest(self, name: str) -> bool:
        """Whether it goes on after a while."""
        chance = self._codes[name]
        return not self._stop.wait(_EVERY_S[name] * chance.uniform(0.5, 1.5))

    def _scan(self, name: str, learners: range) -> None:
        coming = self._codes[name].sample(learners, len(learners))
        while self._rest(name) and coming:
            self.windows[name].scan(number(coming.pop()))
            self.scans += 1
            if self.scans % _GUESTS_EACH == 0 and not self._stop.wait(_HOME_S):
                people = self._codes[name].randint(2, 4)
                self.windows[name].touch(HOME, *[BAND] * people, TAKE_BACK, DONE)
                self.touched += people - 1
                self._stop.wait(_HOME_S)

    def _pass(self, door: Turnstile, alone: Turnstile) -> None:
        """Through two turnstiles, one after the other; no matter which is first."""
        chance = self._codes["visits"]
        doors = [door, alone]
        for one in doors:
            one.scan("warm-up")
        coming = chance.sample(range(1800, LEARNERS), LEARNERS - 1800)
        while self._rest("visits") and coming:
            part, code = self.part(), number(coming.pop())
            took = {}
            for one in chance.sample(doors, 2):
                start = time.perf_counter()
                said = one.scan(code)
                took[one] = (time.perf_counter() - start) * 1000
                if one is door:
                    self.answers.append(said)
            self.times.append(Timed(part, took[door], took[alone]))

    def _turn(self, door: Turnstile) -> None:
        """Through the turnstile of the hall."""
        coming = self._codes["hall"].sample(range(800, 1000), 200)
        while self._rest("hall") and coming:
            self.answers.append(door.scan(number(coming.pop())))

    def _serve(self, computer: Computer, watch: Watch) -> None:
        """Guests and groups at the desk; some are let in beyond the seats, some taken back."""
        opened, chance = computer.installation.open(), self._codes["desk"]
        hall = next(r.occurrence.key for r in opened.desk.today().running)
        while self._rest("desk"):
            what = chance.random()
            if what < 0.25:
                ask = Ask(wanted=VISIT, by=CLERK)
                bands = {Band.CHILD: chance.randint(20, 45), Band.ADULT: 2}
                opened.desk.count_guests(bands, ask, partner="nrru", party="school")
                self.groups.append(sum(bands.values()))
            elif what < 0.65:
                opened.desk.count_guests({Band.ADULT: chance.randint(1, 3)}, Ask(wanted=hall))
            elif what < 0.70:
                opened.desk.count_guests({Band.ADULT: 1}, Ask(wanted=hall, by=CLERK))
            else:
                here = [s.row for s in list(watch.seen["D"].values()) if s.row.kind == "checked-in"]
                if here:
                    opened.desk.undo(chance.choice(here).id, "desk", CLERK)
        opened.store.close()

    def _weather(self) -> None:
        """What becomes of the hub; the present thread does nothing else until the end."""
        server, network = self.hub.server, self.hub.network
        self._until(WHEN[SLOW])
        network.set(delay_s=min(LATE_S, self.seconds / 20))
        self._until(WHEN[CUT])
        cuts = 12
        for number_of in range(cuts):
            network.set(cut_after=20_000 if number_of % 2 else None, reset=True)
            self._until(WHEN[CUT] + (WHEN[DOWN] - WHEN[CUT]) * number_of / cuts)
            network.cut()
        network.set()
        self._until(WHEN[DOWN])
        server.kill()
        self._until(_KILL)
        self.windows["B"].kill()
        self.windows["B"].start()
        self._until(WHEN[AGAIN])
        server.start()
        self._until(1.0)

    def _until(self, part: float) -> None:
        self._stop.wait(max(0.0, self._began + part * self.seconds - time.monotonic()))

    def _settle(self, watch: Watch) -> None:
        began = time.monotonic()
        while time.monotonic() < began + SETTLE_S:
            if watch.equal() and watch.vector() == self.hub.vector():
                break
            time.sleep(0.2)
        else:
            self.failed.append("the databases did not become equal")
        self.settled_s = time.monotonic() - began


def _join(hub: Hub, computers: dict[str, Computer]) -> None:
    """The desk first, which has what all need."""
    desk, *others = [computers["D"], *(c for name, c in computers.items() if name != "D")]
    desk.join(hub)
    desk.fill(SEATS)
    desk.exchange()
    for computer in others:
        computer.join(hub)
