"""The heading of a list of learners: which column means what, and what separates the cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from kiosk import thai
from kiosk.importing.text import quoted

_NOTHING_TOLD: Mapping[str, str] = MappingProxyType({})

DELIMITERS = (",", ";", "\t")
_LONGEST_ROW = 10  # lines of one row, by line breaks within quotes

_NAMES = {
    "number": "member_no member_number member_id member card_no เลขสมาชิก เลขที่สมาชิก รหัสสมาชิก"
    " หมายเลขสมาชิก",
    "name": "name_th name full_name thai_name ชื่อ ชื่อสกุล ชื่อนามสกุล ชื่อและนามสกุล ชื่อเต็ม ชื่อไทย",
    "surname": "surname last_name family_name surname_th last_name_th นามสกุล สกุล",
    "first_name": "first_name given_name first_name_th",
    "name_en": "name_en english_name full_name_en ชื่ออังกฤษ ชื่อภาษาอังกฤษ",
    "nickname": "nickname nick_name ชื่อเล่น",
    "birth_year": "birth_year_be birth_year birth_year_ce year_of_birth birth_date date_of_birth"
    " birthday dob ปีเกิด ปีเกิดพศ ปีเกิดคศ วันเกิด วันเดือนปีเกิด",
    "partner": "institution partner school organisation organization สถาบัน สถาบันภาคี หน่วยงาน"
    " โรงเรียน สถานศึกษา",
    "student_number": "student_id student_no student_number รหัสนักศึกษา รหัสนักเรียน"
    " เลขประจำตัวนักเรียน เลขประจำตัวนักศึกษา",
    "phone": "phone phone_no phone_number telephone tel mobile โทรศัพท์ เบอร์โทร เบอร์โทรศัพท์"
    " หมายเลขโทรศัพท์ มือถือ เบอร์มือถือ",
    "citizen": "citizen_id citizen_no citizen_number national_id id_card thai_id"
    " เลขประจำตัวประชาชน เลขบัตรประชาชน เลขบัตรประจำตัวประชาชน หมายเลขบัตรประชาชน"
    " เลขที่บัตรประชาชน บัตรประชาชน",
    "valid_until": "valid_until valid_to expires expiry expiry_date expiration_date วันหมดอายุ"
    " หมดอายุ ใช้ได้ถึง",
    "sex": "sex gender เพศ",
    "standing": "status standing สถานะ",
    "consent": "consent_version consent ความยินยอม รุ่นความยินยอม",
}
# Whoever reads a message knows the columns by the names of the sample file.
_SHOWN = {"number": "member_no", "name": "name_th"}
_NAMED_BY = ("name", "first_name", "name_en", "nickname")
_NOISE = re.compile(r"[\s_\-./()\"'*:]+")


def plain_heading(heading: str) -> str:
    """The heading as it is compared: without case, blanks and signs."""
    return _NOISE.sub("", thai.tidy(heading)).casefold()


FIELDS = tuple(_NAMES)
"""What a column can mean: fields of Learner, and the two parts of a name."""

_MEANINGS = {
    plain_heading(name): field for field, names in _NAMES.items() for name in names.split()
}


class Columns(NamedTuple):
    """Field by position, with the heading people know; None where nothing is wanted."""

    delimiter: str
    fields: tuple[str | None, ...]
    headings: tuple[str, ...]


class BadHeading(ValueError):
    """The file cannot be used at all; the message tells what is missing and what was found.

    `columns` are the headings, with what each was taken for.
    """

    def __init__(self, message: str, columns: tuple[tuple[str, str | None], ...]) -> None:
        super().__init__(message)
        self.columns = columns


def read_heading(line: str, told: Mapping[str, str] = _NOTHING_TOLD) -> Columns:
    """Find the delimiter and the meaning of each column. Raises BadHeading.

    `told` gives the field by `plain_heading` where somebody said so, "" for a column to leave out.
    """
    best = max((_as_split_by(line, delimiter, told) for delimiter in DELIMITERS), key=_understood)
    missing = []
    if "number" not in best.fields:
        missing.append(_SHOWN["number"])
    if not any(field in best.fields for field in _NAMED_BY):
        missing.append(_SHOWN["name"])
    if missing:
        found = ", ".join(quoted(heading, 30) for heading in best.headings[:15])
        columns = "column" if len(missing) == 1 else "columns"
        msg = (
            f"the {columns} {' and '.join(missing)} cannot be found in the first line;"
            f" it has {found or 'nothing'} (cells are separated by comma, semicolon or tab)"
        )
        raise BadHeading(msg, tuple(zip(best.headings, best.fields, strict=True)))
    return best


def rows_of(
    lines: Sequence[str], first: int, delimiter: str
) -> Iterator[tuple[int, list[str] | None]]:
    """Cells of every row with the number of its first line, `first` being that of `lines[0]`.

    A quoted cell may go on over some lines. None stands for a row whose quotation mark is never
    closed: only that line is given up, not the rest of the file.
    """
    at = 0
    while at < len(lines):
        line = lines[at]
        if '"' not in line:
            yield first + at, line.split(delimiter)
            at += 1
            continue
        taken, cells = 1, None
        for taken in range(1, min(_LONGEST_ROW, len(lines) - at) + 1):
            still_open, cells = _cells(lines[at : at + taken], delimiter)
            if not still_open:
                break
        yield first + at, cells
        at += taken if cells is not None else 1


def _cells(lines: Sequence[str], delimiter: str) -> tuple[bool, list[str] | None]:
    """Whether a quotation mark is still open at the end of these lines, else the cells of the row.

    Of more than one line everything must be in order: else a mark closes another row's.
    """
    text = "\n".join(lines)
    try:
        return False, next(csv.reader([text], delimiter=delimiter, strict=True), [])
    except csv.Error as e:
        if "unexpected end" in str(e):
            return True, None
    if len(lines) > 1:
        return False, None
    try:
        return False, next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return False, None


def _as_split_by(line: str, delimiter: str, told: Mapping[str, str]) -> Columns:
    headings = tuple(thai.tidy(cell) for cell in _cells([line], delimiter)[1] or [line])
    plain = [plain_heading(heading) for heading in headings]
    # What somebody said comes before what a heading seems to say.
    said = {told[heading] for heading in plain if told.get(heading)}
    taken: set[str] = set()
    fields: list[str | None] = []
    for heading in plain:
        field = told[heading] if heading in told else _MEANINGS.get(heading)
        if not field or field in taken or (heading not in told and field in said):
            fields.append(None)
        else:
            fields.append(field)
            taken.add(field)
    return Columns(delimiter, tuple(fields), headings)


def _understood(columns: Columns) -> tuple[int, int]:
    return sum(field is not None for field in columns.fields), len(columns.fields)
