"""A partner's student card that nobody here has yet: one question less, and the card works."""

from __future__ import annotations

import pytest

from kiosk.newcomer import Newcomer
from kiosk.outcome import Code
from kiosk.record import PartnerNumber
from tests.screens.conftest import Visitor
from tests.screens.joining import come, dial, kept, registered, spell
from tests.screens.ways import go

STUDENT = PartnerNumber(partner="nrvc", number="6412345678")


def show_card(visitor: Visitor, code: str = "STUDENT") -> None:
    visitor.answer(code, Code.UNKNOWN, student=STUDENT)
    visitor.scan(code)
    assert visitor.screen == "unknown"


def answer(visitor: Visitor, year: str = "2533") -> None:
    """Name and year, after the notice."""
    spell(visitor, "กุ้ง")
    visitor.tap("next")
    dial(visitor, year)
    visitor.tap("next")


def plain(visitor: Visitor) -> str:
    return visitor.words().replace("\u200b", "")


def test_the_partner_is_not_asked_and_the_number_is_kept(visitor: Visitor) -> None:
    show_card(visitor)
    assert "น่าจะเป็นบัตรของวิทยาลัยอาชีวศึกษานครราชสีมา" in plain(visitor)
    visitor.tap("open.new")
    assert "บัตรของวิทยาลัยอาชีวศึกษานครราชสีมา ใช่ไหม เราจะเก็บเลขบนบัตรไว้ด้วย" in plain(visitor)
    assert visitor.kiosk.views.newcomer.props.steps == 3
    visitor.tap("agree")
    answer(visitor)
    assert visitor.screen == "card"
    assert registered(visitor) == [
        Newcomer(name="กุ้ง", birth_year=1990, partner="nrvc", student=STUDENT)
    ]
    # The number itself is on no screen.
    assert STUDENT.number not in plain(visitor)


def test_somebody_elses_card_is_not_kept(visitor: Visitor) -> None:
    show_card(visitor)
    visitor.tap("open.new")
    visitor.tap("disown")
    answer(visitor)
    assert visitor.screen == "partner"
    visitor.tap("partner.none")
    assert registered(visitor) == [Newcomer(name="กุ้ง", birth_year=1990)]


def test_a_child_needs_a_guardian_all_the_same(visitor: Visitor) -> None:
    show_card(visitor)
    visitor.tap("open.new")
    visitor.tap("agree")
    answer(visitor, "2560")
    assert (visitor.screen, registered(visitor)) == ("guardian", [])
    visitor.tap("guarded")
    assert visitor.screen == "card"
    (child,) = registered(visitor)
    assert (child.guardian, child.student) == (True, STUDENT)


def test_who_may_be_the_same_person_is_still_asked(visitor: Visitor) -> None:
    visitor.desk.likely_answer = "73"
    show_card(visitor)
    visitor.tap("open.new")
    visitor.tap("agree")
    answer(visitor)
    assert (visitor.screen, registered(visitor)) == ("likely", [])
    visitor.tap("back")
    assert visitor.screen == "year"
    visitor.tap("next")
    visitor.tap("strangers")
    assert visitor.screen == "card"
    assert [who.student for who in registered(visitor)] == [STUDENT]


@pytest.mark.parametrize("way", ["home", "scan", "pad", "idle"])
def test_the_next_one_gets_nothing_of_it(visitor: Visitor, way: str) -> None:
    show_card(visitor)
    match way:
        case "home":
            visitor.tap("back")
        case "scan":
            visitor.admit("CARD1")
            visitor.scan("CARD1")
            visitor.wait(6)
        case "pad":
            visitor.tap("open.new")
            visitor.tap("back")
        case "idle":
            visitor.wait(80)
    assert visitor.screen == "home"
    come(visitor)
    assert visitor.screen == "partner"
    visitor.tap("partner.none")
    assert [who.student for who in registered(visitor)] == [None]


def test_a_number_that_is_typed_offers_nothing(visitor: Visitor) -> None:
    go(visitor, "unknown")
    assert "น่าจะเป็นบัตร" not in plain(visitor)
    visitor.tap("open.new")
    assert not visitor.sees("disown")
    assert kept(visitor) == set()
