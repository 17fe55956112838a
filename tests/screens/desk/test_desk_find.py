"""Finding learners at the desk: as one types, by the newest text alone, while staff are in."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from kiosk.desk import FrontDesk, Match
from kiosk.entry import LearnerKept, Looked
from kiosk.ports import StoreTrouble
from kiosk.record import Role, Standing
from tests.builders import a_learner
from tests.screens.desk.conftest import Driver, Place
from tests.screens.desk.people import journal

Open = Callable[[], Driver]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def driver(desk: Open, place: Place) -> Driver:
    place.person(1, "นางสาวมะลิ ใจดี", partner="nrru", phone="0812341234")
    place.person(2, "ศักดิ์ กล้า", birth_year=1980)
    place.person(3, "มะลิวัลย์ งาม", standing=Standing.SUSPENDED)
    made = desk().signed_in("ครูแอน")
    made.key(Qt.Key.Key_3, CONTROL)
    made.until(lambda: made.items("find") != [])
    return made


def search(driver: Driver, text: str) -> list[str]:
    """The names that are shown for a text, once it is answered."""
    with driver.qtbot.waitSignal(driver.desk._people.finding.shown, timeout=10_000):
        driver.type(text)
    return driver.shown("found.name")


def test_one_types_at_once_and_sees_who_is_meant(driver: Driver) -> None:
    assert driver.field() == "find"
    assert driver.text("find.empty") == "ค้นหาผู้เรียนรู้"
    assert "เบอร์โทร 4 ตัวท้าย" in driver.text("find.hint")
    assert search(driver, "มะลิ") == ["มะลิ จ.", "มะลิวัลย์ ง."]
    assert driver.text("find.many") == "พบ 2 คน"
    assert driver.shown("found.note") == ["", "พักสิทธิ์อยู่"]
    row = driver.desk.found._row(0)
    assert (row.number, row.phone, row.born) == ("K100001", "…1234", "เกิด 2533")
    assert row.partner == "มหาวิทยาลัยราชภัฏนครราชสีมา"
    assert not any("ใจดี" in str(part) for part in row)


@pytest.mark.parametrize("text", ["ศักดิ์", "K100002", "1234", "nrru"])
def test_by_what_somebody_is_found(driver: Driver, text: str) -> None:
    names = search(driver, text)
    assert ("ศักดิ์ ก." in names) is (text in ("ศักดิ์", "K100002", "nrru"))
    assert ("มะลิ จ." in names) is (text in ("1234", "nrru"))


@pytest.mark.parametrize("text", ["%", "_", "'\"", "🐈", "\\", "a" * 10_000, "ก" * 10_000, "% _ '"])
def test_any_text_may_be_typed(driver: Driver, text: str) -> None:
    assert search(driver, text) == []
    assert driver.text("find.empty").startswith("ไม่พบ “")
    assert "ลงทะเบียนที่ตู้" in driver.text("find.instead")
    assert driver.items("find.problem") == []
    assert search(driver, "ศักดิ์") == ["ศักดิ์ ก."]


def test_arrows_choose_and_enter_opens_which_is_kept(driver: Driver, place: Place) -> None:
    search(driver, "มะลิ")
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Down)
    assert driver.desk.found.chosen == 1
    driver.key(Qt.Key.Key_Up)
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.items("learner.who") != [])
    assert driver.text("learner.who") == "นางสาวมะลิ ใจดี"
    [entry] = [entry for entry in journal(place) if isinstance(entry.body, Looked)]
    assert isinstance(entry.body, Looked)
    assert (entry.by, entry.body.learner, entry.body.why) == ("ครูแอน", "l1", "ดูที่เคาน์เตอร์")
    driver.key(Qt.Key.Key_Escape)
    driver.until(lambda: driver.items("learner.who") == [])
    assert driver.field() == "find"
    assert driver.shown("found.name") == ["มะลิ จ.", "มะลิวัลย์ ง."]


def test_enter_opens_the_only_one_and_waits_for_the_answer(driver: Driver) -> None:
    search(driver, "มะลิ")
    driver.type("ศักดิ์")
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.items("learner.who") != [])
    assert driver.text("learner.who") == "ศักดิ์ กล้า"


def test_enter_chooses_first_where_several_may_be_meant(driver: Driver) -> None:
    search(driver, "มะลิ")
    driver.key(Qt.Key.Key_Return)
    assert driver.desk.found.chosen == 0
    assert driver.items("learner.who") == []


def test_who_is_chosen_stays_so_when_something_was_written(driver: Driver) -> None:
    search(driver, "มะลิ")
    driver.click(driver.items("found.name")[1])
    driver.until(lambda: driver.items("person.more") != [])
    driver.click("person.more")
    driver.click("person.lift")
    driver.until(lambda: driver.items("step.confirm") != [])
    with driver.qtbot.waitSignal(driver.desk._people.finding.shown, timeout=10_000):
        driver.click("step.confirm")
    assert driver.desk.found.chosen == 1
    assert driver.shown("found.note") == ["", ""]


def test_a_click_opens(driver: Driver) -> None:
    search(driver, "มะลิ")
    driver.click(driver.items("found.name")[1])
    driver.until(lambda: driver.items("learner.who") != [])
    assert driver.text("learner.standing") == "พักสิทธิ์อยู่"


def test_pages_follow_while_one_scrolls(driver: Driver, place: Place) -> None:
    with place.other.writing() as unit:
        for n in range(120):
            one = a_learner(learner=f"p{n}", number=f"P{n:05}", name=f"คนที่{n:03} ทดสอบ")
            unit.append(LearnerKept(learner=one), place.clock.at)
    search(driver, "คนที่")
    assert driver.text("find.many") == "50 คนแรก เลื่อนลงดูต่อ"
    for _ in range(15):
        driver.key(Qt.Key.Key_PageDown)
        driver.until(lambda: not driver.desk._people.finding._asking)
    assert driver.text("find.many") == "พบ 120 คน"
    numbers = [match.number for match in driver.desk.found.matches]
    assert numbers == [f"P{n:05}" for n in range(120)]


def test_a_late_answer_of_an_older_text_is_dropped(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = FrontDesk.find

    def find(desk: FrontDesk, text: str, *more: object) -> list[Match]:
        asked.append(text)
        return real(desk, text, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(FrontDesk, "find", find)
    for text in ("ม", "มะ", "มะล", "ศ"):
        driver.type(text)
    driver.until(lambda: driver.shown("found.name") == ["ศักดิ์ ก."])
    # While the first is under way only the newest waits. (The page's own first search is of "k".)
    assert [text for text in asked if text != "k"] == ["ม", "ศ"]


def test_nobody_is_found_for_whoever_is_not_in(desk: Open, place: Place) -> None:
    place.employ("ครูแอน")
    place.person(1, "มะลิ ใจดี")
    driver = desk()
    driver.key(Qt.Key.Key_3, CONTROL)
    driver.until(lambda: driver.items("pin") != [] or driver.items("first.name") != [])
    driver.key(Qt.Key.Key_Escape)
    driver.until(lambda: driver.items("pin") == [])
    driver.find("find").forceActiveFocus()
    driver.type("มะลิ")
    driver.until(lambda: driver.items("pin") != [])
    assert driver.shown("found.name") == []
    driver.desk.clerk.come("ครูแอน", Role.DESK)
    driver.until(lambda: driver.shown("found.name") == ["มะลิ จ."])


def test_who_leaves_takes_everything_along(driver: Driver) -> None:
    search(driver, "มะลิ")
    driver.desk.clerk.leave()
    assert driver.shown("found.name") == []
    assert driver.text("find") == ""
    assert driver.text("find.empty") == "ค้นหาผู้เรียนรู้"


def test_escape_clears_and_then_leads_to_today(driver: Driver) -> None:
    search(driver, "มะลิ")
    driver.key(Qt.Key.Key_Escape)
    assert driver.text("find") == ""
    assert driver.shown("found.name") == []
    driver.key(Qt.Key.Key_Escape)
    assert driver.desk.bar.page == "today"


def test_the_other_language(driver: Driver) -> None:
    search(driver, "K100001")
    driver.desk.look.speak("en")
    row = driver.desk.found._row(0)
    assert (row.partner, row.born) == ("Nakhon Ratchasima Rajabhat University", "born 1990")
    assert driver.text("find.many") == "1 found"


def test_trouble_is_said(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> None:
        raise StoreTrouble("locked")

    monkeypatch.setattr(FrontDesk, "find", locked)
    driver.type("มะลิ")
    driver.until(lambda: driver.items("find.problem") != [])
    assert "E-LOCKED" in driver.text("find.problem")
    monkeypatch.undo()
    assert search(driver, "มะลิว") == ["มะลิวัลย์ ง."]
    assert driver.items("find.problem") == []
