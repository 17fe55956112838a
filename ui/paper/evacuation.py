"""The list of who is inside, on A4: large, with a box to tick for each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from kiosk import thai
from kiosk.config import Settings
from kiosk.evacuation import Evacuation, Present, Unnamed
from kiosk.record import Band, Occurrence
from ui.catalogue import fill, read_texts
from ui.paper.a4 import HIGH, WIDE, Draw, a4_pdf
from ui.paper.columns import Column, draw_column
from ui.paper.drawing import CLAY, INK, INK_SOFT, draw_band, write
from ui.viewmodels.programme import title_of

ROW_MM = 9.0
"""Of one person; the letters of a name are half of that."""

_SIDE, _TOP, _FOOT = 14.0, 12.0, 14.0
_HEAD_FIRST, _HEAD = 59.0, 13.0
_BOX = 5.0
_HAIR = 0.2


class Row(NamedTuple):
    """One line to tick: somebody by name, or so many people. A heading has neither box nor more."""

    name: str
    number: str = ""
    since: str = ""
    place: str = ""
    heading: bool = False


def pdf_bytes(evacuation: Evacuation, settings: Settings) -> bytes:
    """The whole list as a PDF."""
    return a4_pdf(pages_of(evacuation, settings))


def pages_of(evacuation: Evacuation, settings: Settings) -> list[Draw]:
    """The whole list, page by page."""
    paper = _Paper(evacuation, settings)
    return [
        partial(paper.draw, rows=rows, number=number) for number, rows in enumerate(paper.pages, 1)
    ]


class _Paper:
    """What stands on the pages, in both languages where it is read in a hurry."""

    def __init__(self, evacuation: Evacuation, settings: Settings) -> None:
        self._evacuation = evacuation
        self._centre = settings.centre
        self._zone = settings.zone
        self._th, self._en = read_texts("th"), read_texts("en")
        self.pages = _paged(self._rows())

    def draw(self, painter: QPainter, rows: Sequence[Row], number: int) -> None:
        """One page."""
        first = number == 1
        if first:
            self._draw_head(painter)
        else:
            self._draw_running_head(painter)
        top = _TOP + (_HEAD_FIRST if first else _HEAD)
        _draw_rows(painter, rows, top)
        self._draw_foot(painter, number)

    def _both(self, key: str, *values: object) -> str:
        return f"{fill(self._th[key], *values)} · {fill(self._en[key], *values)}"

    def _rows(self) -> list[Row]:
        found = self._evacuation
        rows: list[Row] = []
        if found.unnamed:
            rows.append(Row(self._both("paper.inside.counted"), heading=True))
            rows += [self._group(group) for group in found.unnamed]
        if found.named:
            rows.append(Row(self._both("paper.inside.named"), heading=True))
            rows += [self._person(one) for one in found.named]
        return rows or [Row(self._both("paper.inside.nobody"), heading=True)]

    def _person(self, one: Present) -> Row:
        since = thai.short_time(one.since.astimezone(self._zone))
        name = thai.tidy(one.name) or self._th["paper.inside.nameless"]
        return Row(name, one.learner.number, since, self._place(one.occurrence))

    def _group(self, group: Unnamed) -> Row:
        bands = (f"{self._th[f'band.{band.value}']} {n}" for band, n in group.bands.items())
        people = fill(self._th["people"], group.people)
        return Row("  ".join((people, *bands)), place=self._place(group.occurrence))

    def _place(self, occurrence: Occurrence | None) -> str:
        if occurrence is None:
            return self._th["choose.visit"]
        return thai.tidy(occurrence.room) or title_of(occurrence, "th")

    def _draw_head(self, painter: QPainter) -> None:
        found = self._evacuation
        wide = WIDE - 2 * _SIDE
        write(painter, QRectF(_SIDE, _TOP - 2, wide, 20), self._th["paper.inside"], 10, bold=True)
        en = QRectF(_SIDE, _TOP + 14, wide * 0.7, 10)
        write(painter, en, self._en["paper.inside"], 5, ink=INK_SOFT)
        total = QRectF(WIDE - _SIDE - 62, _TOP - 3, 62, 22)
        people = fill(self._th["people"], f"{found.total:,}")
        write(painter, total, people, 14, bold=True, centred=True)
        local = found.at.astimezone(self._zone)
        when = f"{thai.long_date(local.date())}  {thai.short_time(local)}"
        write(painter, QRectF(_SIDE, _TOP + 21, wide, 10), f"{self._centre.name}  ·  {when}", 4.6)
        unnamed = found.total - len(found.named)
        _draw_counts(
            painter,
            _TOP + 30,
            [
                (self._both("paper.inside.named.short"), f"{len(found.named):,}", True),
                (self._both("paper.inside.counted.short"), f"{unnamed:,}", True),
                *((self._band(band), f"{n:,}", False) for band, n in found.bands.items()),
            ],
        )
        draw_band(painter, QRectF(_SIDE, _TOP + 53, wide, 2.6))

    def _band(self, band: Band | None) -> str:
        return self._both("paper.inside.unknown" if band is None else f"band.{band.value}")

    def _draw_running_head(self, painter: QPainter) -> None:
        box = QRectF(_SIDE, _TOP - 2, WIDE - 2 * _SIDE, 10)
        write(painter, box, self._both("paper.inside"), 5, bold=True)
        painter.setPen(QPen(QColor(CLAY), 0.8))
        painter.drawLine(QLineF(_SIDE, _TOP + 9, WIDE - _SIDE, _TOP + 9))

    def _draw_foot(self, painter: QPainter, number: int) -> None:
        y = HIGH - _FOOT + 1
        local = self._evacuation.at.astimezone(self._zone)
        by = self._evacuation.by
        key = "paper.inside.printed" if by else "paper.inside.printed_by_nobody"
        said = fill(self._th[key], thai.short_time(local), by)
        secret = self._th["paper.inside.secret"]
        box = QRectF(_SIDE, y, WIDE - 2 * _SIDE - 42, 8)
        write(painter, box, f"{said}  ·  {secret}", 3.4, ink=INK_SOFT)
        page = fill(self._th["paper.inside.page"], number, len(self.pages))
        box = QRectF(WIDE - _SIDE - 40, y - 1, 40, 8)
        write(painter, box, page, 4.2, bold=True, centred=True)


def _paged(rows: Sequence[Row]) -> list[Sequence[Row]]:
    first = int((HIGH - _TOP - _HEAD_FIRST - _FOOT) / ROW_MM)
    other = int((HIGH - _TOP - _HEAD - _FOOT) / ROW_MM)
    ends = [0, min(first, len(rows)), *range(first + other, len(rows), other), len(rows)]
    return [rows[start:end] for start, end in pairwise(ends) if start < end]


def _draw_rows(painter: QPainter, rows: Sequence[Row], top: float) -> None:
    """What surely fits is drawn as it is, column by column, and only the rest is measured.

    So thousands of people are on paper within a second.
    """
    places = [top + index * ROW_MM for index in range(len(rows))]
    for row, y in zip(rows, places, strict=True):
        if row.heading:
            box = QRectF(_SIDE, y + 1.2, WIDE - 2 * _SIDE, ROW_MM)
            write(painter, box, row.name, 4.6, bold=True, ink=CLAY)
    people = [(row, y) for row, y in zip(rows, places, strict=True) if not row.heading]
    painter.setPen(QPen(QColor(INK), 0.5))
    painter.drawRects([QRectF(_SIDE, y + (ROW_MM - _BOX) / 2, _BOX, _BOX) for _, y in people])
    painter.setPen(QPen(QColor(INK_SOFT), _HAIR))
    ends = [y + ROW_MM for _, y in people]
    painter.drawLines([QLineF(_SIDE, end, WIDE - _SIDE, end) for end in ends])
    draw_column(painter, _NAME, [(row.name, y) for row, y in people], ROW_MM)
    for column, field in ((_NUMBER, 1), (_SINCE, 2), (_PLACE, 3)):
        draw_column(painter, column, [(str(row[field]), y) for row, y in people], ROW_MM)


_NAME = Column(_SIDE + _BOX + 3, 74, 4.6, bold=True)
_NUMBER, _SINCE, _PLACE = Column(97, 26, 3.8), Column(123.5, 21, 3.8), Column(145, 51, 3.8)


def _draw_counts(painter: QPainter, y: float, counts: Sequence[tuple[str, str, bool]]) -> None:
    """Side by side, each number above what it counts."""
    each = (WIDE - 2 * _SIDE) / max(5, len(counts))
    for index, (text, number, strong) in enumerate(counts):
        x = _SIDE + index * each
        ink = INK if strong else CLAY
        write(painter, QRectF(x, y, each - 3, 14), number, 9, bold=True, ink=ink)
        write(painter, QRectF(x, y + 12, each - 3, 9), text, 3.6, ink=INK_SOFT, lines=2)
