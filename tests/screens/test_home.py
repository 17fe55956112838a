"""Home: what is on, what is wanted, what is said when nothing is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from kiosk.outcome import Code, Running
from kiosk.record import Band
from tests.fakes import LATER, OPEN_NOW, POTTERY, occurrence
from tests.screens.conftest import Visitor


def refresh(visitor: Visitor) -> None:
    visitor.kiosk.flow.watch.refresh()
    visitor.settle()


def test_today(visitor: Visitor) -> None:
    words = visitor.words()
    assert "วันนี้ที่ อุทยานการเรียนรู้นครราชสีมา" in words
    assert "วันอาทิตย์ที่ 22 พฤศจิกายน 2569" in words
    assert "13.30 น." in words
    assert "13.00–15.00 น.  ·  ห้องปฏิบัติการ 1" in words
    assert "วิทยาลัยอาชีวศึกษานครราชสีมา" in words
    assert "สำหรับครอบครัว" in words
    assert "เหลือ 5 ที่นั่ง" in words
    assert "เต็มแล้ว รับบัตรคิวได้" in words
    assert "วันนี้มาแล้ว 132 คน" in words


def test_the_small_hours_belong_to_the_day_before(visitor: Visitor) -> None:
    visitor.desk.now = dt.datetime(2026, 11, 22, 19, 30, tzinfo=dt.UTC)
    refresh(visitor)
    words = visitor.words()
    assert "02.30 น." in words
    assert "วันอาทิตย์ที่ 22 พฤศจิกายน 2569" in words


def test_what_is_over_or_cancelled_is_left_out(visitor: Visitor) -> None:
    over = occurrence("over", "จบแล้ว", "09:00", "10:00")
    off = occurrence("off", "งดจัด", "13:00", "15:00", cancelled=True)
    visitor.desk.running = (Running(over), Running(off), *OPEN_NOW)
    refresh(visitor)
    assert [c.key for c in visitor.kiosk.views.openNow.cards] == ["pottery", "robot", "story"]


def test_the_clock_goes_on_and_later_becomes_now(visitor: Visitor) -> None:
    visitor.desk.now += dt.timedelta(minutes=61)
    visitor.wait(3661)
    assert "14.31 น." in visitor.words()
    assert "english" in [c.key for c in visitor.kiosk.views.openNow.cards]


def test_another_window_wrote(visitor: Visitor) -> None:
    visitor.desk.came += 1
    visitor.desk.generation += 1
    visitor.wait(4)
    assert "วันนี้มาแล้ว 133 คน" in visitor.words()


def test_pages(visitor: Visitor) -> None:
    many = tuple(Running(occurrence(f"k{n}", f"กิจกรรม {n}", "13:00", "15:00")) for n in range(9))
    visitor.desk.running = many
    refresh(visitor)
    model = visitor.kiosk.views.openNow
    first = model.rowCount()
    assert visitor.sees("card.k0")
    visitor.tap("page.next")
    assert not visitor.sees("card.k0")
    assert visitor.sees(f"card.k{first}")
    visitor.tap("page.back")
    assert visitor.sees("card.k0")


def test_nothing_on(visitor: Visitor) -> None:
    visitor.desk.running = ()
    visitor.desk.next_day = dt.date(2026, 11, 24)
    refresh(visitor)
    words = visitor.words()
    assert "วันนี้ไม่มีกิจกรรม" in words
    assert "วันอังคารที่ 24 พฤศจิกายน 2569" in words
    assert visitor.sees("open.guests")


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (1280, 800)])
def test_with_the_largest_letters_later_is_there_too(
    make_visitor: Callable[..., Visitor], size: tuple[int, int]
) -> None:
    visitor = make_visitor(size)
    visitor.arrive()
    visitor.kiosk.views.look.resize(200)
    visitor.settle()
    for name in ("card.pottery", "later.english"):
        card = visitor.hands.find(name)
        assert card.y + card.height <= size[1]


def test_only_later(visitor: Visitor) -> None:
    visitor.desk.running = LATER
    refresh(visitor)
    assert "กิจกรรมต่อไปเริ่ม 15.00 น." in visitor.words()
    assert visitor.sees("later.english")


def test_closed(visitor: Visitor) -> None:
    visitor.desk.running = ()
    visitor.desk.centre_open = False
    visitor.desk.opens_at = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
    refresh(visitor)
    words = visitor.words()
    assert "ปิดทำการแล้ว พบกันใหม่ วันอังคารที่ 24 พฤศจิกายน 2569" in words
    assert "เปิด 09.00 น." in words
    assert not visitor.sees("open.pad")
    visitor.answer("CARD1", Code.CLOSED)
    visitor.scan("CARD1")
    assert visitor.screen == "notice"


class TestACardThatIsWanted:
    def test_goes_with_the_next_scan(self, visitor: Visitor) -> None:
        visitor.tap("card.pottery")
        assert "ร่วม “ปั้นดินด่านเกวียนกับครูช่าง” ใช่ไหม" in visitor.words()
        visitor.admit()
        visitor.scan("CARD1")
        assert visitor.desk.asked("scan") == [("CARD1", POTTERY.key, False)]
        visitor.scan("CARD1")
        assert visitor.desk.asked("scan")[1] == ("CARD1", None, False)

    def test_goes_with_counted_people(self, visitor: Visitor) -> None:
        visitor.tap("card.pottery")
        visitor.tap("open.guests")
        visitor.tap("band.youth")
        assert visitor.desk.asked("count_guests") == [({Band.YOUTH: 1}, "pottery", "touch")]

    def test_stays_while_an_unknown_card_is_tried_again(self, visitor: Visitor) -> None:
        visitor.tap("card.pottery")
        visitor.scan("NOBODY")
        visitor.admit()
        visitor.scan("CARD1")
        assert visitor.desk.asked("scan")[1] == ("CARD1", "pottery", False)

    def test_is_forgotten_after_half_a_minute(self, visitor: Visitor) -> None:
        visitor.tap("card.pottery")
        visitor.wait(30)
        assert "ใช่ไหม" not in visitor.words()
        visitor.scan("CARD1")
        assert visitor.desk.asked("scan") == [("CARD1", None, False)]

    def test_touched_again_is_let_go(self, visitor: Visitor) -> None:
        visitor.tap("card.pottery")
        visitor.tap("card.pottery")
        assert "ใช่ไหม" not in visitor.words()

    def test_later_says_when(self, visitor: Visitor) -> None:
        visitor.tap("later.english")
        assert visitor.screen == "notice"
        assert "เปิดให้เช็กอินเวลา 14.30 น." in visitor.words()
        assert visitor.desk.calls == []


def test_the_window_is_called_after_the_centre(visitor: Visitor) -> None:
    assert visitor.kiosk.window.title() == "อุทยานการเรียนรู้นครราชสีมา"
    visitor.tap("language.en")
    assert visitor.kiosk.window.title() == "TK Square Korat"


@pytest.mark.parametrize(
    ("key", "text", "held"),
    [
        (Qt.Key.Key_Escape, "\x1b", Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Q, "\x11", Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_only_a_demonstration_ends_by_a_key(
    make_visitor: Callable[..., Visitor], key: Qt.Key, text: str, held: Qt.KeyboardModifier
) -> None:
    ended: list[bool] = []
    for demo in (False, True):
        visitor = make_visitor(demo=demo)
        visitor.kiosk.ended.connect(lambda demo=demo: ended.append(demo))
        visitor.arrive()
        visitor.hands.key(key.value, text, held=held)
        visitor.kiosk.wedge._fingers()
        assert ("กด Esc เพื่อจบ" in visitor.words()) is demo
    assert ended == [True]


def test_no_button_is_dead(visitor: Visitor) -> None:
    ways = {"pad": "pad", "guests": "guests", "new": "agree", "group": "party"}
    for name, screen in ways.items():
        visitor.tap(f"open.{name}")
        assert visitor.screen == screen
        visitor.tap("back")
        assert visitor.screen == "home"
