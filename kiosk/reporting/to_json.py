"""The report for programs."""

from __future__ import annotations

from typing import Any, BinaryIO

import msgspec

from kiosk.reporting.figures import Figures, Report, Row
from kiosk.reporting.words import FIGURES, Words, counts_visits, values


def write_json(report: Report, th: Words, en: Words, out: BinaryIO) -> None:
    """One JSON object, indented, every figure's definition beside it.

    Months are 2026-11, years Gregorian; null is a number that was left out of a public copy, or an
    average of nobody's.
    """
    tables = {name: [_row(name, row) for row in rows] for name, rows in report.tables.items()}
    said = {
        "report": "learning-city",
        "centre": report.centre,
        "period": msgspec.to_builtins(report.period),
        "made_at": report.at.replace(microsecond=0),
        "public": report.public,
        "visits": _figures("visits", report.visits),
        "attendances": _figures("attendances", report.attendances),
        "tables": tables,
        "definitions": {"th": _definitions(th), "en": _definitions(en)},
    }
    out.write(msgspec.json.format(msgspec.json.encode(said), indent=2) + b"\n")


def _row(table: str, row: Row) -> dict[str, Any]:
    said = {"key": row.key, "title": row.title, "title_en": row.title_en}
    said |= {"feature": row.feature, "host": row.host}
    return {name: text for name, text in said.items() if text or name == "key"} | _figures(
        table, row.figures
    )


def _figures(table: str, figures: Figures) -> dict[str, float | None]:
    names = ("visits" if counts_visits(table) else "attendances", *FIGURES[1:])
    told = dict(zip(names, values(figures), strict=True))
    share = told["share"]
    return told | {"share": None if share is None else round(share, 4)}


def _definitions(words: Words) -> dict[str, str]:
    found = {"visits": words.define("came", visits=True)}
    found["attendances"] = words.define("came", visits=False)
    found |= {name: words.define(name, visits=True) for name in FIGURES[1:]}
    return found | {"null": words.hidden()}
