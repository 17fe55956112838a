"""The report as a workbook: a sheet a table, numbers as numbers, charts that follow them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from kiosk.reporting.figures import BY_FEATURE, Figures, Report, Row
from kiosk.reporting.words import FIGURES, HIDDEN, Words, counts_visits, shown, values

_FONT = "Sarabun"
"""The font of Thai government papers; where it is missing the program's own is taken."""
_TABLES = (
    "months", "fiscal", "calendar", "features", "also", "bands", "sexes", "partners", "hosts",
    "activities", *BY_FEATURE,
)  # fmt: skip
_CHARTS = {"months": "column", "features": "bar", "bands": "column", "partners": "bar"}
_HEAD = 3
_FORMATS = {"share": "0%", "hours": "#,##0.0", "mean": "0.00"}
_CHART_SIZE = {"x_scale": 1.6, "y_scale": 1.3}


def write_xlsx(report: Report, th: Words, en: Words, out: BinaryIO) -> None:
    """A sheet of the sums, and one of each table; the same report gives the same bytes."""
    _Book(report, th, en).write(out)


class _Book:
    def __init__(self, report: Report, th: Words, en: Words) -> None:
        self._report = report
        self._th, self._en = th, en

    def write(self, out: BinaryIO) -> None:
        # What begins with = or http stays what it is: a title of an activity.
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with Workbook(out, options) as book:
            made = self._report.at.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
            book.set_properties({"title": self._en.title(self._report)[0], "created": made})
            self._plain = book.add_format({"font_name": _FONT})
            self._bold = book.add_format({"font_name": _FONT, "bold": True, "font_size": 14})
            self._soft = book.add_format(
                {"font_name": _FONT, "text_wrap": True, "valign": "top", "font_color": "#33475b"}
            )
            self._head = book.add_format(
                {"font_name": _FONT, "bold": True, "text_wrap": True, "bg_color": "#eef3f7"}
            )
            self._gone = book.add_format({"font_name": _FONT, "align": "right"})
            self._numbers = {
                name: book.add_format(
                    {"font_name": _FONT, "num_format": _FORMATS.get(name, "#,##0")}
                )
                for name in FIGURES
            }
            self._sums(book)
            for name in _TABLES:
                if shown(self._report, name):
                    self._table(book, name)

    def _sums(self, book: Workbook) -> None:
        """The sheet that is seen first: every figure with its definition beside it."""
        report, th, en = self._report, self._th, self._en
        sheet = book.add_worksheet(" ".join(words.say("report.sums") for words in (th, en)))
        _for_paper(sheet)
        sheet.set_column(0, 0, 34, self._plain)
        sheet.set_column(1, 1, 14, self._plain)
        sheet.set_column(2, 3, 70, self._plain)
        titles = [" · ".join(words.title(report)) for words in (th, en)]
        periods = [words.period(report.period) for words in (th, en)]
        for n, text in enumerate((report.centre, " / ".join(titles), " / ".join(periods))):
            sheet.write_string(n, 0, text, self._bold)
        line = 4
        for table, figures in (("visits", report.visits), ("attendances", report.attendances)):
            sheet.write_string(line, 0, self._called(table), self._head)
            for column in (1, 2, 3):
                sheet.write_blank(line, column, None, self._head)
            visits = counts_visits(table)
            for n, name in enumerate(FIGURES, line + 1):
                called = f"{th.figure(name, visits=visits)} · {en.figure(name, visits=visits)}"
                sheet.write_string(n, 0, called, self._plain)
                self._figure(sheet, n, 1, name, figures)
                for column, words in ((2, th), (3, en)):
                    sheet.write_string(n, column, words.define(name, visits=visits), self._soft)
            line += len(FIGURES) + 2
        if report.public:
            sheet.write_string(line, 2, th.hidden(), self._soft)
            sheet.write_string(line, 3, en.hidden(), self._soft)

    def _table(self, book: Workbook, name: str) -> None:
        rows = self._report.tables[name]
        sheet = book.add_worksheet(_sheet_name(self._sheet_words(name)))
        _for_paper(sheet)
        first = 1 if name in (*BY_FEATURE, "activities") else 0
        sheet.set_column(0, first, 42, self._plain)
        sheet.set_column(first + 1, first + len(FIGURES), 13, self._plain)
        sheet.write_string(0, 0, self._called(name), self._bold)
        sheet.write_string(1, 0, self._th.period(self._report.period), self._plain)
        if first:
            sheet.write_string(_HEAD, 0, self._called("features"), self._head)
        sheet.write_string(_HEAD, first, self._called(name), self._head)
        visits = counts_visits(name)
        for n, figure in enumerate(FIGURES, first + 1):
            words = [f"{words.figure(figure, visits=visits)}" for words in (self._th, self._en)]
            sheet.write_string(_HEAD, n, "\n".join(words), self._head)
            said = [words.define(figure, visits=visits) for words in (self._th, self._en)]
            sheet.write_comment(_HEAD, n, "\n\n".join(said), {"x_scale": 2.5, "y_scale": 2.5})
        for n, row in enumerate(rows, _HEAD + 1):
            if first:
                feature = Row(key=row.feature, figures=row.figures)
                sheet.write_string(n, 0, self._th.line("features", feature), self._plain)
            sheet.write_string(n, first, self._th.line(name, row), self._plain)
            for column, figure in enumerate(FIGURES, first + 1):
                self._figure(sheet, n, column, figure, row.figures)
        last = max(_HEAD + len(rows), _HEAD + 1)
        sheet.freeze_panes(_HEAD + 1, first + 1)
        sheet.autofilter(_HEAD, 0, last, first + len(FIGURES))
        if name in _CHARTS and rows:
            self._chart(book, sheet, name, rows)

    def _chart(self, book: Workbook, sheet: Worksheet, name: str, rows: Sequence[Row]) -> None:
        chart = book.add_chart({"type": _CHARTS[name]})
        place, last = sheet.get_name(), _HEAD + len(rows)
        chart.add_series(
            {
                "name": [place, 0, 0],
                "categories": [place, _HEAD + 1, 0, last, 0],
                "values": [place, _HEAD + 1, 1, last, 1],
                "fill": {"color": "#33475b"},
                "gap": 60,
            }
        )
        chart.set_title({"name": self._called(name), "name_font": {"size": 12}})
        chart.set_legend({"none": True})
        if _CHARTS[name] == "bar":
            chart.set_y_axis({"reverse": True})
        sheet.insert_chart(xl_rowcol_to_cell(last + 2, 0), chart, _CHART_SIZE)

    def _figure(
        self, sheet: Worksheet, line: int, column: int, name: str, figures: Figures
    ) -> None:
        value = values(figures)[FIGURES.index(name)]
        if value is not None:
            sheet.write_number(line, column, value, self._numbers[name])
        elif name != "mean" or figures.rated is None:
            sheet.write_string(line, column, HIDDEN, self._gone)

    def _called(self, table: str) -> str:
        return f"{self._th.table(table)} · {self._en.table(table)}"

    def _sheet_words(self, name: str) -> str:
        words = self._th.table(name)
        by_feature = self._th.say("report.by_feature")
        return f"{words} ({by_feature})" if name in BY_FEATURE else words


def _for_paper(sheet: Worksheet) -> None:
    """A4, as wide as the page."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _sheet_name(words: str) -> str:
    """As much as a sheet's name may hold."""
    return words[:31]
