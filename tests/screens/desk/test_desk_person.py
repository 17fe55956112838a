"""What staff do for one learner at the desk: checked in and out, added late, let in no more."""

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from kiosk.entry import (
    ActivityKept,
    CheckedIn,
    CheckedOut,
    GuestsCounted,
    LearnerKept,
    Looked,
    Undone,
)
from kiosk.ports import StoreTrouble
from kiosk.record import Band, Learner, Standing
from tests.builders import NOON
from tests.screens.desk.conftest import Driver, Place
from tests.screens.desk.people import a_programme, begin, choices, journal, record, said, show
from tests.screens.desk.programme import an_activity

Open = Callable[[], Driver]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def mali(place: Place) -> Learner:
    return place.person(1, "นางสาวมะลิ ใจดี", valid_until=dt.date(2027, 1, 31), phone="0812341234")


@pytest.fixture
def driver(desk: Open, place: Place, mali: Learner) -> Driver:
    a_programme(place)
    made = desk()
    show(made, mali)
    return made


def bodies(place: Place, kind: type) -> list[object]:
    return [entry.body for entry in journal(place) if isinstance(entry.body, kind)]


def pick(driver: Driver, title: str) -> None:
    driver.until(lambda: title in choices(driver))
    driver.touch(
        next(i for i in driver.items("choice.title") if i.property("text") == title), "step"
    )


def test_all_that_is_shown_was_looked_at(driver: Driver, place: Place) -> None:
    assert driver.text("learner.who") == "นางสาวมะลิ ใจดี"
    assert set(driver.shown("fact")) == {
        "2533 (ปีนี้ 36 ปี)",
        "…1234",
        "วันอาทิตย์ที่ 31 มกราคม 2570",
        "ใช้ได้ปกติ",
        "ยังไม่ได้ให้",
    }
    [look] = [entry for entry in journal(place) if isinstance(entry.body, Looked)]
    assert (look.by, look.body.why) == ("ครูแอน", "ดูที่เคาน์เตอร์")  # type: ignore[union-attr]


def test_without_a_clerk_the_short_name_until_somebody_asks(
    desk: Open, place: Place, mali: Learner
) -> None:
    place.employ("ครูแอน")
    place.comes(mali)
    driver = desk()
    driver.until(lambda: len(driver.shown()) == 1)
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.items("learner.who") != [])
    assert driver.text("learner.who") == "มะลิ จ."
    assert driver.items("fact") == driver.items("person.more") == []
    assert bodies(place, Looked) == []
    driver.click("learner.whole")
    driver.until(lambda: driver.items("pin") != [])
    for digit in "482913":
        driver.key(digit)
    driver.until(lambda: driver.items("fact") != [])
    assert driver.text("learner.who") == "นางสาวมะลิ ใจดี"
    assert len(bodies(place, Looked)) == 1


def test_who_leaves_closes_the_box(driver: Driver) -> None:
    begin(driver, "correct")
    driver.desk.clerk.leave()
    driver.until(lambda: driver.items("learner.who") == [])
    assert driver.desk.learner.who == ""
    assert driver.desk._people._views.person.told("name") == ""


def test_checked_in_by_two_presses_and_taken_back(driver: Driver, place: Place) -> None:
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: len(choices(driver)) == 4)
    assert list(choices(driver)) == ["ปั้นดิน", "วาดภาพ", "แวะมาเฉย ๆ", "ดูดาว"]
    assert choices(driver)["ดูดาว"] == "รอเปิด 17.30"
    driver.until(lambda: driver.field().startswith("choice.open"))
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: said(driver) == "เช็กอินแล้ว มะลิ จ. ไป ปั้นดิน")
    assert driver.items("learner.who") == []
    [came] = [entry for entry in journal(place) if isinstance(entry.body, CheckedIn)]
    assert isinstance(came.body, CheckedIn)
    assert (came.by, came.body.how, came.body.learner) == ("ครูแอน", "desk", "l1")
    assert came.body.occurrence is not None
    driver.key(Qt.Key.Key_Z, CONTROL)
    driver.until(lambda: bodies(place, Undone) == [Undone(target=came.id, reason="กดเลิกทำ")])


def test_a_full_one_says_in_whose_name_it_is_filled(driver: Driver, place: Place) -> None:
    other = place.person(2, "ศักดิ์ กล้า")
    key = place.desk().today().running[2].occurrence.key
    place.write(CheckedIn(day=NOON.date(), learner=other.learner, occurrence=key))
    begin(driver, "in")
    driver.until(lambda: "วาดภาพ" in choices(driver))
    assert choices(driver)["วาดภาพ"] == "เต็มแล้ว รับเกินที่นั่งในชื่อ ครูแอน"
    pick(driver, "วาดภาพ")
    driver.until(lambda: said(driver).endswith("เกินที่นั่ง ในชื่อ ครูแอน"))
    assert bodies(place, CheckedIn)[-1].over_capacity  # type: ignore[attr-defined]


