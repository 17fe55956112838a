"""The daily log on A4, to be signed and filed: sums first, then every check-in of the day.

Of several days it lists the days: a year's check-ins nobody reads on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import pairwise
from typing import BinaryIO

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from kiosk import thai
from kiosk.config import Settings
from kiosk.exporting import Wanted
from kiosk.exporting.tally import Tally
from kiosk.ports import Line
from kiosk.record import Band
from ui.catalogue import fill, read_texts
from ui.paper.a4 import HIGH, WIDE, a4_pdf
from ui.paper.columns import Column, draw_column
from ui.paper.drawing import CLAY, INK, INK_SOFT, SILVER, draw_band, write
from ui.paper.log_rows import LogRow, rows_of_activities, rows_of_day, rows_of_days

ROW_MM = 6.2
_SIDE, _TOP, _FOOT = 12.0, 11.0, 13.0
_HEAD_FIRST, _HEAD = 64.0, 16.0
_SIGN_MM = 34.0
_BETWEEN = "\u2028"

_FIRST = Column(_SIDE, 11, 3.2)
_WHO, _WHO_SUM = Column(24, 45, 3.2), Column(94, 16, 3.2, right=True)
_WHAT, _WHAT_SUM = Column(71, 41, 3.2), Column(_SIDE, 82, 3.2)
_HEAD_SUM = Column(92, 18, 2.6, right=True)
_VISITS = Column(112, 10, 3.2, bold=True, right=True)
_BANDS = [Column(123 + n * 9.5, 8.5, 3.2, right=True) for n in range(len(Band))]
_LEFT, _NOTE = Column(164, 10, 3.2), Column(175, 23, 3.0)


def write_pdf(lines: Iterable[Line], out: BinaryIO, wanted: Wanted, settings: Settings) -> int:
    """Write the days as PDF; returns the number of check-ins. The same lines give the same bytes.

    Raises OSError when it cannot be drawn.
    """
    tally = Tally(settings.zone)
    paper = _Paper(wanted, settings, tally)
    passing = tally.watch(lines)
    count = 0
    if wanted.first == wanted.last:
        rows = rows_of_day(passing, settings.zone, paper.th, names=wanted.names)
        count = len(rows)
    else:
        count = sum(1 for _ in passing)
        rows = rows_of_days(tally)
    pages = paper.paged(rows)
    out.write(
        a4_pdf(
            [partial(paper.draw, rows=page, number=n) for n, page in enumerate(pages, 1)],
            of=wanted.last,
        )
    )
    return count


class _Paper:
    """Thai, with English where an auditor reads it."""

    def __init__(self, wanted: Wanted, settings: Settings, tally: Tally) -> None:
        self._wanted = wanted
        self._centre = settings.centre
        self._tally = tally
        self.th, self._en = read_texts("th"), read_texts("en")
        self._pages = 1
        self._one_day = wanted.first == wanted.last

    def paged(self, rows: Sequence[LogRow]) -> list[list[LogRow]]:
        """Headed, and cut into pages; the last has room for who signs."""
        key = "paper.log.every" if self._one_day else "paper.log.days"
        check_ins = self.th["paper.log.check_ins"]
        whole = [
            LogRow(self._both("paper.log.activities"), who=check_ins, heading=True),
            *rows_of_activities(self._tally, self.th),
            LogRow(self._both(key), who="" if self._one_day else check_ins, heading=True),
            *rows,
        ]
        first = int((HIGH - _TOP - _HEAD_FIRST - _FOOT) / ROW_MM)
        other = int((HIGH - _TOP - _HEAD - _FOOT) / ROW_MM)
        ends = [0, min(first, len(whole)), *range(first + other, len(whole), other), len(whole)]
        pages = [whole[start:end] for start, end in pairwise(ends) if start < end]
        room = (first if len(pages) == 1 else other) - len(pages[-1])
        if room * ROW_MM < _SIGN_MM:
            pages.append([])
        self._pages = len(pages)
        return pages

    def draw(self, painter: QPainter, rows: Sequence[LogRow], number: int) -> None:
        """One page."""
        top = _TOP + (_HEAD_FIRST if number == 1 else _HEAD)
        if number == 1:
            self._draw_head(painter)
        else:
            running = f"{self._both('paper.log')}  ·  {self._when()}"
            write(painter, QRectF(_SIDE, _TOP - 3, WIDE - 2 * _SIDE, 8), running, 4.2, bold=True)
        self._draw_columns(painter, top - 9)
        _draw_rows(painter, rows, top)
        if number == self._pages:
            self._draw_signing(painter, top + len(rows) * ROW_MM + 6)
        self._draw_foot(painter, number)

    def _both(self, key: str, between: str = " · ") -> str:
        return f"{self.th[key]}{between}{self._en[key]}"

    def _when(self, language: str = "th") -> str:
        days = (self._wanted.first, self._wanted.last)
        return " – ".join(dict.fromkeys(thai.long_date(day, language=language) for day in days))

    def _draw_head(self, painter: QPainter) -> None:
        wide = WIDE - 2 * _SIDE
        write(painter, QRectF(_SIDE, _TOP - 3, wide, 14), self.th["paper.log"], 8.6, bold=True)
        box = QRectF(WIDE - _SIDE - 60, _TOP, 60, 8)
        write(painter, box, self._en["paper.log"], 4.6, ink=INK_SOFT, centred=True)
        box = QRectF(_SIDE, _TOP + 11, wide, 8)
        write(painter, box, thai.tidy(self._centre.name), 4.6)
        write(painter, QRectF(_SIDE, _TOP + 18, wide, 8), self._when(), 4.6, bold=True)
        box = QRectF(_SIDE, _TOP + 25, wide, 8)
        write(painter, box, self._when("en"), 3.6, ink=INK_SOFT)
        whole, tally = self._tally.whole(), self._tally
        counts = [
            (self._both("paper.log.visits", _BETWEEN), whole.visits),
            (self._both("paper.log.check_ins", _BETWEEN), whole.check_ins),
            (self._both("paper.log.learners", _BETWEEN), tally.learners),
            (self._both("paper.log.unnamed", _BETWEEN), tally.unnamed),
            (self._both("paper.log.undone", _BETWEEN), tally.undone),
        ]
        each = wide / len(counts)
        for n, (text, value) in enumerate(counts):
            x = _SIDE + n * each
            box = QRectF(x, _TOP + 31, each - 3, 10)
            write(painter, box, f"{value:,}", 6.6, bold=True, ink=CLAY if n else INK)
            box = QRectF(x, _TOP + 40, each - 3, 10)
            write(painter, box, text, 3.0, ink=INK_SOFT, lines=2)
        draw_band(painter, QRectF(_SIDE, _TOP + 50, wide, 2))

    def _draw_columns(self, painter: QPainter, y: float) -> None:
        heads = [(column, f"band.{band.value}") for column, band in zip(_BANDS, Band, strict=True)]
        heads += [(_VISITS, "paper.log.people")]
        if self._one_day:
            heads += [(_LEFT, "paper.log.left"), (_NOTE, "paper.log.note")]
        for column, key in heads:
            box = QRectF(column.x, y, column.wide, 8)
            if column.right:
                box = QRectF(column.x + column.wide - 8.5, y, 11, 8)
            words = self._both(key, _BETWEEN)
            write(painter, box, words, 2.4, ink=INK_SOFT, lines=2, centred=column.right)
        painter.setPen(QPen(QColor(CLAY), 0.5))
        painter.drawLine(QLineF(_SIDE, y + 8, WIDE - _SIDE, y + 8))

    def _draw_signing(self, painter: QPainter, y: float) -> None:
        each = (WIDE - 2 * _SIDE) / 2
        painter.setPen(QPen(QColor(INK_SOFT), 0.3))
        for n, key in enumerate(("paper.log.made_by", "paper.log.checked_by")):
            x = _SIDE + n * each
            painter.drawLine(QLineF(x, y + 14, x + each - 10, y + 14))
            box = QRectF(x, y + 15, each - 10, 8)
            write(painter, box, self._both(key), 3.4, ink=INK_SOFT)
        box = QRectF(_SIDE, y + 22, WIDE - 2 * _SIDE, 8)
        write(painter, box, self._both("paper.log.signed_on"), 3.4, ink=INK_SOFT)

    def _draw_foot(self, painter: QPainter, number: int) -> None:
        y = HIGH - _FOOT + 1
        said = "paper.log.secret" if self._wanted.names else "paper.log.nameless"
        box = QRectF(_SIDE, y, WIDE - 2 * _SIDE - 42, 8)
        write(painter, box, self._both(said), 3.0, ink=INK_SOFT)
        page = fill(self.th["paper.inside.page"], number, self._pages)
        box = QRectF(WIDE - _SIDE - 40, y - 1, 40, 8)
        write(painter, box, page, 3.8, bold=True, centred=True)


def _draw_rows(painter: QPainter, rows: Sequence[LogRow], top: float) -> None:
    placed = [(row, top + n * ROW_MM) for n, row in enumerate(rows)]
    for row, y in placed:
        if row.heading:
            box = QRectF(_SIDE, y + 1, WIDE - 2 * _SIDE, ROW_MM)
            write(painter, box, row.first, 3.8, bold=True, ink=CLAY)
    heads = [(row.who, y) for row, y in placed if row.heading]
    draw_column(painter, _HEAD_SUM, heads, ROW_MM, ink=INK_SOFT)
    painter.setPen(QPen(QColor(SILVER), 0.2))
    ends = [y + ROW_MM for _, y in placed]
    painter.drawLines([QLineF(_SIDE, end, WIDE - _SIDE, end) for end in ends])
    people = [(row, y) for row, y in placed if not row.heading]
    came = [(row, y) for row, y in people if row.first]
    sums = [(row, y) for row, y in people if not row.first]
    draw_column(painter, _FIRST, [(row.first, y) for row, y in came], ROW_MM)
    for column, of, field in (
        (_WHO, came, 1), (_WHO_SUM, sums, 1), (_WHAT, came, 2), (_WHAT_SUM, sums, 2),
        (_VISITS, people, 3), (_LEFT, came, 5), (_NOTE, came, 6),
    ):  # fmt: skip
        texts = [(text, y) for row, y in of if (text := str(row[field]))]
        draw_column(painter, column, texts, ROW_MM)
    for n, column in enumerate(_BANDS):
        texts = [(row.bands[n], y) for row, y in people if row.bands[n]]
        draw_column(painter, column, texts, ROW_MM)
