"""What a name, a birth year and a number may be, whatever is typed."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.newcomer import (
    LONGEST_NAME,
    Newcomer,
    clean_name,
    could_be_born,
    damm,
    member_number,
    needs_guardian,
    read_year,
)
from kiosk.outcome import Rules

DAY = dt.date(2026, 11, 22)
ZALGO = "a" + "".join(map(chr, range(0x300, 0x340)))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("มะลิ", "มะลิ"),
        ("  ก๊อต \t บี ", "ก๊อต บี"),
        ("ผู้ใหญ่ลี", "ผู้ใหญ่ลี"),
        ("น้ำ", "น้ำ"),
        ("พันธุ์ศักดิ์", "พันธุ์ศักดิ์"),
        ("เอ็ม 2", "เอ็ม 2"),
        ("Mary-Jane O’Brien Jr.", "Mary-Jane O'Brien Jr."),
        ("Zoe\u0308", "Zoë"),
        ("မြန်မာ", "မြန်မာ"),
        ("ស្រី", "ស្រី"),
        # Nothing that is a name is left.
        ("", ""),
        ("   ", ""),
        ("😀👨‍👩‍👧🇹🇭", ""),
        ("1️⃣", ""),
        ("081 234 5678", ""),
        ("---", ""),
        ("่้๊", ""),
        ("\u3164\u115f", ""),
        ("<>&%$", ""),
        # What does not belong goes, the rest stays.
        ("มะลิ😀", "มะลิ"),
        ("ก❤️ข", "กข"),
        ("่กา", "กา"),
        ("า่", "า"),
        ("ก่่่่", "ก่"),
        ("ก่้", "ก่"),
        ("กิุ", "กิ"),
        ("a่", "a"),
        ("ก\u0301\u0302", "ก"),
        ("\u202eabc\u202c", "abc"),
        ("มะ\u200bลิ\ufeff", "มะลิ"),
        ("<img src=x>", "img srcx"),
        ("a\nb\x00c", "a b c"),
        ("x" * 200, "x" * LONGEST_NAME),
        ("ที่" * 70, "ที่" * 10),
        ("x" * 29 + "น้ำ", "x" * 29),
        ("x" * 29 + "เก", "x" * 29),
        ("เ" * 31, ""),
    ],
)
def test_a_name(typed: str, name: str) -> None:
    assert clean_name(typed) == name


def test_no_letter_carries_a_tower_of_marks() -> None:
    assert len(unicodedata.normalize("NFD", clean_name(ZALGO))) <= 4
    assert clean_name("ก" + ZALGO[1:]) == "ก"


@given(st.text(max_size=80) | st.text("กิุ่้์ำเ😀\u200b\u202eea\u0301\u0308- .'๑1", max_size=80))
def test_a_clean_name_is_short_seen_and_clean_already(typed: str) -> None:
    name = clean_name(typed)
    assert len(name) <= LONGEST_NAME
    assert clean_name(name) == name
    assert name.isprintable()
    assert unicodedata.is_normalized("NFC", name)
    assert not name or unicodedata.category(name[0])[0] != "M"
    assert name == "" or any(c.isalpha() for c in name)


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("2533", 1990),
        ("1990", 1990),
        ("๒๕๓๓", 1990),
        (" 2533 ", 1990),
        ("33", 1990),
        ("๓๓", 1990),
        ("25", 1982),
        ("90", 1947),
        ("59", 2016),
        ("60", 2017),
        ("69", 2026),
        ("70", 1927),
        ("2569", 2026),
        ("2026", 2026),
        ("2459", 1916),
        ("2600", None),
        ("1850", None),
        ("2570", None),
        ("2027", None),
        ("0000", None),
        ("5", None),
        ("253", None),
        ("25333", None),
        ("-33", None),
        ("3.3", None),
        ("", None),
        ("สอง", None),
        ("²⁵³³", None),
    ],
)
def test_a_birth_year(typed: str, year: int | None) -> None:
    assert read_year(typed, 2026) == year


@given(st.integers(0, 99), st.integers(2020, 2100))
def test_every_two_digits_are_somebody_alive(short: int, now: int) -> None:
    year = read_year(f"{short:02}", now)
    assert year is not None
    assert 0 <= now - year <= 110


@pytest.mark.parametrize(
    ("year", "needs"), [(2026, True), (2017, True), (2016, False), (1950, False), (None, False)]
)
def test_a_grown_up_confirms_for_a_child(year: int | None, *, needs: bool) -> None:
    newcomer = Newcomer(name="x", birth_year=year, guardian=True)
    assert needs_guardian(newcomer, DAY, Rules()) is needs


def test_who_may_be_born() -> None:
    years = (1850, 1895, 1896, 2026, 2027, 2533)
    assert [year for year in years if could_be_born(year, DAY)] == [1896, 2026]


def test_the_check_digit_is_damms() -> None:
    assert damm("572") == 4
    assert damm("5724") == 0


@given(st.binary(min_size=8, max_size=32), st.integers(0, 7), st.integers(1, 9))
def test_a_member_number_finds_a_wrong_digit_and_a_swap(raw: bytes, at: int, by: int) -> None:
    number = member_number(raw)
    assert len(number) == 8
    assert number.isascii()
    assert number.isdigit()
    assert number[0] != "0"
    assert damm(number) == 0
    wrong = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
    assert damm(wrong) != 0
    swapped = number[: at - 1] + number[at] + number[at - 1] + number[at + 1 :] if at else number
    assert swapped == number or damm(swapped) != 0


def test_a_number_needs_enough_randomness() -> None:
    with pytest.raises(ValueError, match="random bytes"):
        member_number(b"1234567")
