"""Every setting as something to fill in: what it holds, its limits, and what was typed judged."""

from __future__ import annotations

import datetime as dt
import math
import re
import typing
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect

from kiosk.config import Settings, first_broken
from kiosk.days import read_day
from kiosk.logo import usable
from kiosk.partner_cards import PartnerCard
from kiosk.thai import ascii_digits, buddhist


class Kind(StrEnum):
    """With what it is changed."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    SWITCH = "switch"
    CHOICE = "choice"
    SEVERAL = "several"
    DAYS = "days"
    HOURS = "hours"
    CARDS = "cards"


class Field(NamedTuple):
    """One setting. `name` is "" where the section is the setting; numbers have least and most."""

    section: str
    name: str
    kind: Kind
    default: object
    form: Any
    choices: tuple[object, ...] = ()
    least: float = 0
    most: float = 0

    @property
    def path(self) -> tuple[str, ...]:
        """Where it stands in the file."""
        return (self.section, self.name) if self.name else (self.section,)

    @property
    def key(self) -> str:
        """Its name, as in the README: section.name."""
        return ".".join(self.path)

    @property
    def variable(self) -> str:
        """What it is called in the environment; "" when it is not there."""
        return f"WALKIN_{self.section}_{self.name}".upper() if self.name else ""


class Wrong(NamedTuple):
    """Why it cannot be so: `rule` names it for screens, `about` is filled into the words."""

    rule: str
    about: tuple[object, ...] = ()


class Judged(NamedTuple):
    """What was typed: values by key, None for the default; and what is wrong, by key."""

    values: dict[str, object]
    wrong: dict[str, Wrong]


class _Unreadable(Exception):
    """What was typed is no value."""

    def __init__(self, wrong: Wrong) -> None:
        super().__init__(wrong.rule)
        self.wrong = wrong


CLOSED = "-"
"""What is typed for the hours of a day without opening."""
FIXED = frozenset({"safety.encrypt"})
"""A database that is there stays as it was made."""


def _fields() -> tuple[Field, ...]:
    found = []
    for part in msgspec.structs.fields(Settings):
        if not isinstance(part.default, msgspec.Struct):
            found.append(Field(part.name, "", Kind.CARDS, part.default, part.type))
            continue
        for one in msgspec.structs.fields(part.default):
            field = Field(part.name, one.name, Kind.TEXT, one.default, one.type)
            found.append(_with_kind(field))
    return tuple(found)


def _with_kind(field: Field) -> Field:
    match inspect.type_info(field.form):
        case inspect.BoolType():
            return field._replace(kind=Kind.SWITCH)
        case inspect.IntType(ge=ge, le=le):
            return field._replace(kind=Kind.WHOLE, least=ge or 0, most=le or math.inf)
        case inspect.FloatType(ge=ge, le=le):
            return field._replace(kind=Kind.NUMBER, least=ge or 0, most=le or math.inf)
        case inspect.LiteralType():
            return field._replace(kind=Kind.CHOICE, choices=typing.get_args(field.form))
        case inspect.VarTupleType(item_type=inspect.LiteralType()):
            choices = typing.get_args(typing.get_args(field.form)[0])
            return field._replace(kind=Kind.SEVERAL, choices=choices)
        case inspect.VarTupleType(item_type=inspect.DateType()):
            return field._replace(kind=Kind.DAYS)
        case inspect.UnionType():
            return field._replace(kind=Kind.HOURS)
    return field


FIELDS = _fields()
BY_KEY = {field.key: field for field in FIELDS}


def value_in(settings: Settings, field: Field) -> object:
    """What it is."""
    part = getattr(settings, field.section)
    return getattr(part, field.name) if field.name else part


def typed(field: Field, value: Any, language: str = "en") -> str:  # noqa: ANN401 - any setting's
    """A value as it is typed. Thai days are of the Buddhist era."""
    match field.kind:
        case Kind.SWITCH:
            return "true" if value else "false"
        case Kind.NUMBER:
            return f"{value:g}"
        case Kind.SEVERAL:
            return " ".join(str(one) for one in value)
        case Kind.DAYS:
            return " ".join(buddhist(day) if language == "th" else f"{day}" for day in value)
        case Kind.HOURS:
            return "" if value is None else value or CLOSED
        case Kind.CARDS:
            return ", ".join(f"{card.partner}: {card.pattern}" for card in value)
    return str(value)


def judge(settings: Settings, drafts: Mapping[str, str | None]) -> Judged:
    """What `settings` become with what was typed, by key; None goes back to the default."""
    judged = Judged({}, {})
    for key, text in drafts.items():
        try:
            judged.values[key] = None if text is None else _read(BY_KEY[key], text.strip())
        except _Unreadable as e:
            judged.wrong[key] = e.wrong
    if not judged.wrong:
        broken = first_broken(changed(settings, judged.values))
        if broken is not None:
            judged.wrong[broken.setting] = Wrong(broken.rule)
        elif (logo := judged.values.get("centre.logo")) and usable(str(logo)) is None:
            judged.wrong["centre.logo"] = Wrong("logo_file")
    return judged


def changed(settings: Settings, values: Mapping[str, object]) -> Settings:
    """The settings with these values; None is the default."""
    for key, value in values.items():
        field = BY_KEY[key]
        now: object = field.default if value is None else msgspec.convert(value, field.form)
        if field.name:
            part = getattr(settings, field.section)
            now = msgspec.structs.replace(part, **{field.name: now})
        settings = msgspec.structs.replace(settings, **{field.section: now})
    return settings


def _read(field: Field, text: str) -> object:
    """The value as it is written into the file."""
    value: object = text
    match field.kind:
        case Kind.SWITCH:
            value = text == "true"
        case Kind.WHOLE | Kind.NUMBER:
            value = _number(field, text)
        case Kind.CHOICE:
            value = next((one for one in field.choices if str(one) == text), text)
        case Kind.SEVERAL:
            value = [one for one in field.choices if one in text.split()]
        case Kind.DAYS:
            value = _days(text)
        case Kind.HOURS:
            if not text:
                return None
            hours = re.sub(r"\b(\d)(?=:)", r"0\1", ascii_digits(text).replace(".", ":"))
            value = "" if text == CLOSED else hours
        case Kind.CARDS:
            value = _cards(text)
    try:
        msgspec.convert(value, field.form)
    except msgspec.ValidationError as e:
        raise _Unreadable(limits(field)) from e
    return value


def _number(field: Field, text: str) -> float | int:
    try:
        number = float(ascii_digits(text))
    except ValueError as e:
        raise _Unreadable(limits(field)) from e
    return int(number) if number.is_integer() else number


def limits(field: Field) -> Wrong:
    """What may be typed, as the rule that was not kept."""
    match field.kind:
        case Kind.WHOLE | Kind.NUMBER:
            step = getattr(inspect.type_info(field.form), "multiple_of", None)
            limits = (f"{field.least:g}", f"{field.most:g}")
            return Wrong("steps", (*limits, step)) if step else Wrong(field.kind.value, limits)
        case Kind.TEXT if isinstance(inspect.type_info(field.form), inspect.Metadata):
            return Wrong(f"{field.section}_{field.name}")
    return Wrong(field.kind.value)


def _days(text: str) -> list[dt.date]:
    try:
        return sorted({read_day(one) for one in text.replace(",", " ").split()})
    except ValueError as e:
        raise _Unreadable(Wrong("days")) from e


def _cards(text: str) -> list[dict[str, str]]:
    cards = []
    for one in filter(None, (part.strip() for part in text.split(","))):
        partner, colon, pattern = one.partition(":")
        if not colon:
            raise _Unreadable(Wrong("cards"))
        card = PartnerCard(partner=partner.strip(), pattern=pattern.strip())
        cards.append(msgspec.structs.asdict(card))
    return cards
