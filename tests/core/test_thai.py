"""Digits, dates, names and keyboards."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import thai


def test_the_keyboard_map_is_one_to_one_over_94_keys() -> None:
    assert (
        len(thai._US) == len(thai._KEDMANEE) == len(set(thai._US)) == len(set(thai._KEDMANEE)) == 94
    )
    assert set(thai._US) == {chr(c) for c in range(33, 127)}


@pytest.mark.parametrize(
    ("name", "untitled", "short"),
    [
        ("นางสาวมะลิ แก้วใส", "มะลิ แก้วใส", "มะลิ ก."),
        ("นายสมชาย  เพชรดี", "สมชาย เพชรดี", "สมชาย พ."),
        ("Mr. John van Dyke", "John van Dyke", "John D."),
        ("ด.ช.แดง ใจดี", "แดง ใจดี", "แดง จ."),
        ("มะลิ", "มะลิ", "มะลิ"),
        ("นาย", "นาย", "นาย"),
        ("ก -", "ก -", "ก"),
        ("", "", ""),
    ],
)
def test_a_name_is_shown_without_title_and_surname(name: str, untitled: str, short: str) -> None:
    assert thai.untitled(name) == untitled
    assert thai.short_name(name) == short


@pytest.mark.parametrize(
    ("typed", "left"),
    [("นางสาวมะ", "มะ"), ("นายส", "ส"), ("คุณแม", "แม"), ("นาย", "นาย"), ("เดกหญิงฟา", "ฟา")],
)
def test_a_title_that_is_typed_may_be_left_out(typed: str, left: str) -> None:
    assert thai.without_title(thai.search_form(typed)) == left


def test_what_looks_the_same_is_searched_the_same() -> None:
    assert thai.search_form("น้ํา เเก้ว") == thai.search_form("น้ำ แก้ว")


@given(st.text(st.sampled_from(thai._US)))
def test_what_a_thai_keyboard_typed_comes_back(text: str) -> None:
    under_thai = text.translate(str.maketrans(thai._US, thai._KEDMANEE))
    assert thai.from_kedmanee(under_thai) == text


@pytest.mark.parametrize(
    ("number", "holds"),
    [
        ("1101700203450", True),
        ("1101700203451", False),
        ("110170020345", False),
        ("11017002034500", False),
        ("๑๑๐๑๗๐๐๒๐๓๔๕๐", False),
        ("", False),
        ("110170020345x", False),
    ],
)
def test_citizen_numbers(number: str, holds: bool) -> None:
    assert thai.citizen_number_holds(number) is holds


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 12), st.integers(1, 9))
def test_the_checksum_sees_a_wrong_digit_unless_modulo_11_hides_it(
    head: str, place: int, more: int
) -> None:
    number = next(head + str(d) for d in range(10) if thai.citizen_number_holds(head + str(d)))
    digit = str((int(number[place]) + more) % 10)
    wrong = number[:place] + digit + number[place + 1 :]
    if place == 2:
        assert thai.citizen_number_holds(wrong)
    elif place == 12:
        assert not thai.citizen_number_holds(wrong)


@pytest.mark.parametrize(
    ("year", "gregorian"),
    [(2533, 1990), (1990, 1990), (2569, 2026), (2026, 2026), (2439, 1896), (2570, None),
     (2600, None), (1850, None), (25, None), (0, None), (-5, None), (2027, None)],
)  # fmt: skip
def test_birth_years_of_both_eras(year: int, gregorian: int | None) -> None:
    assert thai.gregorian_year(year, 2026) == gregorian


def test_dates_are_written_in_both_eras() -> None:
    day = dt.date(2026, 11, 22)
    assert thai.long_date(day) == "วันอาทิตย์ที่ 22 พฤศจิกายน 2569"
    assert thai.long_date(day, language="en") == "Sunday 22 November 2026"
    assert thai.buddhist(day) == "22/11/2569"
    assert thai.buddhist(dt.date(2024, 2, 29)) == "29/02/2567"
    assert thai.short_time(dt.time(13, 30)) == "13.30 น."
    assert thai.short_time(dt.time(9, 5), language="en") == "09:05"


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("กมล ใจดี", "กมล"),
        ("นาย กมล ใจดี", "กมล"),
        ("นางสาวดวงใจ ตั้งตรง", "ดวงใจ"),
        ("เด็กชายธีรพล ทองคำ", "ธีรพล"),
        ("ด.ญ.ฝน ดี", "ฝน"),
        ("นางนวล", "นางนวล"),
        ("นายสมชาย ใจดี", "สมชาย"),
        ("นางสมศรี ใจดี", "สมศรี"),
        ("นายก ใจดี", "นายก"),
        ("ว่าที่ ร.ต. สมชาย ใจดี", "สมชาย"),
        ("ผศ.ดร.สมชาย ใจดี", "สมชาย"),
        ("น.ส. สมศรี ใจดี", "สมศรี"),
        ("Mr John Smith", "John"),
        ("Mrs Ann Lee", "Ann"),
        ("Miss", "Miss"),
        ("คุณากร ดี", "คุณากร"),
        ("Mr. Kamon Chaidi", "Kamon"),
        ("", ""),
        ("   ", ""),
        ("\u202eevil\u202c name", "evil"),
        ("<b>x</b> y", "<b>x</b>"),
    ],
)
def test_only_the_given_name_is_shown(name: str, first: str) -> None:
    assert thai.first_name(name) == first


@given(st.text())
def test_tidy_text_has_nothing_invisible_in_it(text: str) -> None:
    clean = thai.tidy(text)
    assert clean == clean.strip()
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn") for c in clean)


@pytest.mark.parametrize(
    ("text", "typed"),
    [("ปิ่น", "ปิน"), ("น้ำ", "นำ"), ("เก้าอี้", "เกาอี"), ("KAMON", "kamon"), ("๑๒๓", "123")],
)
def test_search_ignores_tone_marks_case_and_thai_digits(text: str, typed: str) -> None:
    assert thai.search_form(text) == thai.search_form(typed)


def test_thai_digits_are_digits() -> None:
    assert thai.ascii_digits("๐๑๒๓๔๕๖๗๘๙ก") == "0123456789ก"
