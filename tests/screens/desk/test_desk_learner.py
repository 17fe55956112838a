"""Whose card it is, at the desk: nobody is checked in, a new one is printed, a lost one ends."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from kiosk import card
from kiosk.desk import FrontDesk, Whose
from kiosk.entry import CardIssued, CardLost, Entry
from kiosk.foreign import Told
from kiosk.record import Learner
from tests.builders import DAY, a_learner
from tests.screens.desk.conftest import BANGKOK, Driver, Place
from tests.screens.test_card_paper import on_white, read
from ui.catalogue import Catalogue
from ui.desk.window import DeskWindow
from ui.viewmodels.desk.learner import derive_learner

Open = Callable[[], Driver]


def journal(place: Place) -> list[Entry]:
    with place.other.reading() as reader:
        return reader.entries({}, limit=10_000)


def a_card(place: Place, learner: Learner, number: int = 1) -> str:
    """The text of a card that the learner has."""
    key = place.secrets.card_keys[place.secrets.card_key]
    text = card.issue(number.to_bytes(16, "big"), place.secrets.card_key, key)
    issued = CardIssued(learner=learner.learner, card=card.hash_of(text), key=text[3])
    place.write(issued)
    return text


def whose(place: Place, text: str) -> Whose:
    desk = FrontDesk(place.other, place.clock, place.settings, place.secrets)
    return desk.whose(text)


@pytest.fixture
def mali(place: Place) -> Learner:
    return place.person(1, "มะลิ ใจดี", partner="nrru")


@pytest.fixture
def driver(desk: Open, place: Place, mali: Learner) -> Driver:
    place.comes(mali)
    place.comes(place.person(2, "ศักดิ์ กล้า"), 1)
    made = desk()
    made.until(lambda: len(made.shown()) == 2)
    return made


def scan(driver: Driver, text: str) -> None:
    driver.desk.scanned.emit(text)
    driver.until(lambda: driver.items("learner.who") != [])


def pages(file: Path) -> list[str]:
    document = QPdfDocument()
    document.load(str(file))
    size = document.pagePointSize(0).toSize() * 3
    image = document.render(0, size)
    document.close()
    return read(on_white(image))


def test_a_scan_shows_who_it_is_and_writes_nothing(
    driver: Driver, place: Place, mali: Learner
) -> None:
    text = a_card(place, mali)
    before = journal(place)
    scan(driver, text)
    assert driver.text("learner.who") == "มะลิ จ."
    assert driver.items("fact") == []
    assert driver.text("learner.detail") == "K100001 · มหาวิทยาลัยราชภัฏนครราชสีมา"
    assert driver.text("learner.card").startswith("บัตรนี้ใช้ได้ ออกเมื่อวันอาทิตย์ที่ 22")
    assert driver.text("learner.visits").startswith("12.00 · ")
    assert driver.field() == "person.in"
    driver.key(Qt.Key.Key_Escape)
    assert driver.items("learner.who") == []
    assert not driver.desk.learner.open
    assert journal(place) == before


def test_a_new_card_is_printed_and_the_one_before_ends(
    driver: Driver, place: Place, mali: Learner
) -> None:
    old = a_card(place, mali)
    driver.signed_in("ครูแอน")
    driver.printer = "HP ที่เคาน์เตอร์"
    scan(driver, old)
    driver.touch("learner.print", "person.acts")
    assert driver.text("learner.problem") == "บัตรใบเดิมจะใช้ไม่ได้อีก พิมพ์ใบใหม่ไหม"
    assert whose(place, old).shown == "card"
    driver.touch("learner.print", "person.acts")
    driver.until(lambda: driver.items("learner.note") != [])
    assert driver.text("learner.note") == "พิมพ์ที่ HP ที่เคาน์เตอร์ แล้ว"
    (face,) = driver.printed
    assert (face.number, face.name) == ("K100001", "มะลิ\u00a0จ.")
    assert (whose(place, old).shown, whose(place, face.text).learner) == ("replaced", mali)
    entry = journal(place)[-1]
    assert isinstance(entry.body, CardIssued)
    assert entry.by == "ครูแอน"
    assert list(place.papers.iterdir()) == []


@pytest.mark.parametrize(("demo", "name"), [(True, "walkin-demo"), (False, "walkin")])
def test_a_demonstration_overwrites_no_real_card(
    qtbot: QtBot, place: Place, demo: bool, name: str
) -> None:
    window = DeskWindow(place.desk, place.settings, demo=demo, executor=ThreadPoolExecutor(1))
    folder = window._people.learning._folder
    window.close()
    assert folder.name == name


def test_without_a_printer_the_card_is_in_a_file(
    driver: Driver, place: Place, mali: Learner
) -> None:
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.items("learner.who") != [])
    assert driver.text("learner.card") == "ยังไม่มีบัตร"
    assert driver.items("learner.lose") == []
    # With the keyboard alone, and nothing to end: pressed once.
    for _ in range(3):
        driver.key(Qt.Key.Key_Tab)
    assert driver.field() == "learner.print"
    driver.signed_in("แอน")
    driver.until(lambda: bool(driver.find("person.acts").property("steady")))
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.items("learner.note") != [])
    (file,) = place.papers.iterdir()
    assert str(file) in driver.text("learner.note")
    assert file.name == "K100001.pdf"
    (text,) = pages(file)
    assert whose(place, text).shown == "card"
    driver.until(lambda: driver.text("learner.card").startswith("มีบัตรที่ใช้ได้"))


def test_a_card_that_cannot_be_written_ends_none(
    driver: Driver, place: Place, mali: Learner
) -> None:
    old = a_card(place, mali)
    place.papers.write_text("a file where the folder should be")
    scan(driver, old)
    driver.signed_in("แอน")
    driver.touch("learner.print", "person.acts")
    driver.touch("learner.print", "person.acts")
    driver.until(lambda: "ไม่ได้" in driver.desk.learner.problem)
    assert str(place.papers) in driver.text("learner.problem")
    assert whose(place, old).shown == "card"
    assert driver.find("learner.print").isEnabled()


def test_a_printer_that_breaks_leaves_the_file(
    driver: Driver, place: Place, mali: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_faces: object) -> str:
        raise OSError(5, "on fire")

    monkeypatch.setattr(driver.desk._people.learning._printer, "_send", broken)
    scan(driver, a_card(place, mali))
    driver.signed_in("แอน")
    driver.touch("learner.print", "person.acts")
    driver.touch("learner.print", "person.acts")
    driver.until(lambda: driver.items("learner.note") != [])
    (file,) = place.papers.iterdir()
    assert pages(file) != []


def test_a_lost_card_ends_when_it_was_said_twice(
    driver: Driver, place: Place, mali: Learner
) -> None:
    text = a_card(place, mali)
    scan(driver, text)
    driver.signed_in("ครูแอน")
    driver.touch("learner.lose", "person.acts")
    assert "รหัสสมาชิกยังใช้ได้" in driver.text("learner.problem")
    assert whose(place, text).shown == "card"
    driver.touch("learner.lose", "person.acts")
    driver.until(lambda: driver.items("learner.note") != [])
    assert driver.text("learner.note") == "แจ้งหายแล้ว บัตรใบเดิมใช้ไม่ได้"
    driver.until(lambda: driver.items("learner.lose") == [])
    assert whose(place, text).shown == "lost"
    entry = journal(place)[-1]
    assert (entry.body, entry.by) == (CardLost(learner="l1"), "ครูแอน")
    scan(driver, text)
    driver.until(lambda: driver.text("learner.card") == "บัตรใบนี้ถูกแจ้งหายไว้ ใช้ไม่ได้")


def test_another_card_takes_the_place_of_what_was_half_said(
    driver: Driver, place: Place, mali: Learner
) -> None:
    other = place.person(3, "จันทร์ เพ็ญ")
    first, second = a_card(place, mali), a_card(place, other, 2)
    scan(driver, first)
    driver.signed_in("แอน")
    driver.touch("learner.lose", "person.acts")
    scan(driver, second)
    driver.until(lambda: driver.text("learner.who") == "จันทร์ เพ็ญ")
    assert driver.items("learner.problem") == []
    driver.touch("learner.lose", "person.acts")
    assert "แจ้งหายไหม" in driver.text("learner.problem")
    assert driver.desk.learner.busy == ""


@pytest.mark.parametrize("kind", ["forged", "foreign", "unknown", "unreadable"])
def test_what_names_nobody_offers_nothing(driver: Driver, place: Place, kind: str) -> None:
    key = place.secrets.card_keys[place.secrets.card_key]
    text, said = {
        "forged": (card.issue(bytes(16), place.secrets.card_key, bytes(32)), "ตรวจไม่ผ่าน"),
        "foreign": (card.issue(bytes(16), place.secrets.card_key, key), "ลายเซ็นถูกต้อง"),
        "unknown": ("9999", "ไม่รู้จัก"),
        "unreadable": ("", "ไม่รู้จัก"),
    }[kind]
    scan(driver, text)
    assert said in driver.text("learner.card")
    assert driver.items("learner.print") == driver.items("learner.lose") == []


def test_a_learner_of_another_centre_is_changed_there(driver: Driver, place: Place) -> None:
    key = place.secrets.card_keys[place.secrets.card_key]
    text = card.issue(bytes(16), place.secrets.card_key, key)
    record = Learner(learner="x", number="", name="บัว", partner="nrvc", centre="phimai")
    with place.other.writing() as unit:
        unit.keep_told(card.hash_of(text), Told(record=record, key=text[3]))
    scan(driver, text)
    assert driver.text("learner.who") == "บัว"
    assert driver.text("learner.card").startswith("ผู้เรียนรู้ของศูนย์ phimai")
    assert driver.text("learner.detail") == "วิทยาลัยอาชีวศึกษานครราชสีมา"
    assert driver.items("learner.print") == driver.items("learner.lose") == []
    driver.signed_in("แอน")
    driver.touch("learner.whole", "person.acts")
    driver.until(lambda: driver.items("person.more") != [])
    driver.touch("person.more", "person.acts")
    assert [len(driver.items(f"person.{step}")) for step in ("kept", "forget", "correct")] == [
        1, 1, 0,
    ]  # fmt: skip


def test_enter_in_the_filter_opens_the_one_it_leaves(driver: Driver) -> None:
    driver.click("filter")
    driver.type("มะลิ")
    driver.until(lambda: driver.shown() == ["มะลิ จ."])
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.items("learner.who") != [])
    assert driver.text("learner.who") == "มะลิ จ."


def test_enter_in_the_filter_finds_a_number_of_somebody_who_is_not_here(
    driver: Driver, place: Place
) -> None:
    place.person(7, "ยังไม่มา วันนี้")
    driver.click("filter")
    driver.type("k-100007")
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.items("learner.who") != [])
    assert driver.text("learner.who") == "ยังไม่มา ว."
    assert driver.text("learner.visits") == "วันนี้ยังไม่ได้เช็กอิน"


@pytest.mark.parametrize("text", ["", "ไม่มีใคร", "999"])
def test_enter_in_the_filter_goes_to_the_list_when_nobody_is_meant(
    driver: Driver, text: str
) -> None:
    driver.click("filter")
    driver.type(text)
    driver.until(lambda: len(driver.shown()) == (0 if text else 2))
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.field() == "attendance")
    assert driver.items("learner.who") == []


def test_the_button_below_the_list_is_for_learners_alone(driver: Driver, place: Place) -> None:
    assert not driver.find("card").isEnabled()
    driver.key(Qt.Key.Key_Down)
    driver.click("card")
    driver.until(lambda: driver.items("learner.who") != [])
    assert driver.text("learner.who") == "ศักดิ์ ก."


def test_a_scan_pushes_no_question_aside(driver: Driver, place: Place, mali: Learner) -> None:
    text = a_card(place, mali)
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Delete)
    driver.desk.scanned.emit(text)
    driver.key(Qt.Key.Key_Escape)
    driver.until(lambda: driver.items("reason") == [])
    scan(driver, text)
    assert driver.text("learner.who") == "มะลิ จ."


def test_the_box_speaks_the_other_language(driver: Driver, place: Place, mali: Learner) -> None:
    scan(driver, a_card(place, mali))
    driver.desk.look.speak("en")
    driver.until(lambda: driver.text("learner.card").startswith("This card is good"))
    assert driver.text("learner.detail") == "K100001 · Nakhon Ratchasima Rajabhat University"
    assert driver.text("learner.print") == "Print a new card"


def test_trouble_with_the_database_is_said(
    driver: Driver, place: Place, mali: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise ValueError("a bug")

    monkeypatch.setattr(FrontDesk, "whose", broken)
    driver.desk.scanned.emit("K100001")
    driver.until(lambda: "E-SOFTWARE" in driver.toast())
    assert driver.items("learner.who") == []


def test_a_learner_without_a_name_is_said_so() -> None:
    texts = Catalogue()
    learner = a_learner(name="", nickname="", number="1")
    props = derive_learner(Whose("number", learner), texts, BANGKOK, DAY)
    assert (props.who, props.detail) == ("ผู้เรียนรู้ ยังไม่มีชื่อ", "1 · มหาวิทยาลัยราชภัฏนครราชสีมา")
