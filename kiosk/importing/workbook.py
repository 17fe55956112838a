"""A workbook (.xlsx, Office Open XML) as lines of comma-separated cells, in bounded memory."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable

MOST_BYTES = 128 * 1024 * 1024
"""A workbook that unpacks to more is no list of people, but a trap (a "zip bomb")."""
MOST_ROWS = 500_000
MOST_COLUMNS = 256

_ZIP = b"PK\x03\x04"
_CELL = re.compile(rb'<c\s[^>]*?\br="([A-Z]{1,7})([0-9]{1,10})"')
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_NOT_READ = re.compile(r"xl/(media|drawings|charts|embeddings|printerSettings)/")
_MIDNIGHT = dt.time()


class BadWorkbook(ValueError):
    """The file cannot be used at all; the message says why in plain words."""


def is_workbook(raw: bytes) -> bool:
    """Whether the bytes are an archive, as workbooks are."""
    return raw.startswith(_ZIP)


def lines_of_workbook(raw: bytes) -> list[str]:
    """Rows of the first sheet that has any, each a line of CSV: line n is row n.

    Dates are written as ISO dates, whole numbers without a fraction, empty rows as empty lines.
    Raises BadWorkbook.
    """
    # 10 ms, for whoever imports.
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(_unpacked(raw)))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if any(cell not in ("", None) for row in rows for cell in row):
                return _lines(rows)
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, RuntimeError) as e:
        if isinstance(e, BadWorkbook):
            raise
        msg = "this is no workbook that can be read; save it again as .xlsx or as CSV (UTF-8)"
        raise BadWorkbook(msg) from e
    return []


def _unpacked(raw: bytes) -> bytes:
    """The same archive without compression, so that whoever reads it meets no surprise."""
    out = io.BytesIO()
    left = MOST_BYTES
    with zipfile.ZipFile(io.BytesIO(raw)) as archive, zipfile.ZipFile(out, "w") as plain:
        members = [one for one in archive.infolist() if not _NOT_READ.match(one.filename)]
        if not any(_SHEET.fullmatch(one.filename) for one in members):
            msg = "this archive is no workbook; save the list as .xlsx or as CSV (UTF-8)"
            raise BadWorkbook(msg)
        for member in members:
            with archive.open(member) as packed:
                text = packed.read(left + 1)
            left -= len(text)
            if left < 0:
                msg = f"the workbook unpacks to more than {MOST_BYTES // 1024**2} MB"
                raise BadWorkbook(msg)
            if _SHEET.fullmatch(member.filename):
                _must_be_small(text)
            plain.writestr(member.filename, text)
    return out.getvalue()


def _must_be_small(sheet: bytes) -> None:
    """One cell far away would make room for all before it."""
    for match in _CELL.finditer(sheet):
        column = 0
        for letter in match[1]:
            column = column * 26 + letter - ord("A") + 1
        if column > MOST_COLUMNS or int(match[2]) > MOST_ROWS:
            msg = (
                f"the sheet is larger than {MOST_COLUMNS} columns or {MOST_ROWS} rows; delete"
                " what stands far away from the list"
            )
            raise BadWorkbook(msg)


def _lines(rows: Iterable[Iterable[object]]) -> list[str]:
    lines = []
    for row in rows:
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow([_text(cell) for cell in row])
        lines.append(out.getvalue())
    return lines


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return (cell.date() if cell.time() == _MIDNIGHT else cell).isoformat()
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return "" if cell is None else str(cell)
