"""A scan, every case, on the real screens."""

from __future__ import annotations

import msgspec
import pytest

from kiosk.entry import EntryId
from kiosk.outcome import VISIT, Code
from tests.fakes import MALI, NOON, OPEN_NOW, POTTERY, ROBOT, SOMCHAI
from tests.screens.conftest import Visitor, outcomes

SCREEN_OF = {
    "admitted": "welcome", "expired": "welcome", "repeat": "welcome", "choose": "choose",
    "already_in": "already", "left": "bye", "unknown": "unknown", "forged": "unknown",
    "unreadable": "unknown",
    "standby": "standby", "held": "notice", "replaced": "notice", "too_early": "notice",
    "ended": "notice", "cancelled": "notice", "guardian": "notice", "closed": "notice",
    "mistyped": "pad", "paused": "pad", "foreign": "welcome", "not_certain": "standby",
    "count_held": "notice",
}  # fmt: skip


def test_home_is_painted_before_the_desk_answers(make_visitor) -> None:
    visitor = make_visitor()
    assert visitor.screen == "home"
    assert visitor.sees("open.pad")
    assert visitor.desk.calls == []


def test_welcome_shows_the_first_name_alone(visitor: Visitor) -> None:
    visitor.admit()
    visitor.scan("CARD1")
    assert visitor.desk.asked("scan") == [("CARD1", None, False)]
    assert visitor.screen == "welcome"
    words = visitor.words()
    assert "ยินดีต้อนรับ มะลิ" in words
    assert "ปั้นดินด่านเกวียนกับครูช่าง" in words
    assert "เชิญที่ ห้องปฏิบัติการ 1" in words
    assert "เหลือ 4 ที่นั่ง" in words
    assert "ใจดี" not in words
    assert "นางสาว" not in words
    assert visitor.sounds == ["welcome"]


def test_who_has_only_a_nickname_is_called_by_it(visitor: Visitor) -> None:
    somebody = msgspec.structs.replace(MALI, name="", name_en="", nickname="ต้น")
    visitor.desk.answers["CARD1"] = visitor.desk.admitted(somebody)
    visitor.scan("CARD1")
    assert "ต้น" in visitor.words()


@pytest.mark.parametrize("code", list(Code))
def test_every_outcome_has_its_screen(visitor: Visitor, code: Code) -> None:
    visitor.desk.answers["X123"] = outcomes(visitor.desk)[code.value]
    visitor.scan("X123")
    assert visitor.screen == SCREEN_OF[code.value]
    assert visitor.words()


def test_welcome_goes_home_by_itself(visitor: Visitor) -> None:
    visitor.admit()
    visitor.scan("CARD1")
    visitor.wait(5)
    assert visitor.screen == "welcome"
    visitor.wait(1)
    assert visitor.screen == "home"


def test_any_touch_ends_the_welcome(visitor: Visitor) -> None:
    visitor.admit()
    visitor.scan("CARD1")
    visitor.tap("welcome.title")
    assert visitor.screen == "home"
    assert visitor.desk.asked("undo_all") == []


def test_a_check_in_can_be_cancelled_for_ten_seconds(visitor: Visitor) -> None:
    outcome = visitor.admit()
    visitor.scan("CARD1")
    visitor.tap("cancel")
    assert visitor.desk.asked("undo_all") == [((outcome.entry,),)]
    assert visitor.screen == "bye"
    assert "ยกเลิกให้ มะลิ แล้ว" in visitor.words()


def test_cancelling_stays_possible_on_home(visitor: Visitor) -> None:
    outcome = visitor.admit()
    visitor.scan("CARD1")
    visitor.wait(6)
    assert visitor.screen == "home"
    assert "ยกเลิก (4)" in visitor.words()
    assert "มะลิ เช็กอินแล้ว" in visitor.words()
    visitor.tap("language.en")
    assert "Mali checked in" in visitor.words()
    assert "Jaidee" not in visitor.words()
    visitor.tap("undo")
    assert visitor.desk.asked("undo_all") == [((outcome.entry,),)]


