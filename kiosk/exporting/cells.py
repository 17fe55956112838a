"""Sheets of a workbook, written row by row: a year's rows need no more memory than a day's.

XlsxWriter makes the file; its rows are made here, three times as fast as cell by cell. A text is
never a formula, a link or markup, whatever it looks like.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from enum import Enum
from functools import lru_cache
from typing import NamedTuple
from xml.sax.saxutils import escape

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from kiosk.exporting.log import Cell

MOST_ROWS = 1_048_576
"""Of one sheet, its header included (Excel's specifications and limits)."""
_LONGEST = 32_767
"""Characters of one cell, from the same list."""
_NAME = 31
"""Characters of a sheet's name."""

# XML has no such characters; a spreadsheet reads _x000D_ as the character of that number
# (ECMA-376 part 1, 22.9.2.19), so a text that looks so is kept from being read so.
_CONTROLS = re.compile("[\0-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\0-\x1f]")
_ZERO = dt.date(1899, 12, 30)
_MIDNIGHT = dt.datetime(1899, 12, 30, tzinfo=dt.UTC)
_DAY_S = 86400
_COLUMN = 64
"""Pixels."""


Pen = Callable[[Cell], str]
"""Makes a cell of a value; of "" an empty one."""


class Kind(Enum):
    """What a column holds. Days, times and moments come as ISO text and are typed in the sheet."""

    TEXT = "@"
    DAY = "yyyy-mm-dd"
    TIME = "hh:mm:ss"
    MINUTE = "hh:mm"
    MOMENT = 'yyyy-mm-dd"T"hh:mm:ss.000"Z"'
    NUMBER = "#,##0"
    FLAG = "General"


class Column(NamedTuple):
    """A column of a table: its heading, what it holds, and its width in characters."""

    title: str
    kind: Kind = Kind.TEXT
    wide: float = 12


class Book:
    """A workbook that is being written, in one font; nothing of the moment is inside.

    Temporary files are made in `folder`.
    """

    def __init__(self, out: object, folder: str, *, font: str, size: int, of: dt.date) -> None:
        letters = {"font_name": font, "font_size": size}
        self.book = Workbook(
            out,
            {
                "constant_memory": True,
                "tmpdir": folder,
                "default_format_properties": letters,
                "default_row_height": size * 2,
                "default_column_width": _COLUMN,
            },
        )
        self.book.use_zip64()
        self.font = {"name": font}
        self.book.set_properties({"created": dt.datetime.combine(of, dt.time.min)})
        self._names = {"history"}  # Excel keeps that one for itself
        self._pens: dict[tuple[Kind, bool, int], Pen] = {}

    def end(self) -> None:
        """Put the file together. Raises OSError."""
        try:
            self.book.close()
        except FileCreateError as e:
            raise OSError(*e.args[0].args) from e
        except BaseException:
            self.give_up()
            raise

    def give_up(self) -> None:
        """Write nothing more."""
        for sheet in self.book.worksheets():
            for file in (sheet.row_data_fh, sheet.fh):
                with suppress(OSError):
                    file.close()

    def sheet(self, name: str) -> Worksheet:
        """A new sheet under this name, or the nearest one that is allowed and free."""
        plain = _NOT_IN_NAMES.sub(" ", _NO_CHARACTER.sub(" ", name)).strip().strip("'") or "-"
        found, n = _cut(plain, _NAME), 1
        while found.casefold() in self._names:
            n += 1
            found = f"{_cut(plain, _NAME - len(str(n)) - 1)} {n}"
        self._names.add(found.casefold())
        sheet = self.book.add_worksheet(found)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")
        return sheet

    def pen(self, kind: Kind = Kind.TEXT, *, bold: bool = False, size: int = 0) -> Pen:
        """What makes cells of one look; `size` in points, 0 for the book's own.

        A cell says neither row nor column: it is the next (ECMA-376 part 1, 18.3.1.4).
        """
        asked = (kind, bold, size)
        if asked not in self._pens:
            looks: dict[str, object] = {"num_format": kind.value, "bold": bold, "valign": "top"}
            looks |= {"align": "right", "indent": 1} if kind is Kind.NUMBER else {"align": "left"}
            if size:
                looks["font_size"] = size
            made = self.book.add_format(looks)
            style = made._get_xf_index()  # noqa: SLF001 - rows name it themselves
            self._pens[asked] = _pen(kind, style)
        return self._pens[asked]


class Rows:
    """Rows of one sheet, from the top."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.count = 0
        self._widest = 1

    @property
    def name(self) -> str:
        """The sheet's, as formulas and charts say it."""
        return str(self.sheet.get_name())

    def add(self, cells: Sequence[str] = (), *, high: int = 0) -> None:
        """Write a row of what pens made, from the first column on; `high` in points."""
        self.count += 1
        self._widest = max(self._widest, len(cells))
        height = f' ht="{high}" customHeight="1"' if high else ""
        self.sheet.row_data_fh.write(f'<row r="{self.count}"{height}>{"".join(cells)}</row>')

    def end(self) -> None:
        """Say how far the rows reach."""
        self.sheet.dim_rowmin = self.sheet.dim_colmin = 0
        self.sheet.dim_rowmax = max(self.count, 1) - 1
        self.sheet.dim_colmax = self._widest - 1


class Table(Rows):
    """One table that fills a sheet: its header stays in sight and filters."""

    def __init__(self, book: Book, name: str, columns: Sequence[Column]) -> None:
        super().__init__(book.sheet(name))
        for n, column in enumerate(columns):
            self.sheet.set_column(n, n, column.wide)
        bold = book.pen(bold=True)
        self.add([bold(column.title) for column in columns])
        self.sheet.freeze_panes(1, 0)
        self.sheet.repeat_rows(0)
        self._pens = [book.pen(column.kind) for column in columns]

    @property
    def is_full(self) -> bool:
        """Whether no further row has room."""
        return self.count >= MOST_ROWS

    def write(self, values: Iterable[Cell]) -> None:
        """Write a row, a value a column."""
        self.add([pen(value) for pen, value in zip(self._pens, values, strict=True)])

    def end(self) -> None:
        """Lay the filter over what was written."""
        super().end()
        self.sheet.autofilter(0, 0, max(self.count - 1, 1), len(self._pens) - 1)


def _text(value: Cell) -> str:
    text = escape(_CONTROLS.sub(_spelled, _NO_CHARACTER.sub("\ufffd", str(value)[:_LONGEST])))
    return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is>'


def _spelled(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"


def _number(value: Cell) -> str:
    return f"><v>{value}</v>"


def _flag(value: Cell) -> str:
    return f' t="b"><v>{int(value)}</v>'


def _day(value: Cell) -> str:
    return f"><v>{(dt.date.fromisoformat(str(value)) - _ZERO).days}</v>"


def _time(value: Cell) -> str:
    at = dt.time.fromisoformat(str(value))
    return f"><v>{(at.hour * 3600 + at.minute * 60 + at.second) / _DAY_S!r}</v>"


def _moment(value: Cell) -> str:
    at = dt.datetime.fromisoformat(str(value))
    return f"><v>{(at - _MIDNIGHT).total_seconds() / _DAY_S!r}</v>"


_ENCODERS: dict[Kind, Callable[[Cell], str]] = {
    Kind.TEXT: _text,
    Kind.DAY: _day,
    Kind.TIME: _time,
    Kind.MINUTE: _time,
    Kind.MOMENT: _moment,
    Kind.NUMBER: _number,
    Kind.FLAG: _flag,
}


def _pen(kind: Kind, style: int) -> Pen:
    encode = _ENCODERS[kind]

    @lru_cache(maxsize=4096)  # most cells of a day are alike
    def pen(value: Cell) -> str:
        return "<c/>" if value == "" else f'<c s="{style}"{encode(value)}</c>'

    return pen


def _cut(text: str, most: int) -> str:
    """As many characters of UTF-16 as a name may have."""
    while len(text.encode("utf-16-le", "replace")) > most * 2:
        text = text[:-1]
    return text.strip().strip("'") or "-"
