"""What visitors ring for and what a kiosk holds shows at the desk, and is answered there."""

import datetime as dt
from collections.abc import Callable

import pytest

from kiosk.config import Settings
from kiosk.desk import FrontDesk
from kiosk.entry import AlertAnswered, GuestsCounted
from kiosk.outcome import VISIT, Ask, Code
from kiosk.ports import StoreTrouble
from kiosk.record import Band
from tests.screens.desk.conftest import Driver, Place
from tests.screens.desk.waiting import calls, held, shows, written

Open = Callable[[], Driver]


@pytest.fixture
def kiosk(place: Place) -> FrontDesk:
    """The kiosk of node A."""
    return FrontDesk(place.other, place.clock, Settings(), place.secrets)


def test_a_call_shows_is_answered_and_is_gone_at_every_desk(
    desk: Open, kiosk: FrontDesk, place: Place
) -> None:
    first, second = desk().signed_in(), desk()
    assert first.items("strip") == []
    title = first.window.title()
    assert title == "เคาน์เตอร์ – อุทยานการเรียนรู้นครราชสีมา"
    call = kiosk.call_help("pad")
    assert call is not None
    assert kiosk.call_help("pad") is None
    shows(first, 1)
    shows(second, 1)
    assert first.shown("alert") == ["ตู้ A ขอความช่วยเหลือ 12.00 น."]
    assert first.shown("alert.detail") == ["อยู่ที่หน้า “พิมพ์รหัส”"]
    assert first.window.title() == f"(1) {title}"
    first.click("alert.see")
    shows(first, 0)
    shows(second, 0)
    assert first.toast() == "รับทราบแล้ว"
    assert first.items("strip") == second.items("strip") == []
    assert first.window.title() == second.window.title() == title
    [entry] = written(place, AlertAnswered)
    assert (entry.node, entry.by) == ("D", "แอน")
    assert entry.body == AlertAnswered(target=call.id)
    assert kiosk.call_help("pad") is not None
    shows(second, 1)


@pytest.mark.parametrize("count", [True, False])
def test_people_held_are_counted_when_staff_say_so(
    desk: Open, kiosk: FrontDesk, place: Place, count: bool
) -> None:
    crowd = place.settings.rules.largest_party + 1
    outcome = kiosk.count_guests({Band.YOUTH: crowd}, Ask(wanted=VISIT), party="school")
    assert outcome.code is Code.COUNT_HELD
    driver = desk().signed_in()
    shows(driver, 1)
    assert driver.shown("alert") == [f"กลุ่ม {crowd} คน – นับไหม"]
    assert driver.desk.board.came == "0"
    driver.click("alert.count" if count else "alert.leave")
    shows(driver, 0)
    [entry] = written(place, AlertAnswered)
    assert entry.body == AlertAnswered(target=outcome.entry, counted=count)
    counted = written(place, GuestsCounted)
    if not count:
        assert driver.toast() == f"ไม่ได้นับ {crowd} คน"
        assert counted == []
        assert driver.desk.board.came == "0"
        return
    assert driver.toast() == f"นับแล้ว {crowd} คน"
    driver.until(lambda: driver.desk.board.came == str(crowd))
    assert driver.desk.board.inside == str(crowd)
    assert driver.shown() == [f"ผู้มาเยือน {crowd} คน · เยาวชน {crowd}"]
    assert [(one.by, one.body.how) for one in counted] == [("แอน", "desk")]


def test_ten_fast_touches_wait_for_staff(desk: Open, kiosk: FrontDesk, place: Place) -> None:
    for _ in range(place.settings.rules.fast_touches):
        kiosk.count_guests({Band.CHILD: 1}, Ask(wanted=VISIT, how="touch"))
    driver = desk().signed_in()
    shows(driver, 1)
    assert driver.shown("alert") == ["กดนับเร็วผิดปกติ 10 คน – นับไหม"]
    driver.until(lambda: driver.desk.board.came == "0")
    driver.click("alert.count")
    driver.until(lambda: driver.desk.board.came == "10")


def test_two_desks_answer_at_once(desk: Open, place: Place) -> None:
    entry = held(place)
    drivers = [desk().signed_in("แอน"), desk().signed_in("บี")]
    for driver in drivers:
        shows(driver, 1)
    for driver in drivers:
        driver.desk.alerts.answered.emit(str(entry.id), True)
    for driver in drivers:
        driver.until(lambda d=driver: d.toast() != "")
        shows(driver, 0)
        driver.until(lambda d=driver: d.desk.board.came == "10")
    assert sorted(d.toast() for d in drivers) == ["นับแล้ว 10 คน", "เคาน์เตอร์อื่นรับเรื่องนี้ไปก่อนแล้ว"]
    assert len(written(place, AlertAnswered)) == len(written(place, GuestsCounted)) == 1


def test_an_alert_outlives_trouble(
    desk: Open, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls(place, 1)
    driver = desk().signed_in()
    shows(driver, 1)
    with monkeypatch.context() as broken:

        def full(*_: object, **__: object) -> None:
            raise StoreTrouble("full")

        broken.setattr("kiosk.desk.FrontDesk.answer_alert", full)
        driver.click("alert.see")
        driver.until(lambda: driver.toast().startswith("ยังไม่ได้บันทึก (E-FULL) กดอีกครั้งได้ · ดิสก์เต็ม"))
    assert driver.desk.alerts.count == 1
    driver.click("alert.see")
    shows(driver, 0)


def test_the_other_language(desk: Open, kiosk: FrontDesk) -> None:
    kiosk.call_help()
    driver = desk()
    shows(driver, 1)
    driver.click("english")
    assert driver.shown("alert") == ["Kiosk A asks for help, 12:00"]
    assert driver.text("alerts") == "Waiting for staff: 1"
    assert driver.window.title() == "(1) Front desk – TK Square Korat"


def test_yesterdays_wait_no_more(desk: Open, place: Place) -> None:
    calls(place, 1)
    driver = desk()
    shows(driver, 1)
    place.clock.at += dt.timedelta(days=1)
    driver.desk.board.refreshed.emit()
    shows(driver, 0)