def test_enter_overfills_nothing(driver: Driver, place: Place) -> None:
    place.write(ActivityKept(activity=an_activity("full", "ทำสมุดทำมือ", "1130", "1300", capacity=2)))
    key = "full/20261122T043000Z"
    place.write(GuestsCounted(day=NOON.date(), bands={Band.ADULT: 2}, occurrence=key))
    begin(driver, "in")
    driver.until(lambda: next(iter(choices(driver)), "") == "ทำสมุดทำมือ")
    driver.until(lambda: driver.field().startswith("choice."))
    assert driver.field().startswith("choice.open")


def test_closed_hours_are_no_obstacle(driver: Driver, place: Place) -> None:
    place.clock.at = NOON + dt.timedelta(hours=11)
    begin(driver, "in")
    pick(driver, "แวะมาเฉย ๆ")
    driver.until(lambda: said(driver).startswith("เช็กอินแล้ว"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"standing": Standing.SUSPENDED}, "มะลิ จ. พักสิทธิ์อยู่ ยังไม่ได้เช็กอิน"),
        (
            {"valid_until": dt.date(2026, 1, 1)},
            "เช็กอินแล้ว มะลิ จ. ไป แวะมาเฉย ๆ แต่หมดอายุเมื่อวันพฤหัสบดีที่ 1 มกราคม 2569",
        ),
    ],
)
def test_every_outcome_has_words(
    driver: Driver, place: Place, changes: dict[str, object], words: str
) -> None:
    place.person(1, "นางสาวมะลิ ใจดี", **changes)
    begin(driver, "in")
    pick(driver, "แวะมาเฉย ๆ")
    driver.until(lambda: said(driver) == words)


def test_who_is_inside_already_is_said_so(driver: Driver, place: Place, mali: Learner) -> None:
    place.write(CheckedIn(day=NOON.date(), learner=mali.learner))
    begin(driver, "in")
    pick(driver, "แวะมาเฉย ๆ")
    driver.until(lambda: said(driver) == "มะลิ จ. อยู่ข้างในแล้ว ตั้งแต่ 12.00")


def test_checked_out_and_inside_after_all(driver: Driver, place: Place, mali: Learner) -> None:
    driver.desk.learner.closed.emit()
    place.write(CheckedIn(day=NOON.date(), learner=mali.learner))
    show(driver, mali)
    driver.touch("person.out", "person.acts")
    driver.until(lambda: said(driver) == "เช็กเอาต์ มะลิ จ. แล้ว")
    [gone] = bodies(place, CheckedOut)
    assert gone.reason == "กลับโดยไม่ได้สแกน"  # type: ignore[attr-defined]
    driver.click("toast.undo")
    driver.until(lambda: said(driver) == "มะลิ จ. ยังอยู่ข้างใน")


def test_why_nobody_was_checked_out_is_said(driver: Driver, place: Place, mali: Learner) -> None:
    driver.desk.learner.closed.emit()
    [came] = place.write(CheckedIn(day=NOON.date(), learner=mali.learner))
    show(driver, mali)
    driver.desk._timer.stop()
    place.write(CheckedOut(day=NOON.date(), visits=(came.id,)))
    driver.touch("person.out", "person.acts")
    driver.until(lambda: driver.items("learner.problem") != [])
    assert driver.text("learner.problem").startswith("เช็กเอาต์ไปแล้ว")


def test_added_late_to_what_is_over(driver: Driver, place: Place) -> None:
    begin(driver, "late")
    driver.until(lambda: "เล่านิทาน" in choices(driver))
    assert list(choices(driver)) == ["ปั้นดิน", "วาดภาพ", "เล่านิทาน"]
    assert driver.text("why") == "ลืมสแกน"
    pick(driver, "เล่านิทาน")
    driver.until(lambda: said(driver) == "ลงย้อนหลังแล้ว มะลิ จ. ไป เล่านิทาน")
    [came] = bodies(place, CheckedIn)
    assert came.late  # type: ignore[attr-defined]
    assert came.reason == "ลืมสแกน"  # type: ignore[attr-defined]
    driver.key(Qt.Key.Key_Z, CONTROL)
    driver.until(lambda: len(bodies(place, Undone)) == 1)


def test_a_refusal_of_core_is_said_in_the_step(driver: Driver, place: Place) -> None:
    begin(driver, "late")
    pick(driver, "เล่านิทาน")
    driver.until(lambda: said(driver).startswith("ลงย้อนหลังแล้ว"))
    show(driver, place.person(1, "นางสาวมะลิ ใจดี"))
    begin(driver, "late")
    pick(driver, "เล่านิทาน")
    driver.until(lambda: driver.items("step.problem") != [])
    assert driver.text("step.problem") == "เช็กอินกิจกรรมนี้ไว้แล้ว ไม่ต้องทำซ้ำ"
    assert len(bodies(place, CheckedIn)) == 1


