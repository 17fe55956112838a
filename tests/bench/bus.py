"""A morning on which school buses come: kiosks, a desk and a turnstile over one PostgreSQL.

All of them are the processes that a centre runs, each on its own data, with its own exchange in the
background. Meanwhile the hub answers late, its network is cut, it is killed, and so is a kiosk. In
the end all databases have to be equal, and whatever was acknowledged has to be there once.
"""

from __future__ import annotations

import random
import shutil
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.outcome import VISIT, Ask
from kiosk.record import Band
from tests.bench.figures import percentile, row
from tests.bench.fleet import CLERK, HALL, LEARNERS, Computer, Hub, Shown, Turnstile, Window, number
from tests.bench.judge import Judged, judge
from tests.bench.watch import Watch

SEATS = 240
LATE_S = 30.0
"""Seconds that each answer of the hub takes where it is slow; less in a short morning."""
SETTLE_S = 120.0
"""Seconds in which all have to be equal after the last scan: the hub was in trouble long before."""
_FINE, _SLOW, _CUT, _DOWN, _AGAIN = "fine", "slow", "cut", "down", "again"
_WHEN = {_FINE: 0.0, _SLOW: 0.30, _CUT: 0.50, _DOWN: 0.60, _AGAIN: 0.75}
"""When each part of the morning begins, as a part of the whole."""
_KILL = 0.65
_CALM = 0.85
"""From then on everybody has found the hub again, and a scan is timed to the desk once more."""
_EVERY_S = {"A": 1.4, "B": 1.7, "visits": 0.5, "hall": 2.3, "desk": 3.0}


