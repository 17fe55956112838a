"""People who come past the kiosk are counted by staff."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from kiosk.entry import ActivityKept, GuestsCounted
from kiosk.ports import Line
from kiosk.record import Band
from tests.builders import DAY
from tests.screens.desk.conftest import Driver, Place
from tests.screens.desk.programme import an_activity

Open = Callable[[], Driver]


@pytest.fixture
def driver(desk: Open, place: Place) -> Driver:
    return desk().signed_in("ครูแอน")


def lines(place: Place) -> list[Line]:
    with place.other.reading() as reader:
        return reader.lines(DAY)


def test_three_children_with_two_keys_and_back(driver: Driver, place: Place) -> None:
    driver.key(Qt.Key.Key_F4)
    assert driver.field() == "number.child"
    driver.key("3")
    assert driver.text("confirm") == "นับ 3 คน"
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.toast() == "นับแล้ว 3 คน")
    [line] = lines(place)
    assert (line.bands, line.how, line.by) == ({Band.CHILD: 3}, "desk", "ครูแอน")
    assert line.occurrence is None
    driver.click("toast.undo")
    driver.until(lambda: lines(place)[0].undone_at is not None)
    # The next ones are counted from none.
    driver.click("countpeople")
    assert driver.text("number.child") == "0"


def test_what_is_open_is_chosen_and_a_school_is_a_group(desk: Open, place: Place) -> None:
    place.write(ActivityKept(activity=an_activity("story", "นิทาน", "1130", "1300")))
    driver = desk().signed_in()
    driver.until(lambda: driver.items("countpeople") != [])
    driver.until(lambda: len(driver.desk.occurrences.rows) > 1)
    driver.click("countpeople")
    driver.click("party.partner")
    driver.click("partner.1")
    driver.click("more.senior")
    driver.click("confirm")
    driver.until(lambda: lines(place) != [])
    [line] = lines(place)
    assert line.occurrence is not None
    assert (line.occurrence.title, line.partner) == ("นิทาน", "nrvc")
    with place.other.reading() as reader:
        bodies = [entry.body for entry in reader.entries({})]
    assert [body.party for body in bodies if isinstance(body, GuestsCounted)] == ["partner"]


def test_nobody_is_not_counted(driver: Driver, place: Place) -> None:
    driver.click("countpeople")
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.items("problem") != [])
    assert lines(place) == []


def test_what_was_typed_outlives_trouble_and_signing_out(driver: Driver, place: Place) -> None:
    driver.click("countpeople")
    driver.key("7")
    with place.other.writing():
        driver.click("confirm")
        driver.until(lambda: driver.items("problem") != [])
    assert driver.text("number.child") == "7"
    driver.key(Qt.Key.Key_Escape)
    driver.desk.clerk.leave()
    driver.signed_in("สุดา")
    driver.click("countpeople")
    assert driver.text("number.child") == "7"
    driver.click("confirm")
    driver.until(lambda: driver.toast() == "นับแล้ว 7 คน")
    assert lines(place)[0].by == "สุดา"
