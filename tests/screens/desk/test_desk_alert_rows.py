"""What the desk says of an alert, in both languages, and how the strip's model changes."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from kiosk.entry import EntryId
from kiosk.ports import Alert
from kiosk.record import Band
from tests.builders import NOON, a_learner, an_alert, an_occurrence
from tests.screens.desk.conftest import BANGKOK
from ui.catalogue import Catalogue
from ui.viewmodels.desk.alert_rows import derive_alert
from ui.viewmodels.desk.alerts import AlertModel

MANY = {Band.CHILD: 430, Band.ADULT: 1020}
KID = a_learner(name="", nickname="น้องข้าวหอม", number="53061834")


def texts(language: str) -> Catalogue:
    made = Catalogue()
    made.language = language
    return made


@pytest.mark.parametrize(
    ("language", "changes", "kind", "title", "detail"),
    [
        ("th", {}, "help", "ตู้ A ขอความช่วยเหลือ 12.05 น.", ""),
        ("en", {}, "help", "Kiosk A asks for help, 12:05", ""),
        (
            "th",
            {"screen": "pad"},
            "help",
            "ตู้ A ขอความช่วยเหลือ 12.05 น.",
            "อยู่ที่หน้า “พิมพ์รหัส”",
        ),
        (
            "en",
            {"screen": "year"},
            "help",
            "Kiosk A asks for help, 12:05",
            "They are at “First time here”",
        ),
        ("en", {"screen": "no such"}, "help", "Kiosk A asks for help, 12:05", ""),
        (
            "th",
            {"about": "guardian", "screen": "card", "learner": KID},
            "guardian",
            "เด็กต่ำกว่าเกณฑ์อายุลงทะเบียน ผู้ปกครองยืนยันแล้ว – ตรวจดู",
            "น้องข้าวหอม · 53061834 · ตู้ A · 12.05 น.",
        ),
        (
            "th",
            {"about": "pin_locked", "reason": "สมศรี"},
            "pin",
            "PIN ของ สมศรี ผิดหลายครั้ง",
            "ตู้ A · 12.05 น. · ที่นั่นรับ PIN ไม่ได้สักครู่ ใช่เจ้าตัวไหม",
        ),
        (
            "en",
            {"about": "device_gone", "reason": "camera"},
            "device",
            "Camera of kiosk A is not working",
            "12:05 · Check its cable and power; this goes away by itself once it works",
        ),
        (
            "th",
            {"about": "device_gone", "reason": "clock"},
            "device",
            "นาฬิกาของตู้ A ผิดแน่นอน",
            "12.05 น. · เทียบกับนาฬิกาอื่น ตั้งให้ตรง แล้วเปิดเวลาจากเครือข่าย ระหว่างนี้ยังเช็กอินได้ตามปกติ",
        ),
        (
            "en",
            {"about": "device_gone", "reason": "clock_jump"},
            "device",
            "The clock of kiosk A jumped",
            "12:05 · Compare it with another clock, set it and switch on network time;"
            " check-in goes on",
        ),
        (
            "th",
            {"about": "device_gone", "reason": "clock_hub"},
            "device",
            "นาฬิกาของตู้ A ไม่ตรงกับเครื่องกลาง",
            "12.05 น. · ตั้งให้ตรงและเปิดเวลาจากเครือข่าย"
            " แล้วแก้เวลาของรายการ (Shift+F7 หรือ walkin redate)",
        ),
        (
            "en",
            {"about": "device_gone", "reason": "later kinds"},
            "device",
            "later kinds of kiosk A is not working",
            "12:05 · Check its cable and power; this goes away by itself once it works",
        ),
        (
            "en",
            {"about": "restored", "reason": "2026-11-21T11:02Z A 1201-1340, B 7-?"},
            "device",
            "The database of kiosk A was damaged; the copy of 2026-11-21 18:02 is in its place",
            "Missing: A 1201-1340, B 7-? · The damaged file was kept. Have the disk looked at",
        ),
        (
            "th",
            {"about": "restored", "reason": "- "},
            "device",
            "ฐานข้อมูลของตู้ A เสียหาย กู้คืนเท่าที่อ่านได้แล้ว",
            "ไม่มีรายการใดหาย · เก็บไฟล์ที่เสียไว้แล้ว ให้ช่างตรวจดิสก์ด้วย",
        ),
        (
            "en",
            {"about": "backup_failed", "reason": "readonly"},
            "device",
            "Kiosk A could not be backed up",
            "12:05 · The data folder cannot be written: check its rights and the disk",
        ),
        (
            "en",
            {"about": "guardian"},
            "guardian",
            "Child under the age limit joined, guardian agreed – check",
            "Learner without a name · Kiosk A · 12:05",
        ),
        (
            "th",
            {"guests": {Band.CHILD: 6, Band.ADULT: 4}},
            "fast",
            "กดนับเร็วผิดปกติ 10 คน – นับไหม",
            "ตู้ A · 12.05 น. · เด็ก 6 · ผู้ใหญ่ 4 · แวะมาเฉย ๆ",
        ),
        (
            "en",
            {"guests": MANY, "reason": "many", "party": "school", "occurrence": an_occurrence()},
            "many",
            "Group of 1,450 people – count?",
            "Kiosk A · 12:05 · School · Child 430 · Adult 1020 · Dan Kwian clay",
        ),
        (
            "th",
            {"guests": MANY, "reason": "many", "party": "partner", "partner": "vu"},
            "many",
            "กลุ่ม 1,450 คน – นับไหม",
            "ตู้ A · 12.05 น. · มหาวิทยาลัยวงษ์ชวลิตกุล · เด็ก 430 · ผู้ใหญ่ 1020 · แวะมาเฉย ๆ",
        ),
        (
            "en",
            {"guests": {Band.YOUTH: 300}, "reason": "later kinds", "party": "no such"},
            "many",
            "Group of 300 people – count?",
            "Kiosk A · 12:05 · Youth 300 · Just visiting",
        ),
        (
            "en",
            {"about": "replaced", "reason": "lost", "learner": KID},
            "card",
            "A card reported lost was scanned – go and look",
            "น้องข้าวหอม · 53061834 · Kiosk A · 12:05",
        ),
        (
            "th",
            {"about": "replaced", "reason": "replaced", "learner": KID},
            "card",
            "บัตรใบเก่าถูกนำมาสแกน – เจ้าของมีใบใหม่แล้ว",
            "น้องข้าวหอม · 53061834 · ตู้ A · 12.05 น.",
        ),
        (
            "en",
            {"about": "forged"},
            "card",
            "A card like ours did not pass the check – go and look",
            "Kiosk A · 12:05",
        ),
        (
            "en",
            {"about": "held", "learner": KID},
            "card",
            "A suspended learner is at the kiosk",
            "น้องข้าวหอม · 53061834 · Kiosk A · 12:05",
        ),
        (
            "th",
            {"about": "many_unknown"},
            "card",
            "บัตรหรือรหัสที่ไม่รู้จักหลายครั้งใน 10 นาที – ไปดูที่ตู้",
            "ตู้ A · 12.05 น.",
        ),
        (
            "en",
            {"about": "child_alone", "learner": KID},
            "guardian",
            "A new child is alone, waiting for a grown-up – go and meet them",
            "น้องข้าวหอม · 53061834 · Kiosk A · 12:05",
        ),
        (
            "en",
            {"about": "paused"},
            "pin",
            "Several wrong IDs were typed – go and help",
            "Kiosk A · 12:05 · The pad rests for a moment, cards still work",
        ),
        ("en", {"about": "later kinds"}, "help", "Kiosk A asks for help, 12:05", ""),
    ],
)
def test_an_alert_in_words(
    language: str, changes: dict[str, Any], kind: str, title: str, detail: str
) -> None:
    row = derive_alert(an_alert(**changes), texts(language), BANGKOK)
    assert (row.kind, row.title, row.detail) == (kind, title, detail)
    assert row.held == (kind in ("fast", "many"))
    assert row.spoken == (f"{title}, {detail}" if detail else title)


@pytest.fixture
def model(qapp: object) -> Iterator[AlertModel]:
    words = Catalogue()
    made = AlertModel(lambda alert: derive_alert(alert, words, BANGKOK))
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield made
    del tester


def call(n: int, **more: Any) -> Alert:
    return an_alert(entry=EntryId("A", n), at=NOON + dt.timedelta(minutes=n), **more)


def entries(model: AlertModel) -> list[int]:
    role = next(role for role, name in AlertModel.ROLES.items() if name == "entry")
    return [int(model.data(model.index(i), role).split(":")[1]) for i in range(model.rowCount())]


def test_rows_come_and_go_without_a_reset(model: AlertModel) -> None:
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    for wanted in ([2], [4, 3, 2], [5, 4, 2], [5, 1], [], [9, 8, 7]):
        model.take([call(n) for n in wanted])
        assert entries(model) == wanted
        assert model.count == len(wanted)
    assert resets == []


def test_only_what_is_new_is_said(model: AlertModel) -> None:
    said: list[str] = []
    model.changed.connect(lambda: said.append("changed"))
    model.dataChanged.connect(lambda top, _: said.append(f"row {top.row()}"))
    model.take([call(2), call(1)])
    model.take([call(2), call(1)])
    assert said == ["changed"]
    model.take([call(2), call(1, about="guardian", learner=KID)])
    assert said[1:] == ["row 1", "changed"]


def test_one_that_is_answered_is_dropped_once(model: AlertModel) -> None:
    model.take([call(3), call(2), call(1)])
    for _ in range(2):
        model.drop(call(2).entry)
        assert entries(model) == [3, 1]
    assert model.find("A:2") is None
    assert model.find("A:1") == call(1)


def test_roles_are_the_fields_of_a_row(model: AlertModel) -> None:
    model.take([call(1)])
    names = {bytes(name).decode(): role for role, name in model.roleNames().items()}
    assert model.data(model.index(0), names["title"]) == "ตู้ A ขอความช่วยเหลือ 12.01 น."
    assert model.data(model.index(0), Qt.ItemDataRole.DisplayRole) is None
    assert model.data(model.index(5), names["title"]) is None
