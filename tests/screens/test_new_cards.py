"""A newcomer's card, and what comes between the first question and it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.desk import Registered
from kiosk.outcome import VISIT, Code
from kiosk.ports import StoreTrouble
from kiosk.record import Learner
from tests.eyes import read_code
from tests.fakes import CARD, OPEN_NOW, ROBOT
from tests.screens.conftest import Visitor
from tests.screens.joining import come, dial, kept, registered, touch
from tests.screens.ways import go

STEPS = ("agree", "name", "year", "guardian step", "partner", "likely", "card")
KUNG = Learner(learner="new", number="53061834", nickname="กุ้ง", birth_year=1990)


def answer(visitor: Visitor, code: Code, **more: object) -> None:
    """What comes of the check-in that goes with the registration."""
    outcome = visitor.desk.outcome(code, learner=KUNG, how="card", **more)
    visitor.desk.registered = Registered(outcome, CARD, KUNG.number)


def choosing(visitor: Visitor) -> None:
    answer(visitor, Code.CHOOSE, choices=OPEN_NOW)
    visitor.desk.choice = visitor.desk.admitted(KUNG)


# -- the card --------------------------------------------------------------------------------------


def test_the_card_can_be_photographed(visitor: Visitor) -> None:
    come(visitor)
    visitor.tap("partner.none")
    assert read_code(visitor.kiosk.window) == CARD
    assert "5306 1834" in visitor.words()
    visitor.wait(60)
    assert (visitor.screen, kept(visitor)) == ("home", set())


@pytest.mark.parametrize(("way", "wanted"), [("card", "pottery"), ("untouched", VISIT)])
def test_several_activities_are_open(visitor: Visitor, way: str, wanted: str) -> None:
    choosing(visitor)
    come(visitor)
    visitor.tap("partner.none")
    if way == "card":
        visitor.tap("card.done")
        assert visitor.screen == "choose"
        visitor.tap("card.pottery")
    else:
        visitor.wait(60)
    assert visitor.desk.asked("check_in") == [("new", wanted, "card")]
    assert visitor.screen == "welcome"
    assert "ยินดีต้อนรับ กุ้ง" in visitor.words()
    assert kept(visitor) == set()


@pytest.mark.parametrize(("code", "more", "screen", "told"), [
    (Code.STANDBY, {"occurrence": ROBOT, "number": "A17"}, "standby", "A17"),
    (Code.CLOSED, {}, "notice", "ปิดทำการแล้ว"),
])  # fmt: skip
def test_the_card_is_theirs_whatever_comes_of_the_visit(
    visitor: Visitor, code: Code, more: dict[str, object], screen: str, told: str
) -> None:
    answer(visitor, code, **more)
    come(visitor)
    visitor.tap("partner.none")
    assert visitor.screen == "card"
    visitor.tap("card.done")
    assert visitor.screen == screen
    assert told in visitor.words()


def test_the_touched_activity_is_theirs_and_not_the_nexts(visitor: Visitor) -> None:
    visitor.tap("card.pottery")
    come(visitor)
    visitor.tap("partner.none")
    assert [asked[2] for asked in visitor.desk.asked("register")] == ["pottery"]
    visitor.scan("CARD1")
    assert visitor.desk.asked("scan") == [("CARD1", None, False)]


def test_a_double_tap_registers_once(visitor: Visitor) -> None:
    come(visitor)
    where = visitor.hands.find("partner.none").middle
    visitor.hands.tap_at(where)
    visitor.hands.tap_at(where, after_ms=120)
    visitor.settle()
    visitor.hands.tap_at(where, after_ms=300)
    visitor.settle()
    assert (visitor.screen, len(registered(visitor))) == ("card", 1)


# -- what comes between ----------------------------------------------------------------------------


@pytest.mark.parametrize("step", STEPS)
def test_a_scan_in_the_middle_is_served(visitor: Visitor, step: str) -> None:
    go(visitor, step)
    visitor.admit()
    visitor.scan("CARD1")
    assert "ยินดีต้อนรับ มะลิ" in visitor.words()
    assert kept(visitor) == set()
    visitor.tap("cancel")
    assert visitor.screen == "bye"


@pytest.mark.parametrize("step", STEPS)
def test_trouble_in_the_middle_keeps_nothing(visitor: Visitor, step: str) -> None:
    go(visitor, step)
    visitor.desk.trouble = StoreTrouble("full")
    visitor.scan("CARD1")
    assert (visitor.screen, kept(visitor)) == ("trouble", set())
    visitor.desk.trouble = visitor.desk.likely_answer = None
    visitor.wait(2)
    come(visitor)
    visitor.tap("partner.none")
    assert visitor.screen == "card"


@pytest.mark.parametrize("method", ["likely", "register"])
@pytest.mark.parametrize("trouble", [StoreTrouble("locked"), KeyError("กุ้ง")])
def test_the_desk_fails(visitor: Visitor, method: str, trouble: Exception) -> None:
    visitor.desk.failing[method] = trouble
    come(visitor, "year")
    dial(visitor, "2533")
    touch(visitor, "next")
    touch(visitor, "partner.none")
    visitor.settle()
    screen = "trouble" if isinstance(trouble, StoreTrouble) else "home"
    assert (visitor.screen, kept(visitor)) == (screen, set())


@pytest.mark.parametrize("step", STEPS[1:6])
def test_an_untouched_screen_is_cleared(visitor: Visitor, step: str) -> None:
    go(visitor, step)
    visitor.wait(79)
    assert visitor.sees("idle")
    visitor.wait(1)
    assert (visitor.screen, kept(visitor)) == ("home", set())


def _back_and_next_one(visitor: Visitor) -> None:
    for name in ("back", "open.new", "agree"):
        touch(visitor, name)


def _scan(visitor: Visitor) -> None:
    visitor.admit()
    visitor.hands.scan("CARD1")


@pytest.mark.parametrize(("way", "screen"), [(_back_and_next_one, "name"), (_scan, "welcome")])
def test_who_is_registered_behind_anothers_screen_is_counted(
    visitor: Visitor, way: Callable[[Visitor], None], screen: str
) -> None:
    choosing(visitor)
    come(visitor)
    touch(visitor, "partner.none")
    way(visitor)
    visitor.settle()
    assert (visitor.screen, kept(visitor)) == (screen, set())
    assert visitor.desk.asked("check_in") == [("new", VISIT, "card")]
