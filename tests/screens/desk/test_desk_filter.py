"""Finding lines: what is typed means itself, and tone marks do not matter."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from tests.screens.desk.conftest import Driver, Place

Open = Callable[[], Driver]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("มะลิ", ["มะลิ จ."]),
        ("ใจดี", ["มะลิ จ."]),  # a surname finds, and stays unseen
        ("ชาง", ["น้ำฝน ช."]),  # tone marks do not matter
        ("นำฝน", ["น้ำฝน ช."]),
        ("น้าฝน", []),  # vowels do: sara am is another letter than sara aa
        ("k100003", ["50% พ."]),
        ("50%", ["50% พ."]),
        ("%", ["50% พ."]),
        ("_ลด_", ["50% พ."]),
        ("'คำ'", ["50% พ."]),
        ('"พูด"', ["50% พ."]),
        ("'; DROP TABLE entry; --", []),
        ("😺", []),
        ("\u200b", None),
        ("   ", None),
        ("ก" * 10_000, []),
    ],
)
def test_filter(desk: Open, place: Place, typed: str, expected: list[str] | None) -> None:
    names = ["มะลิ ใจดี", "น้ำฝน ช้าง", "50% _ลด_ 'คำ' \"พูด\""]
    for n, name in enumerate(names):
        place.comes(place.person(n + 1, name), n)
    driver = desk()
    driver.until(lambda: len(driver.shown()) == 3)
    driver.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert driver.field() == "filter"
    driver.type(typed)
    everybody = ["50% พ.", "น้ำฝน ช.", "มะลิ จ."]
    wanted = everybody if expected is None else expected
    driver.until(lambda: driver.shown() == wanted)
    driver.key(Qt.Key.Key_Escape)
    driver.until(lambda: driver.shown() == everybody)
    assert driver.field() == "attendance"


def test_only_matching_newcomers_appear_under_a_filter(desk: Open, place: Place) -> None:
    mali, sak = place.person(1, "มะลิ ใจดี"), place.person(2, "ศักดิ์ กล้า")
    place.comes(mali)
    driver = desk()
    driver.key("/")
    driver.type("มะลิ")
    driver.until(lambda: driver.text("matches") == "พบ 1 รายการ")
    place.comes(sak, 1)
    place.comes(mali, 2)
    driver.until(lambda: driver.text("matches") == "พบ 2 รายการ")
    assert driver.shown() == ["มะลิ จ."] * 2
    assert driver.find("came").property("number") == "2"


def test_typing_in_the_list_starts_a_search(desk: Open, place: Place) -> None:
    place.comes(place.person(1, "มะลิ ใจดี"))
    driver = desk()
    driver.until(lambda: len(driver.shown()) == 1)
    driver.key("k")
    driver.key("9")
    driver.until(lambda: driver.text("empty") == "ไม่พบ “k9” ในรายการวันนี้")
    driver.click("clear")
    driver.until(lambda: len(driver.shown()) == 1)


def test_down_out_of_the_search_chooses_the_first_line(desk: Open, place: Place) -> None:
    for n, name in enumerate(["มะลิ ใจดี", "มะลิ กล้า"]):
        place.comes(place.person(n + 1, name), n)
    driver = desk()
    driver.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    driver.type("มะลิ")
    driver.until(lambda: driver.shown() == ["มะลิ ก.", "มะลิ จ."])
    driver.key(Qt.Key.Key_Down)
    assert driver.field() == "attendance"
    assert driver.model.selectedRow == 0
    driver.key(Qt.Key.Key_Down)
    assert driver.model.selectedRow == 1
    driver.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    driver.key(Qt.Key.Key_Down)
    assert driver.model.selectedRow == 1  # what was chosen stays so
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.items("learner.who") != [])


def test_nothing_found_says_what_enter_does(desk: Open) -> None:
    driver = desk()
    driver.key("/")
    driver.type("K777777")
    driver.until(lambda: "Enter" in driver.desk.board.emptyHint)
    driver.key(Qt.Key.Key_Down)
    assert driver.model.selectedRow == -1
