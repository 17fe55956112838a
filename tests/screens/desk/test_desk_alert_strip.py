"""The strip above the list: how much of it is seen, keys, hasty hands, and the list below."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from kiosk.entry import AlertAnswered, GuestsCounted, HelpCalled
from tests.builders import DAY, NOON
from tests.screens.desk.conftest import Driver, Place
from tests.screens.desk.waiting import MINUTE, calls, held, shows, written

Open = Callable[[], Driver]


def test_three_are_seen_and_how_many_more(desk: Open, place: Place) -> None:
    calls(place, 5)
    driver = desk().signed_in()
    shows(driver, 5)
    strip = driver.find("strip")

    def inside() -> list[str]:
        """The words that stand within the strip's frame."""
        frame = strip.mapRectToScene(strip.boundingRect())
        return [
            str(item.property("text"))[-8:-3]
            for item in driver.items("alert")
            if frame.contains(item.mapToScene(QPointF(0, item.height())))
        ]

    assert inside() == ["12.04", "12.03", "12.02"]
    assert driver.text("alerts") == "รอเจ้าหน้าที่ 5 เรื่อง"
    assert driver.text("alerts.more") == "+2 ดูทั้งหมด"
    driver.click("alerts.more")
    assert inside() == ["12.04", "12.03", "12.02", "12.01", "12.00"]
    driver.click("alerts.more")
    assert inside() == ["12.04", "12.03", "12.02"]
    for left in (4, 3):
        driver.click(driver.items("alert.see")[0])
        shows(driver, left)
    assert driver.items("alerts.more") == []
    assert inside() == ["12.02", "12.01", "12.00"]


def test_with_the_keyboard_alone(desk: Open, place: Place) -> None:
    first, second = calls(place, 2)
    people = held(place)
    place.write(HelpCalled(day=DAY), at=NOON + 5 * MINUTE)
    driver = desk().signed_in()
    shows(driver, 4)
    driver.key(Qt.Key.Key_F2)
    assert driver.field() == "alert.see"
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Return)  # 12.01
    shows(driver, 3)
    # Where it stood, the next one has the focus; what moves is not answered by a hasty key.
    assert driver.field() == "alert.count"
    driver.key(Qt.Key.Key_Right)
    assert driver.field() == "alert.leave"
    driver.key(Qt.Key.Key_Space)
    shows(driver, 2)
    assert driver.field() == "alert.see"
    for _ in range(2):
        driver.key(Qt.Key.Key_Return)
        driver.until(lambda: driver.desk.alerts.writing == "")
        shows(driver, len(driver.desk.alerts._alerts))
    shows(driver, 0)
    assert driver.field() == "attendance"
    targets = [entry.body.target for entry in written(place, AlertAnswered)]
    assert targets[:3] == [second.id, people.id, first.id]
    assert written(place, GuestsCounted) == []
    driver.key(Qt.Key.Key_F2)
    assert driver.field() == "attendance"


def test_escape_goes_back_to_the_list(desk: Open, place: Place) -> None:
    place.comes(place.person(1, "มะลิ ใจดี"))
    calls(place, 1)
    driver = desk()
    shows(driver, 1)
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_F2)
    assert driver.field() == "alert.see"
    driver.key(Qt.Key.Key_Escape)
    assert driver.field() == "attendance"
    assert driver.model.selectedRow == 0
    for back in ("heads", "filter", "countpeople", "alert.see"):
        driver.key(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        assert driver.field() == back


def test_a_hand_on_its_way_answers_nothing_else(desk: Open, place: Place) -> None:
    calls(place, 2)
    driver = desk().signed_in()
    shows(driver, 2)
    answer = driver.items("alert.see")[1]
    where = answer.mapToScene(QPointF(answer.width() / 2, answer.height() / 2)).toPoint()
    place.write(HelpCalled(day=DAY), at=NOON + 9 * MINUTE)
    driver.until(lambda: driver.desk.alerts.count == 3)
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(driver.window, Qt.MouseButton.LeftButton, none, where)
    assert driver.desk.alerts.writing == ""
    shows(driver, 3)
    assert written(place, AlertAnswered) == []


def test_what_is_read_stays_where_it_is(desk: Open, place: Place) -> None:
    place.many(80, place.person(1, "มะลิ ใจดี"))
    driver = desk()
    driver.until(lambda: driver.model.rowCount() == 80)
    for _ in range(3):
        driver.key(Qt.Key.Key_PageDown)
    chosen = driver.model.selected

    def stands() -> float:
        """Where the chosen line is on the screen."""
        rows = [item.parentItem().parentItem() for item in driver.items("name")]
        [row] = [row for row in rows if row.property("entry") == chosen]
        return row.mapToScene(QPointF()).y()

    before = stands()
    [call] = calls(place, 1)
    shows(driver, 1)
    assert driver.find("strip").height() > 100
    assert stands() == before
    place.write(AlertAnswered(target=call.id))
    shows(driver, 0)
    assert stands() == before