def test_cancelling_ends_after_ten_seconds(visitor: Visitor) -> None:
    visitor.admit()
    visitor.scan("CARD1")
    visitor.wait(10)
    assert not visitor.sees("undo")


@pytest.mark.parametrize("code", ["already_in", "held", "choose", "admitted"])
def test_nobody_cancels_for_another(visitor: Visitor, code: str) -> None:
    visitor.admit()
    visitor.scan("CARD1")
    other = msgspec.structs.replace(outcomes(visitor.desk)[code], learner=SOMCHAI)
    visitor.desk.answers["CARD2"] = other
    visitor.scan("CARD2")
    visitor.kiosk.flow.stage.home()
    visitor.settle()
    assert visitor.sees("undo") is (code == "admitted")
    assert "มะลิ" not in visitor.words()


def test_the_same_one_may_still_cancel(visitor: Visitor) -> None:
    outcome = visitor.admit()
    visitor.scan("CARD1")
    visitor.desk.answers["CARD1"] = outcomes(visitor.desk)["already_in"]
    visitor.scan("CARD1")
    visitor.tap("back")
    visitor.tap("undo")
    assert visitor.desk.asked("undo_all") == [((outcome.entry,),)]


def test_who_cannot_be_named_may_not_cancel_what_another_did(visitor: Visitor) -> None:
    visitor.admit()
    visitor.scan("CARD1")
    visitor.scan("NOBODY")
    visitor.tap("retry")
    assert not visitor.sees("undo")


def test_an_expired_card_enters_with_a_soft_note(visitor: Visitor) -> None:
    visitor.answer("OLD1", Code.EXPIRED, learner=MALI, until=NOON.date(), entry=EntryId("A", 5))
    visitor.scan("OLD1")
    assert visitor.screen == "welcome"
    assert "ต่ออายุได้ที่เคาน์เตอร์" in visitor.words()
    assert "พฤศจิกายน 2569" in visitor.words()


def test_a_repeat_makes_no_new_sound(visitor: Visitor) -> None:
    visitor.answer("CARD1", Code.REPEAT, learner=MALI, entry=EntryId("A", 5))
    visitor.scan("CARD1")
    assert visitor.screen == "welcome"
    assert visitor.sounds == []


def test_a_repeat_keeps_the_words_of_the_welcome(visitor: Visitor) -> None:
    entry = EntryId("A", 5)
    visitor.answer(
        "OLD1", Code.EXPIRED, learner=MALI, occurrence=POTTERY, seats_left=4, until=NOON.date(),
        entry=entry,
    )  # fmt: skip
    visitor.scan("OLD1")
    first = visitor.words()
    visitor.answer("OLD1", Code.REPEAT, learner=MALI, occurrence=POTTERY, entry=entry)
    visitor.scan("OLD1")
    assert visitor.words() == first
    assert "ต่ออายุได้ที่เคาน์เตอร์" in first
    visitor.wait(7)
    assert visitor.screen == "home"
    visitor.scan("OLD1")
    assert visitor.words() == first
    assert visitor.sounds == ["welcome"]


