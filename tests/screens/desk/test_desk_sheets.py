"""Paper sheets: printed for an evening without power, and typed in when they come back."""

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt

from kiosk.clock import day_span
from kiosk.entry import ActivityKept, LearnerKept
from kiosk.outcome import VISIT
from kiosk.ports import Line
from kiosk.record import Band, Standing
from kiosk.sheet import sheet_code
from tests.builders import DAY
from tests.screens.desk.conftest import BANGKOK, Driver, Place
from tests.screens.desk.programme import an_activity
from ui.desk.sheet_draft import moment, number_typed

Open = Callable[[], Driver]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def driver(desk: Open, place: Place) -> Driver:
    place.write(ActivityKept(activity=an_activity("story", "นิทาน", "1100", "1300")))
    for n, name in enumerate(("มะลิ ใจดี", "ศักดิ์ กล้า", "ทองใบ ศรี"), 1):
        place.person(n, name)
    held = place.person(4, "ระงับ ไว้")
    place.write(LearnerKept(learner=held.__class__(**{
        **{f: getattr(held, f) for f in held.__struct_fields__}, "standing": Standing.SUSPENDED
    })))  # fmt: skip
    made = desk().signed_in("ครูแอน")
    made.key("4", CONTROL)
    made.until(lambda: made.items("sheet.0") != [])
    return made


def lines(place: Place, day: dt.date = DAY) -> list[Line]:
    with place.other.reading() as reader:
        return reader.lines(day)


def enter(driver: Driver, text: str) -> None:
    driver.type(text)
    driver.key(Qt.Key.Key_Return)


def looked_up(driver: Driver) -> list[tuple[str, str]]:
    """Names and what becomes of them, once all is known."""
    driver.until(lambda: "กำลังตรวจ…" not in driver.shown("sheet.words"))
    return list(zip(driver.shown("sheet.name"), driver.shown("sheet.words"), strict=True))


def test_a_sheet_is_typed_in_with_the_keyboard_and_taken_back(driver: Driver, place: Place) -> None:
    assert driver.field() == "sheet.0"
    driver.key(Qt.Key.Key_Return)
    assert driver.text("sheet.title") == "นิทาน"
    for text in ("K100001", "๑๐๐๐๐๒", "ๅจจจจ-", "K999999", "K100004"):
        assert driver.field() == "sheet.number"
        enter(driver, text)
    assert looked_up(driver) == [
        ("ระงับ ว.", "ถูกระงับ"),
        ("", "ไม่รู้จักเลขนี้"),
        ("ทองใบ ศ.", "จะเพิ่ม"),
        ("ศักดิ์ ก.", "จะเพิ่ม"),
        ("มะลิ จ.", "จะเพิ่ม"),
    ]
    assert lines(place) == []
    driver.click("more.adult")
    assert driver.text("sheet.confirm") == "บันทึก 4 คน"
    driver.click("sheet.confirm")
    driver.until(lambda: driver.toast() == "บันทึกใบลงชื่อแล้ว 4 คน")
    assert sorted(line.people for line in lines(place)) == [1, 1, 1, 1]
    assert {line.how for line in lines(place)} == {"paper"}
    assert driver.text("sheet.said").startswith("เพิ่มแล้ว 3 คน · นับ 1 คน · ยังเพิ่มไม่ได้ 2")
    # What could not be added is left, to be corrected.
    assert [words for _, words in looked_up(driver)] == ["ถูกระงับ", "ไม่รู้จักเลขนี้"]
    assert driver.text("number.adult") == "0"
    driver.key("z", CONTROL)
    driver.until(lambda: all(line.undone_at for line in lines(place)))


def test_somebody_twice_on_the_sheet_is_added_once(driver: Driver, place: Place) -> None:
    driver.key(Qt.Key.Key_Return)
    enter(driver, "K100001")
    enter(driver, "100001")
    enter(driver, "K100001")
    assert driver.text("sheet.said") == "K100001 อยู่ในใบนี้แล้ว"
    assert [words for _, words in looked_up(driver)] == ["ซ้ำในใบนี้", "จะเพิ่ม"]
    driver.click(driver.items("sheet.off")[1])
    driver.until(lambda: driver.shown("sheet.words") == ["จะเพิ่ม"])
    driver.click("sheet.confirm")
    driver.until(lambda: len(lines(place)) == 1)
    driver.until(lambda: driver.field() == "sheet.number")
    # Who is there already is said before anything is written.
    enter(driver, "K100001")
    assert [words for _, words in looked_up(driver)] == ["เช็กอินไว้แล้ว"]


def test_the_same_count_again_is_asked_about(driver: Driver, place: Place) -> None:
    driver.key(Qt.Key.Key_Return)
    breath = driver.window.findChild(QObject, "sheet.breath")
    breath.setProperty("interval", 60_000)
    for people in (1, 2):
        driver.click("more.child")
        driver.click("sheet.confirm")
        if people == 2:
            driver.until(lambda: driver.text("sheet.confirm") == "เป็นอีกใบหนึ่ง บันทึก")
            # The second press of a double one meant the first.
            driver.click("sheet.confirm")
            assert not driver.desk.sheets.view.props.busy
            assert len(lines(place)) == 1
            breath.setProperty("running", False)
            driver.click("sheet.confirm")
        driver.until(lambda n=people: len(lines(place)) == n)
        driver.until(lambda: driver.text("sheet.confirm") == "บันทึก 0 คน")