class Answer(NamedTuple):
    """What a turnstile said, in which part of the morning, and after how many milliseconds."""

    part: str
    took_ms: float
    said: dict[str, Any]


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
        self.answers: list[Answer] = []
        self.scans = 0
        self.settled_s = 0.0
        self.groups: list[int] = []
        self.failed: list[str] = []
        self._stop = threading.Event()
        self._codes = {name: random.Random(name) for name in ("A", "B", "visits", "hall", "desk")}

    def run(self) -> Watch:
        """The morning, until all have everything or the time for that is over."""
        desk = self.computers["D"]
        _join(self.hub, self.computers)
        for window in self.windows.values():
            window.start()
        shown = Shown(desk, self._folder)
        watch = Watch(self.computers, "D")
        doors = [
            Turnstile(self.computers["S"], "--visit"),
            Turnstile(self.computers["S"], "--activity", HALL),
        ]
        self._began = time.monotonic()
        work: list[tuple[str, Callable[[], None]]] = [
            ("A", lambda: self._scan("A", range(1000))),
            ("B", lambda: self._scan("B", range(900, 1900))),
            ("visits", lambda: self._turn("visits", doors[0], range(1800, LEARNERS))),
            ("hall", lambda: self._turn("hall", doors[1], range(800, 1000))),
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
        return [name for name, begins in _WHEN.items() if begins <= gone][-1]

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

    def _turn(self, name: str, door: Turnstile, learners: range) -> None:
        coming = self._codes[name].sample(learners, len(learners))
        door.scan("warm-up")
        while self._rest(name) and coming:
            part, start = self.part(), time.perf_counter()
            said = door.scan(number(coming.pop()))
            took = (time.perf_counter() - start) * 1000
            self.answers.append(Answer(part, took, said))

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
        self._until(_WHEN[_SLOW])
        network.set(delay_s=min(LATE_S, self.seconds / 20))
        self._until(_WHEN[_CUT])
        cuts = 12
        for number_of in range(cuts):
            network.set(cut_after=20_000 if number_of % 2 else None, reset=True)
            self._until(_WHEN[_CUT] + (_WHEN[_DOWN] - _WHEN[_CUT]) * number_of / cuts)
            network.cut()
        network.set()
        self._until(_WHEN[_DOWN])
        server.kill()
        self._until(_KILL)
        self.windows["B"].kill()
        self.windows["B"].start()
        self._until(_WHEN[_AGAIN])
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


def measure(folder: Path, minutes: float) -> None:
    """Ends the program with code 1 when anything is lost, doubled, unequal or overbooked."""
    here = folder / "bus"
    shutil.rmtree(here, ignore_errors=True)
    here.mkdir()
    morning = Morning(here, minutes * 60)
    try:
        watch = morning.run()
        answers = [a.said for a in morning.answers]
        judged = judge(morning.computers, watch, answers, SEATS)
    finally:
        for window in morning.windows.values():
            window.close()
        morning.hub.close()
    _tell(morning, watch, judged)
    for what in morning.failed:
        print(f"   MISS {what}", flush=True)
    if morning.failed or not judged.good:
        sys.exit(1)


def _tell(morning: Morning, watch: Watch, judged: Judged) -> None:
    kinds, said = judged.by_kind, [a.said for a in morning.answers]
    row("scans at kiosks; codes at turnstiles", f"{morning.scans}; {len(said)}", "-", good=True)
    row("  let in; waiting numbers; counts; undone",
        f"{kinds['checked-in']}; {kinds['queued']}; {kinds['guests-counted']}; {kinds['undone']}",
        "-", good=True)  # fmt: skip
    row("  groups at the desk, people", f"{len(morning.groups)}, {sum(morning.groups)}", "-",
        good=True)  # fmt: skip
    row("entries; acknowledged", f"{judged.entries}; {judged.acknowledged}", "-", good=True)
    row("  lost; doubled", f"{judged.lost}; {judged.doubled}", "0; 0",
        good=judged.lost == judged.doubled == 0)  # fmt: skip
    row("  all databases and their tables equal", f"{judged.equal}, {morning.settled_s:.1f} s after"
        " the last scan", "True", good=judged.equal)  # fmt: skip
    row(f"most at once in the room but those let in by name, of {SEATS}", str(judged.most),
        f"<= {SEATS}", good=judged.most <= SEATS)  # fmt: skip
    row("  in the end; of them by name beyond the seats", f"{judged.confirmed}; {judged.named}",
        "-", good=True)  # fmt: skip
    _desk_sees(morning, watch)
    _doors(morning.answers)


def _desk_sees(morning: Morning, watch: Watch) -> None:
    """From a visit at another computer, by its own clock, to the desk's database and its list."""
    for what, first, last in (("before trouble", 0.0, _WHEN[_SLOW]), ("after it", _CALM, 1.0)):
        begins, ends = morning.during(first, last)
        visits = {
            str(seen.row.id): (seen.row.at / 1_000_000, seen.at)
            for seen in watch.seen["D"].values()
            if seen.row.kind == "checked-in" and not seen.row.node.endswith(".D")
        }
        these = {name: (at, s) for name, (at, s) in visits.items() if begins <= at < ends}
        there = [s - at for at, s in these.values()]
        shown = [
            morning.shown[name] - at for name, (at, _) in these.items() if name in morning.shown
        ]
        for where, took in (("database", there), ("window's list", shown)):
            p50, p95 = percentile(took, 0.5), percentile(took, 0.95)
            row(f"scan -> the desk's {where}, {what}",
                f"p50 {p50 * 1000:.0f}, p95 {p95 * 1000:.0f} ms of {len(took)}",
                "p95 <= 3000 ms", good=p95 <= 3.0)  # fmt: skip


def _doors(answers: list[Answer]) -> None:
    """How long a turnstile took to answer, in each part of the morning beside the first."""
    times = {part: [a.took_ms for a in answers if a.part == part] for part in _WHEN}
    fine = [percentile(times[_FINE], part) for part in (0.5, 0.95)]
    for part, took in times.items():
        mine = [percentile(took, p) for p in (0.5, 0.95)]
        ratios = [one / other for one, other in zip(mine, fine, strict=True)]
        row(
            f"a turnstile's answer, hub {part}",
            f"p50 {mine[0]:.1f}, p95 {mine[1]:.1f} ms: {ratios[0]:.2f}, {ratios[1]:.2f} x",
            "p50 <= 1.5 x",
            good=ratios[0] <= 1.5,
        )


def _join(hub: Hub, computers: dict[str, Computer]) -> None:
    """The desk first, which has what all need."""
    desk, *others = [computers["D"], *(c for name, c in computers.items() if name != "D")]
    desk.join(hub)
    desk.fill(SEATS)
    desk.exchange()
    for computer in others:
        computer.join(hub)
