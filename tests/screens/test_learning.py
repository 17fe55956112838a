"""My learning: for whoever holds the card, for eight seconds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.outcome import Code
from kiosk.passport import Passport
from kiosk.ports import StoreTrouble
from tests.fakes import MALI, NOON, OPEN_NOW, POTTERY, ROBOT, SOMCHAI
from tests.screens.conftest import Visitor
from ui.viewmodels.passport import PassportProps

YEAR = Passport(
    year=2026, visits=12, minutes=1500,
    features={"workplace": 4, "modern-technology": 2}, partners={"nrvc": 3},
)  # fmt: skip


@pytest.fixture
def learner(visitor: Visitor) -> Visitor:
    """Mali, whose card was scanned."""
    visitor.desk.passport_answer = YEAR
    visitor.admit()
    visitor.scan("CARD1")
    return visitor


def shown(visitor: Visitor) -> PassportProps:
    return visitor.kiosk.views.passport.props


def test_the_cards_holder_sees_the_year(learner: Visitor) -> None:
    learner.tap("passport")
    assert learner.desk.asked("passport") == [(MALI.learner,)]
    assert learner.screen == "passport"
    words = learner.words().replace("\u200b", "")
    assert "การเรียนรู้ของฉัน ปี 2569" in words
    assert shown(learner)[1:4] == ("12", "25", (0, 0, 4, 2, 0, 0))
    assert "วิทยาลัยอาชีวศึกษานครราชสีมา 3 ครั้ง" in words
    assert "มะลิ" not in words


def test_it_is_gone_after_eight_seconds(learner: Visitor) -> None:
    learner.tap("passport")
    learner.wait(7)
    assert learner.screen == "passport"
    learner.wait(1)
    assert learner.screen == "home"
    assert shown(learner) == PassportProps()


@pytest.mark.parametrize("way", ["anywhere", "scan", "trouble", "help"])
def test_nothing_of_it_is_kept(learner: Visitor, way: str) -> None:
    learner.tap("passport")
    if way == "anywhere":
        learner.tap("anywhere")
    elif way == "scan":
        learner.desk.answers["CARD2"] = learner.desk.admitted(SOMCHAI)
        learner.scan("CARD2")
        assert "สมชาย" in learner.words()
    elif way == "trouble":
        learner.desk.answers["CARD2"] = StoreTrouble("full")
        learner.scan("CARD2")
    else:
        learner.tap("help")
        learner.wait(8)
    assert learner.screen == {"scan": "welcome", "trouble": "trouble"}.get(way, "home")
    assert shown(learner) == PassportProps()


def test_in_the_language_of_the_moment(learner: Visitor) -> None:
    learner.tap("passport")
    learner.tap("language.en")
    words = learner.words()
    assert "My learning in 2026" in words
    assert "Nakhon Ratchasima Vocational College: 3 times" in words
    learner.desk.passport_answer = Passport(year=2026, partners={"nrvc": 1})
    learner.kiosk.flow.stage.home()
    learner.scan("CARD1")
    learner.tap("passport")
    assert "Nakhon Ratchasima Vocational College: once" in learner.words()
    learner.kiosk.flow.stage.home()
    learner.tap("language.th")
    assert shown(learner) == PassportProps()


@pytest.mark.parametrize("code", [Code.ADMITTED, Code.ALREADY_IN])
def test_a_typed_number_could_be_anybodys(visitor: Visitor, code: Code) -> None:
    visitor.answer("100001", code, learner=MALI, since=NOON, occurrence=POTTERY, choices=OPEN_NOW)
    visitor.tap("open.pad")
    for digit in "100001":
        visitor.tap(f"key.{digit}", after_ms=120)
    visitor.tap("key.ok")
    assert visitor.screen == ("welcome" if code is Code.ADMITTED else "already")
    assert not visitor.sees("passport")
    visitor.kiosk.views.kiosk.passportAsked.emit()
    visitor.settle()
    assert visitor.desk.asked("passport") == []


def test_whoever_typed_and_chose_has_no_card_either(visitor: Visitor) -> None:
    visitor.answer("100001", Code.CHOOSE, learner=MALI, choices=OPEN_NOW)
    visitor.tap("open.pad")
    visitor.type_keys("100001")
    visitor.tap("key.ok")
    visitor.tap("card.pottery")
    assert visitor.screen == "welcome"
    assert not visitor.sees("passport")


def test_it_stays_the_holders_through_a_choice(visitor: Visitor) -> None:
    visitor.answer("CARD1", Code.CHOOSE, learner=MALI, choices=OPEN_NOW)
    visitor.scan("CARD1")
    visitor.tap("card.robot")
    visitor.tap("passport")
    assert visitor.desk.asked("passport") == [(MALI.learner,)]


def test_counted_people_have_no_passport(visitor: Visitor) -> None:
    visitor.tap("open.guests")
    visitor.tap("band.child")
    visitor.tap("guest.done")
    assert visitor.screen == "welcome"
    assert not visitor.sees("passport")


@pytest.mark.parametrize("order", ["scan first", "scan last"])
def test_it_is_not_shown_to_whoever_scans_while_it_loads(learner: Visitor, order: str) -> None:
    learner.desk.answers["CARD2"] = learner.desk.admitted(SOMCHAI, ROBOT)
    if order == "scan first":
        learner.hands.scan("CARD2")
    learner.hands.tap("passport")
    if order == "scan last":
        learner.hands.scan("CARD2")
    QCoreApplication.processEvents()
    learner.settle()
    assert learner.screen == "welcome"
    assert "สมชาย" in learner.words()
    assert shown(learner) == PassportProps()


def test_trouble_says_so(learner: Visitor) -> None:
    learner.desk.failing["passport"] = StoreTrouble("locked")
    learner.tap("passport")
    assert learner.screen == "trouble"


def test_a_first_year_is_empty_and_fine(learner: Visitor) -> None:
    learner.desk.passport_answer = Passport(year=2026)
    learner.tap("passport")
    assert shown(learner)[1:4] == ("0", "0", (0,) * 6)
    assert learner.screen == "passport"
