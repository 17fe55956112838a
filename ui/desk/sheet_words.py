"""What the page of paper sheets says: pure functions from a sheet to words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk import thai
from ui.catalogue import Catalogue
from ui.desk.sheet_draft import Draft, Typed
from ui.viewmodels.desk.rows import clock_of
from ui.viewmodels.desk.sheets import NumberRow, SheetRow
from ui.viewmodels.programme import title_of

if TYPE_CHECKING:
    from kiosk.desk import PaperSheet, TypedIn

_GAP = " · "


def derive_sheets(
    listed: Sequence[PaperSheet],
    drafts: Mapping[str, Draft],
    chosen: str,
    texts: Catalogue,
    zone: ZoneInfo,
) -> tuple[SheetRow, ...]:
    """The sheets of the day."""
    return tuple(_sheet(one, drafts.get(one.code), chosen, texts, zone) for one in listed)


def _sheet(
    sheet: PaperSheet, draft: Draft | None, chosen: str, texts: Catalogue, zone: ZoneInfo
) -> SheetRow:
    title, detail = _title(sheet, texts), _hours(sheet, texts, zone)
    many = 0 if draft is None else len(draft.numbers) + sum(draft.bands.values())
    typed = texts.say("desk.sheet.typed", many) if many else ""
    spoken = ", ".join(filter(None, (title, detail, typed)))
    return SheetRow(sheet.code, title, detail, typed, sheet.code == chosen, spoken)


def derive_sheet(
    draft: Draft | None, day: dt.date | None, ago: int, texts: Catalogue, zone: ZoneInfo
) -> dict[str, object]:
    """The day, and the sheet that is typed in."""
    names = {0: texts.say("desk.sheet.today"), 1: texts.say("desk.sheet.yesterday")}
    date = "" if day is None else thai.long_date(day, language=texts.language)
    said: dict[str, object] = {"day": _GAP.join(filter(None, (names.get(ago, ""), date)))}
    if draft is None:
        return said | {"title": "", "detail": "", "visits": False, "time": ""}
    sheet = draft.sheet
    on = thai.long_date(sheet.day, language=texts.language)
    detail = _GAP.join(filter(None, (on, _hours(sheet, texts, zone))))
    visits = sheet.occurrence is None
    return said | {
        "title": _title(sheet, texts),
        "detail": detail,
        "visits": visits,
        "time": draft.time,
    }


def derive_people(draft: Draft | None, texts: Catalogue) -> str:
    """What the button says that writes it in."""
    return texts.say("desk.sheet.confirm", 0 if draft is None else draft.people)


def derive_numbers(
    numbers: Sequence[Typed], texts: Catalogue, *, named: bool
) -> tuple[NumberRow, ...]:
    """The numbers, the last one first; names while somebody is in who may see them."""
    return tuple(_number(one, texts, named=named) for one in reversed(numbers))


def _number(one: Typed, texts: Catalogue, *, named: bool) -> NumberRow:
    name = ""
    if one.learner is not None and named:
        name = thai.short_name(one.learner.name) or thai.tidy(one.learner.nickname)
    words = texts.say(f"desk.sheet.number.{one.trouble or 'good'}")
    spoken = ", ".join(filter(None, (one.number, name, words)))
    return NumberRow(one.number, name, words, one.trouble, spoken)


def derive_summary(typed: TypedIn, texts: Catalogue) -> str:
    """What became of a sheet."""
    said = [texts.say("desk.sheet.added", len(typed.added))]
    if typed.counted:
        said.append(texts.say("desk.sheet.counted", typed.counted))
    if typed.already:
        said.append(texts.say("desk.sheet.already", len(typed.already)))
    left = len(typed.unknown) + len(typed.suspended)
    if left:
        said.append(texts.say("desk.sheet.left", left))
    return _GAP.join(said)


def _title(sheet: PaperSheet, texts: Catalogue) -> str:
    if sheet.occurrence is None:
        return texts.say("choose.visit")
    return title_of(sheet.occurrence, texts.language)


def _hours(sheet: PaperSheet, texts: Catalogue, zone: ZoneInfo) -> str:
    occurrence = sheet.occurrence
    if occurrence is None:
        return ""
    if occurrence.all_day:
        return texts.say("card.all_day")
    start, end = (clock_of(at, texts, zone) for at in (occurrence.start, occurrence.end))
    return _GAP.join(filter(None, (f"{start}–{end}", thai.tidy(occurrence.room))))
