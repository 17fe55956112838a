"""Everybody must leave: one key shows who is inside, prints it, and asks nobody for a PIN."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kiosk.entry import GuestsCounted, NamesSeen
from kiosk.ports import StoreTrouble
from kiosk.record import Band
from tests.builders import DAY
from tests.screens.desk.conftest import CLAY, Driver, Place
from tests.screens.desk.waiting import written
from ui.office_printer import Pages

Open = Callable[..., Driver]


@pytest.fixture
def driver(desk: Open, place: Place) -> Driver:
    place.comes(place.person(1, "นางสาวมะลิ ใจดี"))
    place.comes(place.person(2, "กมล ศรีสุข"), 1)
    place.write(
        GuestsCounted(day=DAY, bands={Band.CHILD: 20, Band.ADULT: 5}),
        GuestsCounted(day=DAY, occurrence=CLAY.key, bands={Band.SENIOR: 7}),
    )
    made = desk()
    made.until(lambda: made.desk.board.inside == "34")
    return made


def alarm(driver: Driver) -> None:
    driver.key(Qt.Key.Key_F12)
    driver.until(lambda: driver.desk.inside.props.known)


def test_one_key_shows_everybody_and_asks_for_no_pin(driver: Driver, place: Place) -> None:
    alarm(driver)
    assert driver.text("inside.total") == "34"
    assert driver.text("inside.named") == "มีชื่อ 2 · ไม่มีชื่อ 32"
    assert driver.text("inside.bands") == "เด็ก 20 · ผู้ใหญ่ 5 · ผู้สูงวัย 7"
    rows = driver.desk.inside.rows
    # The most people first, then by name as a dictionary has them; whole names: they are called.
    assert [row.name for row in rows] == [
        "25 คน ไม่มีชื่อ", "7 คน ไม่มีชื่อ", "กมล ศรีสุข", "นางสาวมะลิ ใจดี",
    ]  # fmt: skip
    assert rows[2].detail == "ห้อง 2 · ตั้งแต่ 12.00 · K100002"
    [entry] = written(place, NamesSeen)
    assert (entry.by, entry.body) == (None, NamesSeen(day=DAY, why="evacuation", people=2))
    driver.key(Qt.Key.Key_Escape)
    assert driver.items("inside.total") == []
    assert driver.desk.inside.rows == ()


def test_whoever_is_in_is_known_by_name(driver: Driver, place: Place) -> None:
    driver.signed_in("ครูแอน")
    driver.click("page.inside")
    driver.until(lambda: driver.desk.inside.props.known)
    assert [entry.by for entry in written(place, NamesSeen)] == ["ครูแอน"]


def test_it_comes_before_every_box_and_field(driver: Driver) -> None:
    driver.signed_in()
    driver.click(driver.items("name")[0])
    driver.click("undo")
    driver.until(lambda: driver.field() == "reason")
    alarm(driver)
    assert driver.items("reason") == []
    assert not driver.desk.undo.props.open
    assert driver.items("inside.total") != []


def test_who_is_found_is_ticked_off_and_stays_so(driver: Driver, place: Place) -> None:
    alarm(driver)
    assert driver.items("inside.missing") == []
    driver.until(lambda: len(driver.items("inside.name")) == 4)
    groups = {str(item.property("text")): item for item in driver.items("inside.name")}
    driver.click(groups["25 คน ไม่มีชื่อ"])
    assert driver.text("inside.missing") == "ยังไม่พบ 9 คน"
    driver.key(Qt.Key.Key_End)
    driver.key(Qt.Key.Key_Space)
    assert driver.text("inside.missing") == "ยังไม่พบ 8 คน"
    # Somebody comes meanwhile: it is said, and read when it is wanted.
    place.comes(place.person(3, "อรุณ รุ่งเรือง"), 2)
    driver.until(lambda: "35" in driver.text("inside.taken"))
    driver.key(Qt.Key.Key_F5)
    driver.until(lambda: driver.text("inside.total") == "35")
    assert driver.text("inside.missing") == "ยังไม่พบ 9 คน"
    assert driver.text("inside.taken") == "รายชื่อเมื่อ 12.00"
    for row, one in enumerate(driver.desk.inside.rows):
        if not one.found:
            driver.desk.inside.tick(row)
    assert driver.text("inside.missing") == "พบครบทุกคนแล้ว"


def test_it_is_printed_by_one_key(driver: Driver, place: Place) -> None:
    driver.printer = "HP ที่เคาน์เตอร์"
    alarm(driver)
    driver.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    driver.until(lambda: driver.items("inside.note") != [])
    assert driver.text("inside.note") == "พิมพ์ที่ HP ที่เคาน์เตอร์ แล้ว"
    [pages] = driver.printed
    assert isinstance(pages, Pages)
    assert len(pages.draws) == 1
    assert not place.papers.exists()


def test_without_a_printer_it_is_a_file(driver: Driver, place: Place) -> None:
    alarm(driver)
    driver.click("inside.print")
    driver.until(lambda: driver.items("inside.note") != [])
    (file,) = place.papers.iterdir()
    assert file.name == "inside-2026-11-22-120000.pdf"
    assert str(file) in driver.text("inside.note")
    assert file.read_bytes().startswith(b"%PDF")


def test_nowhere_to_print_leaves_the_list_on_the_screen(driver: Driver, place: Place) -> None:
    Path(place.papers).write_text("a file where the folder should be")
    alarm(driver)
    driver.click("inside.print")
    driver.until(lambda: driver.items("inside.problem") != [])
    assert str(place.papers) in driver.text("inside.problem")
    assert len(driver.desk.inside.rows) == 4
    assert driver.find("inside.print").isEnabled()


def test_a_list_that_cannot_be_read_leaves_the_last_one(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    alarm(driver)
    with monkeypatch.context() as broken:

        def damaged(*_: object) -> None:
            raise StoreTrouble("disk")

        broken.setattr("kiosk.desk.FrontDesk.evacuation", damaged)
        driver.key(Qt.Key.Key_F5)
        driver.until(lambda: driver.items("inside.problem") != [])
        words = "อ่านรายชื่อใหม่ไม่ได้ (E-DISK) กด F5 ลองอีกครั้ง · ดิสก์แจ้งข้อผิดพลาด"
        assert driver.text("inside.problem").startswith(words)
        assert len(driver.desk.inside.rows) == 4
    driver.key(Qt.Key.Key_F5)
    driver.until(lambda: driver.items("inside.problem") == [])


def test_a_full_disk_still_gives_the_list(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StoreTrouble("full")

    monkeypatch.setattr("db.store.SqlStore.writing", full)
    alarm(driver)
    assert len(driver.desk.inside.rows) == 4
    assert driver.text("inside.problem") == "บันทึกว่ามีผู้เปิดดูไม่ได้ รายชื่อนี้ยังใช้ได้"


def test_an_end_of_the_session_takes_no_list_away(driver: Driver) -> None:
    driver.signed_in()
    alarm(driver)
    driver.desk.clerk.leave()
    assert len(driver.desk.inside.rows) == 4


def test_nobody_is_inside(desk: Open, place: Place) -> None:
    driver = desk()
    alarm(driver)
    assert (driver.text("inside.total"), driver.text("inside.nobody")) == ("0", "ไม่มีใครอยู่ข้างใน")
