"""Lines of today are put right: checked out, moved, counted anew; and taken back by a touch."""

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from kiosk.entry import CheckedOut, CountCorrected, Entry, GuestsCounted, Moved, Redated, Undone
from kiosk.ports import Line
from kiosk.record import Band, Role
from tests.builders import DAY, NOON
from tests.screens.desk.conftest import CLAY, Driver, Place
from ui.viewmodels.desk.bands import number_of

Open = Callable[[], Driver]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def driver(desk: Open, place: Place) -> Driver:
    """The learner stands first, sixty children below."""
    counted = GuestsCounted(day=DAY, bands={Band.CHILD: 60}, occurrence=CLAY.key, how="party")
    place.write(counted, at=NOON - dt.timedelta(minutes=1))
    place.comes(place.person(1, "มะลิ ใจดี"))
    made = desk().signed_in("ครูแอน")
    made.until(lambda: len(made.shown()) == 2)
    return made


def written(place: Place, kind: type) -> list[Entry]:
    with place.other.reading() as reader:
        return [entry for entry in reader.entries({}) if isinstance(entry.body, kind)]


def lines(place: Place) -> list[Line]:
    with place.other.reading() as reader:
        return reader.lines(DAY)


def choose(driver: Driver, row: int) -> None:
    driver.click(driver.items("name")[row])


def take_back(driver: Driver, words: str) -> None:
    driver.key("z", CONTROL)
    driver.until(lambda: driver.toast() == words)


def test_checking_out_with_two_clicks_and_back(driver: Driver, place: Place) -> None:
    choose(driver, 0)
    driver.click("checkout")
    assert driver.text("whom") == "มะลิ จ. · K100001"
    driver.click("confirm")
    driver.until(lambda: driver.toast() == "เช็กเอาต์แล้ว 1 คน")
    [out] = written(place, CheckedOut)
    assert (out.by, out.body.how, out.body.reason) == ("ครูแอน", "desk", "ออกไปแล้ว")  # type: ignore[union-attr]
    assert driver.items("confirm") == []
    driver.until(lambda: not driver.find("checkout").isEnabled())
    take_back(driver, "ยังอยู่ในศูนย์เหมือนเดิม")
    assert [line.left_at for line in lines(place)] == [None, None]
    driver.until(lambda: driver.find("checkout").isEnabled())


def test_checking_out_with_two_keys(driver: Driver, place: Place) -> None:
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_F8)
    assert driver.field() == "confirm"
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: len(written(place, CheckedOut)) == 1)
    driver.until(lambda: driver.field() == "attendance")


def test_moving_with_two_clicks_and_back(driver: Driver, place: Place) -> None:
    choose(driver, 0)
    driver.click("move")
    driver.touch("choice.visit", "movebox")
    driver.until(lambda: driver.toast() == "ย้ายไป “แวะมาเฉย ๆ” แล้ว")
    assert lines(place)[0].occurrence is None
    assert [entry.body.reason for entry in written(place, Moved)] == ["เลือกผิด"]  # type: ignore[union-attr]
    # Another page, and back again, keeps what can be taken back.
    driver.desk.turn("find")
    driver.desk.turn("today")
    driver.click("toast.undo")
    driver.until(lambda: len(written(place, Moved)) == 2)
    moved = lines(place)[0].occurrence
    assert moved is not None
    assert moved.key == CLAY.key


def test_sixty_were_six(driver: Driver, place: Place) -> None:
    choose(driver, 1)
    driver.click("recount")
    assert driver.field() == "number.child"
    assert driver.text("number.child") == "60"
    driver.key("6")
    assert driver.text("confirm") == "แก้เป็น 6 คน"
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.toast() == "แก้จำนวนเป็น 6 คนแล้ว")
    assert lines(place)[1].bands == {Band.CHILD: 6}
    assert [entry.body.reason for entry in written(place, CountCorrected)] == ["นับผิด"]  # type: ignore[union-attr]
    take_back(driver, "แก้จำนวนเป็น 60 คนแล้ว")
    assert lines(place)[1].bands == {Band.CHILD: 60}


def test_numbers_are_stepped_and_typed_as_on_any_keyboard(driver: Driver, place: Place) -> None:
    choose(driver, 1)
    driver.key(Qt.Key.Key_F7)
    driver.click("more.adult")
    driver.click("more.adult")
    driver.click("less.child")
    assert (driver.text("number.adult"), driver.text("number.child")) == ("2", "59")
    driver.key(Qt.Key.Key_Up)
    assert driver.text("confirm") == "แก้เป็น 62 คน"
    for typed in ("๑๒", "ๅ/"):
        driver.click("number.child")
        driver.type(typed)
        assert driver.text("confirm") == "แก้เป็น 14 คน"
        driver.key(Qt.Key.Key_Down)
        assert driver.text("confirm") == "แก้เป็น 13 คน"


@pytest.mark.parametrize(
    ("typed", "people"),
    [("๑๒", 12), ("ๅ/", 12), ("007", 7), ("x", 0), ("-5", 0), ("1²", 0), ("99999", 9999), ("", 0)],
)
def test_numbers_are_read_however_they_are_typed(typed: str, people: int) -> None:
    assert number_of(typed) == people


def test_what_cannot_be_done_says_why(driver: Driver, place: Place) -> None:
    driver.key(Qt.Key.Key_F8)
    assert driver.toast() == "เลือกรายการก่อน"
    driver.click("move")
    assert driver.toast() == "เลือกรายการก่อน"
    choose(driver, 0)
    driver.key(Qt.Key.Key_F7)
    assert driver.toast().startswith("รายการนี้เป็นของคนเดียว")
    assert driver.items("confirm") == []


