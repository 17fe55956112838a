"""Undoing at the desk: a reason and a name, kept in the journal."""

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from kiosk.entry import Entry, Undone
from kiosk.ports import StoreTrouble
from tests.screens.desk.conftest import Driver, Place
from ui.viewmodels.desk.toast import ToastProps

Open = Callable[[], Driver]


def undone(place: Place) -> list[Entry]:
    with place.other.reading() as reader:
        found = reader.entries({})
    return [entry for entry in found if isinstance(entry.body, Undone)]


@pytest.fixture
def driver(desk: Open, place: Place) -> Driver:
    place.comes(place.person(1, "มะลิ ใจดี"))
    place.comes(place.person(2, "ศักดิ์ กล้า"), 1)
    made = desk()
    made.until(lambda: len(made.shown()) == 2)
    return made


def test_with_the_mouse(driver: Driver, place: Place) -> None:
    driver.click(driver.items("name")[1])
    driver.click("undo")
    assert driver.text("whom") == "มะลิ จ. · K100001"
    driver.signed_in("ครูแอน")
    driver.touch("desk.undo.wrong_person", "undobox")
    driver.until(lambda: driver.shown("notes") == ["", "ยกเลิกแล้ว โดย ครูแอน เพราะ ผิดคน"])
    assert driver.toast() == "ยกเลิกรายการแล้ว"
    assert driver.items("confirm") == []
    assert not driver.find("undo").isEnabled()
    [entry] = undone(place)
    assert isinstance(entry.body, Undone)
    assert (entry.node, entry.by, entry.body.reason) == ("D", "ครูแอน", "ผิดคน")
    assert str(entry.body.target) == driver.model.selected


def test_with_the_keyboard_alone(driver: Driver, place: Place) -> None:
    driver.signed_in("Ann")
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Delete)
    assert driver.field() == "reason"
    driver.key(Qt.Key.Key_Return)
    assert driver.text("problem") == "ใส่เหตุผลก่อน"
    for letter in "twice":
        driver.key(letter)
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.shown("notes")[1] == "ยกเลิกแล้ว โดย Ann เพราะ twice")
    assert driver.field() == "attendance"
    # The reason is not remembered.
    driver.key(Qt.Key.Key_Up)
    driver.key(Qt.Key.Key_Delete)
    assert driver.text("reason") == ""
    # The quick reasons are before the field.
    driver.key(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    driver.key(Qt.Key.Key_Space)
    driver.until(lambda: driver.shown("notes")[0] == "ยกเลิกแล้ว โดย Ann เพราะ ไม่ได้เข้าร่วม")


@pytest.mark.parametrize("reason", ["", "  ", "\u200b"])
def test_nothing_is_undone_without_a_reason(driver: Driver, place: Place, reason: str) -> None:
    driver.signed_in()
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Delete)
    driver.find("reason").setProperty("text", reason)
    driver.click("confirm")
    assert driver.items("confirm") != []
    assert not driver.desk.undo.props.busy
    assert undone(place) == []


def test_keeping_it(driver: Driver, place: Place) -> None:
    driver.key(Qt.Key.Key_Down)
    for leave in (lambda: driver.click("keep"), lambda: driver.key(Qt.Key.Key_Escape)):
        driver.key(Qt.Key.Key_Delete)
        assert driver.items("confirm") != []
        leave()
        assert driver.items("confirm") == []
        assert not driver.desk.undo.props.open
    assert driver.model.selectedRow == 0
    assert undone(place) == []


def confirm(driver: Driver) -> None:
    driver.find("reason").setProperty("text", "ผิดคน")
    driver.click("confirm")


def test_two_desks_undo_the_same_line(desk: Open, driver: Driver, place: Place) -> None:
    second = desk()
    second.until(lambda: len(second.shown()) == 2)
    for one in (driver.signed_in(), second.signed_in()):
        one.key(Qt.Key.Key_Down)
        one.key(Qt.Key.Key_Delete)
    confirm(driver)
    driver.until(lambda: driver.items("confirm") == [])
    confirm(second)
    second.until(lambda: second.items("confirm") == [])
    assert second.toast() == "รายการนี้ถูกยกเลิกไว้ก่อนแล้ว"
    second.until(lambda: second.shown("notes")[0] == "ยกเลิกแล้ว โดย แอน เพราะ ผิดคน")
    assert len(undone(place)) == 1


def test_a_line_of_yesterday(driver: Driver, place: Place) -> None:
    driver.signed_in()
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Delete)
    place.clock.at += dt.timedelta(days=1)
    confirm(driver)
    driver.until(lambda: driver.text("problem").startswith("แก้ได้เฉพาะรายการของวันนี้"))
    assert undone(place) == []


def test_what_was_typed_outlives_trouble(
    driver: Driver, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver.signed_in()
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Delete)
    with monkeypatch.context() as broken:

        def full(*_: object) -> None:
            raise StoreTrouble("full")

        broken.setattr("kiosk.desk.FrontDesk.undo", full)
        confirm(driver)
        said = "ยังไม่ได้บันทึก (E-FULL) กดอีกครั้งได้ · ดิสก์เต็ม"
        driver.until(lambda: driver.text("problem").startswith(said))
    assert driver.text("reason") == "ผิดคน"
    driver.click("confirm")
    driver.until(lambda: driver.items("confirm") == [])
    assert len(undone(place)) == 1


def test_an_undone_line_is_not_asked_again(driver: Driver, place: Place) -> None:
    driver.signed_in()
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Delete)
    confirm(driver)
    driver.until(lambda: driver.shown("notes")[0] != "")
    driver.key(Qt.Key.Key_Delete)
    assert driver.items("confirm") == []
    driver.click("undo")
    assert driver.items("confirm") == []


def test_two_presses_undo_once(driver: Driver, place: Place) -> None:
    driver.signed_in()
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Delete)
    for _ in range(3):
        driver.desk.undo.confirmed.emit("ผิดคน")
    driver.until(lambda: driver.shown("notes")[0] != "")
    assert driver.desk.toast.props == ToastProps("ยกเลิกรายการแล้ว", turn=1)
    assert len(undone(place)) == 1
