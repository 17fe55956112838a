"""The desk's list on a real database, while another process writes into it."""

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtQml import QQmlProperty

from kiosk.entry import CheckedIn, CheckedOut, EntryId, GuestsCounted, Undone
from kiosk.ports import StoreTrouble
from kiosk.record import Band
from tests.builders import DAY, NOON
from tests.screens.desk.conftest import CLAY, Driver, Place

Open = Callable[[], Driver]


def top_of(driver: Driver, name: str) -> float:
    """Where on the screen the row of that person is."""
    item = next(i for i in driver.items("name") if i.property("text") == name)
    return item.mapToScene(QPointF()).y()


def test_nobody_has_come_yet(desk: Open) -> None:
    driver = desk()
    assert driver.text("empty") == "วันนี้ยังไม่มีใครเช็กอิน"
    assert driver.text("clock") == "12.00 น."
    assert driver.text("date") == "วันอาทิตย์ที่ 22 พฤศจิกายน 2569"
    assert not driver.find("undo").isEnabled()


def test_what_another_process_writes_appears(desk: Open, place: Place) -> None:
    mali = place.person(1, "มะลิ ใจดี")
    driver = desk()
    place.comes(mali)
    driver.until(lambda: driver.shown() == ["มะลิ จ."])
    place.write(GuestsCounted(day=DAY, bands={Band.CHILD: 3}, how="touch"))
    driver.until(lambda: driver.shown() == ["ผู้มาเยือน 3 คน · เด็ก 3", "มะลิ จ."])
    assert driver.find("inside").property("number") == "4"
    assert driver.find("came").property("number") == "4"
    assert driver.items("empty") == []


def test_changes_appear_in_place(desk: Open, place: Place) -> None:
    mali, sak = place.person(1, "มะลิ ใจดี"), place.person(2, "ศักดิ์ กล้า")
    first, second = place.comes(mali), place.comes(sak, 1)
    driver = desk()
    driver.until(lambda: len(driver.shown()) == 2)
    place.write(Undone(target=first.id, reason="ผิดคน"), CheckedOut(day=DAY, visits=(second.id,)))
    driver.until(lambda: driver.shown("notes") == ["กลับ 12.00", "ยกเลิกแล้ว เพราะ ผิดคน"])
    crossed = [bool(i.property("font").strikeOut()) for i in driver.items("name")]
    assert crossed == [False, True]
    assert driver.find("inside").property("number") == "0"
    assert driver.find("came").property("number") == "1"


def test_new_lines_do_not_move_what_is_being_read(desk: Open, place: Place) -> None:
    mali, new = place.person(1, "มะลิ ใจดี"), place.person(2, "คนใหม่ มาที่หลัง")
    place.many(60, mali)
    reading = place.person(3, "คนนี้ กำลังอ่าน")
    place.write(CheckedIn(day=DAY, learner=reading.learner), at=NOON - dt.timedelta(seconds=30))
    driver = desk()
    driver.until(lambda: driver.model.rowCount() == 61)
    rows = driver.find("attendance")
    rows.setProperty("contentY", 1000.0)
    driver.until(lambda: "คนนี้ ก." in driver.shown())
    before = top_of(driver, "คนนี้ ก.")
    for n in range(3):
        place.comes(new, n)
    driver.until(lambda: driver.model.rowCount() == 64)
    driver.until(lambda: driver.items("newer") != [])
    assert top_of(driver, "คนนี้ ก.") == before
    assert driver.text("newer") == "มีรายการใหม่ 3 รายการ"
    driver.click("newer")
    driver.until(lambda: driver.shown()[:3] == ["คนใหม่ ม."] * 3)
    assert driver.items("newer") == []


def test_at_the_top_new_lines_push_the_others_down(desk: Open, place: Place) -> None:
    mali, sak = place.person(1, "มะลิ ใจดี"), place.person(2, "ศักดิ์ กล้า")
    place.many(60, mali)
    driver = desk()
    driver.until(lambda: driver.model.rowCount() == 60)
    place.comes(sak)
    driver.until(lambda: driver.shown()[0] == "ศักดิ์ ก.")
    assert driver.items("newer") == []


