"""What Thai people expect of digits, dates, names and keyboards."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from kiosk.record import Learner

BUDDHIST_OFFSET = 543
"""Years between the Buddhist era used in Thailand and the Gregorian calendar."""

WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
MONTHS_SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")

# The same 94 keys of a US keyboard under the layout "us" and under Thai Kedmanee (TIS 820-2538,
# as X11 and Windows lay it out). A one-to-one map, so a burst typed under the wrong one comes back.
_US = (
    "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
    '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
)
_KEDMANEE = '_ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ%+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ'
_TO_US = str.maketrans(_KEDMANEE, _US)

# Written as words of their own before the name, with or without dots.
_TITLES = frozenset(
    (
        "เด็กชาย", "เด็กหญิง", "ดช", "ดญ", "นางสาว", "นส", "นาง", "นาย", "คุณ", "ดร", "ผศ", "รศ", "ศ",
        "ผศดร", "รศดร", "ศดร", "อาจารย์", "ครู", "ว่าที่", "รต", "รท", "รอ", "พต", "พท", "พอ", "ว่าที่รต",
        "mr", "mrs", "ms", "miss", "dr", "prof", "master",
    )
)  # fmt: skip
# Joined to the name: the unmistakable ones, the longer before the shorter.
_JOINED_TITLES = (
    "เด็กหญิง", "เด็กชาย", "นางสาว", "ว่าที่ร.ต.", "ผศ.ดร.", "รศ.ดร.", "ศ.ดร.", "ด.ช.", "ด.ญ.", "น.ส.",
    "ผศ.", "รศ.", "ดร.",
)  # fmt: skip
# Joined and mistakable: only before a whole name with a surname after it.
_MISTAKABLE_TITLES = ("นาย", "นาง")
_NAME_STARTS = re.compile("[ก-ฮเแโใไ].")

LEADING_VOWELS = "เแโใไ"
"""Written before the consonant after which they are spoken and ordered."""

_CITIZEN_DIGITS = 13
_THAI = range(0x0E00, 0x0E80)
# mai ek, mai tho, mai tri, mai chattawa, thanthakhat, mai taikhu
_TONE_MARKS = dict.fromkeys(map(ord, "่้๊๋์็"))
_SEARCHED = _DIGITS | _TONE_MARKS


def ascii_digits(text: str) -> str:
    """The text with Thai digits written as 0-9."""
    return text if text.isascii() else text.translate(_DIGITS)


def has_thai(text: str) -> bool:
    """Whether any character is of the Thai block."""
    return any(ord(c) in _THAI for c in text)


def from_kedmanee(text: str) -> str:
    """What a US keyboard would have typed, had Thai Kedmanee not been active."""
    return text.translate(_TO_US)


def citizen_number_holds(digits: str) -> bool:
    """Whether 13 digits pass the checksum of Thai citizen numbers.

    Weights 13 to 2, check digit (11 - sum mod 11) mod 10, as the Department of Provincial
    Administration publishes it. Digit 3 has weight 11, so errors there pass: a hint, not a proof.
    """
    if len(digits) != _CITIZEN_DIGITS or not (digits.isascii() and digits.isdigit()):
        return False
    total = sum((13 - i) * int(d) for i, d in enumerate(digits[:12]))
    return (11 - total % 11) % 10 == int(digits[12])


def gregorian_year(year: int, now: int) -> int | None:
    """A birth year written in either era as Gregorian; None when no living person was born then."""
    oldest = now - 130
    for candidate in (year, year - BUDDHIST_OFFSET):
        if oldest <= candidate <= now:
            return candidate
    return None


def buddhist(day: dt.date) -> str:
    """The date as day/month/year of the Buddhist era: 22/11/2569."""
    return f"{day.day:02}/{day.month:02}/{day.year + BUDDHIST_OFFSET}"


def long_date(day: dt.date, *, language: str = "th") -> str:
    """วันอาทิตย์ที่ 22 พฤศจิกายน 2569, or Sunday 22 November 2026."""
    if language == "th":
        month = MONTHS[day.month - 1]
        return f"วัน{WEEKDAYS[day.weekday()]}ที่ {day.day} {month} {day.year + BUDDHIST_OFFSET}"
    return f"{WEEKDAYS_EN[day.weekday()]} {day.day} {MONTHS_EN[day.month - 1]} {day.year}"


def short_time(at: dt.time | dt.datetime, *, language: str = "th") -> str:
    """13.30 น., or 13:30."""
    return f"{at:%H.%M} น." if language == "th" else f"{at:%H:%M}"


def untitled(name: str) -> str:
    """The name without the titles before it."""
    words = tidy(name).split()
    while len(words) > 1 and words[0].replace(".", "").casefold() in _TITLES:
        words = words[1:]
    if not words:
        return ""
    first, *rest = words
    return " ".join([_freed(first, surname=bool(rest)), *rest])


def first_name(name: str) -> str:
    """The given name alone: title and surname never appear on the public screen."""
    return untitled(name).partition(" ")[0]


def short_name(name: str) -> str:
    """The given name with the letter the surname begins with: มะลิ ต."""
    words = untitled(name).split()
    surname = words[-1] if len(words) > 1 else ""
    letter = next((c for c in surname if c.isalpha() and c not in LEADING_VOWELS), "")
    return " ".join([*words[:1], *([f"{letter}."] if letter else [])])


def without_title(word: str) -> str:
    """A word in its search form without the title that is, or may be, joined to it."""
    titles = map(search_form, (*_JOINED_TITLES, *_MISTAKABLE_TITLES, "คุณ"))
    rests = (word.removeprefix(title) for title in titles if word.startswith(title))
    return next((rest for rest in rests if rest), word)


def _freed(word: str, *, surname: bool) -> str:
    """A name without the title that is joined to it."""
    if word.startswith(_JOINED_TITLES):
        rests = (word.removeprefix(t) for t in _JOINED_TITLES if word.startswith(t))
        return next((rest for rest in rests if len(rest) > 1), word)
    if surname and word.startswith(_MISTAKABLE_TITLES):
        rests = (word.removeprefix(t) for t in _MISTAKABLE_TITLES if word.startswith(t))
        return next((rest for rest in rests if _NAME_STARTS.match(rest)), word)
    return word


def called(learner: Learner, language: str = "th") -> str:
    """What a learner is called in public: the given name, else the nickname."""
    names = (learner.name, learner.name_en, learner.nickname)
    if language != "th":
        names = (learner.name_en, learner.name, learner.nickname)
    return next((first for name in names if (first := first_name(name))), "")


def tidy(text: str) -> str:
    """The text as it may be shown: NFC, no control or invisible characters, single spaces."""
    if text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text):
        return text.strip()
    kept = (" " if unicodedata.category(c) in ("Cc", "Zs", "Zl", "Zp") else c for c in text)
    visible = "".join(c for c in kept if unicodedata.category(c) not in ("Cf", "Co", "Cs", "Cn"))
    return re.sub(r" +", " ", unicodedata.normalize("NFC", visible)).strip()


def search_form(text: str) -> str:
    """The text as it is searched: no tone marks, no case, Thai digits as 0-9.

    What looks the same is the same: two sara e are one sara ae, nikhahit and sara aa one sara am.
    """
    text = tidy(text)
    if text.isascii():
        return text.casefold()
    return text.translate(_SEARCHED).casefold().replace("เเ", "แ").replace("ํา", "ำ")


def columns(text: str) -> int:
    """How many columns the text takes where every letter is as wide as the next."""
    return sum(unicodedata.category(c) != "Mn" for c in text)
