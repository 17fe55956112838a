"""Who may end the kiosk: staff behind their PIN, and anybody only while nobody has one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.ports import StoreTrouble
from tests.screens.conftest import Visitor
from tests.screens.ways import DIGITS, staff, tap
from ui.closing import SURE_S

Make = Callable[..., Visitor]


def watched(visitor: Visitor) -> list[str]:
    """One line for each time the kiosk ended."""
    ends: list[str] = []
    visitor.kiosk.ended.connect(lambda: ends.append("ended"))
    return ends


def close(visitor: Visitor) -> None:
    """As Alt+F4 and a window manager do."""
    visitor.kiosk.window.close()
    visitor.settle()


def test_a_window_manager_closes_nothing_where_somebody_works(visitor: Visitor) -> None:
    ends = watched(visitor)
    close(visitor)
    assert visitor.kiosk.window.isVisible()
    assert ends == []
    visitor.admit()
    visitor.scan("CARD1")
    assert visitor.screen == "welcome"


def test_as_long_as_nobody_works_here_everybody_may_close_it(visitor: Visitor) -> None:
    visitor.desk.pins.clear()
    ends = watched(visitor)
    close(visitor)
    assert ends == ["ended"]
    staff()(visitor)
    assert "walkin staff add" in visitor.words()
    assert "F9" in visitor.words()
    visitor.tap("close")
    assert ends == ["ended", "ended"]


def test_a_database_that_cannot_be_asked_lets_nobody_out(visitor: Visitor) -> None:
    ends = watched(visitor)
    visitor.desk.trouble = StoreTrouble("disk")
    close(visitor)
    assert ends == []


def test_the_second_touch_of_staff_closes_it(visitor: Visitor) -> None:
    ends = watched(visitor)
    staff("who.0", *DIGITS, "close")(visitor)
    assert ends == []
    assert "แตะอีกครั้งเพื่อปิด" in visitor.words()
    visitor.tap("close")
    assert ends == ["ended"]


def test_one_touch_alone_is_forgotten(visitor: Visitor) -> None:
    ends = watched(visitor)
    staff("who.0", *DIGITS, "close")(visitor)
    visitor.wait(SURE_S)
    assert "แตะอีกครั้งเพื่อปิด" not in visitor.words()
    tap("close", "back")(visitor)
    staff("who.0", *DIGITS, "close")(visitor)
    assert ends == []


def test_nobody_at_home_reaches_the_button(visitor: Visitor) -> None:
    ends = watched(visitor)
    for _ in range(2):
        visitor.kiosk.views.devices.closeAsked.emit()
    visitor.settle()
    assert ends == []


def test_a_demonstration_keeps_nobody_in(make_visitor: Make) -> None:
    visitor = make_visitor(demo=True)
    visitor.arrive()
    ends = watched(visitor)
    close(visitor)
    assert ends == ["ended"]


@pytest.mark.parametrize("seconds", [179, 180])
def test_the_devices_are_shown_for_three_minutes_untouched(visitor: Visitor, seconds: int) -> None:
    staff("who.0", *DIGITS)(visitor)
    visitor.wait(seconds)
    assert visitor.screen == ("devices" if seconds < 180 else "home")
