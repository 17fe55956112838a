"""The rows of the settings page, derived from the file and from what was typed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kiosk.setting_fields import FIELDS, FIXED, Field, Judged, Kind, typed, value_in
from kiosk.settings_book import Reading
from ui.setting_words import choice_words, hint_key, label_key, said, unit_key, wrong_words
from ui.viewmodels.desk.settings import SectionRow, SettingRow

if TYPE_CHECKING:
    from ui.catalogue import Catalogue

SECTIONS = tuple(dict.fromkeys(field.section for field in FIELDS))
Drafts = Mapping[str, str | None]
"""What was typed by section.name; None goes back to the default."""


def text_of(field: Field, reading: Reading, texts: Catalogue) -> str:
    """What stands in its field before anything is typed: what holds."""
    holds = reading.holds if field.key in reading.overridden else reading.said
    return typed(field, value_in(holds, field), texts.language)


def derive_sections(
    drafts: Drafts, judged: Judged, chosen: str, texts: Catalogue
) -> tuple[SectionRow, ...]:
    """Every section, with what is not saved in it."""
    rows = []
    for section in SECTIONS:
        keys = {field.key for field in FIELDS if field.section == section}
        changed, wrong = len(keys.intersection(drafts)), keys.intersection(judged.wrong)
        note = texts.say("setting.changed", changed) if changed else ""
        note = texts.say("setting.not_so") if wrong else note
        title = texts.say(f"setting.section.{section}")
        spoken = ", ".join(filter(None, (title, note)))
        rows.append(SectionRow(section, title, note, bool(wrong), section == chosen, spoken))
    return tuple(rows)


def derive_fields(
    section: str,
    reading: Reading,
    drafts: Drafts,
    judged: Judged,
    texts: Catalogue,
    *,
    locked: bool,
) -> tuple[SettingRow, ...]:
    """The settings of a section."""
    return tuple(
        _row(field, reading, drafts, judged, texts, locked=locked)
        for field in FIELDS
        if field.section == section
    )


def _row(
    field: Field,
    reading: Reading,
    drafts: Drafts,
    judged: Judged,
    texts: Catalogue,
    *,
    locked: bool,
) -> SettingRow:
    key = field.key
    draft = drafts.get(key, "")
    value = text_of(field, reading, texts)
    if key in drafts:
        value = typed(field, field.default, texts.language) if draft is None else draft or ""
    note = ""
    if key in reading.overridden:
        note = texts.say("setting.overridden", field.variable)
    elif key in FIXED:
        note = texts.say("setting.fixed")
    is_open = not note and not locked
    wrong = judged.wrong.get(key)
    given = (key in reading.given and key not in drafts) or draft not in (None, "")
    return SettingRow(
        key=key,
        kind=field.kind.value,
        title=texts.say(label_key(field)),
        hint=texts.say(hint_key(field)),
        unit=texts.say(unit_key(field)) if unit_key(field) else "",
        value=value,
        options=[str(choice) for choice in field.choices],
        choices=[choice_words(field, choice, texts) for choice in field.choices],
        facts=_facts(field, texts),
        note=note,
        problem=wrong_words(wrong, texts) if wrong is not None else "",
        open=is_open,
        changed=key in drafts,
        undoable=is_open and given,
    )


def _facts(field: Field, texts: Catalogue) -> str:
    facts = texts.say("setting.default", said(field, field.default, texts))
    if field.kind in (Kind.WHOLE, Kind.NUMBER) and math.isfinite(field.most):
        limits = texts.say("setting.limits", f"{field.least:g}", f"{field.most:g}")
        facts = f"{facts} · {limits}"
    return facts
