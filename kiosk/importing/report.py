"""What became of an imported file."""

from __future__ import annotations

from typing import NamedTuple

import msgspec


class Rejected(NamedTuple):
    """Something left out: the line of the file it begins on, counted from 1, and why."""

    line: int
    reason: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of records by what became of them, what was rejected, and notes for people."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: tuple[Rejected, ...] = ()
    notes: tuple[str, ...] = ()
