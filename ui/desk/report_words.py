"""What the report's page says: pure functions from a report to rows."""

from __future__ import annotations

from kiosk.reporting import Report
from kiosk.reporting.words import FIGURES, Words, counts_visits, shown, told
from ui.viewmodels.desk.report import BarRow, FigureRow, TableRow, TileRow

TABLES = (
    "months", "fiscal", "calendar", "features", "also", "bands", "sexes", "partners", "hosts",
    "activities",
)  # fmt: skip
_BESIDE = {"new": "returning", "mean": "rated", "share": "unnamed"}


def derive_tiles(report: Report, words: Words) -> tuple[TileRow, ...]:
    """The sums, each with what it counts."""
    return tuple(
        _tile(name, report, words) for name in ("came", "learners", "hours", "new", "mean", "share")
    )


def _tile(name: str, report: Report, words: Words) -> TileRow:
    figure, called = told(name, report.visits), words.figure(name, visits=True)
    beside = _BESIDE.get(name, "")
    more = ""
    if beside:
        more = f"{words.figure(beside, visits=True)} {told(beside, report.visits)}"
    definition = words.define(name, visits=True)
    spoken = ", ".join(filter(None, (called, figure, more, definition)))
    return TileRow(figure, called, more, definition, spoken)


def derive_bars(report: Report, table: str, words: Words) -> tuple[BarRow, ...]:
    """How many came, line by line."""
    rows = [row for row in report.tables[table] if row.key or row.figures.came != 0]
    most = max((row.figures.came or 0 for row in rows), default=0) or 1
    return tuple(
        BarRow(
            words.line(table, row),
            told("came", row.figures),
            (row.figures.came or 0) / most,
            f"{words.line(table, row)}, {told('came', row.figures)}",
        )
        for row in rows
    )


def derive_tables(report: Report, chosen: str, words: Words) -> tuple[TableRow, ...]:
    """The tables that have something to tell."""
    return tuple(
        TableRow(table, words.table(table), table == chosen)
        for table in TABLES
        if shown(report, table)
    )


def derive_heads(table: str, words: Words) -> tuple[str, ...]:
    """The columns of a table."""
    return tuple(words.figure(name, visits=counts_visits(table)) for name in FIGURES)


def derive_lines(report: Report, table: str, words: Words) -> tuple[FigureRow, ...]:
    """The lines of a table."""
    heads = derive_heads(table, words)
    found = []
    for row in report.tables[table]:
        cells = [told(name, row.figures) for name in FIGURES]
        label = words.line(table, row)
        said = (f"{head} {cell}" for head, cell in zip(heads, cells, strict=True) if cell)
        found.append(FigureRow(label, cells, ", ".join((label, *said))))
    return tuple(found)
