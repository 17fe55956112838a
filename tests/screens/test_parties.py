"""A group is counted in one go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt

from kiosk.entry import EntryId
from kiosk.outcome import VISIT, Code
from kiosk.ports import StoreTrouble
from kiosk.record import Band
from tests.fakes import MALI, OPEN_NOW, ROBOT
from tests.screens.conftest import Visitor

SIXTY = {Band.CHILD: 60}
SCHOOL = ("open.group", "party.school")


def tap(visitor: Visitor, *names: str) -> None:
    """Touches at a good pace; keys may be quick."""
    for name in names:
        visitor.tap(name, after_ms=150 if name.startswith(("key.", "more.", "less.")) else 700)


def touch(visitor: Visitor, *names: str) -> None:
    """Touches while the desk is slow."""
    for name in names:
        visitor.hands.tap(name)
        QCoreApplication.processEvents()


def counts(visitor: Visitor) -> tuple[int, ...]:
    return visitor.kiosk.views.party.props[:4]


def counted(visitor: Visitor) -> list[tuple[object, ...]]:
    return visitor.desk.asked("count_guests")


def choosing(visitor: Visitor) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(Code.CHOOSE, choices=OPEN_NOW)


def come(visitor: Visitor) -> None:
    """Sixty children of a school before the last touch."""
    tap(visitor, *SCHOOL, "key.6", "key.0")


def test_sixty_children_in_five_touches(visitor: Visitor) -> None:
    touches = [*SCHOOL, "key.6", "key.0", "party.done"]
    tap(visitor, *touches)
    assert len(touches) == 5
    assert counted(visitor) == [(SIXTY, None, "party", "", "school")]
    assert visitor.screen == "welcome"
    assert "นับแล้ว 60 คน" in visitor.words()
    assert counts(visitor) == (0, 0, 0, 0)
    tap(visitor, "cancel")
    assert visitor.desk.asked("undo_all") == [((EntryId("A", 1),),)]
    assert "ยกเลิกให้ 60 คน แล้ว" in visitor.words()


def test_plus_and_minus(visitor: Visitor) -> None:
    tap(visitor, "open.group", "party.family")
    tap(visitor, *["more.adult"] * 3, "less.adult", *["more.child"] * 2, "more.senior")
    assert counts(visitor) == (2, 0, 2, 1)
    assert "รวม 5 คน" in visitor.words()
    tap(visitor, "less.senior", "less.senior")
    assert not visitor.hands.find("less.senior").enabled
    assert counts(visitor) == (2, 0, 2, 0)
    tap(visitor, "party.done")
    assert counted(visitor) == [({Band.CHILD: 2, Band.ADULT: 2}, None, "party", "", "family")]


def test_digits_are_of_the_band_that_is_lit(visitor: Visitor) -> None:
    come(visitor)
    tap(visitor, "count.adult", "key.4", "count.child", "key.5", "key.8", "key.erase")
    assert counts(visitor) == (5, 0, 4, 0)
    tap(visitor, "count.adult", "key.clear", "key.7", "more.adult", "key.2")
    assert counts(visitor) == (5, 0, 2, 0)


def test_with_a_keyboard_thai_digits_too(visitor: Visitor) -> None:
    tap(visitor, *SCHOOL)
    visitor.type_keys("๖x")
    visitor.type_keys("07")
    visitor.hands.key(Qt.Key.Key_Backspace.value, after_ms=300)
    assert counts(visitor) == (60, 0, 0, 0)
    visitor.hands.key(Qt.Key.Key_Return.value, "\r", after_ms=300)
    visitor.settle()
    assert counted(visitor) == [(SIXTY, None, "party", "", "school")]


def test_nobody_is_no_group(visitor: Visitor) -> None:
    tap(visitor, *SCHOOL)
    assert not visitor.hands.find("party.done").enabled
    visitor.hands.key(Qt.Key.Key_Return.value, "\r", after_ms=300)
    tap(visitor, "party.done", "key.0", "key.0", "party.done")
    assert visitor.screen == "partycount"
    assert counted(visitor) == []


@pytest.mark.parametrize(("code", "told"), [
    (Code.COUNT_HELD, "เจ้าหน้าที่จะช่วยนับให้ครบ"), (Code.CLOSED, "ปิดทำการแล้ว"),
])  # fmt: skip
def test_five_thousand_are_not_let_in(visitor: Visitor, code: Code, told: str) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(code, people=5000)
    tap(visitor, *SCHOOL, "key.5", *["key.0"] * 4, "party.done")
    assert counted(visitor)[0][0] == {Band.CHILD: 5000}
    assert visitor.screen == "notice"
    assert told in visitor.words()
    tap(visitor, "back")
    assert not visitor.sees("undo")


@pytest.mark.parametrize(("touched", "partner", "who"), [
    ("partner.3", "vu", "มหาวิทยาลัยวงษ์ชวลิตกุล"), ("partner.none", "", "สถาบันภาคี"),
])  # fmt: skip
def test_a_group_of_a_partner(visitor: Visitor, touched: str, partner: str, who: str) -> None:
    tap(visitor, "open.group", "party.partner")
    assert "มาจากสถาบันไหน" in visitor.words()
    tap(visitor, "language.en", "language.th", touched, "key.3")
    assert who in visitor.words().replace("\u200b", "")
    tap(visitor, "party.done")
    assert counted(visitor) == [({Band.YOUTH: 3}, None, "party", partner, "partner")]


def test_the_touched_activity_is_the_groups_and_not_the_nexts(visitor: Visitor) -> None:
    tap(visitor, "card.robot")
    come(visitor)
    tap(visitor, "party.done")
    assert counted(visitor)[0][1] == "robot"
    visitor.scan("CARD1")
    assert visitor.desk.asked("scan") == [("CARD1", None, False)]


def test_several_activities_are_chosen_from_once(visitor: Visitor) -> None:
    choosing(visitor)
    come(visitor)
    tap(visitor, "party.done", "language.en", "card.pottery")
    assert [asked[1] for asked in counted(visitor)] == [None, "pottery"]
    assert visitor.screen == "welcome"
    assert "60 people counted" in visitor.words()
    assert "Dan Kwian pottery" in visitor.words()


@pytest.mark.parametrize("way", ["visit", "untouched", "scan"])
def test_who_does_not_choose_is_counted_as_visiting(visitor: Visitor, way: str) -> None:
    choosing(visitor)
    come(visitor)
    tap(visitor, "party.done")
    if way == "visit":
        tap(visitor, "visit")
    elif way == "untouched":
        visitor.wait(60)
    else:
        visitor.admit()
        visitor.scan("CARD1")
        assert "ยินดีต้อนรับ มะลิ" in visitor.words()
        assert visitor.sees("cancel")
    assert counted(visitor)[1:] == [(SIXTY, VISIT, "party", "", "school")]
    assert visitor.screen == "welcome"
    assert ("นับแล้ว 60 คน" in visitor.words()) is (way != "scan")


def test_a_learner_who_scans_meanwhile_chooses_for_herself(visitor: Visitor) -> None:
    choosing(visitor)
    come(visitor)
    tap(visitor, "party.done")
    visitor.answer("CARD1", Code.CHOOSE, learner=MALI, choices=OPEN_NOW)
    visitor.scan("CARD1")
    assert visitor.screen == "choose"
    tap(visitor, "card.robot")
    assert visitor.desk.asked("check_in") == [(MALI.learner, "robot", "card")]
    assert [asked[1] for asked in counted(visitor)] == [None, VISIT]


def test_going_back_counts_nobody(visitor: Visitor) -> None:
    choosing(visitor)
    come(visitor)
    tap(visitor, "party.done", "back")
    assert visitor.screen == "home"
    assert len(counted(visitor)) == 1


def test_back_asks_who_they_are_again_and_keeps_the_numbers(visitor: Visitor) -> None:
    come(visitor)
    tap(visitor, "back")
    assert visitor.screen == "party"
    tap(visitor, "party.school")
    assert sum(counts(visitor)) == 60
    tap(visitor, "back", "party.family")
    assert counts(visitor) == (0, 0, 0, 0)
    tap(visitor, "back", "party.partner", "partner.3", "back")
    assert visitor.screen == "partner"
    tap(visitor, "back", "back")
    assert visitor.screen == "home"
    assert counted(visitor) == []


@pytest.mark.parametrize(("left", "told"), [
    (5, "เหลือ 5 ที่ มากัน 60 คน\nคุณได้บัตรคิว A9"), (0, "เต็มแล้ว คุณได้บัตรคิว A9"),
])  # fmt: skip
def test_more_than_there_are_seats_are_told_how_many_there_are(
    visitor: Visitor, left: int, told: str
) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(
        Code.STANDBY, occurrence=ROBOT, number="A9", seats_left=left, people=60
    )
    come(visitor)
    tap(visitor, "party.done")
    words = visitor.words().replace("\u200b", "")
    assert told in words
    # The lab has twelve places: there will never be sixty.
    assert ("ห้องนี้รับได้" in words) is (left > 0)


def test_a_full_activity_offers_the_others(visitor: Visitor) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(
        Code.STANDBY, occurrence=ROBOT, number="A9", choices=OPEN_NOW, people=60
    )
    come(visitor)
    tap(visitor, "party.done")
    assert visitor.screen == "standby"
    assert "A9" in visitor.words()
    tap(visitor, "others", "card.story")
    assert [asked[:2] for asked in counted(visitor)] == [(SIXTY, None), (SIXTY, "story")]
    assert "นับแล้ว 60 คน" in visitor.words()


def test_touched_twice_while_the_desk_is_slow_they_are_counted_once(visitor: Visitor) -> None:
    come(visitor)
    touch(visitor, "party.done", "party.done", "more.adult", "party.done")
    visitor.settle()
    assert counted(visitor) == [(SIXTY, None, "party", "", "school")]
    assert visitor.screen == "welcome"


@pytest.mark.parametrize("scans", ["before", "after"])
def test_chosen_twice_while_the_desk_is_slow_they_are_counted_once(
    visitor: Visitor, scans: str
) -> None:
    choosing(visitor)
    come(visitor)
    tap(visitor, "party.done")
    if scans == "before":
        visitor.hands.scan("CARD1")
    touch(visitor, "card.pottery", "card.robot")
    if scans == "after":
        visitor.hands.scan("CARD1")
    visitor.settle()
    # Before they have chosen, a code that is nobody's takes nothing from them.
    assert visitor.screen == ("welcome" if scans == "before" else "unknown")
    assert [asked[1] for asked in counted(visitor)] == [None, "pottery"]


@pytest.mark.parametrize("code", [Code.CHOOSE, Code.ADMITTED])
def test_a_group_counted_behind_the_next_ones_screen(visitor: Visitor, code: Code) -> None:
    if code is Code.CHOOSE:
        choosing(visitor)
    come(visitor)
    touch(visitor, "party.done", "back", "open.group", "party.family", "key.2")
    visitor.settle()
    assert (visitor.screen, counts(visitor)) == ("partycount", (0, 0, 2, 0))
    visits = [VISIT] if code is Code.CHOOSE else []
    assert [asked[:2] for asked in counted(visitor)] == [(SIXTY, w) for w in [None, *visits]]
    visitor.desk.guest_answer = None
    tap(visitor, "party.done")
    assert counted(visitor)[-1] == ({Band.ADULT: 2}, None, "party", "", "family")


def test_trouble_and_idling_forget_the_group(visitor: Visitor) -> None:
    come(visitor)
    visitor.wait(80)
    assert (visitor.screen, counts(visitor)) == ("home", (0, 0, 0, 0))
    come(visitor)
    visitor.desk.failing["count_guests"] = StoreTrouble("full")
    tap(visitor, "party.done")
    assert (visitor.screen, counts(visitor)) == ("trouble", (0, 0, 0, 0))
    del visitor.desk.failing["count_guests"]
    visitor.wait(2)
    come(visitor)
    tap(visitor, "party.done")
    assert visitor.screen == "welcome"
