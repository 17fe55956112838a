"""How figures, tables and lines are called, in one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from kiosk.partners import partner_named
from kiosk.reporting.figures import BY_FEATURE, PERSONAL, Figures, Report, Row
from kiosk.reporting.period import Period
from kiosk.thai import BUDDHIST_OFFSET, MONTHS, MONTHS_EN, MONTHS_SHORT

FIGURES = (
    "came", "unnamed", "share", "learners", "new", "returning", "hours", "rated", "mean",
)  # fmt: skip
"""The columns of every table."""
HIDDEN = "–"
"""Stands where a number was left out of a public copy."""

_WHOLE = 100
"""Hours; of more no tenth is told."""
_OF_FEATURE = dict(zip(BY_FEATURE, ("months", "bands", "partners"), strict=True))


class Words:
    """Every text of a report. `texts` are of a language, th or en."""

    def __init__(self, texts: Mapping[str, str], language: str) -> None:
        self._texts = texts
        self.language = language

    def say(self, key: str, *values: object) -> str:
        """The text under a key, with %1, %2 … filled in."""
        text = self._texts[key]
        for place, value in enumerate(values, 1):
            text = text.replace(f"%{place}", str(value))
        return text

    def hidden(self) -> str:
        """What stands for a number that was left out."""
        return self.say("report.hidden")

    def figure(self, name: str, *, visits: bool) -> str:
        """A column's head."""
        return self._texts[f"report.figure.{_named(name, visits=visits)}"]

    def define(self, name: str, *, visits: bool) -> str:
        """What a column counts."""
        return self._texts[f"report.define.{_named(name, visits=visits)}"]

    def table(self, name: str) -> str:
        """A table's title."""
        return self._texts[f"report.table.{_OF_FEATURE.get(name, name)}"]

    def period(self, period: Period) -> str:
        """Which days it is about."""
        first, last = self.date(period.first), self.date(period.last)
        years = [self.year(day.year) for day in (period.first, period.last)]
        return {
            "fiscal": self.say("report.period.fiscal", years[1], first, last),
            "calendar": self.say("report.period.calendar", years[1], first, last),
            "two-years": self.say("report.period.two-years", *years),
        }.get(period.kind) or self.say("report.period.days", first, last)

    def date(self, day: dt.date) -> str:
        """1 ตุลาคม 2568, or 1 October 2025."""
        return f"{day.day} {self.month(f'{day:%Y-%m}')}"

    def month(self, month: str) -> str:
        """ตุลาคม 2568, or October 2025, of 2025-10."""
        year, number = map(int, month.split("-"))
        names = MONTHS if self.language == "th" else MONTHS_EN
        return f"{names[number - 1]} {self.year(year)}"

    def short_month(self, month: str) -> str:
        """ต.ค. 68, or Oct 25, of 2025-10."""
        year, number = map(int, month.split("-"))
        name = MONTHS_SHORT[number - 1] if self.language == "th" else MONTHS_EN[number - 1][:3]
        return f"{name} {self.year(year) % 100:02}"

    def year(self, year: int) -> int:
        """A Gregorian year as it is written: 2569 in Thai."""
        return year + BUDDHIST_OFFSET if self.language == "th" else year

    def line(self, table: str, row: Row) -> str:
        """What a line is of."""
        table = _OF_FEATURE.get(table, table)
        if table == "activities":
            english = row.title_en if self.language != "th" else ""
            return english or row.title or self._texts["choose.visit"]
        if not row.key:
            return self._texts[f"report.unknown.{table}"]
        if table == "months":
            return self.month(row.key)
        if table in ("fiscal", "calendar"):
            return str(self.year(int(row.key)))
        if table in ("partners", "hosts"):
            return self._partner(row.key)
        if table == "sexes":
            return self._texts.get(f"report.sex.{row.key}", row.key)
        kind = "band" if table == "bands" else "feature"
        return self._texts.get(f"{kind}.{row.key}", row.key)

    def title(self, report: Report) -> tuple[str, str]:
        """What it is, and whom it is for."""
        for_whom = "report.public" if report.public else "report.internal"
        return self.say("report.title"), self.say(for_whom)

    def _partner(self, code: str) -> str:
        partner = partner_named(code)
        if partner is None:
            return code
        return partner.name if self.language == "th" else partner.name_en


def counts_visits(table: str) -> bool:
    """Whether a table's first column counts visits; else attendances."""
    return table in (*PERSONAL, "visits")


def values(figures: Figures) -> tuple[float | None, ...]:
    """The columns of a line; None where there is nothing to tell."""
    return (
        figures.came,
        figures.unnamed,
        figures.unnamed_share,
        figures.learners,
        figures.new,
        figures.returning,
        figures.hours,
        figures.rated,
        figures.mean,
    )


def told(name: str, figures: Figures) -> str:
    """A column of a line as it is read."""
    value = values(figures)[FIGURES.index(name)]
    if value is None:
        return "" if name == "mean" and figures.rated == 0 else HIDDEN
    if name == "share":
        return f"{value:.0%}"
    if name == "mean":
        return f"{value:.2f}"
    return f"{value:,.1f}" if name == "hours" and value < _WHOLE else f"{value:,.0f}"


def shown(report: Report, table: str) -> bool:
    """Whether a table has something to tell: of one year alone its sums are those of all."""
    rows = report.tables[table]
    if table in ("fiscal", "calendar"):
        return len(rows) > 1
    if table == "sexes":
        return any(row.key for row in rows)
    return bool(rows)


def _named(name: str, *, visits: bool) -> str:
    if name == "came":
        return "visits" if visits else "attendances"
    return name
