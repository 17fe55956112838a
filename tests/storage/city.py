"""Computers of a centre that fail in every way, and a hub between them."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from db.store import SqlStore
from kiosk.clock import from_micros, micros
from kiosk.entry import (
    CheckedIn,
    Entry,
    EntryId,
    GuestsCounted,
    LearnerKept,
    Moved,
    Redated,
    Undone,
)
from kiosk.exchange import Exchange, Exchanged
from kiosk.hub import Hub, HubTrouble, Unfit
from kiosk.hub import Moved as Overtaken
from kiosk.nodes import Had
from kiosk.record import Band, Learner
from kiosk.sliding import Sliding
from kiosk.window import LEAST_DAYS
from kiosk.written import Written, unseal
from tests.memory_hub import MemoryHub
from tests.storage.tables import contents
from tests.storage.workload import DAY, NOON

DAY_S = 86_400.0
_FATES = ("dropped", "unanswered", "late", "twice")
STEPS = 30
_MEMORY = Path("/dev/shm")


class HubSide(Protocol):
    """The hub, as the city needs it."""

    def now(self) -> dt.datetime: ...

    def connect(self, account: str) -> Hub: ...

    def all_rows(self) -> list[Written]: ...


class Storm:
    """Calls to a hub are lost on the way there, or their answers on the way back.

    Some come twice, some only when whoever asked has given up long ago. `tally` counts all of it.
    """

    def __init__(self, chance: random.Random, tally: Counter[str]) -> None:
        self._chance = chance
        self._tally = tally
        self._late: list[Callable[[], object]] = []
        self.strength = 0.0

    def over(self, hub: Hub) -> Any:
        return _Stormy(hub, self)

    def carry(self, call: Callable[[], object]) -> object:
        fate = self._fate()
        self._tally[fate] += 1
        if fate == "late":
            self._late.append(call)
        if fate in ("late", "dropped"):
            raise HubTrouble("unreachable")
        if fate == "twice":
            _alone(call)
        answer = call()
        if fate == "unanswered":
            raise HubTrouble("unreachable")
        return answer

    def _fate(self) -> str:
        if self._chance.random() >= self.strength:
            return "calls"
        return "dropped" if self.strength == 1.0 else self._chance.choice(_FATES)

    def calm(self, *, wholly: bool = False) -> None:
        """A call that was late arrives, or all of them do, in any order; nobody waits for it."""
        self._chance.shuffle(self._late)
        for _ in range(len(self._late) if wholly else min(1, len(self._late))):
            _alone(self._late.pop())


def _alone(call: Callable[[], object]) -> None:
    with contextlib.suppress(HubTrouble, Overtaken, Unfit):
        call()


class _Stormy:
    def __init__(self, hub: Hub, storm: Storm) -> None:
        self._hub = hub
        self._storm = storm

    def __getattr__(self, name: str) -> Any:
        def call(*args: object, **named: object) -> object:
            return self._storm.carry(lambda: getattr(self._hub, name)(*args, **named))

        return call


class Computer:
    """One data folder; its clock is off by so many seconds."""

    def __init__(self, city: City, name: str, file: Path) -> None:
        self.city = city
        self.name = name
        self.file = file
        self.off = 0.0
        self.keeps_days = True
        self.backup: Path | None = None
        self.open()

    def open(self) -> None:
        self.store = SqlStore(self.file, None, self.name)

    def now(self) -> dt.datetime:
        return self.city.now() + dt.timedelta(seconds=self.off)

    def markers(self) -> dict[str, EntryId]:
        with self.store.reading() as reader:
            entries = reader.entries({}, 10_000)
        return {marker: entry.id for entry in entries if (marker := marker_of(entry))}


class City:
    """Everything in one place, driven by one random number generator.

    `tally` counts what happens; in the end it has `lost` and `doubled`, too.
    """

    def __init__(
        self,
        seed: int,
        folder: Path,
        empty: Path,
        hub: HubSide | None = None,
        most: int = 5,
        tally: Counter[str] | None = None,
    ) -> None:
        self.tally: Counter[str] = Counter() if tally is None else tally
        self.chance = random.Random(seed)
        self.folder = folder
        self._empty = empty
        self._at = NOON if hub is None else hub.now()
        self._count = 0
        self.hub: HubSide = hub or MemoryHub(self.now)
        self.storm = Storm(self.chance, self.tally)
        self.computers: list[Computer] = []
        self.about: dict[str, str] = {}
        for name in "ABCDE"[: self.chance.randint(2, most)]:
            self._add(name)

    def now(self) -> dt.datetime:
        """Time goes on as it likes; a real hub's is never far."""
        self._at += dt.timedelta(microseconds=self.chance.randint(1, 2_000_000))
        return self._at

    def close(self) -> None:
        for computer in self.computers:
            computer.store.close()

    # -- what happens --------------------------------------------------------------------------

    def step(self) -> None:
        if self.chance.random() < 0.3:
            self.storm.calm()
        computer = self.chance.choice(self.computers)
        what = self.chance.choices(
            (self.write, self.exchange, self.blow, self.turn_clock, self.save, self.restore,
             self.copy, self.keep),
            (40, 30, 10, 4, 6, 6, 1, 2),
        )[0]  # fmt: skip
        what(computer)

    def write(self, computer: Computer) -> None:
        known = list(computer.markers().items())
        for _ in range(self.chance.randint(1, 4)):
            self._count += 1
            marker = f"m{self._count}"
            at, target = computer.now(), self.chance.choice(known) if known else None
            learner = f"l{self.chance.randint(1, 3)}"
            kind = self.chance.randint(0, 5)
            with computer.store.writing() as unit:
                if kind == 0 and target:
                    body = Undone(target=target[1], reason=marker)
                elif kind == 5 and target:
                    shift = self.chance.choice((-86400, 0, 3600))
                    body = Redated(
                        targets=(target[1],), shift_s=shift, zone="Asia/Bangkok", reason=marker
                    )
                elif kind == 1 and target:
                    body = Moved(targets=(target[1],), occurrence="o1", reason=marker)
                elif kind == 2:
                    band = self.chance.choice(list(Band))
                    body = GuestsCounted(day=DAY, bands={band: 1}, reason=marker)
                elif kind == 3:
                    record = Learner(learner=learner, number="", name=marker)
                    body = LearnerKept(learner=record, reason=marker)
                else:
                    body = CheckedIn(day=DAY, learner=learner, reason=marker)
                if isinstance(body, Undone | Moved | Redated):
                    assert target
                    self.about[marker] = target[0]
                name = computer.name if self.chance.random() < 0.8 else f"X{computer.name}"
                unit.append(body, at, node=name)
            known = list(computer.markers().items()) if kind in {2, 3, 4} else known

    def exchange(self, computer: Computer) -> None:
        hub = self.storm.over(self.hub.connect(computer.name))
        try:
            done = Exchange(computer.store, hub, computer).exchange()
            self.tally["renamed"] += len(done.parted)
            self._slide(computer, hub, done)
        except (HubTrouble, Overtaken):
            assert self.storm.strength

    def _slide(self, computer: Computer, hub: Hub, done: Exchanged) -> None:
        """All of this happens on one day; whoever keeps none keeps those that come long after."""

        def day(at: dt.datetime) -> dt.date:
            return at.date() + dt.timedelta(days=LEAST_DAYS + 40)

        days = 0 if computer.keeps_days else LEAST_DAYS
        with computer.store.writing() as unit:
            # The hub has had it for long: it loses nothing here.
            unit.mark_had(Had(DAY, {head.node: head.seq for head in done.nodes if head.mine}))
        sliding = Sliding(computer.store, days, day=day, may=lambda _: True)
        sliding.meet(hub, done)
        with computer.store.reading() as reader:
            self.tally["let go"] += reader.first_whole_day() is not None

    def keep(self, computer: Computer) -> None:
        computer.keeps_days = not computer.keeps_days

    def blow(self, computer: Computer) -> None:
        self.storm.strength = self.chance.choice((0.0, 0.1, 0.4, 1.0))
        self.tally["storms"] += 0.0 < self.storm.strength < 1.0
        self.tally["partitions"] += self.storm.strength == 1.0

    def turn_clock(self, computer: Computer) -> None:
        computer.off = self.chance.choice((0.0, self.chance.uniform(-DAY_S, DAY_S)))
        self.tally["clocks"] += computer.off != 0.0

    def save(self, computer: Computer) -> None:
        computer.store.close()
        computer.backup = self.folder / f"{computer.file.stem}.backup"
        shutil.copyfile(computer.file, computer.backup)
        computer.open()

    def restore(self, computer: Computer) -> None:
        if computer.backup is not None:
            computer.store.close()
            shutil.copyfile(computer.backup, computer.file)
            computer.open()
            self.tally["restores"] += 1

    def copy(self, computer: Computer) -> None:
        if len(self.computers) < 6:
            computer.store.close()
            self._add(computer.name, computer.file)
            computer.open()
            self.tally["copies"] += 1

    def _add(self, name: str, image: Path | None = None) -> None:
        file = self.folder / f"{len(self.computers)}{name}.db"
        shutil.copyfile(image or self._empty, file)
        self.computers.append(Computer(self, name, file))
        self.tally["nodes"] += 1

    # -- what must be true ---------------------------------------------------------------------

    def settle(self) -> None:
        """The weather clears up, and everybody exchanges until nothing is new."""
        self.storm.calm(wholly=True)
        expected = {m for computer in self.computers for m in computer.markers()}
        expected |= {marker_of(unseal(row)) for row in self.hub.all_rows()} - {""}
        self.storm.strength = 0.0
        for _ in range(3):
            for computer in self.computers:
                computer.keeps_days = True
                self.exchange(computer)
        there = {(row.node, row.seq): row for row in self.hub.all_rows()}
        found = Counter(marker_of(unseal(row)) for row in there.values())
        lost, doubled = expected - found.keys(), [m for m, times in found.items() if times > 1]
        self.tally.update(entries=len(there), lost=len(lost), doubled=len(doubled))
        assert (lost, doubled, found.keys() - expected) == (set(), [], set())
        for computer in self.computers:
            assert self._journal(computer) == there
        assert max(row.stamp for row in there.values()) <= micros(self._at) + 601_000_000
        first = contents(self.computers[0].store)
        for computer in self.computers[1:]:
            assert contents(computer.store) == first
        self._check_references({row.id: unseal(row) for row in there.values()})

    def _check_references(self, entries: dict[EntryId, Entry]) -> None:
        """Whatever speaks of an entry speaks of the one that was meant, unless that is lost."""
        markers = {marker_of(entry) for entry in entries.values()}
        for entry in entries.values():
            body = entry.body
            if isinstance(body, Undone | Moved | Redated):
                target = body.target if isinstance(body, Undone) else body.targets[0]
                meant = self.about[marker_of(entry)]
                if meant in markers:
                    assert marker_of(entries[target]) == meant

    @staticmethod
    def _journal(computer: Computer) -> dict[tuple[str, int], object]:
        with computer.store.reading() as reader:
            rows = [row for node in reader.vector() for row in reader.written(node, 0, 10_000)]
        assert all(from_micros(row.stamp) for row in rows)
        return {(row.node, row.seq): row for row in rows}


def marker_of(entry: Entry) -> str:
    return str(getattr(entry.body, "reason", ""))


def in_memory(otherwise: Path) -> tempfile.TemporaryDirectory[str]:
    """A new folder in memory, where there is some: nothing of a city is about its disks."""
    return tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else otherwise)


def run(seed: int, folder: Path, empty: Path, tally: Counter[str]) -> None:
    """One city from its first step until all of its computers are equal, in a folder of its own.

    Raises AssertionError when they are not, or something was lost or doubled.
    """
    folder.mkdir()
    city = City(seed, folder, empty, tally=tally)
    try:
        for _ in range(STEPS):
            city.step()
        city.settle()
    finally:
        city.close()
