"""What a cell of a list means: numbers, years, dates, words. Each reader raises BadCell."""

from __future__ import annotations

import datetime as dt
import re

from kiosk import thai
from kiosk.identify import normal
from kiosk.importing.text import quoted
from kiosk.record import Standing

LONGEST_NAME = 120
LONGEST_NUMBER = 32
CITIZEN_DIGITS = 13

_NOTHING = frozenset({"", "-", "–", "—", "n/a", "ไม่มี"})
_LONGEST_NOTHING = max(map(len, _NOTHING))
_FORMULA = ("=", "+", "-", "@")
_ROUNDED = re.compile(r"[0-9]+([.,][0-9]+)?E\+?[0-9]+", re.I)
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_CLOCK = re.compile(r"[T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?$")
_FROM_BUDDHIST = 2400
_YEARS = range(1900, 2300)
_STANDINGS = {
    "": Standing.ACTIVE, "active": Standing.ACTIVE, "ปกติ": Standing.ACTIVE,
    "ใช้งาน": Standing.ACTIVE, "suspended": Standing.SUSPENDED, "ระงับ": Standing.SUSPENDED,
    "ระงับการใช้งาน": Standing.SUSPENDED, "พักใช้": Standing.SUSPENDED,
}  # fmt: skip
_SEXES = {
    "": "", "female": "female", "f": "female", "หญิง": "female", "ญ": "female",
    "male": "male", "m": "male", "ชาย": "male", "ช": "male", "other": "other", "อื่น": "other",
    "อื่นๆ": "other", "อื่น ๆ": "other",
}  # fmt: skip
_MOBILE_WITHOUT_ZERO = re.compile(r"[2-9][0-9]{7,8}")
_PHONE = re.compile(r"0[1-9][0-9]{7,8}|\+[1-9][0-9]{7,14}")


class BadCell(ValueError):
    """A cell cannot be used; the message says why in plain words."""


def words(text: str, column: str, longest: int = LONGEST_NAME) -> str:
    """A name: tidied. A spreadsheet formula is refused, for it is not what anybody is called."""
    tidied = thai.tidy(text)
    if len(tidied) <= _LONGEST_NOTHING and tidied.casefold() in _NOTHING:
        return ""
    # Our own lists put a mark before what a spreadsheet would take for one.
    if tidied.removeprefix("'").startswith(_FORMULA):
        msg = f"{column} looks like a spreadsheet formula: {quoted(tidied)}"
        raise BadCell(msg)
    if len(tidied) > longest:
        msg = f"{column} is longer than {longest} characters: {quoted(tidied)}"
        raise BadCell(msg)
    return tidied


def number(text: str, column: str) -> str:
    """A number that names somebody, as it is printed; letters are allowed."""
    tidied = words(text.strip().removeprefix("'"), column, LONGEST_NUMBER)
    if not tidied:
        return ""
    if _ROUNDED.fullmatch(tidied):
        msg = f"{column} was rounded by a spreadsheet: {quoted(tidied)}"
        raise BadCell(msg)
    plain = tidied.removesuffix(".0") if tidied.removesuffix(".0").isdigit() else tidied
    if not any(c.isalnum() for c in plain):
        msg = f"{column} has neither digits nor letters: {quoted(tidied)}"
        raise BadCell(msg)
    return plain


def citizen_digits(text: str, column: str) -> str:
    """The 13 digits of a citizen number. A message never repeats them."""
    if not text:
        return ""
    digits = normal(text.strip().removeprefix("'"))
    if digits.casefold() in _NOTHING:
        return ""
    if _ROUNDED.fullmatch(thai.ascii_digits(text).strip()):
        msg = f"{column} was rounded by a spreadsheet"
        raise BadCell(msg)
    if not thai.citizen_number_holds(digits):
        msg = f"{column} is no citizen number: 13 digits whose check digit fits are needed"
        raise BadCell(msg)
    return digits


def phone(text: str, column: str) -> str:
    """A telephone number: nine or ten digits from 0 as in Thailand, or + and the country.

    A first 0 lost in a spreadsheet is put back.
    """
    if not text:
        return ""
    plain = normal(text.strip().removeprefix("'").removesuffix(".0"))
    if plain.casefold() in _NOTHING:
        return ""
    if plain.startswith("+66"):
        plain = "0" + plain[3:].removeprefix("0")
    elif _MOBILE_WITHOUT_ZERO.fullmatch(plain):
        plain = "0" + plain
    if not _PHONE.fullmatch(plain):
        msg = f"{column} is no telephone number: {quoted(text)}"
        raise BadCell(msg)
    return plain


def birth_year(text: str, column: str, this_year: int) -> int | None:
    """A year of birth of either era, or the year of a date of birth, as Gregorian."""
    plain = thai.ascii_digits(text).strip().removesuffix(".0")
    if plain.casefold() in _NOTHING:
        return None
    if plain.isascii() and plain.isdigit():
        if len(plain) > len("2569"):
            msg = f"{column} is no year: {quoted(text)}"
            raise BadCell(msg)
        given = int(plain)
    else:
        try:
            born = date(text, column)
        except BadCell:
            msg = f"{column} is no year: {quoted(text)}"
            raise BadCell(msg) from None
        given = born.year if born is not None else 0
    year = thai.gregorian_year(given, this_year)
    if year is None:
        msg = f"nobody alive was born in the year {given} ({column})"
        raise BadCell(msg)
    return year


def date(text: str, column: str) -> dt.date | None:
    """A date as year-month-day or day/month/year, of either era."""
    plain = _CLOCK.sub("", thai.ascii_digits(text).strip())
    if plain.casefold() in _NOTHING:
        return None
    if match := _ISO.fullmatch(plain):
        year, month, day = map(int, match.groups())
    elif match := _DAY_FIRST.fullmatch(plain):
        day, month, year = map(int, match.groups())
    else:
        msg = f"{column} is no date like 2027-12-31 or 31/12/2570: {quoted(text)}"
        raise BadCell(msg)
    if year >= _FROM_BUDDHIST:
        year -= thai.BUDDHIST_OFFSET
    try:
        read = dt.date(year, month, day)
    except ValueError:
        read = None
    if read is None or read.year not in _YEARS:
        msg = f"there is no such date as {quoted(text)} ({column})"
        raise BadCell(msg)
    return read


def standing(text: str, column: str) -> Standing:
    """Active, suspended, or the Thai words; nothing means active."""
    word = text.strip().casefold()
    if word not in _STANDINGS:
        msg = f"{column} is neither active nor suspended: {quoted(text)}"
        raise BadCell(msg)
    return _STANDINGS[word]


def sex(text: str, column: str) -> str:
    """Female, male, other, or the Thai words; nothing when it was not given."""
    word = text.strip().casefold()
    if word not in _SEXES:
        msg = f"{column} is neither female, male nor other: {quoted(text)}"
        raise BadCell(msg)
    return _SEXES[word]
