"""Names in the order of a Thai dictionary, as Unicode's own collation has it."""

from functools import cmp_to_key

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QCollator, QLocale

from kiosk import collation
from kiosk.collation import order_key

DICTIONARY = QCollator(QLocale("th_TH"))

consonant = st.sampled_from([chr(c) for c in range(0x0E01, 0x0E2F)])
sign = st.sampled_from(["", "", "่", "้", "๊", "๋", "์", "็"])
syllable = st.builds(
    lambda lead, c, above, mark, after: lead + c + above + mark + after,
    st.sampled_from(["", "", *"เแโใไ"]),
    consonant,
    st.sampled_from(["", "", *"ัิีึืุู"]),
    sign,
    st.sampled_from(["", "", "ะ", "า", "ำ"]),
)
word = st.lists(syllable, min_size=1, max_size=4).map("".join)
name = st.lists(word, min_size=1, max_size=3).map(" ".join)


def test_qt_has_the_thai_dictionary() -> None:
    # Without its own tables Qt would compare by code points, and prove nothing.
    assert DICTIONARY.compare("เก", "ข") < 0


@given(name, name)
def test_two_names_stand_as_the_dictionary_has_them(a: str, b: str) -> None:
    assume("เเ" not in a + b)
    ours = (order_key(a) > order_key(b)) - (order_key(a) < order_key(b))
    theirs = DICTIONARY.compare(a, b)
    assert ours == (theirs > 0) - (theirs < 0)


@pytest.mark.parametrize(
    "ordered",
    [
        ["กก", "กรรม", "กะทิ", "กา", "ก้าน", "กำไล", "กุหลาบ", "เก", "เกา", "เก่า", "เก้า", "แก้ว", "ไก่"],
        ["ขาว", "เข็ม", "ใจ", "ชมพู่", "เพชร", "มะลิ", "มาลี", "เมย์", "ฤดี", "ลดา"],
        ["กฯ", "กๆ", "ก1", "กา"],
        ["สม ชาย", "สมชาย", "สมหญิง"],
    ],
)
def test_words_of_the_dictionary(ordered: list[str]) -> None:
    assert sorted(ordered, key=order_key) == ordered
    assert sorted(ordered, key=cmp_to_key(DICTIONARY.compare)) == ordered


@given(st.text())
def test_any_text_has_an_order_and_no_end(text: str) -> None:
    assert len(order_key(text)) <= 8 * collation.LONGEST
    order_key(text).encode()
