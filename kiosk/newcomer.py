"""Who registers at the kiosk: what a name, a birth year and a number may be."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

import msgspec

from kiosk import thai
from kiosk.outcome import Rules
from kiosk.record import PartnerNumber

LONGEST_NAME = 30
"""Characters of a name that people give themselves."""

NOTICE = "1"
"""Version of the notice that newcomers agree to."""

OLDEST = 110
"""Years of age up to which two digits are taken for a birth year."""

_ALIKE = str.maketrans("\u2010\u2011\u2012\u2013\u2018\u2019\u02bc", "----'''")
_PUNCTUATION = frozenset(" -'.")
# Letters and marks that nobody sees (Unicode, Default_Ignorable_Code_Point), as code points.
_UNSEEN = frozenset(
    (
        0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x3164,
        *range(0xFE00, 0xFE10), 0xFFA0, *range(0xE0100, 0xE01F0),
    )
)  # fmt: skip
_THAI_BASES = range(0x0E01, 0x0E2F)
# A Thai consonant carries one vowel sign and one sign above it (Unicode, chapter 16.1).
_THAI_VOWELS = frozenset("\u0e31\u0e33\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e4d")
_THAI_TONES = frozenset("\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4e")
_THAI_LEADING = "เแโใไ"
_MOST_COMBINING = 2
_MOST_MARKS = 4
"""Marks of its own script on one letter; Khmer and Burmese stack so many."""

_NUMBER_BYTES = 8
_NUMBERS = (1_000_000, 9_000_000)
"""The smallest of the seven random digits, and how many there are."""
# A totally anti-symmetric quasigroup of order 10 (H. M. Damm, 2004): every single wrong digit and
# every swap of neighbours is found.
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


class Newcomer(msgspec.Struct, frozen=True, kw_only=True):
    """What a newcomer says. `birth_year` is Gregorian; `guardian`: a grown-up confirmed.

    `student` is the number on the partner's card they came with, which they say is theirs.
    """

    name: str
    birth_year: int | None = None
    partner: str = ""
    guardian: bool = False
    student: PartnerNumber | None = None


def clean_name(text: str) -> str:
    """The text as a name may be: NFC, readable, at most LONGEST_NAME characters.

    Letters with their marks, digits, spaces, hyphens, apostrophes and dots; no mark without a
    letter under it, no more than a letter can carry. Empty when no letter is left.
    """
    kept = "".join(c for c in thai.tidy(text).translate(_ALIKE) if _may_stand(c))
    clusters: list[str] = []
    for c in unicodedata.normalize("NFC", kept):
        if not _is_mark(c):
            clusters.append(c)
        elif clusters and _carries(clusters[-1], c):
            clusters[-1] += c
    name = _shortened(clusters)
    return thai.tidy(name) if any(c.isalpha() for c in name) else ""


def read_year(text: str, this_year: int) -> int | None:
    """A birth year as people write it, as Gregorian; None when it cannot be one.

    Four digits are of either era. Two digits are Buddhist when somebody alive can be born then,
    for that is what people say here: 33 is 2533, 90 is 2490.
    """
    digits = thai.ascii_digits(thai.tidy(text))
    if re.fullmatch(r"[0-9]{4}", digits):
        return thai.gregorian_year(int(digits), this_year)
    if not re.fullmatch(r"[0-9]{2}", digits):
        return None
    short = int(digits)
    buddhist = (century + short - thai.BUDDHIST_OFFSET for century in (2500, 2400))
    candidates = (*buddhist, 1900 + short, 2000 + short)
    return next((year for year in candidates if 0 <= this_year - year <= OLDEST), None)


def could_be_born(year: int, day: dt.date) -> bool:
    """Whether somebody who stands here on `day` can be born in this Gregorian year."""
    return thai.gregorian_year(year, day.year) == year


def needs_guardian(newcomer: Newcomer, day: dt.date, rules: Rules) -> bool:
    """Whether a grown-up has to confirm for them: a child under the centre's age."""
    year = newcomer.birth_year
    return year is not None and day.year - year < rules.guardian_under


def member_number(random: bytes) -> str:
    """Eight digits, the last a check digit. Raises ValueError for fewer than 8 random bytes."""
    if len(random) < _NUMBER_BYTES:
        msg = f"a member number is made of {_NUMBER_BYTES} random bytes"
        raise ValueError(msg)
    smallest, many = _NUMBERS
    digits = str(smallest + int.from_bytes(random[:_NUMBER_BYTES], "big") % many)
    return f"{digits}{damm(digits)}"


def damm(digits: str) -> int:
    """Check digit of 0-9; of a number with its right check digit it is 0."""
    check = 0
    for digit in digits:
        check = int(_DAMM[check][int(digit)])
    return check


def _may_stand(c: str) -> bool:
    """Letters, marks and digits, of what can be seen; never an enclosing mark (a keycap)."""
    if c in _PUNCTUATION:
        return True
    kind = unicodedata.category(c)
    return (kind[0] == "L" or kind in ("Mn", "Mc", "Nd")) and ord(c) not in _UNSEEN


def _is_mark(c: str) -> bool:
    return c == "\u0e33" or unicodedata.category(c) in ("Mn", "Mc")


def _carries(cluster: str, mark: str) -> bool:
    """Whether a letter with its marks takes one more."""
    base, marks = cluster[0], cluster[1:]
    if not base.isalpha() or mark in marks:
        return False
    if mark in _THAI_VOWELS or mark in _THAI_TONES:
        same = _THAI_VOWELS if mark in _THAI_VOWELS else _THAI_TONES
        return ord(base) in _THAI_BASES and same.isdisjoint(marks)
    if ord(base) in _THAI_BASES:
        return False
    combining = [m for m in (*marks, mark) if unicodedata.name(m, "").startswith("COMBINING")]
    return len(combining) <= _MOST_COMBINING and len(marks) < _MOST_MARKS


def _shortened(clusters: list[str]) -> str:
    """As many whole letters as a name may have; no Thai vowel waits for a consonant cut off."""
    name = ""
    for cluster in clusters:
        if len(name) + len(cluster) > LONGEST_NAME:
            return name.rstrip(_THAI_LEADING)
        name += cluster
    return name
