"""The power goes at chosen steps of a busy minute; what the product then makes of the disk."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from db import copies
from kiosk import config
from kiosk.app import Installation
from kiosk.backups.container import BackupTrouble
from kiosk.backups.shelf import kept_in
from kiosk.crashes import Crashes
from kiosk.entry import (
    AnyBody,
    CheckedIn,
    DatabaseRestored,
    Erased,
    GuestsCounted,
    LearnerKept,
    Undone,
)
from kiosk.outcome import VISIT, Ask, Code
from kiosk.ports import StoreTrouble
from kiosk.record import Band
from kiosk.safety.restoring import take_out
from kiosk.secrets import SecretsTrouble
from tests.faults import busy_minute
from tests.faults.machine import How, Machine
from tests.faults.recorder import Said, Step, Sync, record
from tests.storage.kept import SetClock

_LATER = dt.timedelta(days=30)
_MEMORY = Path("/dev/shm")


class Recording(NamedTuple):
    """What was done to a folder, step by step."""

    root: str
    steps: list[Step]


class Cut(NamedTuple):
    """The power goes when so many steps are done."""

    after: int
    how: How


class Toll(NamedTuple):
    """What the cuts did. `relied` are the things somebody was told, over all cuts."""

    cuts: int = 0
    relied: int = 0
    lost: int = 0
    doubled: int = 0
    healed: int = 0
    broken: tuple[str, ...] = ()


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder where the program that is looked at afterwards need not wait for a disk."""
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        yield Path(folder)


def recorded(folder: Path, people: int, *pragmas: str) -> Recording:
    """Let a centre be busy in a folder of its own, and write down what it does to the disk."""
    root = folder / "root"
    words = (sys.executable, "-m", busy_minute.__name__, str(root), str(people), *pragmas)
    plain = {name: value for name, value in os.environ.items() if not name.startswith("WALKIN_")}
    return Recording(str(root.resolve()), record(words, root, folder / "trace", plain))


def at_every_sync(steps: Sequence[Step], each: int = 1) -> Iterator[int]:
    """Just before every so many a sync, and just after it."""
    syncs = [at for at, step in enumerate(steps) if isinstance(step, Sync)]
    for at in syncs[::each]:
        yield from (at, at + 1)


def fall(recording: Recording, folder: Path, cuts: Iterable[Cut], seed: int = 20261122) -> Toll:
    """Let the power go at each of these, and look what is left."""
    chance, machine, toll = random.Random(seed), Machine(), Toll()
    said: list[str] = []
    for cut in sorted(cuts, key=lambda cut: cut.after):
        said += machine.run(recording.steps, cut.after)
        place = folder / "after"
        _lay_out(machine, recording, place, cut.how, chance)
        found = _look(place, said)
        wrong = tuple(f"{why} ({cut.how.name}, step {cut.after})" for why in found.broken)
        toll = Toll(*(a + b for a, b in zip(toll, found._replace(broken=wrong), strict=True)))
        shutil.rmtree(place)
    return toll


def _lay_out(
    machine: Machine, recording: Recording, place: Path, how: How, chance: random.Random
) -> None:
    folders, files = machine.found(how, chance)
    place.mkdir()
    for one in sorted(folders):
        (place / Path(one).relative_to(recording.root)).mkdir(exist_ok=True, parents=True)
    for name, content in files.items():
        target = place / Path(name).relative_to(recording.root)
        if target.parent.is_dir():
            # Shared memory reaches the disk whenever the system likes.
            shared = name.endswith("-shm") and how is not How.LOST
            target.write_bytes(chance.randbytes(len(content)) if shared else content)


