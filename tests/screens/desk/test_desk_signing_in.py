"""Staff come in by their PIN: what waited for it is done, and nobody stays in who went away."""

import datetime as dt
from collections.abc import Callable
from itertools import permutations

import pytest
from PySide6.QtCore import Qt

from kiosk.entry import AlertAnswered, PinLocked, PinTried, StaffKept
from kiosk.record import Role
from tests.fakes import FakeSeconds
from tests.screens.desk.conftest import Driver, Place
from tests.screens.desk.waiting import calls, shows, written
from ui.desk.acts import Done, Told
from ui.desk.clerk import SESSION_S

Open = Callable[..., Driver]
PIN = "482913"
BACK_TAB = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def driver(desk: Open, place: Place) -> Driver:
    place.employ()
    place.employ("สุดา", "730164", Role.ADMIN)
    place.clock.at += dt.timedelta(minutes=1)
    calls(place, 1)
    made = desk()
    shows(made, 1)
    return made


def asks(driver: Driver, name: str) -> None:
    """Wait until the PIN of this one is asked for."""
    driver.until(lambda: driver.desk.signing.props.name == name)
    driver.until(lambda: driver.field() == "pin")


def types(driver: Driver, digits: str) -> None:
    for digit in digits:
        driver.key(digit)


def test_what_was_pressed_is_done_when_the_pin_is_right(driver: Driver, place: Place) -> None:
    driver.click("alert.see")
    driver.until(lambda: driver.items("who.ครูแอน") != [])
    driver.click("who.ครูแอน")
    asks(driver, "ครูแอน")
    types(driver, PIN)
    shows(driver, 0)
    assert [entry.by for entry in written(place, AlertAnswered)] == ["ครูแอน"]
    assert driver.text("signin") == "ครูแอน"
    assert driver.items("pin.dots") == []
    # The next thing asks nobody.
    calls(place, 1)
    shows(driver, 1)
    driver.click("alert.see")
    shows(driver, 0)
    assert len(written(place, PinTried)) == 1


@pytest.mark.parametrize("leave", ["pin.cancel", Qt.Key.Key_Escape])
def test_who_does_not_come_in_does_nothing(
    driver: Driver, place: Place, leave: str | Qt.Key
) -> None:
    driver.click("alert.see")
    driver.until(lambda: driver.items("who.ครูแอน") != [])
    driver.click(leave) if isinstance(leave, str) else driver.key(leave)
    driver.until(lambda: driver.items("who.ครูแอน") == [])
    # Whoever comes in later, for something else, has not answered it.
    driver.key(Qt.Key.Key_F9)
    driver.until(lambda: driver.items("who.ครูแอน") != [])
    driver.click("who.ครูแอน")
    asks(driver, "ครูแอน")
    types(driver, PIN)
    driver.until(lambda: driver.desk.clerk.name == "ครูแอน")
    assert driver.desk.alerts.count == 1
    assert written(place, AlertAnswered) == []


def test_the_pad_of_the_box_and_another_name(driver: Driver) -> None:
    driver.click("signin")
    driver.until(lambda: driver.items("who.สุดา") != [])
    driver.click("who.ครูแอน")
    asks(driver, "ครูแอน")
    driver.click("digit.7")
    assert driver.text("pin.dots") == "•"
    driver.click("digit.⌫")
    assert driver.text("pin.dots") == "แตะตัวเลข"
    driver.click("pin.others")
    driver.click("who.สุดา")
    asks(driver, "สุดา")
    for digit in "730164":
        driver.click(f"digit.{digit}")
    driver.until(lambda: driver.desk.clerk.name == "สุดา")
    assert driver.desk.clerk.role is Role.ADMIN
    # Whoever was in last is asked first.
    driver.click("signout")
    assert driver.text("signin") == "เข้าใช้งาน (F9)"
    driver.click("signin")
    asks(driver, "สุดา")


@pytest.mark.parametrize("typed", ["ภค/ตๅ-", "๔๘๒๙๑๓", "4๘/9ๅ3"])
def test_a_thai_keyboard_types_digits_too(driver: Driver, typed: str) -> None:
    driver.click("signin")
    driver.until(lambda: driver.items("who.ครูแอน") != [])
    driver.click("who.ครูแอน")
    asks(driver, "ครูแอน")
    driver.desk.signing.typed.emit(typed)
    driver.until(lambda: driver.desk.clerk.name == "ครูแอน")


def test_wrong_pins_make_everybody_wait_and_are_told(driver: Driver, place: Place) -> None:
    driver.click("signin")
    driver.until(lambda: driver.items("who.ครูแอน") != [])
    driver.click("who.ครูแอน")
    asks(driver, "ครูแอน")
    for _ in range(5):
        types(driver, "111111")
        driver.until(lambda: not driver.desk.signing.props.busy)
        driver.until(lambda: "PIN" in driver.text("pin.dots"))
    assert driver.text("pin.dots") == "PIN ผิดหลายครั้ง รออีก 1:00 นาที"
    types(driver, PIN)
    assert driver.desk.clerk.name == ""
    assert not driver.find("digit.1").isEnabled()
    assert len(written(place, PinLocked)) == 1
    # Another one is not kept out, and sees that it happened.
    driver.click("pin.others")
    driver.click("who.สุดา")
    asks(driver, "สุดา")
    types(driver, "730164")
    driver.until(lambda: driver.desk.clerk.name == "สุดา")
    shows(driver, 2)


