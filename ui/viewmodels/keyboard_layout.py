"""Which keys a touch keyboard has, in Thai (Kedmanee) and in English."""

from __future__ import annotations

from typing import NamedTuple

from kiosk.compose import MARKS, SARA_AM

DOTTED_CIRCLE = "\N{DOTTED CIRCLE}"


class Key(NamedTuple):
    """A key: its row from 0, its left edge in columns, what it types without and with shift."""

    row: int
    start: float
    lower: str
    upper: str


class Layout(NamedTuple):
    """The keys of a language. The shift key stands left of the last row and fills its indent."""

    columns: int
    indent: float
    keys: tuple[Key, ...]


def _laid(columns: int, *rows: tuple[float, str, str]) -> Layout:
    """A layout of (left edge, lower, upper) a row."""
    keys = [
        Key(row, start + at, lower, upper)
        for row, (start, lowers, uppers) in enumerate(rows)
        for at, (lower, upper) in enumerate(zip(lowers, uppers, strict=True))
    ]
    return Layout(columns, rows[-1][0], tuple(keys))


# TIS 820-2538 without the two obsolete consonants (kho khuat, kho khon) and the key left of the
# digits, which types nothing a name has.
_THAI = _laid(
    12,
    (0, "ๅ/-ภถุึคตจขช", "+๑๒๓๔ู฿๕๖๗๘๙"),
    (0, "ๆไำพะัีรนยบล", '๐"ฎฑธํ๊ณฯญฐ,'),
    (0.5, "ฟหกดเ้่าสวง", "ฤฆฏโฌ็๋ษศซ."),
    (1.5, "ผปแอิืทมใฝ", "()ฉฮฺ์?ฒฬฦ"),
)
_ENGLISH = _laid(
    10,
    (0, "1234567890", "1234567890"),
    (0, "qwertyuiop", "QWERTYUIOP"),
    (0, "asdfghjkl'", "ASDFGHJKL'"),
    (1, "zxcvbnm-.", "ZXCVBNM-."),
)
LAYOUTS = {"th": _THAI, "en": _ENGLISH}

# What Thai children learn them as.
_NAMES = {
    name[0]: name
    for name in (
        "ก ไก่", "ข ไข่", "ค ควาย", "ฆ ระฆัง", "ง งู", "จ จาน", "ฉ ฉิ่ง", "ช ช้าง", "ซ โซ่", "ฌ เฌอ",
        "ญ หญิง", "ฎ ชฎา", "ฏ ปฏัก", "ฐ ฐาน", "ฑ มณโฑ", "ฒ ผู้เฒ่า", "ณ เณร", "ด เด็ก", "ต เต่า",
        "ถ ถุง", "ท ทหาร", "ธ ธง", "น หนู", "บ ใบไม้", "ป ปลา", "ผ ผึ้ง", "ฝ ฝา", "พ พาน", "ฟ ฟัน",
        "ภ สำเภา", "ม ม้า", "ย ยักษ์", "ร เรือ", "ล ลิง", "ว แหวน", "ศ ศาลา", "ษ ฤๅษี", "ส เสือ",
        "ห หีบ", "ฬ จุฬา", "อ อ่าง", "ฮ นกฮูก",
    )
} | {
    "ะ": "สระอะ", "ั": "ไม้หันอากาศ", "า": "สระอา", "ำ": "สระอำ", "ิ": "สระอิ", "ี": "สระอี",
    "ึ": "สระอึ", "ื": "สระอือ", "ุ": "สระอุ", "ู": "สระอู", "ฺ": "พินทุ", "เ": "สระเอ", "แ": "สระแอ",
    "โ": "สระโอ", "ใ": "ไม้ม้วน", "ไ": "ไม้มลาย", "ๅ": "ลากข้างยาว", "ฤ": "ตัวรึ", "ฦ": "ตัวลึ",
    "็": "ไม้ไต่คู้", "่": "ไม้เอก", "้": "ไม้โท", "๊": "ไม้ตรี", "๋": "ไม้จัตวา", "์": "ทัณฑฆาต",
    "ํ": "นิคหิต", "ๆ": "ไม้ยมก", "ฯ": "ไปยาลน้อย", "฿": "บาท",
}  # fmt: skip


def face(character: str) -> str:
    """What is drawn on a key: marks need something to stand on."""
    return DOTTED_CIRCLE + character if character in MARKS or character == SARA_AM else character


def name_of(character: str) -> str:
    """What is said of a key, in Thai for Thai characters."""
    return _NAMES.get(character, character)


def hint_of(shown: str, other: str) -> str:
    """What the other layer gives, where that is not to be expected."""
    if shown.casefold() == other.casefold():
        return ""
    return other if other == SARA_AM else face(other)  # known by its tail, and wide enough
