"""The learning-city report on A4: a summary, one page a feature, and all figures in tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from kiosk import thai
from kiosk.config import Settings
from kiosk.record import FEATURES
from kiosk.reporting import Figures, Report, Row
from kiosk.reporting.words import FIGURES, Words, shown, told
from ui import shell
from ui.catalogue import read_texts
from ui.paper.a4 import HIGH, WIDE, Draw, a4_pdf
from ui.paper.charts import Bar, Tile, draw_columns, draw_rows, draw_tile
from ui.paper.drawing import CLAY, INK_SOFT, draw_band, write
from ui.paper.report_table import Lines, draw_lines, paged, table_lines

_SIDE, _TOP, _FOOT = 14.0, 10.0, 12.0
_ACROSS = WIDE - 2 * _SIDE
_TILE_HIGH, _GAP = 33.5, 2.5
_FEW_COLUMNS, _MOST_COLUMNS = 13, 24
_ACTIVITIES = 4
"""So many stand on a feature's page; all are in the tables."""
_TABLES = (
    "months", "fiscal", "calendar", "features", "also", "bands", "sexes", "partners", "hosts",
    "activities",
)  # fmt: skip


def pdf_bytes(report: Report, settings: Settings) -> bytes:
    """The whole report as a PDF."""
    # How long a line is says its font.
    shell.application()
    shell.use_own_fonts()
    return a4_pdf(pages_of(report, settings))


def pages_of(report: Report, settings: Settings) -> list[Draw]:
    """The whole report, page by page."""
    return _Paper(report, settings).pages()