def test_renewed_for_a_year_and_taken_back_in_the_box(
    driver: Driver, place: Place, mali: Learner
) -> None:
    begin(driver, "renew")
    assert driver.text("field.valid_until") == "22/11/2570"
    assert driver.text("typed") == "ใช้ได้ถึงวันจันทร์ที่ 22 พฤศจิกายน 2570"
    driver.click("step.confirm")
    driver.until(lambda: "วันจันทร์ที่ 22 พฤศจิกายน 2570" in driver.shown("fact"))
    assert driver.text("person.said") == "ต่ออายุ มะลิ จ. ถึงวันจันทร์ที่ 22 พฤศจิกายน 2570"
    driver.key(Qt.Key.Key_Z, CONTROL)
    driver.until(lambda: record(place, "l1") == mali)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("เมื่อไร", "อ่านวันที่ไม่ได้ ใส่ เช่น 31/12/2570"),
        ("", "อ่านวันที่ไม่ได้ ใส่ เช่น 31/12/2570"),
        ("29/2/2570", "อ่านวันที่ไม่ได้ ใส่ เช่น 31/12/2570"),
        ("1/1/2569", "วันนั้นผ่านไปแล้ว เลือกวันใหม่"),
    ],
)
def test_no_date_renews_nothing(driver: Driver, place: Place, typed: str, problem: str) -> None:
    begin(driver, "renew")
    driver.type(typed)
    driver.find("field.valid_until").textEdited.emit()  # type: ignore[attr-defined]
    driver.click("step.confirm")
    driver.until(lambda: driver.items("step.problem") != [])
    assert driver.text("step.problem") == problem
    assert len(bodies(place, LearnerKept)) == 1


def test_suspended_with_a_reason_and_lifted_by_undo(driver: Driver, place: Place) -> None:
    begin(driver, "suspend")
    driver.click("step.confirm")
    assert driver.text("step.problem") == "ใส่เหตุผลก่อน"
    driver.click("why.0")
    driver.click("step.confirm")
    driver.until(lambda: driver.items("learner.standing") != [])
    assert driver.text("learner.standing") == "พักสิทธิ์อยู่"
    one = record(place, "l1")
    assert one is not None
    assert one.standing is Standing.SUSPENDED
    driver.click("person.undo")
    driver.until(lambda: driver.items("learner.standing") == [])
    begin(driver, "suspend")
    assert driver.text("why") == ""


def test_consent_is_kept_and_taken_back(driver: Driver, place: Place, mali: Learner) -> None:
    begin(driver, "consent")
    assert driver.text("step.now") == "ตอนนี้: ยังไม่ได้ให้"
    pick(driver, "ผู้ปกครองอ่านประกาศแล้ว ยินยอมแทนเด็ก")
    driver.until(lambda: "ผู้ปกครองให้แล้ว" in driver.shown("fact"))
    one = record(place, "l1")
    assert one is not None
    assert one.consent.startswith("guardian-")
    driver.click("person.undo")
    driver.until(lambda: record(place, "l1") == mali)


def test_escape_leads_back_and_then_out(driver: Driver) -> None:
    begin(driver, "suspend")
    driver.key(Qt.Key.Key_Escape)
    driver.until(lambda: driver.items("step.hint") == [])
    assert driver.field() == "person.in"
    driver.key(Qt.Key.Key_Escape)
    driver.until(lambda: driver.items("learner.who") == [])


def test_trouble_keeps_the_step(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StoreTrouble("full")

    begin(driver, "suspend")
    driver.click("why.1")
    with monkeypatch.context() as broken:
        broken.setattr("kiosk.desk.FrontDesk.suspend", full)
        driver.click("step.confirm")
        driver.until(lambda: driver.items("step.problem") != [])
    assert "E-FULL" in driver.text("step.problem")
    assert driver.text("why") == "เพื่อความปลอดภัย"
    driver.click("step.confirm")
    driver.until(lambda: driver.items("learner.standing") != [])


def test_a_scan_pushes_nothing_aside_that_was_begun(driver: Driver, place: Place) -> None:
    place.person(2, "ศักดิ์ กล้า")
    begin(driver, "suspend")
    driver.desk.scanned.emit("K100002")
    driver.click("why.0")
    driver.click("step.confirm")
    driver.until(lambda: driver.items("learner.standing") != [])
    assert driver.text("learner.who") == "นางสาวมะลิ ใจดี"
    driver.desk.scanned.emit("K100002")
    driver.until(lambda: driver.text("learner.who") == "ศักดิ์ กล้า")


def test_the_other_language_begins_the_step_again(driver: Driver) -> None:
    begin(driver, "renew")
    driver.desk.look.speak("en")
    driver.until(lambda: driver.text("field.valid_until") == "22/11/2027")
    assert driver.text("step.confirm") == "Renew"
    assert driver.text("why") == "Came to renew"