def test_a_chosen_line_holds_still_at_the_top(desk: Open, place: Place) -> None:
    mali, sak = place.person(1, "มะลิ ใจดี"), place.person(2, "ศักดิ์ กล้า")
    place.many(60, mali)
    place.comes(sak)
    driver = desk()
    driver.until(lambda: driver.shown()[:1] == ["ศักดิ์ ก."])
    driver.click(driver.items("name")[0])
    assert driver.text("detail.title") == "ศักดิ์ ก. · K100002"
    before = top_of(driver, "ศักดิ์ ก.")
    place.comes(mali, 5)
    driver.until(lambda: driver.items("newer") != [])
    assert abs(top_of(driver, "ศักดิ์ ก.") - before) <= 1
    assert driver.text("detail.title") == "ศักดิ์ ก. · K100002"


def test_the_bar_below_does_not_cover_the_chosen_line(desk: Open, place: Place) -> None:
    partner = "สถาบันที่มีชื่อยาวมาก " * 8
    people = [place.person(n, f"คน{n} ดี", partner=partner) for n in range(40)]
    for n, person in enumerate(people):
        place.write(
            CheckedIn(day=DAY, learner=person.learner, partner=partner),
            at=NOON + dt.timedelta(seconds=n),
        )
    driver = desk()
    driver.until(lambda: len(driver.shown()) > 10)
    bar = driver.find("detail.title")
    low = bar.mapToScene(QPointF()).y()
    lowest = [i for i in driver.items("name") if i.mapToScene(QPointF()).y() + 44 < low][-1]
    name = str(lowest.property("text"))
    driver.click(lowest)
    driver.until(lambda: name in driver.text("detail.title"))
    driver.until(lambda: bar.mapToScene(QPointF()).y() < low)
    assert top_of(driver, name) + 44 <= bar.mapToScene(QPointF()).y()


def test_five_thousand_lines_page_by_page(desk: Open, place: Place) -> None:
    place.many(5000, place.person(1, "มะลิ ใจดี"))
    driver = desk()
    driver.until(lambda: driver.model.rowCount() == 100)
    assert driver.text("matches") == "100+ รายการ"
    resets: list[bool] = []
    driver.model.modelReset.connect(lambda: resets.append(True))
    for loaded in range(200, 5001, 100):
        driver.key(Qt.Key.Key_End)
        driver.until(lambda loaded=loaded: driver.model.rowCount() == loaded)  # type: ignore[misc]
    driver.key(Qt.Key.Key_End)
    driver.until(lambda: driver.model.is_complete)
    assert driver.model.rowCount() == 5000
    assert driver.text("matches") == "5,000 รายการ"
    assert resets == []
    driver.key(Qt.Key.Key_Home)
    driver.until(lambda: QQmlProperty.read(driver.find("attendance"), "contentY") == 0)


def test_a_line_far_down_is_brought_up_to_date(desk: Open, place: Place) -> None:
    place.many(400, place.person(1, "มะลิ ใจดี"))
    driver = desk()
    for loaded in (200, 300, 400):
        driver.key(Qt.Key.Key_End)
        driver.until(lambda loaded=loaded: driver.model.rowCount() >= loaded)  # type: ignore[misc]
    driver.key(Qt.Key.Key_End)
    last = EntryId("A", driver.model.oldest.seq) if driver.model.oldest else None
    assert last is not None
    driver.until(lambda: driver.model.selected == str(last))
    place.write(Undone(target=last, reason="ผิดคน"))
    driver.until(lambda: "ยกเลิกแล้ว เพราะ ผิดคน" in driver.shown("notes"))


