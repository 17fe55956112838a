"""Settings in words: every one has a label and what it is for, under keys made of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.config import SettingsTrouble
from kiosk.setting_fields import BY_KEY, FIELDS, Field, Kind, Wrong, limits, typed

if TYPE_CHECKING:
    from pathlib import Path

    from ui.catalogue import Catalogue

_COUNTED = (Kind.WHOLE, Kind.NUMBER)
_CHOSEN = (Kind.CHOICE, Kind.SEVERAL)


def label_key(field: Field) -> str:
    """Where its label stands."""
    return f"setting.{field.key}" if field.name else f"setting.section.{field.section}"


def hint_key(field: Field) -> str:
    """Where it stands what it is for."""
    return f"setting.{field.key}.hint"


def unit_key(field: Field) -> str:
    """Where its unit stands; "" for what is no number."""
    return f"setting.{field.key}.unit" if field.kind in _COUNTED else ""


def choice_key(field: Field, choice: object) -> str:
    """Where a choice's word stands; "" for a number, which says itself."""
    return f"setting.{field.key}.{choice or 'none'}" if isinstance(choice, str) else ""


def every_key() -> set[str]:
    """All keys of settings' own words: a new setting needs them in both languages."""
    keys = {f"setting.section.{field.section}" for field in FIELDS}
    keys |= {f"setting.about.{field.section}" for field in FIELDS}
    for field in FIELDS:
        keys |= {label_key(field), hint_key(field), unit_key(field)}
        keys |= {choice_key(field, choice) for choice in field.choices}
    return keys - {""}


def said(field: Field, value: object, texts: Catalogue) -> str:
    """A value in words."""
    if field.kind is Kind.SWITCH:
        return texts.say("setting.on" if value else "setting.off")
    if field.kind in _CHOSEN:
        many = value if isinstance(value, tuple) else (value,)
        words = ", ".join(choice_words(field, one, texts) for one in many)
        return words or texts.say("setting.none")
    if field.kind is Kind.HOURS and value is None:
        return texts.say("setting.always")
    return typed(field, value, texts.language) or texts.say("setting.none")


def choice_words(field: Field, choice: object, texts: Catalogue) -> str:
    """A choice in words."""
    key = choice_key(field, choice)
    return texts.say(key) if key else str(choice)


def wrong_words(wrong: Wrong, texts: Catalogue) -> str:
    """Why something cannot be so."""
    return texts.say(f"setting.wrong.{wrong.rule}", *wrong.about)


def place_words(trouble: SettingsTrouble, texts: Catalogue) -> str:
    """In which line of the file what is wrong."""
    what = _what(trouble, texts)
    return texts.say("setting.line", trouble.line, what) if trouble.line else what


def trouble_words(trouble: SettingsTrouble, file: Path, texts: Catalogue) -> str:
    """What is wrong with the file, where, and what to do."""
    what = _what(trouble, texts)
    if trouble.line:
        return texts.say("setting.trouble", file, trouble.line, what)
    return texts.say("setting.trouble.nowhere", file, what)


def _what(trouble: SettingsTrouble, texts: Catalogue) -> str:
    field = BY_KEY.get(trouble.setting)
    if trouble.rule in {"syntax", "unknown", "file", "variable"}:
        return texts.say(f"setting.file.{trouble.rule}", trouble.setting)
    if field is None:
        return texts.say("setting.file.unknown", trouble.setting)
    wrong = limits(field) if trouble.rule == "type" else Wrong(trouble.rule)
    return f"{trouble.setting}: {wrong_words(wrong, texts)}"