class TestChoosing:
    @pytest.fixture(autouse=True)
    def choosing(self, visitor: Visitor) -> None:
        visitor.answer("CARD1", Code.CHOOSE, learner=MALI, choices=OPEN_NOW)
        visitor.scan("CARD1")
        assert visitor.screen == "choose"

    def test_it_says_whose_choice_it_is(self, visitor: Visitor) -> None:
        assert "มะลิ วันนี้มาร่วมกิจกรรมไหน" in visitor.words()
        visitor.tap("language.en")
        assert "Mali, what are you here for?" in visitor.words()
        assert "Jaidee" not in visitor.words()

    def test_by_card(self, visitor: Visitor) -> None:
        visitor.tap("card.story")
        assert visitor.desk.asked("check_in") == [("l1", "story", "card")]
        assert visitor.screen == "welcome"
        assert "เล่านิทานใต้ต้นไม้" in visitor.words()

    def test_just_visiting(self, visitor: Visitor) -> None:
        visitor.tap("visit")
        assert visitor.desk.asked("check_in") == [("l1", VISIT, "card")]

    def test_nothing_for_a_minute_counts_a_visit(self, visitor: Visitor) -> None:
        visitor.wait(59)
        assert visitor.desk.asked("check_in") == []
        visitor.wait(1)
        assert visitor.desk.asked("check_in") == [("l1", VISIT, "card")]

    def test_cancel_counts_nothing(self, visitor: Visitor) -> None:
        visitor.tap("back")
        assert visitor.screen == "home"
        visitor.wait(120)
        assert visitor.desk.asked("check_in") == []

    def test_the_next_one_does_not_lose_this_one(self, visitor: Visitor) -> None:
        visitor.desk.answers["CARD2"] = visitor.desk.admitted(SOMCHAI)
        visitor.scan("CARD2")
        assert visitor.screen == "welcome"
        assert "สมชาย" in visitor.words()
        assert visitor.desk.asked("check_in") == [("l1", VISIT, "card")]

    def test_the_same_card_again_asks_again(self, visitor: Visitor) -> None:
        visitor.scan("CARD1")
        assert visitor.screen == "choose"
        assert visitor.desk.asked("check_in") == []

    def test_a_full_one_gives_a_waiting_number(self, visitor: Visitor) -> None:
        visitor.desk.choice = visitor.desk.outcome(
            Code.STANDBY, learner=MALI, occurrence=ROBOT, number="A7", choices=OPEN_NOW[:1]
        )
        visitor.tap("card.robot")
        assert visitor.screen == "standby"
        assert "A7" in visitor.words()
        visitor.desk.choice = None
        visitor.tap("others")
        visitor.tap("card.pottery")
        assert visitor.desk.asked("check_in")[-1] == ("l1", "pottery", "card")
        assert visitor.screen == "welcome"


class TestAlreadyIn:
    @pytest.fixture(autouse=True)
    def inside(self, visitor: Visitor) -> None:
        visitor.desk.answers["CARD1"] = outcomes(visitor.desk)["already_in"]
        visitor.scan("CARD1")
        assert "13.30 น." in visitor.words()

    def test_leaving(self, visitor: Visitor) -> None:
        visitor.tap("leave")
        assert visitor.desk.asked("leave") == [((EntryId("A", 99),),)]
        assert visitor.screen == "faces"
        visitor.tap("face.3")
        assert visitor.screen == "bye"
        visitor.wait(4)
        assert visitor.screen == "home"

    def test_another_activity_leaves_out_the_present_one(self, visitor: Visitor) -> None:
        visitor.tap("others")
        assert visitor.screen == "choose"
        assert visitor.sees("card.robot")
        assert not visitor.sees("card.pottery")
        assert not visitor.sees("visit")
        assert "มะลิ วันนี้มาร่วมกิจกรรมไหน" in visitor.words()
        visitor.tap("card.story")
        assert visitor.desk.asked("check_in") == [("l1", "story", "card")]

    def test_nothing_pressed_records_nothing(self, visitor: Visitor) -> None:
        visitor.tap("back")
        assert [call[0] for call in visitor.desk.calls if call[0] in ("leave", "check_in")] == []


def test_unknown_leads_on(visitor: Visitor) -> None:
    visitor.scan("NOBODY")
    assert visitor.screen == "unknown"
    assert "ยังไม่รู้จักบัตรนี้" in visitor.words()
    visitor.tap("retry")
    assert visitor.screen == "home"
    visitor.scan("NOBODY")
    visitor.tap("open.new")
    assert visitor.screen == "agree"
    visitor.tap("open.guests")
    assert visitor.screen == "guests"


def test_what_was_cancelled_offers_the_rest(visitor: Visitor) -> None:
    visitor.desk.answers["CARD1"] = outcomes(visitor.desk)["cancelled"]
    visitor.scan("CARD1")
    visitor.tap("others")
    visitor.tap("card.pottery")
    assert visitor.desk.asked("check_in") == [("l1", POTTERY.key, "card")]


def test_a_notice_goes_home_by_itself(visitor: Visitor) -> None:
    visitor.answer("CARD1", Code.HELD, learner=MALI)
    visitor.scan("CARD1")
    assert "มะลิ" not in visitor.words()
    visitor.wait(20)
    assert visitor.screen == "home"