def test_the_list_comes_back_by_itself(
    desk: Open, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.comes(place.person(1, "มะลิ ใจดี"))
    driver = desk()
    driver.until(lambda: len(driver.shown()) == 1)
    with monkeypatch.context() as broken:

        def locked(*_: object) -> None:
            raise StoreTrouble("locked")

        broken.setattr("kiosk.desk.FrontDesk.changed", locked)
        driver.until(lambda: driver.items("trouble") != [])
        assert "E-LOCKED" in driver.find("trouble").property("words")
        assert driver.shown() == ["มะลิ จ."]
    driver.until(lambda: driver.items("trouble") == [])


def test_a_database_locked_for_a_while_loses_nothing(desk: Open, place: Place) -> None:
    mali = place.person(1, "มะลิ ใจดี")
    driver = desk()
    with place.other.writing() as unit:
        unit.append(CheckedIn(day=DAY, learner=mali.learner, occurrence=CLAY.key), NOON)
        driver.desk.watch.refresh()
        driver.until(lambda: not driver.desk.watch._asking)
        assert driver.shown() == []
        assert driver.items("trouble") == []
    driver.until(lambda: driver.shown() == ["มะลิ จ."])


def test_at_four_the_new_day_begins(desk: Open, place: Place) -> None:
    mali = place.person(1, "มะลิ ใจดี")
    place.comes(mali)
    driver = desk()
    driver.until(lambda: len(driver.shown()) == 1)
    place.clock.at = dt.datetime(2026, 11, 22, 20, 59, tzinfo=dt.UTC)
    driver.key(Qt.Key.Key_F5)
    driver.until(lambda: driver.text("clock") == "03.59 น.")
    assert driver.text("date") == "วันอาทิตย์ที่ 22 พฤศจิกายน 2569"
    place.clock.at = dt.datetime(2026, 11, 22, 21, 0, tzinfo=dt.UTC)
    driver.key(Qt.Key.Key_F5)
    driver.until(lambda: driver.text("date") == "วันจันทร์ที่ 23 พฤศจิกายน 2569")
    assert driver.shown() == []
    assert driver.find("came").property("number") == "0"
    place.write(CheckedIn(day=DAY + dt.timedelta(days=1), learner=mali.learner))
    driver.until(lambda: driver.shown() == ["มะลิ จ."])


def test_two_languages(desk: Open, place: Place) -> None:
    place.comes(place.person(1, "มะลิ ใจดี", name_en="Mali Chaidee"))
    driver = desk()
    driver.until(lambda: len(driver.shown()) == 1)
    driver.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert driver.shown() == ["Mali C."]
    assert driver.text("date") == "Sunday 22 November 2026"
    assert driver.text("matches") == "1 entry"
    driver.click("thai")
    assert driver.shown() == ["มะลิ จ."]


def test_one_look_at_a_time(desk: Open, place: Place) -> None:
    driver = desk()
    asked: list[object] = []
    submit = driver.desk.jobs.submit

    def counting(*job: object) -> None:
        asked.append(job)
        submit(*job)  # type: ignore[arg-type]

    driver.until(lambda: not driver.desk.watch._asking)
    driver.desk.jobs.submit = counting  # type: ignore[method-assign,assignment]
    for _ in range(50):
        driver.desk.watch.tick()
        driver.desk.watch.refresh()
        driver.desk.board.filtered.emit("ก" * len(asked))
    assert len(asked) == 1


def test_the_shortcuts_are_shown(desk: Open) -> None:
    driver = desk()
    driver.key(Qt.Key.Key_F1)
    driver.until(lambda: driver.items("close") != [])
    assert "สแกนบัตร" in [item.property("text") for item in driver.items("keys.keys")]
    driver.key(Qt.Key.Key_Escape)
    driver.until(lambda: driver.items("close") == [])
    driver.click("keys")
    driver.until(lambda: driver.items("close") != [])
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.items("close") == [])


def test_dark_by_the_button_and_by_its_key(desk: Open) -> None:
    driver = desk()
    day = driver.window.color()
    driver.click("dark")
    assert driver.window.color().lightnessF() < 0.2 < day.lightnessF()
    assert driver.find("dark").property("checked")
    driver.key(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert driver.window.color() == day
