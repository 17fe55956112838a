"""People's rights at the desk: put right, made one person, shown, taken along, forgotten."""

import datetime as dt
import json
from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import QPointF, Qt

from kiosk.entry import Erased, LearnerKept, Looked, Merged
from kiosk.record import Learner
from tests.screens.desk.conftest import Driver, Place
from tests.screens.desk.people import begin, choices, journal, record, said, show

Open = Callable[[], Driver]


@pytest.fixture
def mali(place: Place) -> Learner:
    return place.person(1, "มะลิ ใจดี", partner="nrru", phone="0812341234")


@pytest.fixture
def driver(desk: Open, place: Place, mali: Learner) -> Driver:
    place.comes(mali)
    made = desk()
    show(made, mali)
    return made


def fill(driver: Driver, **fields: str) -> None:
    """Type into fields of the form."""
    for name, text in fields.items():
        field = driver.find(f"field.{name}")
        field.forceActiveFocus()
        field.setProperty("text", text)
        field.textEdited.emit()  # type: ignore[attr-defined]


def test_the_form_shows_the_record_and_reads_back_what_is_typed(driver: Driver) -> None:
    begin(driver, "correct")
    assert driver.field() == "field.name"
    assert driver.text("field.name") == "มะลิ ใจดี"
    assert driver.text("field.birth_year") == "2533"
    assert driver.text("field.partner") == "มหาวิทยาลัยราชภัฏนครราชสีมา"
    fill(driver, birth_year="1985", valid_until="31/12/2570")
    assert driver.text("typed").split("\n") == [
        "ปีเกิด พ.ศ. 2528 คือ ค.ศ. 1985 ปีนี้อายุ 41 ปี",
        "ใช้ได้ถึงวันศุกร์ที่ 31 ธันวาคม 2570",
    ]
    fill(driver, birth_year="๒๕๓๓")
    assert driver.text("typed").startswith("ปีเกิด พ.ศ. 2533 คือ ค.ศ. 1990")
    fill(driver, birth_year="9999")
    assert driver.text("typed").startswith("อ่านปีเกิดไม่ได้")


def test_another_language_keeps_what_was_typed(driver: Driver, place: Place) -> None:
    begin(driver, "correct")
    fill(driver, name="มะลิ ใจงาม", birth_year="2528")
    driver.find("why").setProperty("text", "เขียนผิด")
    driver.desk.look.speak("en")
    assert driver.text("field.name") == "มะลิ ใจงาม"
    assert driver.text("field.partner") == "Nakhon Ratchasima Rajabhat University"
    assert driver.text("typed").endswith("Born 1985, B.E. 2528: 41 years old this year")
    assert driver.text("why") == "เขียนผิด"
    driver.click("step.confirm")
    driver.until(lambda: driver.text("learner.who") == "มะลิ ใจงาม")
    kept = record(place, "l1")
    assert kept is not None
    assert (kept.birth_year, kept.partner) == (1985, "nrru")
    assert journal(place)[-1].body.reason == "เขียนผิด"  # type: ignore[union-attr]


def test_corrected_and_taken_back(driver: Driver, place: Place, mali: Learner) -> None:
    begin(driver, "correct")
    fill(driver, name="มะลิ ใจงาม", nickname="ต้น", birth_year="2528", partner="", phone="")
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.text("learner.who") == "มะลิ ใจงาม (ต้น)")
    wanted = msgspec.structs.replace(
        mali, name="มะลิ ใจงาม", nickname="ต้น", birth_year=1985, partner="", phone=""
    )
    assert record(place, "l1") == wanted
    entry = journal(place)[-1]
    assert entry.by == "ครูแอน"
    assert entry.body.reason == "เจ้าตัวขอ"  # type: ignore[union-attr]
    driver.click("person.undo")
    driver.until(lambda: record(place, "l1") == mali)
    driver.until(lambda: driver.text("learner.who") == "มะลิ ใจดี")


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    [
        ("birth_year", "สมัยก่อน", "อ่านปีเกิดไม่ได้ ใส่ เช่น 2533 หรือ 1990"),
        ("valid_until", "31/13/2570", "อ่านวันที่ไม่ได้ ใส่ เช่น 31/12/2570"),
        ("name", " ", "ใส่ชื่อก่อน"),
        ("phone", "1101700203450", "เลขบัตรประชาชนเก็บไม่ได้ ใส่เลขอื่น"),
        ("nickname", "", "ข้อมูลเป็นแบบนี้อยู่แล้ว ไม่ต้องแก้"),
    ],
)
def test_what_no_record_can_say(
    driver: Driver, place: Place, field: str, typed: str, problem: str
) -> None:
    begin(driver, "correct")
    fill(driver, **{field: typed})
    driver.click("step.confirm")
    driver.until(lambda: driver.items("step.problem") != [])
    assert driver.text("step.problem") == problem
    assert driver.text(f"field.{field}") == typed
    assert sum(isinstance(entry.body, LearnerKept) for entry in journal(place)) == 1


