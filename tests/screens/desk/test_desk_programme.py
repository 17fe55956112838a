"""The programme's page: planned with the keyboard, changed, called off, taken back."""

import datetime as dt
from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import Qt, QUrl

from kiosk.config import Hours
from kiosk.desk import Changed, Plan, PlanDay
from kiosk.entry import CheckedIn, OccurrenceKept
from kiosk.public_holidays import holidays_between
from kiosk.record import Band, Role
from kiosk.rhythm import Every, Rhythm
from kiosk.wish import Wish
from tests.builders import DAY
from tests.screens.desk.conftest import Driver, Place
from ui.catalogue import Catalogue
from ui.desk.activity_draft import Draft
from ui.desk.correcting import NotRead
from ui.viewmodels.desk.timetable import derive_heads

Open = Callable[[], Driver]
CONTROL = Qt.KeyboardModifier.ControlModifier
CLAY = Wish(
    title="ปั้นดิน",
    day=DAY,
    start=dt.time(13),
    end=dt.time(14),
    capacity=8,
    features=("workplace", "modern-technology"),
    audience=("adult", "child"),
    rhythm=Rhythm(every=Every.WEEK),
)


def plan(place: Place, wish: Wish = CLAY) -> Changed:
    desk = place.desk()
    made = desk.plan_new(wish, bytes(16), "หัวหน้า")
    desk.close()
    return made


def opened(desk: Open, role: Role = Role.ADMIN) -> Driver:
    driver = desk().signed_in("หัวหน้า", role)
    driver.key("6", CONTROL)
    driver.until(lambda: driver.items("plan.span") != [] and driver.text("plan.span") != "")
    return driver


def fill(driver: Driver, field: str, text: str) -> None:
    """As somebody who types there."""
    item = driver.find(f"field.{field}")
    item.setProperty("text", text)
    item.textEdited.emit()


def titles(driver: Driver) -> list[str]:
    return driver.shown("plan.title")


def test_something_new_is_planned_with_the_keyboard_and_taken_back(desk: Open) -> None:
    driver = opened(desk)
    assert driver.text("plan.span") == "16/11/2569 – 22/11/2569"
    driver.key("n", CONTROL)
    driver.until(lambda: driver.items("field.title") != [])
    assert driver.field() == "field.title"
    fill(driver, "title", "ดนตรีในสวน")
    fill(driver, "day", "2026-13-01")
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.field() == "field.day")
    assert driver.shown("wrong.day") == ["อ่านวันที่ไม่ออก เขียนเช่น 22/11/2569"]
    fill(driver, "day", "22/11/2569")
    assert driver.shown("wrong.day") == []
    fill(driver, "start", "๑๓.๓๐")
    fill(driver, "end", "1200")
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.shown("wrong.end") == ["เวลาเลิกต้องหลังเวลาเริ่ม"])
    fill(driver, "end", "15")
    driver.click("chip.every.3")
    driver.click("plan.confirm")
    driver.until(lambda: titles(driver) == ["ดนตรีในสวน"])
    assert driver.toast() == "เพิ่ม “ดนตรีในสวน” แล้ว"
    assert driver.field() == "weekgrid"
    driver.key(Qt.Key.Key_PageDown)
    driver.until(lambda: driver.text("plan.span").startswith("23/11"))
    assert titles(driver) == ["ดนตรีในสวน"]
    driver.key("z", CONTROL)
    driver.until(lambda: titles(driver) == [])


def test_one_and_all_following_are_changed_from_the_list(desk: Open, place: Place) -> None:
    plan(place)
    driver = opened(desk)
    driver.click("plan.list")
    driver.until(lambda: len(titles(driver)) == 4)
    assert driver.text("plan.span") == "16/11/2569 – 13/12/2569"
    driver.click(driver.items("plan.title")[1])
    driver.until(lambda: driver.items("field.room") != [])
    assert driver.find("field.capacity").property("text") == "8"
    assert driver.text("plan.rhythm") == "ทุกสัปดาห์"
    fill(driver, "start", "9.30")
    driver.click("chip.scope.1")
    driver.click("plan.confirm")
    driver.until(
        lambda: (
            [t.removeprefix("↻ ")[:5] for t in driver.shown("plan.time")]
            == ["13.00", *3 * ["09.30"]]
        )
    )
    # Called off from the list, and put back on.
    driver.until(lambda: driver.field() == "plan.line.1")
    driver.key(Qt.Key.Key_Delete)
    driver.until(lambda: driver.items("reason") != [])
    driver.click("plan.confirm")
    driver.until(lambda: any("งดจัด" in note for note in driver.shown("plan.note")))
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.items("plan.off") != [])
    driver.click("plan.off")
    driver.until(lambda: driver.toast() == "“ปั้นดิน” จัดตามเดิมแล้ว")
    driver.until(lambda: not any("งดจัด" in note for note in driver.shown("plan.note")))


