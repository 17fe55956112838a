"""A list of learners: looked at first, then taken in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from kiosk.config import Settings
from kiosk.matching import FIELDS, plain_heading
from ui.desk.taking_out import Far
from ui.viewmodels.desk.files import ColumnRow, TakenRow

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk
    from kiosk.importing import Report
    from ui.catalogue import Catalogue

_FIELDS = ("", *FIELDS)
REJECTED_SHOWN = 100


class List(NamedTuple):
    """A file as it was read, and what was said of its columns; by plain heading."""

    name: str
    raw: bytes
    told: Mapping[str, str]


def look(desk: FrontDesk, of: List, settings: Settings) -> Report:
    """What it would change."""
    from kiosk.importing import import_learners

    return import_learners(
        desk.store, desk.clock, settings, desk.pepper, of.raw, told=of.told, dry_run=True
    )


def take(desk: FrontDesk, of: List, settings: Settings, by: str, far: Far) -> Report:
    """Take it in. What was written stays when it is broken off; it can be done again."""
    from kiosk.importing import import_learners

    return import_learners(
        desk.store, desk.clock, settings, desk.pepper, of.raw, told=of.told, by=by, progress=far
    )


def match(of: List, heading: str, place: int) -> List:
    """The list with another meaning of one column: its place among `field_words`."""
    return of._replace(told={**of.told, plain_heading(heading): _FIELDS[place]})


def lacks(report: Report) -> bool:
    """Whether nobody knows which column has the numbers, or the names."""
    fields = {field for _, field in report.columns}
    named = fields & {"name", "first_name", "name_en", "nickname"}
    return bool(report.columns) and not ("number" in fields and named)


def field_words(texts: Catalogue) -> tuple[str, ...]:
    """What a column can be, in words."""
    return tuple(texts.say(f"desk.files.field.{field or 'none'}") for field in _FIELDS)


def derive_columns(report: Report, texts: Catalogue) -> tuple[ColumnRow, ...]:
    """The columns, with what they are taken for in words."""
    return tuple(
        ColumnRow(heading, texts.say(f"desk.files.field.{field or 'none'}"))
        for heading, field in report.columns
    )


def derive_taken(report: Report, texts: Catalogue) -> tuple[TakenRow, ...]:
    """What is left out first, then who would be new or change."""
    rows = []
    for line, reason in report.rejected[:REJECTED_SHOWN]:
        title = texts.say("desk.files.line", line)
        rows.append(TakenRow(title, reason, True, f"{title}: {reason}"))
    for one in report.samples:
        fields = ", ".join(texts.say(f"desk.files.field.{name}") for name in one.fields)
        detail = fields or texts.say("desk.files.is_new")
        title = f"{one.number} {one.name}".strip()
        rows.append(TakenRow(title, detail, False, f"{title}: {detail}"))
    return tuple(rows)
