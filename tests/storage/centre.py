"""A centre with a programme, ten learners and a clock that is set by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec

from kiosk.config import Settings
from kiosk.desk import FrontDesk
from kiosk.entry import CheckedIn, LearnerKept, Refused
from kiosk.identify import citizen_hash
from kiosk.importing import import_programme
from kiosk.record import Standing
from kiosk.secrets import Secrets, fresh
from tests.storage.workload import learner, open_store

SUNDAY_NOON = dt.datetime(2026, 11, 22, 5, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
CITIZEN = "1101700203450"

PROGRAMME = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//TH
BEGIN:VEVENT
UID:small
DTSTART;TZID=Asia/Bangkok:20261122T120000
DTEND;TZID=Asia/Bangkok:20261122T130000
SUMMARY:ห้องเล็ก
X-WALKIN-CAPACITY:2
END:VEVENT
BEGIN:VEVENT
UID:late
DTSTART;TZID=Asia/Bangkok:20261122T150000
DTEND;TZID=Asia/Bangkok:20261122T160000
SUMMARY:บ่าย
END:VEVENT
END:VCALENDAR
"""


class SetClock:
    def __init__(self) -> None:
        self.at = SUNDAY_NOON

    def now(self) -> dt.datetime:
        return self.at

    def later(self, minutes: float) -> None:
        self.at += minutes * MINUTE


class Centre:
    """A centre with a programme and ten learners."""

    def __init__(self, file: Path, settings: Settings | None = None) -> None:
        self.clock = SetClock()
        self.secrets: Secrets = fresh()
        self.settings = settings or Settings()
        self.file = file
        self.store = open_store(file)
        import_programme(self.store, self.clock, self.settings, PROGRAMME.encode())
        with self.store.writing() as unit:
            people = [learner(n) for n in range(1, 11)]
            people[3] = learner(4, standing=Standing.SUSPENDED)
            people[4] = learner(5, birth_year=2019)
            people[5] = learner(6, valid_until=dt.date(2026, 6, 30))
            people[6] = learner(7, phone="0812345678")
            people[7] = learner(8, phone="0812345678", student_number="661000008")
            hashed = citizen_hash(CITIZEN, self.secrets.pepper)
            people[8] = learner(9, citizen=hashed)
            for person in people:
                unit.append(LearnerKept(learner=person), self.clock.at)
        self.desk = FrontDesk(self.store, self.clock, self.settings, self.secrets)
        self.occurrence = next(r.occurrence.key for r in self.desk.today().running)

    def journal(self) -> list[object]:
        with self.store.reading() as reader:
            return [e.body for e in reader.entries({}, limit=10_000)]

    def other(self, node: str) -> FrontDesk:
        """A kiosk of its own database, with the same keys and the same clock."""
        store = open_store(self.file.with_name(f"{node}.db"), node=node)
        node_settings = msgspec.structs.replace(self.settings.node, name=node)
        settings = msgspec.structs.replace(self.settings, node=node_settings)
        return FrontDesk(store, self.clock, settings, self.secrets)

    def wrote(self) -> list[object]:
        return [b for b in self.journal() if isinstance(b, CheckedIn | Refused)]