def test_who_has_come_is_asked_about_and_stays(desk: Open, place: Place) -> None:
    key = plan(place).key
    office = place.desk()
    seen = office.planned(key, DAY)
    office.close()
    place.write(
        OccurrenceKept(occurrence=seen.occurrence),
        CheckedIn(day=DAY, learner=place.person(1, "มะลิ").learner, occurrence=key, band=Band.ADULT),
    )
    driver = opened(desk)
    driver.until(lambda: titles(driver) == ["ปั้นดิน"])
    assert driver.shown("plan.note") == ["มาแล้ว 1 คน"]
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.items("field.end") != [])
    assert driver.text("plan.came") == "มีคนมาแล้ว 1 คน"
    fill(driver, "start", "16")
    fill(driver, "end", "17")
    driver.click("plan.confirm")
    driver.until(lambda: driver.items("choice.leave") != [])
    assert len(driver.items("choice.along")) == 1
    # Back to the form, where all still stands.
    driver.key(Qt.Key.Key_Escape)
    driver.until(lambda: driver.items("field.end") != [])
    assert driver.find("field.end").property("text") == "17"
    driver.click("plan.confirm")
    driver.until(lambda: driver.items("choice.along") != [])
    driver.click("choice.along")
    driver.until(lambda: [t.removeprefix("↻ ")[:5] for t in driver.shown("plan.time")] == ["16.00"])
    with place.other.reading() as reader:
        (line,) = reader.lines(DAY)
    assert line.occurrence is not None
    assert line.occurrence.start.hour == 9
    driver.key("z", CONTROL)
    driver.until(lambda: [t.removeprefix("↻ ")[:5] for t in driver.shown("plan.time")] == ["13.00"])


def test_only_an_administrator_may(desk: Open, place: Place) -> None:
    plan(place)
    driver = opened(desk, Role.DESK)
    driver.until(lambda: titles(driver) == ["ปั้นดิน"])
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.desk.signing.props.step != "closed")
    assert not driver.desk.administration.programme.planner.view.props.open


def test_a_form_that_nobody_touched_says_what_was_there() -> None:
    texts = Catalogue()
    odd = msgspec.structs.replace(CLAY, start=dt.time(13, 0, 30), host="nrvc", opens_before=0)
    assert Draft(odd, texts, fixed=True).wish() == odd
    draft = Draft(odd, texts, fixed=False)
    for field, text in {"start": "24.30", "capacity": "many", "until": "31/2/2569"}.items():
        wrong = Draft(odd, texts, fixed=False)
        wrong.fields[field] = text
        with pytest.raises(NotRead, match=field):
            wrong.wish()
    draft.choose("main", 4)
    draft.choose("others", 2)
    draft.choose("audience", 0)
    wish = draft.wish()
    assert wish.features == ("modern-technology", "workplace")[: len(wish.features)]
    assert wish.audience == ("adult",)


def test_holidays_are_shown_and_never_assumed() -> None:
    """5 December is a public holiday; whether the centre closes is its own matter."""
    texts = Catalogue()
    first, last = dt.date(2026, 12, 4), dt.date(2026, 12, 7)
    named = holidays_between(first, last)
    assert dt.date(2026, 12, 5) in named
    hours = Hours(sat="09:00-17:00", closed=(last,))
    days = [first + dt.timedelta(days=n) for n in range(4)]
    shown = tuple(
        PlanDay(day=day, hours=hours.of(day), named=day in hours.closed, occurrences=())
        for day in days
    )
    heads = derive_heads(Plan(today=first, days=shown), texts, named)
    assert [(head.closed, head.holiday != "") for head in heads][:2] == [
        (True, False),
        (False, True),
    ]
    assert heads[1].hours == "09.00–17.00 น."
    assert heads[3].hours == "ปิด"
    texts.language = "en"
    assert "Birthday" in holidays_between(first, last, "en")[dt.date(2026, 12, 5)]


CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:{0}
DTSTART:20261122T100000
SUMMARY:{1}
END:VEVENT
BEGIN:VEVENT
UID:broken
DTSTART:20261301T100000
SUMMARY:x
END:VEVENT
END:VCALENDAR
"""


def test_a_file_is_looked_at_before_it_is_taken_in_and_given_out(desk: Open, place: Place) -> None:
    uid = plan(place).key.rpartition("/")[0]
    file = place.file.with_name("new.ics")
    file.write_text(CALENDAR.format("music", "ดนตรี"), "utf-8")
    driver = opened(desk)
    driver.desk.administration.programme.view.dropped.emit(QUrl.fromLocalFile(str(file)).toString())
    driver.until(lambda: driver.items("file.mark") != [])
    assert driver.shown("file.mark") == ["ใช้ไม่ได้", "เพิ่ม"]
    assert driver.shown("file.title") == ["บรรทัด 7", "ดนตรี"]
    assert driver.text("file.summary") == "เพิ่ม 1 · เปลี่ยน 0 · เหมือนเดิม 0 · ใช้ไม่ได้ 1"
    assert titles(driver) == ["ปั้นดิน"]
    driver.click("file.confirm")
    driver.until(lambda: titles(driver) == ["ดนตรี", "ปั้นดิน"])
    driver.key("z", CONTROL)
    driver.until(lambda: titles(driver) == ["ปั้นดิน"])
    # By its path; what cannot be read says why, and what is different is told.
    driver.click("plan.import")
    driver.until(lambda: driver.items("file.path") != [])
    driver.type(str(file.with_name("none.ics")))
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.items("file.problem") != [])
    assert driver.text("file.problem") == "ไม่พบไฟล์นี้"
    file.write_text(CALENDAR.format(uid, "ปั้นดิน"), "utf-8")
    driver.type(str(file))
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.items("file.mark") != [])
    assert driver.shown("file.mark")[1] == "เปลี่ยน"
    assert "เริ่ม, เลิก, การจัดซ้ำ" in driver.shown("file.detail")[1]
    driver.key(Qt.Key.Key_Escape)
    driver.until(lambda: not driver.items("file.mark"))
    driver.click("plan.csv")
    driver.until(lambda: driver.toast().startswith("บันทึกไว้ที่ "))
    assert "ปั้นดิน" in (place.papers / "walkin-programme-2026-11-22.csv").read_text("utf-8")