def test_another_desk_was_faster_and_nothing_typed_is_lost(driver: Driver, place: Place) -> None:
    begin(driver, "correct")
    fill(driver, nickname="ลิ")
    place.person(1, "มะลิ แต่งงานแล้ว", partner="nrru", phone="0812341234")
    driver.click("step.confirm")
    driver.until(lambda: driver.items("step.problem") != [])
    assert driver.text("step.problem") == "คนอื่นเพิ่งแก้ไขไป ดูข้อมูลล่าสุดแล้วลองใหม่"
    driver.until(lambda: driver.text("field.name") == "มะลิ แต่งงานแล้ว")
    assert driver.text("field.nickname") == "ลิ"
    driver.click("step.confirm")
    driver.until(lambda: said(driver).startswith("แก้ข้อมูล"))
    one = record(place, "l1")
    assert one is not None
    assert (one.name, one.nickname) == ("มะลิ แต่งงานแล้ว", "ลิ")


def pair(driver: Driver) -> list[str]:
    """Whose records stand side by side, the one that stays first."""
    sides = sorted(driver.items("pair.told"), key=lambda side: side.mapToScene(QPointF()).x())
    return [str(side.property("text")).partition("\n")[0] for side in sides]


@pytest.fixture
def twin(driver: Driver, place: Place) -> Learner:
    made = place.person(2, "มะลิ ไจดี")
    place.comes(made, 60)
    begin(driver, "merge")
    return made


def test_two_records_are_merged_and_taken_apart(
    driver: Driver, place: Place, twin: Learner
) -> None:
    assert driver.field() == "other"
    assert driver.items("step.confirm") == []
    driver.type("มะลิ ไจ")
    driver.until(lambda: driver.shown("found.name") == ["มะลิ จ."])
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.items("pair.told") != [])
    assert pair(driver) == ["มะลิ ใจดี", "มะลิ ไจดี"]
    driver.click("step.confirm")
    driver.until(lambda: "มะลิ จ. · K100002" in driver.shown("fact"))
    assert driver.text("learner.visits").count("\n") == 1
    driver.click("person.undo")
    driver.until(lambda: said(driver).startswith("แยกเป็นสองคน"))
    bodies = [e.body for e in journal(place) if isinstance(e.body, Merged)]
    assert [(body.learner, body.into) for body in bodies] == [("l2", "l1"), ("l2", None)]
    looks = {e.body.learner for e in journal(place) if isinstance(e.body, Looked)}
    assert looks == {"l1", "l2"}


def test_the_other_one_may_stay_and_is_taken_out_again(
    driver: Driver, place: Place, twin: Learner
) -> None:
    driver.desk.scanned.emit("K100002")
    driver.until(lambda: driver.items("pair.told") != [])
    driver.click("pair.swap")
    assert pair(driver) == ["มะลิ ไจดี", "มะลิ ใจดี"]
    driver.click("step.confirm")
    driver.until(lambda: driver.text("learner.who") == "มะลิ ไจดี")
    begin(driver, "split")
    assert list(choices(driver)) == ["มะลิ จ. · K100001"]
    driver.touch("choice.l1", "step")
    driver.until(lambda: said(driver).startswith("แยกเป็นสองคน"))
    with place.other.reading() as reader:
        assert reader.root("l1") == "l1"


def test_nobody_is_merged_with_themselves(driver: Driver, twin: Learner) -> None:
    driver.desk.scanned.emit("K100001")
    driver.until(lambda: driver.items("step.problem") != [])
    assert driver.text("step.problem") == "เป็นคนเดียวกันอยู่แล้ว"
    driver.desk.scanned.emit("K999999")
    driver.until(lambda: "ไม่มีข้อมูลผู้เรียนรู้" in driver.text("step.problem"))