def _look(place: Path, said: Sequence[str]) -> Toll:
    """The next start, as it is shipped; then somebody comes."""
    clock, told = SetClock(), [line.split() for line in said if line]
    gone = {words[1] for words in told if words[0] == "forgetting"}
    relied = [w for w in told if w[0] not in ("learner", "in", "undone") or w[1] not in gone]
    clock.at += _LATER
    installation = Installation(environ=busy_minute.environ(place), clock=clock)
    try:
        opened = installation.open()
        with closing(opened.store):
            with opened.store.reading() as reader:
                entries = reader.entries({}, limit=100_000)
            came = sum(words[0] == "learner" for words in told)
            outcome = opened.desk.scan(f"K{100000 + came - 1}", Ask(wanted=VISIT)) if came else None
        copies.prove(installation.database, installation.secrets.database)
    except (StoreTrouble, SecretsTrouble, config.SettingsTrouble, AssertionError) as e:
        return Toll(1, len(relied), broken=(f"{type(e).__name__}: {e}",))
    held: dict[str, AnyBody] = {str(one.id): one.body for one in entries}
    lost = [words for words in relied if len(words) == 3 and not _holds(words, held)]
    lost += _lost_files(installation, relied)
    broken = [*_torn(installation, place, forgotten="gone" in said)]
    if [one.seq for one in entries] != [*range(1, len(entries) + 1)]:
        broken.append("a number is missing between others")
    if outcome is not None and outcome.code is not Code.ADMITTED:
        broken.append(f"who comes next is not let in: {outcome.code}")
    healed = sum(isinstance(body, DatabaseRestored) for body in held.values())
    return Toll(1, len(relied), len(lost), _doubled(held), healed, tuple(broken))


def _holds(words: Sequence[str], held: dict[str, AnyBody]) -> bool:
    """Whether an entry is what somebody was told it is."""
    what, number, name = words
    match what, held.get(name):
        case "learner", LearnerKept(learner=learner):
            return learner.number == f"K{100000 + int(number)}"
        case "in", CheckedIn(learner=learner):
            return learner == f"l{number}"
        case "guests", GuestsCounted(bands=bands):
            return bands == {Band.CHILD: int(number)}
        case ("undone", Undone()) | ("forgotten", Erased()):
            return True
    return False


def _doubled(held: dict[str, AnyBody]) -> int:
    undone = {str(body.target) for body in held.values() if isinstance(body, Undone)}
    came = Counter(
        body.learner
        for name, body in held.items()
        if isinstance(body, CheckedIn) and name not in undone
    )
    return sum(came.values()) - len(came)


def _lost_files(installation: Installation, relied: Sequence[Sequence[str]]) -> list[list[str]]:
    """Settings, backups and crash reports that somebody was told are kept."""
    seconds = installation.settings.screen.idle_s
    crashes = {crash.kind for crash in Crashes(installation.data, installation.clock.now).all()}
    days = {str(one.day) for one in kept_in(installation.data / "backups", "A")}
    told = {words[0]: words[1] for words in relied if len(words) == 2}
    lost = [words for words in relied if words[0] == "crash" and words[1] not in crashes]
    if seconds < int(told.get("settings", 0)):
        lost.append(["settings", told["settings"]])
    # Older ones may have gone by now.
    if told.get("backup", "") not in {"", *days}:
        lost.append(["backup", told["backup"]])
    return [[*words] for words in lost]


def _torn(installation: Installation, place: Path, *, forgotten: bool) -> Iterator[str]:
    """Files that have their name, and are not whole; or name whom they must not."""
    for one in kept_in(installation.data / "backups", "A"):
        try:
            opened = take_out(one.file, place, installation.secrets.database)
            if forgotten and not copies.forgotten(opened.file, opened.key).rows:
                yield "a backup names who was forgotten"
        except BackupTrouble as e:
            yield f"a backup is {e.reason}"
    reports = installation.data / "crashes"
    if len([*reports.glob("*.json")]) != len(Crashes(installation.data, SetClock().now).all()):
        yield "a crash report is not whole"


def anywhere(steps: Sequence[Step], many: int, chance: random.Random) -> Iterator[Cut]:
    """At so many steps by chance, and what is left is by chance as well."""
    by_chance = (How.WHOLE, How.SECTORS, How.PAGES)
    for _ in range(many):
        yield Cut(chance.randrange(len(steps)), chance.choice(by_chance))


def told(recording: Recording) -> int:
    """How many things somebody was told in that minute."""
    return sum(isinstance(step, Said) for step in recording.steps)