def test_whoever_went_away_is_out(desk: Open, place: Place) -> None:
    place.employ()
    mali = place.person(1, "มะลิ ใจดี")
    place.comes(mali)
    seconds = FakeSeconds()
    driver = desk(now=seconds).signed_in("ครูแอน")
    driver.until(lambda: len(driver.shown()) == 1)
    seconds.at += SESSION_S - 1
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.items("learner.who") != [])
    seconds.at += SESSION_S - 1
    driver.desk.tick()
    assert driver.text("signin") == "ครูแอน"
    seconds.at += 1
    driver.desk.tick()
    driver.until(lambda: driver.text("signin") == "เข้าใช้งาน (F9)")
    assert driver.items("learner.who") == []


@pytest.mark.parametrize(("role", "said"), [(Role.DESK, "งานนี้ต้องให้ผู้ดูแลระบบทำ"), (Role.ADMIN, "")])
def test_some_things_are_for_administrators(
    driver: Driver, place: Place, role: Role, said: str
) -> None:
    name, pin = {Role.DESK: ("ครูแอน", PIN), Role.ADMIN: ("สุดา", "730164")}[role]
    done: list[str] = []

    def work(_: object, by: str) -> Done:
        done.append(by)
        return Done("desk.alert.seen")

    driver.signed_in("ครูแอน", Role.DESK)
    driver.desk._acts.do(work, Told(), need=Role.ADMIN)
    driver.until(lambda: driver.items(f"who.{name}") != [])
    driver.click(f"who.{name}")
    asks(driver, name)
    types(driver, pin)
    if said:
        driver.until(lambda: driver.items("pin.problem") != [])
        assert driver.text("pin.problem") == said
        assert done == []
    else:
        driver.until(lambda: done == [name])


def found(driver: Driver, name: str, pin: str, again: str) -> None:
    for field, text in (("first.name", name), ("first.pin", pin), ("first.again", again)):
        driver.find(field).setProperty("text", text)
    driver.click("first.confirm")


def test_the_first_one_becomes_administrator(desk: Open, place: Place) -> None:
    driver = desk()
    driver.click("signin")
    driver.until(lambda: driver.field() == "first.name")
    for name, pin, again, said in (
        ("", PIN, PIN, "ใส่ชื่อก่อน"),
        ("ครูแอน", "48291", "48291", "PIN ต้องมีตัวเลข 6 หลัก"),
        ("ครูแอน", PIN, "482914", "PIN สองครั้งไม่ตรงกัน ลองใหม่"),
    ):
        found(driver, name, pin, again)
        assert driver.text("pin.problem") == said
    found(driver, "ครูแอน", "123456", "123456")
    driver.until(lambda: driver.text("pin.problem") not in ("", said))
    assert written(place, StaffKept) == []
    found(driver, " ครูแอน ", PIN, PIN)
    driver.until(lambda: driver.desk.clerk.name == "ครูแอน")
    [entry] = written(place, StaffKept)
    assert (entry.by, entry.body.staff.role) == ("ครูแอน", Role.ADMIN)
    assert PIN not in entry.body.staff.pin


def test_only_one_is_the_first(desk: Open, place: Place) -> None:
    drivers = [desk(), desk()]
    for driver in drivers:
        driver.click("signin")
        driver.until(lambda d=driver: d.items("first.name") != [])
    found(drivers[0], "ครูแอน", PIN, PIN)
    drivers[0].until(lambda: drivers[0].desk.clerk.name != "")
    found(drivers[1], "ใครก็ได้", PIN, PIN)
    drivers[1].until(lambda: drivers[1].items("pin.problem") != [])
    assert drivers[1].desk.clerk.name == ""
    assert len(written(place, StaffKept)) == 1


def test_a_thousand_pins_by_a_script(place: Place) -> None:
    """At a minute and more after every one beyond the fourth, a day is too short for 1,000."""
    place.employ()
    place.clock.at += dt.timedelta(minutes=1)
    front = place.desk()
    tries = ["".join(digits) for digits in permutations("0123456789", 6)][:1000]
    begun, waited = place.clock.at, 0
    for pin in tries[:40]:
        proof = front.prove_pin("ครูแอน", pin)
        assert not hasattr(proof, "name")
        waited += proof.rest
        place.clock.at += dt.timedelta(seconds=proof.rest)
    front.close()
    assert place.clock.at - begun > dt.timedelta(hours=8)
    assert waited == (place.clock.at - begun).total_seconds()
