"""What is wrong with a setting, in words for people and with what would be right."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

import msgspec
from msgspec import inspect

_LIKE_ENOUGH = 0.6
_VARIABLE_LIKE_ENOUGH = 0.7
_PREFIX = "WALKIN_"


def in_words(message: str, kind: object, name: str = "") -> str:
    """Say a validator's message in words.

    `kind` is the type that was expected of the whole; `name` is what the whole is called, "" for a
    file of settings.
    """
    root = inspect.type_info(kind)
    at = re.search(r"at `\$\.?([^`]*)`", message)
    path = [part for part in at[1].split(".") if part] if at else []
    unknown = re.search(r"unknown field `([^`]+)`", message)
    if unknown:
        return _no_setting(unknown[1], root, path)
    missing = re.search(r"missing required field `([^`]+)`", message)
    if missing:
        return f"{_section(root, path)} needs {missing[1]}"
    value = re.search(r"Invalid enum value (\S.*?)(?: - at|$)", message)
    not_that = f", not {value[1].replace(chr(39), chr(34))}" if value else ""
    return f"{name or _name(root, path)} is {_kind(_at(root, path), path)}{not_that}"


def no_variable(wrong: str, known: Iterable[str]) -> str:
    """Say that no setting is called like this variable of the environment, but perhaps another."""
    names = [name.removeprefix(_PREFIX) for name in known]
    near = _nearest(wrong.removeprefix(_PREFIX), names, _VARIABLE_LIKE_ENOUGH)
    more = f"did you mean {_PREFIX}{near}?" if near else "README, settings, lists them all"
    return f"{wrong}: no such setting; {more}"


def _no_setting(wrong: str, root: inspect.Type, path: Sequence[str]) -> str:
    names = _names(_at(root, [*path, ""]))
    section = _section(root, path)
    said = f"there is no setting `{wrong}`{' in ' if section else ''}{section}"
    homes = [
        _section(root, [name]) for name in _names(root) if wrong in _names(_at(root, [name, ""]))
    ]
    if homes:
        return f"{said}; it stands in {' or '.join(homes)}"
    near = _nearest(wrong, names, _LIKE_ENOUGH)
    if near:
        return f"{said}; did you mean {near if section else _section(root, [near])}?"
    return f"{said}; there are {', '.join(names)}"


def _nearest(wrong: str, names: Sequence[str], like: float) -> str:
    found = difflib.get_close_matches(wrong, names, 1, like)
    return found[0] if found else ""


def _section(root: inspect.Type, path: Sequence[str]) -> str:
    """As it stands in the file; "" for the file itself."""
    if not path:
        return ""
    name = _bare(path[0])
    is_list = isinstance(_at(root, [name]), inspect.VarTupleType)
    return f"[[{name}]]" if is_list else f"[{name}]"


def _name(root: inspect.Type, path: Sequence[str]) -> str:
    section = _section(root, path)
    if len(path) > 1 and section.startswith("[["):
        return f"{_bare(path[-1])} in {section}"
    return ".".join(map(_bare, path))


def _bare(part: str) -> str:
    return re.sub(r"\[.*", "", part)


def _at(kind: inspect.Type, path: Sequence[str]) -> inspect.Type:
    """The type of the setting at this path; a path that ends with "" goes into a list's items."""
    for part in path:
        if isinstance(kind, inspect.VarTupleType):
            kind = kind.item_type
        if part and isinstance(kind, inspect.StructType):
            kind = next(field.type for field in kind.fields if field.name == _bare(part))
    return kind


def _names(kind: inspect.Type) -> list[str]:
    return [field.name for field in kind.fields] if isinstance(kind, inspect.StructType) else []


def _kind(kind: inspect.Type, path: Sequence[str]) -> str:
    """What may be written there."""
    match kind:
        case inspect.VarTupleType(item_type=inspect.StructType()):
            return f"a section, written [[{_bare(path[0])}]] for each"
        case inspect.VarTupleType(item_type=item):
            return f"a list in brackets: each is {_value(item)}"
        case inspect.StructType():
            return f"a section: [{path[0]}] on a line of its own, its settings below"
    return _value(kind)


def _value(kind: inspect.Type) -> str:
    match kind:
        case inspect.Metadata(extra_json_schema={"description": str(said)}):
            return said
        case inspect.UnionType(types=types):
            return _value(next(one for one in types if not isinstance(one, inspect.NoneType)))
        case inspect.LiteralType(values=values):
            whole = "a whole number, " if isinstance(values[0], int) else ""
            return f"{whole}one of {_listed(values)}"
        case inspect.IntType(ge=ge, le=le, multiple_of=step):
            return f"a whole number{_bounds(ge, le)}{f', a multiple of {step}' if step else ''}"
        case inspect.FloatType(ge=ge, le=le):
            return f"a number{_bounds(ge, le)}"
        case inspect.BoolType():
            return "true or false"
        case inspect.DateType():
            return "a date like 2026-12-31"
    return 'text in quotes: "…"'


def _bounds(ge: float | None, le: float | None) -> str:
    return "" if ge is None or le is None else f" from {ge:g} to {le:g}"


def _listed(values: Sequence[object]) -> str:
    said = [msgspec.json.encode(value).decode() for value in values]
    return f"{', '.join(said[:-1])} or {said[-1]}"
