"""A record as a form: what its fields hold, what was typed there, and what it means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from kiosk import thai
from kiosk.importing import cells
from kiosk.newcomer import read_year
from kiosk.partners import partner_named
from kiosk.record import Learner
from ui.viewmodels.desk.found import year_of
from ui.viewmodels.desk.rows import institution_of

if TYPE_CHECKING:
    from ui.catalogue import Catalogue

FIELDS = (
    "name", "name_en", "nickname", "birth_year", "partner", "student_number", "phone",
    "valid_until",
)  # fmt: skip


class NotRead(Exception):
    """A field holds what no record can say; the message is the field's name."""


def fields_of(record: Learner, texts: Catalogue) -> dict[str, str]:
    """What the form shows of a record."""
    return {
        "name": record.name,
        "name_en": record.name_en,
        "nickname": record.nickname,
        "birth_year": "" if record.birth_year is None else year_of(record.birth_year, texts),
        "partner": institution_of(record.partner, texts),
        "student_number": record.student_number,
        "phone": record.phone,
        "valid_until": date_said(record.valid_until, texts),
    }


def date_said(day: dt.date | None, texts: Catalogue) -> str:
    """A date as it is typed: 22/11/2569, or 22/11/2026 in English."""
    if day is None:
        return ""
    return thai.buddhist(day) if texts.language == "th" else f"{day:%d/%m/%Y}"


def read_date(text: str) -> dt.date | None:
    """A date of either era, None when there is none. Raises NotRead when it is no date."""
    try:
        return cells.date(text, "valid_until")
    except cells.BadCell:
        raise NotRead("valid_until") from None


def corrected(record: Learner, typed: Mapping[str, str], day: dt.date) -> Learner:
    """The record with what was typed, seen on `day`. Raises NotRead."""
    changes: dict[str, object] = {name: thai.tidy(text) for name, text in typed.items()}
    year = thai.tidy(typed.get("birth_year", ""))
    if "birth_year" in changes:
        changes["birth_year"] = read_year(year, day.year) if year else None
        if year and changes["birth_year"] is None:
            raise NotRead("birth_year")
    if "valid_until" in changes:
        changes["valid_until"] = read_date(typed["valid_until"])
    if "partner" in changes:
        known = partner_named(typed["partner"])
        changes["partner"] = thai.tidy(typed["partner"]) if known is None else known.code
    return msgspec.structs.replace(record, **changes)


def read_back(record: Learner, typed: Mapping[str, str], texts: Catalogue, day: dt.date) -> str:
    """What the year and the date that were typed are taken for; "" when none was typed."""
    said = []
    for field in ("birth_year", "valid_until"):
        if not thai.tidy(typed.get(field, "")):
            continue
        try:
            one = corrected(record, {field: typed[field]}, day)
        except NotRead:
            said.append(texts.say(f"desk.typed.not.{field}"))
            continue
        if field == "birth_year" and one.birth_year is not None:
            both = (one.birth_year + thai.BUDDHIST_OFFSET, one.birth_year)
            said.append(texts.say("desk.typed.born", *both, one.age(day)))
        elif one.valid_until is not None:
            last = thai.long_date(one.valid_until, language=texts.language)
            said.append(texts.say("desk.typed.until", last))
    return "\n".join(said)


def a_year_from(day: dt.date) -> dt.date:
    """The same day of the next year; of 29 February the day before."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
