"""What every kind of entry is made of: its name, and that it is written under a tag."""

from __future__ import annotations

from typing import NamedTuple

import msgspec


class EntryId(NamedTuple):
    """Name of an entry, the same on every node."""

    node: str
    seq: int

    def __str__(self) -> str:
        return f"{self.node}:{self.seq}"


def _kebab(name: str) -> str:
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")


class Body(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag=_kebab
):
    """What happened. Subclasses are the vocabulary; their tag is written into the journal."""