def test_general_visits_need_their_time(driver: Driver, place: Place) -> None:
    driver.key(Qt.Key.Key_Left)
    driver.until(lambda: driver.text("sheet.day").startswith("เมื่อวาน"))
    driver.click("sheet.0")
    assert driver.field() == "sheet.time"
    driver.click("more.senior")
    driver.click("sheet.confirm")
    driver.until(lambda: driver.text("sheet.said") != "")
    yesterday = DAY - dt.timedelta(days=1)
    assert lines(place, yesterday) == []
    driver.click("sheet.time")
    enter(driver, "13.30")
    driver.click("sheet.confirm")
    driver.until(lambda: len(lines(place, yesterday)) == 1)
    [line] = lines(place, yesterday)
    assert line.at.astimezone(BANGKOK).strftime("%H:%M") == "13:30"
    assert (line.bands, line.occurrence) == ({Band.SENIOR: 1}, None)


def test_what_was_typed_stays(driver: Driver, place: Place) -> None:
    driver.key(Qt.Key.Key_Return)
    enter(driver, "K100001")
    driver.click("more.child")
    assert looked_up(driver)[0][0] == "มะลิ จ."
    driver.desk.clerk.leave()
    # The number names nobody; the name does.
    assert driver.shown("sheet.name") == [""]
    driver.key("1", CONTROL)
    driver.signed_in("สุดา")
    driver.key("4", CONTROL)
    driver.until(lambda: driver.shown("sheet.name") == ["มะลิ จ."])
    assert driver.text("number.child") == "1"
    driver.click("sheet.1")
    assert driver.items("sheet.row") == []
    driver.click("sheet.0")
    assert len(driver.items("sheet.row")) == 1


def test_a_database_that_is_busy_loses_nothing(driver: Driver, place: Place) -> None:
    driver.key(Qt.Key.Key_Return)
    enter(driver, "K100001")
    looked_up(driver)
    with place.other.writing():
        driver.click("sheet.confirm")
        assert driver.text("sheet.confirm") == "กำลังบันทึก…"
        driver.until(lambda: driver.text("sheet.said").startswith("ยังไม่ได้บันทึก"))
    assert len(driver.items("sheet.row")) == 1
    driver.click("sheet.confirm")
    driver.until(lambda: len(lines(place)) == 1)


def test_the_code_of_a_sheet_opens_it(desk: Open, place: Place) -> None:
    driver = desk().signed_in()
    driver.desk.scanned.emit(sheet_code(VISIT, DAY - dt.timedelta(days=2)))
    driver.until(lambda: driver.items("sheet.title") != [])
    driver.until(lambda: driver.field() == "sheet.time")
    assert "20 พฤศจิกายน" in driver.text("sheet.day")
    # A card on the page is a learner on the sheet.
    place.person(1, "มะลิ ใจดี")
    driver.desk.scanned.emit("K100001")
    assert [name for name, _ in looked_up(driver)] == ["มะลิ จ."]
    driver.desk.scanned.emit(sheet_code(VISIT, DAY - dt.timedelta(days=30)))
    driver.until(lambda: driver.toast().startswith("ใบนี้เกิน 7 วัน"))
    assert len(driver.items("sheet.row")) == 1


def test_a_sheet_is_printed_or_kept(driver: Driver, place: Place) -> None:
    driver.click("sheet.print.0")
    driver.until(lambda: list(place.papers.glob("sheets-*.pdf")) != [])
    [file] = place.papers.glob("sheets-*.pdf")
    assert file.read_bytes().startswith(b"%PDF")
    driver.printer = "HP"
    driver.until(lambda: driver.find("sheet.all").isEnabled())
    assert str(file) in driver.desk.sheets.view.props.summary
    driver.click("sheet.all")
    driver.until(lambda: "HP" in driver.desk.sheets.view.props.summary)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("13.30", "13:30"), ("9:05", "09:05"), ("1330", "13:30"), ("๑๓.๓๐", "13:30")],
)
def test_times_are_read_however_they_are_typed(typed: str, read: str) -> None:
    at = moment(typed, DAY, BANGKOK)
    assert at is not None
    assert at.astimezone(BANGKOK).strftime("%H:%M") == read


@pytest.mark.parametrize("typed", ["", "x", "25:00", "12.75", "1"])
def test_no_time_is_none(typed: str) -> None:
    assert moment(typed, DAY, BANGKOK) is None


def test_small_hours_are_of_the_night_that_ends_the_day() -> None:
    at = moment("01.00", DAY, BANGKOK)
    begins, ends = day_span(DAY, BANGKOK)
    assert at is not None
    assert begins < at < ends


@pytest.mark.parametrize(
    ("typed", "number"), [(" ๑๒๓ ", "123"), ("ๅ/-", "123"), ("K100001", "K100001"), ("  ", "")]
)
def test_numbers_are_read_however_they_are_typed(typed: str, number: str) -> None:
    assert number_typed(typed) == number
