"""Entries of every kind, and learners by the number."""

import datetime as dt
import functools
import tempfile
from pathlib import Path

import pytest

from db.store import SqlStore
from kiosk import pins
from kiosk.entry import (
    ActivityKept,
    AlertAnswered,
    AnyBody,
    BackupFailed,
    CardIssued,
    CardLost,
    CheckedIn,
    CheckedOut,
    ConflictSeen,
    CountCorrected,
    CountHeld,
    DatabaseRestored,
    DayClosed,
    DeviceGone,
    EntryId,
    Erased,
    FeedbackGiven,
    GuestsCounted,
    HelpCalled,
    LearnerKept,
    LogExported,
    Looked,
    ManyUnknown,
    Merged,
    Moved,
    NamesSeen,
    NumberMarked,
    OccurrenceKept,
    PinLocked,
    PinTried,
    Queued,
    Redated,
    Refused,
    SeatsFreed,
    SettingsKept,
    StaffKept,
    Undone,
)
from kiosk.record import Activity, Band, Learner, Occurrence, Role, Staff
from kiosk.standby import Mark

KEY = bytes(range(32))
DAY = dt.date(2026, 11, 22)
NOON = dt.datetime(2026, 11, 22, 5, 0, tzinfo=dt.UTC)


@functools.cache
def empty(key: bytes | None) -> bytes:
    """A database file in which nothing happened yet, as the migrations make it: 60 ms."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        SqlStore(file, key, "A").close()
        return file.read_bytes()


def open_store(file: Path, key: bytes | None = KEY, node: str = "A") -> SqlStore:
    """Open a database; where there is none yet, an empty one."""
    if not file.exists():
        file.touch(0o600)
        file.write_bytes(empty(key))
    return SqlStore(file, key, node)


def cheap_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PIN costs 0.1 s each time, on purpose (tests.core.test_pins); a test needs many."""
    monkeypatch.setattr(pins, "_MEMORY_KIB", 64)
    monkeypatch.setattr(pins, "_PASSES", 1)


def learner(n: int, **more: object) -> Learner:
    base = {"learner": f"l{n}", "number": f"K{100000 + n}", "name": f"คนที่{n} ตัวอย่าง"}
    return Learner(**(base | {"birth_year": 1950 + n % 60} | more))  # type: ignore[arg-type]


def occurrence(n: int, **more: object) -> Occurrence:
    base = {
        "key": f"o{n}",
        "activity": f"a{n}",
        "day": DAY,
        "title": f"กิจกรรม {n}",
        "start": NOON,
        "end": NOON + dt.timedelta(hours=2),
        "opens": NOON - dt.timedelta(minutes=30),
        "capacity": 20,
    }
    return Occurrence(**(base | more))  # type: ignore[arg-type]


