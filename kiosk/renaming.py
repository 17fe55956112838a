"""Entries get another name: when they were written under one that belonged to another database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from kiosk.body import Body, EntryId

B = TypeVar("B", bound=Body)


def speaking_of(body: B, renamed: Callable[[EntryId], EntryId]) -> B:
    """The body with every entry it names given its new name."""
    changed: dict[str, Any] = {}
    for field in body.__struct_fields__:
        value = getattr(body, field)
        if isinstance(value, EntryId):
            changed[field] = renamed(value)
        elif isinstance(value, tuple) and any(isinstance(one, EntryId) for one in value):
            changed[field] = tuple(renamed(one) for one in value)
    return msgspec.structs.replace(body, **changed) if changed else body
