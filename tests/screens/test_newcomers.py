"""Somebody's first time here: name, year, guardian, partner, and who is here already."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kiosk.newcomer import Newcomer
from tests.screens.conftest import Visitor
from tests.screens.joining import come, dial, kept, registered, spell, touch


def test_by_touch_in_thai(visitor: Visitor) -> None:
    come(visitor, "year")
    dial(visitor, "25339")
    assert "พ.ศ. 2533 (ค.ศ. 1990) อายุ 36 ปี" in visitor.words()
    visitor.tap("next")
    assert "มหาวิทยาลัยวงษ์ชวลิตกุล" in visitor.words().replace("\u200b", "")
    visitor.tap("partner.0")
    assert visitor.screen == "card"
    assert registered(visitor) == [Newcomer(name="กุ้ง", birth_year=1990, partner="nrru")]
    assert "ยินดีที่ได้รู้จัก กุ้ง" in visitor.words()
    visitor.tap("card.done")
    assert visitor.screen == "welcome"
    assert "ยินดีต้อนรับ กุ้ง" in visitor.words()
    assert kept(visitor) == set()
    assert visitor.sees("passport")


def test_by_touch_in_english(visitor: Visitor) -> None:
    visitor.tap("language.en")
    come(visitor, "year", name="Mary")
    dial(visitor, "1991")
    visitor.tap("key.erase")
    dial(visitor, "0")
    assert "B.E. 2533 (C.E. 1990), age 36" in visitor.words()
    visitor.tap("next")
    visitor.tap("partner.none")
    assert registered(visitor) == [Newcomer(name="Mary", birth_year=1990)]
    assert "Nice to meet you, Mary" in visitor.words()


def test_with_a_keyboard_alone(visitor: Visitor) -> None:
    def press(key: Qt.Key, text: str = "") -> None:
        visitor.hands.key(key.value, text, after_ms=300)
        visitor.settle()

    come(visitor, "name")
    visitor.type_keys("น้ำ ผึ้งง")
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Return, "\r")
    visitor.type_keys("๒๕๓๓")
    press(Qt.Key.Key_Return, "\r")
    assert visitor.screen == "partner"
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return, "\r")
    assert registered(visitor) == [Newcomer(name="น้ำ ผึ้ง", birth_year=1990, partner="nrru")]


@pytest.mark.parametrize(("typed", "told"), [
    ("2600", "ปีนี้ดูไม่ถูกต้อง"), ("1850", "ปีนี้ดูไม่ถูกต้อง"), ("253", "253"), ("0", "0"),
    ("25", "พ.ศ. 2525 (ค.ศ. 1982) อายุ 44 ปี"), ("1990", "พ.ศ. 2533 (ค.ศ. 1990) อายุ 36 ปี"),
])  # fmt: skip
def test_a_year_is_read_back(visitor: Visitor, typed: str, told: str) -> None:
    come(visitor, "year")
    dial(visitor, typed)
    assert told in visitor.words()
    fine = "พ.ศ." in told
    assert visitor.hands.find("next").enabled is fine
    visitor.tap("next")
    assert visitor.screen == ("partner" if fine else "year")


@pytest.mark.parametrize(("typed", "name"), [
    ("😀😀", ""), ("่้ัุ", ""), ("     ", ""), ("123", ""), ("\u202e\u200b", ""), ("มะลิ 😀", "มะลิ"),
    ("\u202eมะลิ", "มะลิ"), ("กุุุ้้้้", "กุ้"), ("ก" * 200, "ก" * 28),
])  # fmt: skip
def test_what_a_name_may_be(visitor: Visitor, typed: str, name: str) -> None:
    come(visitor, "name")
    visitor.type_keys(typed)
    assert visitor.hands.find("next").enabled is bool(name)
    visitor.tap("next")
    assert visitor.screen == ("year" if name else "name")
    if name:
        dial(visitor, "2533")
        visitor.tap("next")
        visitor.tap("partner.none")
        assert [who.name for who in registered(visitor)] == [name]
        assert "\u202e" not in visitor.words()


def test_a_guardian_confirms_for_a_child_under_ten_only(visitor: Visitor) -> None:
    come(visitor, year="2559")
    assert visitor.screen == "partner"
    visitor.kiosk.flow.stage.home()
    come(visitor, year="2560")
    assert visitor.screen == "guardian"
    visitor.tap("guarded")
    visitor.tap("partner.2")
    partner = "anuban-korat"
    child = Newcomer(name="กุ้ง", birth_year=2017, partner=partner, guardian=True)
    assert registered(visitor) == [child]


def test_back_asks_the_question_before_and_keeps_what_was_said(visitor: Visitor) -> None:
    come(visitor, year="2560")
    visitor.tap("guarded")
    went = []
    for _ in range(4):
        visitor.tap("back")
        went.append(visitor.screen)
    assert went == ["guardian", "year", "name", "agree"]
    visitor.tap("agree")
    assert visitor.kiosk.views.keyboard.typed == "กุ้ง"
    visitor.tap("next")
    assert visitor.kiosk.views.newcomer.props.year == ""
    dial(visitor, "2533")
    for name in ("next", "partner.none"):
        visitor.tap(name)
    assert [(who.name, who.birth_year, who.guardian) for who in registered(visitor)] == [
        ("กุ้ง", 1990, False)
    ]


def test_back_from_the_first_question_is_home(visitor: Visitor) -> None:
    visitor.tap("open.new")
    visitor.tap("back")
    assert visitor.screen == "home"


def test_who_goes_back_and_mends_the_year_is_compared_by_the_new_one(visitor: Visitor) -> None:
    visitor.desk.likely_answer = "47"
    come(visitor, year="2533")
    visitor.tap("partner.none")
    assert visitor.screen == "likely"
    visitor.tap("back")
    assert visitor.screen == "partner"
    visitor.tap("back")
    visitor.desk.likely_answer = None
    for name in ("key.erase", "key.4", "next", "partner.none"):
        visitor.tap(name)
    assert visitor.screen == "card"
    assert [who.birth_year for who in registered(visitor)] == [1991]


def test_a_child_alone_is_counted_without_a_name(visitor: Visitor) -> None:
    come(visitor, year="2560")
    visitor.tap("open.guests")
    assert (visitor.screen, kept(visitor), registered(visitor)) == ("guests", set(), [])


def test_language_keeps_what_was_typed(visitor: Visitor) -> None:
    come(visitor, "name")
    spell(visitor, "กุ้ง")
    visitor.tap("language.en")
    assert visitor.kiosk.views.keyboard.typed == "กุ้ง"
    assert visitor.sees("kb.q")
    visitor.tap("next")
    dial(visitor, "25")
    visitor.tap("language.th")
    assert "พ.ศ. 2525" in visitor.words()
    dial(visitor, "33")
    visitor.tap("next")
    visitor.tap("partner.none")
    visitor.tap("language.en")
    assert "Nice to meet you, กุ้ง" in visitor.words()
    assert registered(visitor) == [Newcomer(name="กุ้ง", birth_year=1990)]


# -- the same person -------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["open.pad", "strangers"])
def test_a_likely_same_person_is_asked(visitor: Visitor, answer: str) -> None:
    visitor.desk.likely_answer = "73"
    come(visitor)
    visitor.tap("partner.none")
    assert visitor.screen == "likely"
    assert "รหัสลงท้าย 73" in visitor.words()
    assert "กุ้ง" not in visitor.words()
    assert registered(visitor) == []
    visitor.tap(answer)
    if answer == "open.pad":
        assert (visitor.screen, kept(visitor), registered(visitor)) == ("pad", set(), [])
    else:
        assert (visitor.screen, len(registered(visitor))) == ("card", 1)


def test_the_desk_looks_while_the_partner_is_asked(visitor: Visitor) -> None:
    come(visitor)
    asked = [(who.name, who.birth_year) for (who,) in visitor.desk.asked("likely")]
    assert (visitor.screen, asked) == ("partner", [("กุ้ง", 1990)])
    visitor.tap("partner.none")
    assert len(visitor.desk.asked("likely")) == 1


@pytest.mark.parametrize(("tail", "then"), [(None, "card"), ("73", "likely")])
def test_a_slow_desk_is_waited_for(visitor: Visitor, tail: str | None, then: str) -> None:
    visitor.desk.likely_answer = tail
    come(visitor, "year")
    dial(visitor, "2533")
    for name in ("next", "partner.0", "partner.1", "partner.1"):
        touch(visitor, name)
    assert visitor.screen == "partner"
    visitor.settle()
    assert visitor.screen == then
    assert [who.partner for who in registered(visitor)] == ([] if tail else ["nrvc"])


def test_an_answer_for_the_one_before_is_not_for_the_next(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def likely(who: Newcomer) -> str | None:
        return "73" if who.name == "กุ้ง" else None

    monkeypatch.setattr(visitor.desk, "likely", likely)
    screens: list[str] = []
    visitor.kiosk.flow.stage.shown.connect(screens.append)
    year = ("next", "key.3", "key.3", "next")
    come(visitor, "name")
    spell(visitor, "กุ้ง")
    for name in (*year, *["back"] * 4, "open.new", "agree", "kb.ก", *year, "partner.none"):
        touch(visitor, name)
    visitor.settle()
    assert visitor.screen == "card"
    assert "likely" not in screens
    assert [who.name for who in registered(visitor)] == ["ก"]


def test_strangers_touched_twice_while_the_desk_is_slow(visitor: Visitor) -> None:
    visitor.desk.likely_answer = "73"
    come(visitor)
    visitor.tap("partner.none")
    touch(visitor, "strangers")
    touch(visitor, "strangers")
    visitor.settle()
    assert (visitor.screen, len(registered(visitor))) == ("card", 1)