def bodies(targets: list[EntryId]) -> list[AnyBody]:
    """One of each kind, and some that speak of `targets`."""
    return [
        LearnerKept(learner=learner(1)),
        LearnerKept(learner=learner(2, phone="0812345678", nickname="แดง")),
        LearnerKept(learner=learner(1, name="ชื่อใหม่", student_number="661000001")),
        ActivityKept(activity=Activity(uid="a1", title="กิจกรรม", ics="")),
        OccurrenceKept(occurrence=occurrence(1)),
        OccurrenceKept(occurrence=occurrence(1, room="ห้องใหม่")),
        CardIssued(learner="l1", card="c1"),
        CardIssued(learner="l1", card="c2"),
        CardLost(learner="l1"),
        CardIssued(learner="l1", card="c4", key="B"),
        CheckedIn(day=DAY, learner="l1", occurrence="o1", band=Band.SENIOR),
        CheckedIn(day=DAY, learner="l2", band=Band.ADULT),
        CheckedIn(day=DAY, learner="l1", occurrence="o1", band=Band.SENIOR, how="number"),
        GuestsCounted(day=DAY, bands={Band.CHILD: 3, Band.ADULT: 1}, occurrence="o1"),
        Queued(day=DAY, occurrence="o1", number=1, learner="l2"),
        DayClosed(day=DAY),
        Refused(day=DAY, outcome="unknown", read="ab" * 16),
        Refused(day=DAY, outcome="replaced", learner="l1", reason="lost"),
        CheckedIn(day=DAY, learner="card:c2", occurrence="o1"),
        CheckedIn(day=DAY, learner="card:c3"),
        Queued(day=DAY, occurrence="o1", number=2, learner="card:c3"),
        GuestsCounted(day=DAY, bands={Band.YOUTH: 30}, partner="nrru", party="school"),
        CountHeld(day=DAY, bands={Band.CHILD: 300}, party="school", reason="many"),
        HelpCalled(day=DAY, screen="home"),
        HelpCalled(day=DAY, about="guardian", learner="l1"),
        StaffKept(staff=Staff(name="สมศรี", role=Role.ADMIN, pin="p1")),
        StaffKept(staff=Staff(name="สมศรี", role=Role.DESK, pin="p2", disabled=True)),
        PinTried(staff="สมศรี", wrong=5),
        PinLocked(day=DAY, staff="สมศรี"),
        DeviceGone(day=DAY, device="camera"),
        DatabaseRestored(day=DAY, made_at=NOON, taken=3, missing={"A": (7, 0)}),
        BackupFailed(day=DAY, reason="full"),
        SettingsKept(section="scanner"),
        NamesSeen(day=DAY, why="evacuation", people=2),
        SeatsFreed(day=DAY, occurrence="o1", holder="h1", turn=7, seats=3),
        ManyUnknown(day=DAY, codes=6),
        LogExported(first=DAY, last=DAY, format="csv", names=True, reason="ตรวจ", sha256="ab" * 32),
        LearnerKept(learner=learner(3, nickname="ส้ม")),
        CardIssued(learner="l3", card="c5"),
        CheckedIn(day=DAY, learner="l3", occurrence="o1", reason="ลืมบัตร"),
        Merged(learner="l3", into="l2", reason="คนเดียวกัน"),
        LearnerKept(learner=learner(4, phone="0898765432", nickname="ฟ้า")),
        CardIssued(learner="l4", card="c6"),
        CheckedIn(day=DAY, learner="l4", occurrence="o1", band=Band.ADULT),
        CheckedIn(day=DAY, learner="card:c6"),
        Looked(learner="l4", why="ถามหา"),
        Erased(learners=("l9", "card:c9"), instead="f" * 32, reason="ขอเอง"),
        *(CountCorrected(target=target, bands={Band.YOUTH: 2}) for target in targets[::7]),
        Queued(
            day=DAY,
            occurrence="o1",
            number=3,
            people=4,
            bands={Band.CHILD: 3, Band.ADULT: 1},
            partner="nrru",
            party="school",
        ),
        *(
            CheckedIn(day=DAY, learner="l2", occurrence="o1", waited=target)
            for target in targets[:1]
        ),
        *(
            GuestsCounted(day=DAY, bands={Band.CHILD: 1}, waited=target, over_capacity=True)
            for target in targets[:1]
        ),
        *(NumberMarked(target=target, mark=mark) for target in targets[::3] for mark in Mark),
        *(AlertAnswered(target=target, counted=True) for target in targets[::5]),
        *(ConflictSeen(about="twice", targets=(target,)) for target in targets[::5]),
        *(FeedbackGiven(day=DAY, visit=target, face=4) for target in targets[::3]),
        *(CheckedOut(day=DAY, visits=(target,), how="auto") for target in targets[::2]),
        *(CheckedOut(day=DAY, visits=(target,)) for target in targets[::3]),
        *(Moved(targets=(target,), occurrence="o2") for target in targets[::4]),
        *(
            Redated(targets=(target,), shift_s=days * 86400, zone="Asia/Bangkok", reason="นาฬิกาผิด")
            for days, target in enumerate(targets[::2], -1)
        ),
        *(Undone(target=target, reason="ผิดคน") for target in targets[1::2]),
    ]
