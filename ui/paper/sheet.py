"""A sheet to sign in on paper: numbered lines, boxes to count in, and the code that names it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from kiosk import card, thai
from kiosk.config import Settings
from kiosk.record import Band
from ui.catalogue import fill, read_texts
from ui.paper.a4 import HIGH, WIDE, Draw
from ui.paper.drawing import CLAY, INK, INK_SOFT, SILVER, draw_band, draw_code, fits, write
from ui.viewmodels.programme import host_of, title_of

if TYPE_CHECKING:
    from kiosk.desk import PaperSheet

LINES = 20
"""To write on, of an activity without a limit."""
MOST_LINES = 60
"""More people than this are rather counted; a sheet may be copied."""
ROW_MM = 8.5

_SIDE, _TOP, _FOOT = 14.0, 11.0, 13.0
_CODE, _QUIET = 33.0, 4.0
_KIND_WIDE = 50.0
_TITLE, _TITLE_TWO = 8.4, 7.0
_HEAD, _TALLY = 55.0, 38.0
_COLUMNS = 9.0
_NUMBER_WIDE, _NAME_WIDE, _ID_WIDE = 10.0, 76.0, 40.0
_TICK = 4.2
_BELOW = "\u2028"
"""Between Thai and the English under it."""


def pages_of(sheets: Sequence[PaperSheet], settings: Settings) -> list[Draw]:
    """All sheets, page by page; each begins on a page of its own."""
    return [draw for sheet in sheets for draw in _Sheet(sheet, settings).pages()]


class _Sheet:
    """Thai, with English below where a guest has to find the way."""

    def __init__(self, sheet: PaperSheet, settings: Settings) -> None:
        self._sheet = sheet
        self._centre = settings.centre
        self._zone = settings.zone
        self._th, self._en = read_texts("th"), read_texts("en")
        self._code = card.matrix(sheet.code)

    def pages(self) -> list[Draw]:
        """As many as its people need lines; each page alone can be copied, typed in and counted."""
        capacity = None if self._sheet.occurrence is None else self._sheet.occurrence.capacity
        lines = min(capacity or LINES, MOST_LINES)
        each = int((HIGH - _TOP - _HEAD - _COLUMNS - _TALLY - _FOOT) / ROW_MM)
        whole = -(-lines // each)
        # The lines of the last page are filled up: paper costs the same.
        endless = capacity is None or capacity > MOST_LINES
        return [
            partial(
                self._draw,
                first=page * each + 1,
                lines=each,
                page=page + 1,
                pages=whole,
                more=endless and page + 1 == whole,
            )
            for page in range(whole)
        ]

    def _draw(
        self, painter: QPainter, *, first: int, lines: int, page: int, pages: int, more: bool
    ) -> None:
        self._draw_head(painter)
        top = _TOP + _HEAD
        self._draw_columns(painter, top)
        for n in range(lines):
            self._draw_line(painter, top + _COLUMNS + n * ROW_MM, first + n)
        self._draw_tally(painter, top + _COLUMNS + lines * ROW_MM + 4, more=more)
        self._draw_foot(painter, page, pages)

    def _both(self, key: str, between: str = " · ") -> str:
        return f"{self._th[key]}{between}{self._en[key]}"

    def _draw_head(self, painter: QPainter) -> None:
        """What it is, from the top down; a long title takes the room of a short one's gaps."""
        occurrence = self._sheet.occurrence
        wide = WIDE - 2 * _SIDE - _CODE - 5
        y = _TOP - 2
        write(painter, QRectF(_SIDE, y, _KIND_WIDE, 8), self._both("paper.sheet"), 4.2, ink=CLAY)
        centre = QRectF(_SIDE + _KIND_WIDE + 2, y, wide - _KIND_WIDE - 2, 8)
        write(painter, centre, self._centre.name, 4.2, ink=INK_SOFT)
        y += 7.5
        title = self._th["choose.visit"] if occurrence is None else title_of(occurrence, "th")
        two = not fits(title, _TITLE, wide, bold=True)
        size = _TITLE_TWO if two else _TITLE
        y += write(painter, QRectF(_SIDE, y, wide, 22), title, size, bold=True, lines=2)
        english = self._en["choose.visit"] if occurrence is None else title_of(occurrence, "en")
        if english != title:
            write(painter, QRectF(_SIDE, y, wide, 8), english, 4.2, ink=INK_SOFT)
            y += 6.6
        y += 0.4 if two else 1.6
        write(painter, QRectF(_SIDE, y, wide, 8), self._when(), 4.6, bold=True)
        if occurrence is not None:
            places = (thai.tidy(occurrence.room), host_of(occurrence.host, "th"))
            place = "  ·  ".join(filter(None, places))
            write(painter, QRectF(_SIDE, y + 7, wide, 8), place, 4.2, ink=INK_SOFT)
        self._draw_code(painter)
        draw_band(painter, QRectF(_SIDE, _TOP + _HEAD - 5.4, WIDE - 2 * _SIDE, 2.2))

    def _draw_code(self, painter: QPainter) -> None:
        at = QRectF(WIDE - _SIDE - _CODE + _QUIET, _TOP - 5, _CODE, _CODE)
        draw_code(painter, at, self._code)
        below = QRectF(at.x(), at.bottom() - 1.5, _CODE, 9)
        said = self._th["paper.sheet.scan"]
        write(painter, below, said, 3.0, ink=INK_SOFT, lines=2, centred=True)

    def _when(self) -> str:
        """The day it begins, which after midnight is not the service day, and its hours."""
        occurrence = self._sheet.occurrence
        if occurrence is None or occurrence.all_day:
            return thai.long_date(self._sheet.day)
        day = thai.long_date(occurrence.start.astimezone(self._zone).date())
        return f"{day}  ·  {self._at(occurrence.start)}–{self._at(occurrence.end)} น."

    def _at(self, at: dt.datetime) -> str:
        return thai.short_time(at.astimezone(self._zone)).removesuffix(" น.")

    def _draw_columns(self, painter: QPainter, y: float) -> None:
        x, y = _SIDE + _NUMBER_WIDE, y - 2
        for key, wide in (("paper.sheet.name", _NAME_WIDE), ("paper.sheet.number", _ID_WIDE)):
            box = QRectF(x + 2, y, wide - 4, 11)
            write(painter, box, self._both(key, _BELOW), 3.2, ink=INK_SOFT, lines=2)
            x += wide
        each = (WIDE - _SIDE - x) / len(Band)
        for n, band in enumerate(Band):
            box = QRectF(x + n * each, y, each, 11)
            words = self._both(f"band.{band.value}", _BELOW)
            write(painter, box, words, 3.2, ink=INK_SOFT, lines=2, centred=True)

    def _draw_line(self, painter: QPainter, y: float, number: int) -> None:
        painter.setPen(QPen(QColor(SILVER), 0.3))
        painter.drawLine(QLineF(_SIDE, y + ROW_MM, WIDE - _SIDE, y + ROW_MM))
        box = QRectF(_SIDE, y + 1.4, _NUMBER_WIDE - 2, 6)
        write(painter, box, str(number), 3.8, ink=INK_SOFT, centred=True)
        x = _SIDE + _NUMBER_WIDE
        for wide in (_NAME_WIDE, _ID_WIDE):
            painter.setPen(QPen(QColor(SILVER), 0.3))
            painter.drawLine(QLineF(x, y + 2, x, y + ROW_MM))
            x += wide
        painter.drawLine(QLineF(x, y + 2, x, y + ROW_MM))
        each = (WIDE - _SIDE - x) / len(Band)
        painter.setPen(QPen(QColor(INK_SOFT), 0.35))
        middle = y + (ROW_MM - _TICK) / 2 + 0.6
        painter.drawRects(
            [
                QRectF(x + (n + 0.5) * each - _TICK / 2, middle, _TICK, _TICK)
                for n in range(len(Band))
            ]
        )

    def _draw_tally(self, painter: QPainter, y: float, *, more: bool) -> None:
        wide = WIDE - 2 * _SIDE
        box = QRectF(_SIDE, y, wide * 0.58, 8)
        write(painter, box, self._both("paper.sheet.tally"), 4.0, bold=True, ink=CLAY)
        if more:
            box = QRectF(WIDE - _SIDE - wide * 0.4, y + 0.6, wide * 0.4, 8)
            write(painter, box, self._both("paper.sheet.more"), 3.2, ink=INK_SOFT, centred=True)
        each = (wide - 3 * 4) / len(Band)
        for n, band in enumerate(Band):
            frame = QRectF(_SIDE + n * (each + 4), y + 8, each, _TALLY - 14)
            painter.setPen(QPen(QColor(INK), 0.4))
            painter.drawRoundedRect(frame, 2, 2)
            words = self._both(f"band.{band.value}")
            write(painter, frame.adjusted(2, 1, -2, 0), words, 3.4, ink=INK_SOFT)

    def _draw_foot(self, painter: QPainter, page: int, pages: int) -> None:
        y = HIGH - _FOOT - 1.4
        box = QRectF(_SIDE, y, WIDE - 2 * _SIDE - 34, 9)
        said = self._both("paper.sheet.notice", _BELOW)
        write(painter, box, said, 3.1, ink=INK_SOFT, lines=2)
        said = fill(self._th["paper.inside.page"], page, pages)
        box = QRectF(WIDE - _SIDE - 32, y + 1, 32, 8)
        write(painter, box, said, 3.8, bold=True, centred=True)