def test_a_reason_is_needed(driver: Driver, place: Place) -> None:
    choose(driver, 0)
    driver.click("checkout")
    driver.find("reason").setProperty("text", " ")
    driver.click("confirm")
    driver.until(lambda: driver.items("problem") != [])
    assert written(place, CheckedOut) == []
    driver.find("reason").setProperty("text", "เดินออกไปเอง")
    driver.click("confirm")
    driver.until(lambda: len(written(place, CheckedOut)) == 1)


def test_two_desks_correct_the_same_count(desk: Open, driver: Driver, place: Place) -> None:
    second = desk().signed_in("สุดา")
    second.until(lambda: len(second.shown()) == 2)
    for one, number in ((driver, "6"), (second, "7")):
        choose(one, 1)
        one.key(Qt.Key.Key_F7)
        one.key(number)
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.items("confirm") == [])
    second.key(Qt.Key.Key_Return)
    second.until(lambda: second.items("problem") != [])
    assert len(written(place, CountCorrected)) == 1
    # What was typed stays; once the line is read again the same press works.
    assert second.text("number.child") == "7"
    second.until(lambda: "เด็ก 6" in second.text("whom"))
    second.key(Qt.Key.Key_Return)
    second.until(lambda: second.items("confirm") == [])
    assert lines(place)[1].bands == {Band.CHILD: 7}


def test_two_desks_check_the_same_people_out(desk: Open, driver: Driver, place: Place) -> None:
    second = desk().signed_in("สุดา")
    second.until(lambda: len(second.shown()) == 2)
    for one in (driver, second):
        choose(one, 0)
        one.click("checkout")
    driver.click("confirm")
    driver.until(lambda: driver.items("confirm") == [])
    second.click("confirm")
    second.until(lambda: second.items("problem") != [])
    assert len(written(place, CheckedOut)) == 1


def test_a_box_open_over_midnight_is_refused_in_words(driver: Driver, place: Place) -> None:
    choose(driver, 0)
    driver.click("move")
    place.clock.at += dt.timedelta(days=1)
    driver.touch("choice.visit", "movebox")
    driver.until(lambda: driver.items("problem") != [])
    assert driver.text("problem").startswith("แก้ได้เฉพาะรายการของวันนี้")
    assert driver.items("choice.visit") != []
    assert written(place, Moved) == []


def test_taking_back_what_another_desk_undid_is_refused_in_words(
    driver: Driver, place: Place
) -> None:
    choose(driver, 0)
    driver.click("checkout")
    driver.click("confirm")
    driver.until(lambda: driver.toast() != "")
    [out] = written(place, CheckedOut)
    place.write(Undone(target=out.id, reason="x"))
    take_back(driver, "ยังอยู่ในศูนย์เหมือนเดิม")
    assert len(written(place, Undone)) == 1


def test_the_same_press_works_when_the_database_is_free_again(driver: Driver, place: Place) -> None:
    choose(driver, 1)
    driver.click("recount")
    driver.key("6")
    with place.other.writing():
        driver.click("confirm")
        assert driver.text("confirm") == "กำลังบันทึก…"
        # The window goes on while the worker waits.
        driver.until(lambda: driver.items("problem") != [])
        assert driver.text("problem").startswith("ยังไม่ได้บันทึก (E-")
        assert driver.text("number.child") == "6"
    driver.click("confirm")
    driver.until(lambda: driver.items("confirm") == [])
    assert lines(place)[1].bands == {Band.CHILD: 6}


def test_an_administrator_puts_the_time_right_and_back(driver: Driver, place: Place) -> None:
    choose(driver, 0)
    assert driver.items("redate") == []
    place.employ("สมศรี", role=Role.ADMIN)
    driver.signed_in("สมศรี", Role.ADMIN)
    driver.until(lambda: bool(driver.items("redate")))
    driver.key(Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    driver.until(lambda: driver.field() == "when")
    assert driver.text("when") == "22/11/2569 12:00"
    driver.type("nonsense")
    driver.click("confirm")
    assert "22/11/2569 10:31" in driver.text("problem")
    driver.click("when")
    driver.key("a", CONTROL)
    driver.type("22/11/2569 11:30")
    driver.click("whole")
    driver.click("confirm")
    driver.until(lambda: driver.toast() == "แก้เวลาแล้ว 2 รายการ")
    half = dt.timedelta(minutes=30)
    assert [line.at for line in lines(place)] == [NOON - half, NOON - half - 2 * half / 60]
    [redated] = written(place, Redated)
    assert (redated.by, redated.body.reason) == ("สมศรี", "นาฬิกาเครื่องผิด")  # type: ignore[union-attr]
    driver.until(lambda: any("เดิม 22/11/2569 12.00" in note for note in driver.shown("notes")))
    take_back(driver, "เวลากลับเป็นเหมือนเดิม 2 รายการ")
    assert [line.at for line in lines(place)] == [NOON, NOON - 2 * half / 60]


def test_whoever_is_no_administrator_is_asked_for_one(driver: Driver, place: Place) -> None:
    choose(driver, 0)
    driver.key(Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    driver.until(lambda: driver.field() == "when")
    driver.key("a", CONTROL)
    driver.type("22/11/2569 11:30")
    driver.click("confirm")
    driver.until(lambda: driver.desk.clerk.needed is Role.ADMIN)
    assert written(place, Redated) == []
