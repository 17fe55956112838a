"""A centre after some years: learners, and entries over many days."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

from kiosk.app import Installation, Opened
from kiosk.clock import service_day
from kiosk.entry import AnyBody, CheckedIn, DayClosed, GuestsCounted, LearnerKept
from kiosk.record import Band, Learner

_BATCH = 5000
_OCCURRENCES = 40
PER_DAY = 10_000


def number(n: int) -> str:
    return f"K{100000 + n}"


def centre(folder: Path, learners: int, entries: int) -> Opened:
    """Open the data in the folder, filled once: entries of 10,000 a day up to yesterday."""
    opened = Installation().open()
    with opened.store.reading() as reader:
        held = sum(reader.vector().values())
    if held:
        return opened
    print(f"   making {learners} learners and {entries} entries ...", flush=True)
    chance = random.Random(22)
    today = service_day(opened.clock.now(), opened.settings.zone)
    now = opened.clock.now()
    # Written in bulk for the making only; the file is then opened as always.
    opened.store._link.tell("PRAGMA synchronous = OFF")
    for start in range(0, learners, _BATCH):
        with opened.store.writing() as unit:
            many = range(start, min(start + _BATCH, learners))
            unit.append_many([LearnerKept(learner=learner(n)) for n in many], now)
    for start in range(0, entries, _BATCH):
        ago = (entries - start - 1) // PER_DAY + 1
        day = today - dt.timedelta(days=ago)
        with opened.store.writing() as unit:
            came = [visit(chance, day, learners) for _ in range(_BATCH)]
            unit.append_many(came, now - dt.timedelta(days=ago))
    with opened.store.writing() as unit:
        # Years of evenings are past: nobody is to be sent home by the first station.
        unit.append(DayClosed(day=today - dt.timedelta(days=1)), now)
    opened.store._link.tell("PRAGMA wal_checkpoint(TRUNCATE)")
    opened.store.close()
    return Installation().open()


def not_yet_in(folder: Path, many: int) -> range:
    """Learners nobody has checked in from this folder yet; given out once."""
    file = folder / "next"
    first = int(file.read_text()) if file.exists() else 0
    file.write_text(str(first + many))
    return range(first, first + many)


def learner(n: int) -> Learner:
    return Learner(
        learner=random.Random(n).randbytes(16).hex(),
        number=number(n),
        name=f"กมล{n} ใจดี",
        birth_year=1940 + n % 70,
        phone=f"08{n:08}",
        student_number=f"66{n:07}",
    )


def visit(chance: random.Random, day: dt.date, learners: int) -> AnyBody:
    occurrence = f"o{chance.randrange(_OCCURRENCES)}@{day}"
    if chance.random() < 0.3:
        return GuestsCounted(day=day, bands={Band.CHILD: 1}, occurrence=occurrence)
    who = learner(chance.randrange(learners)).learner
    return CheckedIn(day=day, learner=who, occurrence=occurrence, band=Band.ADULT)
