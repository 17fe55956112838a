"""Read a list of learners (comma-, semicolon- or tab-separated) into records."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kiosk import thai
from kiosk.identify import citizen_hash, normal
from kiosk.importing import cells
from kiosk.importing.cells import BadCell
from kiosk.importing.columns import BadHeading, Columns, read_heading, rows_of
from kiosk.importing.report import Rejected
from kiosk.importing.text import UNREADABLE, decoded, lines_of, quoted
from kiosk.importing.workbook import BadWorkbook, is_workbook, lines_of_workbook
from kiosk.partners import PARTNERS, Partner, partner_named
from kiosk.record import Learner

_MAY_HOLD_CITIZEN = frozenset({"citizen", "student_number", "number"})
_THIRTEEN = re.compile(r"\d{13}", re.ASCII)
_NAMESPACE = uuid.UUID("6f0d5a52-7a43-5d0e-9a9c-0c6a4f3f8f11")
MOST_BYTES = 64 * 1024 * 1024
"""A list of a million people has so many; more is read by nobody."""
# Fields of Learner that a column of the same name fills.
_GIVEN_BY = {"first_name": "name", "surname": "name", "number": ""}


class LearnersFile(NamedTuple):
    """A list being read. `rows` reads on as it is asked; `lines` is how many there are at most.

    `fields` are the fields of Learner the file has columns for: an import leaves the others of a
    known learner as they are. `columns` are the headings with what each was taken for.
    """

    lines: int
    fields: frozenset[str]
    rows: Iterator[tuple[int, Learner | Rejected]]
    columns: tuple[tuple[str, str | None], ...] = ()


def learner_id(centre: str, number: str) -> str:
    """The id of an imported learner: the same on every node and at every import."""
    return _id_of(centre, normal(number))


def _id_of(centre: str, plain: str) -> str:
    return uuid.uuid5(_NAMESPACE, f"{centre}/{plain}").hex


def read_learners(
    raw: bytes,
    *,
    centre: str,
    today: dt.date,
    pepper: bytes,
    partners: Sequence[Partner] = PARTNERS,
    told: Mapping[str, str] | None = None,
) -> LearnersFile:
    """Read any bytes, a workbook's too; a bad row is rejected alone, a bad heading altogether.

    `rows` yields each row's line number, the heading's being 1, with the learner or the rejection.
    Citizen numbers are hashed with `pepper` here and go no further.
    """
    if len(raw) > MOST_BYTES:
        return _nothing(f"the file is larger than {MOST_BYTES // 1024**2} MB; split it")
    try:
        lines = lines_of_workbook(raw) if is_workbook(raw) else decoded(lines_of(raw))
    except BadWorkbook as e:
        return _nothing(str(e))
    start = 1 if lines and lines[0].strip().lower().startswith("sep=") else 0
    if not any(line.strip() for line in lines[start:]):
        return _nothing("the file is empty")
    try:
        columns = read_heading(lines[start], told or {})
    except BadHeading as e:
        return _nothing(str(e), start + 1, e.columns)
    reader = _Reader(columns, centre, today, pepper, partners)
    named = {field for field in columns.fields if field is not None}
    return LearnersFile(
        lines=len(lines) - start - 1,
        fields=frozenset(_GIVEN_BY.get(field, field) for field in named) - {""},
        rows=reader.read(lines[start + 1 :], start + 2),
        columns=tuple(zip(columns.headings, columns.fields, strict=True)),
    )


def _nothing(
    reason: str, line: int = 1, columns: tuple[tuple[str, str | None], ...] = ()
) -> LearnersFile:
    return LearnersFile(0, frozenset(), iter([(line, Rejected(line, reason))]), columns)


class _Reader:
    """Rows of one file."""

    def __init__(
        self,
        columns: Columns,
        centre: str,
        today: dt.date,
        pepper: bytes,
        partners: Sequence[Partner],
    ) -> None:
        self._columns = columns
        self._centre = centre
        self._today = today
        self._pepper = pepper
        self._partners = partners
        self._partner_codes: dict[str, str] = {"": ""}
        self._seen: dict[str, int] = {}

    def read(self, lines: list[str], first: int) -> Iterator[tuple[int, Learner | Rejected]]:
        width = len(self._columns.fields)
        for line, row in rows_of(lines, first, self._columns.delimiter):
            if row is None:
                yield line, Rejected(line, "a quotation mark is not closed")
            elif not any(cell and not cell.isspace() for cell in row):
                continue
            elif len(row) < width or any(cell.strip() for cell in row[width:]):
                reason = f"it has {len(row)} cells where the heading has {width}"
                yield line, Rejected(line, reason)
            else:
                try:
                    yield line, self._learner(line, row)
                except BadCell as e:
                    yield line, Rejected(line, str(e))

    def _learner(self, line: int, row: list[str]) -> Learner:
        said: dict[str, tuple[str, str]] = {}
        for field, heading, cell in zip(
            self._columns.fields, self._columns.headings, row, strict=False
        ):
            if field is not None:
                if UNREADABLE in cell:
                    msg = f"{heading} has characters that cannot be read"
                    raise BadCell(msg)
                if field not in _MAY_HOLD_CITIZEN and _holds_citizen_number(cell):
                    msg = f"{heading} holds a citizen number; it belongs into its own column"
                    raise BadCell(msg)
                said[field] = (cell, heading)
        nothing = ("", "")
        number = cells.number(*said["number"])
        if not number:
            msg = f"{said['number'][1]} is empty"
            raise BadCell(msg)
        plain = normal(number)
        if thai.citizen_number_holds(plain):
            msg = f"{said['number'][1]} is a citizen number, which must not be printed on cards"
            raise BadCell(msg)
        parts = [cells.words(*said[f]) for f in ("name", "first_name", "surname") if f in said]
        name = " ".join(part for part in parts if part)
        name_en = cells.words(*said.get("name_en", nothing))
        nickname = cells.words(*said.get("nickname", nothing))
        if not (name or name_en or nickname):
            msg = "it has no name"
            raise BadCell(msg)
        student, citizen = self._student_and_citizen(said)
        learner = Learner(
            learner=_id_of(self._centre, plain),
            number=number,
            name=name,
            name_en=name_en,
            nickname=nickname,
            birth_year=cells.birth_year(*said.get("birth_year", nothing), self._today.year),
            partner=self._partner(*said.get("partner", nothing)),
            student_number=student,
            phone=cells.phone(*said.get("phone", nothing)),
            citizen=citizen,
            valid_until=cells.date(*said.get("valid_until", nothing)),
            sex=cells.sex(*said.get("sex", nothing)),
            standing=cells.standing(*said.get("standing", nothing)),
            consent=cells.words(*said.get("consent", nothing), cells.LONGEST_NUMBER),
        )
        if plain in self._seen:
            msg = f"the number {quoted(number)} stands already on line {self._seen[plain]}"
            raise BadCell(msg)
        self._seen[plain] = line
        return learner

    def _student_and_citizen(self, said: dict[str, tuple[str, str]]) -> tuple[str, str]:
        """Student number and citizen hash; schools that number pupils by citizen number count."""
        student = cells.number(*said.get("student_number", ("", "")))
        digits = cells.citizen_digits(*said.get("citizen", ("", "")))
        plain = normal(student) if len(student) >= cells.CITIZEN_DIGITS else ""
        if thai.citizen_number_holds(plain):
            digits, student = digits or plain, ""
        return student, citizen_hash(digits, self._pepper) if digits else ""

    def _partner(self, cell: str, heading: str) -> str:
        code = self._partner_codes.get(cell)
        if code is None:
            text = cells.words(cell, heading)
            partner = partner_named(text, self._partners) if text else None
            if text and partner is None:
                known = ", ".join(p.code for p in self._partners)
                msg = f"{heading} {quoted(text)} is no partner institution; known are {known}"
                raise BadCell(msg)
            code = "" if partner is None else partner.code
            self._partner_codes[cell] = code
        return code


def _holds_citizen_number(cell: str) -> bool:
    """Shifted columns must not put a citizen number where it is kept, shown or repeated."""
    found = _THIRTEEN.findall(normal(cell)) if len(cell) >= cells.CITIZEN_DIGITS else []
    return any(thai.citizen_number_holds(digits) for digits in found)