def test_what_was_typed_to_find_the_other_is_gone_the_next_time(
    driver: Driver, twin: Learner
) -> None:
    driver.type("มะลิ")
    driver.until(lambda: len(driver.shown("found.name")) == 2)
    driver.key(Qt.Key.Key_Escape)
    driver.key(Qt.Key.Key_Escape)
    driver.until(lambda: driver.items("step.hint") == [])
    begin(driver, "merge")
    assert driver.shown("found.name") == []


def test_all_that_is_kept_is_shown_and_taken_along(driver: Driver, place: Place) -> None:
    begin(driver, "kept")
    driver.until(lambda: driver.text("kept.words") != "")
    assert "มะลิ ใจดี" in driver.text("kept.words")
    assert "0812341234" in driver.text("kept.words")
    driver.click("step.save")
    driver.until(lambda: said(driver).startswith("เก็บไว้ที่"))
    assert sorted(file.name for file in place.papers.iterdir()) == [
        "walkin-K100001.json",
        "walkin-K100001.txt",
    ]
    told = json.loads((place.papers / "walkin-K100001.json").read_text("utf-8"))
    assert told["learner"]["name"] == "มะลิ ใจดี"
    assert len(told["check_ins"]) == 1
    hows = [e.body.how for e in journal(place) if isinstance(e.body, Looked)]
    assert hows[-1] == "export"
    assert driver.items("kept.words") != []


def test_a_folder_that_cannot_be_written_is_said(driver: Driver, place: Place) -> None:
    place.papers.write_text("a file where the folder should be")
    begin(driver, "kept")
    driver.until(lambda: driver.text("kept.words") != "")
    driver.click("step.save")
    driver.until(lambda: said(driver).startswith("เขียนไฟล์ที่"))


@pytest.mark.parametrize("printer", ["", "HP"])
def test_all_that_is_kept_is_printed(driver: Driver, place: Place, printer: str) -> None:
    driver.printer = printer
    begin(driver, "kept")
    driver.until(lambda: driver.text("kept.words") != "")
    driver.click("step.print")
    file = place.papers / "walkin-K100001.pdf"
    driver.until(lambda: said(driver).endswith("HP แล้ว" if printer else str(file)))
    assert file.exists() is (printer == "")
    assert len(driver.printed) == (printer != "")
    assert [e.body.how for e in journal(place) if isinstance(e.body, Looked)] == ["show", "export"]
    assert driver.items("kept.words") != []


def test_forgotten_for_ever_with_the_count_kept(driver: Driver, place: Place) -> None:
    begin(driver, "forget")
    assert "ย้อนกลับไม่ได้" in driver.text("step.hint")
    driver.click("step.confirm")
    assert driver.text("step.problem") == "ใส่เหตุผลก่อน"
    driver.find("why").setProperty("text", "มะลิขอเอง")
    driver.click("step.confirm")
    driver.until(lambda: "อย่าใส่ชื่อ" in driver.text("step.problem"))
    driver.click("why.0")
    driver.click("step.confirm")
    driver.until(lambda: said(driver).startswith("ลบข้อมูลแล้ว"))
    assert "จำนวน 1 ครั้ง" in said(driver)
    assert not driver.desk.toast.undoable
    assert driver.items("learner.who") == []
    assert record(place, "l1") is None
    [erased] = [entry for entry in journal(place) if isinstance(entry.body, Erased)]
    assert erased.by == "ครูแอน"
    driver.until(lambda: driver.shown("name") == ["ผู้เรียนรู้ ไม่มีข้อมูลแล้ว"])


def test_forgotten_by_another_desk_meanwhile(driver: Driver, place: Place) -> None:
    begin(driver, "suspend")
    other = place.desk()
    other.forget("l1", bytes(16), "สุดา", "เจ้าตัวขอ")
    other.close()
    driver.click("why.0")
    driver.click("step.confirm")
    driver.until(lambda: driver.items("learner.who") == [])
    assert said(driver) == "" or "ไม่มีข้อมูล" in said(driver)


def test_a_look_is_kept_once_a_minute(driver: Driver, place: Place, mali: Learner) -> None:
    for later in (10, 120):
        place.clock.at += dt.timedelta(seconds=later)
        driver.desk.learner.closed.emit()
        show(driver, mali)
    assert sum(isinstance(entry.body, Looked) for entry in journal(place)) == 2
