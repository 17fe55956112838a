"""The front desk behind the PIN on the kiosk: its window lies over the visitors' one."""

import math
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from kiosk.config import Node, Settings
from kiosk.config import Screen as Display
from kiosk.entry import CheckedIn
from tests.fakes import FakeSeconds
from tests.screens.desk.conftest import Place
from tests.screens.desk.waiting import written
from ui.application import Kiosk
from ui.desk.clerk import SESSION_S
from ui.desk.window import DeskWindow
from ui.hands import Hands, look
from ui.viewmodels.desk.bar import Page
from ui.viewmodels.kiosk import Screen

NAME, PIN = "สมศรี", "482913"
PORTRAIT, WIDE = (1080, 1920), (1920, 1080)
FINGER_MM, INCHES = 12.0, 27.0


class Staff:
    """Somebody who works at the kiosk, as far as the desk's window."""

    def __init__(self, qtbot: QtBot, place: Place, size: tuple[int, int]) -> None:
        self.place = place
        self.seconds = FakeSeconds()
        self.until = qtbot.waitUntil
        self.kiosk = Kiosk(
            place.desk,
            Settings(node=Node(name="D"), screen=Display(diagonal_inch=INCHES)),
            size=size,
            executor=ThreadPoolExecutor(1),
            now=self.seconds,
        )
        self.kiosk.start()
        self.hands = Hands(self.kiosk.window)

    @property
    def screen(self) -> Screen:
        return self.kiosk.flow.stage.screen

    @property
    def desk(self) -> DeskWindow:
        desk = self.kiosk.front.desk
        assert desk is not None
        return desk

    def come(self) -> None:
        self.kiosk.flow.staff.open()
        self.until(lambda: self.screen is Screen.PIN)
        self.kiosk.views.pin.type_in(PIN)
        self.until(lambda: self.screen is Screen.DEVICES)
        self.hands.tap("open.desk")
        self.until(lambda: self.desk.board.clock != "")

    def tap(self, name: str) -> None:
        Hands(self.desk.window).tap(name)

    def is_back(self) -> bool:
        return self.kiosk.front.desk is None

    def came(self) -> list[CheckedIn]:
        return [entry.body for entry in written(self.place, CheckedIn)]


Open = Callable[..., Staff]


@pytest.fixture
def open_kiosk(qtbot: QtBot, place: Place) -> Iterator[Open]:
    place.employ(NAME, PIN)
    place.person(1, "มะลิ ใจดี")
    made: list[Staff] = []

    def make(size: tuple[int, int] = PORTRAIT) -> Staff:
        made.append(Staff(qtbot, place, size))
        return made[-1]

    yield make
    for staff in made:
        warnings = [*staff.kiosk.warnings]
        if staff.kiosk.front.desk is not None:
            warnings += staff.kiosk.front.desk.scene.warnings
        staff.kiosk.close()
        assert warnings == []


@pytest.fixture
def staff(open_kiosk: Open) -> Staff:
    made = open_kiosk()
    made.kiosk.views.look.speak("en")
    made.come()
    return made


def test_who_came_in_is_in_and_goes_back_by_one_touch(staff: Staff) -> None:
    assert staff.desk.clerk.name == NAME
    assert staff.desk.look.language == "en"
    assert staff.desk.window.size() == staff.kiosk.window.size()
    # Nobody finds the devices when the desk goes.
    assert staff.screen is Screen.HOME
    staff.tap("to.kiosk")
    staff.until(staff.is_back)
    assert (staff.screen, staff.kiosk.views.look.language) == (Screen.HOME, "th")


def test_closing_its_window_leads_to_the_kiosk_and_not_out(staff: Staff) -> None:
    staff.desk.window.close()
    staff.until(staff.is_back)
    assert staff.kiosk.window.isVisible()


def test_a_scan_belongs_to_the_window_in_front(staff: Staff) -> None:
    staff.kiosk.devices.scanned.emit("K100001")
    staff.until(lambda: any(s.text == "มะลิ ใจดี" for s in look(staff.desk.window)))
    assert staff.came() == []
    staff.desk.bar.wentBack.emit()
    staff.until(staff.is_back)
    staff.kiosk.devices.scanned.emit("K100001")
    staff.until(lambda: [one.learner for one in staff.came()] == ["l1"])


def test_it_ends_by_itself_when_nobody_touches_it(staff: Staff) -> None:
    staff.seconds.at += SESSION_S - 1
    staff.desk.tick()
    assert not staff.is_back()
    staff.seconds.at += 1
    staff.desk.tick()
    staff.until(staff.is_back)
    assert staff.screen is Screen.HOME


def test_an_emergency_does_not_end_with_the_session(staff: Staff) -> None:
    staff.desk.alarm()
    staff.until(lambda: staff.desk.inside.props.known)
    staff.seconds.at += SESSION_S
    staff.desk.tick()
    assert staff.desk.clerk.name == ""
    assert staff.desk.bar.props.page is Page.INSIDE
    staff.desk.turn(Page.TODAY)
    staff.until(staff.is_back)


def test_it_opens_again_and_again(staff: Staff) -> None:
    for _ in range(2):
        staff.tap("to.kiosk")
        staff.until(staff.is_back)
        staff.come()


def test_nobody_comes_in_without_a_pin(open_kiosk: Open) -> None:
    staff = open_kiosk()
    staff.kiosk.views.devices.deskAsked.emit()
    assert staff.is_back()


def test_fingers_type_into_the_field_on_keys_of_the_screen(staff: Staff) -> None:
    staff.desk.look.speak("th")
    assert "kb.ม" not in [s.name for s in look(staff.desk.window)]
    staff.desk.turn(Page.FIND)
    staff.until(lambda: "kb.ม" in [s.name for s in look(staff.desk.window)])
    for letter in "มะล":
        staff.tap(f"kb.{letter}")
    field = staff.desk.window.activeFocusItem()
    assert field.property("text") == "มะล"
    staff.until(lambda: staff.desk.found.rowCount() == 1)
    staff.tap("kb.erase")
    assert field.property("text") == "มะ"
    # Nothing that is worked with lies below the keys.
    keys = next(s for s in look(staff.desk.window) if s.name == "kb.ๅ")
    assert field.mapToScene(QPointF(0, field.height())).y() < keys.y


@pytest.mark.parametrize("size", [PORTRAIT, WIDE])
def test_what_is_touched_is_as_large_as_a_finger(open_kiosk: Open, size: tuple[int, int]) -> None:
    staff = open_kiosk(size)
    staff.come()
    diagonal_mm = INCHES * 25.4
    least = FINGER_MM * math.hypot(*size) / diagonal_mm
    seen = {s.name: s for s in look(staff.desk.window)}
    for name in ("to.kiosk", "page.today", "page.find", "page.inside", "signin", "keys"):
        assert seen[name].height >= least, name
        assert seen[name].x + seen[name].width <= size[0], name