class _Paper:
    """Thai, with the English beside it."""

    def __init__(self, report: Report, settings: Settings) -> None:
        self._report = report
        self._at = report.at.astimezone(settings.zone)
        self._th, self._en = (Words(read_texts(one), one) for one in ("th", "en"))

    def pages(self) -> list[Draw]:
        """The summary, the features, the tables."""
        tables = [
            line
            for name in _TABLES
            if shown(self._report, name)
            for line in table_lines(name, self._report, self._th, self._en)
        ]
        draws: list[Draw] = [self._summary]
        draws += [partial(self._feature, number=n) for n in range(len(FEATURES))]
        draws += [partial(self._tables, lines=lines) for lines in paged(tables, HIGH - 45)]
        return [
            partial(self._page, draw=draw, number=n, of=len(draws))
            for n, draw in enumerate(draws, 1)
        ]

    # -- the pages -----------------------------------------------------------------------------

    def _page(self, painter: QPainter, *, draw: Draw, number: int, of: int) -> None:
        title, for_whom = self._th.title(self._report)
        line = f"{self._report.centre}  ·  {title} · {self._en.title(self._report)[0]}"
        write(painter, QRectF(_SIDE, _TOP - 2, _ACROSS - 46, 6), line, 3.4, ink=INK_SOFT)
        whom = f"{for_whom} · {self._en.title(self._report)[1]}"
        right = QRectF(WIDE - _SIDE - 62, _TOP - 2, 62, 6)
        write(painter, right, whom, 3.0, ink=CLAY, right=True)
        draw(painter)
        y = HIGH - _FOOT
        made = f"{thai.long_date(self._at.date())}  {thai.short_time(self._at)}"
        if self._report.public:
            made = f"{self._th.hidden()}  {self._en.hidden()}"
        write(painter, QRectF(_SIDE, y, _ACROSS - 20, 8), made, 2.5, ink=INK_SOFT, lines=2)
        write(painter, QRectF(WIDE - _SIDE - 18, y, 18, 6), f"{number}/{of}", 3.2, right=True)

    def _summary(self, painter: QPainter) -> None:
        report = self._report
        y = self._head(painter, self._th.title(report)[0], self._en.title(report)[0], report.centre)
        y = self._tiles(painter, y, report.visits, visits=True)
        y = self._months(painter, y, report.tables["months"], visits=True)
        y = self._subtitle(painter, y, "features")
        bars = self._bars("features", report.tables["features"])
        each = min(7.6, (HIGH - 56 - y) / max(1, len(bars)))
        y += draw_rows(painter, QRectF(_SIDE, y, _ACROSS, 60), bars, label=66, each=each)
        self._definitions(painter, max(y + 2, HIGH - _FOOT - 30), visits=True)

    def _feature(self, painter: QPainter, *, number: int) -> None:
        report, code = self._report, FEATURES[number]
        figures = next(row.figures for row in report.tables["features"] if row.key == code)
        row = Row(key=code, figures=figures)
        above = "  ·  ".join(
            words.say("report.feature", number + 1, len(FEATURES)) for words in (self._th, self._en)
        )
        title, english = (words.line("features", row) for words in (self._th, self._en))
        y = self._head(painter, title, english, above)
        y = self._tiles(painter, y, figures, visits=False)
        months = report.of_feature("feature-months", code)
        y = self._months(painter, y, months, visits=False)
        half = _ACROSS / 2 - 4
        right = _SIDE + half + 8
        top = self._subtitle(painter, y, "bands")
        self._subtitle(painter, y, "partners", right)
        bands = self._bars("feature-bands", report.of_feature("feature-bands", code))
        partners = self._bars("feature-partners", report.of_feature("feature-partners", code))
        high = draw_rows(painter, QRectF(_SIDE, top, half, 40), bands, label=24, each=5.8)
        high = max(
            high,
            draw_rows(painter, QRectF(right, top, half, 40), partners[:6], label=38, each=5.8),
        )
        self._activities(painter, top + high, code)
        self._definitions(painter, HIGH - _FOOT - 29, visits=False)

    def _tables(self, painter: QPainter, *, lines: Lines) -> None:
        draw_lines(painter, QRectF(_SIDE, _TOP + 8, _ACROSS, HIGH), lines)

    # -- their parts ---------------------------------------------------------------------------

    def _head(self, painter: QPainter, title: str, english: str, above: str) -> float:
        y = _TOP + 6
        write(painter, QRectF(_SIDE, y, _ACROSS, 7), above, 4.0, ink=CLAY)
        y += 6
        y += write(painter, QRectF(_SIDE, y, _ACROSS, 13), title, 8.2, bold=True)
        y += write(painter, QRectF(_SIDE, y - 0.6, _ACROSS, 8), english, 4.6, ink=INK_SOFT)
        period = self._report.period
        when = f"{self._th.period(period)}  ·  {self._en.period(period)}"
        y += write(painter, QRectF(_SIDE, y, _ACROSS, 7), when, 3.6)
        draw_band(painter, QRectF(_SIDE, y + 1.6, _ACROSS, 2.0))
        return y + 6

    def _tiles(self, painter: QPainter, y: float, figures: Figures, *, visits: bool) -> float:
        wide = (_ACROSS - 2 * _GAP) / 3
        for n, name in enumerate(("came", "learners", "hours", "new", "mean", "share")):
            box = QRectF(
                _SIDE + n % 3 * (wide + _GAP), y + n // 3 * (_TILE_HIGH + _GAP), wide, _TILE_HIGH
            )
            draw_tile(painter, box, self._tile(name, figures, visits=visits))
        return y + 2 * (_TILE_HIGH + _GAP) + 1

    def _tile(self, name: str, figures: Figures, *, visits: bool) -> Tile:
        th, en = self._th, self._en
        beside = {"new": "returning", "mean": "rated", "share": "unnamed"}.get(name)
        more = ""
        if beside is not None:
            names = " · ".join(words.figure(beside, visits=visits) for words in (th, en))
            more = f"{names}: {told(beside, figures)}"
        called = " · ".join(words.figure(name, visits=visits) for words in (th, en))
        figure = told(name, figures)
        return Tile(figure, called, more, th.define(name, visits=visits))

    def _months(self, painter: QPainter, y: float, rows: Sequence[Row], *, visits: bool) -> float:
        name = "months"
        if len(rows) > _MOST_COLUMNS and visits:
            name, rows = "calendar", self._report.tables["calendar"]
        rows = rows[-_MOST_COLUMNS:]
        top = self._subtitle(painter, y, name, counted=self._both("came", visits=visits))
        few = name == "months"
        bars = [
            Bar(
                self._month(row.key, len(rows)) if few else self._th.line(name, row),
                row.figures.came,
                told("came", row.figures),
            )
            for row in rows
        ]
        high = 42 if visits else 34
        draw_columns(painter, QRectF(_SIDE, top, _ACROSS, high), bars)
        return top + high + 2

    def _month(self, month: str, many: int) -> str:
        """Of many months each year's first one alone tells the year."""
        words = self._th.short_month(month)
        return words if many <= _FEW_COLUMNS or month.endswith("-01") else words.split()[0]

    def _both(self, figure: str, *, visits: bool) -> str:
        return " · ".join(words.figure(figure, visits=visits) for words in (self._th, self._en))

    def _subtitle(
        self, painter: QPainter, y: float, table: str, x: float = _SIDE, counted: str = ""
    ) -> float:
        words = f"{self._th.table(table)} · {self._en.table(table)}"
        if counted:
            words += f"  ({counted})"
        wide = WIDE - _SIDE - x if x > _SIDE else (_ACROSS if counted else _ACROSS / 2 - 4)
        if table == "features":
            wide = _ACROSS
            words += f"  ({self._both('came', visits=False)})"
        write(painter, QRectF(x, y, wide, 7), words, 3.6, bold=True)
        return y + 6.4

    def _bars(self, table: str, rows: Sequence[Row]) -> list[Bar]:
        return [
            Bar(self._th.line(table, row), row.figures.came, told("came", row.figures))
            for row in rows
            if row.key or row.figures.came
        ]

    def _activities(self, painter: QPainter, y: float, code: str) -> None:
        rows = self._report.of_feature("activities", code)
        lines = table_lines("activities", self._report, self._th, self._en, rows=rows[:_ACTIVITIES])
        end = draw_lines(painter, QRectF(_SIDE, y, _ACROSS, 60), lines)
        if len(rows) > _ACTIVITIES:
            more = self._th.say("report.more", len(rows) - _ACTIVITIES)
            write(painter, QRectF(_SIDE, end, _ACROSS, 5), more, 2.6, ink=INK_SOFT)

    def _definitions(self, painter: QPainter, y: float, *, visits: bool) -> None:
        """The English definitions; the Thai ones stand below the figures, the rest here too."""
        said = [
            f"{self._en.figure(name, visits=visits)}: {self._en.define(name, visits=visits)}"
            for name in FIGURES
        ]
        also = [
            f"{self._th.figure(name, visits=visits)}: {self._th.define(name, visits=visits)}"
            for name in ("returning", "rated", "unnamed")
        ]
        if visits:
            also.append(
                f"{self._th.figure('came', visits=False)}: {self._th.define('came', visits=False)}"
            )
        half = _ACROSS / 2 - 3
        columns = ("  ".join(said[:6]), "  ".join([*said[6:], *also]))
        for n, text in enumerate(columns):
            box = QRectF(_SIDE + n * (half + 6), y, half, 26)
            write(painter, box, text, 2.4, ink=INK_SOFT, lines=8)
