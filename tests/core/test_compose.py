"""Thai as it is typed on a keyboard."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.compose import CONSONANTS, MARKS, MOST_MARKS, SIGNS, TONES, VOWELS, compose, erase

# The same rules once more, written as the text they allow rather than as steps.
WHOLE = re.compile("(?:[ก-รลว-ฮ](?:[ัึีืู][่-๋]?|[ิุ][่-ํ]?|[็ฺ]|[่-๋]?ำ|[่-๎]?)|[^ก-รลว-ฮัิ-ฺ็-๎ำ])*")
KEYS = "กขอรสฤฦเแาะๅำ ญฐ" + VOWELS + SIGNS
thai = st.text(KEYS, max_size=12)
anything = st.text(
    st.one_of(st.sampled_from(KEYS), st.characters(codec="utf-8", exclude_categories=["Cs"])),
    max_size=12,
)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("มะลิ", "มะลิ"),
        ("น้ำ", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("นํา", "นำ"),
        ("กำ่้", "ก้ำ"),
        ("กำำ", "กำ"),
        ("กำี", "กำ"),
        ("กำ์", "กำ"),
        ("กีำ", "กำ"),
        ("ก์ำ", "กำ"),
        ("ก้ี", "กี้"),
        ("ก้ั", "กั้"),
        ("กู่", "กู่"),
        ("ปู่้", "ปู้"),
        ("กิี", "กี"),
        ("กิุ", "กุ"),
        ("ก้้", "ก้"),
        ("กีี", "กี"),
        ("ก็้", "ก้"),
        ("ก้็", "ก็"),
        ("ก็็", "ก็"),
        ("กี์", "ก์"),
        ("ก์ี", "กี"),
        ("สิทธิ์", "สิทธิ์"),
        ("สิทธ์ิ", "สิทธิ์"),
        ("พันธุ์", "พันธุ์"),
        ("กิํ", "กิํ"),
        ("กฺ้", "ก้"),
        ("เเอ๋ม", "แอ๋ม"),
        ("ฤาษี", "ฤๅษี"),
        ("ฤ้", "ฤ"),
        ("้กิ", "กิ"),
        ("เ้ก", "เก"),
        ("ก ้", "ก "),
        ("a้", "a"),
        ("๑ิ", "๑"),
        ("ำ", ""),
        ("Nu\u0301n", "Nún"),
        ("\u0301", ""),
        ("n\u0323\u0323\u0323", "ṇ\u0323"),
    ],
)
def test_typed_and_meant(typed: str, text: str) -> None:
    assert compose("", typed) == unicodedata.normalize("NFC", text)


def test_nothing_is_lost_of_names_that_are_typed_well() -> None:
    for name in ("ไหม", "ปุ๊กกี้", "เอ๋", "น้ำหวาน", "เฌอแตม", "ก้อง", "แพรวา", "ต้นกล้า", "โอ๊ต", "ญาญ่า",
                 "เพชรรัตน์", "ฤทธิ์", "ธันว์", "ฟลุ๊ค", "แน็ต", "Jo-Ann", "O'Neil"):  # fmt: skip
        assert compose("", name) == name


def test_erasing_takes_one_mark() -> None:
    text = "กี้"
    assert [text := erase(text) for _ in range(4)] == ["กี", "ก", "", ""]
    assert erase("น้ำ") == "น้"


@given(anything)
def test_every_mark_has_a_base_and_its_own_place(typed: str) -> None:
    text = compose("", typed)
    assert WHOLE.fullmatch(text)
    assert unicodedata.is_normalized("NFC", text)


@given(thai)
def test_what_is_right_stays(typed: str) -> None:
    text = compose("", typed)
    assert compose("", text) == text
    assert WHOLE.fullmatch(erase(text))


@example("ก่", "ฺ")
@given(thai, thai)
def test_letter_by_letter_is_the_same(first: str, then: str) -> None:
    assert compose(compose("", first), then) == compose("", first + then)


@given(thai, st.sampled_from("กขอ"), st.sampled_from(VOWELS), st.sampled_from(TONES))
def test_a_tone_may_come_first(before: str, base: str, vowel: str, tone: str) -> None:
    text = compose(compose("", before), base)
    if vowel not in "็ฺ":
        assert compose(text, vowel + tone) == compose(text, tone + vowel) == text + vowel + tone
    assert compose(text, "ำ" + tone) == compose(text, tone + "ำ") == text + tone + "ำ"


@given(anything, st.sampled_from(sorted(CONSONANTS)), st.text(sorted(MARKS | {"ำ"}), max_size=6))
def test_a_cluster_is_never_longer(before: str, base: str, marks: str) -> None:
    text = compose(compose("", before), base)
    assert len(compose(text, marks)) - len(text) <= MOST_MARKS


def test_the_checker_sees_what_is_wrong() -> None:
    for wrong in ("้", "ก้้", "ก้ี", "กิุ", "เ้", "ก็้", "กีำ", "ฤี", "ำ", "กำ้"):
        assert not WHOLE.fullmatch(wrong), wrong
