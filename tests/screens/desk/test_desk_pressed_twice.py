"""What is pressed twice, or by somebody who has gone, or while the database is taken."""

from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from kiosk.entry import CardIssued, CardLost, CheckedIn, NumberMarked, Undone
from kiosk.record import Band
from tests.fakes import FakeSeconds
from tests.screens.desk.conftest import Driver, Place
from tests.screens.desk.people import a_programme, choices, show
from tests.screens.desk.test_desk_waiting import opened, turns, waits
from tests.screens.desk.waiting import calls, shows, written
from ui.desk.clerk import SESSION_S
from ui.desk.waiting import BREATH_S

Open = Callable[..., Driver]
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def double(driver: Driver, name: str) -> None:
    """A finger that trembles: two presses at one place."""
    item = driver.find(name)
    middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
    QTest.mouseClick(driver.window, Qt.MouseButton.LeftButton, NONE, QPoint(middle))
    QTest.mouseClick(driver.window, Qt.MouseButton.LeftButton, NONE, QPoint(middle))


def three_wait(desk: Open, place: Place, now: FakeSeconds) -> Driver:
    driver = opened(lambda: desk(now=now), place)
    for number in (1, 2, 3):
        waits(place, number, {Band.ADULT: 1})
    driver.until(lambda: len(turns(driver)) == 3)
    return driver


def test_next_pressed_twice_in_a_breath_calls_one(desk: Open, place: Place) -> None:
    now = FakeSeconds()
    driver = three_wait(desk, place, now)
    driver.click("waiting.next")
    driver.until(lambda: turns(driver).count("called") == 1)
    driver.click("waiting.next")
    now.at += BREATH_S
    driver.click("waiting.next")
    driver.until(lambda: turns(driver).count("called") == 2)
    assert len(written(place, NumberMarked)) == 2


def test_a_database_that_is_taken_is_said_and_doubles_nothing(
    desk: Open, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = three_wait(desk, place, FakeSeconds())
    with place.other.writing():
        for _ in range(3):
            driver.click("waiting.next")
        driver.until(lambda: driver.toast() == "กำลังบันทึก…")
        driver.click("waiting.next")
    driver.until(lambda: "A1" in driver.toast())
    assert len(written(place, NumberMarked)) == 1
    # The way back stays when it could not be written.
    monkeypatch.setattr("db.engine._PATIENCE", 0.1)
    with place.other.writing():
        driver.key(Qt.Key.Key_Z, CONTROL)
        driver.until(lambda: "E-LOCKED" in driver.toast())
    driver.key(Qt.Key.Key_Z, CONTROL)
    driver.until(lambda: turns(driver) == ["waiting"] * 3)


def test_who_has_left_takes_nothing_back_and_is_not_kept_in_by_a_sleeping_machine(
    desk: Open, place: Place
) -> None:
    now = FakeSeconds()
    driver = three_wait(desk, place, now)
    driver.click("waiting.next")
    driver.desk.clerk.leave()
    driver.until(lambda: "A1" in driver.toast())
    assert not driver.desk.toast.undoable
    driver.signed_in()
    driver.desk._timer.stop()
    now.at += SESSION_S
    # The first that is felt after the sleep, before any clock has run.
    driver.desk.clerk.eventFilter(driver.window, QEvent(QEvent.Type.MouseMove))
    assert driver.desk.clerk.name == ""


def test_what_somebody_pressed_and_left_is_not_done_in_another_name(
    desk: Open, place: Place
) -> None:
    now = FakeSeconds()
    calls(place, 1)
    driver = desk(now=now)
    shows(driver, 1)
    driver.click("alert.see")
    now.at += SESSION_S
    driver.desk.tick()
    driver.desk.clerk.come("บี", driver.desk.clerk.needed)
    assert not driver.desk.alerts.props.writing


def test_two_presses_in_a_box_do_not_mean_what_came_under_the_hand(
    desk: Open, place: Place
) -> None:
    mali = place.person(1, "นางสาวมะลิ ใจดี")
    place.write(CardIssued(learner="l1", card="c1"))
    a_programme(place)
    driver = desk()
    show(driver, mali)
    acts = driver.find("person.acts")
    driver.until(lambda: bool(acts.property("steady")))
    double(driver, "learner.lose")
    assert driver.items("learner.problem")
    assert driver.desk.learner.busy == ""
    driver.window.findChild(QObject, "settling").setProperty("interval", 60_000)
    double(driver, "person.in")
    driver.until(lambda: len(choices(driver)) == 4)
    for title in driver.items("choice.title"):
        driver.click(title)
    assert written(place, CheckedIn) == []
    assert written(place, CardLost) == []
    assert written(place, Undone) == []


def test_enter_twice_before_there_is_anything_to_choose_goes_nowhere(
    desk: Open, place: Place
) -> None:
    mali = place.person(1, "นางสาวมะลิ ใจดี")
    a_programme(place)
    driver = desk()
    show(driver, mali)
    free = Event()
    driver.desk.jobs._executor.submit(free.wait)
    try:
        driver.key(Qt.Key.Key_Return)
        driver.key(Qt.Key.Key_Return)
    finally:
        free.set()
    driver.until(lambda: driver.field().startswith("choice."))
    assert driver.items("step.hint")


def test_ctrl_z_is_the_fields_while_something_is_typed_there(desk: Open, place: Place) -> None:
    driver = three_wait(desk, place, FakeSeconds())
    driver.click("waiting.next")
    driver.until(lambda: turns(driver).count("called") == 1)
    field = driver.find("waiting.field")
    field.forceActiveFocus()
    driver.key("a")
    driver.key(Qt.Key.Key_Z, CONTROL)
    assert field.property("text") == ""
    assert driver.desk.toast.undoable
    # Nothing stands there now: the key means what was done, and brings no letter back.
    driver.key(Qt.Key.Key_Z, CONTROL)
    driver.until(lambda: turns(driver) == ["waiting"] * 3)
    assert field.property("text") == ""
