"""The sample day: activities around the present moment, and sample learners with cards.

All persons are invented.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import NamedTuple

from kiosk import pins
from kiosk.app import Opened
from kiosk.config import Settings
from kiosk.desk import FrontDesk
from kiosk.entry import LearnerKept, StaffKept
from kiosk.importing import import_programme
from kiosk.record import Learner, Role, Staff

TYPED_ID = "100002"
"""A sample learner's number as it is typed."""
STAFF = "สมศรี"
PIN = "123456"
"""Of the one who works here on the sample day, and nowhere else."""

_CARD_OF = "K100001"


class Sample(NamedTuple):
    """One sample activity; start and length in minutes from the present quarter of an hour."""

    uid: str
    title: str
    title_en: str
    room: str
    host: str
    audience: str
    feature: str
    capacity: int | None
    start: int
    length: int


_HOST = "อุทยานการเรียนรู้นครราชสีมา"
_DAY = (
    Sample("demo-yoga", "ยืดเหยียดยามเช้า (เก้าอี้)", "Chair stretching", "ลานกิจกรรม",
           "เทศบาลนครนครราชสีมา", "senior", "lifelong-culture", None, -120, 60),
    Sample("demo-coding", "ห้องทดลองโค้ดดิ้งและหุ่นยนต์", "Coding and robotics lab", "ห้อง ICT",
           "วิทยาลัยอาชีวศึกษานครราชสีมา", "youth", "modern-technology", 20, -15, 90),
    Sample("demo-story", "นิทานเช้าวันหยุด", "Weekend story time", "ห้องนิทาน",
           _HOST, "child", "family-community", 30, 15, 60),
    Sample("demo-read", "เปิดพื้นที่อ่านหนังสือ", "Open reading room", "ห้องสมุด",
           _HOST, "all", "lifelong-culture", None, -180, 480),
    Sample("demo-phone", "สูงวัยใช้มือถือเป็น ไม่ตกเป็นเหยื่อมิจฉาชีพ", "Smartphones for seniors",
           "ห้องประชุมเล็ก", "มหาวิทยาลัยราชภัฏนครราชสีมา", "senior", "modern-technology", 24, 75, 90),
    Sample("demo-clay", "ศิลปะร่วมสมัย: ปั้นดินด่านเกวียน", "Dan Kwian clay studio", "ลานศิลปะ",
           _HOST, "all", "quality-excellence", 18, 120, 120),
    Sample("demo-resume", "เขียนเรซูเม่และสัมภาษณ์งาน", "CV and interview clinic", "ห้องกิจกรรม 1",
           "มหาวิทยาลัยวงษ์ชวลิตกุล", "youth,adult", "workplace", 15, 165, 90),
)  # fmt: skip

_PEOPLE = (
    ("K100001", "กมล ใจดี", "Kamon Chaidi", 1990, None),
    ("K100002", "ขวัญใจ ศรีโคราช", "Khwanchai Sikhorat", 1956, None),
    ("K100003", "จันทร์เพ็ญ รักอ่าน", "Chanphen Rak-an", 1998, dt.date(2026, 6, 30)),
    ("K100004", "ชูศักดิ์ สุขสวัสดิ์", "Chusak Suksawat", 2013, None),
)


def wanted(desk: FrontDesk) -> bool:
    """Whether a new sample day is due: there is none, or its activities are nearly over."""
    today = desk.today()
    running = [r.occurrence for r in today.running if r.occurrence.activity == "demo-coding"]
    return not running or running[0].end - today.now < dt.timedelta(minutes=15)


def prepare(opened: Opened, random: bytes) -> str:
    """Write the sample day into an empty database; returns the text of a sample card.

    `random` are 16 bytes for the card's number and the salt of the PIN.
    """
    store, clock, settings = opened.store, opened.clock, opened.settings
    now = clock.now()
    import_programme(store, clock, settings, _calendar(now, settings).encode())
    with store.writing() as unit:
        for number, name, name_en, birth_year, until in _PEOPLE:
            learner = Learner(
                learner=f"sample-{number}",
                number=number,
                name=name,
                name_en=name_en,
                birth_year=birth_year,
                valid_until=until,
                consent="sample",
            )
            unit.append(LearnerKept(learner=learner, source="sample"), now)
        salt = hashlib.sha256(random).digest()[: len(random)]
        kept = pins.hashed(PIN, opened.secrets.pepper, salt)
        unit.append(StaffKept(staff=Staff(name=STAFF, role=Role.ADMIN, pin=kept)), now)
    return opened.desk.issue_card(_CARD_OF, random)


def _calendar(now: dt.datetime, settings: Settings) -> str:
    local = now.astimezone(settings.zone)
    quarter = local.replace(minute=local.minute // 15 * 15, second=0, microsecond=0)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//walkin//sample day//TH"]
    for s in _DAY:
        start = quarter + dt.timedelta(minutes=s.start)
        end = start + dt.timedelta(minutes=s.length)
        lines += [
            "BEGIN:VEVENT",
            f"UID:{s.uid}",
            f"DTSTART:{start.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
            f"DTEND:{end.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
            f"SUMMARY:{s.title}",
            f"X-WALKIN-SUMMARY-EN:{s.title_en}",
            f"LOCATION:{s.room}",
            f'ORGANIZER;CN="{s.host}":mailto:noreply@example.org',
            f"CATEGORIES:{s.feature}",
            f"X-WALKIN-AUDIENCE:{s.audience}",
            *([f"X-WALKIN-CAPACITY:{s.capacity}"] if s.capacity else []),
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])
