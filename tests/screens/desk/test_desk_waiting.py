"""Waiting numbers at the desk: seen, called, let in, gone, and taken back."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt

from kiosk.entry import (
    ActivityKept,
    CheckedIn,
    Entry,
    HelpCalled,
    NumberMarked,
    OccurrenceKept,
    Queued,
)
from kiosk.record import Band
from kiosk.standby import Mark
from tests.builders import DAY, NOON, an_occurrence
from tests.screens.desk.conftest import Driver, Place
from tests.screens.desk.programme import an_activity

FULL = an_activity("full", "ทำสมุดทำมือ", "1130", "1300", capacity=2)
KEY = "full/20261122T043000Z"
MINUTE = dt.timedelta(minutes=1)


def waits(
    place: Place, number: int = 7, bands: dict[Band, int] | None = None, people: int = 1
) -> Entry:
    """People with this number have waited for ten minutes, as another process wrote it down."""
    body = Queued(
        day=DAY, occurrence=KEY, number=number, people=people, bands=bands or {}
    )  # fmt: skip
    return place.write(body, at=NOON - 10 * MINUTE)[0]


def opened(desk: Callable[..., Driver], place: Place) -> Driver:
    place.write(ActivityKept(activity=FULL))
    driver = desk().signed_in()
    driver.key(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    return driver


def turns(driver: Driver) -> list[str]:
    return [row.turn for row in driver.desk.waiting.rows if row.entry]


def test_nobody_waits(desk: Callable[..., Driver], place: Place) -> None:
    driver = opened(desk, place)
    assert driver.text("waiting.nobody") == "ไม่มีใครรอ"
    assert driver.text("page.waiting") == "บัตรคิว"


def test_a_number_that_another_process_gives_comes_by_itself(
    desk: Callable[..., Driver], place: Place
) -> None:
    driver = opened(desk, place)
    waits(place, bands={Band.CHILD: 2}, people=2)
    driver.until(lambda: driver.shown("waiting.number")[-1:] == ["A7"])
    assert driver.text("page.waiting") == "บัตรคิว (1)"
    assert "ว่าง 2 ที่" in driver.shown("waiting.detail")[0]
    assert "10 นาที" in driver.shown("waiting.detail")[1]
    assert driver.desk.waiting.rows[1].could


def test_the_next_one_is_called_and_taken_back(
    desk: Callable[..., Driver], place: Place
) -> None:  # fmt: skip
    driver = opened(desk, place)
    waits(place, bands={Band.ADULT: 1})
    driver.until(lambda: turns(driver) == ["waiting"])
    driver.click("waiting.next")
    driver.until(lambda: turns(driver) == ["called"])
    assert "A7" in driver.toast()
    assert driver.desk.waiting.rows[1].stands == "เรียกแล้ว เหลือ 3:00 นาที"
    driver.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    driver.until(lambda: turns(driver) == ["waiting"])


def test_a_call_runs_out(desk: Callable[..., Driver], place: Place) -> None:
    driver = opened(desk, place)
    number = waits(place, bands={Band.ADULT: 1})
    place.write(NumberMarked(target=number.id, mark=Mark.CALLED), at=NOON - 4 * MINUTE)
    driver.until(lambda: turns(driver) == ["missed"])
    assert driver.text("waiting.call") == "เรียกอีกครั้ง"


def test_who_is_let_in_by_mistake_waits_again(desk: Callable[..., Driver], place: Place) -> None:
    driver = opened(desk, place)
    waits(place, bands={Band.ADULT: 1})
    driver.until(lambda: turns(driver) == ["waiting"])
    driver.click("waiting.in")
    driver.until(lambda: turns(driver) == [])
    assert driver.desk.board.inside == "1"
    driver.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    driver.until(lambda: turns(driver) == ["waiting"])
    assert driver.desk.board.inside == "0"


def test_who_is_gone_comes_back(desk: Callable[..., Driver], place: Place) -> None:
    driver = opened(desk, place)
    waits(place, bands={Band.ADULT: 1})
    driver.until(lambda: turns(driver) == ["waiting"])
    driver.click("waiting.gone")
    driver.until(lambda: turns(driver) == [])
    driver.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    driver.until(lambda: turns(driver) == ["waiting"])


def test_too_few_seats_are_told(desk: Callable[..., Driver], place: Place) -> None:
    driver = opened(desk, place)
    waits(place, bands={Band.ADULT: 5}, people=5)
    driver.until(lambda: turns(driver) == ["waiting"])
    assert not driver.desk.waiting.rows[1].could
    driver.click("waiting.call")
    driver.until(lambda: driver.toast() == "เรียก A7 แล้ว แต่ที่นั่งขาดอีก 3 ที่")


def test_ages_nobody_wrote_down_are_asked_for(desk: Callable[..., Driver], place: Place) -> None:
    driver = opened(desk, place)
    waits(place, people=3)
    driver.until(lambda: turns(driver) == ["waiting"])
    driver.click("waiting.in")
    driver.until(lambda: bool(driver.items("letin.confirm")))
    assert driver.text("letin.confirm") == "ให้เข้า 3 คน"
    driver.click("letin.confirm")
    driver.until(lambda: turns(driver) == [] and not driver.items("letin.confirm"))
    driver.until(lambda: driver.desk.board.inside == "3")
    assert driver.toast() == "A7 เข้าแล้ว เกินที่นั่ง 1 คน บันทึกชื่อ แอน ไว้"


def test_the_second_desk_is_told_who_was_first(desk: Callable[..., Driver], place: Place) -> None:
    driver = opened(desk, place)
    number = waits(place, bands={Band.ADULT: 1})
    driver.until(lambda: turns(driver) == ["waiting"])
    driver.desk._timer.stop()
    driver.until(lambda: not driver.desk.watch._asking)
    other = place.desk()
    other.number_gone(number.id, by="อีกคน")
    other.close()
    driver.click("waiting.call")
    driver.until(lambda: driver.toast() == "A7 ไม่รอแล้ว")


def test_a_number_read_out_is_found(desk: Callable[..., Driver], place: Place) -> None:
    driver = opened(desk, place)
    waits(place, 6, {Band.ADULT: 1})
    waits(place, 7, {Band.ADULT: 1})
    driver.until(lambda: len(turns(driver)) == 2)
    driver.find("waiting.field").forceActiveFocus()
    driver.type("a๗")
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.desk.waiting.chosenRow == 2)
    driver.find("waiting.field").forceActiveFocus()
    driver.type("A99")
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: "A99" in driver.toast())


def test_today_calls_the_next_one_too(desk: Callable[..., Driver], place: Place) -> None:
    driver = opened(desk, place)
    waits(place, bands={Band.ADULT: 1})
    driver.until(lambda: turns(driver) == ["waiting"])
    driver.key(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert driver.text("tile.more") == "รอ 1 คิว 1 คน"
    driver.click("tile.next")
    driver.until(lambda: turns(driver) == ["called"])
    driver.until(lambda: not driver.items("tile.next"))
    # Why it is full though fewer are inside.
    assert driver.text("tile.more") == "รอ 1 คิว 1 คน · กันที่ให้คิวที่เรียกแล้ว 1 ที่"


def test_a_session_leaves_only_those_who_are_in_it(
    desk: Callable[..., Driver], place: Place
) -> None:  # fmt: skip
    driver = opened(desk, place)
    driver.key(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    place.comes(place.person(1, "มะลิ ใจดี"))
    who = place.person(2, "ศักดิ์ กล้าหาญ").learner
    book = an_occurrence(key=KEY, title="ทำสมุดทำมือ")
    came = CheckedIn(day=DAY, learner=who, occurrence=KEY, band=Band.ADULT)
    place.write(OccurrenceKept(occurrence=book), came)
    driver.until(lambda: driver.model.rowCount() == 2)
    tile = next(t for t in driver.items("tile.title") if t.property("text") == "ทำสมุดทำมือ")
    driver.click(tile)
    driver.until(lambda: driver.model.rowCount() == 1)
    driver.click(tile)
    driver.until(lambda: driver.model.rowCount() == 2)


def test_who_is_inside_by_age_and_which_machine_wrote(
    desk: Callable[..., Driver], place: Place
) -> None:  # fmt: skip
    driver = opened(desk, place)
    driver.key(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    place.comes(place.person(1, "มะลิ ใจดี"))
    driver.until(lambda: bool(driver.items("bands")))
    assert "มีชื่อ 1" in driver.text("bands")
    assert "ผู้ใหญ่ 1" in driver.text("bands")
    assert "A\u00a012.00" in driver.text("nodes")


def test_a_clock_that_is_behind_is_told(desk: Callable[..., Driver], place: Place) -> None:
    driver = opened(desk, place)
    assert not driver.items("clock.trouble")
    place.write(HelpCalled(day=DAY), at=NOON + 30 * MINUTE)
    driver.until(lambda: bool(driver.items("clock.trouble")))
    assert "30 นาที" in driver.desk.board.clockTrouble
